"""A .sav in batches: the values of pyreadstat, the order of the contract, the same bytes each time."""

import random
import struct

import pandas as pd
import polars as pl
import pyreadstat
import pytest
from helpers.sav_files import CONTRACTEN, MOTOREN, write_sav

from werkagenda.contract.contracts import Column, Contract, load_contract
from werkagenda.errors import InputError
from werkagenda.ingest import sav, sorted_parquet
from werkagenda.ingest.sav import ingest_sav

RIJEN = 1000
BANEN = load_contract(CONTRACTEN / "banen.yaml")
ORDE = list(BANEN.volgorde)
LEEG = {"SWEKARBDUURKLASSE": [9, {"lo": 97, "hi": 99}], "SBASISUREN": [-9999]}


@pytest.fixture(autouse=True)
def small(monkeypatch):
    """Batches and piles of a few rows, so that a small file takes many."""
    monkeypatch.setattr(sav, "BATCH", 64)
    monkeypatch.setattr(sav, "_DEEL", 256)
    for name, rows in {"_RUN": 180, "_PIECE": 10, "_PIECES": 7, "_GROUP": 50}.items():
        monkeypatch.setattr(f"werkagenda.ingest.sorted_parquet.{name}", rows)


@pytest.fixture(scope="module")
def banen():
    """Jobs in any order with ties, labels and declared missings."""
    kies = random.Random(7)  # noqa: S311 - the same rows each time
    # Each three digits and few of them: persons with more jobs, jobs with more records.
    nummers = [f"{kies.randrange(200):09d}" for _ in range(RIJEN)]
    return {
        "RINPERSOONS": [kies.choice("RRRGO") for _ in nummers],
        "RINPERSOON": nummers,
        "IKVID": [f"{nummer}{kies.randrange(2)}" for nummer in nummers],
        "SDATUMAANVANGIKO": [f"2023{kies.randrange(1, 13):02d}01" for _ in nummers],
        "SDATUMEINDEIKO": ["20231231" for _ in nummers],
        "SWEKARBDUURKLASSE": [kies.choice([1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 9.0, 98.5, None]) for _ in nummers],
        "SBASISUREN": [kies.choice([-8.0, 0.0, 12.5, 160.0, -9999.0]) for _ in nummers],
        "SBASISLOON": [kies.randrange(500_000) / 100 for _ in nummers],
        "SCONTRACTSOORT": [kies.choice("ObBN9") for _ in nummers],
        "SSOORTBAAN": [kies.choice("1249") for _ in nummers],
        "SPOLISDIENSTVERBAND": [kies.choice("12") for _ in nummers],
        "SNIETNODIG": ["é" for _ in nummers],
    }


@pytest.fixture(scope="module")
def pad(banen, tmp_path_factory):
    return write_sav(
        tmp_path_factory.mktemp("sav") / "spolisbus2023v3.SAV",
        banen,
        row_compress=True,
        missing_ranges=LEEG,
        variable_value_labels={"SWEKARBDUURKLASSE": {6.0: "35 uur of meer"}, "SSOORTBAAN": {"2": "stagiair"}},
    )


def expected(pad):
    """The rows as pyreadstat and pandas see them, by our names and codes."""
    ruw, _ = pyreadstat.read_sav(pad)
    contract = {"O": "vast", "b": "tijdelijk", "B": "tijdelijk", "N": "nvt", "9": "nvt"}
    uit = pd.DataFrame(
        {
            "rinpersoons": ruw["RINPERSOONS"],
            "rinpersoon": ruw["RINPERSOON"],
            "ikvid": ruw["IKVID"],
            "aanvang": pd.to_datetime(ruw["SDATUMAANVANGIKO"], format="%Y%m%d").dt.date,
            "einde": pd.to_datetime(ruw["SDATUMEINDEIKO"], format="%Y%m%d").dt.date,
            "uurklasse": ruw["SWEKARBDUURKLASSE"],
            "uren": ruw["SBASISUREN"],
            "loon": ruw["SBASISLOON"],
            "contract": ruw["SCONTRACTSOORT"].map(contract),
            "soort_baan": ruw["SSOORTBAAN"],
            "dienstverband": ruw["SPOLISDIENSTVERBAND"].map({"1": "voltijd", "2": "deeltijd"}),
        }
    )
    return uit.sort_values(ORDE, kind="stable")


