"""Write the tables on plans (chapters 2 and 4) as pipe tables, laid out as the report prints them."""

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from werkagenda import formats as f
from werkagenda.contract.product import headings
from werkagenda.report.pipe_table import Tabellen, print_tables
from werkagenda.words.estimates import shown_or_reason
from werkagenda.words.labels import ALLE, P_DECIMALEN, is_ambition, level_name, p_cel, trait_name

Labels = Mapping[str, Any]
Koppen = Mapping[str, str]
ONDUIDELIJK = "onduidelijk"
PERCENTAGES = ("pas_toe", "leg_uit", ONDUIDELIJK)


def streefwaarden(data: pd.DataFrame, *, labels: Labels, koppen: Koppen, **_: object) -> Tabellen:
    """Print a row per leerweg and level: percentages, and N with its share, `31 (70%)`."""
    rijen = [
        {labels["tabelkop"]["leerweg_niveau"]: level_name(rij["leerweg"], rij["niveau"])}
        | {koppen[kolom]: f.procent(rij[kolom]) for kolom in ("gemiddelde", "minimum", "maximum")}
        | {
            f"{koppen['n']} ({koppen['aandeel_instellingen']})": (
                f"{f.aantal(rij['n'])} ({f.procent(rij['aandeel_instellingen'])})"
            )
        }
        | {koppen[kolom]: f.procent(rij[kolom]) for kolom in ("job_start", "streef_recent", "job_recent")}
        for rij in data.to_dict("records")
    ]
    return [("", pd.DataFrame(rijen))]


def verschil(data: pd.DataFrame, *, labels: Labels, koppen: Koppen, **_: object) -> Tabellen:
    """Print target minus start in whole percentage points, a table per leerweg where there are two."""
    kolommen = [kolom for kolom in koppen if kolom.endswith("_pp")]
    tabellen: Tabellen = []
    for leerweg, deel in data.groupby("leerweg", sort=False):
        rijen = [
            {labels["tabelkop"]["in_procentpunt"].format(koppen["variant"]): labels["variant"][rij["variant"]]}
            | {koppen[kolom]: f.getal(rij[kolom]) for kolom in kolommen}
            | {koppen["n"]: f.aantal(rij["n"])}
            for rij in deel.to_dict("records")
        ]
        kop = "" if leerweg == ALLE or len(set(data["leerweg"])) == 1 else f.capitalised(str(leerweg))
        tabellen.append((kop, pd.DataFrame(rijen)))
    return tabellen


def start_streef(data: pd.DataFrame, *, koppen: Koppen, **_: object) -> Tabellen:
    """Print start and target per institution, known by its rank only."""
    return [
        (
            "",
            pd.DataFrame(
                {koppen["rang"]: data["rang"].map(f.aantal)}
                | {koppen[kolom]: data[kolom].map(f.procent) for kolom in ("start", "streef")}
            ),
        )
    ]


def maatregelen(data: pd.DataFrame, *, koppen: Koppen, maatregel: pd.DataFrame, **_: object) -> Tabellen:
    """Print the text of each measure with its percentages and N."""
    teksten = maatregel.set_index("code")["tekst"]
    rijen = [
        {koppen["maatregel"]: f"{rij['maatregel']} {teksten[rij['maatregel']]}"}
        | {koppen[kolom]: f.procent(rij[kolom]) for kolom in PERCENTAGES}
        | {koppen["n"]: f.aantal(rij["n"])}
        for rij in data.to_dict("records")
    ]
    return [("", pd.DataFrame(rijen))]


