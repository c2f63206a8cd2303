"""Suppressed counts: what is known of a cell that DUO does not show, and what to expect of it.

A suppressed cell lies between `low` and `high` students. In files split this fine most suppressed cells hold one or two
students, so the middle of the interval is far too high: the expected value comes from a fitted distribution.
"""

from __future__ import annotations

import numpy as np
from scipy import optimize, stats

# The shape just above the suppressed cells says what lies below; a cell of 1,500 students says nothing about it.
_VENSTER = 3


def lowest(setting: str | int, toont_nul: bool) -> int:  # noqa: FBT001 - a fact of the file, not a switch
    """Return the lowest value of a suppressed cell: the setting, or for `auto` 1 when the column shows a 0, else 0."""
    if setting == "auto":
        return 1 if toont_nul else 0
    return int(setting)


def expected_value(gepubliceerd: np.ndarray, onderdrukt: int, *, low: int, high: int, verwacht: str) -> float:
    """Return the expected number of students in a suppressed cell.

    Args:
        gepubliceerd: the published counts of one column of one file and year, whole numbers.
        onderdrukt: number of suppressed cells in that column.
        low: lowest value of a suppressed cell.
        high: highest value of a suppressed cell.
        verwacht: `model`, or `midden` for the middle of the interval.

    `model` fits a zero-truncated negative binomial by maximum likelihood to the cells up to three times `high`, with
    the suppressed cells as one class 1-`high`; it returns the mean of that class. `low` bounds a cell, but a row that
    DUO wrote down has hardly ever nobody in it. With too few cells to fit two parameters the middle is returned.

    """
    midden = (low + high) / 2
    grens = _VENSTER * high
    zichtbaar = gepubliceerd[(gepubliceerd > high) & (gepubliceerd <= grens)].astype(np.int64)
    aantallen = np.bincount(zichtbaar, minlength=grens + 1)
    if verwacht == "midden" or onderdrukt == 0 or np.count_nonzero(aantallen) < high:
        return midden
    waarden = np.arange(1, grens + 1)
    klasse = waarden <= high

    def kans(parameters: np.ndarray) -> np.ndarray:
        omvang, gemiddelde = np.exp(parameters)
        log_kans = stats.nbinom.logpmf(waarden, omvang, omvang / (omvang + gemiddelde))
        gewicht = np.exp(log_kans - log_kans.max())
        return np.asarray(gewicht / gewicht.sum())

    def min_log_likelihood(parameters: np.ndarray) -> float:
        p = kans(parameters)
        boven = np.log(np.maximum(p[~klasse], 1e-300)) @ aantallen[high + 1 :]
        return float(-(onderdrukt * np.log(max(p[klasse].sum(), 1e-300)) + boven))

    begin = np.log([0.5, max(float(zichtbaar.mean()) / 2, 1.0)])
    passend = optimize.minimize(min_log_likelihood, begin, method="L-BFGS-B", bounds=[(-9, 6), (-6, 8)])
    p = kans(passend.x)[klasse]
    return float(waarden[klasse] @ p / p.sum())
