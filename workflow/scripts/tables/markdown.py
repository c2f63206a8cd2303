"""Write one product as pipe tables, in the dialect that Quarto and plain pandoc both read.

A function per family returns its tables with a heading each, empty where there is one. They show what a reader compares
and fits on a page; the data file and the workbook keep every row.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import pandas as pd

from werkagenda import formats as f
from werkagenda.contract.product import headings
from werkagenda.report.pipe_table import Tabellen, print_tables
from werkagenda.words.series import Period, break_year, periode


def reeks(data: pd.DataFrame, *, tekst: Mapping[str, Any], koppen: Mapping[str, str], **_: object) -> Tabellen:
    """Set the series of a figure side by side, a row per year, bounds in brackets.

    Args:
        data: `jaar`, the series (`groep` or `scenario`), `aantal` or `aandeel` with `_min` and `_max`, `reeksbreuk`.
        tekst: the product's text, with `reeksen`: the series and their labels.
        koppen: heading per column.

    """
    sleutel = "groep" if "groep" in data else "scenario"
    kolom: f.Soort = "aantal" if "aantal" in data else "aandeel"
    cellen = data.assign(cel=[with_bounds(rij, kolom) for _, rij in data.iterrows()])
    breed = cellen.pivot_table(index="jaar", columns=sleutel, values="cel", aggfunc="first")
    breuk = break_year(data)
    uit = pd.DataFrame(
        {koppen["jaar"]: [f"{jaar} (reeksbreuk)" if jaar == breuk else str(jaar) for jaar in breed.index]}
    )
    for naam, label in tekst["reeksen"]:
        uit[label] = breed[naam].to_numpy()
    return [("", uit)]


def uitsplitsing(
    data: pd.DataFrame, *, labels: Mapping[str, Any], koppen: Mapping[str, str], breuken: Mapping[str, int], **_: object
) -> Tabellen:
    """Set the first comparable and the last year side by side, a table per maat and one for the share of bbl."""
    tabellen: Tabellen = []
    bbl: list[dict[str, str]] = []
    for maat, label in labels["maat"].items():
        van_maat = data[data["maat"] == maat]
        van_maat = van_maat.assign(
            rij=[_row_label(rij, labels["tabelkop"]["alle_studenten"]) for rij in van_maat.itertuples()]
        )
        tijd = periode(van_maat["jaar"], breuken.get(maat))
        groepen = [groep for groep in labels["groep"] if groep in set(van_maat["groep"]) and groep != "bbl"]
        rijen = van_maat.loc[van_maat["groep"].isin(groepen), "rij"].drop_duplicates()
        uit = pd.DataFrame({koppen["uitsplitsing"]: rijen.to_numpy()})
        for groep in groepen:
            for jaar in (tijd.van, tijd.tot):
                keuze = van_maat[van_maat["groep"].eq(groep) & van_maat["jaar"].eq(jaar)].set_index("rij")["aandeel"]
                uit[f"{labels['groep'][groep]['kop']} {jaar}"] = [f.procent(keuze.get(rij)) for rij in rijen]
        jaren = f"{tijd.van} en {tijd.tot}" if tijd.comparable else str(tijd.tot)
        tabellen.append((f"{label['kort']}, {jaren}", uit))
        is_bbl = van_maat["groep"].eq("bbl") & van_maat["uitsplitsing"].eq("totaal")
        bbl.append(_first_and_last(van_maat[is_bbl], label["kort"], tijd, koppen))
        bbl += _bbl_levels(van_maat, label["kort"], tijd, koppen)
    woorden = labels["tabelkop"]
    if len(alle := data[data["maat"] == "studenten"]):
        bbl.append(_first_and_last(alle, woorden["alle_studenten"], periode(alle["jaar"]), koppen))
    return [
        *tabellen,
        (labels["groep"]["bbl"]["kort"], pd.DataFrame(bbl)),
        (woorden["nieuw_en_switch"], _new_and_switched(data, labels, koppen)),
        (woorden["hoofdgroepen"], _main_groups(data, labels, koppen)),
    ]


def _bbl_levels(van_maat: pd.DataFrame, naam: str, tijd: Period, koppen: Mapping[str, str]) -> list[dict[str, str]]:
    """Return the rows of the share of bbl by level, of one measure."""
    bbl = van_maat[van_maat["groep"].eq("bbl") & van_maat["uitsplitsing"].eq("niveau")]
    return [
        _first_and_last(deel, f"{naam}, niveau {niveau}", tijd, koppen)
        for niveau, deel in bbl.groupby("niveau", sort=True)
    ]


def _first_and_last(reeks_: pd.DataFrame, naam: str, tijd: Period, koppen: Mapping[str, str]) -> dict[str, str]:
    """Return a row with a share in the first and in the last year, each with its interval."""
    per_jaar = {int(rij["jaar"]): pd.Series(rij) for rij in reeks_.to_dict("records")}
    return {koppen["maat"]: naam} | {
        koppen[kop]: f"{with_bounds(per_jaar[jaar], 'aandeel') if jaar in per_jaar else f.LEEG} ({jaar})"
        for kop, jaar in (("eerste", tijd.van), ("laatste", tijd.tot))
    }


def _new_and_switched(data: pd.DataFrame, labels: Mapping[str, Any], koppen: Mapping[str, str]) -> pd.DataFrame:
    """Return the parts of the inflow of the last year that are new or switched, a breakdown a row."""
    delen = data[data["groep"].isin(["nieuw", "switch"])]
    delen = delen[delen["jaar"] == delen["jaar"].max()]
    cellen: dict[str, dict[str, str]] = {}
    for rij in delen.to_dict("records"):
        naam = _row_label(pd.Series(rij), labels["tabelkop"]["alle_studenten"])
        cellen.setdefault(naam, {})[labels["onderdeel"][rij["groep"]]] = with_bounds(pd.Series(rij), "aandeel")
    return pd.DataFrame([{koppen["uitsplitsing"]: naam} | cel for naam, cel in cellen.items()])


def _main_groups(data: pd.DataFrame, labels: Mapping[str, Any], koppen: Mapping[str, str]) -> pd.DataFrame:
    """Return per hoofdgroep its share in inflow and graduates of the last year, and the share of bbl within it."""
    delen = data[data["uitsplitsing"] == "hoofdgroep"]
    delen = delen[delen["jaar"] == delen.groupby("maat")["jaar"].transform("max")]
    cellen = {(rij["hoofdgroep"], rij["maat"], rij["groep"]): pd.Series(rij) for rij in delen.to_dict("records")}
    kolommen = {
        (maat, groep): f"{label['kort']}{labels['tabelkop'][kop]}"
        for maat, label in labels["maat"].items()
        for groep, kop in (("hoofdgroep", "deel_van_alle"), ("bbl", "waarvan_bbl"))
    }
    return pd.DataFrame(
        [
            {koppen["hoofdgroep"]: naam}
            | {
                kop: with_bounds(cel, "aandeel") if (cel := cellen.get((naam, *sleutel))) is not None else f.LEEG
                for sleutel, kop in kolommen.items()
            }
            for naam in sorted(set(delen["hoofdgroep"]))
        ]
    )


def spreiding(
    data: pd.DataFrame, *, labels: Mapping[str, Any], koppen: Mapping[str, str], breuken: Mapping[str, int], **_: object
) -> Tabellen:
    """Show the percentiles in the first comparable and the last year."""
    rijen = []
    for maat, label in labels["maat"].items():
        van_maat = data[data["maat"] == maat]
        tijd = periode(van_maat["jaar"], breuken.get(maat))
        for groep, groeplabel in labels["groep"].items():
            for _, rij in van_maat[
                van_maat["groep"].eq(groep) & van_maat["jaar"].isin([tijd.van, tijd.tot])
            ].iterrows():
                delen = ("p2_5", "p25", "mediaan", "p75", "p97_5", "gemiddelde")
                rijen.append(
                    {
                        koppen["maat"]: label["kort"],
                        koppen["groep"]: groeplabel["kop"],
                        koppen["jaar"]: str(rij["jaar"]),
                    }
                    | {koppen[deel]: with_bounds(rij, deel, f.procent) for deel in delen}
                    | {koppen["instellingen"]: f.aantal(rij["instellingen"])}
                )
    return [("", pd.DataFrame(rijen))]


def sectoren(
    data: pd.DataFrame, *, labels: Mapping[str, Any], koppen: Mapping[str, str], breuken: Mapping[str, int], **_: object
) -> Tabellen:
    """Set the first comparable and the last year side by side, with the difference, a table per maat."""
    tabellen: Tabellen = []
    for maat, label in labels["maat"].items():
        van_maat = data[data["maat"] == maat]
        tijd = periode(van_maat["jaar"], breuken.get(maat))
        per_jaar = {jaar: van_maat[van_maat["jaar"] == jaar].set_index("sector") for jaar in (tijd.van, tijd.tot)}
        sectornamen = sorted(per_jaar[tijd.tot].index)
        uit = pd.DataFrame({koppen["sector"]: [f.capitalised(sector) for sector in sectornamen]})
        for jaar, rijen in per_jaar.items():
            uit[str(jaar)] = [with_bounds(rijen.loc[sector], "aantal") for sector in sectornamen]
        if tijd.comparable:
            verschil = per_jaar[tijd.tot]["aantal"] - per_jaar[tijd.van]["aantal"]
            uit[koppen["verschil"]] = [f.with_sign(verschil[sector]) for sector in sectornamen]
        tabellen.append((label["kort"], uit))
    return tabellen


def ontleding(data: pd.DataFrame, *, labels: Mapping[str, Any], koppen: Mapping[str, str], **_: object) -> Tabellen:
    """Set the parts of the last change side by side, a row per maat and group."""
    laatste = data[data["tot"] == data.groupby("maat")["tot"].transform("max")]
    voorkomend = set(laatste["onderdeel"])
    rijen = []
    for maat, label in labels["maat"].items():
        for groep, groeplabel in labels["groep"].items():
            keuze = laatste[laatste["maat"].eq(maat) & laatste["groep"].eq(groep)].set_index("onderdeel")
            if not keuze.empty:
                rijen.append(
                    {
                        koppen["maat"]: label["kort"],
                        koppen["groep"]: groeplabel["kop"],
                        koppen["periode"]: f"{keuze['van'].iloc[0]}-{keuze['tot'].iloc[0]}",
                    }
                    | {
                        naam: with_bounds(keuze.loc[onderdeel], "aantal", f.with_sign)
                        if onderdeel in keuze.index
                        else f.LEEG
                        for onderdeel, naam in labels["onderdeel"].items()
                        if onderdeel in voorkomend
                    }
                )
    return [("", pd.DataFrame(rijen))]


def beroepsopleidingen(data: pd.DataFrame, *, koppen: Mapping[str, str], **_: object) -> Tabellen:
    """Print table B.0.1 as the report does: a percentage per BC, and the sector or nothing."""
    procent = pd.to_numeric(data["procent"])
    return [
        (
            "",
            pd.DataFrame(
                {
                    koppen["bc"]: data["bc"],
                    koppen["naam"]: data["naam"],
                    koppen["instellingen_genoemd"]: data["instellingen_genoemd"].map(f.aantal),
                    koppen["instellingen_met_gediplomeerden"]: data["instellingen_met_gediplomeerden"].map(f.aantal),
                    koppen["procent"]: [f.LEEG if pd.isna(waarde) else f"{f.getal(waarde)}%" for waarde in procent],
                    koppen["sector"]: data["sector"],
                }
            ),
        )
    ]


def terugtoets(data: pd.DataFrame, *, labels: Mapping[str, Any], koppen: Mapping[str, str], **_: object) -> Tabellen:
    """Print what the figure draws, a row per kind of sum, from coarse to fine."""
    woorden = labels["terugtoets"]
    rijen = data.sort_values(["grootheid", "soort"], key=lambda kolom: kolom.map(list(woorden).index))
    uit = pd.DataFrame({koppen[kolom]: rijen[kolom].map(woorden) for kolom in ("grootheid", "soort")})
    uit[koppen["blokken"]] = rijen["blokken"].map(f.aantal)
    for kolom, decimalen in (("gedekt", 1), ("halve_breedte", 2)):
        uit[koppen[kolom]] = [f.procent(deel, decimalen) for deel in rijen[kolom]]
    return [("", uit)]


def with_bounds(rij: "pd.Series[Any]", kolom: str, druk: Callable[[Any], str] | None = None) -> str:
    """Return a number with its interval in brackets, without it where it is exact or has none.

    `druk` writes one number; without it a count is whole and a share has the decimals of the publication.
    """
    waarde, (onder, boven) = rij[kolom], (rij[naam] for naam in f.interval_columns(kolom, rij.index))
    if druk is None:
        druk = f.aantal if kolom == "aantal" else partial(f.procent, decimalen=f.PUBLICATIEDECIMALEN)
    if pd.isna(onder) or onder >= boven:
        return druk(waarde)
    # An interval from a number below zero would have two dashes on end.
    tussen = "-" if onder >= 0 and druk is not f.with_sign else " tot "
    return f"{druk(waarde)} ({druk(onder).removesuffix('%')}{tussen}{druk(boven)})"


def _row_label(rij: Any, alle: str) -> str:  # noqa: ANN401 - a named tuple of pandas
    """Name a breakdown in words: `alle`, `Bol`, `Niveau 2`, `Bol, niveau 2`, `Roc`."""
    delen = [rij.leerweg, f"niveau {rij.niveau}" if rij.niveau else "", rij.soort_instelling]
    return f.capitalised(", ".join(deel for deel in delen if deel) or alle)


FAMILIES = {
    "terugtoets": terugtoets,
    "aantallen": reeks,
    "aandelen": reeks,
    "scenario": reeks,
    "uitsplitsing": uitsplitsing,
    "spreiding": spreiding,
    "sectoren": sectoren,
    "ontleding": ontleding,
    "beroepsopleidingen": beroepsopleidingen,
}


if __name__ == "__main__":
    from werkagenda.run.step import step

    with step(snakemake) as s:
        product = s.register["product"]
        gereed = FAMILIES[product["familie"]](
            s.read("data"),
            tekst=s.read("tekst"),
            koppen=headings(s.contract("contract_data"), product),
            labels=s.register["labels"],
            breuken=s.params["breuken"],
        )
        s.write("tabel", print_tables(gereed, s.register["labels"]["tabelkop"]["leeg"]))
