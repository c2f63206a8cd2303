"""The verdicts of the synthesis: its own 23 rows, and the edges that floats would blur."""

from collections import Counter
from statistics import fmean

import pytest

from werkagenda.indicators.progress import AFGEROND, ONAFGEROND, basis, difference, verdict

# Start, recent and target as the synthesis prints them (section 2.1); two are marks, three have no target.
GEPUBLICEERD = [
    (0.83, 0.89, 0.85), (0.82, 0.83, 0.85), (0.93, 0.94, 0.95), (0.63, 0.62, 0.71), (0.48, 0.51, 0.59),
    (0.82, 0.83, 0.84), (0.80, 0.81, 0.79), (0.33, 0.33, 0.45), (0.26, 0.25, None), (0.25, 0.26, None),
    (0.34, 0.37, 0.45), (0.46, 0.46, 0.53), (0.44, 0.46, 0.52), (0.78, 0.77, 0.85), (0.97, 0.97, 0.92),
    (0.91, 0.89, 0.71), (0.34, 0.46, 0.53), (0.50, 0.56, 0.65), (0.47, 0.49, 0.57), (0.64, 0.61, None),
    (6.5, 6.9, 7.1), (7.8, 8.0, 8.2), (0.63, 0.78, 0.92),
]  # fmt: skip


def test_the_published_rows_give_the_counts_that_follow_from_them():
    telling = Counter(verdict(*rij) for rij in GEPUBLICEERD)
    assert telling == {
        "bereikt": 4,
        "op_koers": 6,
        "vooruitgang": 6,
        "niet_op_koers": 4,
        "geen_streefwaarde": 3,
    }


@pytest.mark.parametrize("rij", [(0.93, 0.94, 0.95), (0.82, 0.83, 0.84), (7.8, 8.0, 8.2)])
def test_three_lie_exactly_half_way(rij):
    """In floats the first is not half way: 0.94 - 0.93 < (0.95 - 0.93) / 2."""
    assert verdict(*rij) == "op_koers"
    start, recent, streef = rij
    assert verdict(start, recent - 1e-9, streef) == "vooruitgang"


def test_the_noise_of_a_mean_of_floats_decides_nothing():
    recent = fmean([0.1, 0.2, 0.3]) + 2**-54  # what adding up floats may leave behind
    assert verdict(0.1, recent, 0.3) == "op_koers"
    assert verdict(0.2, 0.1 + 0.1 + 1e-17, 0.3) == "niet_op_koers"
    assert verdict(0.1, 0.30000000000000004 - 1e-16, 0.3) == "bereikt"


def test_reaching_the_target_counts_for_more_than_a_decline():
    assert verdict(0.91, 0.89, 0.71) == "bereikt"
    assert verdict(0.91, 0.70, 0.71) == "niet_op_koers"
    assert verdict(0.5, 0.5, 0.5) == "bereikt"


@pytest.mark.parametrize(
    ("rij", "oordeel"),
    [
        ((0.5, 0.5, 0.6), "niet_op_koers"),
        ((0.5, 0.54, 0.6), "vooruitgang"),
        ((0.5, 0.7, None), "geen_streefwaarde"),
        ((0.5, 0.7, float("nan")), "geen_streefwaarde"),
        ((None, 0.7, 0.6), ""),
        ((0.5, float("nan"), 0.6), ""),
    ],
)
def test_standstill_small_steps_and_gaps(rij, oordeel):
    assert verdict(*rij) == oordeel


def test_a_difference_is_exact_and_missing_without_both():
    assert difference(0.77, 0.78) == 0.01
    assert 0.78 - 0.77 != 0.01
    assert difference(0.4, None) is None


def test_whole_percentages_and_marks_with_a_decimal_are_rounded_values():
    assert basis([0.83, 0.8, 1.0], decimalen=2) == AFGEROND
    assert basis([0.83, 0.835], decimalen=2) == ONAFGEROND
    assert basis([6.5, 7.0], decimalen=1) == AFGEROND
