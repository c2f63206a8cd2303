"""What texts and tables of the synthesis share: names of indicators and objectives, values in their unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from werkagenda import formats as f
from werkagenda.indicators.progress import decimals

if TYPE_CHECKING:
    from werkagenda.indicators.registry import Register

CIJFERDECIMALEN = 1  # of a mark from 1 to 10
CIJFER = "rapportcijfer"


def short_names(register: Register) -> dict[str, str]:
    """Return the short name of what is shown, per indicator."""
    return {naam: een.korte_naam for naam, een in register.indicatoren.items()}


def objectives(register: Register) -> dict[str, str]:
    """Return the name of every objective, and of the parts of one, by number: `1.3a` is part of 1.3."""
    delen = {code: f"{register.doelstellingen[code.rstrip('abc')]}: {f.uncapitalised(naam)}"
             for code, naam in register.onderdelen.items()}  # fmt: skip
    return {**register.doelstellingen, **delen}


def value(waarde: float | None, eenheid: str) -> str:
    """Return a value as a table prints it: a whole percentage, or a mark with one decimal."""
    return f.getal(waarde, CIJFERDECIMALEN) if eenheid == CIJFER else f.procent(waarde)


def change(verschil: float | None, eenheid: str) -> str:
    """Return a change with its sign, from unrounded values: percentage points or points of a mark, one decimal."""
    exact = decimals(verschil)
    if exact is None:
        return f.LEEG
    return f.with_sign(exact if eenheid == CIJFER else exact * 100, f.PUBLICATIEDECIMALEN)
