"""The columns of a .sav into our types, batch by batch, counting what the contract does not allow.

Codes and dates are looked at once per distinct value, ids in bulk, and polars gets two orders per batch for all columns
together: that keeps the cost near that of a bare read at 120 million rows.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any

import polars as pl

from werkagenda.errors import Problem, quoted
from werkagenda.ingest.numbers import readings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from werkagenda.contract.contracts import Column
    from werkagenda.ingest.sav_header import SavColumn

# A column with more unknown values than this is the wrong column: keeping them all would only fill memory.
_TE_VEEL = 1000
# So many of them are named.
_HOOGSTENS = 40
_FOUT = object()
_GEHEEL = re.compile(r"-?[0-9]{1,9}")
_JAAR = re.compile(r"[0-9]{4}")
_DATUM = re.compile(r"[0-9]{8}")
# Words whose places fit in a byte.
_KORT = 1 << 8
# Bytes there are.
_BYTES = 1 << 8


def column_type(kolom: Column) -> pl.DataType:
    """Return the type of a column in the Parquet; whole numbers are as small as their code list allows."""
    if kolom.soort == "geheel":
        return pl.Int8() if kolom.codes else pl.Int32()
    soorten: dict[str, pl.DataType] = {"jaar": pl.Int16(), "getal": pl.Float64(), "datum": pl.Date()}
    return soorten.get(kolom.soort, pl.String())


def column_reader(sav: SavColumn, *, sleutel: bool) -> ColumnReader:
    """Return what reads one column; `sleutel` says that a key uses it, so that it is never empty."""
    kolom = sav.kolom
    if kolom.soort == "getal":
        return (_WrittenNumbers if sav.opslag == "tekst" else ColumnReader)(sav, sleutel=sleutel)
    if sav.opslag == "datum":
        return _Dates(sav, sleutel=sleutel)
    if kolom.opslag == "tekst" and not (kolom.codes or kolom.breedte or kolom.kleine_letters):
        return _Ids(sav, sleutel=sleutel)
    return (_Letters if sav.breedte == 1 else _Words)(sav, sleutel=sleutel)


def read_batch(ruw: pl.DataFrame, lezers: Mapping[str, ColumnReader], typen: Mapping[str, pl.DataType]) -> pl.DataFrame:
    """Return a batch with the columns of `typen`; those without a reader are empty.

    What is not allowed is null, and counted by its reader.
    """
    half = ruw.select(deel for lezer in lezers.values() for deel in lezer.prepare())
    for lezer in lezers.values():
        half = lezer.look(ruw, half)
    return half.select(
        (lezers[naam].finish() if naam in lezers else pl.lit(None, dtype=soort)).alias(naam)
        for naam, soort in typen.items()
    )


class ColumnReader:
    """Reads one column that comes as a number; ask for its `problem` after the last batch."""

    def __init__(self, sav: SavColumn, *, sleutel: bool) -> None:
        """Take the column's contract and how the file stores it."""
        self.kolom = sav.kolom
        self._naam, self._breedte = sav.naam, sav.breedte
        self._boundaries = sav.grenzen
        self._leeg_mag = bool(sav.kolom.leeg) or sav.kolom.leeg_mag
        if not sleutel and sav.kolom.opslag != "tekst":
            # What the file itself declares missing is unknown; a number without a value is SPSS's own way to say so.
            self._leeg_mag |= sav.verklaard_leeg or sav.kolom.soort == "getal"
        # Of dates: the years that they lie in.
        self.jaren: set[int] = set()
        # Whether a text did not fill its place: only there can a reader have cut one off.
        self.korter = False
        self._onbekend: set[str] = set()
        self._error = 0
        self._zonder = 0

    def prepare(self) -> list[pl.Expr]:
        """Return what to make of the raw column first."""
        return [pl.col(self._naam).cast(column_type(self.kolom))]

    def look(self, ruw: pl.DataFrame, half: pl.DataFrame) -> pl.DataFrame:  # noqa: ARG002 - others need the raw rows
        """Count what is wrong in a prepared batch; return it, the column anew where that has to be mended."""
        eindig = half[self._naam].is_finite()
        if not eindig.all():
            self._error += int((~eindig).sum())
        self._zonder += half[self._naam].null_count()
        return half

    def finish(self) -> pl.Expr:
        """Return what to make of the prepared column."""
        return pl.col(self._naam)

    def _notice_shorter(self, teksten: pl.Series) -> None:
        """See whether one of these texts does not fill its place; an empty one has no end to lose."""
        if self._breedte > 1 and not self.korter:
            self.korter = bool(teksten.str.len_bytes().is_between(1, self._breedte - 1).any())

    @property
    def hopeless(self) -> bool:
        """Tell whether so many values are unknown that reading this column on has no use."""
        return len(self._onbekend) > _TE_VEEL

    @property
    def problem(self) -> Problem | None:
        """What the column held that the contract does not allow: counts and codes, never an id; or None."""
        if self._error:
            codes = f" {quoted(sorted(self._onbekend), hoogstens=_HOOGSTENS)}" if self._onbekend else ""
            return Problem(
                self.kolom.raw, f"{self._error} rijen met een onbekende waarde{codes}", self._expected_form()
            )
        if self._zonder and not self._leeg_mag:
            verwacht = "een waarde, of leeg: [''] bij deze kolom in het contract"
            return Problem(self.kolom.raw, f"{self._zonder} rijen zonder waarde", verwacht)
        return None

    def _expected_form(self) -> str:
        van_tot = f"van {self._boundaries[0]} tot en met {self._boundaries[1]}"
        if self.kolom.codes is not None:
            return quoted(sorted(self.kolom.codes), hoogstens=20)
        if self.kolom.patroon is not None:
            return f"het patroon {self.kolom.patroon}"
        soorten = {
            "datum": f"een datum als jjjjmmdd, {van_tot}",
            "jaar": f"een jaartal {van_tot}",
            "geheel": "een geheel getal",
        }
        return soorten.get(self.kolom.soort, "een getal")


