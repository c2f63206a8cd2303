"""From a CBS .sav to a sorted, typed Parquet by its contract: the file is read once, in batches, in bounded memory.

`polars-readstat` reads; pyreadstat does where that package can't be installed, is not wanted, or can't know the number
of rows or the number behind a time. Both give the same rows. How many rows there are, and whether a text was cut off,
follows from the file itself and not from its header.
"""

from __future__ import annotations

import errno
import io
import logging
import shutil
import struct
import zlib
from contextlib import closing
from typing import TYPE_CHECKING, Any

import polars as pl
import pyarrow as pa
import pyreadstat

from werkagenda.errors import InputError, quoted
from werkagenda.ingest.sav_body import look_at_rows
from werkagenda.ingest.sav_columns import column_reader, column_type, read_batch
from werkagenda.ingest.sav_header import LEESFOUTEN, check_labels, read_header, resolve
from werkagenda.ingest.sorted_parquet import SortedRows, spill_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator
    from pathlib import Path

    from werkagenda.contract.contracts import Contract
    from werkagenda.ingest.sav_body import Body
    from werkagenda.ingest.sav_header import SavColumn, SavHeader

    _Lezer = Callable[[Path, list[SavColumn]], Iterator[pl.DataFrame]]

log = logging.getLogger("werkagenda")

MOTOREN = ("auto", "polars-readstat", "pyreadstat")
# Rows per batch, and so per row group: enough to be quick, few enough to stay far under the memory of a small machine.
BATCH = 64 * 1024
# What pyreadstat reads at a time: it passes by all earlier rows each time, so small pieces would take it long.
_DEEL = BATCH * 5
# SPSS counts seconds from 14 October 1582; in days before 1 January 1970.
_SECONDEN_PER_DAG = 86_400
_DAGEN_VOOR_1970 = 141_428
# Where the number of rows stands in a header, and what a program leaves there that writes as it goes.
_AANTAL = range(80, 84)
_ONBEKEND = b"\xff\xff\xff\xff"
# More rows than a file can have, in either order of bytes.
_MEER_DAN_ER_ZIJN = b"\x7f\x7f\x7f\x7f"
# In this encoding every byte is a letter, so that none is lost.
_ELKE_BYTE = "ISO-8859-1"
# Windows' own numbers for a full disk and for a quota that is used up.
_WINDOWS_VOL = {39, 112, 1295}


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
    return fout.errno in {errno.ENOSPC, errno.EDQUOT} or getattr(fout, "winerror", None) in _WINDOWS_VOL


def _ingest(contract: Contract, path: Path, target: Path, jaar: int | None, motor: str) -> int:
    # The system's own memory can be given back; Arrow's keeps what it once had.
    pa.set_memory_pool(pa.system_memory_pool())
    kop = read_header(contract.naam, path)
    kolommen = resolve(contract, kop, path.name, jaar)
    if anders := check_labels(contract, kop, path.name, kolommen):
        log.info(
            "%s | %s: labels met andere woorden dan in het contract: %s", contract.naam, path.name, "; ".join(anders)
        )
    volgorde = contract.sleutel or contract.volgorde
    typen = {kolom.naam: column_type(kolom) for kolom in contract.used}
    lezers = {sav.kolom.naam: column_reader(sav, sleutel=sav.kolom.naam in contract.sleutel) for sav in kolommen}
    over = dict(lezers)
    gelezen = 0
    lees = _reader(contract.naam, path, kolommen, kop, motor)
    # This reader stops where the rows of a .zsav do, whatever its header says.
    tot_het_eind = kop.zsav and lees is _with_polars
    with spill_folder(target) as map_, SortedRows(target, map_, volgorde=volgorde) as writer:
        bestand = _stating_more_rows(path, map_) if tot_het_eind else path
        with closing(_batches(contract.naam, bestand, kolommen, kop, lees)) as batches:
            for ruw in batches:
                if ruw.is_empty():
                    continue
                gelezen += ruw.height
                rijen = read_batch(ruw, over, typen)
                # A column that is wholly wrong is read no further, and nothing is kept; others may have codes to name.
                over = {naam: lezer for naam, lezer in over.items() if not lezer.hopeless}
                if len(over) == len(lezers):
                    writer.write(rijen)
        korter = {sav.naam for sav in kolommen if lezers[sav.kolom.naam].korter}
        if tot_het_eind:
            bestand.unlink()
        _check_body(
            contract.naam, path, kop=kop, kolommen=kolommen, gelezen=gelezen, korter=korter, tot_het_eind=tot_het_eind
        )
        if problemen := [lezer.problem for lezer in lezers.values() if lezer.problem]:
            raise InputError.together(contract.naam, path.name, problemen)
        if jaar and (datum := lezers.get(contract.jaar.get("datum", ""))) and jaar not in datum.jaren:
            raise InputError(
                contract.naam,
                path.name,
                f"geen enkele datum ligt in {jaar}, wel in {quoted(sorted(map(str, datum.jaren)))}",
                kolom=datum.kolom.raw,
                verwacht="het jaar van de bestandsnaam",
            )
        if not writer.op_volgorde:
            log.info("%s | %s: de rijen staan niet op volgorde: sorteren", contract.naam, path.name)
            # What reading took is of no more use, and sorting needs as much.
            pa.default_memory_pool().release_unused()
        writer.finish()
    if contract.sleutel and writer.herhaald:
        raise InputError(
            contract.naam,
            path.name,
            f"{writer.herhaald} rijen herhalen een sleutel die al voorkwam",
            verwacht="een unieke combinatie van " + ", ".join(contract.sleutel),
        )
    return writer.rijen


