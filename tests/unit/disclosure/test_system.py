"""The system of linked tables: unknowns, sums and bounds written out by hand."""

import numpy as np
import pandas as pd
import pytest
from helpers.cells import DRIE_BIJ_DRIE, line, rows, table

from werkagenda.disclosure.differences import Difference
from werkagenda.disclosure.system import TOTAAL, CellTable, build
from werkagenda.errors import InputError


def equations(stelsel):
    """Return each equation as the set of its terms: factor and name of the cell."""
    namen = (stelsel.cellen["universum"] + ": " + stelsel.cellen["cel"]).to_numpy()
    gelijk = stelsel.gelijk.toarray()
    return {frozenset((int(gelijk[i, j]), namen[j]) for j in np.flatnonzero(gelijk[i])) for i in range(len(gelijk))}


def test_a_table_gives_the_sums_to_its_margins_and_from_there_to_the_total():
    stelsel = build([table([[1, 2], [3, 4]])])
    assert equations(stelsel) == {
        frozenset({(-1, "u: a=0"), (1, "u: a=0, b=0"), (1, "u: a=0, b=1")}),
        frozenset({(-1, "u: a=1"), (1, "u: a=1, b=0"), (1, "u: a=1, b=1")}),
        frozenset({(-1, "u: b=0"), (1, "u: a=0, b=0"), (1, "u: a=1, b=0")}),
        frozenset({(-1, "u: b=1"), (1, "u: a=0, b=1"), (1, "u: a=1, b=1")}),
        frozenset({(-1, "u: totaal"), (1, "u: a=0"), (1, "u: a=1")}),
    }
    assert dict(zip(stelsel.cellen["cel"], stelsel.cellen["waarde"], strict=True))["b=1"] == 6


def test_two_tables_of_a_population_share_the_margin_they_have_in_common():
    stelsel = build([table([[1, 2], [3, 4]], bekend=()), table([[2, 1], [5, 2]], naam="s", dims=("a", "c"), bekend=())])
    assert equations(stelsel) == {
        frozenset({(-1, f"u: a={a}"), (1, f"u: a={a}, {dim}=0"), (1, f"u: a={a}, {dim}=1")})
        for a in (0, 1)
        for dim in ("b", "c")
    }
    # Other populations have nothing in common, whatever their dimensions are called.
    assert build([line([1, 2], bekend=((),)), line([1, 2], universum="v", naam="s")]).gelijk.shape == (1, 5)


def test_the_true_table_fits_a_system_with_margins_printed_in_the_table_itself():
    cellen = pd.DataFrame(
        [
            ("ja", "m", 3),
            ("nee", "m", 4),
            (TOTAAL, "m", 7),
            ("ja", TOTAAL, 8),
            ("nee", TOTAAL, 9),
            (TOTAAL, TOTAAL, 17),
        ],
        columns=["uitkomst", "geslacht", "waarde"],
    ).assign(rij="x", primair=False)
    stelsel = build([CellTable("t", "u", ("uitkomst", "geslacht"), cellen, onvolledig=("geslacht",))])
    waarde = stelsel.cellen.set_index("cel")["waarde"]
    assert not (stelsel.gelijk @ stelsel.cellen["waarde"]).any()
    # Only one geslacht is in the table: 17 - 7 persons have another, 8 - 3 of them with the outcome.
    assert waarde.filter(like="buiten").to_dict() == {
        "uitkomst=ja buiten t naar geslacht, uitkomst": 5,
        "uitkomst=nee buiten t naar geslacht, uitkomst": 5,
        "totaal buiten t naar geslacht, uitkomst": 10,
        "totaal buiten t naar geslacht": 10,
    }
    assert stelsel.rijen["studenten"].tolist() == [17]


def test_a_coarser_classification_is_a_further_dimension():
    fijn = pd.DataFrame({"fijn": ["x", "y", "z"], "grof": ["1", "1", "2"], "waarde": [4, 5, 6]})
    grof = line([9, 6], dim="grof", naam="grof").cellen.assign(grof=["1", "2"])
    tabellen = [
        CellTable("fijn", "u", ("fijn", "grof"), fijn.assign(rij=fijn["fijn"], primair=False)),
        CellTable("grof", "u", ("grof",), grof),
    ]
    assert frozenset({(-1, "u: grof=1"), (1, "u: fijn=x, grof=1"), (1, "u: fijn=y, grof=1")}) in equations(
        build(tabellen)
    )


