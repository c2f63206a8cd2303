"""Shares by leerweg, level and kind of institution, by hand."""

import pandas as pd
import pytest
from helpers.flow_example import slice_of, stroom
from products.uitsplitsing import bbl_in_all, break_down, main_groups, new_and_switched

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


# Two hoofdgroepen and the total; 6 of 40 in the bbl, all of them in Zorg.
DELEN = stroom(
    *slice_of(2022, "gediplomeerd", 34, {"Zorg": 10, "Bouw": 24}),
    *slice_of(2022, "gediplomeerd", 6, {"Zorg": 6, "Bouw": 0}, leerweg="bbl"),
    *slice_of(2022, "gediplomeerd", 9, {"Zorg": 9, "Bouw": 0}, leerweg="overig"),
)
STUDENTEN = pd.DataFrame(
    [(2022, "bol", 60.0, 60.0, 60.0), (2022, "bbl", 30.0, 40.0, 60.0), (2021, "bol", 75.0, 75.0, 75.0),
     (2021, "bbl", 25.0, 25.0, 25.0)],
    columns=["jaar", "leerweg", "aantal_min", "aantal", "aantal_max"],
)  # fmt: skip


def broken_down(rijen, instellingen=INSTELLINGEN):
    return break_down(
        rijen,
        instellingen=instellingen,
        delen=DELEN,
        studenten=STUDENTEN,
        leerwegen=["bol", "bbl"],
        reeksbreuk=2021,
    )


@pytest.fixture(scope="module")
def tabel():
    return broken_down(STROOM)


