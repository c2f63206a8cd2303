"""Raw text columns into typed ones, by hand: DUO's marks for a suppressed count, code lists, keys and wide files."""

import re

import pyarrow as pa
import pytest

from werkagenda.contract.contracts import Column, Contract, WideColumns
from werkagenda.errors import InputError
from werkagenda.ingest.normalise import normalise as met_rijnummers

DECIMAAL = ("decimaalpunt", "decimaalkomma")
SMAL = Contract(
    naam="instroom",
    titel="Proef",
    kolommen=(
        Column("instelling", "code", "CODE", patroon=r"\d\d[A-Z]{2}"),
        Column("leerweg", "code", "LEERWEG", codes={"BOLVT": "bol", "BOLDT": "bol", "BBL": "bbl"}),
        Column("bc", "code", "BC", kleine_letters=True, patroon=r"bc\d{3}"),
        Column("niveau", "geheel", "NIVEAU"),
        Column("aantal", "telling", "AANTAL"),
        Column("naam", "tekst", "NAAM", gebruik=False),
    ),
    sleutel=("instelling", "leerweg", "bc"),
)
BREED = Contract(
    naam="gediplomeerden",
    titel="Proef",
    kolommen=(Column("crebo", "code", "CREBO", patroon=r"\d{5}"),),
    sleutel=("jaar", "crebo", "geslacht"),
    breed=WideColumns(
        re.compile(r"DIP(?P<geslacht>MAN|VROUW)(?P<jaar>\d{4})"),
        "aantal",
        {"geslacht": {"MAN": "man", "VROUW": "vrouw"}},
        "",
        "",
    ),
)


def normalise(tabel, contract, bestand):
    return met_rijnummers(tabel, contract, bestand, rijnummers=range(2, tabel.num_rows + 2))


def raw(**anders):
    kolommen = {
        "CODE": ["25LX", "21CY ", "21CY"],
        "LEERWEG": ["BBL", "BOLVT", "BOLDT"],
        "BC": ["bc008", "BC005", " bc005"],
        "NIVEAU": ["4", "2", "2"],
        "AANTAL": ["-1", "12", "0"],
        "NAAM": ["Curio", "Curio", "Curio"],
    }
    return pa.table(kolommen | anders)


def rows(tabel):
    return [tuple(rij.values()) for rij in tabel.to_pylist()]


def test_trimmed_lower_case_translated_and_sorted_by_raw_key():
    uit = normalise(raw(), SMAL, "f.csv")
    assert uit.column_names == ["instelling", "leerweg", "bc", "niveau", "aantal"]
    # BOLDT sorts before BOLVT; both are bol, and the key stays unique.
    assert rows(uit) == [
        ("21CY", "bol", "bc005", 2, 0),
        ("21CY", "bol", "bc005", 2, 12),
        ("25LX", "bbl", "bc008", 4, None),
    ]


@pytest.mark.parametrize("teken", ["-1", "<5"])
def test_suppressed_counts_are_empty_and_never_a_number(teken):
    uit = normalise(raw(AANTAL=[teken, "5", "4"]), SMAL, "f.csv")
    assert sorted(uit["aantal"].to_pylist(), key=str) == [4, 5, None]


def test_four_is_suppressed_only_where_the_indicator_says_so():
    uit = normalise(raw(AANTAL=["4", "4", "7"], INDICATIEAVG=["J", "N", "J"]), SMAL, "f.csv")
    assert rows(uit.select(["instelling", "aantal"])) == [("21CY", 7), ("21CY", 4), ("25LX", None)]


@pytest.mark.parametrize("waarde", ["-2", "3.0", "", "1e3", "<4", "٣", "4 2"])
def test_other_counts_are_refused_with_the_column_and_the_number_of_rows(waarde):
    with pytest.raises(InputError, match=r"instroom \| f\.csv \| kolom AANTAL: 2 rijen"):
        normalise(raw(AANTAL=[waarde, "1", waarde]), SMAL, "f.csv")


@pytest.mark.parametrize(
    ("kolom", "waarden", "code"),
    [
        ("LEERWEG", ["BOL", "BBL", "BBL"], "BOL"),
        ("CODE", ["25lx", "21CY", "21CY"], "25lx"),
        ("BC", ["bc08", "bc005", "bc005"], "bc08"),
        ("NIVEAU", ["vier", "2", "2"], "vier"),
    ],
)
def test_unknown_code_names_file_column_and_code(kolom, waarden, code):
    with pytest.raises(InputError, match=rf"f\.csv \| kolom {kolom}: 1 rijen met een onbekende waarde '{code}'"):
        normalise(raw(**{kolom: waarden}), SMAL, "f.csv")


def test_key_that_stands_twice_is_refused():
    with pytest.raises(InputError, match=r"1 rijen herhalen een sleutel.*instelling, leerweg, bc"):
        normalise(raw(LEERWEG=["BBL", "BOLVT", "BOLVT"]), SMAL, "f.csv")


def test_order_of_the_rows_does_not_matter():
    assert rows(normalise(raw().take([2, 0, 1]), SMAL, "f.csv")) == rows(normalise(raw(), SMAL, "f.csv"))


def test_wide_file_becomes_a_row_per_year_and_group():
    tabel = pa.table(
        {
            "CREBO": ["25002", "25001"],
            "DIPMAN2022": ["7", "-1"],
            "DIPVROUW2022": ["0", "11"],
            "DIPMAN2021": ["5", "6"],
            "DIPVROUW2021": ["<5", "8"],
        }
    )
    uit = normalise(tabel, BREED, "f.csv")
    assert rows(uit.select(["jaar", "crebo", "geslacht", "aantal"])) == [
        (2021, "25001", "man", 6),
        (2021, "25001", "vrouw", 8),
        (2021, "25002", "man", 5),
        (2021, "25002", "vrouw", None),
        (2022, "25001", "man", None),
        (2022, "25001", "vrouw", 11),
        (2022, "25002", "man", 7),
        (2022, "25002", "vrouw", 0),
    ]


def test_shares_take_a_comma_or_a_point_and_stay_between_zero_and_one():
    contract = Contract(
        "p", "", (Column("a", "aandeel", "A", notaties=DECIMAAL), Column("g", "getal", "G", notaties=DECIMAAL)), ()
    )
    uit = normalise(pa.table({"A": ["0,25", "1", "0.5"], "G": ["1,5", "-2", "3"]}), contract, "f.csv")
    assert rows(uit) == [(0.25, 1.5), (1.0, -2.0), (0.5, 3.0)]
    with pytest.raises(InputError, match=r"kolom A: 2 rijen.*een aandeel van 0 tot 1"):
        normalise(pa.table({"A": ["1,01", "-0,1", "0.5"], "G": ["1", "1", "1"]}), contract, "f.csv")
