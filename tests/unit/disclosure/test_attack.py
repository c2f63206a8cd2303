"""The attack: intervals worked out by hand, by trying every table, and the two classic holes."""

from itertools import product

import numpy as np
import pandas as pd
import pytest
from helpers.cells import DRIE_BIJ_DRIE, interval, line, rows, table
from scipy import sparse

from werkagenda.disclosure import attack as module
from werkagenda.disclosure.attack import attack, too_narrow
from werkagenda.disclosure.differences import Difference
from werkagenda.disclosure.programs import Answer, Program
from werkagenda.disclosure.system import TOTAAL, CellTable, build


def intervals(tabellen, verborgen, delen=()):
    """Return the attack on the system of the tables, for a width of 10."""
    return attack(build(tabellen, delen=delen), verborgen, breedte=10)


def test_one_hidden_cell_in_a_table_with_margins_is_no_secret():
    uit = intervals([table(DRIE_BIJ_DRIE)], rows("10"))
    assert interval(uit, "a=1, b=0") == (8, 8)
    assert too_narrow(uit, breedte=10)["rij"].tolist() == ["10"]


def test_two_in_a_row_are_given_away_by_their_columns():
    uit = intervals([table(DRIE_BIJ_DRIE)], rows("10", "12"))
    assert interval(uit, "a=1, b=0") == (8, 8)
    assert interval(uit, "a=1, b=2") == (22, 22)


def test_four_corners_move_together_as_far_as_the_smallest_of_them():
    # From 8, 19, 20 and 50: 8 + t, 19 - t, 20 - t, 50 + t are all at least 0 for t from -8 to 19.
    uit = intervals([table(DRIE_BIJ_DRIE)], rows("10", "11", "00", "01"))
    assert [interval(uit, f"a={i}, b={j}") for i, j in ("10", "11", "00", "01")] == [
        (0, 27),
        (0, 27),
        (1, 28),
        (42, 69),
    ]
    assert uit["exact"].all()
    assert too_narrow(uit, breedte=10).empty


def test_a_total_gives_back_the_one_hidden_cell_of_a_list():
    assert interval(intervals([line([5, 40, 30], bekend=((),))], rows("0")), "a=0") == (5, 5)
    # Nobody knows how many there are in all.
    assert interval(intervals([line([5, 40, 30])], rows("0")), "a=0") == (0, np.inf)
    assert interval(intervals([line([5, 40, 30], bekend=((),))], rows("0", "2")), "a=0") == (0, 35)


def test_the_export_of_last_year_gives_three_new_persons_away():
    oud = line([14, 30], universum="vorig jaar", naam="oud", vast=True)
    delen = [Difference("vorig jaar", "u", minimum=10)]
    uit = intervals([oud, line([17, 60])], rows(), delen)
    nieuw = too_narrow(uit, breedte=10)
    assert nieuw[["tabel", "universum", "cel", "laag", "hoog"]].to_numpy().tolist() == [
        ["", "u zonder vorig jaar", "a=0", 3, 3]
    ]
    # Hidden this year it is safe, unless the total is known: then the other row gives 17, and so 3.
    assert too_narrow(intervals([oud, line([17, 60])], rows("0"), delen), breedte=10).empty
    met_totaal = intervals([oud, line([17, 60], bekend=((),))], rows("0"), delen)
    assert interval(met_totaal, "a=0", "u zonder vorig jaar") == (3, 3)
    # Last year's count is still a floor: with the total only 14 to 77 - 30 are left.
    beide = intervals([oud, line([17, 60], bekend=((),))], rows("0", "1"), delen)
    assert interval(beide, "a=0") == (14, 47)
    assert interval(beide, "a=0", "u zonder vorig jaar") == (0, 33)


def test_a_sample_beside_another_is_taken_as_part_of_it_where_all_counts_are_smaller():
    """A sample of 4, 77 and 30 beside one of 4, 77 and 23: its 77 leave 81 - 77 for the cell of four."""
    tabellen = [line([4, 77, 30], bekend=((),)), line([4, 77, 23], universum="v", naam="s")]
    verborgen = pd.concat([rows("0", "1"), rows("0", tabel="s")])
    delen = [Difference("v", "u", minimum=1, genest=False)]
    uit = attack(build(tabellen, delen=delen), verborgen, breedte=10)
    assert interval(uit, "a=0", "u") == (0, 4)
    # The order in which they are named makes no difference, and samples that both have more somewhere are not nested.
    andersom = attack(build(tabellen, delen=[Difference("u", "v", minimum=1, genest=False)]), verborgen, breedte=10)
    assert interval(andersom, "a=0", "u") == (0, 4)
    los = [tabellen[0], line([4, 70, 31], universum="v", naam="s")]
    assert interval(attack(build(los, delen=delen), verborgen, breedte=10), "a=0", "u") == (0, 81)


