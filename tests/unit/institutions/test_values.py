"""One value per institution, by hand."""

import math

import numpy as np
import pandas as pd
import pytest
from helpers.plans_example import DOELEN, JOB, STREEF, STUDENTEN

from werkagenda.errors import InputError
from werkagenda.institutions.values import (
    only,
    read_plans,
    satisfaction,
    students,
    target,
    weigh_targets,
    weighted_mean,
)


def test_satisfaction_over_levels_is_weighted_by_the_survey():
    start = satisfaction(JOB, item="hulp_keuze", jaar=2022, leerweg="bol")
    # 01AA: level 3 0.40 of 100, level 4 0.30 of 300; 02BB only level 4; 04DD: 0.5 of 40 and 0.2 of 60.
    assert start.to_dict() == pytest.approx({"01AA": 0.325, "02BB": 0.5, "03CC": 0.25, "04DD": 0.32})


def test_both_leerwegen_together_weigh_by_students_too():
    start = satisfaction(JOB, item="hulp_keuze", jaar=2022, leerweg="alle")
    # 01AA: bol 130 of 400, bbl 60 of 100.
    assert start["01AA"] == pytest.approx(190 / 500)


def test_target_is_the_student_weighted_mean_of_the_targets_given():
    doel = target(DOELEN, item="hulp_keuze", leerweg="bol")
    # 01AA: 0.50 for 100 students on level 3 and 0.40 for 400 on level 4; 03CC gave one level.
    assert doel.to_dict() == pytest.approx({"01AA": 0.42, "03CC": 0.30, "05EE": 0.60})
    assert target(DOELEN, item="hulp_keuze", leerweg="alle")["01AA"] == pytest.approx((210 + 0.7 * 500) / 1000)


class FakeStep:
    """A step that reads the small tables and keeps what it is told."""

    def __init__(self):
        self.uitval = []

    def read(self, naam):
        tabellen = {"streefwaarden": STREEF, "studenten": STUDENTEN.assign(jaar=2022), "job": JOB}
        return tabellen[naam]

    def attrition(self, *woorden, **getallen):
        self.uitval.append((*woorden, getallen))


def test_only_targets_of_the_reading_and_for_somebody_count():
    stap = FakeStep()
    plannen = read_plans(stap, meting=2024, peiljaar=2022, startjaar=2022)
    # 03CC has no students on level 3.
    assert plannen.doelen["waarde"].tolist() == [0.50, 0.40, 0.70, 0.30, 0.60, 0.80]
    reden = "1 streefwaarden voor een leerweg en niveau zonder studenten"
    assert stap.uitval == [("streefwaarden", 7, 6, reden, {"studenten": 0, "let_op": True})]
    assert weigh_targets(STREEF[STREEF["meting"] == 2025], STUDENTEN)["waarde"].tolist() == [0.99]


@pytest.mark.parametrize(
    ("jaren", "melding"),
    [
        ({"meting": 2026}, r"plan_streefwaarden .* geen rijen van 2026; verwacht: '2024', '2025'"),
        ({"peiljaar": 2019}, r"instroom_a .* geen rijen van 2019; verwacht: '2022'"),
        ({"startjaar": 2020}, r"job .* geen rijen van 2020; verwacht: '2022', '2024'"),
    ],
)
def test_a_year_that_is_not_there_is_named(jaren, melding):
    with pytest.raises(InputError, match=melding):
        read_plans(FakeStep(), **{"meting": 2024, "peiljaar": 2022, "startjaar": 2022} | jaren)
    assert len(only(JOB, "jaar", 2024, bron="job")) == 2


def test_weighted_mean_matches_institutions_and_leaves_out_the_unknown():
    waarden = pd.Series({"01AA": 0.2, "02BB": 0.5, "03CC": np.nan, "04DD": 0.9})
    gewicht = pd.Series({"03CC": 1000, "02BB": 100, "01AA": 300, "05EE": 7})
    # 04DD has no students: (0.2 x 300 + 0.5 x 100) / 400.
    assert weighted_mean(waarden, gewicht) == pytest.approx(0.275)
    assert math.isnan(weighted_mean(waarden[["04DD"]], gewicht))
    assert math.isnan(weighted_mean(waarden[:0], gewicht))


def test_students_of_a_leerweg():
    assert students(STUDENTEN, leerweg="bol")["01AA"] == 500
    assert students(STUDENTEN, leerweg="alle")["01AA"] == 1000
    assert "bbl" not in set(STUDENTEN.loc[STUDENTEN["instelling"] == "02BB", "leerweg"])


def test_a_mean_of_ones_stays_one():
    vol = pd.DataFrame(
        {"item": "v", "jaar": 2022, "leerweg": "bol", "instelling": "01AA", "aandeel": 1.0}, index=range(9)
    )
    assert satisfaction(vol.assign(gewicht=0.1), item="v", jaar=2022, leerweg="bol").max() == 1.0
