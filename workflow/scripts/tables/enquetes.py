"""Write the tables on surveys, outflow and inflow (chapter 5 and appendix B) as pipe tables; a hidden cell says so."""

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from werkagenda import formats as f
from werkagenda.contract.product import headings
from werkagenda.report.pipe_table import Tabellen, print_tables
from werkagenda.words.estimates import REFERENTIE, in_points, shown_or_reason, with_interval
from werkagenda.words.labels import ALLE, TOTAAL, category_name, level_name
from werkagenda.words.surveys import asked

Labels = Mapping[str, Any]
Koppen = Mapping[str, str]
GROEPEN = ("laag", "hoog")
DOOS = ("snor_laag", "kwartiel_1", "mediaan", "kwartiel_3", "snor_hoog")


def banden(data: pd.DataFrame, *, labels: Labels, koppen: Koppen) -> Tabellen:
    """Set the lines and percentiles of a figure side by side, a row per year, a table per leerweg.

    A line has its interval, and one of a group of institutions how many there are.
    """
    tabellen: Tabellen = []
    for leerweg, deel in data.groupby("leerweg", sort=False):
        rijen = []
        for jaar, van_jaar in deel.groupby("jaar", sort=True):
            per_reeks = van_jaar.set_index("reeks")
            aanwezig = [reeks for reeks in labels["reeks"] if reeks in set(deel["reeks"])]
            rijen.append(
                {koppen["jaar"]: str(jaar)}
                | {labels["reeks"][reeks]["kort"]: _line(per_reeks, reeks) for reeks in aanwezig}
                | {koppen["n"]: f.aantal(per_reeks["n"].max())}
            )
        tabellen.append(("" if leerweg == ALLE else f.capitalised(str(leerweg)), pd.DataFrame(rijen)))
    return tabellen


def _line(per_reeks: pd.DataFrame, reeks: str) -> str:
    """Print a value of a line or percentile: `34,5% (33,9-35,1%), n = 10`."""
    if reeks not in per_reeks.index:
        return f.LEEG
    rij = per_reeks.loc[reeks]
    if pd.isna(rij["waarde_laag"]):
        return f.procent(rij["waarde"], 1)
    grenzen = {"waarde_min": rij["waarde_laag"], "waarde_max": rij["waarde_hoog"], "reden": ""}
    tekst = with_interval({"waarde": rij["waarde"], **grenzen}, "waarde", "waarde")
    return f"{tekst}, n = {f.aantal(rij['n'])}" if reeks in GROEPEN else tekst


def job_regressie(data: pd.DataFrame, *, labels: Labels, koppen: Koppen) -> Tabellen:
    """Print a row per question: per category against its reference the effect with its interval, and the students."""
    heel = asked(data)
    is_referentie = heel["effect"].eq(0) & heel["effect_min"].isna()
    referentie = dict(zip(heel.loc[is_referentie, "kenmerk"], heel.loc[is_referentie, "categorie"], strict=True))
    cellen = {(r["item"], r["kenmerk"], r["categorie"]): r for r in heel.to_dict("records")}
    rijen = []
    for item, vak in heel.groupby("item", sort=False):
        rij = {koppen["item"]: labels["item"][item]["kort"]}
        for kenmerk, categorie in dict.fromkeys(zip(data["kenmerk"], data["categorie"], strict=True)):
            if referentie.get(kenmerk) != categorie:
                kop = category_name(labels, kenmerk, categorie)
                tegen = category_name(labels, kenmerk, referentie[kenmerk]) if kenmerk in referentie else ""
                rij[f"{kop} {REFERENTIE[:-1]} {tegen})" if tegen else kop] = _effect(
                    cellen.get((item, kenmerk, categorie))
                )
        rijen.append(rij | {koppen["n"]: shown_or_reason(vak["n"].max(), f.aantal)})
    return [("", pd.DataFrame(rijen))]


