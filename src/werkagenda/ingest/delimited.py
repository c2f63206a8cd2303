"""Read and write raw delimited files by their contract: encoding, header, fields per row."""

from __future__ import annotations

import codecs
import csv
import io
import logging
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
from pyarrow import csv as arrow_csv

from werkagenda.errors import InputError, did_you_mean, quoted
from werkagenda.ingest.normalise import INDICATIE, normalise

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import pandas as pd

    from werkagenda.contract.contracts import Contract, WideColumns

log = logging.getLogger("werkagenda")
# How much of a file is decoded at a time, in bytes.
_BLOK = 1 << 20
# How much of a file is looked through at a time, in bytes, to the end of a line.
_STUK = 1 << 20
# Enough of a csv for its first lines.
KOP = 1 << 16
BOM = b"\xef\xbb\xbf"
# As UTF-8: the replacement character, and an A-tilde before a continuation byte (text that was encoded twice).
_VERMINKT = (b"\xef\xbf\xbd", b"\xc3\x83\xc2")
# More bytes than one of a letter in UTF-8; in cp1252 that would be two letters that no word has beside each other.
_MEER_BYTES = re.compile(rb"[\xc3-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}")
_WERKBOEK = b"PK\x03\x04"
# Excel's own first line that names the separator.
_SEP = re.compile(rb'"?sep=(.)"?\r?\n', re.IGNORECASE)
_SCHEIDINGEN = {",": "komma's", ";": "puntkomma's", "\t": "tabs", "|": "verticale strepen"}
_AANHALING = ord('"')
_TERUGLOOP, _REGELEINDE = ord("\r"), ord("\n")
_AANHALEN = "een aanhalingsteken voor en na de hele tekst, en een dubbel waar er een in de tekst staat"


def decode(data: bytes, contract: Contract, bestand: str) -> bytes:
    """Return a raw file as UTF-8 without a byte order mark, by the first encoding of its contract that fits.

    Raises InputError on an empty file, a workbook, UTF-16 or binary, and text decoded twice or of two encodings.
    """
    if data.startswith(_WERKBOEK):
        raise InputError(contract.naam, bestand, "dit is een werkboek met de naam van een csv", verwacht="een csv")
    if not data[:_BLOK].removeprefix(BOM).strip():
        raise InputError(contract.naam, bestand, "het bestand is leeg", verwacht="een kopregel en rijen")
    coderingen = contract.formaat["coderingen"]
    verwacht = "codering " + ", ".join(coderingen)
    if b"\x00" in data:
        raise InputError(contract.naam, bestand, "het bestand bevat nulbytes (UTF-16 of geen tekst)", verwacht=verwacht)
    for codering in coderingen:
        try:
            utf8 = _as_utf8(data, codering)
        except UnicodeDecodeError as fout:
            if codering.startswith("utf-8") and _has_letter_of_utf8(data):
                # Some letters are of UTF-8 and some are not: which one is wrong, nobody can tell.
                rij = 1 + data.count(b"\n", 0, _first_bad(data, fout))
                raise InputError(
                    contract.naam, bestand, f"rij {rij} heeft een byte die niet in UTF-8 past", verwacht=verwacht
                ) from None
            continue
        if not (any(teken in utf8 for teken in _VERMINKT) or _has_control(utf8)):
            while utf8.startswith(BOM):
                utf8 = utf8.removeprefix(BOM)
            return utf8
        if codering.startswith("utf-8"):
            # Valid UTF-8 is no accident: as cp1252 the same bytes would be a longer muddle.
            break
    raise InputError(contract.naam, bestand, "de tekens zijn niet leesbaar", verwacht=verwacht)


