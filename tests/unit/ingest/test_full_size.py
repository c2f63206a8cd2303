"""The .sav files that the benchmarks write by themselves: plain SPSS to pyreadstat, the same rows in either order."""

import sys

import polars as pl
import pyreadstat
import pytest
from helpers.project import ROOT
from helpers.sav_files import CONTRACTEN

from werkagenda.contract.contracts import load_contract
from werkagenda.ingest.sav import ingest_sav

sys.path.insert(0, str(ROOT / "benchmarks"))
from sav_rijen import write_jobs

# Persons with two jobs of twelve months, and one who is cut off after the third month of the first.
RIJEN = 20 * 24 + 3


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    """The rows of each file, as pyreadstat and as we read them."""
    map_, uit = tmp_path_factory.mktemp("sav"), {}
    for soort in ("sav", "zsav"):
        for op_volgorde in (True, False):
            pad = map_ / f"SPOLISBUS2021V2.{soort}"
            write_jobs(pad, RIJEN, in_volgorde=op_volgorde)
            ingest_sav(load_contract(CONTRACTEN / "banen.yaml"), pad, map_ / "uit.parquet", jaar=2021)
            uit[soort, op_volgorde] = pyreadstat.read_sav(pad)[0], pl.read_parquet(map_ / "uit.parquet")
    return uit


def test_rows_are_those_that_were_meant(read):
    ruw, _ = read["sav", True]
    assert len(ruw) == RIJEN
    assert ruw["RINPERSOON"].nunique() == 21
    assert ruw["IKVID"].nunique() == 41
    assert (ruw["RINPERSOON"].str.len().eq(9) & ruw["IKVID"].str.len().eq(12)).all()
    assert ruw["RINPERSOON"].is_monotonic_increasing
    laatste = ruw.iloc[[0, 1, 11, RIJEN - 1]][["SDATUMAANVANGIKO", "SDATUMEINDEIKO"]].to_numpy().tolist()
    assert laatste == [
        ["20210101", "20210131"], ["20210201", "20210228"], ["20211201", "20211231"], ["20210301", "20210331"]
    ]  # fmt: skip
    assert ruw["SBASISUREN"].between(0, 169.9).all()
    assert ruw["SBASISUREN"].nunique() > 100


def test_each_file_holds_the_same_rows_and_is_read_in_order(read):
    kolommen = list(read["sav", True][0].columns)
    eerste, geordend = (
        read["sav", True][0].sort_values(kolommen, ignore_index=True),
        read["sav", True][1].sort(pl.all()),
    )
    assert not read["sav", False][0]["RINPERSOON"].is_monotonic_increasing
    for ruw, tabel in read.values():
        assert ruw.sort_values(kolommen, ignore_index=True).equals(eerste)
        assert tabel["rinpersoon"].is_sorted()
        assert tabel.sort(pl.all()).equals(geordend)