def maatregelvorm(
    data: pd.DataFrame, *, labels: Labels, koppen: Koppen, maatregel: pd.DataFrame, **_: object
) -> Tabellen:
    """Print the form per measure, the partners per objective, and what else the plans mention."""
    teksten = maatregel.set_index("code")["tekst"]
    cellen = {(r["onderdeel"], r["sleutel"], r["categorie"]): _count_and_share(r) for r in data.to_dict("records")}
    vorm = data[data["onderdeel"] == "vorm"]
    soorten = sorted(set(vorm["categorie"]), key=lambda soort: (soort == ONDUIDELIJK, soort))
    per_maatregel = [
        {koppen["sleutel"]: f"{code} {teksten[code]}"}
        | {f.capitalised(soort): cellen.get(("vorm", code, soort), f.LEEG) for soort in soorten}
        for code in dict.fromkeys(vorm["sleutel"])
    ]
    partner = data[data["onderdeel"] == "partner"]
    doelen = sorted(set(partner["sleutel"]))
    volgorde = partner.groupby("categorie")["aantal"].sum().sort_values(ascending=False, kind="stable").index
    per_partner = [
        {labels["onderdeel"]["partner"]: f.capitalised(soort)}
        | {_target_of(doel, labels): cellen.get(("partner", doel, soort), f.LEEG) for doel in doelen}
        for soort in volgorde
    ]
    samen = data[data["onderdeel"].isin(["toegepast", "vorm_doelstelling"])]
    per_doel = [
        {koppen["sleutel"]: _target_of(doel, labels)}
        | {labels["onderdeel"]["toegepast"]: cellen["toegepast", doel, "ja"]}
        | {f.capitalised(soort): cellen.get(("vorm_doelstelling", doel, soort), f.LEEG) for soort in soorten}
        for doel in sorted(set(samen["sleutel"]), key=lambda doel: (not doel[:1].isdigit(), doel))
    ]
    overig = [
        {
            koppen["onderdeel"]: labels["onderdeel"][rij["onderdeel"]]
            + ("" if rij["categorie"] == "ja" else f": {rij['categorie'].replace('_', ' ')}"),
            koppen["sleutel"]: _target_of(rij["sleutel"], labels),
            koppen["aantal"]: _count_and_share(rij),
        }
        for rij in data[~data["onderdeel"].isin(["vorm", "partner", *samen["onderdeel"]])].to_dict("records")
    ]
    koppen_ = [labels["onderdeel"][deel] for deel in ("vorm", "vorm_doelstelling", "partner")]
    delen = (per_maatregel, per_doel, per_partner, overig)
    return list(zip([*koppen_, labels["tabelkop"]["verder_genoemd"]], map(pd.DataFrame, delen), strict=True))


def samenhang(data: pd.DataFrame, *, labels: Labels, koppen: Koppen, **_: object) -> Tabellen:
    """Print a table per question: the statistic and p per item and test."""
    tabellen: Tabellen = []
    for vraag, deel in data.groupby("vraag", sort=False):
        rijen = [
            {
                koppen["indicator"]: labels["item"][rij["indicator"]]["kort"]
                + ("" if rij["leerweg"] == ALLE else f", {rij['leerweg']}"),
                koppen["toets"]: labels["toets"][rij["toets"]],
                koppen["waarde"]: f.getal(rij["waarde"], P_DECIMALEN),
                koppen["p"]: p_cel(rij["p"]),
                koppen["n"]: f.aantal(rij["n"]),
            }
            for rij in deel.to_dict("records")
        ]
        tabellen.append((labels["vraag"][vraag]["kort"], pd.DataFrame(rijen)))
    return tabellen


def besteding(data: pd.DataFrame, *, labels: Labels, koppen: Koppen, **_: object) -> Tabellen:
    """Print the shares of the budget with one decimal."""
    rijen = [
        {koppen["doelstelling"]: labels["doelstelling"][rij["doelstelling"]]["kort"]}
        | {koppen[kolom]: f.procent(rij[kolom], 1) for kolom in ("gemiddelde", "minimum", "maximum")}
        | {koppen[kolom]: f.aantal(rij[kolom]) for kolom in ("zonder", "n")}
        for rij in data.to_dict("records")
    ]
    return [("", pd.DataFrame(rijen))]


