"""The draws and roundings against sums worked out by hand."""

import numpy as np
import pandas as pd
import pytest

from werkagenda.synthetic.draw import (
    Calibration,
    fit_shares,
    largest_remainder,
    program_classes,
    propensities,
    rake,
    suppress,
)


def test_largest_remainder_keeps_each_sum():
    verwacht = np.array([1.2, 2.5, 0.3, 0.6, 0.6, 0.8])
    # First stratum sums to 4: the missing one goes to 2.5. Second sums to 2: to 0.8 and the first 0.6.
    assert largest_remainder(verwacht, ["a", "a", "a", "b", "b", "b"]).tolist() == [1, 3, 0, 1, 0, 1]


def test_rake_meets_both_margins():
    rij, kolom = np.array([0, 0, 1, 1]), np.array([0, 1, 0, 1])
    uit = rake(np.array([1.0, 1.0, 1.0, 3.0]), [(rij, np.array([10.0, 30.0])), (kolom, np.array([16.0, 24.0]))])
    assert uit[:2].sum() == pytest.approx(10)
    assert uit[[0, 2]].sum() == pytest.approx(16)
    # Raking leaves the odds ratio as it was: 1 * 3 / (1 * 1).
    assert uit[0] * uit[3] / (uit[1] * uit[2]) == pytest.approx(3)


def test_rake_refuses_margins_that_exclude_each_other():
    rij, kolom = np.array([0, 1]), np.array([0, 1])
    with pytest.raises(ValueError, match="niet haalbaar"):
        rake(np.ones(2), [(rij, np.array([1.0, 3.0])), (kolom, np.array([3.0, 1.0]))])


def test_fit_shares_meets_the_unweighted_mean_too():
    instelling, in_groep = np.repeat([0, 1, 2], 2), np.tile([True, False], 3)
    gewicht = np.array([60.0, 60.0, 20.0, 20.0, 10.0, 10.0])
    marges = [(in_groep.astype(np.int64), np.array([140.0, 60.0]))]
    uit = fit_shares(gewicht, marges, instelling=instelling, in_groep=in_groep, ongewogen=0.27)
    aandelen = uit[::2] / (uit[::2] + uit[1::2])
    assert aandelen.mean() == pytest.approx(0.27, abs=1e-4)
    assert uit[::2].sum() == pytest.approx(60)


def test_propensities_are_shares_with_the_mean_asked_for():
    trekking = propensities(np.tile([0.7, 0.2, 0.1], (20000, 1)), 5.0, np.random.default_rng(1))
    assert np.allclose(trekking.sum(axis=1), 1)
    assert np.allclose(trekking.mean(axis=0), [0.7, 0.2, 0.1], atol=0.01)
    # The variance of a Dirichlet component: p (1 - p) / (concentration + 1).
    assert trekking[:, 0].var() == pytest.approx(0.7 * 0.3 / 6, rel=0.05)


def test_suppress():
    assert suppress(np.array([0, 1, 4, 5, 12])).tolist() == [0, -1, -1, 5, 12]


def test_program_classes():
    groepen = pd.DataFrame({"bc": ["x", "y", "y"], "genoemd": [False, False, True]})
    programmas = pd.DataFrame({"bc": ["x", "y"], "genoemd": [0, 3], "sector": ["", "zorg"]})
    klasse, regeling = program_classes(groepen, programmas)
    assert klasse.tolist() == [0, 1, 2]
    assert regeling.tolist() == [False, True, True]


def test_generators_differ_by_purpose_and_seed_only():
    een, twee = Calibration({}, {}, {}, 1), Calibration({}, {}, {}, 2)
    getal = een.rng("instroom", 2022).random()
    assert een.rng("instroom", 2022).random() == getal
    assert een.rng("instroom", 2023).random() != getal
    assert twee.rng("instroom", 2022).random() != getal


def test_a_year_without_a_value_takes_the_last_one_before_it():
    inhoud = {
        "doelen": [{"naam": "instroom", "waarde": {2024: [1, 2], 2025: [3, 4]}}],
        "aannames": {"vraag": {"verschil": {2022: 0, 2025: 0.1}, "niveau": {1: "een"}}},
        "wereld": {},
    }
    kalibratie = Calibration.from_file(inhoud, zaad=1)
    assert kalibratie.doelen["instroom"][2027] == [3, 4]
    verschil = kalibratie.aannames["vraag"]["verschil"]
    assert (verschil[2022], verschil[2024], verschil[2026]) == (0, 0, 0.1)
    # No year is made up before the first, nor where keys are levels; and nothing is added by looking.
    with pytest.raises(KeyError):
        verschil[2020]
    with pytest.raises(KeyError):
        kalibratie.aannames["vraag"]["niveau"][2]
    assert list(verschil) == [2022, 2025]
    assert kalibratie.doelen["instroom"].get(2026) is None