def test_a_cell_that_was_exported_before_cannot_be_hidden_in_another_table():
    vroeger = line([8, 41], naam="vroeger", vast=True)
    uit = intervals([vroeger, line([8, 41])], rows("0", "1"))
    assert interval(uit, "a=0") == (8, 8)


def test_two_tables_that_share_a_margin_are_attacked_together():
    een, twee = table([[4, 40], [30, 20]], bekend=()), line([44, 50], naam="s")
    # Without the second table nothing bounds the hidden cell, with it its row is known.
    assert interval(intervals([een], rows("00")), "a=0, b=0") == (0, np.inf)
    assert interval(intervals([een, twee], rows("00")), "a=0, b=0") == (4, 4)
    ook = pd.concat([rows("00"), rows("0", tabel="s")])
    assert interval(intervals([een, twee], ook), "a=0, b=0") == (0, np.inf)


def test_a_printed_number_is_known_to_its_rounding_only():
    tabel = line([5, 40, 30], bekend=((),))
    # 40 is printed as "about 40": 38 to 43. So the hidden cell is 75 - 30 - 43 to 75 - 30 - 38.
    tabel.cellen["laag"], tabel.cellen["hoog"] = [5, 38, 30], [5, 43, 30]
    assert interval(intervals([tabel], rows("0")), "a=0") == (2, 7)


def test_a_share_above_the_limit_is_safe_only_where_it_leaves_room_enough():
    def share(n):
        cellen = pd.DataFrame(
            {"uitkomst": ["ja", "nee", TOTAAL], "waarde": [n - 2, 2, n], "primair": [False, True, False]}
        )
        # "> 90 %": the yes are 0.9 n to n, so the no are 0 to 0.1 n.
        cellen = cellen.assign(rij="x", laag=[0.9 * n, 0, n], hoog=[n, 0.1 * n, n])
        return intervals([CellTable("t", "u", ("uitkomst",), cellen)], rows())

    assert interval(share(100), "uitkomst=nee") == (0, 10)
    assert too_narrow(share(100), breedte=10).empty
    assert too_narrow(share(90), breedte=10)["hoog"].tolist() == [9]


@pytest.mark.parametrize(("hoog", "smal"), [(9.0, 1), (10.0, 0)])
def test_nine_persons_of_room_are_too_few_and_ten_enough(hoog, smal):
    rij = pd.DataFrame({"waarde": [4.0], "primair": [True], "laag": [0.0], "hoog": [hoog]})
    assert len(too_narrow(rij, breedte=10)) == smal
    assert len(too_narrow(rij.assign(laag=5.0, hoog=25.0), breedte=10)) == 1
    assert too_narrow(rij.assign(primair=False), breedte=10).empty


@pytest.mark.parametrize("seed", range(4))
def test_every_table_of_whole_persons_lies_in_the_interval_and_some_at_its_ends(seed):
    toeval = np.random.default_rng(seed)
    aantallen = toeval.integers(0, 5, (3, 3))
    weg = toeval.random((3, 3)) < 0.7
    plekken = list(zip(*np.nonzero(weg), strict=True))
    tabellen = _all_tables(aantallen, weg)
    uit = intervals([table(aantallen.tolist())], rows(*(f"{i}{j}" for i, j in plekken)))
    for i, j in plekken:
        waarden = [tabel[i, j] for tabel in tabellen]
        # The sums of rows and columns of a table are a network: the ends of an interval are whole numbers.
        assert interval(uit, f"a={i}, b={j}") == (min(waarden), max(waarden))


def _all_tables(aantallen, weg):
    """Return every 3 x 3 table of whole numbers with the same margins and the same shown cells."""
    uit, rij_som, kolom_som = [], aantallen.sum(axis=1), aantallen.sum(axis=0)
    for hoek in product(*(range(int(min(rij_som[i], kolom_som[j])) + 1) for i in (0, 1) for j in (0, 1))):
        tabel = np.zeros((3, 3), dtype=int)
        tabel[:2, :2] = np.reshape(hoek, (2, 2))
        tabel[:2, 2] = rij_som[:2] - tabel[:2].sum(axis=1)
        tabel[2] = kolom_som - tabel.sum(axis=0)
        if (tabel >= 0).all() and (tabel == aantallen)[~weg].all():
            uit.append(tabel)
    return uit