@pytest.mark.parametrize("motor", MOTOREN)
def test_values_and_order_are_those_of_pyreadstat(pad, tmp_path, motor):
    doel = tmp_path / "uit.parquet"
    assert ingest_sav(BANEN, pad, doel, jaar=2023, motor=motor) == RIJEN
    uit, verwacht = pl.read_parquet(doel), expected(pad)
    assert dict(uit.schema) == {
        **dict.fromkeys(("rinpersoons", "rinpersoon", "ikvid"), pl.String),
        **dict.fromkeys(("aanvang", "einde"), pl.Date),
        "uurklasse": pl.Int8,
        "uren": pl.Float64,
        "loon": pl.Float64,
        **dict.fromkeys(("contract", "soort_baan", "dienstverband"), pl.String),
    }
    for naam in uit.columns:
        reeks = verwacht[naam]
        assert uit[naam].to_list() == [None if pd.isna(waarde) else waarde for waarde in reeks], naam
    # Declared missing, a range included: nine and 98.5 hours' class, -9999 hours.
    assert uit["uurklasse"].null_count() > verwacht["uren"].isna().sum() > 0
    assert uit.height > uit.n_unique(ORDE), "the file must hold ties"


def test_same_file_gives_the_same_bytes_by_either_engine(pad, tmp_path):
    doelen = [tmp_path / f"{nummer}.parquet" for nummer in range(3)]
    for doel, motor in zip(doelen, [*MOTOREN, "auto"], strict=True):
        ingest_sav(BANEN, pad, doel, jaar=2023, motor=motor)
    assert len({doel.read_bytes() for doel in doelen}) == 1
    assert sorted(tmp_path.iterdir()) == doelen


def test_ordered_file_is_not_sorted_again(banen, tmp_path, monkeypatch):
    frame = pd.DataFrame(banen)
    velden = ["RINPERSOONS", "RINPERSOON"]
    geordend = write_sav(
        tmp_path / "b.sav", frame.sort_values(velden, kind="stable").to_dict("list"), missing_ranges=LEEG
    )
    monkeypatch.setattr(sorted_parquet, "_Runs", None)
    ingest_sav(BANEN, geordend, tmp_path / "b.parquet", jaar=2023)
    door_elkaar = write_sav(tmp_path / "a.sav", banen, missing_ranges=LEEG)
    monkeypatch.undo()
    ingest_sav(BANEN, door_elkaar, tmp_path / "a.parquet", jaar=2023)
    assert pl.read_parquet(tmp_path / "a.parquet").equals(pl.read_parquet(tmp_path / "b.parquet"))


@pytest.mark.parametrize("motor", MOTOREN)
def test_key_twice_far_apart(tmp_path, motor):
    nummers = [f"{nummer:09d}" for nummer in range(300)]
    rijen = {
        "RINPERSOONS": ["R"] * 301,
        "RINPERSOON": [*nummers, nummers[0]],
        "OPLNIVSOI2016AGG4HBMETNIRWO": ["2112"] * 301,
    }
    contract = load_contract(CONTRACTEN / "hoogsteopl.yaml")
    with pytest.raises(InputError, match="1 rijen herhalen een sleutel"):
        ingest_sav(contract, write_sav(tmp_path / "a.sav", rijen), tmp_path / "u.parquet", jaar=2018, motor=motor)
    assert [rest.name for rest in tmp_path.iterdir()] == ["a.sav"]


def test_unknown_codes_are_counted_over_all_batches(tmp_path, banen):
    vreemd = banen | {"SSOORTBAAN": ["8" if plek % 100 == 0 else "2" for plek in range(RIJEN)]}
    with pytest.raises(
        InputError, match=r"kolom SSOORTBAAN: 10 rijen met een onbekende waarde '8'; verwacht: '1', '2'"
    ):
        ingest_sav(BANEN, write_sav(tmp_path / "a.sav", vreemd, missing_ranges=LEEG), tmp_path / "u.parquet", jaar=2023)


def test_fewer_rows_than_the_header_says(pad, tmp_path, monkeypatch):
    echt = sav._with_polars
    monkeypatch.setattr(sav, "_with_polars", lambda *alles: list(echt(*alles))[:-1])
    with pytest.raises(InputError, match="960 rijen gelezen; verwacht: 1000 rijen volgens de kop"):
        ingest_sav(BANEN, pad, tmp_path / "u.parquet", jaar=2023)


