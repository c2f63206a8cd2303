"""Group 3 and the position in the sector, by hand."""

import pandas as pd
from helpers.flow_example import slice_of, stroom

from werkagenda.factsheets.position import group_shares, position

PLEK = {
    "laag_start": 3 / 23,
    "hoog_start": 8 / 23,
    "n_start": 23,
    "groep_start": "hoog",
    "laag_recent": 0.25,
    "hoog_recent": 0.0,
    "n_recent": 20,
    "groep_recent": "midden",
    "ambitie": "hoog",
    "beweging": "daler",
}


def test_counts_come_back_from_the_shares():
    uit = position(PLEK)
    assert [list(telling.values()) for telling in uit["tellingen"]] == [
        ["start", "23", "3", "8", "hoog"],
        ["recent", "20", "5", "0", "midden"],
    ]
    assert (uit["beweging"], uit["ambitie"]) == ("daler", "hoog")


def test_an_institution_without_recent_values_has_no_movement():
    niets = {"laag_recent": float("nan"), "n_recent": float("nan"), "groep_recent": None, "beweging": None}
    uit = position(PLEK | niets | {"ambitie": None})
    assert [telling["soort"] for telling in uit["tellingen"]] == ["start"]
    assert (uit["beweging"], uit["ambitie"]) == ("", "")


def test_group_shares_of_the_last_years_with_bounds_where_they_show():
    rijen = [
        rij
        for jaar in range(2018, 2025)
        for rij in slice_of(jaar, "instroom", 80, {"regeling": 20}, instelling="01AA")
        + slice_of(jaar, "gediplomeerd", 40, {"regeling": 1}, instelling="01AA")
    ]
    tabel = stroom(*rijen)
    # Two of the twenty of 2024 may be zero to four suppressed students each: 18 / 80 to 26 / 86.
    laatste = (tabel["jaar"] == 2024) & (tabel["maat"] == "instroom") & (tabel["groep"] == "regeling")
    tabel.loc[laatste, ["aantal_min", "aantal_max"]] = [18.0, 26.0]
    tabel.loc[laatste, ["rest_min", "rest_max"]] = [60.0, 62.0]
    spreiding = pd.DataFrame(
        {"jaar": [2024], "maat": ["instroom"], "groep": ["regeling"], "p25": [0.155], "p75": [0.3005]}
    )
    uit = group_shares(tabel, spreiding, leerwegen=["bol", "bbl"])["01AA"]
    assert uit["jaren"] == ["2020", "2021", "2022", "2023", "2024"]
    instroom, gediplomeerd = uit["maten"]
    assert [cel["tekst"] for cel in instroom["eigen"]] == ["25,0%"] * 5
    # 18 / (18 + 62) and 26 / (26 + 60).
    assert instroom["eigen"][-1]["grenzen"] == "22,5% tot 30,2%"
    assert instroom["eigen"][0]["grenzen"] == ""
    assert instroom["sector"] == ["–"] * 4 + ["15,5% tot 30,1%"]  # noqa: RUF001 - the dash for no value
    assert gediplomeerd["eigen"][0]["tekst"] == "2,5%"