def _check_body(  # noqa: PLR0913 - the file, and what was seen while it was read
    bron: str,
    path: Path,
    *,
    kop: SavHeader,
    kolommen: list[SavColumn],
    gelezen: int,
    korter: set[str],
    tot_het_eind: bool,
) -> None:
    """Raise InputError when the rows of the file are not the rows that were read, or a text lost its end."""
    if kop.rijen is not None and gelezen < kop.rijen:
        raise InputError(bron, path.name, f"{gelezen} rijen gelezen", verwacht=f"{kop.rijen} rijen volgens de kop")
    lichaam = _look(bron, path) if korter or kop.rijen is None else None
    if kop.rijen is not None and (
        gelezen > kop.rijen
        or (lichaam is not None and lichaam.rijen > gelezen)
        or (lichaam is None and not tot_het_eind and _has_more(path, kolommen[0], gelezen))
    ):
        melding = f"er staan meer rijen in dan de {kop.rijen} die de kop noemt"
        raise InputError(bron, path.name, melding, verwacht="het bestand zoals het geleverd is")
    if lichaam is not None and (not lichaam.heel or lichaam.rijen != gelezen):
        raise _broken(bron, path)
    if not gelezen:
        raise InputError(bron, path.name, "het bestand heeft kolommen en geen rijen", verwacht="rijen")
    if kop.rijen is None:
        log.warning("%s | %s: de kop noemt geen aantal rijen; is het bestand compleet?", bron, path.name)
    for sav in kolommen:
        if lichaam is not None and sav.naam in korter and sav.plek in lichaam.buiten_ascii:
            _check_text(bron, path, kop, sav)


def _look(bron: str, path: Path) -> Body:
    try:
        return look_at_rows(path)
    except (struct.error, zlib.error, ValueError, IndexError):
        raise _broken(bron, path) from None


def _broken(bron: str, path: Path) -> InputError:
    return InputError(
        bron, path.name, "het bestand breekt af of is beschadigd", verwacht="het hele bestand, zoals CBS het levert"
    )


def _has_more(path: Path, sav: SavColumn, gelezen: int) -> bool:
    """Tell whether there is a row after those that were read, by a reader that is told no number of rows."""
    bestand: Any  # to mypy this is no file, to pyreadstat it is
    with _WithoutCount(path) as bestand:
        rij, _ = pyreadstat.read_sav(bestand, row_offset=gelezen, row_limit=1, usecols=[sav.naam], output_format="dict")
    return bool(rij[sav.naam])


class _WithoutCount(io.FileIO):
    """A .sav of which the header seems not to know its number of rows."""

    def read(self, size: int | None = -1, /) -> bytes:
        begin = self.tell()
        gelezen = super().read(size) or b""
        if begin >= _AANTAL.stop:
            return gelezen
        inhoud = bytearray(gelezen)
        for plek, byte in zip(_AANTAL, _ONBEKEND, strict=True):
            if begin <= plek < begin + len(inhoud):
                inhoud[plek - begin] = byte
        return bytes(inhoud)


