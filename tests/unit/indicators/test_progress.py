"""The verdicts of the synthesis on its own 23 rows, with the edges that floats would blur; and those of the monitor."""

from collections import Counter
from math import nan, sqrt
from statistics import fmean

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from werkagenda.indicators.progress import (
    AFGEROND,
    ONAFGEROND,
    base_of,
    difference,
    mean_interval,
    own_progress,
    ratio_interval,
    verdict,
)

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
    assert base_of([0.83, 0.8, 1.0], decimalen=2) == AFGEROND
    assert base_of([0.83, 0.835], decimalen=2) == ONAFGEROND
    assert base_of([6.5, 7.0], decimalen=1) == AFGEROND


# Ten institutions: start, recent and target value.
TIEN = pd.DataFrame(
    [(0.50, 0.52, 0.60), (0.55, 0.58, 0.62), (0.48, 0.49, 0.60), (0.60, 0.64, 0.70), (0.52, 0.55, 0.58),
     (0.45, 0.50, 0.60), (0.58, 0.58, 0.66), (0.50, 0.54, 0.59), (0.62, 0.65, 0.70), (0.54, 0.55, 0.65)],
    columns=["start", "recent", "streef"], index=[f"{i:02d}AA" for i in range(10)],
)  # fmt: skip
DIENST = {"start": 0.534, "recent": 0.56, "streef": 0.63, "jaar_start": 2022, "jaar_recent": 2024, "jaar_streef": 2027}
GRENZEN = {"drempel": 0.95, "instellingen": 10, "deel": 0.5}


def long(breed):
    return (
        breed.rename_axis(index="instelling", columns="soort").stack().rename("waarde").reset_index()  # noqa: PD013
    )


def own(breed=TIEN, alle=12, vraagbreuk=None, **anders):
    studenten = pd.Series(1.0, index=[f"{i:02d}AA" for i in range(alle)])
    return own_progress(DIENST | anders, long(breed), studenten=studenten, grenzen=GRENZEN, vraagbreuk=vraagbreuk)


def test_ten_rows_by_hand():
    """Differences 2, 3, 1, 4, 3, 5, 0, 4, 3, 1 points: mean 2.6, squares 90 - 67.6 = 22.4, t(9) = 2.262157.

    The targets lie 96 points over ten above the start: 9.6 each; 2.6 / 9.6 in two of five years is 0.677 of the pace.
    """
    uit = own()
    marge = 2.262157 * sqrt(22.4 / 9) / sqrt(10)
    assert [uit["verandering"], uit["verandering_laag"], uit["verandering_hoog"]] == pytest.approx(
        [0.026, (2.6 - marge) / 100, (2.6 + marge) / 100], abs=1e-8
    )
    assert (TIEN["streef"] - TIEN["start"]).sum() == pytest.approx(0.96)
    assert uit["deel_weg"] == pytest.approx(2.6 / 9.6 / 0.4)
    assert (uit["n_samen"], uit["aandeel_studenten"], uit["oordeel"]) == (10, pytest.approx(10 / 12), "te_langzaam")


def test_the_intervals_are_those_of_scipy():
    """Fieller's bounds are the ratios that a t test on d - r g just rejects, whatever formula finds them."""
    d, g = TIEN["recent"] - TIEN["start"], TIEN["streef"] - TIEN["start"]
    _, laag, hoog = mean_interval(d)
    assert (laag, hoog) == pytest.approx(stats.ttest_1samp(d, 0).confidence_interval(0.95))
    verhouding, onder, boven = ratio_interval(d, g)
    assert onder < verhouding < boven
    assert [stats.ttest_1samp(d - r * g, 0).pvalue for r in (onder, boven)] == pytest.approx([0.05, 0.05], abs=1e-8)
    # Two pairs are enough for one, however wide.
    twee, weg = np.array([1.0, 2.0]), np.array([10.0, 10.2])
    grenzen = ratio_interval(twee, weg)[1:]
    assert [stats.ttest_1samp(twee - r * weg, 0).pvalue for r in grenzen] == pytest.approx([0.05, 0.05], abs=1e-8)
    # The pace is that ratio in two of five years.
    uit = own()
    assert [uit["deel_weg_laag"], uit["deel_weg_hoog"]] == pytest.approx([onder / 0.4, boven / 0.4])


def test_values_of_one_kind_alone_are_counted_as_they_are():
    uit = own(TIEN.assign(start=nan))
    assert (uit["n_start"], uit["n_streef"], uit["n_samen"]) == (0, 10, 0)
    uit = own(TIEN.assign(streef=nan))
    assert (uit["n_start"], uit["n_streef"], uit["n_samen"]) == (10, 0, 10)


def test_a_way_that_may_be_nothing_has_no_bounds():
    assert ratio_interval([1.0, 2.0, 3.0], [-1.0, 1.0, 0.5])[1:] == pytest.approx((nan, nan), nan_ok=True)
    assert ratio_interval([1.0, 2.0], [-1.0, -2.0]) == pytest.approx((nan, nan, nan), nan_ok=True)
    assert mean_interval([]) == pytest.approx((nan, nan, nan), nan_ok=True)
    assert mean_interval([0.5]) == pytest.approx((0.5, nan, nan), nan_ok=True)
    assert ratio_interval([1.0], [2.0]) == pytest.approx((0.5, nan, nan), nan_ok=True)


@pytest.mark.parametrize(
    ("breed", "oordeel"),
    [
        (TIEN.assign(streef=TIEN["recent"]), "bereikt"),
        # 2.6 points of a way of 6.5 in two of five years: exactly on schedule.
        (TIEN.assign(streef=TIEN["start"] + 0.065), "op_koers"),
        (TIEN.assign(streef=TIEN["start"] + 0.07), "te_langzaam"),
        (TIEN.assign(recent=TIEN["start"] + [0.01, -0.01] * 5), "geen_verandering"),
        (TIEN.assign(recent=TIEN["start"] - [0.01, 0.02] * 5), "achteruitgang"),
    ],
)
def test_every_word_of_the_monitor(breed, oordeel):
    assert own(breed)["oordeel"] == oordeel


@pytest.mark.parametrize(
    ("anders", "reden"),
    [
        ({}, ""),
        ({"recent": None}, "geen_waarde"),
        ({"jaar_recent": 2022}, "jaren"),
        ({"jaar_streef": 2022}, "jaren"),
        ({"vraagbreuk": 2023}, "vraag"),
        ({"vraagbreuk": 2022}, ""),
        ({"breed": TIEN.iloc[:9]}, "te_weinig"),
        ({"alle": 20}, ""),
        ({"alle": 21}, "minderheid"),
        ({"breed": TIEN[["start", "recent"]], "streef": None, "jaar_streef": None}, "geen_streefwaarde"),
    ],
)
def test_why_there_is_no_verdict(anders, reden):
    uit = own(**anders)
    assert uit["geen_oordeel"] == reden
    assert (uit["oordeel"] == "geen_oordeel") == bool(reden)
    # Without a target the direction is still said; without enough institutions it is not.
    assert uit["richting"] == ("gestegen" if reden in ("", "geen_streefwaarde") else "")


def test_an_institution_with_a_gap_is_not_compared():
    breed = TIEN.copy()
    breed.loc["03AA", "streef"] = None
    uit = own(breed)
    assert (uit["n_start"], uit["n_streef"], uit["n_samen"]) == (10, 9, 9)
    # 26 points less the 4 of the one that fell out, over nine.
    assert uit["verandering"] == pytest.approx(0.22 / 9)