def job_overig(data: pd.DataFrame, *, labels: Labels, koppen: Koppen) -> Tabellen:
    """Print a table per question: the categories below each other, the years side by side."""
    return [
        (labels["item"][item]["kort"], _per_year(deel, labels, koppen))
        for item, deel in data.groupby("item", sort=False)
    ]


def kiesmbo(data: pd.DataFrame, *, labels: Labels, koppen: Koppen) -> Tabellen:
    """Print a table per question: the groups below each other, the years side by side."""
    return [
        (labels["vraag"][vraag]["kort"], _per_year(deel, labels, koppen))
        for vraag, deel in data.groupby("vraag", sort=False)
    ]


def werk_uitsplitsing(data: pd.DataFrame, *, labels: Labels, koppen: Koppen) -> Tabellen:
    """Print a table by leerweg and level, and one by direction of study, the study years side by side."""
    jaren = sorted(set(data["studiejaar"]))
    is_richting = data["kenmerk"] == "opleidingsrichting"
    tabellen: Tabellen = []
    for kop, deel in ((labels["tabelkop"]["leerweg_niveau"], data[~is_richting]), ("", data[is_richting])):
        sleutel = ["kenmerk", "leerweg", "niveau", "opleidingsrichting"]
        cellen = {(*(rij[kolom] for kolom in sleutel), rij["studiejaar"]): rij for rij in deel.to_dict("records")}
        volgorde = {kenmerk: plek for plek, kenmerk in enumerate(("totaal", "leerweg", "niveau"))}
        wie = sorted({plaats[:-1] for plaats in cellen}, key=lambda een: (volgorde.get(een[0], len(volgorde)), een))
        rijen = [
            {
                kop or koppen["opleidingsrichting"]: f.capitalised(een[3])
                or level_name(een[1] or ALLE, een[2])
                or str(labels["niveau"][TOTAAL])
            }
            | {
                jaar: with_interval(rij | {"reden": ""}) if (rij := cellen.get((*een, jaar))) else f.LEEG
                for jaar in jaren
            }
            for een in wie
        ]
        tabellen.append((kop or koppen["opleidingsrichting"], pd.DataFrame(rijen)))
    return tabellen


def bpv(data: pd.DataFrame, *, labels: Labels, koppen: Koppen) -> Tabellen:
    """Print what students and trainers say side by side, of the last year."""
    laatste = data[data["jaar"] == data["jaar"].max()]
    cellen = {(rij.onderdeel, rij.groep): rij.aandeel for rij in laatste.itertuples()}
    rijen = [
        {koppen["onderdeel"]: labels["onderdeel"][onderdeel]}
        | {naam: f.procent(cellen.get((onderdeel, groep))) for groep, naam in labels["bpv_groep"].items()}
        for onderdeel in dict.fromkeys(laatste["onderdeel"])
    ]
    return [("", pd.DataFrame(rijen))]


def meldingen(data: pd.DataFrame, *, labels: Labels, koppen: Koppen) -> Tabellen:
    """Print the counts, the years side by side."""
    cellen = {(rij["onderdeel"], rij["jaar"]): rij for rij in data.to_dict("records")}
    jaren = sorted(set(data["jaar"]))
    rijen = [
        {koppen["onderdeel"]: labels["onderdeel"][onderdeel]}
        | {str(jaar): _count_of(cellen.get((onderdeel, jaar))) for jaar in jaren}
        for onderdeel in dict.fromkeys(data["onderdeel"])
    ]
    return [("", pd.DataFrame(rijen))]


def dozen(data: pd.DataFrame, *, koppen: Koppen, **_: object) -> Tabellen:
    """Print the five values of each box, the highest median first."""
    volgorde = data.sort_values(["mediaan", "opleidingsrichting"], ascending=[False, True], na_position="last")
    rijen = [
        {koppen["opleidingsrichting"]: f.capitalised(rij["opleidingsrichting"])} | _box_of(rij, koppen)
        for rij in volgorde.to_dict("records")
    ]
    return [("", pd.DataFrame(rijen))]


