"""Measure the reading of a .sav in the form of SPOLISBUS: `python benchmarks/cbs_lezen.py [millions of rows ...]`.

Each reading runs in a process of its own. CPU time of ours against a bare stream of polars-readstat to Parquet and
against pyreadstat in chunks, on the same file and columns, as .sav and as .zsav; peak memory of ours for each number of
rows, the imports included. The files are made by `sav_rijen.py`.
"""

from __future__ import annotations

import sys
import tempfile
from functools import partial
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "src")]

import pyarrow as pa  # noqa: E402 - found by the line above
import pyarrow.parquet as pq  # noqa: E402
import pyreadstat  # noqa: E402
from meten import Meting, Rij, apart, in_turns, table  # noqa: E402
from polars_readstat import scan_readstat  # noqa: E402
from sav_rijen import write_jobs  # noqa: E402

from werkagenda.contract.contracts import load_contract  # noqa: E402
from werkagenda.ingest.sav import ingest_sav  # noqa: E402

MILJOEN = 1_000_000
MILJOENEN = (1, 5, 20)
KEER = 3
MAX_MB = 300
HOOGSTENS = 1.05
# pyreadstat takes minutes on more rows.
STUKKEN_TOT = 1
JAAR = 2021
CONTRACT = load_contract(ROOT / "resources" / "contracts" / "raw" / "banen.yaml")
NAMEN = [kolom.raw for kolom in CONTRACT.used]


def ours(pad: Path) -> None:
    """Read a file by its contract."""
    with tempfile.TemporaryDirectory(dir=pad.parent) as map_:
        ingest_sav(CONTRACT, pad, Path(map_) / "uit.parquet", jaar=JAAR)


def bare(pad: Path) -> None:
    """Stream the same columns to Parquet, unseen."""
    with tempfile.TemporaryDirectory(dir=pad.parent) as map_:
        scan_readstat(pad, preserve_order=True).select(NAMEN).sink_parquet(Path(map_) / "uit.parquet")


def chunks(pad: Path) -> None:
    """Read the same columns with pyreadstat and write them to Parquet."""
    schrijver = None
    with tempfile.TemporaryDirectory(dir=pad.parent) as map_:
        for deel, _ in pyreadstat.read_file_in_chunks(pyreadstat.read_sav, pad, usecols=NAMEN):
            tabel = pa.Table.from_pandas(deel, preserve_index=False)
            schrijver = schrijver or pq.ParquetWriter(Path(map_) / "uit.parquet", tabel.schema)
            schrijver.write_table(tabel)
        if schrijver:
            schrijver.close()


def one_file(pad: Path, miljoenen: float) -> list[Rij]:
    """Return the outcomes for one file of so many million rows."""
    wijzen = {"polars-readstat zonder controle": bare} | (
        {"pyreadstat in stukken": chunks} if miljoenen <= STUKKEN_TOT else {}
    )
    metingen: dict[str, Meting] = in_turns(
        {naam: partial(apart, functie, pad) for naam, functie in {"ons": ours, **wijzen}.items()}, KEER
    )
    ons = metingen["ons"]
    naam = f"{pad.suffix} naar Parquet, {miljoenen:g} miljoen rijen ({ons.cpu:.1f} s CPU)"
    rijen: list[Rij] = []
    for ander in wijzen:
        keer = ons.cpu / metingen[ander].cpu
        wat = f"{naam} tegen {ander} ({metingen[ander].cpu:.1f} s)"
        rijen.append((wat, f"{keer:.2f} keer", f"hoogstens {HOOGSTENS} keer", keer <= HOOGSTENS))
    return [*rijen, (f"{naam}, meeste geheugen", f"{ons.mb:.0f} MB", f"< {MAX_MB} MB", ons.mb < MAX_MB)]


def reading(map_: Path, miljoenen: tuple[float, ...]) -> list[Rij]:
    """Return the outcomes for files that are made in `map_`, and removed."""
    rijen: list[Rij] = []
    for aantal in miljoenen:
        for soort in ("sav", "zsav"):
            pad = map_ / f"SPOLISBUS{JAAR}V2.{soort}"
            apart(write_jobs, pad, int(aantal * MILJOEN), jaar=JAAR)
            rijen += one_file(pad, aantal)
            pad.unlink()
    return rijen


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as tijdelijk:
        print(table(reading(Path(tijdelijk), tuple(map(float, sys.argv[1:])) or MILJOENEN)))
