"""Whole sentences about a figure with bands: how satisfaction moved, who spends, how far the ambition is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from werkagenda import formats as f
from werkagenda.words.estimates import NIET_GETOOND, getoond
from werkagenda.words.labels import ALLE, PROCENT, in_leerweg, naast, punten

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from werkagenda.words.series import Period

LANDELIJK = "landelijk"
Paneel = dict[str, pd.DataFrame]


def banden(
    panelen: Paneel, tijd: Period, ambitie: int, *, labels: Mapping[str, Any], drempels: Mapping[str, float]
) -> dict[str, str]:
    """Return the sentences on one figure.

    Args:
        panelen: per leerweg the share (0-1) per year (index) and series (columns); empty where there is none.
        tijd: the measurements that can be compared.
        ambitie: year of the ambition.
        labels: words of the codes, from the register.
        drempels: smallest change that is called one.

    Returns:
        `verloop` (what the title says of the satisfaction; `kort` with its subject), `afstand` (of the ambition), and
        the sentences `ontwikkeling`, `besteding`, `ambitie`, `spreiding`.

    """

    def samen(deel: Callable[[pd.DataFrame], str], voegwoord: str = " en ") -> str:
        """Join what there is to say of each panel, `in de bol … en in de bbl …`."""
        delen = []
        for leerweg, breed in panelen.items():
            if woorden := deel(breed):
                waar = in_leerweg(leerweg, labels).strip()
                delen.append(f"{waar} {woorden}".strip())
        return voegwoord.join(delen)

    wanneer = f"tussen {tijd.van} en {tijd.tot}" if tijd.vergelijkbaar else f"in {tijd.tot}"
    werkwoord = "is" if tijd.vergelijkbaar else "was"
    richtingen = {_verloop(breed, tijd, drempels, kort=True) for breed in panelen.values()}
    richting = samen(lambda breed: _verloop(breed, tijd, drempels, kort=True))
    if len(panelen) > 1 and len(richtingen) == 1:
        waar = f.opsomming(in_leerweg(leerweg, labels).strip() for leerweg in panelen)
        richting = f"{waar} {richtingen.pop()}"
    verloop = f"{werkwoord} {wanneer} {richting or NIET_GETOOND}"
    afstand = [_afstand(breed, tijd, ambitie) for breed in panelen.values()]
    if len(afstand) == 1 and afstand[0]:
        verloop += f"; de ambitie voor {ambitie} ligt {afstand[0]}"
    lang = samen(lambda breed: _verloop(breed, tijd, drempels, kort=False))
    ver = samen(lambda breed: _afstand(breed, tijd, ambitie))
    doel = samen(lambda breed: _ambitie(breed, tijd, ambitie))
    besteding = samen(lambda breed: _besteding(breed, tijd.tot), "; ")
    midden = samen(lambda breed: _midden(breed, tijd.tot))
    return {
        "verloop": verloop,
        "kort": f"de tevredenheid {verloop}",
        "afstand": f"{ver} dan in {tijd.tot}" if ver else f.LEEG,
        "ontwikkeling": f"De tevredenheid {werkwoord} {wanneer} {lang}." if lang else "",
        "ambitie": f"De ambitie voor {ambitie} is {doel}." if doel else "",
        "besteding": f"In {tijd.tot} was de tevredenheid {besteding}." if besteding else "",
        "spreiding": (
            f"Bij de middelste helft van de instellingen was in {tijd.tot} {midden} van de studenten tevreden."
            if midden
            else ""
        ),
    }


def opsommen(data: pd.DataFrame, labels: Mapping[str, Any]) -> str:
    """Name the values of the national line, per panel, for an alt text."""
    zinnen = []
    for leerweg, rijen in data[data["reeks"] == LANDELIJK].groupby("leerweg", sort=False):
        op_volgorde = rijen.sort_values("jaar")
        paren = zip(op_volgorde["jaar"], op_volgorde["waarde"], strict=True)
        waarden = ", ".join(f"{getoond(waarde, f.procent)} in {jaar}" for jaar, waarde in paren)
        waar = "" if leerweg == ALLE else f", {leerweg}"
        zinnen.append(f"{labels['reeks'][LANDELIJK]['kort']}{waar}: {waarden}.")
    return " ".join(zinnen)


def _waarde(breed: pd.DataFrame, jaar: int, reeks: str) -> float | None:
    cel = breed[reeks].get(jaar) if reeks in breed else None
    return None if cel is None or pd.isna(cel) else float(cel)


def _verloop(breed: pd.DataFrame, tijd: Period, drempels: Mapping[str, float], *, kort: bool) -> str:
    oud, nieuw = (_waarde(breed, jaar, LANDELIJK) for jaar in (tijd.van, tijd.tot))
    if oud is None or nieuw is None:
        return ""
    if not tijd.vergelijkbaar:
        return f.procent_voluit(nieuw)
    woord = f.richting(oud, nieuw, soort="aandeel", drempels=drempels)
    een, ander = naast(oud, nieuw)
    getallen = ander if een == ander else f"van {een.removesuffix(PROCENT)} naar {ander}"
    return woord if kort else f"{woord} ({getallen})"


def _afstand(breed: pd.DataFrame, tijd: Period, ambitie: int) -> str:
    """Return how far the ambition lies from the last measurement: `9,6 procentpunt hoger`."""
    nu, doel = (_waarde(breed, jaar, LANDELIJK) for jaar in (tijd.tot, ambitie))
    if nu is None or doel is None:
        return ""
    verschil = float((f.exact(doel) - f.exact(nu)) * 100)
    return f"{punten(verschil, f.PUBLICATIEDECIMALEN)} {'hoger' if verschil > 0 else 'lager'}"


def _ambitie(breed: pd.DataFrame, tijd: Period, ambitie: int) -> str:
    doel, afstand = _waarde(breed, ambitie, LANDELIJK), _afstand(breed, tijd, ambitie)
    return f"{f.procent_voluit(doel)} ({afstand} dan in {tijd.tot})" if afstand else ""


def _besteding(breed: pd.DataFrame, jaar: int) -> str:
    laag, hoog = (_waarde(breed, jaar, reeks) for reeks in ("laag", "hoog"))
    if laag is None or hoog is None:
        return ""
    een, ander = naast(hoog, laag)
    return f"gemiddeld {een} bij de instellingen met de hoogste besteding en {ander} bij die met de laagste"


def _midden(breed: pd.DataFrame, jaar: int) -> str:
    onder, boven = (_waarde(breed, jaar, reeks) for reeks in ("p25", "p75"))
    if onder is None or boven is None:
        return ""
    een, ander = naast(onder, boven)
    return f"{een.removesuffix(PROCENT)} tot {ander}"
