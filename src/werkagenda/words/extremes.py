"""Whole sentences about the tables: what there is to rank, to compare or to take apart, and what there is not."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from werkagenda import formats as f
from werkagenda.words.series import Comparison, Period


def enige_hoogste(waarden: Mapping[str, float]) -> str:
    """Return the name with the highest value, or nothing when there is no other, no difference at the top, or zero."""
    volgorde = sorted(waarden, key=lambda naam: (-waarden[naam], naam))
    if len(volgorde) > 1 and waarden[volgorde[0]] > waarden[volgorde[1]]:
        return volgorde[0]
    return ""


def leerwegen(waarden: Mapping[str, float], namen: Mapping[str, str], jaar: int, groep: str) -> tuple[str, str]:
    """Return title and sentence on the shares of inflow per leerweg, of those that the data have."""
    delen = [(namen[leerweg], f.procent_voluit(waarden[leerweg])) for leerweg in namen if leerweg in waarden]
    if not delen:
        titel = f"Het aandeel van {groep} in de instroom van {jaar} is niet naar leerweg uit te splitsen"
        return titel, f"{titel}."
    titel = f"In {jaar} is het aandeel van {groep} in de instroom " + f.opsomming(
        f"{aandeel} in {naam}" for naam, aandeel in delen
    )
    zin = f.opsomming(f"van de studenten in {naam} {aandeel}" for naam, aandeel in delen)
    return titel, f"In {jaar} begon {zin} aan een BC van de Regeling."


def niveau(waarden: Mapping[str, float]) -> str:
    """Name the level with the highest share."""
    hoogste = enige_hoogste(waarden)
    return f"Het aandeel is het hoogst op niveau {hoogste}." if hoogste else ""


def bbl(paar: Comparison | None, tijd: Period) -> str:
    """Give the share of bbl in all inflow; nothing when all or none are in bbl."""
    if paar is None or not 0 < paar.tot.waarde < 1:
        return ""
    zin = f"Over alle opleidingen samen koos {f.procent_voluit(paar.tot.waarde)} van de nieuwe studenten de bbl"
    return f"{zin}; dat aandeel is sinds {tijd.van} {paar.richting_zeker}." if tijd.vergelijkbaar else f"{zin}."


def sectoren(paren: Mapping[str, Comparison], tijd: Period, maat: Mapping[str, Any]) -> tuple[str, str]:
    """Return title and sentence on the sector that changed most, or is largest where one year stands alone."""
    zin, begin = maat["zin"], f.hoofdletter(maat["zin"])
    grootste = enige_hoogste({sector: paar.tot.waarde for sector, paar in paren.items()})
    if not tijd.vergelijkbaar:
        titel = f"{begin} is in {tijd.tot} in geen sector van de Regeling het grootst"
        if grootste:
            titel = f"{begin} is in {tijd.tot} het grootst in de sector {grootste}: "
            titel += f.aantal(paren[grootste].tot.waarde)
        return titel, f"{titel}."
    verschil = {sector: paar.tot.waarde - paar.van.waarde for sector, paar in paren.items()}
    sterkste = enige_hoogste({sector: abs(waarde) for sector, waarde in verschil.items()})
    if sterkste:
        onzeker = f.zekerheid(paren[sterkste].van.grenzen, paren[sterkste].tot.grenzen)
        titel = (
            f"{begin} verandert tussen {tijd.van} en {tijd.tot} het sterkst in de sector {sterkste} "
            f"({f.met_teken(verschil[sterkste])} studenten{', binnen de onzekerheid' if onzeker else ''})"
        )
    elif any(verschil.values()):
        titel = f"{begin} verandert tussen {tijd.van} en {tijd.tot} in geen sector het sterkst"
    else:
        titel = f"{begin} is tussen {tijd.van} en {tijd.tot} in geen enkele sector veranderd"
    grootste_zin = f"In {tijd.tot} is {zin} het grootst in de sector {grootste}. " if grootste else ""
    return titel, f"{grootste_zin}{titel}."


def ontleding(delen: Mapping[str, float] | None, tijd: Period | None, groep: str) -> tuple[str, str]:
    """Return title and sentences on the last change of inflow in a group, `delen` in students per part.

    Without `delen` there are no two successive years to compare.
    """
    if delen is None or tijd is None:
        titel = "Er zijn geen twee opeenvolgende jaren met dezelfde definitie van instroom om te vergelijken"
        return titel, f"{titel}."
    tussen = f"tussen {tijd.van} en {tijd.tot}"
    deel = {naam: f.met_teken(aantal) for naam, aantal in delen.items()}
    if delen["som"] == 0:
        titel = f"De instroom in {groep} is {tussen} niet veranderd"
    else:
        titel = (
            f"De verandering van de instroom in {groep} {tussen} ({deel['som']} studenten) komt vooral door "
            f"{oorzaak(delen)}"
        )
    zinnen = [
        f"{f.hoofdletter(tussen)} veranderde de instroom in de BC's van de Regeling met {deel['som']} studenten.",
        f"Daarvan hangt {deel['totaaleffect']} samen met het totaal en {deel['aandeeleffect']} met het aandeel.",
    ]
    if "nieuw" in delen:
        zinnen.append(
            "Voor de instroom onderscheidt de tabel bovendien studenten die nieuw zijn in het mbo van studenten die "
            f"binnen het mbo van opleiding wisselen: de eersten dragen {deel['nieuw']} bij en de anderen "
            f"{deel['switch']}."
        )
    return titel, " ".join(zinnen)


def oorzaak(delen: Mapping[str, float]) -> str:
    """Name the larger of the two effects."""
    wat = "totaal" if abs(delen["totaaleffect"]) >= abs(delen["aandeeleffect"]) else "aandeel"
    return f"de verandering van het {wat}"


def beroepsopleidingen(data: pd.DataFrame, in_sector: int) -> str:
    """Return the title of table B.0.1."""
    if data.empty:
        return "Geen instelling noemt een beroepsopleiding als nodig voor maatschappelijke opgaven in de regio"
    horen = {0: "geen daarvan hoort", 1: "1 daarvan hoort"}.get(in_sector, f"{f.aantal(in_sector)} daarvan horen")
    if len(data) == 1:
        horen = "die hoort" if in_sector else "die hoort niet"
    wat = "beroepsopleiding" if len(data) == 1 else "beroepsopleidingen"
    return (
        f"Instellingen noemen {f.aantal(len(data))} {wat} als nodig voor maatschappelijke opgaven "
        f"in de regio; {horen} bij een sector van de Regeling Kwaliteitsafspraken"
    )
