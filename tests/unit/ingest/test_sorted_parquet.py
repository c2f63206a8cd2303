"""Rows in order or not, by hand on a few rows; empty cells come first."""

import polars as pl
import pytest

from werkagenda.ingest.sorted_parquet import OrderedWriter, sort_rows, spill_folder

RIJEN = [("b", 1, "x"), ("a", 2, "y"), (None, 9, "z"), ("b", 1, "w"), ("a", None, "v"), ("a", 2, "u")]
# Ties keep the order in which they came.
GEORDEND = [(None, 9, "z"), ("a", None, "v"), ("a", 2, "y"), ("a", 2, "u"), ("b", 1, "x"), ("b", 1, "w")]


def frame(rijen):
    return pl.DataFrame(rijen, schema={"wie": pl.String, "maand": pl.Int8, "wat": pl.String}, orient="row")


def write(pad, stukken, volgorde=("wie", "maand")):
    with OrderedWriter(pad, volgorde=volgorde) as writer:
        for stuk in stukken:
            writer.write(frame(stuk))
    return writer


@pytest.mark.parametrize("lengte", [1, 2, 3, 6])
def test_counts_within_and_across_batches(tmp_path, lengte):
    def stukken(rijen):
        return [rijen[eerste : eerste + lengte] for eerste in range(0, len(rijen), lengte)]

    door_elkaar = write(tmp_path / "a.parquet", stukken(RIJEN))
    # a after b, nothing after a, nothing after b.
    assert (door_elkaar.rijen, door_elkaar.wanorde, door_elkaar.herhaald) == (6, 3, 0)
    geordend = write(tmp_path / "b.parquet", stukken(GEORDEND))
    assert (geordend.rijen, geordend.wanorde, geordend.herhaald) == (6, 0, 2)


@pytest.mark.parametrize("emmer", [1, 2, 100])
def test_sorted_whatever_the_number_of_piles(tmp_path, monkeypatch, emmer):
    monkeypatch.setattr("werkagenda.ingest.sorted_parquet._EMMER", emmer)
    monkeypatch.setattr("werkagenda.ingest.sorted_parquet._STEEKPROEF", 1)
    bron, doel = tmp_path / "bron.parquet", tmp_path / "doel.parquet"
    los = write(bron, [RIJEN[:4], RIJEN[4:]])
    with spill_folder(doel) as map_, OrderedWriter(doel, volgorde=("wie", "maand")) as writer:
        sort_rows(bron, los, writer, map_)
    assert pl.read_parquet(doel).rows() == GEORDEND
    assert (writer.wanorde, writer.herhaald) == (0, 2)
    assert not map_.exists()


def test_order_that_begins_with_a_number(tmp_path):
    bron, doel, volgorde = tmp_path / "bron.parquet", tmp_path / "doel.parquet", ("maand", "wie")
    los = write(bron, [RIJEN[:4], RIJEN[4:]], volgorde)
    with spill_folder(doel) as map_, OrderedWriter(doel, volgorde=volgorde) as writer:
        sort_rows(bron, los, writer, map_)
    assert pl.read_parquet(doel)["wat"].to_list() == ["v", "x", "w", "y", "u", "z"]


def test_spill_folder_is_emptied_before_and_after(tmp_path):
    oud = tmp_path / "doel.sorteren"
    oud.mkdir()
    (oud / "rest.arrows").write_bytes(b"van een afgebroken run")
    with pytest.raises(OSError, match="vol"), spill_folder(tmp_path / "doel.parquet") as map_:
        full_disk(map_)
    assert not list(tmp_path.iterdir())


def full_disk(map_):
    assert not list(map_.iterdir())
    (map_ / "0.arrows").write_bytes(b"rijen")
    raise OSError("vol")
