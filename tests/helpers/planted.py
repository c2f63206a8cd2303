"""Persons that nobody can mistake, in every raw file with a row per person; also a module of the project they are in.

The synthetic files number their persons below 999999937: higher numbers belong to nobody else. The first persons of
each cohort get one, with one wage for all, and go all the way to the products. Each file ends with a row of one more.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl

EERSTE, LAATSTE = 999_999_937, 999_999_999
LOON, GEWICHT = 9876.54, 1.2345678
PER_COHORT = 15
# How the synthetic world numbers persons: cohorts lie so far apart, and stand in a number by two digits of their year.
COHORT, COHORTEN = 10_000_000, 20
BEGIN = 2018


def numbers(nummer: Any, rin: pl.Series) -> pl.Series:
    """Return RINPERSOON with that of the first persons of each cohort replaced."""
    wie = pl.Series(nummer, dtype=pl.Int64)
    plek = (wie // COHORT - BEGIN) % COHORTEN * PER_COHORT + wie % COHORT
    eigen = (wie < COHORT * COHORTEN) & (wie % COHORT < PER_COHORT)
    return (EERSTE + plek).cast(pl.String).zip_with(eigen, rin)


def rows(tabel: pl.DataFrame, extra: dict[str, pl.Series] | None) -> tuple[pl.DataFrame, dict[str, pl.Series]]:
    """Return a raw table, and its columns outside the contract, with the row and the wage that the person has there."""
    laatste = tabel.tail(1)
    if "rinpersoon" in tabel.columns:
        laatste = laatste.with_columns(rinpersoons=pl.lit("O"), rinpersoon=pl.lit(str(LAATSTE)))
    elif "gewicht" in tabel.columns:
        laatste = laatste.with_columns(gewicht=pl.lit(GEWICHT))
    else:
        return tabel, dict(extra or {})
    samen = pl.concat([tabel, laatste.cast(tabel.schema)])
    if "loon" in tabel.columns:
        wie = pl.col("rinpersoon").cast(pl.Int64) >= EERSTE
        samen = samen.with_columns(pl.when(wie).then(LOON).otherwise(pl.col("loon")).alias("loon"))
    return samen, {naam: pl.concat([kolom, kolom.tail(1)]) for naam, kolom in (extra or {}).items()}


def plant(project: Any) -> None:
    """Let the synthetic files of a project hold these persons."""
    (project.map / "src" / "werkagenda" / "geplant.py").write_bytes(Path(__file__).read_bytes())
    for oud, nieuw in (
        ("import polars_readstat\n", "import polars_readstat\nfrom werkagenda import geplant\n"),
        ("return rin.cast(pl.String).str.zfill(9)", "return geplant.numbers(nummer, rin.cast(pl.String).str.zfill(9))"),
        ("    uit: dict[str, pl.Series] = {}\n", "    uit = {}\n    tabel, extra = geplant.rows(tabel, extra)\n"),
    ):
        project.edit("src/werkagenda/synthetic/cbs_sav.py", oud, nieuw)
