"""Numbers as people write them: read only where the contract says in which notation, never guessed."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from werkagenda.contract.contracts import NOTATIES

if TYPE_CHECKING:
    from collections.abc import Sequence

# Per notation what goes, and what becomes the decimal point.
_TEKENS = {"decimaalpunt": ("", "."), "decimaalkomma": ("", ","), "duizendpunt": (".", ","), "duizendkomma": (",", ".")}
# With so many decimals a fraction looks like a group of thousands.
_GROEP = 3


def readings(tekst: str, notaties: Sequence[str]) -> list[float]:
    """Return the finite numbers that a text can stand for in these notations: none, one, or two for 125.000."""
    gevonden = set()
    for naam in notaties:
        if NOTATIES[naam].fullmatch(tekst):
            weg, komma = _TEKENS[naam]
            gevonden.add(float((tekst.replace(weg, "") if weg else tekst).replace(komma, ".")))
    return sorted(getal for getal in gevonden if math.isfinite(getal))


def cell_text(cel: object) -> str:
    """Return a cell that has a type of its own (of a workbook or JSON) as a text with one reading.

    A whole number may come as 12.0; other numbers get no exponent, and never three decimals.
    """
    if cel is None:
        return ""
    if not isinstance(cel, float) or not math.isfinite(cel):
        return str(cel)
    if cel.is_integer():
        return str(int(cel))
    tekst = np.format_float_positional(cel, trim="-")
    return f"{tekst}0" if len(tekst.partition(".")[2]) == _GROEP else tekst
