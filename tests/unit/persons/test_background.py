"""Parents' education by hand; age and migration background are tested with the cohort."""

import pandas as pd
import pytest
from helpers.cbs_rows import nummer, personen, register

from werkagenda.errors import InputError
from werkagenda.persons.background import origin, parents_education

OPLEIDINGEN = {
    101: "max_mbo3", 201: "master", 102: "bachelor", 202: "mbo4_havo_vwo", 103: "max_mbo3", 203: None, 104: None,
    204: None, 105: "mbo4_havo_vwo", 206: "bachelor", 110: "max_mbo3",
}.items()  # fmt: skip
ONBEKEND = (None, None)
KINDEREN = [
    (1, *nummer(101), *nummer(201)),
    (2, *nummer(102), *nummer(202)),
    (3, *nummer(103), *nummer(203)),
    (4, *nummer(104), *nummer(204)),
    (5, *nummer(105), *ONBEKEND),
    (6, *ONBEKEND, *nummer(206)),
    (7, *ONBEKEND, *ONBEKEND),
    # A parent who is in no file of educations, and one with the number of another kind of person.
    (8, *nummer(108), *nummer("G201")),
    (10, *nummer(110), *nummer(201)),
]
VERWACHT = {
    1: "master",
    2: "bachelor",
    3: "max_mbo3",
    4: "onbekend",
    5: "mbo4_havo_vwo",
    6: "bachelor",
    7: "onbekend",
    8: "onbekend",
    # Not in the file of parents at all.
    9: "onbekend",
    # A sibling by the father.
    10: "master",
}


def education(wie, kinderen=KINDEREN, opleidingen=OPLEIDINGEN):
    return parents_education(
        wie, kindouder=register("kindouder", kinderen), hoogsteopl=register("hoogsteopl", opleidingen)
    )


def test_highest_of_both_one_known_none_known():
    wie = personen(*VERWACHT)
    assert dict(zip(VERWACHT, education(wie), strict=True)) == VERWACHT


def test_rows_keep_their_own_index():
    wie = personen(2, 1).set_axis([7, 3])
    assert education(wie).to_dict() == {7: "bachelor", 3: "master"}


def test_two_rows_of_a_child_or_a_parent_stop_the_run():
    with pytest.raises(InputError, match=r"^kindouder .*: 1 rijen te veel"):
        education(personen(1), kinderen=[*KINDEREN, KINDEREN[0]])
    with pytest.raises(InputError, match=r"^hoogsteopl .*: 1 rijen te veel"):
        education(personen(1), opleidingen=[(101, "master"), (101, "bachelor")])


def test_a_class_outside_the_list_is_no_unknown():
    with pytest.raises(ValueError, match="associate degree"):
        education(personen(1), opleidingen=[(101, "associate degree")])


@pytest.mark.parametrize(
    ("geboren", "ouders", "herkomst"),
    [
        ("ja", 0, "zonder"),
        ("ja", 1, "met"),
        ("ja", 2, "met"),
        ("nee", 0, "met"),
        ("nee", None, "met"),
        (None, 1, "met"),
        (None, 0, ""),
        ("ja", None, ""),
        (None, None, ""),
    ],
)
def test_background_by_the_classification_of_2022(geboren, ouders, herkomst):
    """One parent born abroad is enough; what the file does not tell is not guessed."""
    rij = origin(pd.Series([geboren], dtype="str"), pd.Series([ouders], dtype="Float64").astype("float64"))
    assert rij.tolist() == [herkomst]
