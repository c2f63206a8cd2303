"""The attrition table gathers what each step noted."""

import pandas as pd
from audit.uitval import attrition_table, outside_denominator

REGEL = {"stap": "stroom", "bron": "instroom", "rijen_in": 9, "rijen_uit": 7, "studenten": 3, "reden": "ander jaar"}


def test_every_note_of_every_step_is_a_row_once():
    """A step with rows of persons has no notes outside; one that says the same twice says it once."""
    ander = REGEL | {"stap": "inlezen", "rijen_in": 10}
    uit = attrition_table({"stappen": [{"uitval": [REGEL]}, {}, {"uitval": []}, {"uitval": [ander, ander]}]})
    assert uit.to_dict("records") == [REGEL, ander]


def test_no_notes_give_an_empty_table_with_its_columns():
    assert list(attrition_table({"stappen": []}).columns) == list(REGEL)


def test_students_in_a_leerweg_that_does_not_count_are_listed_per_measure():
    stroom = pd.DataFrame(
        [
            ("totaal", "instroom", "bol", 10.0),
            ("totaal", "instroom", "overig", 2.5),
            ("totaal", "instroom", "overig", 4.0),
            ("genoemd", "instroom", "overig", 9.0),
            ("totaal", "gediplomeerd", "bbl", 7.0),
        ],
        columns=["groep", "maat", "leerweg", "aantal"],
    )
    (regel,) = outside_denominator(stroom, ["bol", "bbl"]).to_dict("records")
    assert (regel["bron"], regel["rijen_in"], regel["rijen_uit"], regel["studenten"]) == ("instroom", 3, 1, 6)
    assert outside_denominator(stroom, ["bol", "bbl", "overig"]).empty
