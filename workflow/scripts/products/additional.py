"""Products from files that need not be delivered: counts and shares per year in one form, empty without a file."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from werkagenda.errors import InputError, quoted
from werkagenda.flow.suppressed import expected_value, lowest
from werkagenda.formats import half_op
from werkagenda.institutions.codes import to_today

KOLOMMEN = ["jaar", "onderdeel", "uitsplitsing", "categorie", "waarde", "waarde_min", "waarde_max", "eenheid", "n",
            "instellingen"]  # fmt: skip
TOTAAL, CATEGORIE = "totaal", "categorie"
# The breakdowns of early school leaving, each with its columns.
NAAR: Mapping[str, Sequence[str]] = {
    TOTAAL: [],
    "leerweg": ["leerweg"],
    "niveau": ["niveau"],
    "leerweg_niveau": ["leerweg", "niveau"],
}
TELLINGEN = ("deelnemers", "vsv")
DOCENTEN = ("bevoegd", "in_opleiding", "niet_bevoegd")
DIGITAAL = "digitale_monitor"
# So many years back a list of practorates says how many there were.
TERUG = 2

Rij = dict[str, Any]


def line(  # noqa: PLR0913 - the columns of one row
    jaar: int,
    onderdeel: str,
    waarde: float,
    *,
    n: float,
    eenheid: str = "aantal",
    naar: tuple[str, str] = (TOTAAL, ""),
    grenzen: tuple[float, float] | None = None,
    instellingen: int | None = None,
) -> Rij:
    """Return one row; without bounds the value is exact. `naar` is the breakdown and the category in it."""
    waarden = (waarde, *(grenzen or (waarde, waarde)))
    return dict(zip(KOLOMMEN, (jaar, onderdeel, *naar, *waarden, eenheid, n, instellingen), strict=True))


def table(rijen: Iterable[Rij]) -> pd.DataFrame:
    """Return the rows as a table, which may be empty."""
    return pd.DataFrame(list(rijen), columns=KOLOMMEN).astype({"instellingen": "Int64"})


def with_bounds(vsv: pd.DataFrame, *, high: int, verwacht: str) -> pd.DataFrame:
    """Return the rows with `<count>_min` and `<count>_max`, and each suppressed count at its expected value.

    Args:
        vsv: one row per institution, level and leerweg, of one year or more; a suppressed count is missing.
        high: highest value of a suppressed count.
        verwacht: `model` or `midden`, as for the files of inflow.

    """
    delen = []
    for _, deel in vsv.groupby("jaar"):
        uit = deel.copy()
        for kolom in TELLINGEN:
            getoond = deel[kolom].dropna().to_numpy(dtype="int64")
            verborgen = deel[kolom].isna()
            low = lowest("auto", toont_nul=bool((getoond == 0).any()))
            midden, _ = expected_value(getoond, int(verborgen.sum()), low=low, high=high, verwacht=verwacht)
            for naam, vul in ((kolom, midden), (f"{kolom}_min", low), (f"{kolom}_max", high)):
                uit[naam] = deel[kolom].astype("float64").fillna(vul)
        delen.append(uit)
    return pd.concat(delen)


def early_leavers(vsv: pd.DataFrame, *, high: int, verwacht: str) -> pd.DataFrame:
    """Return numbers and shares of new early school leavers: in all, by leerweg, by level and by both.

    A share is of the participants of that group; its bounds are those of both counts. Arguments as in `with_bounds`.
    """
    rijen = with_bounds(vsv, high=high, verwacht=verwacht)
    uit = []
    for uitsplitsing, kolommen in NAAR.items():
        for sleutel, deel in rijen.groupby(["jaar", *kolommen], observed=True):
            jaar, *waarden = sleutel
            naar = (uitsplitsing, " ".join(map(str, waarden)))
            som = deel[[f"{t}{kant}" for t in TELLINGEN for kant in ("", "_min", "_max")]].sum()
            instellingen = deel["instelling"].nunique()
            n = int(half_op(som["deelnemers"]))
            for telling in TELLINGEN:
                aantal, *grenzen = (int(half_op(som[f"{telling}{kant}"])) for kant in ("", "_min", "_max"))
                uit.append(line(jaar, telling, aantal, n=aantal, naar=naar, grenzen=tuple(grenzen),
                                instellingen=instellingen))  # fmt: skip
            laag = som["vsv_min"] / som["deelnemers_max"]
            hoog = min(som["vsv_max"] / som["deelnemers_min"], 1.0)
            uit.append(line(jaar, "aandeel_vsv", som["vsv"] / som["deelnemers"], n=n, eenheid="procent", naar=naar,
                            grenzen=(laag, hoog), instellingen=instellingen))  # fmt: skip
    return table(uit)


def sums(tabel: pd.DataFrame, onderdeel: str, naar: Sequence[str] = (CATEGORIE,)) -> pd.DataFrame:
    """Return the sum of `waarde` per year, in all and by each column of `naar`; `instelling` is counted if there."""
    kent = "instelling" in tabel
    uit = []
    for kolom in (None, *naar):
        for sleutel, deel in tabel.groupby(["jaar", *([kolom] if kolom else [])], observed=True):
            jaar, *categorie = sleutel
            som = float(deel["waarde"].sum())
            waar = (kolom, str(categorie[0])) if kolom else (TOTAAL, "")
            wie = deel.loc[deel["waarde"] > 0, "instelling"].nunique() if kent else None
            uit.append(line(jaar, onderdeel, som, n=som, naar=waar, instellingen=wie))
    return table(uit)


def check_values(tabel: pd.DataFrame, bron: str, *, ja_nee: bool) -> None:
    """Raise InputError on a value that is no whole number from 0, or with `ja_nee` neither 1 nor 0."""
    waarde = tabel["waarde"]
    fout = ~waarde.isin([0, 1]) if ja_nee else (waarde < 0) | (waarde % 1 != 0)
    if fout.any():
        wie = quoted(sorted(set(tabel.loc[fout, "instelling"].astype(str))))
        melding = f"{int(fout.sum())} rijen met een waarde die dat niet kan zijn, van instelling {wie}"
        verwacht = "1 (ja) of 0 (nee)" if ja_nee else "een geheel getal vanaf 0"
        raise InputError(bron, "waarden", melding, kolom="waarde", verwacht=verwacht)


def qualified(tabel: pd.DataFrame) -> pd.DataFrame:
    """Return the shares of teachers by qualification, and how many institutions use the digital monitor.

    Args:
        tabel: `instelling, jaar, categorie, waarde`; teachers per category, and 1 or 0 for the monitor.

    """
    docenten = tabel[tabel[CATEGORIE].isin(DOCENTEN)]
    digitaal = tabel[tabel[CATEGORIE] == DIGITAAL]
    check_values(docenten, "bevoegdheid", ja_nee=False)
    check_values(digitaal, "bevoegdheid", ja_nee=True)
    uit = []
    for jaar, deel in docenten.groupby("jaar"):
        n, instellingen = float(deel["waarde"].sum()), deel["instelling"].nunique()
        for soort in DOCENTEN if n else ():
            aandeel = float(deel.loc[deel[CATEGORIE] == soort, "waarde"].sum()) / n
            uit.append(line(jaar, "docenten", aandeel, n=n, eenheid="procent", naar=(CATEGORIE, soort),
                            instellingen=instellingen))  # fmt: skip
    for jaar, deel in digitaal.groupby("jaar"):
        n, ja = deel["instelling"].nunique(), deel.loc[deel["waarde"] == 1, "instelling"].nunique()
        uit.append(line(jaar, DIGITAAL, ja, n=n, instellingen=n))
    return table(uit)


def named_in_reports(tabel: pd.DataFrame) -> pd.DataFrame:
    """Return per year and subject the share of annual reports that have information on it."""
    check_values(tabel, "samenwerking_jaarverslag", ja_nee=True)
    uit = []
    for jaar, in_jaar in tabel.groupby("jaar"):
        n = in_jaar["instelling"].nunique()
        for soort, deel in in_jaar.groupby(CATEGORIE, observed=True):
            ja = deel.loc[deel["waarde"] == 1, "instelling"].nunique()
            uit.append(line(jaar, "jaarverslagen", ja / n, n=n, eenheid="procent",
                            naar=(CATEGORIE, str(soort)), instellingen=n))  # fmt: skip
    return table(uit)


def practorates(tabel: pd.DataFrame, *, alle: int) -> pd.DataFrame:
    """Return how many practorates there are at the end of the last years, per institution and, of the last, by theme.

    Args:
        tabel: `naam, thema, instelling, sinds`, a row per practorate and institution in it.
        alle: number of institutions of today.

    """
    if tabel.empty:
        return table([])
    laatste = int(tabel["sinds"].max())
    uit = []
    for jaar in range(laatste - TERUG, laatste + 1):
        lopend = tabel[tabel["sinds"] <= jaar]
        n, wie = lopend["naam"].nunique(), lopend["instelling"].nunique()
        uit.append(line(jaar, "practoraten", n, n=n, instellingen=wie))
        uit.append(line(jaar, "practoraten_per_instelling", n / alle, n=alle, eenheid="gemiddelde", instellingen=alle))
    for thema, deel in tabel.groupby("thema", observed=True):
        n = deel["naam"].nunique()
        uit.append(line(laatste, "practoraten", n, n=n, naar=(CATEGORIE, str(thema)),
                        instellingen=deel["instelling"].nunique()))  # fmt: skip
    return table(uit)


def own_indicators(tabel: pd.DataFrame, plannen: pd.DataFrame, *, jaar: int) -> pd.DataFrame:
    """Return per objective, and per subject within it, the institutions with an indicator of their own.

    Args:
        tabel: `instelling, doelstelling, onderwerp`, codes as in the plans.
        plannen: the plans, with `eigen_indicator_2_1` and so on (ja, nee).
        jaar: year of the plans.

    Raises:
        InputError: an institution has an indicator where its plan says that it has none.

    """
    uit = []
    for doel, deel in tabel.groupby("doelstelling", observed=True):
        zegt = plannen.set_index("instelling")[f"eigen_indicator_{str(doel).replace('.', '_')}"]
        if vreemd := sorted(set(deel["instelling"]) - set(zegt[zegt == "ja"].index)):
            raise InputError(
                "plan_eigen_indicatoren",
                "eigen_indicatoren",
                f"{len(vreemd)} instellingen zonder eigen indicator bij {doel} volgens het blad instellingen: "
                f"{quoted(vreemd)}",
                kolom="instelling",
                verwacht="instellingen met ja in het blad instellingen",
            )
        n = int((zegt == "ja").sum())
        uit.append(line(jaar, "eigen_indicator", deel["instelling"].nunique(), n=len(plannen),
                        naar=("doelstelling", str(doel)), instellingen=len(plannen)))  # fmt: skip
        for onderwerp, van in deel.groupby("onderwerp", observed=True):
            uit.append(line(jaar, "eigen_indicator", van["instelling"].nunique(), n=n,
                            naar=("onderwerp", f"{doel} {onderwerp}"), instellingen=len(plannen)))  # fmt: skip
    return table(uit)


def reasons(tabel: pd.DataFrame, *, jaar: int) -> pd.DataFrame:
    """Return why institutions do not apply measures, in all and per objective, and how often they say what is new.

    Args:
        tabel: `instelling, maatregel, oordeel, vorm`, and `reden` and `nieuw_toelichting` where the file has them.
        jaar: year of the plans.

    """
    uit = []
    rijen = tabel.assign(doel=tabel["maatregel"].astype("str").str[:3])
    uitleg = rijen[rijen["oordeel"] == "leg uit"].dropna(subset="reden") if "reden" in rijen else rijen.iloc[:0]
    for reden, deel in uitleg.groupby("reden", observed=True) if len(uitleg) else ():
        uit.append(line(jaar, "reden", len(deel), n=len(uitleg), naar=(CATEGORIE, str(reden)),
                        instellingen=deel["instelling"].nunique()))  # fmt: skip
    for doel, deel in uitleg.groupby("doel"):
        uit.append(line(jaar, "reden", len(deel), n=len(uitleg), naar=("doelstelling", str(doel)),
                        instellingen=deel["instelling"].nunique()))  # fmt: skip
    nieuw = rijen[rijen["vorm"] == "nieuw"]
    if "nieuw_toelichting" in nieuw and len(nieuw):
        met = nieuw["nieuw_toelichting"].notna()
        uit.append(line(jaar, "nieuw_toegelicht", float(met.mean()), n=len(nieuw), eenheid="procent",
                        instellingen=nieuw.loc[met, "instelling"].nunique()))  # fmt: skip
    return table(uit)


def chosen(tabel: pd.DataFrame, *, jaar: int, bijna_alle: float) -> pd.DataFrame:
    """Return the share of institutions that chose a measure, and per objective that chose (nearly) all of them.

    Args:
        tabel: `instelling, doelstelling, maatregel, gekozen` (ja, nee), the last two where the file has them.
        jaar: year of the report.
        bijna_alle: share of the measures of an objective from which they are nearly all.

    """
    if "maatregel" not in tabel or tabel["maatregel"].isna().all():
        return table([])
    rijen = tabel.dropna(subset="gekozen").astype({"maatregel": "str", "doelstelling": "str", "instelling": "str"})
    # Of a merged institution one of the parts is enough.
    ja = rijen.assign(ja=rijen["gekozen"] == "ja").groupby(["doelstelling", "maatregel", "instelling"])["ja"].max()
    uit = []
    for doel, van_doel in ja.groupby("doelstelling"):
        per_instelling = van_doel.groupby("instelling").mean()
        uit.append(line(jaar, "bijna_alle", float((per_instelling >= bijna_alle).mean()), n=len(per_instelling),
                        eenheid="procent", naar=("doel", str(doel)), instellingen=len(per_instelling)))  # fmt: skip
        for maatregel, deel in van_doel.groupby("maatregel"):
            uit.append(line(jaar, "gekozen", float(deel.mean()), n=len(deel), eenheid="procent",
                            naar=(CATEGORIE, str(maatregel)), instellingen=len(deel)))  # fmt: skip
    return table(uit)


def related_work(tabel: pd.DataFrame) -> pd.DataFrame:
    """Return the share of those with work whose work fits their programme, in all, by leerweg and by level.

    Args:
        tabel: `studiejaar, instelling, leerweg, niveau, uitstromers, aandeel` (with work), and `aandeel_verwant` where
            the file has it; cells without either share are left out.

    """
    if "aandeel_verwant" not in tabel:
        return table([])
    bekend = tabel.dropna(subset=["uitstromers", "aandeel", "aandeel_verwant"])
    werk = bekend["uitstromers"] * bekend["aandeel"]
    rijen = bekend.assign(jaar=bekend["studiejaar"].astype("str").str[:4].astype("int64"), werk=werk,
                          verwant=werk * bekend["aandeel_verwant"])  # fmt: skip
    uit = []
    for uitsplitsing, kolommen in NAAR.items():
        for sleutel, deel in rijen.groupby(["jaar", *kolommen], observed=True):
            jaar, *waarden = sleutel
            n = float(deel["werk"].sum())
            if n:
                uit.append(line(jaar, "verwant", float(deel["verwant"].sum()) / n, n=int(half_op(n)), eenheid="procent",
                                naar=(uitsplitsing, " ".join(map(str, waarden))),
                                instellingen=deel["instelling"].nunique()))  # fmt: skip
    return table(uit)


def parts_of_institutions(tabel: pd.DataFrame, *, lager: Collection[str]) -> pd.DataFrame:
    """Return the mean over institutions of a start, recent and target value, by leerweg or level, and who reached it.

    Args:
        tabel: `instelling, indicator, soort, jaar, waarde` (per cent), and `leerweg` and `niveau` where the file has
            them; of start and recent values the last year counts.
        lager: indicators of which less is better.

    """
    delen = [naam for naam in ("leerweg", "niveau") if naam in tabel]
    rijen = tabel.astype(dict.fromkeys(("indicator", "soort", "instelling"), "str"))
    uit = []
    for naar in delen:
        ander = [naam for naam in delen if naam != naar]
        deel = rijen[rijen[naar].notna() & rijen[ander].isna().all(axis=1)].sort_values("jaar")
        sleutel = ["indicator", naar, "instelling", "soort"]
        laatste = deel.drop_duplicates(sleutel, keep="last").astype({naar: "str"})
        for (indicator, categorie), groep in laatste.groupby(["indicator", naar]):
            breed = groep.pivot_table(index="instelling", columns="soort", values="waarde")
            jaren = groep.groupby("soort")["jaar"].max()
            for soort in breed:
                waarden = breed[soort].dropna() / 100
                uit.append(line(int(jaren[soort]), f"{soort}waarde", float(waarden.mean()), n=len(waarden),
                                eenheid="procent", naar=(naar, f"{indicator} {categorie}"),
                                instellingen=len(waarden)))  # fmt: skip
            if {"recent", "streef"} <= set(breed):
                paar = breed[["recent", "streef"]].dropna()
                kant = -1 if indicator in lager else 1
                bereikt = kant * paar["recent"] >= kant * paar["streef"]
                uit.append(line(int(jaren["recent"]), "streef_bereikt", float(bereikt.mean()), n=len(paar),
                                eenheid="procent", naar=(naar, f"{indicator} {categorie}"),
                                instellingen=len(paar)))  # fmt: skip
    return table(uit)


# Per product what makes it of its file (with today's codes where it has institutions), of the number of institutions of
# today, the plans and their year, and the settings for suppressed counts.
PRODUCTEN: Mapping[str, Callable[..., pd.DataFrame]] = {
    "tabel_s_vsv": lambda tabel, *, onderdrukt, **_: early_leavers(tabel, **onderdrukt),
    "tabel_s_bevoegdheid": lambda tabel, **_: qualified(tabel),
    "tabel_s_practoraten": lambda tabel, *, alle, **_: practorates(tabel, alle=alle),
    "tabel_s_samenwerking": lambda tabel, **_: named_in_reports(tabel),
    "tabel_2_redenen": lambda tabel, *, jaar, **_: reasons(tabel, jaar=jaar),
    "tabel_s_maatregelkeuze": lambda tabel, *, jaar, bijna_alle, **_: chosen(tabel, jaar=jaar, bijna_alle=bijna_alle),
    "tabel_5_verwant": lambda tabel, **_: related_work(tabel),
    "tabel_s_delen": lambda tabel, *, lager, **_: parts_of_institutions(tabel, lager=lager),
    "tabel_2_eigen_indicatoren": lambda tabel, *, plannen, jaar, **_: own_indicators(tabel, plannen, jaar=jaar),
    "tabel_4_certificaten": lambda tabel, **_: sums(tabel, "certificaten"),
    "tabel_4_praktijkverklaringen": lambda tabel, **_: sums(tabel, "praktijkverklaringen"),
    "tabel_5_stagetekorten": lambda tabel, **_: sums(tabel, "stagetekort", ("leerweg", CATEGORIE)),
}


if __name__ == "__main__":
    from werkagenda.run.step import step

    with step(snakemake) as s:
        product, instellingen = s.wildcards["product"], s.read("instellingen")
        delen = list(s.read_all("bron").values())
        if not delen:
            # Nothing was delivered: the product is there, without rows, and its text says so.
            s.write("data", table([]))
        else:
            tabel = pd.concat(delen, ignore_index=True)
            plannen = s.read("plannen").astype({"instelling": "str"})
            # Plans are counted under the codes of their own year.
            if "instelling" in tabel and not s.params["bron"].startswith("plan_"):
                tabel = to_today(tabel, bron=s.params["bron"], instellingen=instellingen, fusies=s.read("fusies"))
            gemaakt = PRODUCTEN[product](
                tabel,
                alle=len(instellingen),
                plannen=plannen,
                jaar=s.params["jaar"],
                bijna_alle=s.params["bijna_alle"],
                lager=s.params["lager"],
                onderdrukt=s.params["onderdrukt"],
            )
            s.write("data", gemaakt)
