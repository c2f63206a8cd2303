"""The dates of inputs.md, section 2, written out for the cohort of 2021/22."""

from datetime import date

from werkagenda.persons.cohorts import exam_window, outcome_month, reference_day


def test_cohort_2021():
    assert exam_window(2021) == (date(2021, 10, 1), date(2022, 9, 30))
    assert reference_day(2022) == date(2022, 10, 1)
    assert outcome_month(2021) == (date(2023, 10, 1), date(2023, 10, 31))
