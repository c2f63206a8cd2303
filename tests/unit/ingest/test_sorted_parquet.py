"""Rows in order or not, by hand on a few rows; empty cells come first."""

import itertools
import random
from datetime import date

import polars as pl
import pyarrow.parquet as pq
import pytest

from werkagenda.ingest import sorted_parquet
from werkagenda.ingest.sorted_parquet import OrderedWriter, SortedRows, spill_folder

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


def sort(pad, frames, volgorde):
    with spill_folder(pad) as map_, SortedRows(pad, map_, volgorde=volgorde) as writer:
        for stuk in frames:
            writer.write(stuk)
        writer.finish()
    assert list(pad.parent.iterdir()) == [pad]
    return writer


def sizes(monkeypatch, run, piece, pieces):
    for naam, rijen in {"_RUN": run, "_PIECE": piece, "_PIECES": pieces, "_GROUP": 7}.items():
        monkeypatch.setattr(sorted_parquet, naam, rijen)


@pytest.mark.parametrize("lengte", [1, 2, 3, 6])
def test_counts_within_and_across_batches(tmp_path, lengte):
    def stukken(rijen):
        return [rijen[eerste : eerste + lengte] for eerste in range(0, len(rijen), lengte)]

    door_elkaar = write(tmp_path / "a.parquet", stukken(RIJEN))
    # a after b, nothing after a, nothing after b.
    assert (door_elkaar.rijen, door_elkaar.wanorde, door_elkaar.herhaald) == (6, 3, 0)
    geordend = write(tmp_path / "b.parquet", stukken(GEORDEND))
    assert (geordend.rijen, geordend.wanorde, geordend.herhaald) == (6, 0, 2)


@pytest.mark.parametrize(("run", "piece", "pieces"), [(1, 1, 1), (2, 1, 2), (4, 3, 1), (100, 100, 100)])
def test_sorted_whatever_the_size_of_runs_and_pieces(tmp_path, monkeypatch, run, piece, pieces):
    sizes(monkeypatch, run, piece, pieces)
    doel = tmp_path / "doel.parquet"
    writer = sort(doel, [frame(RIJEN[:4]), frame(RIJEN[4:])], ("wie", "maand"))
    assert pl.read_parquet(doel).rows() == GEORDEND
    assert (writer.op_volgorde, writer.rijen, writer.herhaald) == (False, 6, 2)


def test_order_that_begins_with_a_number(tmp_path):
    doel = tmp_path / "doel.parquet"
    sort(doel, [frame(RIJEN[:4]), frame(RIJEN[4:])], ("maand", "wie"))
    assert pl.read_parquet(doel)["wat"].to_list() == ["v", "x", "w", "y", "u", "z"]


def test_rows_in_order_are_written_once(tmp_path, monkeypatch):
    monkeypatch.setattr(sorted_parquet, "_Runs", None)
    doel = tmp_path / "doel.parquet"
    writer = sort(doel, [frame(GEORDEND[:3]), frame(GEORDEND[3:])], ("wie", "maand"))
    assert pl.read_parquet(doel).rows() == GEORDEND
    assert (writer.op_volgorde, writer.herhaald) == (True, 2)


# What may be in the way of sorting by one number: ids that are no digits or differ in length, signs, empty cells,
# numbers with decimals, more words than fit a list, a range of numbers wider than a number holds.
WAARDEN = {
    "nummers": ["000000007", "000000070", "999999999"],
    "met teken": ["-1", "+1", "01", "10"],
    "lengtes": ["1", "10", "2", "a", ""],
    "letters": ["R", "G", "O", None],
    "datums": [date(2021, 3, 1), None, date(1999, 12, 31)],
    "kommagetallen": [0.5, -1.25, None, 3.0],
    "woorden": [f"w{nummer}x{'y' * (nummer % 5)}" for nummer in range(60)],
    "wijd": [-(2**62), 0, 2**62],
}


@pytest.mark.parametrize("tweede", WAARDEN)
@pytest.mark.parametrize("eerste", WAARDEN)
def test_the_order_is_that_of_python_with_empty_first(tmp_path, monkeypatch, eerste, tweede):
    """Three hundred rows, sorted by Python's own sort; the first fifty come in order, then none."""
    monkeypatch.setattr(sorted_parquet, "_WORDS", 9)
    sizes(monkeypatch, 70, 4, 9)
    kies = random.Random(3)  # noqa: S311 - the same rows each time
    rijen = [(kies.choice(WAARDEN[eerste]), kies.choice(WAARDEN[tweede]), nummer) for nummer in range(300)]

    def key(rij):
        return [(waarde is not None, "" if waarde is None else waarde) for waarde in rij[:2]]

    rijen[:50] = sorted(rijen[:50], key=key)
    geheel = pl.DataFrame(rijen, schema=["een", "twee", "nummer"], orient="row", infer_schema_length=None)
    doel = tmp_path / "doel.parquet"
    sort(doel, geheel.iter_slices(25), ("een", "twee"))
    assert pl.read_parquet(doel).rows() == sorted(rijen, key=key)


def test_lists_of_words_that_grow(tmp_path, monkeypatch):
    """A word is a place in a list that differs per frame; the order is by letter where the list is another."""
    sizes(monkeypatch, 3, 1, 2)
    woorden = ["zee", "aap", "noot"]
    frames = [
        pl.DataFrame(
            {"wie": rij, "wat": rij}, schema={"wie": pl.Enum(woorden[:aantal]), "wat": pl.Enum(woorden[:aantal])}
        )
        for rij, aantal in ((["zee", None], 1), (["aap", "zee"], 2), (["noot", "aap"], 3), (["zee"], 3))
    ]
    doel = tmp_path / "doel.parquet"
    sort(doel, frames, ("wie",))
    verwacht = [None, "aap", "aap", "noot", "zee", "zee", "zee"]
    assert pl.read_parquet(doel).rows() == [(woord, woord) for woord in verwacht]


def test_words_are_kept_as_places_in_a_list_and_numbers_as_they_are(tmp_path):
    soorten = {"wie": pl.String, "wat": pl.Enum(["aap", "noot"]), "maand": pl.Int8, "uren": pl.Float64}
    with OrderedWriter(tmp_path / "a.parquet", volgorde=("wie",)) as writer:
        writer.write(pl.DataFrame([("a", "noot", 1, 0.5)] * 9, schema=soorten, orient="row"))
    groep = pq.read_metadata(tmp_path / "a.parquet").row_group(0)
    met_lijst = {naam: "RLE_DICTIONARY" in groep.column(plek).encodings for plek, naam in enumerate(soorten)}
    assert met_lijst == {"wie": True, "wat": True, "maand": False, "uren": False}


@pytest.mark.parametrize("keer", [1, 2, 5])
def test_a_disk_that_fills_up_while_a_run_is_sorted_beside_reading(tmp_path, monkeypatch, keer):
    """The second run, one in the middle and the last; what waited for sorting is gone."""
    sizes(monkeypatch, 2, 1, 2)
    echt, keren = sorted_parquet._Runs._keep, itertools.count()

    def keep(runs, run):
        if next(keren) == keer:
            raise OSError("vol")
        echt(runs, run)

    monkeypatch.setattr(sorted_parquet._Runs, "_keep", keep)
    doel = tmp_path / "doel.parquet"
    with pytest.raises(OSError, match="vol"):
        sort(doel, [frame(RIJEN[:2]), *(frame([rij]) for rij in RIJEN * 2)], ("wie", "maand"))
    assert list(tmp_path.iterdir()) == [doel]


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