@pytest.mark.parametrize(
    ("tabellen", "wat"),
    [
        ([table([[1, 2], [3, 4]]), line([4, 6], naam="s")], "andere aantallen dan een andere tabel, naar a"),
        (
            [line([3, 8], naam="s", dim="b", bekend=((),)), line([5, 7])],
            "andere aantallen dan een andere tabel, naar totaal",
        ),
        ([line([30, 80], naam="s"), table([[1, 20], [3, 4]], onvolledig=("b",))], "tellen niet op"),
        ([line([1, 2], bekend=(("b",),))], "geen tabel geeft het totaal naar b"),
    ],
)
def test_counts_that_contradict_each_other_stop_without_a_count_in_the_message(tabellen, wat):
    if "niet op" in wat:
        # An incomplete table can be less than the margin, never more.
        build(tabellen)
        tabellen = [line([3, 80], naam="s"), tabellen[1]]
    with pytest.raises(InputError) as fout:
        build(tabellen)
    assert wat in str(fout.value)
    assert not any(teken.isdigit() for teken in str(fout.value))


def test_a_cell_with_two_counts_stops_without_a_count_in_the_message():
    """The same count twice is the same cell."""
    cellen = pd.DataFrame({"a": ["0", "1", "1"], "rij": list("xyz"), "waarde": [3, 5, 5], "primair": False})
    assert len(build([CellTable("t", "u", ("a",), cellen)]).cellen) == 2
    with pytest.raises(InputError, match=r"t: een cel heeft twee aantallen, naar a$"):
        build([CellTable("t", "u", ("a",), cellen.assign(waarde=[3, 5, 6]))])
    with pytest.raises(InputError, match=r"t: een cel heeft twee aantallen, naar totaal$"):
        build([CellTable("t", "u", (), cellen.drop(columns="a"))])


@pytest.mark.parametrize(("nieuw", "primair"), [(14, False), (15, True), (23, True), (24, False)])
def test_a_difference_of_one_to_nine_persons_between_two_versions_is_a_cell_to_protect(nieuw, primair):
    oud = line([14, 30], universum="oud", naam="oud", vast=True)
    stelsel = build([oud, line([nieuw, 30])], delen=[Difference("oud", "u", minimum=10)])
    verschil = stelsel.cellen[stelsel.cellen["universum"] == "u zonder oud"].set_index("cel")
    assert verschil["waarde"].to_dict() == {"a=0": nieuw - 14, "a=1": 0}
    assert verschil["primair"].to_dict() == {"a=0": primair, "a=1": False}
    assert frozenset({(-1, "u: a=0"), (1, "oud: a=0"), (1, "u zonder oud: a=0")}) in equations(stelsel)


def test_an_older_version_may_have_persons_who_are_gone_only_when_that_is_said():
    tabellen = [line([17, 30], universum="oud", naam="oud", vast=True), line([14, 33])]
    with pytest.raises(InputError, match="groter dan in u"):
        build(tabellen, delen=[Difference("oud", "u", minimum=10)])
    cellen = build(tabellen, delen=[Difference("oud", "u", minimum=10, genest=False)]).cellen
    verschil = cellen[cellen["universum"] == "u zonder oud"].set_index("cel").loc["a=0"]
    assert (verschil["waarde"], verschil["primair"], verschil["onder"]) == (-3, True, -np.inf)


def test_bounds_are_those_of_the_rows_shown_the_rounding_and_the_known_margins():
    een = table(DRIE_BIJ_DRIE)
    een.cellen["laag"], een.cellen["hoog"] = een.cellen["waarde"] - 1, een.cellen["waarde"] + 2
    twee = line([80, 49, 61], naam="s")
    stelsel = build([een, twee])
    laag, hoog = stelsel.bounds(stelsel.hidden(rows("10")))
    bereik = dict(zip(stelsel.cellen["cel"], zip(laag, hoog, strict=True), strict=True))
    assert bereik["a=1, b=0"] == (0, np.inf)
    assert bereik["a=1, b=1"] == (18, 21)
    assert bereik["totaal"] == (190, 190)
    een.cellen["hoog"] = een.cellen["laag"]
    with pytest.raises(InputError, match="buiten zijn eigen afronding"):
        build([een])


def test_a_known_margin_with_a_cell_to_protect_is_not_known():
    cellen = build([table([[1, 2], [30, 40]]), line([3, 70], naam="s")]).cellen.set_index("cel")
    assert cellen.loc[["a=0", "a=1", "totaal"], "bekend"].tolist() == [False, True, True]


def test_a_row_without_persons_cannot_be_hidden_and_an_earlier_export_neither():
    nul = line([0, 0, 12])
    # Nobody in an outcome can be what a rule forbids to tell.
    nul.cellen.loc[1, "primair"] = True
    rijen = build([nul, line([12], naam="s", dim="b", vast=True)]).rijen
    assert rijen[["tabel", "rij", "vast"]].to_numpy().tolist() == [
        ["s", "0", True],
        ["t", "0", True],
        ["t", "1", False],
        ["t", "2", False],
    ]


def test_a_table_of_one_number_is_the_total_of_its_population():
    getal = CellTable("s", "u", (), pd.DataFrame({"rij": ["x"], "waarde": [7], "primair": [True]}))
    assert equations(build([getal, line([3, 4])])) == {frozenset({(-1, "u: totaal"), (1, "u: a=0"), (1, "u: a=1")})}
