"""What stands out on a factsheet, counted by hand from a few rows."""

import pytest

from werkagenda.factsheets.striking import striking


def row(*, start=None, recent=None, streef=None, ruim=0.0, band=None):
    cellen = {"start": (start, ruim), "recent": (recent, ruim), "streef": (streef, 0.0)}
    return {"band": band and {"plekken": band}} | {
        soort: {"plek": plek, "ruim": marge if plek is not None else None} for soort, (plek, marge) in cellen.items()
    }


def test_what_is_counted_needs_no_margin():
    rijen = [
        row(start=50, recent=60, streef=60, band=[40, 45, 55, 65]),
        row(start=50, recent=40, streef=60, band=[40, 45, 55, 65]),
        row(start=50, recent=50, band=[40, 45, 55, 65]),
        row(streef=60),
    ]
    assert striking(rijen) == {
        "met_streef": 2, "bereikt": 1, "met_band": 3, "hoger": 1, "lager": 1, "met_start": 3, "steeg": 1, "daalde": 1,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("recent", "hoger", "steeg", "bereikt"),
    # Margins of 3 and 3: a change of 4.24 is the least that is one (the root of 18), 58 the least above 55.
    [(54.2, 0, 0, 0), (54.3, 0, 1, 0), (58.0, 0, 1, 0), (58.1, 1, 1, 0), (63.0, 1, 1, 1)],
)
def test_a_survey_counts_beyond_its_margin(recent, hoger, steeg, bereikt):
    geteld = striking([row(start=50, recent=recent, streef=60, ruim=3.0, band=[40, 45, 55, 65])])
    assert [geteld[naam] for naam in ("hoger", "steeg", "bereikt", "lager", "daalde")] == [hoger, steeg, bereikt, 0, 0]


def test_a_survey_without_a_margin_counts_nowhere():
    geteld = striking([row(start=50, recent=90, streef=60, ruim=None, band=[40, 45, 55, 65])])
    assert set(geteld.values()) == {0}
