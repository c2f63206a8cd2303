"""Cohorts and their work together."""

import pandas as pd
import pytest
from derive.analyse import combine
from helpers.cbs_rows import personen

COHORTEN = {"2013": personen(1, 3).assign(cohort=2013), "2012": personen(2, 1).assign(cohort=2012)}


def work_of(*rijen):
    tabel = personen(*(wie for wie, _ in rijen))
    return tabel.assign(werk_klasse=1, werk_uren=0, uren=[uren for _, uren in rijen], banen=2)


WERK = {"2012": work_of((1, 10.0), (2, 20.0)), "2013": work_of((3, 30.0), (1, 40.0))}


def test_work_of_the_same_cohort_and_person():
    uit = combine(COHORTEN, WERK)
    assert list(uit.columns) == ["rinpersoons", "rinpersoon", "cohort", "werk_klasse", "werk_uren", "uren"]
    assert {(rij.cohort, int(rij.rinpersoon)): rij.uren for rij in uit.itertuples()} == {
        (2012, 1): 10.0, (2012, 2): 20.0, (2013, 1): 40.0, (2013, 3): 30.0,
    }  # fmt: skip


def test_a_person_twice_in_the_work_is_refused():
    dubbel = WERK | {"2013": work_of((3, 30.0), (3, 1.0), (1, 40.0))}
    with pytest.raises(pd.errors.MergeError):
        combine(COHORTEN, dubbel)