def _first_bad(data: bytes, fout: UnicodeDecodeError) -> int:
    """Return the place of the first byte that is not UTF-8; the error itself counts from the start of its block."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as heel:
        return heel.start
    return fout.start


def _has_letter_of_utf8(data: bytes) -> bool:
    """Tell whether a text that is not UTF-8 holds letters that are: looked for at the few bytes beyond ASCII."""
    plekken = np.flatnonzero(np.frombuffer(data, np.uint8) > 0x7F)  # noqa: PLR2004 - the last of ASCII
    return any(_MEER_BYTES.match(data, plek) for plek in plekken.tolist())


def _as_utf8(data: bytes, codering: str) -> bytes:
    """Return the bytes of a text in UTF-8, a byte order mark kept; in blocks, so that no second copy has to be held."""
    lezer = codecs.getincrementaldecoder(codering)()
    blokken = (lezer.decode(data[plek : plek + _BLOK]) for plek in range(0, len(data), _BLOK))
    if codering.startswith("utf-8"):
        for _ in blokken:
            pass
        lezer.decode(b"", final=True)
        return data
    return b"".join(blok.encode("utf-8") for blok in blokken)


def _has_control(utf8: bytes) -> bool:
    """Tell whether the text holds one of the control characters U+0080-U+009F: cp1252 read as latin-1."""
    plek = utf8.find(b"\xc2")
    while plek >= 0:
        if 0x80 <= utf8[plek + 1] <= 0x9F:  # noqa: PLR2004 - the range in the docstring
            return True
        plek = utf8.find(b"\xc2", plek + 1)
    return False


def read_raw(contract: Contract, path: Path, *, andere: tuple[Contract, ...] = ()) -> pa.Table:
    """Read, check and normalise one raw file.

    Returns one row per row of the file (for a wide file: per row, year and group), sorted by the contract's key, with
    our names; a suppressed count is null. Columns that the contract does not use are dropped.
    `andere` are contracts of look-alike files, to say which one this file really is.
    Raises InputError with source, file, column, number of rows and what was expected.
    """
    if not path.exists():
        raise InputError(contract.naam, path.name, "het bestand bestaat niet")
    data = decode(path.read_bytes(), contract, path.name)
    tabel, rijnummers = _parse(data, contract, path.name, andere)
    return normalise(tabel, contract, path.name, rijnummers=rijnummers)


def write_raw(frame: pd.DataFrame, contract: Contract, path: Path, *, codering: str | None = None) -> None:
    """Write a frame with the contract's RAW column names as the raw file it stands for.

    Used by the synthetic world only. Raises ValueError when the columns differ from the contract's.
    """
    namen = [kolom.raw for kolom in contract.kolommen if kolom.verplicht or kolom.raw in frame.columns]
    if contract.breed:
        namen += [naam for naam in frame.columns if contract.breed.patroon.fullmatch(naam)]
    if sorted(namen) != sorted(frame.columns):
        message = f"{contract.naam}: kolommen {sorted(set(namen) ^ set(frame.columns))} wijken af van het contract"
        raise ValueError(message)
    path.parent.mkdir(parents=True, exist_ok=True)
    buffer = io.BytesIO()
    opties = arrow_csv.WriteOptions(delimiter=contract.formaat["scheiding"][0], quoting_style="all_valid")
    arrow_csv.write_csv(pa.Table.from_pandas(frame[namen], preserve_index=False), buffer, opties)
    # pyarrow writes UTF-8; a raw file comes in the encoding of its deliverer.
    path.write_bytes(buffer.getvalue().decode("utf-8").encode(codering or contract.formaat["coderingen"][0]))


@dataclass(frozen=True)
class _Layout:
    """How a file is laid out: its separator, the names of its columns and the number of lines before its rows."""

    scheiding: str
    namen: list[str]
    kopregels: int


def header(data: bytes, contract: Contract, bestand: str, andere: tuple[Contract, ...] = ()) -> tuple[_Layout, int]:
    """Return the layout of a file in UTF-8, and where its rows start.

    Raises InputError on a separator or columns that are not the contract's.
    """
    sep = _SEP.match(data)
    begin = sep.end() if sep else 0
    einde = data.find(b"\n", begin) + 1 or len(data)
    kop = data[begin:einde].decode("utf-8").strip("\r\n")
    mag = contract.formaat["scheiding"]
    scheiding = (
        sep.group(1).decode("latin-1")
        if sep
        else max(_SCHEIDINGEN, key=lambda teken: _known_value(kop, teken, contract))
    )
    if scheiding not in mag and (sep or _known_value(kop, scheiding, contract) > 1):
        soort = _SCHEIDINGEN.get(scheiding, repr(scheiding))
        verwacht = " of ".join(_SCHEIDINGEN[teken] for teken in mag)
        raise InputError(contract.naam, bestand, f"de kolommen worden gescheiden door {soort}", verwacht=verwacht)
    if scheiding not in mag:
        scheiding = max(mag, key=kop.count)
    namen = _split(kop, scheiding)
    while len(namen) > 1 and not namen[-1]:
        namen.pop()
    check_header(namen, contract, bestand, andere)
    return _Layout(scheiding, namen, 2 if sep else 1), einde


def is_other(path: Path, contract: Contract, ander: Contract) -> bool:
    """Tell whether the columns of a csv are those of another contract, and not of this one."""
    with path.open("rb") as bestand:
        begin = bestand.read(KOP).decode("utf-8", errors="replace")
    while begin.startswith("\ufeff"):
        begin = begin[1:]
    kop = begin.splitlines()[:2]

    def past(bij: Contract) -> bool:
        return any(set(_required(bij)) <= set(_split(regel, teken)) for regel in kop for teken in _SCHEIDINGEN)

    return past(ander) and not past(contract)


def _split(kop: str, scheiding: str) -> list[str]:
    return [naam.strip().strip('"').strip() for naam in kop.split(scheiding)]


def _known_value(kop: str, scheiding: str, contract: Contract) -> int:
    """Return how many columns of the contract a header has when it is split so."""
    return len({kolom.raw for kolom in contract.kolommen} & set(_split(kop, scheiding)))


def _parse(
    data: bytes, contract: Contract, bestand: str, andere: tuple[Contract, ...]
) -> tuple[pa.Table, Sequence[int]]:
    """Return the used columns as text, and per row its line in the file."""
    if b"\n" not in data:
        data = data.replace(b"\r", b"\n")
    opmaak, begin = header(data, contract, bestand, andere)
    gebruikt = [kolom.raw for kolom in contract.used if kolom.raw in opmaak.namen]
    if contract.breed:
        gebruikt += [naam for naam in opmaak.namen if contract.breed.patroon.fullmatch(naam)]
    if INDICATIE in opmaak.namen:
        gebruikt.append(INDICATIE)
    tabel = None if _is_odd(data, begin, opmaak.scheiding) else _read_plain(data, begin, opmaak, gebruikt)
    rijnummers: Sequence[int]
    if tabel is None:
        tabel, rijnummers = _read_strict(data[begin:].decode("utf-8"), opmaak, gebruikt, contract.naam, bestand)
    else:
        rijnummers = range(opmaak.kopregels + 1, opmaak.kopregels + 1 + tabel.num_rows)
    if tabel.num_rows == 0:
        raise InputError(contract.naam, bestand, "het bestand heeft een kopregel en geen rijen", verwacht="rijen")
    if not data.endswith((b"\n", b"\r", b'"')):
        # Without quotes a cut inside the last value can't be told from a file that lacks its last line end.
        log.warning("%s | %s: de laatste regel heeft geen regeleinde; is het bestand compleet?", contract.naam, bestand)
    return tabel, rijnummers


def _is_odd(data: bytes, begin: int, scheiding: str) -> bool:
    """Tell whether rows need a second look: a quote inside a text, a line break between quotes, an empty line.

    From `begin` on, in pieces of whole lines, which fit in the processor's cache: without copies of the whole, a file
    that is ten times as long takes ten times as long. A line break between quotes leaves a piece with a quote too many.
    """
    # Empty lines at the end are no lines.
    laatste = len(data)
    while data[laatste - 1 : laatste].isspace():
        laatste -= 1
    while begin < len(data):
        einde = data.find(b"\n", begin + _STUK) + 1 or len(data)
        if _is_odd_piece(data[begin:einde], scheiding, laatste - begin):
            return True
        begin = einde
    return False


def _is_odd_piece(data: bytes, scheiding: str, laatste: int) -> bool:
    """Tell it of lines of a file; behind `laatste` there is nothing but line ends and spaces."""
    if laatste > 0 and data.startswith((b"\n", b"\r")):
        return True
    tekens = np.frombuffer(data, np.uint8)
    eindes = np.flatnonzero((tekens == _REGELEINDE) | (tekens == _TERUGLOOP))
    if _has_empty_line(tekens, eindes[eindes < laatste]):
        return True
    aanhalingen = np.flatnonzero(tekens == _AANHALING)
    if aanhalingen.size % 2:
        return True
    openend, sluitend = aanhalingen[::2], aanhalingen[1::2]
    grenzen = (_TERUGLOOP, _REGELEINDE, ord(scheiding), _AANHALING)
    # Nothing stands before the first sign and behind the last.
    ervoor = tekens[openend[np.searchsorted(openend, 1) :] - 1]
    erna = tekens[sluitend[: np.searchsorted(sluitend, len(tekens) - 1)] + 1]
    binnen = np.searchsorted(aanhalingen, eindes) % 2 == 1
    return not (np.isin(ervoor, grenzen).all() and np.isin(erna, grenzen).all()) or bool(binnen.any())


def _has_empty_line(tekens: np.ndarray, eindes: np.ndarray) -> bool:
    """Tell whether two line ends follow one another, with a carriage return between them or not."""
    regels = eindes[tekens[eindes] == _REGELEINDE]
    tussen = np.diff(regels)
    return bool((tussen == 1).any()) or bool((tekens[regels[1:][tussen == 2] - 1] == _TERUGLOOP).any())  # noqa: PLR2004


def _read_plain(data: bytes, begin: int, opmaak: _Layout, gebruikt: list[str]) -> pa.Table | None:
    """Read rows fast, from `begin` on; None where a row has another number of fields, or the reader stops."""
    try:
        return arrow_csv.read_csv(
            pa.BufferReader(pa.py_buffer(data).slice(begin)),
            arrow_csv.ReadOptions(column_names=opmaak.namen),
            arrow_csv.ParseOptions(delimiter=opmaak.scheiding),
            arrow_csv.ConvertOptions(
                include_columns=gebruikt,
                column_types=dict.fromkeys(gebruikt, pa.dictionary(pa.int32(), pa.string())),
                strings_can_be_null=False,
            ),
        )
    except pa.ArrowInvalid:
        return None


def _read_strict(
    tekst: str, opmaak: _Layout, gebruikt: list[str], bron: str, bestand: str
) -> tuple[pa.Table, Sequence[int]]:
    """Read rows one by one, and say of the first that can't be what it seems where it stands and why."""
    regels = io.StringIO(tekst, newline="")
    lezer = csv.reader(regels, delimiter=opmaak.scheiding, strict=True)
    velden = len(opmaak.namen)
    rijen: list[list[str]] = []
    rijnummers: list[int] = []
    afwijkend: list[int] = []
    eerste = opmaak.kopregels + 1
    try:
        for rij in lezer:
            if any(rij[velden:]) or (rij and len(rij) < velden):
                afwijkend.append(eerste)
            elif rij:
                for naam, cel in zip(opmaak.namen, rij, strict=False):
                    if opmaak.scheiding in cel and ("\n" in cel or "\r" in cel):
                        raise _swallowed(bron, bestand, eerste, naam)
                rijen.append(rij)
                rijnummers.append(eerste)
            eerste = opmaak.kopregels + 1 + lezer.line_num
    except csv.Error:
        regel = tekst.splitlines()[eerste - opmaak.kopregels - 1]
        naam = opmaak.namen[min(_open_field(regel, opmaak.scheiding), velden - 1)]
        if lezer.line_num + opmaak.kopregels == eerste and not tekst.endswith("\n"):
            raise InputError(
                bron,
                bestand,
                "het bestand breekt af in de laatste regel",
                kolom=naam,
                verwacht="een gesloten aanhalingsteken",
            ) from None
        raise _swallowed(bron, bestand, eerste, naam) from None
    if afwijkend:
        raise InputError(
            bron,
            bestand,
            f"{len(afwijkend)} rijen hebben een ander aantal velden (afgebroken bestand?), de eerste in rij "
            f"{afwijkend[0]}",
            verwacht=f"{velden} velden",
        )
    plekken = [opmaak.namen.index(naam) for naam in gebruikt]
    kolommen = {
        naam: pa.array([rij[plek] for rij in rijen], pa.string()) for naam, plek in zip(gebruikt, plekken, strict=True)
    }
    return pa.table(kolommen), rijnummers


