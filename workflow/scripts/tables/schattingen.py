"""Write the products from persons as pipe tables; the tables of estimates are laid out as the report prints them.

A cell that is held back says so. The data file and the workbook keep every row.
"""

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from werkagenda import formats as f
from werkagenda.contract.product import headings
from werkagenda.report.pipe_table import Markup, Tabellen, print_tables
from werkagenda.words.estimates import (
    DECIMALEN,
    REFERENTIE,
    coefficient,
    in_points,
    leerweg_name,
    shown_or_reason,
    variant,
    with_interval,
    woord,
)

MODEL = "model"
TOTAAL = "totaal"
LANDELIJK = "Landelijk"
Rij = Mapping[str, Any]


def werk_achtergrond(data: pd.DataFrame, *, labels: Mapping[str, Any], koppen: Mapping[str, str]) -> Tabellen:
    """Set the backgrounds of figure 5.4 side by side, a row per leerweg and level."""
    rijen = []
    for (leerweg, niveau), vak in data.groupby(["leerweg", "niveau"], sort=False):
        rij = {koppen["leerweg"]: leerweg_name(leerweg), koppen["niveau"]: f"{niveau:.0f}"}
        per_groep = {deel["migratieachtergrond"]: deel for deel in vak.to_dict("records")}
        rijen.append(
            rij
            | {
                naam: _cell_of(per_groep.get(groep), with_interval)
                for groep, naam in labels["migratieachtergrond"].items()
            }
        )
    return [("", pd.DataFrame(rijen))]


def herkomst(data: pd.DataFrame, *, labels: Mapping[str, Any], koppen: Mapping[str, str]) -> Tabellen:
    """Set persons without and with a background abroad side by side, a row per classification and cohort."""
    rijen = []
    for indeling, naam in labels["indeling"].items():
        for cohort, vak in data[data["indeling"] == indeling].groupby("cohort", sort=True):
            per_groep = {deel["achtergrond"]: deel for deel in vak.to_dict("records")}
            rijen.append(
                {koppen["indeling"]: naam, koppen["cohort"]: str(cohort)}
                | {f.capitalised(groep): _cell_of(per_groep.get(groep), with_interval) for groep in ("zonder", "met")}
            )
    return [("", pd.DataFrame(rijen))]


def logit(data: pd.DataFrame, *, labels: Mapping[str, Any], koppen: Mapping[str, str]) -> Tabellen:
    """Print table B.0.2: a section per kenmerk, `(ref.)` beside the reference, then the facts of the model."""

    def druk(rij: Rij) -> dict[str, str]:
        return {koppen["coefficient"]: _estimate_of(rij)}

    return [("", _sections(data, labels=labels, kop=koppen["kenmerk"], druk=druk, kort=False))]


def marginal(data: pd.DataFrame, *, labels: Mapping[str, Any], koppen: Mapping[str, str]) -> Tabellen:
    """Print the average marginal effects with their intervals, in percentage points."""

    def druk(rij: Rij) -> dict[str, str]:
        return {
            koppen["effect"]: shown_or_reason(rij["effect"], in_points, rij["reden"]),
            koppen["interval"]: shown_or_reason(
                rij["effect_min"],
                lambda onder: f"{in_points(onder)} tot {in_points(rij['effect_max'])}",
                rij["reden"],
            ),
        }

    return [("", _sections(data, labels=labels, kop=koppen["kenmerk"], druk=druk))]


def robuust(data: pd.DataFrame, *, labels: Mapping[str, Any], koppen: Mapping[str, str]) -> Tabellen:
    """Set the variants of table B.0.2 side by side; a category that a variant lacks is a dash."""
    varianten = list(dict.fromkeys(data["variant"]))
    per_cel = {(r["variant"], r["kenmerk"], r["categorie"]): r for r in data.to_dict("records")}

    def druk(rij: Rij) -> dict[str, str]:
        return {
            variant(labels, naam): _cell_of(per_cel.get((naam, rij["kenmerk"], rij["categorie"])), _estimate_of)
            for naam in varianten
        }

    volgorde = data.drop_duplicates(["kenmerk", "categorie"])
    return [("", _sections(volgorde, labels=labels, kop=koppen["kenmerk"], druk=druk))]


def startpositie(data: pd.DataFrame, *, koppen: Mapping[str, str], **_: object) -> Tabellen:
    """Print the directions of study from the best start position down, the national values last."""
    volgorde = data.assign(laatste=data["opleidingsrichting"] == TOTAAL).sort_values(
        ["laatste", "startpositie", "opleidingsrichting"], ascending=[True, False, True]
    )
    druk: dict[str, Callable[[float], str]] = {
        "startloon": f.aantal,
        "zoekduur": lambda waarde: f.getal(waarde, 0 if float(waarde).is_integer() else f.PUBLICATIEDECIMALEN),
        "startpositie": lambda waarde: f.getal(waarde, 2),
        "studenten": f.aantal,
    }
    rijen = []
    for rij in volgorde.to_dict("records"):
        cellen = {kolom: shown_or_reason(rij[kolom], zo, rij["reden"]) for kolom, zo in druk.items()}
        cellen["kans_vast"] = with_interval(rij, "kans_vast", "kans_vast")
        naam = LANDELIJK if rij["laatste"] else f.capitalised(rij["opleidingsrichting"])
        rijen.append(
            {koppen["opleidingsrichting"]: naam}
            | {
                koppen[kolom]: cellen[kolom]
                for kolom in ("startloon", "zoekduur", "kans_vast", "startpositie", "studenten")
            }
        )
    return [("", pd.DataFrame(rijen))]


