"""Bounds of graduates per cell, by hand."""

import pandas as pd
import pytest
from derive.gediplomeerden_cellen import bound_cells, combine

KOLOMMEN = ["jaar", "instelling", "plaats", "crebo", "leerweg", "niveau", "geslacht", "aantal"]
RIJEN = [
    # 2023 shows a 0: a suppressed cell then holds one graduate or more.
    (2023, "01AA", "Almere", "25001", "bol", 4, "man", 12),
    (2023, "01AA", "Almere", "25001", "bol", 4, "vrouw", None),
    (2023, "01AA", "Breda", "25001", "bol", 4, "man", None),
    (2023, "01AA", "Breda", "25001", "bol", 4, "vrouw", 0),
    (2023, "01AA", "Breda", "25001", "bbl", 4, "man", 0),
    (2023, "01AA", "Breda", "25001", "bbl", 4, "vrouw", 0),
    (2023, "02BB", "Breda", "25001", "bol", 3, "man", 0),
    (2023, "02BB", "Breda", "25001", "bol", 3, "vrouw", 7),
    (2022, "01AA", "Almere", "25001", "bol", 4, "man", 9),
    (2022, "01AA", "Almere", "25001", "bol", 4, "vrouw", None),
]


def table(rijen=RIJEN):
    return pd.DataFrame(rijen, columns=KOLOMMEN).astype({"aantal": "Int64"})


def by_key(cellen):
    return cellen.set_index(["jaar", "instelling", "leerweg"])[["aantal_min", "aantal", "aantal_max", "onderdrukt"]]


def test_places_and_sexes_add_up_and_low_auto_is_per_year():
    cellen, _ = bound_cells(table(), low="auto", high=4, verwacht="midden")
    uit = by_key(cellen)
    # 12 + two suppressed cells of 1-4.
    assert uit.loc[(2023, "01AA", "bol")].tolist() == [14, 17, 20, 5]
    assert uit.loc[(2023, "02BB", "bol")].tolist() == [7, 7, 7, 0]
    # 2022 shows no 0: 9 + one suppressed cell of 0-4.
    assert uit.loc[(2022, "01AA", "bol")].tolist() == [9, 11, 13, 2]


def test_cell_without_graduates_is_left_out():
    cellen, _ = bound_cells(table(), low="auto", high=4, verwacht="midden")
    assert "bbl" not in set(cellen["leerweg"])
    assert len(cellen) == 3


@pytest.mark.parametrize(("low", "high", "uit"), [(0, 4, [12, 16, 20, 4]), (1, 3, [14, 16, 18, 4])])
def test_low_and_high_follow_the_settings(low, high, uit):
    cellen, _ = bound_cells(table(), low=low, high=high, verwacht="midden")
    assert by_key(cellen).loc[(2023, "01AA", "bol")].tolist() == uit


def test_summary_counts_cells_and_suppressed_per_year():
    _, overzicht = bound_cells(table(), low="auto", high=4, verwacht="midden")
    kolommen = ["jaar", "cellen", "onderdrukt", "laagste", "gemiddelde"]
    assert overzicht[kolommen].to_numpy().tolist() == [[2022, 2, 1, 0, 2.0], [2023, 8, 2, 1, 2.5]]
    assert set(overzicht["bron"]) == {"gediplomeerden"}
    assert set(overzicht["maat"]) == {"gediplomeerd"}


def test_model_is_fitted_per_year_on_published_cells_only():
    # Counts that halve (2^-k): the mean of 1-4 is (1x8 + 2x4 + 3x2 + 4x1) / 15 = 26/15.
    aantallen = [k for k in range(5, 13) for _ in range(2 ** (13 - k))]
    rijen = [(2023, f"{i:04}", "X", "25001", "bol", 4, "man", n) for i, n in enumerate(aantallen)]
    rijen += [
        (2023, f"s{i:04}", "X", "25001", "bol", 4, "man", None) for i in range(sum(2 ** (13 - k) for k in range(1, 5)))
    ]
    rijen += [
        (2022, f"{i:04}", "X", "25001", "bol", 4, "man", n) for i, n in enumerate([5, 9, 9, 10, 11, 11, 12, 12, 12])
    ]
    rijen += [(2022, "s", "X", "25001", "bol", 4, "man", None)]
    cellen, overzicht = bound_cells(table(rijen), low=1, high=4, verwacht="model")
    per_jaar = overzicht.set_index("jaar")["gemiddelde"]
    assert per_jaar[2023] == pytest.approx(26 / 15, abs=0.02)
    assert per_jaar[2022] > 2.0  # rising counts point at the high end
    eerste = cellen[(cellen["jaar"] == 2023) & (cellen["instelling"] == "s0000")].iloc[0]
    assert eerste["aantal"] == eerste["onderdrukt"] == per_jaar[2023]
    assert (eerste["aantal_min"], eerste["aantal_max"]) == (1, 4)


def test_order_of_the_rows_does_not_matter():
    een, _ = bound_cells(table(), low="auto", high=4, verwacht="model")
    ander, _ = bound_cells(table().sample(frac=1, random_state=3), low="auto", high=4, verwacht="model")
    pd.testing.assert_frame_equal(een, ander)


def test_editions_stand_beside_each_other():
    deel = pd.DataFrame({"jaar": [2022]})
    uit = combine([("open", deel), ("levering", deel.assign(jaar=2021))])
    assert uit.to_numpy().tolist() == [[2022, "open"], [2021, "levering"]]
