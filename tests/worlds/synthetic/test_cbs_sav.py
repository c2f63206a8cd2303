"""The writer of synthetic .sav files, on a few rows; and the same seed gives the same bytes."""

import time

import numpy as np
import polars as pl
import pyreadstat
import pytest
from helpers.cbs_world import build_cbs, calibration
from helpers.duo_world import RES

from werkagenda.contract.contracts import load_contract
from werkagenda.synthetic.cbs_sav import SavStyle, job_number, person_number, write_sav

CONTRACT = load_contract(RES / "contracts" / "raw" / "diplomas.yaml")
TABEL = pl.DataFrame(
    {
        "rinpersoons": ["R", "G"],
        "rinpersoon": ["000000012", "123456789"],
        "examendatum": [20170601, 20170602],
        "oplnr": ["001234", "654321"],
        "brin_crypt": ["AB", "CD"],
        "leerweg": ["bol", "bbl"],
        "hoofddiploma": ["1", "2"],
        "hoogste_diploma": ["1", "0"],
    }
)


def written(pad, **stijl):
    write_sav(TABEL, pad, contract=CONTRACT, rng=np.random.default_rng(1), stijl=SavStyle(**stijl))
    return pyreadstat.read_sav(str(pad), user_missing=True)


def test_values_become_the_codes_of_the_contract(tmp_path):
    tabel, meta = written(tmp_path / "a.sav")
    assert tabel["TYPEMBODPL"].tolist() == ["1", "3"]
    assert tabel["EXAMENDATUMMBO"].tolist() == ["20170601", "20170602"]
    assert tabel["OPLNR"].tolist() == ["001234", "654321"]
    assert meta.variable_value_labels == {}


def test_styles_change_storage_not_values(tmp_path):
    tabel, meta = written(tmp_path / "a.sav", als_getal=True, kolomletters="klein")
    assert tabel["typembodpl"].tolist() == [1, 3]
    assert tabel["oplnr"].tolist() == [1234, 654321]
    assert tabel["rinpersoon"].tolist() == ["000000012", "123456789"]
    assert meta.variable_value_labels["typembodpl"][3.0] == "bbl"
    tabel, meta = written(tmp_path / "b.sav", tekstlabels=True, zonder_nullen=True)
    assert tabel["OPLNR"].tolist() == ["1234", "654321"]
    assert meta.variable_value_labels["TYPEMBODPL"]["3"] == "bbl"


def test_unknown_code_only_behind_the_switch(tmp_path):
    wereld = calibration(1, 1).wereld
    for aan in (False, True):
        stijl = SavStyle.of_year(wereld, "diplomas", 2016, onbekende_codes=aan)
        write_sav(TABEL, tmp_path / "a.sav", contract=CONTRACT, rng=np.random.default_rng(1), stijl=stijl)
        codes = set(pyreadstat.read_sav(str(tmp_path / "a.sav"))[0]["TYPEMBODPL"])
        assert bool(codes - set(CONTRACT.column("leerweg").codes)) == aan


@pytest.mark.parametrize("bron", ["inschrijvingen", "diplomas", "personen", "hoogsteopl", "banen"])
def test_the_unknown_code_of_each_source_is_in_no_contract(bron):
    ((kolom, code),) = calibration(1, 1).wereld["onbekende_codes"][bron].items()
    assert code not in load_contract(RES / "contracts" / "raw" / f"{bron}.yaml").column(kolom).codes


def test_numbers_are_unique_and_of_fixed_width():
    nummers = np.concatenate([np.arange(10_000), 999_999_000 + np.arange(900)])
    for tekst, breedte in ((person_number(nummers), 9), (job_number(nummers * 10), 11)):
        assert tekst.n_unique() == len(nummers)
        assert set(tekst.str.len_chars()) == {breedte}


def test_writing_again_gives_the_same_bytes(tmp_path):
    # The writer puts labels in another order each time, and the second of writing in the header.
    stijlen = {"getal": {"als_getal": True}, "tekst": {"tekstlabels": True}}
    for naam, stijl in stijlen.items():
        written(tmp_path / f"{naam}.sav", **stijl)
    time.sleep(1.1)
    for naam, stijl in stijlen.items():
        for _ in range(8):
            _, meta = written(tmp_path / "b.sav", **stijl)
            assert (tmp_path / f"{naam}.sav").read_bytes() == (tmp_path / "b.sav").read_bytes(), naam
        assert set(meta.variable_value_labels["SELECTIEHOOFDDPLMBO"].values()) == {
            woorden[0] for woorden in CONTRACT.column("hoofddiploma").labels.values()
        }


def test_same_seed_same_bytes(microdata, tmp_path):
    weer = build_cbs(tmp_path, zaad=7, omvang=0.01)
    for bron, paden in microdata.items():
        for een, twee in zip(paden, weer[bron], strict=True):
            assert een.read_bytes() == twee.read_bytes(), een.name
