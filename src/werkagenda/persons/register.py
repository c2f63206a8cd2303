"""Rows of a register for a set of persons, read without holding the register in memory.

A person is `rinpersoons` and `rinpersoon` together, always both. The registers come as polars LazyFrames (a scan of the
Parquet of ingest); what comes back is as long as the set of persons and is a pandas table.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import polars as pl

from werkagenda.errors import InputError
from werkagenda.persons.cohorts import reference_day

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

SLEUTEL = ["rinpersoons", "rinpersoon"]
# RINPERSOONS of a person in the population register.
IN_REGISTER = "R"


def of_persons(register: pl.LazyFrame, personen: pd.DataFrame) -> pl.LazyFrame:
    """Return the rows of the register that belong to one of the persons; nothing is read yet.

    Args:
        register: one row per person or more, with the columns of `SLEUTEL`.
        personen: persons, one row each or more, with the columns of `SLEUTEL`.

    """
    return register.join(pl.from_pandas(personen[SLEUTEL]).lazy(), on=SLEUTEL, how="semi")


def collect(rijen: pl.LazyFrame) -> pd.DataFrame:
    """Read the rows in a stream and return them sorted by all columns, left to right: the same rows, the same table."""
    gelezen = rijen.collect(engine="streaming")
    return gelezen.sort(gelezen.columns).to_pandas()


def rows_of(register: pl.LazyFrame, personen: pd.DataFrame, kolommen: Sequence[str]) -> pd.DataFrame:
    """Return the key and the given columns of the persons' rows in the register, sorted."""
    return collect(of_persons(register, personen).select([*SLEUTEL, *kolommen]))


def row_per_person(register: pl.LazyFrame, personen: pd.DataFrame, kolommen: Sequence[str], bron: str) -> pd.DataFrame:
    """Return `rows_of` a register that has one row per person.

    Raises:
        InputError: a person has more than one row, so that a join would multiply rows.

    """
    rijen = rows_of(register, personen, kolommen)
    if dubbel := int(rijen.duplicated(SLEUTEL).sum()):
        raise InputError(
            bron, "ingelezen bestand", f"{dubbel} rijen te veel voor dezelfde persoon", verwacht="een rij per persoon"
        )
    return rijen


def are_among(personen: pd.DataFrame, andere: pd.DataFrame) -> pd.Series[bool]:
    """Return per row of `personen` whether that person stands in `andere`."""
    bekend = pd.MultiIndex.from_frame(andere[SLEUTEL])
    return pd.Series(pd.MultiIndex.from_frame(personen[SLEUTEL]).isin(bekend), index=personen.index)


def count_persons(rijen: pd.DataFrame) -> int:
    """Return how many persons the rows belong to."""
    return len(rijen[SLEUTEL].drop_duplicates())


def enrolled(
    inschrijvingen: pl.LazyFrame, personen: pd.DataFrame, *, jaar: int, bekostigd: Collection[str]
) -> pd.Series:
    """Return per person whether they are in funded education on 1 October: aanvang <= day <= einde, or no einde."""
    dag = reference_day(jaar)
    op_dag = inschrijvingen.filter(
        pl.col("aanvang") <= dag,
        pl.col("einde").is_null() | (pl.col("einde") >= dag),
        pl.col("bekostigd").is_in(list(bekostigd)),
    )
    return are_among(personen, collect(of_persons(op_dag, personen).select(SLEUTEL).unique()))
