"""Secondary suppression: known answers, the least of all subsets, and the proof by the attack for every result."""

from itertools import chain, combinations

import numpy as np
import pandas as pd
import pytest
from helpers.cells import DRIE_BIJ_DRIE, MARGES, hidden, line, rows, table

from werkagenda.disclosure.attack import attack, too_narrow
from werkagenda.disclosure.differences import Difference
from werkagenda.disclosure.suppress import suppress
from werkagenda.disclosure.system import TOTAAL, CellTable, build


def proven(stelsel, verborgen, breedte=10):
    """Return whether no cell to protect is too narrow."""
    return too_narrow(attack(stelsel, verborgen, breedte=breedte), breedte=breedte).empty


def weight(stelsel, uit):
    """Return the students and the rows that are hidden."""
    return stelsel.rijen.merge(uit)["studenten"].sum(), len(uit)


def test_the_cheapest_rectangle_around_a_small_cell_is_hidden():
    # The corners with 8 are 20-50-19, 20-10-22, 32-17-19 and 12-17-22: the last has the fewest students, 51.
    stelsel = build([table(DRIE_BIJ_DRIE)])
    uit = suppress(stelsel, breedte=10)
    assert dict(zip(uit["rij"], uit["primair"], strict=True)) == {"10": True, "12": False, "20": False, "22": False}
    assert proven(stelsel, uit)


def test_a_table_without_small_cells_is_shown_whole():
    assert suppress(build([table(DRIE_BIJ_DRIE, minimum=8)]), breedte=10).empty


@pytest.mark.parametrize(("tweede", "verwacht"), [(6, {"0", "1"}), (5, {"0", "1", "2"})])
def test_hidden_cells_that_add_up_to_nine_need_a_third_and_those_of_ten_do_not(tweede, verwacht):
    stelsel = build([line([4, tweede, 30, 50], bekend=((),))])
    uit = suppress(stelsel, breedte=10)
    assert hidden(uit) == verwacht
    assert proven(stelsel, uit)


def test_a_row_of_nobody_hides_nobody():
    stelsel = build([line([4, 0, 30, 50], bekend=((),))])
    assert hidden(suppress(stelsel, breedte=10)) == {"0", "2"}


def test_fewer_rows_decide_among_equal_students():
    # 30 or 14 + 16: one row of 30 students, or two.
    stelsel = build([table([[4, 14, 30], [40, 50, 60]], bekend=(("a",),), minimum=10)])
    assert hidden(suppress(stelsel, breedte=30)) == {"00", "02"}


def test_a_row_hides_with_all_its_counts():
    cellen = pd.DataFrame(
        [
            (groep, uitkomst, groep, aantal, groep == "x" and uitkomst == "nee")
            for groep, (ja, nee) in {"x": (40, 3), "y": (30, 20), "z": (60, 50)}.items()
            for uitkomst, aantal in (("ja", ja), ("nee", nee), (TOTAAL, ja + nee))
        ],
        columns=["groep", "uitkomst", "rij", "waarde", "primair"],
    )
    stelsel = build([CellTable("t", "u", ("groep", "uitkomst"), cellen, bekend=((), ("uitkomst",)))])
    uit = suppress(stelsel, breedte=10)
    assert hidden(uit) == {"x", "y"}
    aanval = attack(stelsel, uit, breedte=10).set_index("cel")
    assert aanval.loc["groep=x, uitkomst=nee", ["laag", "hoog"]].tolist() == [0, 23]
    assert len(aanval) == 6


def test_a_shared_margin_is_hidden_in_both_tables_or_the_cell_in_it_is_not_safe():
    # 44 = 4 + 40 is printed in the second table, and its total is known.
    tabellen = [table([[4, 40], [30, 20]], bekend=()), line([44, 50], naam="s", bekend=((),))]
    stelsel = build(tabellen)
    uit = suppress(stelsel, breedte=10)
    assert hidden(uit) == {"00", "01"}
    assert not hidden(uit, "s")
    assert proven(stelsel, uit)


@pytest.mark.parametrize(("nieuw", "weg"), [(17, {"0"}), (23, {"0"}), (24, set()), (14, set())])
def test_what_was_exported_last_year_hides_what_would_show_the_few_that_came(nieuw, weg):
    oud = line([14, 30], universum="oud", naam="oud", vast=True)
    stelsel = build([oud, line([nieuw, 90])], delen=[Difference("oud", "u", minimum=10)])
    uit = suppress(stelsel, breedte=10)
    assert hidden(uit) == weg
    assert proven(stelsel, uit)


