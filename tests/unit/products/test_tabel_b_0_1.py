"""Table B.0.1 from a few rows, by hand: own codes, suppressed cells, crebo's with several programmes."""

import pandas as pd
import pytest
from products.tabel_b_0_1 import named_programmes

GENOEMD = pd.DataFrame(
    [
        ("01AA", "bc001"),
        ("02BB", "bc001"),
        ("03CC", "bc001"),
        ("01AA", "bc002"),
        ("01AA", "bc003"),
        ("03CC", "bc008"),
        ("03CC", "bc009"),
    ],
    columns=["instelling", "bc"],
)
GEDIPLOMEERD = pd.DataFrame(
    [
        ("01AA", "25001", 12), ("01AA", "25011", 4),  # two crebo's of bc001: one institution
        ("98AA", "25001", 4),  # suppressed, and a code from before a merger
        ("03CC", "25001", 0),  # nobody
        ("01AA", "25002", 1), ("02BB", "25002", 9), ("03CC", "25002", 9),
        ("02BB", "25003", 50),  # bc003 and bc004: points at neither
        ("02BB", "25009", 50), ("02BB", "25999", 50),  # no programme
    ],
    columns=["instelling", "crebo", "aantal_max"],
)  # fmt: skip
CREBO_BC = pd.DataFrame(
    [
        ("25001", "bc001"),
        ("25011", "bc001"),
        ("25002", "bc002"),
        ("25009", "bc009"),
        ("25003", "bc003"),
        ("25003", "bc004"),
    ],
    columns=["crebo", "bc"],
)
REGELING = pd.DataFrame(
    [("bc001", "Naam uit de tabel", "zorg"), ("bc002", "Twee", ""), ("bc003", "Drie", "")],
    columns=["bc", "naam", "sector"],
)
NAMEN = pd.DataFrame(
    [("bc001", "Naam uit de crosswalk"), ("bc008", "Acht"), ("bc009", "Negen")], columns=["bc", "naam"]
)


@pytest.fixture
def tabel():
    return named_programmes(
        GENOEMD, gediplomeerden=GEDIPLOMEERD, crebo_bc=CREBO_BC, regeling=REGELING, namen=NAMEN
    ).set_index("bc")


def test_every_named_programme_once(tabel):
    assert sorted(tabel.index) == ["bc001", "bc002", "bc003", "bc008", "bc009"]


def test_institutions_are_counted_on_their_own_codes_and_suppressed_counts(tabel):
    assert tabel.loc["bc001", ["instellingen_genoemd", "instellingen_met_gediplomeerden"]].tolist() == [3, 2]
    assert tabel.loc["bc002", ["instellingen_genoemd", "instellingen_met_gediplomeerden"]].tolist() == [1, 3]


def test_percentage_may_exceed_a_hundred_and_is_empty_without_graduates(tabel):
    assert tabel.loc["bc001", "procent"] == 150
    assert tabel.loc["bc002", "procent"] == pytest.approx(100 / 3)
    assert pd.isna(tabel.loc["bc003", "procent"])
    assert tabel.loc["bc009", "procent"] == 100
    assert tabel.loc["bc003", "instellingen_met_gediplomeerden"] == 0


def test_name_and_sector_of_the_published_table_and_else_of_the_crosswalk(tabel):
    assert tabel.loc["bc001", ["naam", "sector"]].tolist() == ["Naam uit de tabel", "zorg"]
    assert tabel.loc["bc002", ["naam", "sector"]].tolist() == ["Twee", ""]
    assert tabel.loc["bc008", ["naam", "sector"]].tolist() == ["Acht", ""]


def test_institution_that_names_a_programme_twice_counts_once():
    dubbel = pd.concat([GENOEMD, GENOEMD])
    uit = named_programmes(dubbel, gediplomeerden=GEDIPLOMEERD, crebo_bc=CREBO_BC, regeling=REGELING, namen=NAMEN)
    assert uit.set_index("bc").loc["bc001", "instellingen_genoemd"] == 3
