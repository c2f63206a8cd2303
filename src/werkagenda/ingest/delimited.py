"""Read and write raw delimited files by their contract: encoding, header, fields per row."""

from __future__ import annotations

import codecs
import io
import logging
from itertools import zip_longest
from typing import TYPE_CHECKING
from zipfile import BadZipFile

import pyarrow as pa
from pyarrow import csv

from werkagenda.errors import InputError, bedoelde_u, opsommen
from werkagenda.ingest.normalise import INDICATIE, normalise

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from werkagenda.contract.contracts import Contract, WideColumns

log = logging.getLogger("werkagenda")
# How much of a file is decoded at a time, in bytes.
_BLOK = 1 << 20
BOM = b"\xef\xbb\xbf"
# As UTF-8: the replacement character, and an A-tilde before a continuation byte (text that was encoded twice).
_VERMINKT = (b"\xef\xbf\xbd", b"\xc3\x83\xc2")


def decode(data: bytes, contract: Contract, bestand: str) -> bytes:
    """Return the text of a raw file as UTF-8, trying the encodings of the contract in their order.

    Raises InputError on an empty file, a file in UTF-16 or binary, and text that was decoded twice.
    """
    if not data[:_BLOK].removeprefix(BOM).strip():
        raise InputError(contract.naam, bestand, "het bestand is leeg", verwacht="een kopregel en rijen")
    coderingen = contract.formaat["coderingen"]
    verwacht = "codering " + ", ".join(coderingen)
    if b"\x00" in data[:4096]:
        raise InputError(contract.naam, bestand, "het bestand bevat nulbytes (UTF-16 of geen tekst)", verwacht=verwacht)
    for codering in coderingen:
        try:
            utf8 = _as_utf8(data, codering)
        except UnicodeDecodeError:
            continue
        if not (any(teken in utf8 for teken in _VERMINKT) or _has_control(utf8)):
            return utf8
        if codering.startswith("utf-8"):
            # Valid UTF-8 is no accident: as cp1252 the same bytes would be a longer muddle.
            break
    raise InputError(contract.naam, bestand, "de tekens zijn niet leesbaar", verwacht=verwacht)


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
    return normalise(_parse(data, contract, path.name, andere), contract, path.name)


def read_workbook(contract: Contract, path: Path) -> pa.Table:
    """Read, check and normalise the contract's sheet of a workbook; as `read_raw` otherwise."""
    from openpyxl import load_workbook  # noqa: PLC0415 - only where a workbook was delivered

    if not path.exists():
        raise InputError(contract.naam, path.name, "het bestand bestaat niet")
    try:
        werkboek = load_workbook(path, read_only=True, data_only=True)
    except (BadZipFile, KeyError):
        raise InputError(
            contract.naam, path.name, "het bestand is leeg of geen werkboek", verwacht="een xlsx"
        ) from None
    blad = contract.formaat["blad"]
    if blad not in werkboek.sheetnames:
        raise InputError(
            contract.naam, path.name, f"het blad {blad!r} ontbreekt{bedoelde_u(blad, werkboek.sheetnames)}"
        )
    rijen = [["" if cel is None else str(cel) for cel in rij] for rij in werkboek[blad].iter_rows(values_only=True)]
    werkboek.close()
    rijen = [rij for rij in rijen if any(rij)]
    if len(rijen) <= 1:
        raise InputError(
            contract.naam, path.name, f"het blad {blad!r} heeft geen rijen", verwacht="een kopregel en rijen"
        )
    # Excel leaves out the empty cells at the end of a row, and keeps columns that hold nothing.
    kolommen = [kolom for kolom in zip_longest(*rijen, fillvalue="") if kolom[0].strip()]
    controleer_kop([kolom[0].strip() for kolom in kolommen], contract, path.name)
    return normalise(pa.table({kop.strip(): pa.array(cellen) for kop, *cellen in kolommen}), contract, path.name)


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
    opties = csv.WriteOptions(delimiter=contract.formaat["scheiding"][0], quoting_style="all_valid")
    csv.write_csv(pa.Table.from_pandas(frame[namen], preserve_index=False), buffer, opties)
    # pyarrow writes UTF-8; a raw file comes in the encoding of its deliverer.
    path.write_bytes(buffer.getvalue().decode("utf-8").encode(codering or contract.formaat["coderingen"][0]))


