"""From level 2 to level 4: whom to follow, by hand, and the shares of them."""

from datetime import date

import pandas as pd
import polars as pl
import pytest
from derive.doorstroom import follow
from helpers.cbs_rows import PERSOON, nummer
from helpers.project import ROOT
from products.doorstroom import on_to_level_4
from statsmodels.stats.proportion import proportion_confint

from werkagenda.contract.contracts import load_contract
from werkagenda.contract.tables import check_table

KOPPELING = pd.DataFrame({"oplnr": ["000002", "000003", "000004", "000044"], "niveau": [2, 3, 4, 4]})
# Per person the diplomas: cohort, level, leerweg, and whether it is the one of that cohort.
DIPLOMAS = {
    1: [(2016, 2, "bol", 1), (2018, 4, "bol", 1)],
    2: [(2016, 2, "bbl", 1), (2020, 4, "bol", 0)],
    3: [(2016, 2, "bol", 1), (2021, 4, "bol", 1)],
    4: [(2016, 2, "bol", 1)],
    5: [(2016, 2, "bol", 1), (2019, 4, "bbl", 1)],
    6: [(2016, 2, "bol", 0), (2016, 3, "bol", 1), (2018, 4, "bol", 1)],
    7: [(2016, 2, "overig", 1), (2018, 4, "bol", 1)],
    8: [(2016, 2, "bol", 1), (2016, 4, "bol", 0)],
    9: [(2016, 2, "bol", 1), (2018, 4, "bol", 1)],
}
OP_4 = ("000004", date(2017, 8, 1), None, "J", "mbo")
# Per person an enrolment: OPLNR, begin, end, funding and kind. Who is not here has none.
INSCHRIJVINGEN = {
    1: OP_4,
    2: ("000044", date(2017, 10, 1), date(2017, 10, 1), "J", "mbo"),
    3: OP_4,
    4: ("000003", date(2017, 8, 1), None, "J", "mbo"),
    5: ("000004", date(2017, 10, 2), None, "J", "mbo"),
    6: OP_4,
    7: OP_4,
    8: OP_4,
    9: ("000004", date(2017, 8, 1), None, "N", "mbo"),
}
# Level 4 within four years; just in time, and not the main one; a year late; went on at level 3; began a day too late;
# level 2 was not the one; another leerweg; at level 4 before going on; unfunded.
VERWACHT = {1: "ja", 2: "ja", 3: "nee", 4: None, 5: None, 8: "nee", 9: None}


def graduates():
    per_cohort = {}
    for cohort in range(2016, 2022):
        rijen = [
            (*nummer(wie), niveau, leerweg, gekozen)
            for wie, diplomas in DIPLOMAS.items()
            for jaar, niveau, leerweg, gekozen in diplomas
            if jaar == cohort
        ]
        per_cohort[cohort] = pd.DataFrame(rijen, columns=[*PERSOON, "niveau", "leerweg", "gekozen"])
    return per_cohort


@pytest.fixture
def gevolgd():
    schema = PERSOON | {
        "oplnr": pl.String, "aanvang": pl.Date, "einde": pl.Date, "bekostigd": pl.String, "type_onderwijs": pl.String,
    }  # fmt: skip
    rijen = [(*nummer(wie), *rij) for wie, rij in INSCHRIJVINGEN.items()]
    return follow(
        graduates(),
        {2017: pl.LazyFrame(rijen, schema=schema, orient="row")},
        KOPPELING,
        jaren=4,
        leerwegen=["bol", "bbl"],
        bekostigd=["J"],
    )


def test_who_goes_on_and_who_gets_there(gevolgd):
    tabel = gevolgd.set_index(gevolgd["rinpersoon"].astype(int))
    assert tabel["diploma"].astype(object).where(tabel["diploma"].notna(), None).to_dict() == VERWACHT
    assert tabel["doorstroom"].to_dict() == {wie: "nee" if wat is None else "ja" for wie, wat in VERWACHT.items()}
    assert set(tabel["jaar"]) == {2016}


def test_without_a_cohort_to_follow_there_are_no_rows():
    leeg = follow(graduates(), {}, KOPPELING, jaren=4, leerwegen=["bol"], bekostigd=["J"])
    contract = load_contract(ROOT / "resources" / "contracts" / "tabellen" / "doorstroom_4_binnen.yaml")
    assert check_table(on_to_level_4(leeg, leerwegen=["bol"]), contract).empty


def test_the_second_question_is_about_who_went_on(gevolgd):
    """Four of seven go on, two of them get there; of bbl the one does both."""
    contract = load_contract(ROOT / "resources" / "contracts" / "tabellen" / "doorstroom_4_binnen.yaml")
    uit = check_table(on_to_level_4(gevolgd, leerwegen=["bol", "bbl"]), contract)
    uit = uit.set_index(["jaar", "vraag", "categorie"])
    assert {sleutel: tuple(rij) for sleutel, rij in uit[["n", "teller", "n_nee"]].iterrows()} == {
        (2016, "doorstroom", "totaal"): (7, 4, 3),
        (2016, "doorstroom", "bol"): (6, 3, 3),
        (2016, "doorstroom", "bbl"): (1, 1, 0),
        (2016, "diploma", "totaal"): (4, 2, 2),
        (2016, "diploma", "bol"): (3, 1, 2),
        (2016, "diploma", "bbl"): (1, 1, 0),
    }
    rij = uit.loc[(2016, "diploma", "bol")]
    assert [rij["aandeel_min"], rij["aandeel_max"]] == pytest.approx(proportion_confint(1, 3, method="wilson"))
