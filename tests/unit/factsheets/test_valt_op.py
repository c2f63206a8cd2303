"""What stands out on a factsheet, counted by hand from a few rows."""

import pytest

from werkagenda.factsheets.striking import striking


def row(*, recent=None, ruim=0.0, band=None, stap=None, doel=""):
    cel = {"plek": recent, "ruim": ruim if recent is not None else None}
    return {"recent": cel, "band": band and {"plekken": band}, "verschil": {"stap": stap}, "doel": doel}


def test_what_is_counted_needs_no_margin():
    rijen = [
        row(recent=60, band=[40, 45, 55, 65], stap=1, doel="bereikt"),
        row(recent=40, band=[40, 45, 55, 65], stap=-1, doel="niet"),
        row(recent=50, band=[40, 45, 55, 65], stap=0, doel="open"),
        row(),
    ]
    assert striking(rijen) == {
        "met_streef": 3, "bereikt": 1, "met_band": 3, "hoger": 1, "lager": 1, "met_start": 3, "steeg": 1, "daalde": 1,
    }  # fmt: skip


@pytest.mark.parametrize(("recent", "hoger"), [(58.0, 0), (58.1, 1)])
def test_a_survey_is_above_the_sector_beyond_its_margin(recent, hoger):
    assert striking([row(recent=recent, ruim=3.0, band=[40, 45, 55, 65])])["hoger"] == hoger


def test_a_survey_without_a_margin_counts_nowhere():
    assert set(striking([row(recent=90, ruim=None, band=[40, 45, 55, 65])]).values()) == {0}
