"""The products of the synthesis on institutions: measures, spending, pay scales, practoraten, types. All by hand."""

import pandas as pd
import pytest
from helpers.synthesis_example import waarden
from products.besteding_instelling import per_objective, ranked
from products.kwartielen import quarters_per_institution
from products.maatregelen_voortgang import answers
from products.practoraten import practoraten
from products.start_recent_streef import triples
from products.typen import count_moves, count_types


def test_measures_are_counted_of_those_that_answered():
    """Objective 1.1: three answers on progress, two on effect; the two kinds of effective add up."""
    tabel = pd.DataFrame(
        [
            ("01AA", "1.1", "voor", "heel effectief"),
            ("02BB", "1.1", "zoals verwacht", "een beetje effectief"),
            ("03CC", "1.1", "zoals verwacht", None),
            ("01AA", "1.3a", "achter", "niet effectief"),
        ],
        columns=["instelling", "doelstelling", "voortgang", "effectiviteit"],
    )
    categorieen = {
        "voortgang": ["voor", "zoals verwacht", "achter"],
        "effectiviteit": ["heel effectief", "een beetje effectief", "niet effectief"],
    }
    uit = answers(tabel, categorieen=categorieen).set_index(["doelstelling", "onderdeel", "categorie"])
    assert uit.loc[("1.1", "voortgang", "zoals verwacht"), ["aantal", "aandeel", "n"]].tolist() == [2, 2 / 3, 3]
    assert uit.loc[("1.1", "voortgang", "achter"), "aantal"] == 0
    assert uit.loc[("1.1", "effectiviteit", "effectief"), ["aantal", "aandeel", "n"]].tolist() == [2, 1.0, 2]
    assert uit.loc[("1.3a", "effectiviteit", "effectief"), ["aantal", "n"]].tolist() == [0, 1]


BESTEDING = pd.DataFrame(
    [
        ("01AA", "1.1", 2024, 0.10),
        ("01AA", "3.3", 2024, 0.25),
        ("02BB", "1.1", 2024, 0.05),
        ("02BB", "3.3", 2024, 0.05),
        ("03CC", "3.3", 2024, 0.20),
        ("01AA", "1.1", 2023, 0.90),
    ],
    columns=["instelling", "doelstelling", "jaar", "aandeel"],
)


def test_spending_of_the_last_year_lowest_first():
    uit = ranked(BESTEDING)
    assert uit["aandeel"].tolist() == pytest.approx([0.10, 0.20, 0.35])
    assert uit["rang"].tolist() == [1, 2, 3]


def test_spending_per_objective_and_how_many_lie_outside_the_bounds():
    """03CC spent nothing on 1.1: the mean is 0.15 / 3. Exactly 20 percent is not lower than 20 percent."""
    uit = per_objective(BESTEDING, onder=0.2, boven=0.3).set_index("doelstelling")
    assert uit.loc["1.1", ["gemiddelde", "minimum", "maximum"]].tolist() == pytest.approx([0.05, 0.0, 0.10])
    assert uit.loc["totaal", "gemiddelde"] == pytest.approx(0.65 / 3)
    assert uit.loc["totaal", ["lager", "hoger", "n"]].tolist() == [1, 1, 3]
    assert uit.loc[["1.1", "3.3"], "lager"].isna().all()


def test_triples_are_sorted_by_start_and_carry_no_name():
    uit = triples(waarden(), indicator="veilig")
    assert list(uit.columns) == ["start", "recent", "streef", "rang"]
    assert uit["start"].tolist() == [0.5, 0.6, 0.7, 0.8]
    assert uit["streef"].isna().tolist() == [False, False, True, False]
    assert triples(waarden(), indicator="weg").empty


def test_a_triple_of_too_few_persons_is_not_shown():
    """The second institution has a start value that nobody may see, so it is not in the figure."""
    tabel = waarden()
    plek = (tabel["indicator"] == "veilig") & (tabel["soort"] == "start") & (tabel["waarde"] == 0.6)
    uit = triples(tabel.assign(reden=tabel["reden"].mask(plek, "minder dan 10 personen")), indicator="veilig")
    assert uit["start"].tolist() == [0.5, 0.7, 0.8]


def test_practoraten_per_year_without_the_target():
    tabel = pd.DataFrame(
        [("01AA", "start", 2023, 0.0), ("02BB", "start", 2023, 1.0), ("01AA", "tussen", 2024, 1.0),
         ("01AA", "recent", 2025, 1.0), ("02BB", "recent", 2025, 1.0), ("02BB", "streef", 2027, 1.0)],
        columns=["instelling", "soort", "jaar", "waarde"],
    ).assign(indicator="practoraat")  # fmt: skip
    uit = practoraten(tabel, indicator="practoraat")
    assert uit[["jaar", "teller", "n", "aandeel"]].to_numpy().tolist() == [
        [2023, 1, 2, 0.5],
        [2024, 1, 1, 1],
        [2025, 2, 2, 1],
    ]


TYPERING = pd.DataFrame(
    [
        ("01AA", 0.5, 0.1, 10, "laag", "laag", "hoog", "blijver"),
        ("02BB", 0.2, 0.2, 10, "laag", "midden", "hoog", "stijger"),
        ("03CC", 0.1, 0.6, 10, "midden", "hoog", "laag", "stijger"),
        ("04DD", 0.6, 0.0, 10, "midden", "laag", "laag", "daler"),
        ("05EE", None, None, None, "hoog", None, "midden", None),
    ],
    columns=[
        "instelling", "laag_recent", "hoog_recent", "n_recent", "groep_start", "groep_recent", "ambitie", "beweging",
    ],
).assign(wisselt_start=[0.05, 0.049, 0.5, 0.0, 1.0])  # fmt: skip


def test_quarters_from_most_often_low_to_most_often_high():
    uit = quarters_per_institution(TYPERING)
    assert uit[["rang", "laag", "groep"]].to_numpy().tolist() == [
        [1, 0.6, "laag"],
        [2, 0.5, "laag"],
        [3, 0.2, "midden"],
        [4, 0.1, "hoog"],
    ]
    assert "instelling" not in uit


def test_types_and_moves_with_those_that_nobody_has():
    typen = count_types(TYPERING).set_index(["type", "groep", "ambitie"])
    assert len(typen) == 9
    assert typen.loc[(2, "laag", "hoog")].tolist() == [2, 0, 1, 1, 1]
    assert typen.loc[(5, "midden", "laag")].tolist() == [2, 1, 0, 1, 1]
    assert typen.loc[(1, "hoog", "midden")].tolist() == [1, 0, 0, 0, 1]
    assert typen.loc[(0, "midden", "midden"), "aantal"] == 0
    moves = count_moves(TYPERING).set_index(["van", "naar"])["aantal"]
    assert moves.loc[("laag", "midden")] == moves.loc[("midden", "hoog")] == 1
    assert moves.loc[("hoog", "laag")] == 0
    assert [moves.loc[("laag", "totaal")], moves.loc[("hoog", "totaal")], moves.loc[("totaal", "totaal")]] == [2, 0, 4]
