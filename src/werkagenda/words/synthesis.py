"""Pieces of sentences about the indicators of the synthesis: names, values in their unit, counts of indicators."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from werkagenda import formats as f
from werkagenda.indicators.progress import decimals

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

    import pandas as pd

    from werkagenda.indicators.registry import Indicator, Register

CIJFERDECIMALEN = 1  # of a mark from 1 to 10
CIJFER = "rapportcijfer"
GEEN = "geen enkele indicator"


def short_names(register: Register) -> dict[str, str]:
    """Return the short name of what is shown, per indicator."""
    return {naam: een.korte_naam for naam, een in register.indicatoren.items()}


def in_sentence(een: Indicator) -> str:
    """Return the name of what is shown, between quotes: it is a title and no part of the sentence's grammar."""
    return f"\N{LEFT SINGLE QUOTATION MARK}{f.kleine_letter(een.toonnaam)}\N{RIGHT SINGLE QUOTATION MARK}"


def objectives(register: Register) -> dict[str, str]:
    """Return the name of every objective, and of the parts of one, by number: `1.3a` is part of 1.3."""
    delen = {code: f"{register.doelstellingen[code.rstrip('abc')]}: {f.kleine_letter(naam)}"
             for code, naam in register.onderdelen.items()}  # fmt: skip
    return {**register.doelstellingen, **delen}


def value(waarde: float | None, eenheid: str) -> str:
    """Return a value as a table prints it: a whole percentage, or a mark with one decimal."""
    return f.getal(waarde, CIJFERDECIMALEN) if eenheid == CIJFER else f.procent(waarde)


def value_in_words(waarde: float | None, eenheid: str) -> str:
    """Return a value as the prose prints it: `83 procent` or `6,5`."""
    return f.getal(waarde, CIJFERDECIMALEN) if eenheid == CIJFER else f.procent_voluit(waarde)


def change(verschil: float | None, eenheid: str) -> str:
    """Return a change with its sign, from unrounded values: percentage points or points of a mark, one decimal."""
    exact = decimals(verschil)
    if exact is None:
        return f.LEEG
    return f.met_teken(exact if eenheid == CIJFER else exact * 100, f.PUBLICATIEDECIMALEN)


def change_in_words(verschil: float, eenheid: str) -> str:
    """Return a change without its sign: `6,0 procentpunt` or `0,4 punt`."""
    grootte = change(abs(verschil), eenheid).removeprefix("+")
    return f"{grootte} {'punt' if eenheid == CIJFER else 'procentpunt'}"


def indicators(aantal: int) -> str:
    """Return `vier indicatoren`, in the number of the count; none is `geen enkele indicator`."""
    return f"{f.getalwoord(aantal)} {'indicator' if aantal == 1 else 'indicatoren'}" if aantal else GEEN


def none_or(aantal: int) -> str:
    """Return a count as a word; none is `geen enkele`."""
    return f.getalwoord(aantal) if aantal else "geen enkele"


def institutions(aantal: float) -> str:
    """Return `vier instellingen`, in the number of the count; none is `geen enkele instelling`."""
    return f"{none_or(int(aantal))} {'instelling' if aantal <= 1 else 'instellingen'}"


def are(aantal: float) -> str:
    """Return `is er een` or `zijn er vier`, in the number of the count."""
    return f"{'is' if aantal == 1 else 'zijn'} er {f.getalwoord(int(aantal))}"


def become(aantal: float) -> str:
    """Return `wordt er 1` or `worden er 35`, in the number of the count."""
    return f"{'wordt' if aantal == 1 else 'worden'} er {f.aantal(aantal)}"


def listed(rijen: pd.DataFrame, register: Mapping[str, Indicator]) -> str:
    """Return the names of the indicators of some rows, in their order; `geen enkele indicator` without rows."""
    namen = [in_sentence(register[naam]) for naam in rijen["indicator"]]
    return f.opsomming(namen) if namen else GEEN


def with_values(rij: Mapping[Hashable, Any], register: Mapping[str, Indicator]) -> str:
    """Return an indicator with its start and recent value: `'veilig op school' (van 82 naar 83 procent)`."""
    van, naar = (value_in_words(rij[soort], rij["eenheid"]) for soort in ("start", "recent"))
    return f"{in_sentence(register[rij['indicator']])} (van {van.removesuffix(' procent')} naar {naar})"


def extreme(rijen: pd.DataFrame, kolom: str, register: Register, begin: str, *, hoogste: bool) -> str:
    """Return the sentence on the indicator with the largest or smallest change; nothing without rows."""
    if rijen.empty:
        return ""
    rij = rijen.sort_values([kolom, "indicator"], ascending=[not hoogste, True]).iloc[0].to_dict()
    return f"{begin} {with_values(rij, register.indicatoren)}."


def distance(rijen: pd.DataFrame, register: Register) -> str:
    """Return the sentence on the indicator that is furthest below its target; nothing when none is."""
    onder = rijen[rijen["afstand"] > 0]
    if onder.empty:
        return ""
    rij = onder.sort_values(["afstand", "indicator"], ascending=[False, True]).iloc[0].to_dict()
    return (
        f"Het verst van de streefwaarde is {in_sentence(register.indicatoren[rij['indicator']])}: nog "
        f"{change_in_words(rij['afstand'], rij['eenheid'])}."
    )


def marks(rijen: pd.DataFrame, register: Register) -> str:
    """Return the sentence on the indicators that are marks from 1 to 10."""
    delen = [
        f"{with_values(rij, register.indicatoren)}"
        + (f", streefwaarde {value_in_words(rij['streef'], CIJFER)}" if rij["streef"] == rij["streef"] else "")
        for rij in rijen.to_dict("records")
    ]
    return f"In rapportcijfers: {'; '.join(delen)}." if delen else ""


def widest(rijen: pd.DataFrame, register: Register, *, hoogste: bool) -> tuple[str, str]:
    """Return the indicator whose middle 80 percent of institutions lies widest, or closest, and that stretch."""
    if rijen.empty:
        return "", ""
    rij = rijen.sort_values(["breedte", "indicator"], ascending=[not hoogste, True]).iloc[0]
    onder, boven = (f.procent_voluit(rij[kant]) for kant in ("p10", "p90"))
    uitleg = f"de middelste 80 procent ligt tussen {onder.removesuffix(' procent')} en {boven}"
    return in_sentence(register.indicatoren[rij["indicator"]]), uitleg
