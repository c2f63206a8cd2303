"""The minimum number of persons behind a cell: what fails it is emptied and says why.

One function per kind of statistic gives the reason to hide, in words for the reader, or an empty text; `hide` empties
the cells. A further rule is a further function of that kind.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Sequence

GEEN_PERSONEN = "geen personen"
HERLEIDBAAR = "beschermt een andere cel"


def reason_count(n: pd.Series, *, minimum: int) -> pd.Series:
    """Return why a count or a mean over `n` persons is hidden: fewer than `minimum`."""
    return _reason(n < minimum, f"minder dan {minimum} personen")


def reason_share(n: pd.Series, teller: pd.Series, *, minimum: int) -> pd.Series:
    """Return why a share of a yes/no outcome is hidden: fewer than `minimum` persons, or in one of the outcomes."""
    uitkomst = _reason((teller < minimum) | (n - teller < minimum), f"minder dan {minimum} in een uitkomst")
    return first_reason(reason_count(n, minimum=minimum), uitkomst)


def reason_quantile(n: pd.Series, *, kans: float, minimum: int) -> pd.Series:
    """Return why a quantile (0-1) over `n` persons is hidden: fewer than `minimum` on one of its sides."""
    # Rounded, since 1 - 0.9 is less than 0.1.
    kleinste_kant = (n * min(kans, 1 - kans)).round(9)
    return _reason(kleinste_kant < minimum, f"minder dan {minimum} aan een kant van het kwantiel")


def first_reason(*redenen: pd.Series) -> pd.Series:
    """Return per row the first reason that is not empty."""
    uit, *andere = redenen
    for reden in andere:
        uit = uit.where(uit != "", reden)
    return uit


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


def _reason(faalt: pd.Series, tekst: str) -> pd.Series:
    return pd.Series("", index=faalt.index, dtype="str").mask(faalt, tekst)
