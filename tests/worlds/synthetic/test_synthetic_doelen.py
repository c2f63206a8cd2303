"""The linear program behind the targets: quantiles against numpy, a small table, a table that nothing meets."""

from dataclasses import replace

import numpy as np
import pytest
from synthetic.plannen_opzet import spread

from werkagenda.synthetic.targets import TargetProblem, _quantile_row, draw_order, preferred, solve, wishes

# Ten institutions with two levels each and one target for both; the last has no start value.
START = np.array([30.0, 32.0, 34.0, 36.0, 38.0, 40.0, 42.0, 44.0, 46.0, np.nan])
OPGAVE = TargetProblem(
    instelling=np.repeat(np.arange(10), 2),
    niveau=np.tile([0, 1], 10),
    gewicht=np.tile([100.0, 300.0], 10),
    plek=np.repeat(np.arange(10), 2),
    start=START,
    gemiddelde=np.array([43.5, 43.5]),
    minimum=np.array([30.0, 30.0]),
    maximum=np.array([60.0, 60.0]),
    gegeven=[0, 2, 6, 7, 12, 16],
    gelijk=[0, 0, 2, 5, 9, 16],
    zonder=4,
)


@pytest.mark.parametrize("kans", [0.0, 0.25, 0.5, 0.75, 1.0, None])
@pytest.mark.parametrize(("laagste", "nullen", "eerste"), [(0.5, 4, 0), (-3.0, 3, 2), (0.5, 0, 0)])
def test_quantiles_of_differences_with_zeros_among_them(kans, laagste, nullen, eerste):
    rij = np.array([laagste, laagste + 1, 3.0, 4.0, 8.0, 9.0])
    alles = np.concatenate([rij, np.zeros(nullen)])
    verwacht = alles.mean() if kans is None else np.quantile(alles, kans)
    assert _quantile_row(kans, len(rij), nullen, eerste) @ rij == pytest.approx(verwacht)


def test_targets_meet_a_small_table():
    wens = wishes(OPGAVE.gegeven, 9)
    assert [wens[0], wens[2], wens[4], wens[6], wens[8]] == pytest.approx([0, 2, 6, 12, 16])
    orde = draw_order(OPGAVE, wens, np.zeros(10), np.random.default_rng(1))
    assert sorted(orde) == list(range(9))
    doel = solve(OPGAVE, orde, wens, {9: 30.0})
    verschil = np.sort((doel - START)[:9])
    gevonden = [*np.quantile(verschil, [0, 0.25, 0.5]), verschil.mean(), *np.quantile(verschil, [0.75, 1])]
    assert np.abs(np.array(gevonden) - OPGAVE.gegeven).max() < 0.5
    assert np.abs(np.quantile(np.append(verschil, np.zeros(4)), [0.5, 0.75]) - [2, 9]).max() < 0.5
    assert (abs(doel.mean() - 43.5) < 0.5, doel[9], doel.min() >= 30, doel.max() <= 60) == (True, 30.0, True, True)


def test_no_targets_meet_an_impossible_table():
    # A third quartile of 8 with zeros and of 5 without, as the report prints for bbl.
    strijdig = replace(OPGAVE, gegeven=[0, 2, 3, 4, 5, 16], gelijk=[0, 0, 1, 3, 8, 16])
    wens = wishes(strijdig.gegeven, 9)
    orde = draw_order(strijdig, wens, np.zeros(10), np.random.default_rng(1))
    assert solve(strijdig, orde, wens, {}) is None


def test_a_wish_follows_the_means_of_the_levels():
    opgave = replace(OPGAVE, gemiddelde=np.array([50.0, 40.0]))
    wens = np.arange(9.0)
    hoogte = preferred(opgave, np.arange(9), wens)[:2]
    # Weighted 1 to 3 the two are the start (30) plus the wish (0), ten apart.
    assert [hoogte[0] - hoogte[1], hoogte[0] / 4 + hoogte[1] * 3 / 4] == pytest.approx([10.0, 30.0])


@pytest.mark.parametrize("vast", [[2.0, 10.6], [2.0, 32.2]])
def test_spending_has_the_mean_and_extremes_asked_for(vast):
    uit = spread([9.23, 1.3, 32.2], vast=vast, n=53, spreiding=0.6)
    assert [uit.mean(), uit.min(), uit.max(), len(uit)] == pytest.approx([9.23, 1.3, 32.2, 53])
    assert set(vast) <= set(uit)
    assert (uit == 32.2).sum() == 1
