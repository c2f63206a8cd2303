"""Where the marks of the strip stand, worked out from the width of the drawing."""

from xml.etree import ElementTree as ET

import pytest

from werkagenda.factsheets.strip import key, strip

KLEUREN = {"schaal": "#ddd", "rand": "#555", "breed": "#eef", "midden": "#abc", "merk": "#123"}
NS = "{http://www.w3.org/2000/svg}"


def row(schaal=(0, 100), band=None, **plekken):
    cellen = {soort: {"plek": plekken.get(soort)} for soort in ("start", "recent", "streef")}
    return {"schaal": schaal, "band": band and {"plekken": band}, **cellen}


def parts(rij):
    beeld = ET.fromstring(strip(rij, KLEUREN))  # noqa: S314 - our own drawing
    vakken = [(float(vak.get("x")), float(vak.get("width"))) for vak in beeld.iter(f"{NS}rect")]
    merken = [pad.get("d") for pad in beeld.iter(f"{NS}path") if pad.get("stroke") == KLEUREN["merk"]]
    return vakken, merken


def test_marks_and_band_stand_where_the_scale_says():
    # 200 units wide with 6 at either end: one percent is 1.88.
    vakken, merken = parts(row(band=[10, 25, 75, 90], start=0, recent=50, streef=100))
    assert vakken == [(24.8, pytest.approx(150.4)), (53.0, pytest.approx(94.0))]
    streef, start, recent = merken
    assert streef.startswith("M194.0 ")
    assert start.startswith("M6.0 ")
    assert recent.startswith("M100.0 ")


def test_a_mark_from_one_to_ten_has_its_own_scale():
    _, (merk,) = parts(row(schaal=(1, 10), recent=5.5))
    assert merk.startswith("M100.0 ")


@pytest.mark.parametrize(
    ("waarden", "plekken"),
    [
        ({"start": 40, "recent": 60}, (6.0, 194.0)),
        # A tenth of the whole scale at least: 49 to 51 is in the middle of 45 to 55.
        ({"start": 49, "recent": 51}, (81.2, 118.8)),
        # Nor beyond what a value can be: 99 and 100 stand between 90 and 100.
        ({"start": 99, "recent": 100}, (175.2, 194.0)),
    ],
)
def test_a_row_has_a_scale_of_its_own(waarden, plekken):
    _, merken = parts(row(**waarden))
    assert [float(merk[1:].split(" ")[0]) for merk in merken] == list(plekken)


def test_without_values_there_is_a_scale_and_nothing_else():
    assert parts(row()) == ([], [])


def test_a_band_of_no_width_is_still_seen():
    vakken, _ = parts(row(band=[50, 50, 50, 50]))
    assert [breed for _, breed in vakken] == [1.0, 1.0]


def test_the_legend_shows_the_same_marks():
    # The width of a key differs, its form does not: what follows the first coordinate is the same.
    _, (merk,) = parts(row(start=50))
    assert merk.split(" ", 1)[1] in key("start", KLEUREN)