def richtingen(data: pd.DataFrame, *, koppen: Koppen, **_: object) -> Tabellen:
    """Print the national share of each direction with its interval and institutions, the levels below each other."""
    landelijk = data[data["onderdeel"] == "landelijk"]
    niveaus = sorted(set(landelijk["niveau"]))
    tabellen: Tabellen = []
    for leerweg, deel in landelijk.groupby("leerweg", sort=False):
        cellen = {(rij["opleidingsrichting"], rij["niveau"]): rij for rij in deel.to_dict("records")}
        rijen = [
            {koppen["opleidingsrichting"]: f.capitalised(richting)}
            | {level_name("", str(niveau)): _share_of(cellen[richting, niveau]) for niveau in niveaus}
            for richting in sorted(set(deel["opleidingsrichting"]))
        ]
        tabellen.append((f.capitalised(str(leerweg)), pd.DataFrame(rijen)))
    return tabellen


def dozen_jaren(data: pd.DataFrame, *, koppen: Koppen, **_: object) -> Tabellen:
    """Print the five values per study year, a table per leerweg and level."""
    return [
        (
            f"{f.capitalised(str(leerweg))}, niveau {niveau}",
            pd.DataFrame(
                [{koppen["studiejaar"]: rij["studiejaar"]} | _box_of(rij, koppen) for rij in deel.to_dict("records")]
            ),
        )
        for (niveau, leerweg), deel in data.groupby(["niveau", "leerweg"], sort=False)
    ]


def sollicitaties(data: pd.DataFrame, *, labels: Labels, koppen: Koppen) -> Tabellen:
    """Set the answers side by side, a row per group and year."""
    rijen = []
    for herkomst, naam in labels["herkomst"].items():
        for jaar, deel in data[data["herkomst"] == herkomst].groupby("jaar", sort=True):
            per_antwoord = {rij["sollicitaties"]: rij for rij in deel.to_dict("records")}
            rijen.append(
                {koppen["herkomst"]: naam, koppen["jaar"]: str(jaar)}
                | {
                    kort: shown_or_reason(rij["aandeel"], f.procent, rij["reden"])
                    if (rij := per_antwoord.get(code))
                    else f.LEEG
                    for code, kort in labels["sollicitaties"].items()
                }
                | {koppen["n"]: shown_or_reason(deel["n"].max(), f.aantal)}
            )
    return [("", pd.DataFrame(rijen))]


def leeftijd_25(data: pd.DataFrame, *, labels: Labels, koppen: Koppen, **_: object) -> Tabellen:
    """Set the levels side by side, a row per year."""
    niveaus = sorted(set(data["niveau"]), key=lambda niveau: (niveau != TOTAAL, niveau))
    cellen = {(rij.jaar, rij.niveau): rij.aandeel for rij in data.itertuples()}
    woorden = labels["tabelkop"]
    rijen = [
        {koppen["jaar"]: str(jaar)}
        | {
            woorden["alle_niveaus"] if niveau == TOTAAL else woorden["niveau"].format(niveau): f.procent(
                cellen.get((jaar, niveau)), 1
            )
            for niveau in niveaus
        }
        for jaar in sorted(set(data["jaar"]))
    ]
    return [("", pd.DataFrame(rijen))]


def leeftijd_sectorkamer(data: pd.DataFrame, *, labels: Labels, koppen: Koppen) -> Tabellen:
    """Print a table per leerweg: the sectorkamers below each other, the years side by side."""
    jaren = sorted(set(data["jaar"]))
    namen = labels["categorie"]["sectorkamer"]
    tabellen: Tabellen = []
    for leerweg, deel in data.groupby("leerweg", sort=False):
        cellen = {(rij["sectorkamer"], rij["jaar"]): rij | {"reden": ""} for rij in deel.to_dict("records")}
        rijen = [
            {koppen["sectorkamer"]: namen[kamer]["kort"]}
            | {str(jaar): with_interval(rij) if (rij := cellen.get((kamer, jaar))) else f.LEEG for jaar in jaren}
            for kamer in dict.fromkeys(deel["sectorkamer"])
        ]
        tabellen.append((f.capitalised(str(leerweg)), pd.DataFrame(rijen)))
    return tabellen


