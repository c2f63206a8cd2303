"""Write rows of any number to Parquet in the order of a key, in bounded memory.

Most registers come in order: then looking is enough. From the first row that does not, rows are sorted by the half
million and kept in one file, in small pieces. Pieces are then read in the order of their first key: what is lower than
the first key that is still to come, has its place. Sorting goes on beside what reads and what writes.
"""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any, Self, cast

import numpy as np
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator
    from concurrent.futures import Future
    from pathlib import Path

# Rows that are sorted in memory at a time, and rows in a piece.
_RUN = 1 << 19
_PIECE = 1 << 10
# Pieces that are written and that are read together; rows in a row group at most.
_WRITTEN = 1 << 6
_PIECES = 1 << 8
_GROUP = 1 << 16
# A column with more words than this is not sorted by places in a list of them.
_WORDS = 1 << 10
_MOST = 1 << 63
# Names that no column has: the number of a piece, and of the run that it is of.
_NUMBER, _RUN_OF = " stuk", " reeks"


class OrderedWriter:
    """Writes frames to one Parquet and counts rows out of order and rows that repeat a key.

    `volgorde` is by which the rows should be ordered, nulls first. Use it as a context.
    """

    def __init__(self, path: Path, *, volgorde: tuple[str, ...]) -> None:
        """Open nothing yet: the first frame tells the columns and their types."""
        self.rijen = 0
        self.wanorde = 0
        self.herhaald = 0
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
        tabel = _arrow(frame)
        if self._bestand is None:
            soorten = frame.schema.items()
            getallen = {naam for naam, soort in soorten if soort.is_float()}
            self._bestand = pq.ParquetWriter(
                self._path,
                tabel.schema,
                # Hours and wages seldom repeat, and bounds per row group help no later step: each would cost a tenth.
                compression={naam: "none" if naam in getallen else "lz4" for naam in tabel.column_names},
                # A list of words is worth its making for words alone.
                use_dictionary=[
                    kolom.name for kolom in frame.get_columns() if isinstance(kolom.dtype, pl.String | pl.Enum)
                ],
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
        wanorde, herhaald = _neighbours(tekst)
        self.wanorde += wanorde
        self.herhaald += herhaald


def _arrow(frame: pl.DataFrame) -> pa.Table:
    kolommen = frame.get_columns()
    # Places as wide whatever the number of words, so that all batches have one schema.
    plat = [kolom.to_physical().cast(pl.Int32) if isinstance(kolom.dtype, pl.Enum) else kolom for kolom in kolommen]
    # All at once: a column alone takes ten times as long.
    tabel = pl.DataFrame(plat).to_arrow(compat_level=pl.CompatLevel.newest())
    for nummer, kolom in enumerate(kolommen):
        if isinstance(kolom.dtype, pl.Enum):
            woorden = kolom.dtype.categories.to_arrow()
            plekken = [pa.DictionaryArray.from_arrays(deel, woorden) for deel in tabel.column(nummer).chunks]
            tabel = tabel.set_column(nummer, kolom.name, pa.chunked_array(plekken))
    return tabel


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
            if not anders.any():
                continue
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


class SortedRows:
    """Writes frames to one Parquet in the order of `volgorde`, whatever the order they come in; ties keep theirs.

    Nulls come first. Use it as a context, and `finish` it: until then rows out of order wait in a file in `map_`.
    """

    def __init__(self, path: Path, map_: Path, *, volgorde: tuple[str, ...]) -> None:
        """Open nothing yet."""
        self.rijen = 0
        self._path, self._map, self._volgorde = path, map_, list(volgorde)
        self._writer = OrderedWriter(path, volgorde=volgorde)
        self._runs: _Runs | None = None

    def __enter__(self) -> Self:
        """Return the writer itself."""
        return self

    def __exit__(self, *alles: object) -> None:
        """Close the files."""
        self._writer.__exit__(*alles)
        if self._runs is not None:
            self._runs.close()

    @property
    def op_volgorde(self) -> bool:
        """Tell whether all rows so far came in order."""
        return self._runs is None

    @property
    def herhaald(self) -> int:
        """How many rows repeat the key of another: known when finished."""
        return self._writer.herhaald

    def write(self, frame: pl.DataFrame) -> None:
        """Take a frame with rows; OSError when the disk is full."""
        self.rijen += len(frame)
        if self._runs is None:
            self._writer.write(frame)
            if not self._writer.wanorde:
                return
            self._runs = self._from_here(frame.schema)
        self._runs.add(frame)

    def _from_here(self, schema: pl.Schema) -> _Runs:
        """Return the runs, with what came before: all row groups but this last one are sorted already."""
        self._writer.__exit__()
        runs = _Runs(self._map / "runs.arrow", self._volgorde)
        with pq.ParquetFile(self._path) as eerder:
            for groep in range(eerder.num_row_groups - 1):
                runs.add_sorted(pl.DataFrame(pl.from_arrow(eerder.read_row_group(groep))).cast(schema))
        return runs

    def finish(self) -> None:
        """Sort what came out of order; OSError when the disk is full."""
        if self._runs is None:
            return
        self._runs.close()
        # The file with runs is closed whatever happens: Windows removes no open file.
        with (
            closing(self._runs.merged()) as gesorteerd,
            closing(_ahead(gesorteerd)) as delen,
            OrderedWriter(self._path, volgorde=tuple(self._volgorde)) as self._writer,
        ):
            for deel in delen:
                for stuk in deel.iter_slices(_GROUP):
                    self._writer.write(stuk)
        if self._writer.rijen != self.rijen or self._writer.wanorde:
            message = f"{self._writer.rijen} rows sorted of {self.rijen}, {self._writer.wanorde} of them out of order"
            raise ValueError(message)


class _Runs:
    """Sorted runs of rows, one after the other in a file of Arrow, in pieces that can be read each on its own.

    Texts that are a place in a list of words are kept as that place; the lists only grow.
    """

    def __init__(self, path: Path, volgorde: list[str]) -> None:
        self._path, self._volgorde = path, volgorde
        self._wachtend: list[pl.DataFrame] = []
        self._woorden: dict[str, pl.Series] = {}
        self._eersten: list[pl.DataFrame] = []
        self._uit: Any = None
        self._schrijver: Any = None
        # Sorting goes on beside reading, one run at a time.
        self._naast = ThreadPoolExecutor(1)
        self._bezig: Future[None] | None = None

    def add(self, frame: pl.DataFrame) -> None:
        """Take a frame, and sort when there are enough."""
        self._wachtend.append(self._plain(frame))
        if sum(map(len, self._wachtend)) >= _RUN:
            self._flush()

    def add_sorted(self, frame: pl.DataFrame) -> None:
        """Take a frame that is sorted, before all others."""
        self._keep(self._plain(frame))

    def close(self) -> None:
        """Sort the rest and close the file; the second time there is nothing to do."""
        try:
            if self._wachtend:
                self._flush()
            self._wait()
        finally:
            self._naast.shutdown()
            if self._schrijver is not None:
                self._schrijver.close()
                self._uit.close()
                self._schrijver = None

    def merged(self) -> Generator[pl.DataFrame]:
        """Yield all rows in order."""
        eersten = pl.concat(self._eersten).with_row_index(_NUMBER).sort(*self._volgorde, _NUMBER)
        over: pl.DataFrame | None = None
        with pa.OSFile(str(self._path)) as bestand, pa.ipc.open_file(bestand) as stukken:
            for eerste in range(0, len(eersten), _PIECES):
                groep = eersten[eerste : eerste + _PIECES]
                delen = [stukken.get_batch(nummer) for nummer in groep[_NUMBER]]
                van = groep[_RUN_OF].to_numpy().repeat([len(deel) for deel in delen])
                # As one piece: polars takes twice as long for hundreds.
                rijen = pl.DataFrame(pl.from_arrow(pa.Table.from_batches(delen).combine_chunks()))
                rijen = rijen.with_columns(pl.Series(_RUN_OF, van))
                # Rows with the same key come in the order of their runs: that of the file.
                rijen = _sorted(rijen if over is None else pl.concat([over, rijen]), [*self._volgorde, _RUN_OF])
                klaar = len(rijen)
                if eerste + _PIECES < len(eersten):
                    klaar = _below(rijen, self._volgorde, eersten.select(self._volgorde).row(eerste + _PIECES))
                over = rijen.slice(klaar)
                yield rijen.head(klaar).select(
                    pl.col(naam).cat.to(pl.Enum(self._woorden[naam])) if naam in self._woorden else naam
                    for naam in rijen.columns
                    if naam != _RUN_OF
                )

    def _plain(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Return a frame with places for words; what the order is by is text, for a list sorts by place."""
        lijsten = {naam: soort.categories for naam, soort in frame.schema.items() if isinstance(soort, pl.Enum)}
        for naam, woorden in lijsten.items():
            if naam in self._volgorde:
                continue
            kort, lang = sorted((self._woorden.get(naam, woorden), woorden), key=len)
            if not lang.head(len(kort)).equals(kort):
                message = f"the words of {naam} did not only grow"
                raise ValueError(message)
            self._woorden[naam] = lang
        return frame.with_columns(
            pl.col(naam).cast(pl.String) if naam in self._volgorde else pl.col(naam).to_physical().cast(pl.UInt32)
            for naam in lijsten
        )

    def _flush(self) -> None:
        wachtend, self._wachtend = self._wachtend, []
        self._wait()
        self._bezig = self._naast.submit(lambda: self._keep(_sorted(pl.concat(wachtend), self._volgorde)))

    def _wait(self) -> None:
        """Wait for the run that is being sorted; OSError when the disk was full."""
        bezig, self._bezig = self._bezig, None
        if bezig is not None:
            bezig.result()

    def _keep(self, run: pl.DataFrame) -> None:
        van = pl.lit(len(self._eersten), dtype=pl.UInt32).alias(_RUN_OF)
        self._eersten.append(run.select(self._volgorde)[::_PIECE].with_columns(van))
        for deel in run.iter_slices(_PIECE * _WRITTEN):
            tabel = _short(deel.to_arrow())
            if self._schrijver is None:
                self._uit = pa.OSFile(str(self._path), "wb")
                self._schrijver = pa.ipc.new_file(self._uit, tabel.schema)
            self._schrijver.write_table(tabel, max_chunksize=_PIECE)


def _ahead(delen: Generator[pl.DataFrame]) -> Generator[pl.DataFrame]:
    """Yield what comes, the next one made while this one is written."""
    with ThreadPoolExecutor(1) as naast:
        volgende = naast.submit(next, delen, None)
        while (deel := volgende.result()) is not None:
            volgende = naast.submit(next, delen, None)
            yield deel


def _short(tabel: pa.Table) -> pa.Table:
    """Return a table with four bytes for where a text stands: of the longest that SPSS has, 2 to the 16th fit."""
    soorten = [(veld.name, pa.string() if pa.types.is_large_string(veld.type) else veld.type) for veld in tabel.schema]
    return tabel.cast(pa.schema(soorten))


def _below(frame: pl.DataFrame, volgorde: list[str], grens: tuple[Any, ...]) -> int:
    """Return how many rows of a sorted frame lie below a key; nulls come first."""
    van, tot = 0, len(frame)
    for naam, waarde in zip(volgorde, grens, strict=True):
        deel = frame[naam].slice(van, tot - van)
        leeg = deel.null_count()
        if waarde is None:
            tot = van + leeg
        else:
            gevuld = deel.slice(leeg)
            tot = van + leeg + int(gevuld.search_sorted(waarde, side="right"))
            van += leeg + int(gevuld.search_sorted(waarde, side="left"))
    return van


def _sorted(frame: pl.DataFrame, volgorde: list[str]) -> pl.DataFrame:
    """Return a frame in order, ties in theirs."""
    # The place of a row behind its key in one number: no two are alike, and numbers alone are sorted quickest.
    bits = len(frame).bit_length()
    sleutel = _as_number(frame, volgorde, _MOST >> bits)
    if sleutel is None:
        return frame.sort(volgorde, maintain_order=True)
    gepakt = (sleutel.to_numpy() << bits) | np.arange(len(frame))
    gepakt.sort()
    plekken = pl.Series((gepakt & ((1 << bits) - 1)).astype(np.uint32))
    # Rows are fetched four times as fast from columns of one piece.
    return frame.rechunk()[plekken]


def _as_number(frame: pl.DataFrame, volgorde: list[str], meest: int) -> pl.Series | None:
    """Return a whole number per row, from 0 and below `meest`, that sorts as the columns do; None when there is none.

    Texts take ten times as long to sort; ids are digits, and kinds of ids a few letters.
    """
    uit, ruimte = pl.zeros(len(frame), dtype=pl.Int64, eager=True), 1
    for naam in volgorde:
        plek = _places(frame[naam])
        if plek is None:
            return None
        laagste, hoogste = cast("tuple[int | None, int | None]", (plek.min(), plek.max()))
        if laagste is None or hoogste is None or (laagste == hoogste and not plek.null_count()):
            continue
        # 0 is for no value.
        aantal = hoogste - laagste + 2
        ruimte *= aantal
        if ruimte >= meest:
            return None
        uit = uit * aantal + (plek - (laagste - 1)).fill_null(0)
    return uit


def _places(kolom: pl.Series) -> pl.Series | None:
    """Return whole numbers that sort as the values of a column, None when there are none."""
    if kolom.dtype != pl.String:
        return kolom.to_physical().cast(pl.Int64) if kolom.dtype.is_integer() or kolom.dtype == pl.Date else None
    if not kolom.null_count() and (kolom == kolom[0]).all():
        return pl.zeros(len(kolom), dtype=pl.Int64, eager=True)
    lengtes = kolom.str.len_bytes()
    # A sign or a space comes before all digits.
    if lengtes.min() == lengtes.max() and str(kolom.min()) >= "0":
        getallen = kolom.cast(pl.Int64, strict=False)
        if getallen.null_count() == kolom.null_count():
            return getallen
    woorden = kolom.unique().drop_nulls().sort()
    return kolom.cast(pl.Enum(woorden)).to_physical().cast(pl.Int64) if len(woorden) <= _WORDS else None
