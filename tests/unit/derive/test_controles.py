"""The attrition table gathers what each step noted."""

from derive.controles import attrition_table

REGEL = {"stap": "stroom", "bron": "instroom", "rijen_in": 9, "rijen_uit": 7, "studenten": 3, "reden": "ander jaar"}


def test_every_note_of_every_step_is_a_row():
    ander = REGEL | {"stap": "inlezen", "rijen_in": 10}
    uit = attrition_table({"stappen": [{"uitval": [REGEL]}, {"uitval": []}, {"uitval": [ander, REGEL]}]})
    assert uit.to_dict("records") == [REGEL, ander, REGEL]


def test_no_notes_give_an_empty_table_with_its_columns():
    assert list(attrition_table({"stappen": []}).columns) == list(REGEL)
