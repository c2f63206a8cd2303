"""What plans say of an institution, brought to today, by hand."""

import pandas as pd
import pytest
from derive.instelling_kenmerken import confessional, merge_parts

PLANNEN = pd.DataFrame(
    {
        "eigen": ["01AA", "98ZZ", "02BB", "97YY", "03CC"],
        "instelling": ["01AA", "01AA", "02BB", "02BB", "03CC"],
        "soort_plan": pd.Categorical(["beroepscollege", "roc", "beroepscollege", "beroepscollege", "roc"]),
        "regio": pd.Categorical(["west", "oost", "zuid", "noord", "west"]),
        "randstad": pd.Categorical(["nee", "ja", "nee", "nee", "ja"]),
        "g4": pd.Categorical(["nee", "nee", "nee", "nee", "ja"]),
        "aandeel_niveau_1_2": [0.1, 0.5, 0.2, 0.4, 0.3],
        "aandeel_bbl": [0.0, 0.4, 1.0, 0.0, 1.0],
    }
)
STUDENTEN = pd.DataFrame({"instelling": ["01AA", "01AA", "98ZZ", "03CC"], "aantal": [200.0, 100.0, 100.0, 9.0]})


def test_parts_weigh_by_their_own_students():
    uit = merge_parts(PLANNEN, STUDENTEN).set_index("instelling")
    # 300 students with 0.1 and 100 with 0.5.
    assert uit.loc["01AA", "aandeel_niveau_1_2"] == pytest.approx(0.2)
    assert uit.loc["01AA", "aandeel_bbl"] == pytest.approx(0.1)
    assert uit["roc"].to_dict() == {"01AA": 1, "02BB": 0, "03CC": 1}


def test_parts_without_students_weigh_the_same():
    uit = merge_parts(PLANNEN, STUDENTEN).set_index("instelling")
    assert uit.loc["02BB", ["aandeel_niveau_1_2", "aandeel_bbl"]].tolist() == pytest.approx([0.3, 0.5])


def test_place_and_size_of_merged_parts():
    """300 students in the west, 100 in the east and the Randstad; without students the first code gives the region."""
    uit = merge_parts(PLANNEN, STUDENTEN).set_index("instelling")
    assert uit["regio"].to_dict() == {"01AA": "west", "02BB": "zuid", "03CC": "west"}
    assert uit["randstad"].to_dict() == {"01AA": 1, "02BB": 0, "03CC": 1}
    assert uit["g4"].to_dict() == {"01AA": 0, "02BB": 0, "03CC": 1}
    assert uit["studenten"].to_dict() == {"01AA": 400, "02BB": 0, "03CC": 9}


def test_a_denomination_that_is_not_given_is_not_known():
    lijst = pd.DataFrame(
        {
            "instelling": ["01AA", "02BB", "03CC", "04DD"],
            "denominatie": pd.Categorical(["openbaar", "rooms_katholiek", None, "overige"]),
        }
    )
    uit = confessional(lijst)
    assert uit[:2].to_dict() == {"01AA": 0, "02BB": 1}
    assert uit[2:].isna().all()
    assert confessional(lijst.drop(columns="denominatie")).isna().all()