def row(tabel, uitsplitsing, groep="regeling", maat="instroom", **waar):
    sleutel = (
        {"leerweg": "", "niveau": "", "soort_instelling": "", "hoofdgroep": ""}
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
    assert set(tabel["maat"]) == {"instroom", "gediplomeerd", "studenten"}
    assert set(tabel["groep"]) == {"regeling", "bbl", "nieuw", "switch", "hoofdgroep"}
    assert (tabel["noemer"] > 0).all()
    assert not tabel.duplicated(
        ["jaar", "maat", "groep", "uitsplitsing", "leerweg", "niveau", "soort_instelling", "hoofdgroep"]
    ).any()


def test_bbl_bounds_the_other_way_where_bol_is_suppressed():
    rijen = stroom(
        (2022, "instroom", "totaal", "01AA", "bol", 3, 10, 12.0, 14, 2.0, 0, 0),
        (2022, "instroom", "totaal", "01AA", "bbl", 3, 6, 6.0, 6, 0.0, 0, 0),
    )
    uit = broken_down(rijen)
    assert row(uit, "totaal", groep="bbl") == [6, 18, pytest.approx(1 / 3), 6 / 20, 6 / 16]


def test_the_break_stands_in_the_first_year_of_the_new_definition_of_inflow_alone():
    jaren = [
        deel
        for jaar in (2020, 2021, 2022)
        for maat in ("instroom", "gediplomeerd")
        for deel in slice_of(jaar, maat, 100, {"regeling": 30})
    ]
    uit = broken_down(stroom(*jaren))
    met = uit[uit["reeksbreuk"] == "ja"]
    assert set(map(tuple, met[["jaar", "maat"]].to_numpy())) == {(2021, "instroom")}
    assert len(met) == len(uit[(uit["jaar"] == 2021) & (uit["maat"] == "instroom")])
    assert set(uit["reeksbreuk"]) == {"ja", "nee"}


def test_institution_without_a_kind_stops_the_run():
    with pytest.raises(
        InputError, match=r"instellingen \| instellingenmbo \| kolom INSTELLINGSCODE: 1 instellingen .*'03CC'"
    ):
        broken_down(STROOM, INSTELLINGEN.iloc[:2])


def test_bbl_by_level_and_in_all_students(tabel):
    # On level 2: 60 of 100.
    assert row(tabel, "niveau", groep="bbl", niveau="2")[:3] == [60, 100, 0.6]
    # 40 of 100; between 30 of 90 and 60 of 120.
    assert row(tabel, "totaal", groep="bbl", maat="studenten", jaar=2022) == [40, 100, 0.4, pytest.approx(1 / 3), 0.5]
    jaren = bbl_in_all(STUDENTEN).set_index("jaar")
    assert jaren["telling"].to_dict() == {2021: "geteld", 2022: "begrensd"}
    assert jaren.loc[2021, "aandeel"] == 0.25
    # A leerweg that does not count, or that nobody is in.
    alleen = STUDENTEN[STUDENTEN["leerweg"] == "bol"]
    assert bbl_in_all(alleen)["aandeel"].tolist() == [0, 0]
    assert bbl_in_all(alleen.assign(aantal_min=0.0, aantal=0.0, aantal_max=0.0)).empty


def test_hoofdgroepen_and_the_bbl_within_them(tabel):
    # 16 of 40 in Zorg, of which 6 in the bbl; other leerwegen do not count.
    zorg = {"maat": "gediplomeerd", "hoofdgroep": "Zorg"}
    assert row(tabel, "hoofdgroep", groep="hoofdgroep", **zorg)[:3] == [16, 40, 0.4]
    assert row(tabel, "hoofdgroep", groep="bbl", **zorg)[:3] == [6, 16, 0.375]
    assert row(tabel, "hoofdgroep", groep="bbl", maat="gediplomeerd", hoofdgroep="Bouw")[:3] == [0, 24, 0.0]
    delen = main_groups(DELEN[DELEN["leerweg"] != "overig"], None)
    assert delen[delen["groep"] == "hoofdgroep"]["aandeel"].sum() == 1


def test_new_to_mbo_and_switched(tabel):
    # Of 203.2 inflow 50 is new, all at 01AA in the bol on the level of the example.
    assert row(tabel, "totaal", groep="nieuw")[:2] == [50, 203]
    assert row(tabel, "totaal", groep="switch")[:2] == [153, 203]
    nieuw, switch = (row(tabel, "totaal", groep=groep) for groep in ("nieuw", "switch"))
    assert nieuw[2] + switch[2] == pytest.approx(1)
    # All inflow lies between 202 and 208.
    assert nieuw[3:] == pytest.approx([50 / 208, 50 / 202])
    assert switch[3:] == pytest.approx([1 - 50 / 202, 1 - 50 / 208])


def test_there_is_no_switching_where_the_inflow_is_those_new_to_mbo():
    telling = pd.DataFrame({"jaar": [2022], "aantal": [10], "telling": ["geteld"]})
    telling[["aantal_laag", "aantal_hoog", "aantal_min", "aantal_max"]] = 10
    assert new_and_switched(telling, telling, ["jaar"]).empty
    minder = telling.assign(aantal=4, aantal_laag=3, aantal_hoog=5, aantal_min=1, aantal_max=8, telling="geschat")
    uit = new_and_switched(telling, minder, ["jaar"]).set_index("groep")
    assert uit.loc["nieuw", ["aandeel", "aandeel_laag", "aandeel_hoog", "teller"]].tolist() == [0.4, 0.3, 0.5, 4]
    assert uit.loc["switch", ["aandeel", "aandeel_laag", "aandeel_max", "teller"]].tolist() == [0.6, 0.5, 0.9, 6]
    assert set(uit["telling"]) == {"geschat"}
    # One student is a share; where there may be nobody there is none.
    een = telling.assign(**dict.fromkeys(("aantal", "aantal_laag", "aantal_hoog", "aantal_min", "aantal_max"), 1))
    geen = een.assign(**dict.fromkeys(("aantal", "aantal_laag", "aantal_hoog", "aantal_min", "aantal_max"), 0))
    uit = new_and_switched(een, geen, ["jaar"]).set_index("groep")
    assert uit["aandeel"].to_dict() == {"nieuw": 0, "switch": 1}
    assert new_and_switched(een.assign(aantal_min=0), geen, ["jaar"]).empty
