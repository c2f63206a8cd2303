"""Write rows of any number to Parquet in the order of a key, in bounded memory.

Most registers come in order: then looking is enough. Else the rows are dealt over files by ranges of the key, each
small enough to sort in memory, and those files follow each other.
"""

from __future__ import annotations

import math
import shutil
from contextlib import ExitStack, contextmanager
from itertools import takewhile
from typing import TYPE_CHECKING, Any, Self

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# Rows in a file that is sorted in memory, and files that may be open at once.
_EMMER = 80_000
_EMMERS = 500
# One in so many rows tells where the ranges lie.
_STEEKPROEF = 100
_PLAATS = "_emmer"
# Below every text; texts hold no such character themselves.
_SCHEIDING = "\x00"


class OrderedWriter:
    """Writes frames to one Parquet and counts rows out of order and rows that repeat a key.

    `volgorde` is by which the rows should be ordered, nulls first. Use it as a context.
    """

    def __init__(self, path: Path, *, volgorde: tuple[str, ...]) -> None:
        """Open nothing yet: the first frame tells the columns and their types."""
        self.rijen = 0
        self.wanorde = 0
        self.herhaald = 0
        self.monster: list[pl.DataFrame] = []
        self._path = path
        self._volgorde = list(volgorde)
        self._vorige: tuple[Any, ...] | None = None
        self._bestand: pq.ParquetWriter | None = None

    def __enter__(self) -> Self:
        """Return the writer itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the file."""
        if self._bestand is not None:
            self._bestand.close()

    def write(self, frame: pl.DataFrame) -> None:
        """Write a frame with rows as one row group; OSError when the disk is full."""
        if self._volgorde:
            # A list of words sorts by place, a text by letter.
            velden = [frame[naam] for naam in self._volgorde]
            self._tally(pl.DataFrame([veld.cast(pl.String) if veld.dtype == pl.Enum else veld for veld in velden]))
        tabel = pa.table({kolom.name: _arrow(kolom) for kolom in frame.get_columns()})
        if self._bestand is None:
            getallen = {kolom.name for kolom in frame.get_columns() if kolom.dtype.is_float()}
            self._bestand = pq.ParquetWriter(
                self._path,
                tabel.schema,
                # Hours and wages seldom repeat, and bounds per row group help no later step: each would cost a tenth.
                compression={naam: "none" if naam in getallen else "lz4" for naam in tabel.column_names},
                use_dictionary=[naam for naam in tabel.column_names if naam not in getallen],
                write_statistics=False,
                # Without the schema of Arrow a text is a text to every reader, however it is stored.
                store_schema=False,
            )
        self._bestand.write_table(tabel)
        self.rijen += len(frame)

    def _tally(self, tekst: pl.DataFrame) -> None:
        rij = tekst.row(0)
        if self._vorige is not None:
            self.wanorde += _rank(rij) < _rank(self._vorige)
            self.herhaald += rij == self._vorige
        self._vorige = tekst.row(-1)
        self.monster.append(tekst[::_STEEKPROEF])
        wanorde, herhaald = _neighbours(tekst)
        self.wanorde += wanorde
        self.herhaald += herhaald


def _arrow(kolom: pl.Series) -> pa.Array:
    if isinstance(kolom.dtype, pl.Enum):
        # Places as wide whatever the number of words, so that all batches have one schema.
        plekken = kolom.to_physical().cast(pl.Int32).to_arrow()
        return pa.DictionaryArray.from_arrays(plekken, kolom.dtype.categories.to_arrow())
    return kolom.to_arrow(compat_level=pl.CompatLevel.newest())


def _rank(rij: tuple[Any, ...]) -> tuple[tuple[bool, Any], ...]:
    """Return a row as what Python sorts with empty cells first."""
    return tuple((waarde is not None, "" if waarde is None else waarde) for waarde in rij)


def _neighbours(frame: pl.DataFrame) -> tuple[int, int]:
    """Return how many rows come before their predecessor, and how many are equal to it."""
    gelijk = pl.Series([True]).new_from_index(0, len(frame) - 1)
    wanorde = 0
    for kolom in frame.get_columns():
        # An empty cell comes before all others: first whether there is a value, then which.
        for deel in [kolom] if not kolom.null_count() else [kolom.is_not_null(), kolom]:
            vorige, deze = deel.head(-1), deel.tail(-1)
            verschilt = deze.ne_missing(vorige) if deel.null_count() else deze != vorige
            anders = gelijk & verschilt
            wanorde += int((deze.filter(anders) < vorige.filter(anders)).sum())
            gelijk &= ~verschilt
        if not gelijk.any():
            break
    return wanorde, int(gelijk.sum())


@contextmanager
def spill_folder(target: Path) -> Iterator[Path]:
    """Give a folder beside `target` for rows in between, for the owner alone, and remove it with all it holds."""
    map_ = target.with_name(f"{target.stem}.sorteren")
    # What a run that was killed left behind.
    shutil.rmtree(map_, ignore_errors=True)
    map_.mkdir(mode=0o700)
    try:
        yield map_
    finally:
        shutil.rmtree(map_, ignore_errors=True)


def sort_rows(bron: Path, los: OrderedWriter, writer: OrderedWriter, map_: Path) -> None:
    """Sort the rows of a Parquet that `los` wrote into `writer`: nulls first, ties in their order.

    Rows are dealt over files in `map_` by the leading text columns of the order, without such a column into one file.
    OSError when the disk is full.
    """
    monster = pl.concat(los.monster)
    voorop = list(takewhile(lambda naam: monster.schema[naam] == pl.String, monster.columns))
    teksten = [pl.col(naam).fill_null("") for naam in voorop] or [pl.repeat("", pl.len())]
    sleutel = pl.concat_str(teksten, separator=_SCHEIDING).alias(_PLAATS)
    grenzen = _boundaries(monster.select(sleutel).to_series(), min(math.ceil(los.rijen / _EMMER), _EMMERS))
    emmers = [map_ / f"{nummer}.arrows" for nummer in range(len(grenzen) + 1)]
    with pq.ParquetFile(bron) as invoer:
        _hand_out(invoer, sleutel, grenzen, emmers)
    for emmer in emmers:
        writer.write(pl.read_ipc_stream(emmer).sort(monster.columns, maintain_order=True))
        emmer.unlink()


def _boundaries(monster: pl.Series, aantal: int) -> pl.Series:
    """Return the first keys of all ranges but the lowest."""
    return monster.sort().gather([len(monster) * nummer // aantal for nummer in range(1, aantal)]).unique().sort()


def _hand_out(invoer: pq.ParquetFile, sleutel: pl.Expr, grenzen: pl.Series, emmers: list[Path]) -> None:
    with ExitStack() as open_:
        schrijvers = [
            open_.enter_context(
                pa.ipc.new_stream(open_.enter_context(pa.OSFile(str(emmer), "wb")), invoer.schema_arrow)
            )
            for emmer in emmers
        ]
        for groep in range(invoer.num_row_groups):
            frame = pl.DataFrame(pl.from_arrow(invoer.read_row_group(groep)))
            plaats = pl.Series(_PLAATS, grenzen.search_sorted(frame.select(sleutel).to_series(), side="right"))
            frame = frame.with_columns(plaats).sort(_PLAATS, maintain_order=True)
            tabel = frame.drop(_PLAATS).to_arrow().cast(invoer.schema_arrow)
            eerste = 0
            for lengte, nummer in frame[_PLAATS].rle().struct.unnest().iter_rows():
                schrijvers[nummer].write_table(tabel.slice(eerste, lengte))
                eerste += lengte