@pytest.mark.parametrize("minder", [0, 1, 39, 40, 41, 64, RIJEN - 1])
def test_a_zsav_is_unpacked_once_to_see_all_its_rows(pad, banen, tmp_path, monkeypatch, minder):
    """Its header states some rows less than there are, at the ends of batches too; the file itself is left alone."""
    look_again = sav._has_more
    monkeypatch.setattr(sav, "_has_more", None)
    zsav, doel = tmp_path / "spolisbus2023v3.zsav", tmp_path / "uit.parquet"
    write_sav(
        zsav,
        banen,
        compress=True,
        missing_ranges=LEEG,
        variable_value_labels={"SWEKARBDUURKLASSE": {6.0: "35 uur of meer"}, "SSOORTBAAN": {"2": "stagiair"}},
    )
    with zsav.open("r+b") as bestand:
        bestand.seek(80)
        bestand.write(struct.pack("<i", RIJEN - minder))
    eerder = zsav.read_bytes()
    assert eerder.startswith(b"$FL3")
    if minder:
        with pytest.raises(InputError, match=f"er staan meer rijen in dan de {RIJEN - minder} die de kop noemt"):
            ingest_sav(BANEN, zsav, doel, jaar=2023)
        assert list(tmp_path.iterdir()) == [zsav]
    else:
        ingest_sav(BANEN, zsav, doel, jaar=2023)
        monkeypatch.setattr(sav, "_has_more", look_again)
        ingest_sav(BANEN, pad, tmp_path / "van_sav.parquet", jaar=2023)
        assert doel.read_bytes() == (tmp_path / "van_sav.parquet").read_bytes()
    assert zsav.read_bytes() == eerder


def test_kinds_of_columns(tmp_path):
    contract = Contract(
        naam="proef",
        titel="",
        kolommen=(
            Column("wie", "tekst", "WIE"),
            Column("leeftijd", "geheel", "LEEFTIJD", leeg_mag=True),
            Column("jaar", "jaar", "JAAR", leeg=("0",)),
            Column("bedrag", "getal", "BEDRAG", notaties=("decimaalpunt", "decimaalkomma")),
            Column("code", "code", "CODE", patroon="[a-z]{2}", kleine_letters=True, leeg=("-",)),
            Column("later", "code", "LATER", vanaf=2030),
        ),
        sleutel=(),
        volgorde=("code", "jaar"),
    )
    kolommen = {
        "WIE": ["ë", "", " b"],
        "LEEFTIJD": ["007", "", "19"],
        "JAAR": ["2021", "0000", "1999"],
        "BEDRAG": ["1,5", "", "-2.25"],
        "CODE": ["ZZ", "AB", "-"],
    }
    ingest_sav(contract, write_sav(tmp_path / "a.sav", kolommen), tmp_path / "u.parquet", jaar=2023)
    assert pl.read_parquet(tmp_path / "u.parquet").rows() == [
        ("b", 19, 1999, -2.25, None, None),
        ("", None, None, None, "ab", None),
        ("ë", 7, 2021, 1.5, "zz", None),
    ]


def test_codes_of_one_byte_that_turn_up_later_and_later(tmp_path):
    """Every letter that a byte can be, in batches of 64 in which few are new, and in each of them a text of none."""
    letters = [chr(byte) for byte in range(33, 127)]
    waarden = ["" if plek % 50 == 0 else letters[plek // 30 + plek % 3] for plek in range(30 * (len(letters) - 2))]
    contract = Contract("proef", "", (Column("letter", "code", "LETTER", kleine_letters=True, leeg=("", "b")),), ())
    ingest_sav(contract, write_sav(tmp_path / "a.sav", {"LETTER": waarden}), tmp_path / "u.parquet", jaar=2023)
    verwacht = [None if waarde in {"", "b", "B"} else waarde.lower() for waarde in waarden]
    assert pl.read_parquet(tmp_path / "u.parquet")["letter"].to_list() == verwacht


def test_column_that_is_something_else_is_given_up(tmp_path):
    rijen = {naam: [f"{plek:06d}" for plek in range(2000)] for naam in ("RINPERSOON", "RINPERSOONS")}
    contract = Contract("proef", "", (Column("code", "code", "RINPERSOON", codes={"1": "1"}),), ())
    with pytest.raises(InputError, match=r"rijen met een onbekende waarde '000000', .* andere; verwacht: '1'"):
        ingest_sav(contract, write_sav(tmp_path / "a.sav", rijen), tmp_path / "u.parquet", jaar=2023)
