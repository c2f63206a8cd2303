"""The rules of disclosure control, one function each; their limits stand in config/disclosure.yaml.

A function gives per row the reason to hide, or an empty text; `hide` empties the cells. A further rule is a further
function of that kind. These reasons stay inside for products on CBS and SVO persons (`onthulcellen`), where the reader
sees one neutral word: who is told that a cell is below the minimum knows it almost.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

GEEN_PERSONEN = "geen personen"
HERLEIDBAAR = "beschermt een andere cel"
# Of a cell that a rule hides and of one that protects it: a reader who could tell them apart would know more of both.
ONDERDRUKT = "onderdrukt"


def reason_count(n: pd.Series, *, minimum: int) -> pd.Series:
    """Return why a count or a mean over `n` persons is hidden: fewer than `minimum`."""
    return _reason(n < minimum, f"minder dan {minimum} personen")


def reason_share(n: pd.Series, teller: pd.Series, *, minimum: int) -> pd.Series:
    """Return why a share of a yes/no outcome is hidden: fewer than `minimum` persons, or in one of the outcomes."""
    uitkomst = _reason((teller < minimum) | (n - teller < minimum), f"minder dan {minimum} in een uitkomst")
    return first_reason(reason_count(n, minimum=minimum), uitkomst)


def reason_quantile(n: pd.Series, *, kans: float, minimum: int) -> pd.Series:
    """Return why a quantile (0-1) over `n` persons is hidden: fewer than `minimum` on one of its sides.

    The minimum (0) and the maximum (1) have nobody on a side, and so always fail.
    """
    # Rounded, since 1 - 0.9 is less than 0.1.
    kleinste_kant = (n * min(kans, 1 - kans)).round(9)
    return _reason(kleinste_kant < minimum, f"minder dan {minimum} aan een kant van het kwantiel")


def reason_group(deel: pd.Series, totaal: pd.Series, *, grens: float) -> pd.Series:
    """Return why a cell is hidden as group disclosure: it is more than `grens` (0-1) of its row or column total."""
    return _reason(_above(deel, totaal, grens), f"meer dan {grens:.0%} van het totaal")


def reason_dominance(
    grootste: pd.Series, tweede: pd.Series, som: pd.Series, *, grenzen: Mapping[str, float]
) -> pd.Series:
    """Return why a sum or mean of amounts is hidden: one or two contributions are too large a part of it.

    Args:
        grootste: the largest contribution.
        tweede: the second largest.
        som: the sum.
        grenzen: largest part (0-1) of the first alone (`dominantie`) and of both (`dominantie_twee`, the (n, k) rule);
            and by what part of itself (`p_procent`) the first has to differ from what the second can work out: the sum
            less his own.

    """
    een, twee, p = (grenzen[naam] for naam in ("dominantie", "dominantie_twee", "p_procent"))
    samen = grootste + tweede
    return first_reason(
        _reason(_above(grootste, som, een) | (som <= 0), f"grootste bijdrage meer dan {een:.0%}"),
        _reason(_above(samen, som, twee), f"twee grootste bijdragen meer dan {twee:.0%}"),
        _reason(_above(p * grootste, som - samen, 1.0), f"grootste bijdrage binnen {p:.0%} te schatten"),
    )


def reason_freedom(vrijheidsgraden: pd.Series, *, minimum: int) -> pd.Series:
    """Return why an estimate is hidden: fewer than `minimum` degrees of freedom; a saturated model has none."""
    return _reason(vrijheidsgraden < minimum, f"minder dan {minimum} vrijheidsgraden")


def first_reason(*redenen: pd.Series) -> pd.Series:
    """Return per row the first reason that is not empty."""
    per_rij = zip(*(reden.tolist() for reden in redenen), strict=True)
    return pd.Series([next(filter(None, rij), "") for rij in per_rij], index=redenen[0].index, dtype="str")


def protect(reden: pd.Series, n: pd.Series, *, minimum: int) -> pd.Series:
    """Add a reason to the smallest rows shown until a total beside the rows no longer gives the hidden ones away.

    Hidden rows are safe when there are two or more and they hold `minimum` persons together; rows without persons hide
    nobody.
    """
    uit = reden.copy()
    for rij in n[reden == ""].sort_values(kind="stable").index:
        verborgen = (uit != "") & (n > 0)
        if not verborgen.any() or (verborgen.sum() > 1 and n[verborgen].sum() >= minimum):
            break
        uit[rij] = HERLEIDBAAR
    return uit


def hide(tabel: pd.DataFrame, reden: pd.Series, kolommen: Sequence[str]) -> pd.DataFrame:
    """Return the table with `kolommen` empty in the rows that have a reason."""
    return tabel.assign(**{kolom: tabel[kolom].mask(reden != "") for kolom in kolommen})


def _above(deel: pd.Series, totaal: pd.Series, grens: float) -> pd.Series:
    # Rounded, since 0.9 * 10 is not exactly 9 for every limit.
    return (deel - grens * totaal).round(9) > 0


def _reason(faalt: pd.Series, tekst: str) -> pd.Series:
    return pd.Series(np.where(faalt.to_numpy(bool), tekst, ""), index=faalt.index, dtype="str")