def _per_year(data: pd.DataFrame, labels: Labels, koppen: Koppen) -> pd.DataFrame:
    """Return a row per category of each trait, a column per year: the share with its interval."""
    jaren = sorted(set(data["jaar"]))
    cellen = {(r["kenmerk"], r["categorie"], r["jaar"]): r for r in data.to_dict("records")}
    rijen = []
    for kenmerk, categorie in dict.fromkeys(zip(data["kenmerk"], data["categorie"], strict=True)):
        naam = f.capitalised(category_name(labels, kenmerk, categorie))
        rijen.append(
            {koppen["categorie"]: f"{labels['kenmerk'][kenmerk]} {naam}" if kenmerk == "leeftijd" else naam}
            | {
                str(jaar): with_interval(rij) if (rij := cellen.get((kenmerk, categorie, jaar))) else f.LEEG
                for jaar in jaren
            }
        )
    return pd.DataFrame(rijen)


def _box_of(rij: Mapping[str, Any], koppen: Koppen) -> dict[str, str]:
    return {koppen[kolom]: shown_or_reason(rij[kolom], f.procent, rij["reden"]) for kolom in DOOS} | {
        koppen["instellingen"]: f.aantal(rij["instellingen"])
    }


def _share_of(rij: Mapping[str, Any]) -> str:
    """Print a national share with its interval and the institutions behind it, or that there is none."""
    if pd.isna(rij["aandeel"]):
        return shown_or_reason(rij["aandeel"], f.procent, rij["reden"])
    grenzen = {"aandeel_min": rij["aandeel_laag"], "aandeel_max": rij["aandeel_hoog"]}
    return f"{with_interval(rij | grenzen)}, n = {f.aantal(rij['instellingen'])}"


def _effect(rij: Mapping[str, Any] | None) -> str:
    """Print an effect with its interval, `-2,7 (-3,1 tot -2,2)`; a dash where the question was not asked."""
    if rij is None:
        return f.LEEG
    return shown_or_reason(
        rij["effect"],
        lambda effect: f"{in_points(effect)} ({in_points(rij['effect_min'])} tot {in_points(rij['effect_max'])})",
        rij["reden"],
    )


def _count_of(rij: Mapping[str, Any] | None) -> str:
    return f.LEEG if rij is None else shown_or_reason(rij["waarde"], f.aantal, rij["reden"])


FAMILIES: dict[str, Callable[..., Tabellen]] = {
    "job_items": job_overig,
    "werk_uitsplitsing": werk_uitsplitsing,
    "banden": banden,
    "job_regressie": job_regressie,
    "job_overig": job_overig,
    "kiesmbo": kiesmbo,
    "svo_vragen": kiesmbo,
    "diplomarichting": kiesmbo,
    "doorstroom": kiesmbo,
    "leerbedrijven": kiesmbo,
    "bpv": bpv,
    "meldingen": meldingen,
    "dozen": dozen,
    "richtingen": richtingen,
    "dozen_jaren": dozen_jaren,
    "sollicitaties": sollicitaties,
    "leeftijd_25": leeftijd_25,
    "leeftijd_sectorkamer": leeftijd_sectorkamer,
}

if __name__ == "__main__":
    from werkagenda.run.step import step

    with step(snakemake) as s:
        product = s.register["product"]
        koppen = headings(s.contract("contract_data"), product, s.params["woorden"])
        gereed = FAMILIES[product["familie"]](s.read("data"), labels=s.register["labels"], koppen=koppen)
        s.write("tabel", print_tables(gereed, s.register["labels"]["tabelkop"]["leeg"]))
