"""Figures 3.1 to 3.4 and the scenario figure from a few rows, by hand."""

import pandas as pd
import pytest
from helpers.flow_example import slice_of, stroom
from products.aandelen import share_of_groups
from products.aantallen import count_groups
from products.scenario import share_of_scenarios

GROEPEN = {"genoemd": 90, "per_instelling": 60, "regeling": 30, "sector:zorg": 10, "scenario:ruim": 45}
STROOM = stroom(
    *slice_of(2020, "instroom", 100, GROEPEN),
    *slice_of(2021, "instroom", 100, GROEPEN),
    *slice_of(2021, "instroom", 60, GROEPEN | {"genoemd": 20}, leerweg="bbl", instelling="02BB"),
    *slice_of(2021, "instroom", 40, {"genoemd": 40, "per_instelling": 0, "regeling": 0}, leerweg="overig"),
    *slice_of(2021, "gediplomeerd", 50, GROEPEN | {"genoemd": 50}),
    *slice_of(2020, "gediplomeerd", 50, GROEPEN | {"genoemd": 50}),
    # Suppressed cells: the group holds 4-9 (5.5 expected), the rest 1-3.
    (2021, "instroom", "totaal", "03CC", "bol", 4, 5, 7.3, 12, 7.3, 0, 0),
    (2021, "instroom", "genoemd", "03CC", "bol", 4, 4, 5.5, 9, 5.5, 1, 3),
)
INSTELLINGEN = {"maat": "instroom", "leerwegen": ["bol", "bbl"], "reeksbreuk": 2021}


def row(tabel, **sleutel):
    for naam, waarde in sleutel.items():
        tabel = tabel[tabel[naam] == waarde]
    (rij,) = tabel.drop(columns=list(sleutel)).to_dict("records")
    return rij


def test_counts_per_year_and_group_with_bounds_and_break():
    uit = count_groups(STROOM, **INSTELLINGEN)
    assert set(uit["groep"]) == {"totaal", "genoemd", "per_instelling", "regeling"}
    assert row(uit, jaar=2021, groep="genoemd") == {
        "aantal": 116,
        "aantal_laag": 114,
        "aantal_hoog": 119,
        "aantal_min": 114,
        "aantal_max": 119,
        "telling": "begrensd",
        "aandeel_onderdrukt": pytest.approx(5.5 / 115.5),
        "reeksbreuk": "ja",
    }
    assert row(uit, jaar=2020, groep="totaal") == {
        "aantal": 100, "aantal_laag": 100, "aantal_hoog": 100, "aantal_min": 100, "aantal_max": 100,
        "aandeel_onderdrukt": 0, "telling": "geteld", "reeksbreuk": "nee",
    }  # fmt: skip


def test_other_leerwegen_are_a_setting():
    uit = count_groups(STROOM, **(INSTELLINGEN | {"leerwegen": ["bol", "bbl", "overig"]}))
    assert row(uit, jaar=2021, groep="totaal")["aantal"] == 207  # 100 + 60 + 40 + 7.3


def test_graduates_have_no_break():
    uit = count_groups(STROOM, **(INSTELLINGEN | {"maat": "gediplomeerd"}))
    assert set(uit["reeksbreuk"]) == {"nee"}
    assert row(uit, jaar=2021, groep="totaal")["aantal"] == 50


def test_shares_with_bounds_moved_both_ways():
    uit = share_of_groups(STROOM, **INSTELLINGEN)
    assert set(uit["groep"]) == {"genoemd", "per_instelling", "regeling"}
    # Group 90 + 20 + 4..9, rest 10 + 40 + 1..3; 115.5 -> 116 of 167.3 -> 167.
    assert row(uit, jaar=2021, groep="genoemd") == {
        "aandeel": pytest.approx(116 / 167),
        "aandeel_laag": pytest.approx(114 / (114 + 53)),
        "aandeel_hoog": pytest.approx(119 / (119 + 51)),
        "aandeel_min": pytest.approx(114 / (114 + 53)),
        "aandeel_max": pytest.approx(119 / (119 + 51)),
        "telling": "begrensd",
        "teller": 116,
        "noemer": 167,
        "reeksbreuk": "ja",
    }
    assert row(uit, jaar=2020, groep="regeling")["aandeel"] == 0.3


def test_scenarios_stand_beside_the_base():
    uit = share_of_scenarios(STROOM, **INSTELLINGEN)
    assert set(uit["scenario"]) == {"regeling", "ruim"}
    assert row(uit, jaar=2020, scenario="ruim")["aandeel"] == 0.45
    assert row(uit, jaar=2021, scenario="ruim")["reeksbreuk"] == "ja"
    basis = share_of_groups(STROOM, **INSTELLINGEN).query("groep == 'regeling'")["aandeel"]
    pd.testing.assert_series_equal(uit.query("scenario == 'regeling'")["aandeel"], basis, check_index=False)
