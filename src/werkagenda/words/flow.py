"""Whole sentences of the report whose shape depends on the data: one year or more, one thing, more, or none."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from werkagenda import formats as f
from werkagenda.words.series import Comparison, Period

VOORRANG = "regeling"
EIGEN = "per_instelling"
GEEN_TWEEDE_JAAR = "Een vergelijking met andere jaren is niet mogelijk."


def aantallen(
    alles: pd.DataFrame, paren: Mapping[str, Comparison], tijd: Period, maat: Mapping[str, Any]
) -> dict[str, str]:
    """Return the sentences on the numbers of figure 3.1 or 3.3.

    Args:
        alles: `jaar` and `aantal` of all programmes.
        paren: comparison per group; groups the data lack are left out.
        tijd: the years that can be compared.
        maat: words of the count, from the register.

    Returns:
        `totaal_ontwikkeling`, `groepen_ontwikkeling` (the Regeling, then the institutions' own choice) and
        `samengevat` (total and Regeling in one sentence).

    """
    zin = maat["zin"]
    eigen = paren.get(EIGEN)
    if not tijd.vergelijkbaar:
        niveau = (
            f"In de BC's die de eigen instelling noemt, is {zin} {f.aantal(eigen.tot.waarde)}."
            if eigen
            else GEEN_TWEEDE_JAAR
        )
        return {
            "totaal_ontwikkeling": GEEN_TWEEDE_JAAR,
            "groepen_ontwikkeling": niveau,
            "samengevat": GEEN_TWEEDE_JAAR,
        }
    totaal, smal = paren["totaal"], paren[VOORRANG]
    jaren = alles[alles["jaar"].between(tijd.van, tijd.tot)].sort_values(["aantal", "jaar"])
    dal = jaren.iloc[0]
    laagst = (
        f" Het laagst was {zin} in {int(dal['jaar'])}: {f.aantal(dal['aantal'])}."
        if dal["aantal"] < jaren["aantal"].max()
        else ""
    )
    eigen_zin = f" In de BC's die de eigen instelling noemt, is {zin} {_aantalverloop(eigen)}." if eigen else ""
    return {
        "totaal_ontwikkeling": f"Sinds {tijd.van} is {zin} {_aantalverloop(totaal)}.{laagst}",
        "groepen_ontwikkeling": f"Dat aantal is sinds {tijd.van} {_aantalverloop(smal)}.{eigen_zin}",
        "samengevat": (
            f"Sinds {tijd.van} is {zin} {totaal.richting_zeker}; in de sectoren van de Regeling is "
            f"{maat['verwijzing']} {smal.richting_zeker}."
        ),
    }


def aandelen(paren: Mapping[str, Comparison], tijd: Period, maat: Mapping[str, Any]) -> dict[str, str]:
    """Return the sentences on the shares of figure 3.2 or 3.4.

    `regeling_niveau` (share of the Regeling in the last year, with its bounds), `ontwikkeling` (Regeling and own
    choice), `samengevat` (the Regeling) and `tweeluik` (both directions in one sentence).
    """
    smal, eigen = paren[VOORRANG], paren.get(EIGEN)
    deel = f"het aandeel in {maat['deel']}"
    uit = {"regeling_niveau": _niveau(smal)}
    if not tijd.vergelijkbaar:
        return uit | {
            "ontwikkeling": GEEN_TWEEDE_JAAR,
            "samengevat": (
                f"In {tijd.tot} is het aandeel van de Regeling in {maat['deel']} {f.procent_voluit(smal.tot.waarde, 1)}"
            ),
            "tweeluik": f"Of {deel} stijgt of daalt, is niet te zeggen: er is geen ander jaar om mee te vergelijken.",
        }
    eigen_zin, tweeluik = "", f"Sinds {tijd.van} is {deel} bij de Regeling {smal.richting_zeker}."
    if eigen:
        eigen_zin = (
            f" Het aandeel van de BC's die de eigen instelling noemt, is {eigen.richting_zeker}: "
            f"{f.procentpunt(eigen.van.waarde, eigen.tot.waarde)}."
        )
        tweeluik = f"Sinds {tijd.van} is {deel} {_tweemaal(eigen, smal)}."
    return uit | {
        "ontwikkeling": (
            f"Sinds {tijd.van} is het aandeel van de Regeling {smal.richting_zeker}: "
            f"{f.procentpunt(smal.van.waarde, smal.tot.waarde)}.{eigen_zin}"
        ),
        "samengevat": (
            f"Het aandeel van de Regeling in {maat['deel']} is sinds {tijd.van} {smal.richting_zeker}: "
            f"van {f.procent_voluit(smal.van.waarde, 1)} naar {f.procent_voluit(smal.tot.waarde, 1)}"
        ),
        "tweeluik": tweeluik,
    }


def zekerheid(onderdrukt: float, maat: Mapping[str, Any]) -> str:
    """Say how much of the numbers is estimated; the largest part is rounded up, so that none exceeds it."""
    waarover = maat["kort"].lower()
    if onderdrukt <= 0:
        return f"In de aantallen over {waarover} is niets afgeschermd."
    return (
        f"In de bestanden over {waarover} schermt DUO kleine aantallen af; die zijn geschat, met een onder- en een "
        f"bovengrens. Van geen enkel getal in de figuren over {waarover} is meer dan "
        f"{f.procent_naar_boven(onderdrukt)} geschat."
    )


def uitersten(paren: Mapping[str, Comparison], namen: Mapping[str, Any], tijd: Period) -> dict[str, str]:
    """Name the scenarios with the lowest and the highest share in the last year (`uitersten`), and their `bereik`."""
    volgorde = sorted(paren, key=lambda naam: (paren[naam].tot.waarde, naam))
    laag, hoog = (paren[volgorde[plek]].tot.waarde for plek in (0, -1))
    decimalen = f.PUBLICATIEDECIMALEN if f.procent(laag) == f.procent(hoog) else 0
    woord_laag, woord_hoog = f.procent_voluit(laag, decimalen), f.procent_voluit(hoog, decimalen)
    if woord_laag == woord_hoog:
        return {"uitersten": f"In {tijd.tot} komt elke indeling uit op {woord_laag}.", "bereik": f"op {woord_laag}"}
    kort_laag, kort_hoog = (namen[volgorde[plek]]["kort"] for plek in (0, -1))
    return {
        "uitersten": (
            f"In {tijd.tot} is het laagste aandeel {woord_laag} (*{kort_laag}*). "
            f"Het hoogste is {woord_hoog} (*{kort_hoog}*)."
        ),
        "bereik": f"tussen {woord_laag} en {woord_hoog}",
    }


def opgave(aantal: Mapping[str, int]) -> str:
    """Say how many institutions name no programmes, from the key figures."""
    plannen, geen, onbekend = (aantal[n] for n in ("instellingen_met_plan", "opgave_geen", "opgave_onbekend"))
    college = aantal["opgave_geen_beroepscollege"]
    kop = "De enige instelling" if plannen == 1 else f"Van de {f.aantal(plannen)} instellingen"
    kop += " met een kwaliteitsagenda"
    wie = ""
    if geen == 1:
        wie = "; dat is een beroepscollege" if college else ""
        wat = "verklaart" if plannen == 1 else "verklaart er een"
        zin = f"{kop} {wat} dat geen van haar opleidingen nodig is voor maatschappelijke opgaven{wie}."
    elif geen:
        if college:
            wie = f" (onder hen {f.getalwoord(college)} beroepscollege{'s' if college > 1 else ''})"
        zin = (
            f"{kop} verklaren er {f.getalwoord(geen)} dat geen van hun opleidingen nodig is voor maatschappelijke "
            f"opgaven{wie}."
        )
    else:
        wat = "verklaart niet" if plannen == 1 else "verklaart er geen een"
        zin = f"{kop} {wat} dat geen van haar opleidingen nodig is voor maatschappelijke opgaven."
    if onbekend == 1:
        zin += " Een instelling laat zich er niet over uit."
    elif onbekend:
        zin += f" {f.hoofdletter(f.getalwoord(onbekend))} instellingen laten zich er niet over uit."
    return zin


def _aantalverloop(paar: Comparison) -> str:
    return f"{paar.richting_zeker}: {f.procent_verandering(paar.van.waarde, paar.tot.waarde)}"


def _tweemaal(eigen: Comparison, smal: Comparison) -> str:
    if eigen.richting_zeker == smal.richting_zeker:
        return f"zowel bij de eigen aanwijzing als bij de Regeling {smal.richting_zeker}"
    return f"bij de eigen aanwijzing {eigen.richting_zeker} en bij de Regeling {smal.richting_zeker}"


def _niveau(paar: Comparison) -> str:
    """Give the share with its bounds, where they differ as printed."""
    zin = f"De sectoren van de Regeling omvatten {f.procent_voluit(paar.tot.waarde)}"
    for decimalen in (0, f.PUBLICATIEDECIMALEN):
        onder, boven = (f.procent_voluit(grens, decimalen) for grens in paar.tot.grenzen)
        if onder != boven:
            return f"{zin}; door de afgeschermde aantallen ligt dat aandeel tussen {onder} en {boven}."
    return f"{zin}."
