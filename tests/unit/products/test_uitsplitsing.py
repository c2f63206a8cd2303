"""Shares by leerweg, level and kind of institution, by hand."""

import pandas as pd
import pytest
from helpers.flow_example import slice_of, stroom
from products.uitsplitsing import break_down

from werkagenda.errors import InputError

INSTELLINGEN = pd.DataFrame({"instelling": ["01AA", "02BB", "03CC"], "soort_instelling": ["ROC", "BER", "ROC"]})
STROOM = stroom(
    *slice_of(2022, "instroom", 100, {"regeling": 30}),
    *slice_of(2022, "instroom", 40, {"regeling": 4}, instelling="02BB", niveau=2),
    *slice_of(2022, "instroom", 60, {"regeling": 0}, leerweg="bbl", niveau=2),
    *slice_of(2022, "instroom", 77, {"regeling": 77}, leerweg="overig"),
    *slice_of(2022, "instroom_nieuw", 50, {"regeling": 50}),
    *slice_of(2022, "gediplomeerd", 10, {"regeling": 5, "sector:zorg": 5}, instelling="03CC"),
    # bbl with a suppressed part: 2-8 (3.2 expected) in all, 1-4 (1.6) in the group.
    (2022, "instroom", "totaal", "03CC", "bbl", 3, 2, 3.2, 8, 3.2, 0, 0),
    (2022, "instroom", "regeling", "03CC", "bbl", 3, 1, 1.6, 4, 1.6, 1, 4),
)


@pytest.fixture
def tabel():
    return break_down(STROOM, instellingen=INSTELLINGEN, leerwegen=["bol", "bbl"], reeksbreuk=2021)


def row(tabel, uitsplitsing, groep="regeling", maat="instroom", **waar):
    sleutel = (
        {"leerweg": "", "niveau": "", "soort_instelling": ""}
        | waar
        | {"uitsplitsing": uitsplitsing, "groep": groep, "maat": maat}
    )
    for naam, waarde in sleutel.items():
        tabel = tabel[tabel[naam] == waarde]
    (rij,) = tabel[["teller", "noemer", "aandeel", "aandeel_min", "aandeel_max"]].to_numpy().tolist()
    return rij


def test_each_breakdown_has_its_own_denominator(tabel):
    # Group 30 + 4 + 0 + 1.6 of 100 + 40 + 60 + 3.2.
    assert row(tabel, "totaal")[:2] == [36, 203]
    assert row(tabel, "leerweg", leerweg="bol")[:3] == [34, 140, pytest.approx(34 / 140)]
    assert row(tabel, "niveau", niveau="2")[:3] == [4, 100, 0.04]
    assert row(tabel, "leerweg_niveau", leerweg="bol", niveau="2")[:3] == [4, 40, 0.1]
    assert row(tabel, "soort_instelling", soort_instelling="BER")[:3] == [4, 40, 0.1]
    assert row(tabel, "soort_instelling", soort_instelling="ROC")[:2] == [32, 163]
    assert row(tabel, "totaal", maat="gediplomeerd")[:3] == [5, 10, 0.5]


def test_bounds_of_a_slice_with_suppressed_cells(tabel):
    assert row(tabel, "leerweg_niveau", leerweg="bbl", niveau="3") == [2, 3, pytest.approx(2 / 3), 1 / 5, 4 / 5]


def test_share_of_bbl_in_all_with_bounds(tabel):
    # bbl 60 + 2..8 (63.2 expected), bol 140.
    assert row(tabel, "totaal", groep="bbl") == [
        63, 203, pytest.approx(63 / 203), pytest.approx(62 / 202), pytest.approx(68 / 208),
    ]  # fmt: skip
    assert row(tabel, "totaal", groep="bbl", maat="gediplomeerd") == [0, 10, 0, 0, 0]


def test_slices_add_up_to_the_whole(tabel):
    for uitsplitsing in ("leerweg", "niveau", "leerweg_niveau", "soort_instelling"):
        deel = tabel[
            (tabel["uitsplitsing"] == uitsplitsing) & (tabel["maat"] == "instroom") & (tabel["groep"] == "regeling")
        ]
        assert deel["noemer"].sum() == 203
        assert deel["teller"].sum() == 36


def test_no_other_measures_groups_or_empty_slices(tabel):
    assert set(tabel["maat"]) == {"instroom", "gediplomeerd"}
    assert set(tabel["groep"]) == {"regeling", "bbl"}
    assert (tabel["noemer"] > 0).all()
    assert not tabel.duplicated(
        ["jaar", "maat", "groep", "uitsplitsing", "leerweg", "niveau", "soort_instelling"]
    ).any()


def test_bbl_bounds_the_other_way_where_bol_is_suppressed():
    rijen = stroom(
        (2022, "instroom", "totaal", "01AA", "bol", 3, 10, 12.0, 14, 2.0, 0, 0),
        (2022, "instroom", "totaal", "01AA", "bbl", 3, 6, 6.0, 6, 0.0, 0, 0),
    )
    uit = break_down(rijen, instellingen=INSTELLINGEN, leerwegen=["bol", "bbl"], reeksbreuk=2021)
    assert row(uit, "totaal", groep="bbl") == [6, 18, pytest.approx(1 / 3), 6 / 20, 6 / 16]


def test_institution_without_a_kind_stops_the_run():
    with pytest.raises(
        InputError, match=r"instellingen \| instellingenmbo \| kolom INSTELLINGSCODE: 1 instellingen .*'03CC'"
    ):
        break_down(STROOM, instellingen=INSTELLINGEN.iloc[:2], leerwegen=["bol"], reeksbreuk=2021)
