"""Rows of a register for a set of persons."""

import polars as pl
import pytest
from helpers.cbs_rows import PERSOON, nummer, personen, register

from werkagenda.persons.register import are_among, collect, rows_of

HOOGSTEOPL = [(3, "master"), (1, "bachelor"), ("G1", "max_mbo3"), (2, None), (3, "bachelor")]


def test_both_parts_of_the_key_count_and_rows_are_sorted():
    uit = rows_of(register("hoogsteopl", HOOGSTEOPL), personen(3, 1, 3, 7), ["opleiding"])
    assert [tuple(rij) for rij in uit.itertuples(index=False)] == [
        (*nummer(1), "bachelor"), (*nummer(3), "bachelor"), (*nummer(3), "master"),
    ]  # fmt: skip


def test_nobody_gives_an_empty_table_with_the_columns():
    uit = rows_of(register("hoogsteopl", HOOGSTEOPL), personen(1).iloc[:0], ["opleiding"])
    assert (len(uit), list(uit.columns)) == (0, ["rinpersoons", "rinpersoon", "opleiding"])


def test_unknown_parents_match_nobody():
    onbekend = pl.DataFrame([(None, None), nummer(1)], schema=PERSOON, orient="row").to_pandas()
    met_lege = register("hoogsteopl", HOOGSTEOPL).with_columns(
        pl.when(pl.col("opleiding") != "bachelor").then("rinpersoon").alias("rinpersoon")
    )
    assert rows_of(met_lege, onbekend, ["opleiding"]).empty


def test_are_among_keeps_order_and_index():
    wie = personen(5, "G5", 6).set_axis([9, 4, 2])
    assert are_among(wie, personen("G5", 6, 6)).to_dict() == {9: False, 4: True, 2: True}


@pytest.mark.parametrize("groep", [10, 1000])
def test_only_matching_rows_are_held(tmp_path, groep):
    pad = tmp_path / "register.parquet"
    tabel = pl.DataFrame({"rinpersoons": "R", "rinpersoon": [f"{i:09d}" for i in range(5000)], "opleiding": "master"})
    tabel.write_parquet(pad, row_group_size=groep)
    uit = rows_of(pl.scan_parquet(pad), personen(4999, 17), ["opleiding"])
    assert uit["rinpersoon"].tolist() == ["000000017", "000004999"]
    assert collect(pl.scan_parquet(pad)).equals(tabel.to_pandas())
