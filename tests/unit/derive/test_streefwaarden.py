"""The targets of plans brought to today, by hand."""

import pandas as pd
import pytest
from derive.streefwaarden import check_values, merge_parts

from werkagenda.errors import InputError


def targets(*rijen):
    kolommen = ["eigen", "instelling", "niveau", "waarde"]
    return pd.DataFrame(rijen, columns=kolommen).assign(meting=2024, indicator="lessen", leerweg="bol")


def students(*rijen):
    return pd.DataFrame(rijen, columns=["instelling", "niveau", "aantal"]).assign(leerweg="bol")


def test_parts_weigh_by_their_own_students_and_one_without_any_weighs_nothing():
    doelen = targets(("01AA", "01AA", 4, 80), ("98ZZ", "01AA", 4, 40), ("97YY", "01AA", 4, 0), ("02BB", "02BB", 4, 55))
    uit = merge_parts(doelen, students(("01AA", 4, 300), ("98ZZ", 4, 100), ("98ZZ", 3, 900))).set_index("instelling")
    # 300 x 0.8 and 100 x 0.4; 97YY has no students under its own code.
    assert uit["waarde"].to_dict() == pytest.approx({"01AA": 0.7, "02BB": 0.55})


def test_parts_of_which_none_has_students_weigh_the_same_and_levels_stay_apart():
    doelen = targets(("98ZZ", "01AA", 3, 60), ("97YY", "01AA", 3, 20), ("98ZZ", "01AA", 4, 10))
    uit = merge_parts(doelen, students(("01AA", 3, 50)))
    assert uit[["niveau", "waarde"]].to_numpy().tolist() == [[3, pytest.approx(0.4)], [4, pytest.approx(0.1)]]
    assert list(uit) == ["meting", "instelling", "indicator", "leerweg", "niveau", "waarde"]
    # One student is enough to weigh by.
    een = merge_parts(doelen.iloc[:2], students(("98ZZ", 3, 1)))
    assert een["waarde"].tolist() == pytest.approx([0.6])


@pytest.mark.parametrize(
    ("eenheid", "binnen", "buiten"),
    [("percentage", [0, 1, 100], [0.65, 100.5, -1]), ("vijfpuntsschaal", [0, 1, 5], [0.5, 5.5, 65])],
)
def test_a_target_lies_in_the_range_of_its_unit(eenheid, binnen, buiten):
    check_values(pd.DataFrame({"instelling": "01AA", "eenheid": eenheid, "waarde": binnen}))
    for waarde in buiten:
        rijen = pd.DataFrame({"instelling": ["02BB", "01AA"], "eenheid": eenheid, "waarde": [1, waarde]})
        with pytest.raises(InputError, match=f"1 rijen met een {eenheid} buiten 1-.*01AA"):
            check_values(rijen)