class _Dates(ColumnReader):
    """Dates of SPSS itself, which may lie in any year."""

    def look(self, ruw: pl.DataFrame, half: pl.DataFrame) -> pl.DataFrame:  # noqa: ARG002
        datums = half[self._naam]
        eerste, laatste = self._boundaries
        binnen = datums.is_between(dt.date(eerste, 1, 1), dt.date(laatste, 12, 31)).fill_null(value=True)
        # A date too far away for the type is empty in the one reader and a date in the other.
        self._error += int((~binnen).sum())
        self._zonder += datums.null_count()
        self.jaren |= set(datums.dt.year().unique().drop_nulls())
        return half


class _WrittenNumbers(ColumnReader):
    """Numbers that a .sav holds as text: in a notation of the contract, and each of them looked at."""

    def prepare(self) -> list[pl.Expr]:
        return [pl.col(self._naam)]

    def look(self, ruw: pl.DataFrame, half: pl.DataFrame) -> pl.DataFrame:  # noqa: ARG002
        self._notice_shorter(half[self._naam])
        tekst = half[self._naam].str.strip_chars().replace(dict.fromkeys(("", *self.kolom.leeg)))
        vertaald = {woord: readings(woord, self.kolom.notaties) for woord in tekst.drop_nulls().unique()}
        goed = {woord: keuzes[0] for woord, keuzes in vertaald.items() if len(keuzes) == 1}
        getallen = tekst.replace_strict(goed, default=None, return_dtype=pl.Float64)
        self._error += getallen.null_count() - tekst.null_count()
        return half.with_columns(getallen)


class _Ids(ColumnReader):
    """Ids: nearly all differ and nearly all are right, so a batch is tested whole and mended only where need be."""

    @property
    def _pattern(self) -> str:
        # A digit is one of ten here too; here it holds those of every script.
        patroon = (self.kolom.patroon or ".*").replace(r"\d", "[0-9]")
        return f"^(?:{patroon})$"

    def prepare(self) -> list[pl.Expr]:
        return [pl.col(self._naam)]

    def look(self, ruw: pl.DataFrame, half: pl.DataFrame) -> pl.DataFrame:
        kolom = ruw[self._naam]
        # In a sorted file the rows of one person follow each other: a value like its predecessor needs no second look.
        vorige, deze = kolom.head(-1), kolom.tail(-1)
        anders = kolom if kolom.null_count() else pl.concat([kolom.head(1), deze.filter(deze != vorige)])
        self._notice_shorter(anders)
        goed = anders.str.contains(self._pattern) if self.kolom.patroon else anders == anders.str.strip_chars()
        if goed.all() and not (anders.null_count() or anders.is_in(["", *self.kolom.leeg]).any()):
            return half
        tekst = ruw[self._naam].str.strip_chars().replace(dict.fromkeys(("", *self.kolom.leeg)))
        self._zonder += tekst.null_count()
        self._error += int((~tekst.str.contains(self._pattern)).sum())
        return half.with_columns(tekst)


