"""Linear programs, against those of scipy, which starts each from nothing."""

import numpy as np
import pytest
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, linprog, milp

from werkagenda.disclosure.programs import Program


def made(zaad, *, sommen=6, aantal=14):
    """Equations that the zero table meets, within whole bounds, and costs for one unknown after another."""
    toeval = np.random.default_rng(zaad)
    som = sparse.csr_array(toeval.choice([-1.0, 0.0, 0.0, 1.0], size=(sommen, aantal)))
    laag, hoog = -toeval.integers(0, 9, aantal).astype(float), toeval.integers(0, 9, aantal).astype(float)
    return som, laag, hoog, [kant * een for een in np.eye(aantal) for kant in (1.0, -1.0)]


@pytest.mark.parametrize("zaad", range(5))
def test_a_program_that_goes_on_finds_what_one_from_nothing_finds(zaad):
    som, laag, hoog, kosten = made(zaad)
    programma = Program(som, laag, hoog)
    gevonden = [programma.cheapest(een) for een in kosten]
    anders = [linprog(een, A_eq=som, b_eq=np.zeros(6), bounds=np.column_stack([laag, hoog])) for een in kosten]
    assert [een @ antwoord.waarden for een, antwoord in zip(kosten, gevonden, strict=True)] == pytest.approx(
        [een.fun for een in anders], abs=1e-7
    )
    for antwoord in gevonden:
        assert antwoord.beste
        assert som @ antwoord.waarden == pytest.approx(np.zeros(6), abs=1e-7)
        assert ((antwoord.waarden >= laag - 1e-7) & (antwoord.waarden <= hoog + 1e-7)).all()


@pytest.mark.parametrize("zaad", range(5))
def test_the_prices_of_the_equations_prove_that_nothing_is_cheaper(zaad):
    """What is left of a cost after the prices of the sums is earned within the unknown's own bounds, and no more."""
    som, laag, hoog, kosten = made(zaad)
    programma = Program(som, laag, hoog)
    for een in kosten:
        antwoord = programma.cheapest(een)
        rest = een - som.T @ antwoord.prijzen
        assert np.minimum(rest * laag, rest * hoog).sum() == pytest.approx(een @ antwoord.waarden, abs=1e-7)


@pytest.mark.parametrize("zaad", range(5))
def test_whole_numbers(zaad):
    """Sums of halves, which no whole table but a few meets; some unknowns may be parts."""
    toeval = np.random.default_rng(zaad)
    som, laag, hoog, kosten = made(zaad)
    som = sparse.csr_array(som * toeval.choice([1.0, 2.0, 3.0], size=som.shape))
    geheel = toeval.random(len(laag)) < 0.7
    programma = Program(som, laag, hoog, minst=-0.5, meest=0.5, geheel=geheel, ruimte=0.0)
    for een in kosten:
        anders = milp(
            een,
            integrality=geheel,
            bounds=Bounds(laag, hoog),
            constraints=LinearConstraint(som, lb=-0.5, ub=0.5),
            options={"mip_rel_gap": 0.0},
        )
        antwoord = programma.cheapest(een)
        assert een @ antwoord.waarden == pytest.approx(anders.fun, abs=1e-6)
        assert (antwoord.waarden[geheel] == np.round(antwoord.waarden[geheel])).all()
        assert not antwoord.prijzen.any()


def test_by_hand():
    """Two numbers of at most 10 that are 12 together; then as many of the first as there can be, at 3 of the second."""
    som = sparse.csr_array([[1.0, 1.0]])
    programma = Program(som, np.zeros(2), np.full(2, 10.0), minst=np.array([12.0]), meest=np.array([12.0]))
    assert programma.cheapest(np.array([1.0, 2.0])).waarden.tolist() == [10.0, 2.0]
    assert programma.cheapest(np.array([2.0, 1.0])).waarden.tolist() == [2.0, 10.0]
    # One more in the sum costs one more of the number that has room.
    assert programma.cheapest(np.array([2.0, 1.0])).prijzen.tolist() == [2.0]
    heel = Program(som, np.zeros(2), np.full(2, 10.0), meest=np.array([2.5]), geheel=np.array([True, True]))
    assert heel.cheapest(np.array([-3.0, -1.0])).waarden.tolist() == [2.0, 0.0]


def test_what_cannot_be_has_no_answer():
    som = sparse.csr_array([[1.0, 1.0]])
    te_veel = {"minst": np.array([21.0]), "meest": np.array([21.0])}
    assert Program(som, np.zeros(2), np.full(2, 10.0), **te_veel).cheapest(np.ones(2)) is None
    heel = Program(som, np.full(2, 0.2), np.full(2, 0.8), meest=1.6, geheel=np.array([True, True]))
    assert heel.cheapest(np.ones(2)) is None


@pytest.mark.parametrize("hoog", [np.array([10.0, np.nan]), np.array([10.0, -np.inf])])
def test_what_is_no_program_is_refused(hoog):
    with pytest.raises(ValueError, match="does not take"):
        Program(sparse.csr_array([[1.0, 1.0]]), np.zeros(2), hoog)


@pytest.mark.parametrize(("knopen", "iets"), [(0, False), (1, True)])
def test_a_search_that_is_cut_short_does_not_say_that_it_found_the_best(knopen, iets):
    """Sixty odd weights, of six kinds, into a sack: the first look finds some that fit, and no proof."""
    toeval = np.random.default_rng(1)
    gewicht = toeval.integers(1_000, 10_000, (6, 60)).astype(float)
    waarde, meest = toeval.integers(1_000, 10_000, 60).astype(float), gewicht.sum(axis=1) / 2
    zak = {"meest": meest, "geheel": np.ones(60, dtype=bool), "ruimte": 0.0, "knopen": knopen}
    kort = Program(sparse.csr_array(gewicht), np.zeros(60), np.ones(60), **zak).cheapest(-waarde)
    assert (kort is not None) is iets
    if kort:
        assert not kort.beste
        assert (gewicht @ kort.waarden <= meest + 1e-6).all()


def test_sums_and_unknowns_may_be_missing():
    leeg = sparse.csr_array((0, 3))
    assert Program(leeg, -np.ones(3), np.ones(3)).cheapest(np.array([1.0, -1.0, 0.0])).waarden[:2].tolist() == [-1, 1]
    heel = Program(leeg, -np.ones(3), np.ones(3), geheel=np.ones(3, dtype=bool))
    assert heel.cheapest(np.array([1.0, -1.0, 1.0])).waarden.tolist() == [-1.0, 1.0, -1.0]


def test_the_solver_says_nothing(capfd):
    som, laag, hoog, kosten = made(0)
    Program(som, laag, hoog).cheapest(kosten[0])
    Program(som, laag, hoog, geheel=np.ones(14, dtype=bool)).cheapest(kosten[0])
    assert capfd.readouterr() == ("", "")
