"""Sectors from a few rows, and that they add up to `regeling`."""

import pandas as pd
import pytest
from derive.indeling import classify
from helpers.both_flows import flow
from helpers.flow_example import slice_of, stroom
from products.aantallen import count_groups
from products.sectoren import count_sectors
from unit.derive.test_indeling import GENOEMD
from unit.derive.test_stroom import CREBO_BC, FUSIES, GEDIPLOMEERD, INSTROOM

STROOM = stroom(
    *slice_of(2022, "instroom", 100, {"regeling": 30, "sector:zorg": 10, "sector:klimaat en energie": 20}),
    *slice_of(2022, "instroom", 50, {"regeling": 5, "sector:zorg": 5}, leerweg="bbl"),
    *slice_of(2022, "instroom", 9, {"regeling": 9, "sector:zorg": 9}, leerweg="overig"),
    *slice_of(2022, "instroom_nieuw", 60, {"regeling": 20, "sector:zorg": 7}),
    *slice_of(2022, "gediplomeerd", 80, {"regeling": 8, "sector:zorg": 8, "scenario:ruim": 9}),
)


def test_counts_per_sector_measure_and_year():
    uit = count_sectors(
        STROOM, sectoren=["zorg", "klimaat en energie", "onderwijs"], leerwegen=["bol", "bbl"], reeksbreuk=2021
    )
    assert uit.set_index(["jaar", "maat", "sector"])["aantal"].to_dict() == {
        (2022, "instroom", "zorg"): 15,
        (2022, "instroom", "klimaat en energie"): 20,
        (2022, "instroom", "onderwijs"): 0,  # a sector without programmes is a row of zeros
        (2022, "gediplomeerd", "zorg"): 8,
        (2022, "gediplomeerd", "klimaat en energie"): 0,
        (2022, "gediplomeerd", "onderwijs"): 0,
    }
    assert (uit["aantal_min"] == uit["aantal_max"]).all()
    assert (uit["aandeel_onderdrukt"] == 0).all()


def test_suppressed_part_and_bounds_per_sector():
    rijen = stroom(
        (2022, "instroom", "sector:zorg", "01AA", "bol", 4, 2, 3.6, 8, 3.6, 0, 0),
        (2022, "instroom", "sector:zorg", "02BB", "bol", 4, 10, 10.0, 10, 0.0, 0, 0),
    )
    uit = count_sectors(rijen, sectoren=["zorg"], leerwegen=["bol"], reeksbreuk=2021)
    assert uit[["aantal_min", "aantal", "aantal_max"]].to_numpy().tolist() == [[12, 14, 18]]
    assert uit["aandeel_onderdrukt"].tolist() == [pytest.approx(3.6 / 13.6)]


def test_sectors_add_up_to_regeling():
    regeling = pd.DataFrame(
        [("bc001", "zorg"), ("bc002", "woningbouw"), ("bc007", ""), ("bc009", "veiligheid")], columns=["bc", "sector"]
    )
    indeling = classify(GENOEMD, regeling=regeling, fusies=FUSIES, scenarios={})
    # A crebo with BCs in two sectors is uncertain in each and sure in both together: left out of this sum.
    gediplomeerd = GEDIPLOMEERD[GEDIPLOMEERD["crebo"] != "25003"]
    alles = flow(
        INSTROOM,
        gediplomeerd,
        indeling=indeling,
        crebo_bc=CREBO_BC,
        fusies=FUSIES,
        definitie="opleiding",
        verwacht="model",
    )
    per_sector = count_sectors(
        alles, sectoren=regeling["sector"].iloc[[0, 1, 3]], leerwegen=["bol", "bbl"], reeksbreuk=2021
    )
    for maat in ("instroom", "gediplomeerd"):
        samen = (
            count_groups(alles, maat=maat, leerwegen=["bol", "bbl"], reeksbreuk=2021).set_index("groep").loc["regeling"]
        )
        som = per_sector[per_sector["maat"] == maat][["aantal_min", "aantal", "aantal_max"]].sum()
        assert som["aantal_min"] == samen["aantal_min"]
        assert som["aantal_max"] == samen["aantal_max"]
        assert som["aantal"] == pytest.approx(samen["aantal"], abs=1)  # each sector is rounded by itself