def kenmerken(data: pd.DataFrame, *, labels: Labels, koppen: Koppen, **_: object) -> Tabellen:
    """Print a table per objective: both means, the difference with its stars, p and both n."""
    tabellen: Tabellen = []
    for doel, deel in data.groupby("doelstelling", sort=False):
        rijen = [
            {koppen["kenmerk"]: trait_name(rij, labels)}
            | {koppen[kant]: shown_or_reason(rij[kant], _print_value(rij), rij["reden"]) for kant in ("laag", "hoog")}
            | {
                labels["tabelkop"]["in_procentpunt"].format(koppen["verschil"]): shown_or_reason(
                    rij["verschil"], _points_of, rij["reden"]
                )
                + rij["sterren"],
                koppen["p"]: shown_or_reason(rij["p"], p_cel, rij["reden"]),
                labels["tabelkop"]["n_laag_hoog"]: f"{f.aantal(rij['n_laag'])}, {f.aantal(rij['n_hoog'])}",
            }
            for rij in deel.to_dict("records")
        ]
        tabellen.append((labels["doelstelling"][doel]["kort"], pd.DataFrame(rijen)))
    return tabellen


def maatwerk(data: pd.DataFrame, *, labels: Labels, koppen: Koppen, **_: object) -> Tabellen:
    """Print a table per part: institutions per category, the largest first after the offer itself."""
    tabellen: Tabellen = []
    for onderdeel, deel in data.groupby("onderdeel", sort=False):
        namen = labels["aanbod"] if onderdeel == "aanbod" else {}
        plaats = {soort: nummer for nummer, soort in enumerate(namen)}
        volgorde = deel.assign(plaats=deel["categorie"].map(plaats).fillna(len(plaats))).sort_values(
            ["plaats", "aantal", "categorie"], ascending=[True, False, True]
        )
        rijen = [
            {
                koppen["categorie"]: namen.get(rij["categorie"], f.capitalised(rij["categorie"])),
                koppen["aantal"]: _count_and_share(rij),
            }
            for rij in volgorde.to_dict("records")
        ]
        tabellen.append((labels["onderdeel"][onderdeel], pd.DataFrame(rijen)))
    return tabellen


def domeinen(data: pd.DataFrame, *, koppen: Koppen, **_: object) -> Tabellen:
    """Print the domains, most named first."""
    volgorde = data.sort_values(["aantal", "domein"], ascending=[False, True])
    return [
        (
            "",
            pd.DataFrame(
                {koppen["domein"]: volgorde["domein"]}
                | {koppen[kolom]: volgorde[kolom].map(f.aantal) for kolom in ("aantal", "bol", "bbl", "derde_leerweg")}
            ),
        )
    ]


def _count_and_share(rij: Mapping[str, Any]) -> str:
    """Return `26 (55%)`: a count and its share of n."""
    return f.aantal(rij["aantal"]) + (f" ({f.procent(rij['aantal'] / rij['n'])})" if rij["n"] else "")


def _target_of(doel: str, labels: Labels) -> str:
    return f.capitalised(labels["doelstelling"][doel]["zin"]) if doel else ""


def _print_value(rij: Mapping[str, Any]) -> Callable[[float], str]:
    """Return how a mean is printed: a share, or for an ambition percentage points."""
    if is_ambition(rij["kenmerk"]):
        return _points_of
    return lambda waarde: f.procent(waarde, 1)


def _points_of(verschil_: float) -> str:
    return f.with_sign(f.exact(verschil_) * 100, f.PUBLICATIEDECIMALEN)


FAMILIES: dict[str, Callable[..., Tabellen]] = {
    "streefwaarden": streefwaarden,
    "verschil": verschil,
    "start_streef": start_streef,
    "maatregelen": maatregelen,
    "maatregelvorm": maatregelvorm,
    "samenhang": samenhang,
    "besteding": besteding,
    "kenmerken": kenmerken,
    "maatwerk": maatwerk,
    "domeinen": domeinen,
}

if __name__ == "__main__":
    from werkagenda.run.step import step

    with step(snakemake) as s:
        product = s.register["product"]
        gereed = FAMILIES[product["familie"]](
            s.read("data"),
            labels=s.register["labels"],
            koppen=headings(s.contract("contract_data"), product, s.params["woorden"]),
            maatregel=s.read("maatregelen"),
        )
        s.write("tabel", print_tables(gereed, s.register["labels"]["tabelkop"]["leeg"]))
