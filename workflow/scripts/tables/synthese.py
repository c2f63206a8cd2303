"""Write the tables of the synthesis and of appendix A as pipe tables."""

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from werkagenda import formats as f
from werkagenda.contract.product import headings
from werkagenda.indicators.progress import SOORTEN
from werkagenda.indicators.registry import Register, registry
from werkagenda.indicators.typology import GROEPEN, HOOG, LAAG
from werkagenda.report.pipe_table import Markup, Tabellen, print_tables
from werkagenda.words import synthesis as z
from werkagenda.words.labels import p_cel

Labels = Mapping[str, Any]
Koppen = Mapping[str, str]
TOTAAL = "totaal"
TEMPODECIMALEN = 2
LIJSTEN = {"monitoringsplan": "M", "bijlage_a": "A", "synthese": "S"}
KWANTIELEN = ("minimum", "p10", "p25", "mediaan", "p75", "p90", "maximum")
# Answers in the order of the question; what a source adds comes after.
ANTWOORDEN = {
    "gekozen": ("gekozen",),
    "voortgang": ("voor", "zoals verwacht", "achter"),
    "effectiviteit": ("effectief", "wisselt per activiteit", "niet effectief", "nog niet te zeggen"),
}


def sectorbeeld(data: pd.DataFrame, *, koppen: Koppen, register: Register, **_: object) -> Tabellen:
    """Print start, recent and target per indicator in whole percentages."""
    rijen = [
        {koppen["indicator"]: register.indicatoren[rij["indicator"]].display_name}
        | {koppen[soort]: f.procent(rij[soort]) for soort in SOORTEN}
        | {koppen["n"]: f.aantal(rij["n"])}
        for rij in data.to_dict("records")
    ]
    return [("", pd.DataFrame(rijen))]


def voortgang(data: pd.DataFrame, *, koppen: Koppen, labels: Labels, register: Register, **_: object) -> Tabellen:
    """Print the rule of the synthesis and the monitor's own; verdicts in bold, so that they need no colour."""
    rijen, eigen = [], []
    for rij in data.to_dict("records"):
        oordeel = labels["oordeel"][rij["oordeel_synthese"]]["kort"] if rij["oordeel_synthese"] else ""
        naam = {koppen["indicator"]: register.indicatoren[rij["indicator"]].korte_naam}
        rijen.append(
            naam
            | {koppen[soort]: z.value(rij[soort], rij["eenheid"]) for soort in SOORTEN}
            | {
                koppen["verschil"]: z.change(rij["verschil"], rij["eenheid"]),
                koppen["oordeel_synthese"]: Markup(f"**{oordeel}**") if oordeel else rij["reden"],
                koppen["basis"]: labels["basis"].get(rij["basis"], ""),
                labels["tabelkop"]["jaren"]: _years(rij),
                koppen["n"]: f.aantal(rij["n"]),
            }
        )
        waarom = labels["geen_oordeel"].get(rij["geen_oordeel"], "")
        eigen.append(
            naam
            | {
                labels["tabelkop"]["n_groepen"]: f"{rij['n_start']}, {rij['n']}, {rij['n_streef']}; {rij['n_samen']}",
                koppen["aandeel_studenten"]: f.procent(rij["aandeel_studenten"]),
                koppen["verandering"]: _interval(
                    rij, "verandering", lambda waarde, e=rij["eenheid"]: z.change(waarde, e)
                ),
                koppen["gehaald"]: f"{f.aantal(rij['gehaald'])} van {f.aantal(rij['gehaald_n'])}"
                if rij["gehaald_n"]
                else f.LEEG,
                koppen["deel_weg"]: _interval(rij, "deel_weg", lambda waarde: f.getal(waarde, TEMPODECIMALEN)),
                koppen["oordeel"]: Markup(
                    ": ".join(filter(None, [f"**{labels['oordeel_monitor'][rij['oordeel']]['kort']}**", waarom]))
                ),
            }
        )
    # As objects: a column of text would forget which cells are Markdown already.
    delen = {"regel_synthese": rijen, "regel_monitor": eigen}
    return [(labels["tabelkop"][kop], pd.DataFrame(deel, dtype=object)) for kop, deel in delen.items()]


def drempels(data: pd.DataFrame, *, koppen: Koppen, labels: Labels, register: Register, **_: object) -> Tabellen:
    """Print the monitor's verdict per indicator, a threshold a column."""
    rijen = [
        {koppen["indicator"]: register.indicatoren[str(naam)].korte_naam}
        | {
            f"{koppen['drempel']} {f.getal(rij['drempel'], TEMPODECIMALEN)}": labels["oordeel_monitor"][rij["oordeel"]][
                "kort"
            ]
            for rij in deel.to_dict("records")
        }
        for naam, deel in data.groupby("indicator", sort=False)
    ]
    return [("", pd.DataFrame(rijen))]


