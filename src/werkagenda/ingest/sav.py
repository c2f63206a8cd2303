"""From a CBS .sav to a sorted, typed Parquet by its contract: the file is read once, in batches, in bounded memory.

`polars-readstat` reads; pyreadstat does where that package can't be installed, is not wanted, or can't know the number
of rows. Both give the same rows.
"""

from __future__ import annotations

import errno
import logging
from typing import TYPE_CHECKING

import polars as pl
import pyarrow as pa
import pyreadstat

from werkagenda.errors import InputError
from werkagenda.ingest.sav_columns import column_reader, column_type, read_batch
from werkagenda.ingest.sav_header import LEESFOUTEN, read_header, resolve, warn_labels
from werkagenda.ingest.sorted_parquet import OrderedWriter, sort_rows, spill_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from werkagenda.contract.contracts import Contract
    from werkagenda.ingest.sav_header import SavColumn, SavHeader

log = logging.getLogger("werkagenda")

MOTOREN = ("auto", "polars-readstat", "pyreadstat")
# Rows per batch, and so per row group: enough to be quick, few enough to stay far under the memory of a small machine.
BATCH = 40 * 1024
# What pyreadstat reads at a time: it passes by all earlier rows each time, so small pieces would take it long.
_DEEL = BATCH * 8
# SPSS counts seconds from 14 October 1582; in days before 1 January 1970.
_SECONDEN_PER_DAG = 86_400
_DAGEN_VOOR_1970 = 141_428
# Windows' own number for a full disk.
_WINDOWS_VOL = 112


def ingest_sav(contract: Contract, path: Path, target: Path, *, jaar: int | None, motor: str = "auto") -> int:
    """Read, check and type one .sav into `target`, sorted by the contract's key or order; return the number of rows.

    Columns that the file of this year does not have are null, so that all years have one schema. Rows that are equal in
    the order keep the order of the file. `motor` is one of MOTOREN.
    Raises InputError on whatever the contract does not allow, a file that breaks off, or a full disk; `target` is then
    gone.
    """
    try:
        return _ingest(contract, path, target, jaar, motor)
    except BaseException as fout:
        target.unlink(missing_ok=True)
        if isinstance(fout, OSError) and disk_full(fout):
            raise InputError(
                contract.naam, path.name, "de schijf is vol bij het schrijven van de Parquet", verwacht="vrije ruimte"
            ) from None
        raise


def disk_full(fout: OSError) -> bool:
    """Tell whether an error of the system means that the disk is full."""
    return fout.errno in {errno.ENOSPC, errno.EDQUOT} or getattr(fout, "winerror", None) == _WINDOWS_VOL


def _ingest(contract: Contract, path: Path, target: Path, jaar: int | None, motor: str) -> int:
    # The system's own memory can be given back; Arrow's keeps what it once had.
    pa.set_memory_pool(pa.system_memory_pool())
    kop = read_header(contract.naam, path)
    kolommen = resolve(contract, kop, path.name, jaar)
    warn_labels(contract, kop, path.name, kolommen)
    volgorde = contract.sleutel or contract.volgorde
    typen = {kolom.naam: column_type(kolom) for kolom in contract.gebruikt}
    lezers = {sav.kolom.naam: column_reader(sav, sleutel=sav.kolom.naam in contract.sleutel) for sav in kolommen}
    with OrderedWriter(target, volgorde=volgorde) as writer:
        for ruw in _batches(contract.naam, path, kolommen, kop, motor):
            if ruw.is_empty():
                continue
            writer.write(read_batch(ruw, lezers, typen))
            if any(lezer.hopeless for lezer in lezers.values()):
                break
        for lezer in lezers.values():
            lezer.check(contract.naam, path.name)
    _check_rows(contract.naam, path.name, writer.rijen, kop.rijen)
    if writer.wanorde:
        log.info("%s | %s: %d rijen niet op volgorde: sorteren", contract.naam, path.name, writer.wanorde)
        # What reading took is of no more use, and sorting needs as much.
        pa.default_memory_pool().release_unused()
        with spill_folder(target) as map_:
            los, writer = writer, OrderedWriter(target, volgorde=volgorde)
            apart = target.replace(map_ / "ongesorteerd.parquet")
            with writer:
                sort_rows(apart, los, writer, map_)
    if contract.sleutel and writer.herhaald:
        raise InputError(
            contract.naam,
            path.name,
            f"{writer.herhaald} rijen herhalen een sleutel die al voorkwam",
            verwacht="een unieke combinatie van " + ", ".join(contract.sleutel),
        )
    return writer.rijen


def _check_rows(bron: str, bestand: str, gelezen: int, volgens_kop: int | None) -> None:
    if volgens_kop is None:
        log.warning("%s | %s: de kop noemt geen aantal rijen; is het bestand compleet?", bron, bestand)
    elif gelezen != volgens_kop:
        raise InputError(bron, bestand, f"{gelezen} rijen gelezen", verwacht=f"{volgens_kop} rijen volgens de kop")
    if not gelezen:
        raise InputError(bron, bestand, "het bestand heeft kolommen en geen rijen", verwacht="rijen")


def _batches(bron: str, path: Path, kolommen: list[SavColumn], kop: SavHeader, motor: str) -> Iterator[pl.DataFrame]:
    """Yield the wanted columns in batches of one length and in their order; InputError where the file breaks off."""
    lezer = _with_pyreadstat
    # Without a number of rows in the header polars-readstat reads none, and says nothing.
    if motor != "pyreadstat" and kop.rijen is not None:
        try:
            import polars_readstat  # noqa: F401, PLC0415 - may not be there

            lezer = _with_polars
        except ImportError:
            if motor != "auto":
                raise
    try:
        yield from lezer(path, kolommen)
    except (*LEESFOUTEN, RuntimeError, pl.exceptions.PolarsError):
        raise InputError(
            bron, path.name, "het bestand breekt af of is beschadigd", verwacht="het hele bestand, zoals CBS het levert"
        ) from None


def _with_polars(path: Path, kolommen: list[SavColumn]) -> Iterator[pl.DataFrame]:
    from polars_readstat import scan_readstat  # noqa: PLC0415 - may not be there

    plan = scan_readstat(path, preserve_order=True).select(sav.naam for sav in kolommen)
    yield from plan.collect_batches(chunk_size=BATCH, maintain_order=True)


def _with_pyreadstat(path: Path, kolommen: list[SavColumn]) -> Iterator[pl.DataFrame]:
    typen = {sav.naam: pl.String() if sav.opslag == "tekst" else pl.Float64() for sav in kolommen}
    datums = [
        (pl.col(sav.naam) / _SECONDEN_PER_DAG - _DAGEN_VOOR_1970).floor().cast(pl.Int32).cast(pl.Date)
        for sav in kolommen
        if sav.opslag == "datum"
    ]
    gelezen = _DEEL
    eerste = 0
    # Its own read_file_in_chunks never ends on a file whose header has no number of rows.
    while gelezen == _DEEL:
        deel, _ = pyreadstat.read_sav(
            path,
            row_offset=eerste,
            row_limit=_DEEL,
            usecols=list(typen),
            output_format="dict",
            disable_datetime_conversion=True,
        )
        frame = pl.DataFrame(deel, schema_overrides=typen, strict=False).select(list(typen)).with_columns(datums)
        gelezen = frame.height
        eerste += gelezen
        yield from frame.iter_slices(BATCH)