def _parse(data: bytes, contract: Contract, bestand: str, andere: tuple[Contract, ...]) -> pa.Table:
    kop = data[: data.find(b"\n") + 1 or None].decode("utf-8-sig")
    scheiding = max(contract.formaat["scheiding"], key=kop.count)
    namen = [naam.strip().strip('"').strip() for naam in kop.rstrip("\r\n").split(scheiding)]
    controleer_kop(namen, contract, bestand, andere)
    gebruikt = [kolom.raw for kolom in contract.gebruikt if kolom.raw in namen]
    if contract.breed:
        gebruikt += [naam for naam in namen if contract.breed.patroon.fullmatch(naam)]
    if INDICATIE in namen:
        gebruikt.append(INDICATIE)
    afwijkend: list[int] = []

    def tel(rij: csv.InvalidRow) -> str:
        afwijkend.append(rij.actual_columns)
        return "skip"

    try:
        tabel = csv.read_csv(
            pa.BufferReader(data),
            csv.ReadOptions(column_names=namen, skip_rows=1),
            csv.ParseOptions(delimiter=scheiding, invalid_row_handler=tel),
            csv.ConvertOptions(
                include_columns=gebruikt,
                column_types=dict.fromkeys(gebruikt, pa.dictionary(pa.int32(), pa.string())),
                strings_can_be_null=False,
            ),
        )
    except pa.ArrowInvalid as fout:
        raise InputError(
            contract.naam, bestand, f"het bestand is niet als csv te lezen ({type(fout).__name__})"
        ) from None
    if afwijkend:
        raise InputError(
            contract.naam,
            bestand,
            f"{len(afwijkend)} rijen hebben een ander aantal velden (afgebroken bestand?)",
            verwacht=f"{len(namen)} velden",
        )
    if tabel.num_rows == 0:
        raise InputError(contract.naam, bestand, "het bestand heeft een kopregel en geen rijen", verwacht="rijen")
    _controleer_einde(data, namen[-1], contract, bestand)
    return tabel


def _controleer_einde(data: bytes, laatste: str, contract: Contract, bestand: str) -> None:
    """Raise InputError on a file that was cut off inside its last field, where the number of fields still is right.

    Without quotes such a cut can't be told from a file that lacks its last line end: that is noted in the log.
    """
    if not data.endswith((b"\n", b"\r", b'"')):
        log.warning("%s | %s: de laatste regel heeft geen regeleinde; is het bestand compleet?", contract.naam, bestand)
    if data.count(b'"') % 2:
        raise InputError(
            contract.naam,
            bestand,
            "het bestand breekt af in de laatste regel",
            kolom=laatste,
            verwacht="een gesloten aanhalingsteken",
        )


def controleer_kop(namen: list[str], contract: Contract, bestand: str, andere: tuple[Contract, ...] = ()) -> None:
    """Raise InputError when a column is missing, doubled or renamed, or the file is one of another contract."""
    dubbel = sorted({naam for naam in namen if namen.count(naam) > 1})
    if dubbel:
        raise InputError(contract.naam, bestand, f"kolommen staan er twee keer: {opsommen(dubbel)}")
    ontbreekt = [kolom.raw for kolom in contract.kolommen if kolom.verplicht and kolom.raw not in namen]
    if ontbreekt:
        for ander in andere:
            if all(kolom.raw in namen for kolom in ander.kolommen if kolom.verplicht):
                raise InputError(
                    contract.naam, bestand, f"dit bestand heeft de kolommen van {ander.naam}", verwacht=contract.titel
                )
        over = [naam for naam in namen if naam not in {kolom.raw for kolom in contract.kolommen}]
        hint = bedoelde_u(ontbreekt[0], over)
        raise InputError(
            contract.naam,
            bestand,
            f"kolom ontbreekt: {opsommen(ontbreekt)}{hint.replace('bedoelde u', 'heet die nu')}",
            verwacht=f"{len(contract.kolommen)} kolommen, gevonden {len(namen)}",
        )
    if contract.breed:
        _controleer_breed(namen, contract, contract.breed, bestand)


def _controleer_breed(namen: list[str], contract: Contract, breed: WideColumns, bestand: str) -> None:
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
            f"onbekende kolom: {opsommen(vreemd)}",
            verwacht=f"kolommen van het contract, of het patroon {breed.patroon.pattern}",
        )
    for groep, codes in breed.codes.items():
        for jaar in sorted({treffer["jaar"] for treffer in treffers}):
            if ontbreekt := sorted(set(codes) - {treffer[groep] for treffer in treffers if treffer["jaar"] == jaar}):
                raise InputError(
                    contract.naam,
                    bestand,
                    f"kolom ontbreekt: {groep} {opsommen(ontbreekt)} van {jaar}",
                    verwacht=f"per jaar een kolom voor {opsommen(sorted(codes))}",
                )
