"""Suppressed cells: bounds by hand, and the fitted mean against distributions of which the answer is known."""

import numpy as np
import pytest

from werkagenda.flow import suppressed
from werkagenda.flow.suppressed import lowest

# A geometric distribution on 1, 2, ... is a zero-truncated negative binomial of size 1. With q = 0.8 the mean of 1-4 is
# (0.8 + 2 x 0.64 + 3 x 0.512 + 4 x 0.4096) / (0.8 + 0.64 + 0.512 + 0.4096) = 5.2544 / 2.3616.
Q = 0.8
GEMIDDELDE_GEOMETRISCH = 5.2544 / 2.3616


def expected_value(*cellen, **instellingen):
    """Return the mean alone."""
    return suppressed.expected_value(*cellen, **instellingen)[0]


def geometric_cells(aantal):
    """Return the published cells and the number suppressed when counts follow the geometric exactly, up to rounding."""
    k = np.arange(1, 60)
    n = np.rint(aantal * Q**k).astype(int)
    return np.repeat(k[4:], n[4:]), int(n[:4].sum())


@pytest.mark.parametrize(
    ("instelling", "toont_nul", "verwacht"), [("auto", True, 1), ("auto", False, 0), (1, False, 1), (0, True, 0)]
)
def test_lowest_follows_the_setting_or_whether_the_column_shows_a_zero(instelling, toont_nul, verwacht):
    assert lowest(instelling, toont_nul) == verwacht


@pytest.mark.parametrize(("low", "midden"), [(0, 2.0), (1, 2.5)])
def test_midden_is_the_middle_of_the_interval_whatever_the_published_cells(low, midden):
    gepubliceerd, onderdrukt = geometric_cells(10_000)
    assert expected_value(gepubliceerd, onderdrukt, low=low, high=4, verwacht="midden") == midden


@pytest.mark.parametrize("low", [0, 1])
def test_model_finds_the_mean_below_five_of_a_geometric(low):
    # Counts without noise, so what is left is rounding to whole cells and the optimiser: far under 0.01.
    gepubliceerd, onderdrukt = geometric_cells(100_000)
    uitkomst = expected_value(gepubliceerd, onderdrukt, low=low, high=4, verwacht="model")
    assert uitkomst == pytest.approx(GEMIDDELDE_GEOMETRISCH, abs=0.01)


@pytest.mark.parametrize(("omvang", "gemiddelde"), [(0.3, 6.0), (0.6, 8.0), (1.5, 4.0)])
def test_model_recovers_the_mean_of_a_drawn_negative_binomial(omvang, gemiddelde):
    # 40,000 draws: over 20 other seeds the estimate had a standard deviation of at most 0.026; 0.1 is almost four.
    trekking = np.random.default_rng(20231001).negative_binomial(omvang, omvang / (omvang + gemiddelde), 40_000)
    cellen = trekking[trekking > 0]
    klein = cellen < 5
    uitkomst = expected_value(cellen[~klein], int(klein.sum()), low=1, high=4, verwacht="model")
    assert uitkomst == pytest.approx(cellen[klein].mean(), abs=0.1)
    assert abs(uitkomst - cellen[klein].mean()) < abs(2.5 - cellen[klein].mean())


def test_model_follows_another_upper_limit():
    # Suppressed under 4: (0.8 + 1.28 + 1.536) / (0.8 + 0.64 + 0.512) = 3.616 / 1.952.
    k = np.arange(1, 60)
    n = np.rint(100_000 * Q**k).astype(int)
    uitkomst = expected_value(np.repeat(k[3:], n[3:]), int(n[:3].sum()), low=1, high=3, verwacht="model")
    assert uitkomst == pytest.approx(3.616 / 1.952, abs=0.01)


def test_large_cells_say_nothing_about_small_ones():
    gepubliceerd, onderdrukt = geometric_cells(100_000)
    tot_twaalf = gepubliceerd[gepubliceerd <= 12]
    verstoord = np.concatenate([tot_twaalf, np.repeat([13, 14, 15, 1500], 9_000)])
    zonder = expected_value(tot_twaalf, onderdrukt, low=1, high=4, verwacht="model")
    assert expected_value(verstoord, onderdrukt, low=1, high=4, verwacht="model") == zonder
    minder = tot_twaalf[tot_twaalf < 12]
    assert expected_value(minder, onderdrukt, low=1, high=4, verwacht="model") != zonder


def test_zeros_and_visible_small_counts_do_not_enter_the_fit():
    gepubliceerd, onderdrukt = geometric_cells(100_000)
    met = np.concatenate([gepubliceerd, np.repeat([0, 1, 4], 5_000)])
    assert expected_value(met, onderdrukt, low=1, high=4, verwacht="model") == expected_value(
        gepubliceerd, onderdrukt, low=1, high=4, verwacht="model"
    )


@pytest.mark.parametrize(("waarden", "past"), [([5, 6, 7], False), ([5, 6, 7, 8], True)])
def test_too_few_different_counts_give_the_middle(waarden, past):
    gepubliceerd = np.repeat(waarden, [8, 4, 2, 1][: len(waarden)])
    uitkomst = expected_value(gepubliceerd, 100, low=1, high=4, verwacht="model")
    assert (uitkomst != 2.5) is past
    assert 1 <= uitkomst <= 4


def test_nothing_suppressed_gives_the_middle_and_does_not_fail():
    assert expected_value(np.array([5, 6, 7, 8, 9]), 0, low=1, high=4, verwacht="model") == 2.5
    assert expected_value(np.array([], dtype=np.int64), 3, low=0, high=4, verwacht="model") == 2.0


def test_order_of_the_cells_does_not_matter():
    gepubliceerd, onderdrukt = geometric_cells(5_000)
    geschud = np.random.default_rng(1).permutation(gepubliceerd)
    assert expected_value(geschud, onderdrukt, low=1, high=4, verwacht="model") == expected_value(
        gepubliceerd, onderdrukt, low=1, high=4, verwacht="model"
    )


def test_counts_that_fall_faster_than_any_negative_binomial_have_the_logarithmic_series():
    """Its mean up to four, from q alone: the sum of q^x over the sum of q^x / x."""
    gepubliceerd, onderdrukt = np.repeat([5, 6, 7, 8, 9], [40, 29, 22, 17, 13]), 2_000
    uitkomst, fout = suppressed.expected_value(gepubliceerd, onderdrukt, low=1, high=4, verwacht="model")
    x = np.arange(1, 13)

    def likelihood(q):
        kans = q**x / x / (q**x / x).sum()
        zichtbaar = np.bincount(gepubliceerd, minlength=13)[5:13]
        return onderdrukt * np.log(kans[:4].sum()) + zichtbaar @ np.log(kans[4:])

    q = max(np.linspace(0.3, 0.99, 6901), key=likelihood)
    assert uitkomst == pytest.approx((q ** x[:4]).sum() / (q ** x[:4] / x[:4]).sum(), abs=1e-3)

    # Its standard error is of one parameter: the delta method on the information about q.
    def classes(q):
        kans = q**x / x / (q**x / x).sum()
        return np.concatenate([[kans[:4].sum()], kans[4:]]), (x[:4] * kans[:4]).sum() / kans[:4].sum()

    (hoger, mean_up), (lager, mean_down) = classes(q + 1e-5), classes(q - 1e-5)
    kansen, _ = classes(q)
    informatie = (onderdrukt + len(gepubliceerd)) * (((hoger - lager) / 2e-5) ** 2 / kansen).sum()
    assert fout == pytest.approx((mean_up - mean_down) / 2e-5 / np.sqrt(informatie), rel=1e-2)
