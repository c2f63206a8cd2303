"""Tests and correlations over institutions: two-sided, and empty where there is too little to test."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from scipy import stats

if TYPE_CHECKING:
    import pandas as pd

# The marks of the report, strictest first.
STERREN = {"***": 0.01, "**": 0.05, "*": 0.10}
# The last digits of a float differ between machines; nobody reads them.
DECIMALEN = 9
_PAREN = 3


class TestResult(NamedTuple):
    """The statistic of a test and its two-sided p; both nan where it can't be done."""

    waarde: float
    p: float


GEEN = TestResult(math.nan, math.nan)


def welch(eerste: pd.Series, tweede: pd.Series) -> TestResult:
    """Return Welch's t (first minus second) and p; needs two values in each group that are not all the same."""
    if min(len(eerste), len(tweede)) < 2 or eerste.std() + tweede.std() == 0:  # noqa: PLR2004 - a variance needs two
        return GEEN
    return _rounded(stats.ttest_ind(eerste, tweede, equal_var=False))


def fisher(eerste: pd.Series, tweede: pd.Series) -> TestResult:
    """Return the odds ratio of two groups of 0s and 1s and the p of Fisher's exact test; needs somebody in each."""
    if min(len(eerste), len(tweede)) == 0:
        return GEEN
    tabel = [[int(groep.sum()), int(len(groep) - groep.sum())] for groep in (eerste, tweede)]
    return _rounded(stats.fisher_exact(tabel))


def pearson(x: pd.Series, y: pd.Series) -> TestResult:
    """Return Pearson's correlation and p; needs three pairs, and values that differ."""
    return _rounded(stats.pearsonr(x, y)) if _paired(x, y) else GEEN


def spearman(x: pd.Series, y: pd.Series) -> TestResult:
    """Return Spearman's rank correlation and p (by Student's t); needs three pairs, and values that differ.

    Ranks are those of rounded values: noise in the last bit makes no order.
    """
    return _rounded(stats.spearmanr(x, y)) if _paired(x := x.round(DECIMALEN), y := y.round(DECIMALEN)) else GEEN


def stars(p: float) -> str:
    """Return the marks of a p value; none where it is missing."""
    return next((ster for ster, grens in STERREN.items() if p < grens), "")


def _paired(x: pd.Series, y: pd.Series) -> bool:
    return len(x) >= _PAREN and bool(np.ptp(x) > 0 and np.ptp(y) > 0)


def _rounded(uitkomst: tuple[float, float]) -> TestResult:
    statistiek, p = uitkomst
    return TestResult(round(float(statistiek), DECIMALEN), round(float(p), DECIMALEN))
