"""The interval of a share, and how many standard errors lie on either side of a 95 % interval."""

from __future__ import annotations

from statistics import NormalDist

import numpy as np
import pandas as pd

ZEKERHEID = 0.95
Z = NormalDist().inv_cdf((1 + ZEKERHEID) / 2)


def wilson(teller: pd.Series, n: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Return the bounds (0-1) of Wilson's 95 % interval of `teller / n`, on the rows of `n`; missing where it is 0."""
    # Of a few rows arithmetic on a Series costs many times that on an array.
    k, m = (reeks.to_numpy("float64", na_value=np.nan) for reeks in (teller, n))
    m = np.where(m > 0, m, np.nan)
    midden = k + Z**2 / 2
    straal = Z * np.sqrt(k * (m - k) / m + Z**2 / 4)
    # Rounding must not carry a bound over the edge.
    laag, hoog = np.maximum((midden - straal) / (m + Z**2), 0), np.minimum((midden + straal) / (m + Z**2), 1)
    return pd.Series(laag, index=n.index), pd.Series(hoog, index=n.index)