def oordelen(data: pd.DataFrame, *, koppen: Koppen, labels: Labels, **_: object) -> Tabellen:
    """Print the count of indicators per verdict, and how they add up."""
    rijen = [
        {koppen["onderdeel"]: labels["onderdeel"][rij["onderdeel"]], koppen["aantal"]: f.aantal(rij["aantal"])}
        for rij in data.to_dict("records")
    ]
    enkel = len(labels["oordeel"])
    eigen = len(rijen) - len(labels["oordeel_monitor"])
    delen = {"regel_synthese": rijen[:enkel], "opgeteld": rijen[enkel:eigen], "regel_monitor": rijen[eigen:]}
    return [(labels["tabelkop"][naam], pd.DataFrame(deel)) for naam, deel in delen.items()]


def maatregelen(data: pd.DataFrame, *, labels: Labels, register: Register, **_: object) -> Tabellen:
    """Print a table per part: an objective a row, an answer a column."""
    namen = z.objectives(register)
    tabellen: Tabellen = []
    for onderdeel, deel in data.groupby("onderdeel", sort=False):
        gegeven = set(deel["categorie"])
        kolommen = [antwoord for antwoord in ANTWOORDEN[str(onderdeel)] if antwoord in gegeven]
        cellen = {(rij["doelstelling"], rij["categorie"]): f.procent(rij["aandeel"]) for rij in deel.to_dict("records")}
        n = deel.groupby("doelstelling")["n"].max()
        rijen = [
            {labels["tabelkop"]["doelstelling"]: f"{doel} {namen[doel]}"}
            | {f.capitalised(soort): cellen[doel, soort] for soort in kolommen}
            | {labels["tabelkop"]["n"]: f.aantal(n[doel])}
            for doel in sorted(set(deel["doelstelling"]))
        ]
        tabellen.append((labels["onderdeel"][onderdeel], pd.DataFrame(rijen)))
    volgorde = {labels["onderdeel"][onderdeel]: plek for plek, onderdeel in enumerate(ANTWOORDEN)}
    return sorted(tabellen, key=lambda tabel: volgorde[tabel[0]])


def besteding_instelling(data: pd.DataFrame, *, koppen: Koppen, **_: object) -> Tabellen:
    """Print the share of the budget per institution, known by its rank only."""
    rijen = {koppen["rang"]: data["rang"].map(f.aantal), koppen["aandeel"]: data["aandeel"].map(_one_decimal)}
    return [("", pd.DataFrame(rijen))]


def besteding_doel(data: pd.DataFrame, *, koppen: Koppen, labels: Labels, register: Register, **_: object) -> Tabellen:
    """Print the mean, lowest and highest share of the budget per objective; the total last."""
    namen = z.objectives(register)
    volgorde = data.assign(laatst=data["doelstelling"] == TOTAAL).sort_values(["laatst", "doelstelling"])
    rijen = [
        {
            koppen["doelstelling"]: labels["plaats"][TOTAAL]
            if rij["laatst"]
            else f"{rij['doelstelling']} {namen[rij['doelstelling']]}"
        }
        | {koppen[kolom]: _one_decimal(rij[kolom]) for kolom in ("gemiddelde", "minimum", "maximum")}
        | {koppen["n"]: f.aantal(rij["n"])}
        for rij in volgorde.to_dict("records")
    ]
    return [("", pd.DataFrame(rijen))]


def start_recent_streef(data: pd.DataFrame, *, koppen: Koppen, **_: object) -> Tabellen:
    """Print start, recent and target per institution, known by its rank only."""
    kolommen = {koppen["rang"]: data["rang"].map(f.aantal)} | {koppen[s]: data[s].map(f.procent) for s in SOORTEN}
    return [("", pd.DataFrame(kolommen))]


def practoraten(data: pd.DataFrame, *, koppen: Koppen, **_: object) -> Tabellen:
    """Print the share and count of institutions with a practoraat per year."""
    rijen = [
        {
            koppen["jaar"]: str(rij["jaar"]),
            koppen["aandeel"]: f.procent(rij["aandeel"]),
            koppen["teller"]: f.aantal(rij["teller"]),
            koppen["n"]: f.aantal(rij["n"]),
        }
        for rij in data.to_dict("records")
    ]
    return [("", pd.DataFrame(rijen))]