def _swallowed(bron: str, bestand: str, rij: int, kolom: str) -> InputError:
    return InputError(
        bron,
        bestand,
        f"het aanhalingsteken in rij {rij} sluit niet waar de tekst ophoudt en kan een volgende rij meenemen",
        kolom=kolom,
        verwacht=_AANHALEN,
    )


def _open_field(regel: str, scheiding: str) -> int:
    """Return in which field of a line the last quote stands that opened a text."""
    veld = laatste = 0
    binnen = False
    for plek, teken in enumerate(regel):
        if teken == '"' and (binnen or plek == 0 or regel[plek - 1] == scheiding):
            binnen = not binnen
            laatste = veld
        elif teken == scheiding and not binnen:
            veld += 1
    return laatste


def check_header(namen: list[str], contract: Contract, bestand: str, andere: tuple[Contract, ...] = ()) -> None:
    """Raise InputError when a column is missing, doubled or renamed, or the file is one of another contract."""
    klein = [naam.casefold() for naam in namen]
    bekend = {kolom.raw.casefold() for kolom in contract.kolommen}
    dubbel = sorted({naam for naam in namen if namen.count(naam) > 1})
    dubbel += [
        naam for naam in namen if naam not in dubbel and klein.count(naam.casefold()) > 1 and naam.casefold() in bekend
    ]
    if dubbel:
        raise InputError(
            contract.naam, bestand, f"kolommen staan er twee keer: {quoted(dubbel)}", verwacht="een per naam"
        )
    ontbreekt = [naam for naam in _required(contract) if naam not in namen]
    if ontbreekt:
        for ander in andere:
            if set(_required(ander)) <= set(namen):
                raise InputError(
                    contract.naam, bestand, f"dit bestand heeft de kolommen van {ander.naam}", verwacht=contract.titel
                )
        over = [naam for naam in namen if naam not in {kolom.raw for kolom in contract.kolommen}]
        hint = did_you_mean(ontbreekt[0], over)
        raise InputError(
            contract.naam,
            bestand,
            f"kolom ontbreekt: {quoted(ontbreekt)}{hint.replace('bedoelde u', 'heet die nu')}",
            verwacht=f"{len(contract.kolommen)} kolommen, gevonden {len(namen)}",
        )
    if contract.breed:
        _check_wide(namen, contract, contract.breed, bestand)


