"""Tests and correlations against statsmodels, and by hand from their definitions."""

import math
from itertools import product

import numpy as np
import pandas as pd
import pytest
from scipy.special import stdtr
from statsmodels.stats.weightstats import DescrStatsW, ttest_ind

from werkagenda.models.tests import GEEN, fisher, pearson, spearman, stars, welch

LAAG = pd.Series([0.31, 0.42, 0.28, 0.39, 0.35, 0.47])
HOOG = pd.Series([0.52, 0.33, 0.41, 0.58])
X = pd.Series([3.0, 1.0, 4.0, 1.0, 5.0, 9.0, 2.0, 6.0])
Y = pd.Series([2.0, 7.0, 1.0, 8.0, 2.0, 8.0, 1.0, 8.5])


def p_of_correlation(r, n):
    """Two-sided p of a correlation by Student's t."""
    t = r * math.sqrt((n - 2) / (1 - r**2))
    return 2 * stdtr(n - 2, -abs(t))


def test_the_last_bit_makes_no_rank():
    """0.1 + 0.2 and 0.3 are a tie: the same correlation as with the same number twice."""
    gelijk = pd.Series([0.3, 0.3, 0.1, 0.9, 0.5])
    ruis = pd.Series([0.3, 0.1 + 0.2, 0.1, 0.9, 0.5])
    x = pd.Series([2.0, 1.0, 4.0, 3.0, 5.0])
    assert ruis[1] > ruis[0]
    assert spearman(x, ruis) == spearman(x, gelijk)
    assert spearman(ruis, x) == spearman(gelijk, x)


def test_welch_by_hand_and_by_statsmodels():
    uit = welch(LAAG, HOOG)
    t, p, _ = ttest_ind(LAAG, HOOG, usevar="unequal")
    assert uit == pytest.approx((t, p), abs=1e-8)
    delen = [groep.var() / len(groep) for groep in (LAAG, HOOG)]
    vrijheid = sum(delen) ** 2 / sum(deel**2 / (len(g) - 1) for deel, g in zip(delen, (LAAG, HOOG), strict=True))
    met_de_hand = (LAAG.mean() - HOOG.mean()) / math.sqrt(sum(delen))
    assert uit == pytest.approx((met_de_hand, 2 * stdtr(vrijheid, -abs(met_de_hand))), abs=1e-8)


def test_two_values_in_each_group_are_enough_for_welch():
    # Means 1.5 and 3.5, variances 0.5: t is -2 / sqrt(0.5), with two degrees of freedom.
    uit = welch(pd.Series([1.0, 2.0]), pd.Series([3.0, 4.0]))
    assert uit == pytest.approx((-2 / math.sqrt(0.5), 2 * stdtr(2, -2 / math.sqrt(0.5))), abs=1e-8)


def test_fisher_adds_up_the_tables_that_are_as_unlikely():
    # 12 of 14 against 8 of 13, the quarters of spending in the report: 0.21, not significant.
    laag, hoog = pd.Series([1] * 12 + [0] * 2), pd.Series([1] * 8 + [0] * 5)
    kansen = {k: math.comb(14, k) * math.comb(13, 20 - k) / math.comb(27, 20) for k in range(7, 15)}
    verwacht = sum(kans for kans in kansen.values() if kans <= kansen[12] * (1 + 1e-9))
    assert fisher(laag, hoog).p == pytest.approx(verwacht, abs=1e-8)
    assert fisher(laag, hoog).waarde == pytest.approx(12 * 5 / (2 * 8))
    assert round(fisher(laag, hoog).p, 2) == 0.21
    assert fisher(laag, hoog).p == fisher(hoog, laag).p


def test_correlations_by_their_definition():
    r = ((X - X.mean()) * (Y - Y.mean())).sum() / math.sqrt(((X - X.mean()) ** 2).sum() * ((Y - Y.mean()) ** 2).sum())
    assert pearson(X, Y) == pytest.approx((r, p_of_correlation(r, 8)), abs=1e-8)
    # Ranks by hand; equal values share the mean of their places.
    rang_x = np.array([5, 1.5, 6, 1.5, 7, 9, 4, 8]) - np.array([1, 0, 1, 0, 1, 1, 1, 1])
    rang_y = np.array([3.5, 5, 1.5, 6.5, 3.5, 6.5, 1.5, 8])
    rho = np.corrcoef(rang_x, rang_y)[0, 1]
    assert spearman(X, Y) == pytest.approx((rho, p_of_correlation(rho, 8)), abs=1e-8)


def test_correlations_agree_with_statsmodels():
    assert pearson(X, Y).waarde == pytest.approx(DescrStatsW(np.column_stack([X, Y])).corrcoef[0, 1], abs=1e-8)
    gerangschikt = DescrStatsW(np.column_stack([X.rank(), Y.rank()]))
    assert spearman(X, Y).waarde == pytest.approx(gerangschikt.corrcoef[0, 1], abs=1e-8)


@pytest.mark.parametrize(
    ("toets", "groepen"),
    [
        *product((welch,), [(LAAG[:1], HOOG), (LAAG[:0], HOOG), (pd.Series([0.2, 0.2]), pd.Series([0.3, 0.3]))]),
        (fisher, (pd.Series([], dtype=float), pd.Series([1.0]))),
        *product((pearson, spearman), [(X[:2], Y[:2]), (X, X * 0)]),
    ],
)
def test_too_little_to_test_is_empty_and_no_warning(toets, groepen, recwarn):
    assert np.isnan(toets(*groepen)).all()
    assert np.isnan(GEEN).all()
    assert not recwarn


def test_stars_start_below_ten_five_and_one_per_cent():
    gevonden = [stars(p) for p in (0.0099, 0.01, 0.0499, 0.05, 0.0999, 0.10, float("nan"))]
    assert gevonden == ["***", "**", "**", "*", "*", "", ""]