def eerste_baan(data: pd.DataFrame, *, labels: Mapping[str, Any], koppen: Mapping[str, str]) -> Tabellen:
    """Print a table per question: the groups below each other, and what internships paid."""
    tabellen: Tabellen = []
    for vraag, deel in data.groupby("vraag", sort=False):
        rijen = [
            {koppen["categorie"]: f.capitalised(woord(labels, rij["kenmerk"], rij["categorie"]))}
            | {koppen["aandeel"]: with_interval(rij)}
            | ({koppen["stageloon"]: _pay(rij)} if deel["stageloon"].notna().any() else {})
            | {koppen["n"]: shown_or_reason(rij["n"], f.aantal, rij["reden"])}
            for rij in deel.to_dict("records")
        ]
        tabellen.append((labels["vraag"][vraag]["kort"], pd.DataFrame(rijen)))
    return tabellen


def _pay(rij: Rij) -> str:
    return shown_or_reason(rij["stageloon"], f.aantal, rij["reden"])


def uitval_personen(data: pd.DataFrame, *, labels: Mapping[str, Any], koppen: Mapping[str, str]) -> Tabellen:
    """Print the diplomas that are left after each step."""
    rijen = [
        {koppen["stap"]: labels["stap"][rij["stap"]]}
        | {koppen[kolom]: shown_or_reason(rij[kolom], f.aantal) for kolom in ("rijen_in", "rijen_uit", "personen_uit")}
        | {koppen["reden"]: rij["reden"]}
        for rij in data.sort_values("volgorde").to_dict("records")
    ]
    return [("", pd.DataFrame(rijen))]


def werkregels(data: pd.DataFrame, *, koppen: Mapping[str, str], **_: object) -> Tabellen:
    """Print the share with work by either rule, and how the persons divide over both."""
    rijen = [
        {koppen["cohort"]: str(rij["cohort"])}
        | {koppen["n"]: shown_or_reason(rij["n"], f.aantal, rij["reden"])}
        | {koppen[f"{regel}_aandeel"]: with_interval(rij, f"{regel}_aandeel", regel) for regel in ("klasse", "uren")}
        | {
            koppen[kolom]: shown_or_reason(rij[kolom], f.aantal, rij["reden"])
            for kolom in ("beide", "alleen_klasse", "alleen_uren", "geen")
        }
        for rij in data.to_dict("records")
    ]
    return [("", pd.DataFrame(rijen))]


def _sections(
    data: pd.DataFrame,
    *,
    labels: Mapping[str, Any],
    kop: str,
    druk: Callable[[Rij], dict[str, str]],
    kort: bool = True,
) -> pd.DataFrame:
    """Return a row per category under a row with the name of its kenmerk; facts of the model have no name above.

    With `kort` the reference stands beside that name, else it has a row, as in the report.
    """
    rijen: list[dict[str, str]] = []
    for kenmerk, vak in data.groupby("kenmerk", sort=False):
        namen = {rij: woord(labels, str(kenmerk), rij) for rij in vak["categorie"]}
        referentie = "".join(namen[rij] for rij in vak.loc[vak["referentie"] == "ja", "categorie"])
        if kenmerk != MODEL:
            erbij = f" {REFERENTIE.replace(')', '')} {referentie})" if kort and referentie else ""
            rijen.append({kop: Markup(f"**{labels['kenmerk'][kenmerk]}**{erbij}")})
        for rij in vak.to_dict("records"):
            naam = namen[rij["categorie"]]
            if rij["referentie"] != "ja":
                rijen.append({kop: naam} | druk(rij))
            elif not kort:
                rijen.append({kop: f"{naam} {REFERENTIE}"})
    return pd.DataFrame(rijen, dtype=object).fillna("")


def _estimate_of(rij: Rij) -> str:
    """Print a coefficient, or a fact of the model."""
    if rij["kenmerk"] != MODEL or not pd.isna(rij["coefficient"]):
        return coefficient(rij)
    decimalen = DECIMALEN if rij["categorie"] == "pseudo_r2" else 0
    return shown_or_reason(rij["waarde"], lambda waarde: f.getal(waarde, decimalen), rij["reden"])


def _cell_of(rij: Rij | None, druk: Callable[[Rij], str]) -> str:
    return f.LEEG if rij is None else druk(rij)


FAMILIES: dict[str, Callable[..., Tabellen]] = {
    "werk_achtergrond": werk_achtergrond,
    "herkomst": herkomst,
    "logit": logit,
    "marginaal": marginal,
    "robuust": robuust,
    "startpositie": startpositie,
    "eerste_baan": eerste_baan,
    "uitval_personen": uitval_personen,
    "werkregels": werkregels,
}

if __name__ == "__main__":
    from werkagenda.run.step import step

    with step(snakemake) as s:
        product = s.register["product"]
        koppen = headings(s.contract("contract_data"), product)
        gereed = FAMILIES[product["familie"]](s.read("data"), labels=s.register["labels"], koppen=koppen)
        s.write("tabel", print_tables(gereed, s.register["labels"]["tabelkop"]["leeg"]))
