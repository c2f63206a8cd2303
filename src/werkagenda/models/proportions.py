"""The interval of a share, and how many standard errors lie on either side of a 95 % interval."""

from __future__ import annotations

from statistics import NormalDist
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

ZEKERHEID = 0.95
Z = NormalDist().inv_cdf((1 + ZEKERHEID) / 2)


def wilson(teller: pd.Series, n: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Return the bounds (0-1) of Wilson's 95 % interval of `teller / n`; missing where `n` is 0."""
    aantal = n.where(n > 0)
    midden = teller + Z**2 / 2
    straal = Z * (teller * (n - teller) / aantal + Z**2 / 4) ** 0.5
    # Rounding must not carry a bound over the edge.
    return ((midden - straal) / (aantal + Z**2)).clip(lower=0), ((midden + straal) / (aantal + Z**2)).clip(upper=1)