def test_a_variant_with_few_persons_less_is_shown_beside_nothing_of_the_base_that_gives_them_away():
    basis, variant = line([100, 200], naam="basis"), line([96, 150], naam="variant", universum="v")
    stelsel = build([basis, variant], delen=[Difference("v", "u", minimum=10)])
    uit = suppress(stelsel, breedte=10)
    assert uit[["tabel", "rij"]].to_numpy().tolist() == [["variant", "0"]]
    assert proven(stelsel, uit)


def test_a_cell_that_is_known_already_is_left_to_the_attack_to_name():
    vroeger = line([8, 41], naam="vroeger", vast=True)
    ander = table([[5, 50], [30, 40]], naam="ander", universum="v")
    stelsel = build([vroeger, line([8, 41]), ander])
    uit = suppress(stelsel, breedte=10)
    assert len(hidden(uit, "ander")) == 4
    assert set(too_narrow(attack(stelsel, uit, breedte=10), breedte=10)["cel"]) == {"a=0"}


@pytest.mark.parametrize("seed", range(3))
def test_no_other_set_of_rows_is_safe_with_fewer_students_or_rows(seed):
    toeval = np.random.default_rng(seed)
    tabel = table(toeval.choice([3, 7, 12, 18, 25], (3, 3), p=[0.1, 0.1, 0.2, 0.3, 0.3]).tolist())
    stelsel = build([tabel])
    uit = suppress(stelsel, breedte=10)
    verplicht = frozenset(uit.loc[uit["primair"], "rij"])
    rest = sorted(set(tabel.cellen["rij"]) - verplicht)
    extra = chain.from_iterable(combinations(rest, aantal) for aantal in range(len(rest) + 1))
    studenten, gevonden = dict(stelsel.rijen[["rij", "studenten"]].to_numpy()), weight(stelsel, uit)
    sets = [verplicht | {*meer} for meer in extra]
    kleiner = [weg for weg in sets if (sum(studenten[rij] for rij in weg), len(weg)) < gevonden]
    assert verplicht
    assert proven(stelsel, uit)
    assert kleiner
    # Hiding more only widens: a set within another is safe only if that is.
    grootste = [weg for weg in kleiner if not any(weg < ander for ander in kleiner)]
    assert not any(proven(stelsel, rows(*sorted(weg))) for weg in grootste)


def test_the_procedure_for_large_systems_is_proven_near_the_optimum_and_the_same_each_time(monkeypatch):
    toeval = np.random.default_rng(1)
    aantallen = np.where(toeval.random((7, 5)) < 0.3, 0, toeval.negative_binomial(0.8, 0.04, (7, 5)))
    tabellen = [table(aantallen.tolist()), table(aantallen[:, :2].tolist(), naam="s", onvolledig=("b",), bekend=())]
    stelsel = build(tabellen)
    beste = suppress(stelsel, breedte=10)
    monkeypatch.setattr("werkagenda.disclosure.suppress.EXACT_WERK", 0)
    groot, nog_eens = (suppress(stelsel, breedte=10) for _ in range(2))
    assert groot.equals(nog_eens)
    assert proven(stelsel, groot) == proven(stelsel, beste)
    assert weight(stelsel, beste) <= weight(stelsel, groot)
    assert weight(stelsel, groot)[0] <= 2 * weight(stelsel, beste)[0]


@pytest.mark.parametrize(
    "tabel",
    [
        # Three rows for one cell: dearer than a program for many cells pays, so the cell gets one of its own.
        table([[4, 20], [20, 20]]),
        # Up by 7 and down by 4: only between two tables it differs by ten.
        line([4, 7], minimum=5, bekend=((),)),
    ],
)
def test_the_procedure_for_large_systems_leaves_no_cell_out(tabel, monkeypatch):
    monkeypatch.setattr("werkagenda.disclosure.suppress.EXACT_WERK", 0)
    stelsel = build([tabel])
    uit = suppress(stelsel, breedte=10)
    assert hidden(uit) == set(tabel.cellen["rij"])
    assert proven(stelsel, uit)


def test_margins_of_the_hand_made_tables_are_what_the_tests_say():
    assert MARGES == ((), ("a",), ("b",))
    assert [sum(rij) for rij in DRIE_BIJ_DRIE] == [80, 49, 61]
    assert [sum(kolom) for kolom in zip(*DRIE_BIJ_DRIE, strict=True)] == [45, 101, 44]
