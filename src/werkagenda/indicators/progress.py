"""How far an indicator has come: from start value to target, in the words of the synthesis.

Every value is mirrored so that higher is better.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from werkagenda.formats import exact, half_op

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    import pandas as pd

    from werkagenda.indicators.registry import Register

BEREIKT = "bereikt"
OP_KOERS = "op_koers"
VOORUITGANG = "vooruitgang"
NIET_OP_KOERS = "niet_op_koers"
GEEN_STREEFWAARDE = "geen_streefwaarde"
ONBEKEND = ""
SOORTEN = ("start", "recent", "streef")
OORDELEN = (BEREIKT, OP_KOERS, VOORUITGANG, NIET_OP_KOERS, GEEN_STREEFWAARDE)

ONAFGEROND, AFGEROND = "onafgerond", "afgerond"
# Adding up floats leaves noise behind the fifteenth digit; a mean that is 0.94 must be 0.94 when half way is 0.94.
RUIS = 12  # decimals kept


def verdict(start: float | None, recent: float | None, streef: float | None) -> str:
    """Return the verdict on one indicator; nothing when its start or recent value is missing.

    `bereikt`: the target is reached or passed, also when the value fell; `op_koers`: half of the way or more;
    `vooruitgang`: less than half; `niet_op_koers`: standstill or decline; `geen_streefwaarde`: there is no target.
    Half way is judged on exact decimals: half of 0.93 to 0.95 is 0.94, which binary floats do not know.
    """
    begin, nu, doel = (decimals(waarde) for waarde in (start, recent, streef))
    if begin is None or nu is None:
        return ONBEKEND
    if doel is None:
        return GEEN_STREEFWAARDE
    if nu >= doel:
        return BEREIKT
    if nu <= begin:
        return NIET_OP_KOERS
    return OP_KOERS if 2 * (nu - begin) >= doel - begin else VOORUITGANG


def difference(start: float | None, recent: float | None) -> float | None:
    """Return recent minus start as an exact decimal difference, in the unit of the indicator; None without both."""
    begin, nu = decimals(start), decimals(recent)
    return None if begin is None or nu is None else float(nu - begin)


def basis(waarden: Iterable[float], *, decimalen: int) -> str:
    """Tell whether values are rounded ones: whole percentages (`decimalen` 2 of a share), marks with one decimal.

    A yes or no (1 or 0) is exact.
    """
    uniek = set(waarden)
    rond = all(half_op(waarde, decimalen) == half_op(waarde, RUIS) for waarde in uniek)
    return AFGEROND if rond and not uniek <= {0.0, 1.0} else ONAFGEROND


def synthesis_values(sector: pd.DataFrame, register: Register) -> list[dict[str, Any]]:
    """Return one row per indicator of the synthesis, in its order, with what there is of it.

    Args:
        sector: `indicator, soort, jaar, waarde, instellingen`; the unweighted means over institutions.
        register: the registry of indicators.

    Returns:
        `rang, indicator, eenheid, n` and `start, recent, streef`, `jaar_start, jaar_recent, jaar_streef` (None where
        missing); `n` institutions have a recent value.

    """
    gemeten = {(rij["indicator"], rij["soort"]): rij for rij in sector.dropna(subset="waarde").to_dict("records")}
    rijen = []
    for een in register.synthese():
        van = {soort: gemeten.get((een.id, soort), {}) for soort in SOORTEN}
        rijen.append(
            {"rang": een.synthese, "indicator": een.id, "eenheid": een.eenheid}
            | {soort: rij.get("waarde") for soort, rij in van.items()}
            | {f"jaar_{soort}": rij.get("jaar") for soort, rij in van.items()}
            | {"n": int(van["recent"].get("instellingen", 0))}
        )
    return rijen


def decimals(waarde: float | None) -> Decimal | None:
    """Return a value as a decimal number without the noise of floats; None when it is missing."""
    return None if waarde is None or waarde != waarde else half_op(exact(waarde), RUIS)  # noqa: PLR0124 - nan
