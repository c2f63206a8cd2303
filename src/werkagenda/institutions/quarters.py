"""Quarters of institutions, with percentiles as Stata's `xtile`: low up to the 25th, high above the 75th.

Values are rounded first: two that are equal in every digit that anybody reads are in one quarter on every machine.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import pandas as pd

# Decimals of a value that count for its place among others; what is behind them is noise of adding up.
DECIMALEN = 9
LAAG, MIDDEN, HOOG = "laag", "midden", "hoog"


def quarters(waarden: pd.Series | np.ndarray) -> np.ndarray:
    """Return `laag` (up to the 25th percentile), `hoog` (above the 75th) or `midden` per value; none is missing.

    Of a table every row is judged by itself.
    """
    rond = np.asarray(waarden, dtype=float).round(DECIMALEN)
    laag, hoog = (np.round(stata_percentile(rond, p), DECIMALEN)[..., np.newaxis] for p in (25, 75))
    return np.select([rond <= laag, rond > hoog], [LAAG, HOOG], MIDDEN)


def stata_percentile(waarden: np.ndarray, p: int) -> np.ndarray:
    """Return a percentile as Stata's pctile: the value at n*p/100 rounded up, or the mean with the next when whole.

    Of a table that of every row.
    """
    rij = np.sort(waarden, axis=-1)
    plek, rest = divmod(rij.shape[-1] * p, 100)
    return np.asarray(rij[..., plek] if rest else (rij[..., plek - 1] + rij[..., plek]) / 2)