def kwartielen(data: pd.DataFrame, *, koppen: Koppen, labels: Labels, **_: object) -> Tabellen:
    """Print the shares, now and at the start, and the group per institution, known by its rank only."""
    kolommen = {koppen["rang"]: data["rang"].map(f.aantal)}
    kolommen |= {koppen[kant]: data[kant].map(f.procent) for kant in ("laag_start", "hoog_start", "laag", "hoog")}
    kolommen |= {koppen["groep"]: data["groep"].map(labels["plaats"]), koppen["n"]: data["n"].map(f.aantal)}
    return [("", pd.DataFrame(kolommen))]


def typen(data: pd.DataFrame, *, koppen: Koppen, labels: Labels, **_: object) -> Tabellen:
    """Print institutions and their movement per type, group and ambition."""
    rijen = [
        {
            koppen["type"]: str(rij["type"]),
            koppen["groep"]: labels["plaats"][rij["groep"]],
            koppen["ambitie"]: labels["ambitie"][rij["ambitie"]],
        }
        | {koppen[kolom]: f.aantal(rij[kolom]) for kolom in ("aantal", "dalers", "gelijk", "stijgers", "onzeker")}
        for rij in data.to_dict("records")
    ]
    return [("", pd.DataFrame(rijen))]


def beweging(data: pd.DataFrame, *, koppen: Koppen, labels: Labels, **_: object) -> Tabellen:
    """Print a square: the group on start values in the rows, that on recent values in the columns."""
    paar = {(rij["van"], rij["naar"]): f.aantal(rij["aantal"]) for rij in data.to_dict("records")}
    nu = {groep: labels["tabelkop"]["nu"].format(f.uncapitalised(labels["plaats"][groep])) for groep in GROEPEN}
    kolommen = nu | {TOTAAL: labels["plaats"][TOTAAL]}
    rijen = [
        {koppen["van"]: labels["plaats"][van]} | {kop: paar[van, naar] for naar, kop in kolommen.items()}
        for van in [*GROEPEN, TOTAAL]
    ]
    return [("", pd.DataFrame(rijen))]


def groepen(data: pd.DataFrame, *, koppen: Koppen, labels: Labels, **_: object) -> Tabellen:
    """Print a table per moment: a trait a row, a group a column with its count and share; p of the outer groups."""
    tabellen: Tabellen = []
    for moment, naam in labels["moment"].items():
        deel = data[data["moment"] == moment]
        cellen = {(rij["groep"], rij["kenmerk"]): rij for rij in deel.to_dict("records")}
        groepen_ = [groep for groep in labels["plaats"] if groep in set(deel["groep"])]
        rijen = [
            {koppen["kenmerk"]: woord["kort"]}
            | {labels["plaats"][groep]: _part_of(cellen[groep, kenmerk]) for groep in groepen_}
            | {
                f"{koppen['p']}, {f.uncapitalised(labels['plaats'][groep])}": p_cel(cellen[groep, kenmerk]["p"])
                for groep in (LAAG, HOOG)
            }
            for kenmerk, woord in labels["instelling"].items()
            if (LAAG, kenmerk) in cellen
        ]
        tabellen.append((naam, pd.DataFrame(rijen)))
    return tabellen


def _part_of(rij: Mapping[Any, Any]) -> str:
    """Return a count with its n: `9 van 13`."""
    return f"{f.aantal(rij['aantal'])} van {f.aantal(rij['n'])}" if rij["n"] else f.LEEG


def regio(data: pd.DataFrame, *, koppen: Koppen, labels: Labels, **_: object) -> Tabellen:
    """Print a row per part of the country, the kinds of value side by side, each with its interval and n."""
    cellen = {(rij["regio"], rij["soort"]): rij for rij in data.to_dict("records")}
    rijen = [
        {koppen["regio"]: woord["kort"]}
        | {
            labels["soort"][soort]: f"{_interval(rij, 'gemiddelde', f.procent)}, n = {f.aantal(rij['n'])}"
            if (rij := cellen.get((naam, soort)))
            else f.LEEG
            for soort in SOORTEN
        }
        for naam, woord in labels["regio"].items()
    ]
    return [("", pd.DataFrame(rijen))]