class _Words(ColumnReader):
    """Codes, whole numbers and dates: few distinct values, each translated once."""

    def __init__(self, sav: SavColumn, *, sleutel: bool) -> None:
        super().__init__(sav, sleutel=sleutel)
        kolom = pl.col(sav.naam)
        self._tekst = kolom if sav.opslag == "tekst" else _to_text(kolom)
        # The words met so far, and at the same place what each becomes.
        self._woorden = pl.Enum([])
        self._vertaald: list[Any] = []

    def prepare(self) -> list[pl.Expr]:
        return [self._tekst.cast(self._woorden, strict=False).alias(self._naam)]

    def look(self, ruw: pl.DataFrame, half: pl.DataFrame) -> pl.DataFrame:
        plaats, leeg = half[self._naam], ruw[self._naam].null_count()
        if plaats.null_count() > leeg:
            tekst = ruw.select(self._tekst).to_series()
            onbekend = tekst.filter(plaats.is_null()).drop_nulls().unique().sort()
            self._notice_shorter(onbekend)
            self._learn(onbekend)
            plaats = tekst.cast(self._woorden).alias(self._naam)
            half = half.with_columns(plaats)
        self._zonder += leeg
        if _FOUT in self._vertaald:
            slecht = pl.Series([waarde is _FOUT for waarde in self._vertaald])
            self._error += int(slecht.gather(plaats.to_physical()).sum())
        return half

    def _learn(self, onbekend: pl.Series) -> None:
        self._woorden = pl.Enum([*self._woorden.categories, *onbekend])
        self._vertaald += [self._translate(woord) for woord in onbekend]

    def finish(self) -> pl.Expr:
        nummer = pl.col(self._naam).to_physical()
        goed = [None if waarde is _FOUT else waarde for waarde in self._vertaald]
        soort = column_type(self.kolom)
        if soort != pl.String():
            return pl.lit(pl.Series(goed, dtype=soort)).gather(nummer)
        # As places in a list of words: Parquet stores them so, and need not look for the words again.
        eigen = {woord: plek for plek, woord in enumerate(dict.fromkeys(woord for woord in goed if woord is not None))}
        if len(eigen) < len(goed):
            # The width in which polars itself keeps a short list; another would be copied.
            breedte = pl.UInt8() if len(eigen) < _KORT else pl.UInt32()
            nummer = pl.lit(pl.Series([eigen.get(woord) for woord in goed], dtype=breedte)).gather(nummer)
        return nummer.cat.to(pl.Enum(list(eigen)))

    def _translate(self, ruw: str) -> Any:  # noqa: ANN401 - a date, a number, a text, none or _FOUT
        kolom = self.kolom
        tekst = ruw.strip()
        if kolom.kleine_letters:
            tekst = tekst.lower()
        if kolom.breedte and tekst.isdigit():
            tekst = tekst.zfill(kolom.breedte)
        if kolom.soort in {"geheel", "jaar"} and _GEHEEL.fullmatch(tekst):
            # '01' and 1.0 are the same month.
            tekst = str(int(tekst))
        if tekst in kolom.leeg or (not tekst and self._leeg_mag):
            return None
        uit = _valid(tekst, kolom, self._boundaries)
        if uit is _FOUT:
            self._onbekend.add(tekst)
        elif isinstance(uit, dt.date):
            self.jaren.add(uit.year)
        return uit


class _Letters(_Words):
    """Codes of one byte: what to make of it lies at its number in a list, which is quicker than looking for a text."""

    def __init__(self, sav: SavColumn, *, sleutel: bool) -> None:
        super().__init__(sav, sleutel=sleutel)
        self._plek = pl.Series([None], dtype=pl.UInt8).new_from_index(0, _BYTES)

    def prepare(self) -> list[pl.Expr]:
        # A text of no or more bytes gives none: then it is looked for as any word.
        letter = pl.col(self._naam).cast(pl.Binary).bin.reinterpret(dtype=pl.UInt8)
        return [pl.lit(self._plek).gather(letter).alias(self._naam)]

    def _learn(self, onbekend: pl.Series) -> None:
        # A text of no or more bytes has no number: it is looked for each time, also when it is known.
        super()._learn(onbekend.filter(~onbekend.is_in(self._woorden.categories)))
        woorden = enumerate(self._woorden.categories)
        plekken = {ord(woord): plek for plek, woord in woorden if len(woord.encode()) == 1 and plek < _BYTES}
        self._plek = pl.Series([plekken.get(letter) for letter in range(_BYTES)], dtype=pl.UInt8)


def _valid(tekst: str, kolom: Column, grenzen: tuple[int, int]) -> Any:  # noqa: ANN401
    if kolom.soort == "datum":
        return _date(tekst, grenzen)
    if kolom.codes is not None:
        uit = kolom.codes.get(tekst, _FOUT)
    elif kolom.soort == "jaar":
        uit = tekst if _JAAR.fullmatch(tekst) and grenzen[0] <= int(tekst) <= grenzen[1] else _FOUT
    elif kolom.soort == "geheel":
        uit = tekst if _GEHEEL.fullmatch(tekst) and kolom.matches(tekst) else _FOUT
    else:
        goed = kolom.matches(tekst) if kolom.patroon else tekst or kolom.soort == "tekst"
        uit = tekst if goed else _FOUT
    return int(uit) if kolom.soort in {"geheel", "jaar"} and isinstance(uit, str) else uit


def _date(tekst: str, grenzen: tuple[int, int]) -> Any:  # noqa: ANN401
    try:
        datum = dt.datetime.strptime(tekst, "%Y%m%d").date() if _DATUM.fullmatch(tekst) else None  # noqa: DTZ007
    except ValueError:
        return _FOUT
    return datum if datum and grenzen[0] <= datum.year <= grenzen[1] else _FOUT


def _to_text(getal: pl.Expr) -> pl.Expr:
    """Write a number as people write a code: 1.0 is '1'."""
    geheel = getal == getal.round()
    return pl.when(geheel).then(getal.cast(pl.Int64, strict=False).cast(pl.String)).otherwise(getal.cast(pl.String))