def _required(contract: Contract) -> list[str]:
    """Return the columns that a file must have: a column that nothing reads may be gone."""
    return [kolom.raw for kolom in contract.used if kolom.verplicht]


def _check_wide(namen: list[str], contract: Contract, breed: WideColumns, bestand: str) -> None:
    """Raise InputError on a wide file without counts, with a year that lacks a group, or with an unknown column.

    In a wide file a renamed column would otherwise take its students out of the sum without a word.
    """
    treffers = [treffer for naam in namen if (treffer := breed.patroon.fullmatch(naam))]
    if not treffers:
        raise InputError(
            contract.naam, bestand, "geen enkele kolom met aantallen", verwacht=f"het patroon {breed.patroon.pattern}"
        )
    bekend = {kolom.raw for kolom in contract.kolommen} | {treffer[0] for treffer in treffers} | {INDICATIE}
    if vreemd := [naam for naam in namen if naam not in bekend]:
        raise InputError(
            contract.naam,
            bestand,
            f"onbekende kolom: {quoted(vreemd)}",
            verwacht=f"kolommen van het contract, of het patroon {breed.patroon.pattern}",
        )
    for groep, codes in breed.codes.items():
        for jaar in sorted({treffer["jaar"] for treffer in treffers}):
            if ontbreekt := sorted(set(codes) - {treffer[groep] for treffer in treffers if treffer["jaar"] == jaar}):
                raise InputError(
                    contract.naam,
                    bestand,
                    f"kolom ontbreekt: {groep} {quoted(ontbreekt)} van {jaar}",
                    verwacht=f"per jaar een kolom voor {quoted(sorted(codes))}",
                )