def verband(data: pd.DataFrame, *, koppen: Koppen, labels: Labels, register: Register, **_: object) -> Tabellen:
    """Print a table per thing compared: an indicator a row, the correlation with its interval, p and n."""
    tabellen: Tabellen = []
    for oorzaak, woord in labels["oorzaak"].items():
        rijen = [
            {koppen["indicator"]: register.indicatoren[rij["indicator"]].korte_naam}
            | {
                koppen["waarde"]: _interval(rij, "waarde", lambda waarde: f.getal(waarde, TEMPODECIMALEN)),
                koppen["p"]: p_cel(rij["p"]),
                koppen["n"]: f.aantal(rij["n"]),
            }
            for rij in data[data["oorzaak"] == oorzaak].to_dict("records")
        ]
        tabellen.append((woord["kort"], pd.DataFrame(rijen)))
    return tabellen


def spreiding(data: pd.DataFrame, *, koppen: Koppen, labels: Labels, register: Register, **_: object) -> Tabellen:
    """Print a table for the start values and one for the recent ones."""
    tabellen: Tabellen = []
    for soort in ("start", "recent"):
        rijen = [
            {koppen["indicator"]: register.indicatoren[rij["indicator"]].korte_naam}
            | {koppen[kolom]: _in_unit(rij)(rij[kolom]) for kolom in KWANTIELEN}
            | {koppen["n"]: f.aantal(rij["n"])}
            for rij in data[data["soort"] == soort].to_dict("records")
        ]
        tabellen.append((labels["soort"][soort], pd.DataFrame(rijen)))
    return tabellen


def dekking(data: pd.DataFrame, *, koppen: Koppen, labels: Labels, **_: object) -> Tabellen:
    """Print a table per objective: name, source, lists, and what computes it or why nothing does."""
    tabellen: Tabellen = []
    for doel, deel in data.groupby("doelstelling", sort=True):
        rijen = [
            {koppen[kolom]: rij[kolom] for kolom in ("naam", "bron", "niveau")}
            | {koppen[kolom]: rij[kolom] or f.LEEG for kolom in ("geleverd", "ontbreekt")}
            | {
                labels["tabelkop"]["lijsten"]: ", ".join(
                    teken for lijst, teken in LIJSTEN.items() if rij[lijst] == "ja"
                )
                or f.LEEG
            }
            | {koppen["berekening"]: f.capitalised(rij["berekening"])}
            for rij in deel.to_dict("records")
        ]
        tabellen.append((str(doel), pd.DataFrame(rijen)))
    return tabellen


def _interval(rij: Mapping[Any, Any], kolom: str, vorm: Callable[[float], str]) -> str:
    """Return a value with its interval, `+1,2 (+0,9 tot +1,4)`; a dash without a value, no interval without bounds."""
    waarde, laag, hoog = (vorm(rij[naam]) for naam in (kolom, f"{kolom}_laag", f"{kolom}_hoog"))
    return waarde if f.LEEG in (waarde, laag) else f"{waarde} ({laag} tot {hoog})"


def _one_decimal(aandeel: float) -> str:
    return f.procent(aandeel, f.PUBLICATIEDECIMALEN)


def _in_unit(rij: Mapping[Any, Any]) -> Callable[[float], str]:
    return lambda waarde: z.value(waarde, rij["eenheid"])


def _years(rij: Mapping[Any, Any]) -> str:
    """Return the years of start, recent and target value, `2022, 2024, 2027`; a dash where one is missing."""
    jaren = [rij[f"jaar_{soort}"] for soort in SOORTEN]
    return ", ".join(f.LEEG if jaar != jaar else str(int(jaar)) for jaar in jaren)  # noqa: PLR0124 - nan


FAMILIES: dict[str, Callable[..., Tabellen]] = {
    "sectorbeeld": sectorbeeld,
    "voortgang": voortgang,
    "oordelen": oordelen,
    "drempels": drempels,
    "maatregelen_voortgang": maatregelen,
    "besteding_instelling": besteding_instelling,
    "besteding_doel": besteding_doel,
    "start_recent_streef": start_recent_streef,
    "practoraten": practoraten,
    "kwartielen": kwartielen,
    "typen": typen,
    "beweging": beweging,
    "groepen": groepen,
    "regio": regio,
    "verband": verband,
    "spreiding_indicatoren": spreiding,
    "dekking": dekking,
}

if __name__ == "__main__":
    from werkagenda.run.step import step

    with step(snakemake) as s:
        product = s.register["product"]
        gereed = FAMILIES[product["familie"]](
            s.read("data"),
            labels=s.register["labels"],
            koppen=headings(s.contract("contract_data"), product),
            register=registry(s.read("indicatoren")),
        )
        s.write("tabel", print_tables(gereed, s.register["labels"]["tabelkop"]["leeg"]))