def _check_text(bron: str, path: Path, kop: SavHeader, sav: SavColumn) -> None:
    """Raise InputError when a text of a column holds a byte that the encoding of the file does not have.

    Both readers would end the text there: two institutions become one.
    """
    _, meta = pyreadstat.read_sav(path, metadataonly=True, encoding=_ELKE_BYTE, output_format="dict")
    naam = meta.column_names[sav.plek]
    eerste, fout, rij = 0, 0, 0
    gelezen = _DEEL
    while gelezen == _DEEL:
        deel, _ = pyreadstat.read_sav(
            path, row_offset=rij, row_limit=_DEEL, usecols=[naam], encoding=_ELKE_BYTE, output_format="dict"
        )
        gelezen = len(deel[naam])
        for nummer, tekst in enumerate(deel[naam], start=rij + 1):
            if not tekst.isascii() and not _decodes(tekst.encode(_ELKE_BYTE), kop.codering):
                fout += 1
                eerste = eerste or nummer
        rij += gelezen
    if fout:
        raise InputError(
            bron,
            path.name,
            f"{fout} rijen met een teken dat niet in de codering {kop.codering} past, de eerste is rij {eerste}",
            kolom=sav.kolom.raw,
            verwacht="tekst in de codering die het bestand noemt",
        )


def _decodes(tekst: bytes, codering: str) -> bool:
    try:
        tekst.decode(codering)
    except (UnicodeDecodeError, LookupError):
        return False
    return True


def _stating_more_rows(path: Path, map_: Path) -> Path:
    """Copy a .zsav to read all its rows at once: looking afterwards whether there are more would unpack it again."""
    kopie = map_ / path.name
    shutil.copyfile(path, kopie)
    with kopie.open("r+b") as bestand:
        bestand.seek(_AANTAL.start)
        bestand.write(_MEER_DAN_ER_ZIJN)
    return kopie


def _reader(bron: str, path: Path, kolommen: list[SavColumn], kop: SavHeader, motor: str) -> _Lezer:
    """Return what reads the rows of a file; ImportError when that is not there and nothing else was allowed."""
    # Without a number of rows in the header polars-readstat reads none, and says nothing; it makes times durations, and
    # takes of a range of missing texts the ends alone.
    lastig = [sav.kolom.raw for sav in kolommen if sav.opslag == "tijd" or sav.naam in kop.reeksen]
    if lastig:
        log.info("%s | %s: gelezen met pyreadstat, om de vorm van %s", bron, path.name, ", ".join(lastig))
    if motor != "pyreadstat" and kop.rijen is not None and not lastig:
        try:
            import polars_readstat  # noqa: F401, PLC0415 - may not be there
        except ImportError:
            if motor != "auto":
                raise
        else:
            return _with_polars
    return _with_pyreadstat


def _batches(bron: str, path: Path, kolommen: list[SavColumn], kop: SavHeader, lees: _Lezer) -> Generator[pl.DataFrame]:
    """Yield the wanted columns in batches of one length and in their order; InputError where the file breaks off."""
    try:
        yield from lees(path, kolommen)
    except (*LEESFOUTEN, RuntimeError, pl.exceptions.PolarsError):
        # The one reader stops at a letter that the other cuts a text off at.
        buiten = _look(bron, path).buiten_ascii
        for sav in kolommen:
            if sav.plek in buiten:
                _check_text(bron, path, kop, sav)
        raise _broken(bron, path) from None


def _with_polars(path: Path, kolommen: list[SavColumn]) -> Iterator[pl.DataFrame]:
    from polars_readstat.polars_readstat_bindings import PyPolarsReadstat  # noqa: PLC0415 - may not be there

    # What its scan is made of: the scan itself reads ahead as far as it can, up to a hundred MB.
    lezer = PyPolarsReadstat(
        path=str(path),
        size_hint=BATCH,
        n_rows=None,
        threads=None,
        missing_string_as_null=False,
        value_labels_as_strings=False,
        preserve_order=True,
    )
    namen = [sav.naam for sav in kolommen]
    lezer.set_with_columns(namen)
    try:
        while (deel := lezer.next()) is not None:
            yield deel.select(namen)
    finally:
        # Windows removes no file that is open, and an error keeps what was here.
        del lezer


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