def test_the_programs_that_serve_many_cells_prove_no_more_than_there_is(monkeypatch):
    toeval = np.random.default_rng(3)
    aantallen = toeval.integers(0, 40, (6, 7)).tolist()
    stelsel = build([table(aantallen)])
    weg = rows(*(f"{i}{j}" for i in range(6) for j in range(7) if aantallen[i][j] < 25))
    elk = attack(stelsel, weg, breedte=10)
    monkeypatch.setattr("werkagenda.disclosure.attack.EXACT_CELLEN", 0)
    samen = attack(stelsel, weg, breedte=10)
    assert not samen["exact"].any()
    assert (samen["laag"] >= elk["laag"] - 1e-5).all()
    assert (samen["hoog"] <= elk["hoog"] + 1e-5).all()
    # Every cell to protect that has the room is shown to have it.
    assert too_narrow(samen, breedte=10)["rij"].tolist() == too_narrow(elk, breedte=10)["rij"].tolist()
    assert len(too_narrow(elk, breedte=10)) < elk["primair"].sum()


@pytest.mark.parametrize("grootste", [0, 10_000])
@pytest.mark.parametrize(
    "antwoord",
    [
        np.ones,  # does not add up
        lambda d: np.array([1000.0, -1000.0, -1000.0, 1000.0])[:d],  # adds up, and is less than nobody
        None,
    ],
)
def test_an_answer_of_the_solver_that_does_not_fit_proves_nothing(monkeypatch, grootste, antwoord):
    """Nor does no answer: what is not shown to move counts as known, so that a cell is never called safe by mistake."""

    def cheapest(_, kosten):
        return None if antwoord is None else Answer(antwoord(len(kosten)), np.zeros(0), beste=True)

    monkeypatch.setattr(module, "EXACT_CELLEN", grootste)
    monkeypatch.setattr(module.Program, "cheapest", cheapest)
    uit = intervals([table(DRIE_BIJ_DRIE)], rows("10", "11", "00", "01"))
    assert (uit["laag"] == uit["waarde"]).all()
    assert (uit["hoog"] == uit["waarde"]).all()
    assert too_narrow(uit, breedte=10)["rij"].tolist() == ["10"]


def test_an_answer_that_fits_is_used(monkeypatch):
    """The four corners turn by five, up for the first and down for the next."""
    draai = np.array([5.0, -5.0, -5.0, 5.0])

    def cheapest(_, kosten):
        return Answer(-draai * np.sign(kosten @ draai), np.zeros(0), beste=True)

    monkeypatch.setattr(module.Program, "cheapest", cheapest)
    uit = intervals([table(DRIE_BIJ_DRIE)], rows("10", "11", "00", "01"))
    assert (uit["hoog"] - uit["waarde"]).tolist() == [5.0] * 4
    assert (uit["waarde"] - uit["laag"]).tolist() == [5.0] * 4


@pytest.mark.parametrize(("samen", "met_delen"), [(1, 0.5), (2, 1), (3, 1.5)])
def test_half_a_person_is_no_table(samen, met_delen):
    """Three cells add up in pairs: to nobody, to nobody, and to so many persons at most."""
    paren = sparse.csr_array(np.array([[1.0, 1, 0, -1], [0, 1, 1, 0], [1, 0, 1, 0]]))
    deel = module.Subsystem(np.arange(4), paren, np.array([-5.0, -5, -5, 0]), np.array([5.0, 5, 5, samen]))
    delen = Program(paren, deel.laag, deel.hoog).cheapest(np.array([-1.0, 0, 0, 0]))
    assert delen.waarden[0] == pytest.approx(met_delen)
    heel = samen // 2
    laag, hoog = module._each(deel, np.arange(4))
    assert laag.tolist() == [0, 0, -heel, 0]
    assert hoog.tolist() == [heel, heel, 0, 2 * heel]


def test_cells_of_a_large_system_move_as_far_as_needed_and_no_further():
    """Two that add up to what is published, with room for fifty: ten is enough, whichever goes up."""
    paar = module.Subsystem(np.arange(2), sparse.csr_array(np.array([[1.0, 1.0]])), np.full(2, -50.0), np.full(2, 50.0))
    eis = module.Room(10, np.zeros(2), np.zeros(2))
    laag, hoog = module._together(paar, np.arange(2), np.zeros(2, dtype=bool), eis)
    assert sorted(zip(laag.tolist(), hoog.tolist(), strict=True)) == [(-10, 0), (0, 10)]
