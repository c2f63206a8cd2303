"""Write a .sav in the form of SPOLISBUS, of any number of rows, in blocks: packed as SPSS does, or in zlib (.zsav).

Persons in order with two jobs and twelve months each, as CBS delivers them, or the same rows in any order. A row is a
function of its number, so both orders hold the same rows. The header is one that polars-readstat writes for a row.
"""

from __future__ import annotations

import struct
import sys
import tempfile
import zlib
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "src")]

import numpy as np  # noqa: E402 - found by the line above
import polars as pl  # noqa: E402
from polars_readstat import write_readstat  # noqa: E402

from werkagenda.ingest.sav_body import read_layout  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    Getallen = NDArray[np.int64]

MAANDEN, BANEN = 12, 2
PER_PERSOON = MAANDEN * BANEN
# Rows per block: a multiple of eight, so that its words fill their commands.
BLOK = 1 << 18
_RIN, _IKV = 9, 12
_AANTAL, _COMPRESSIE, _ZLIB = 80, 72, 2
# Eight commands that say: the word stands there as it is.
_LETTERLIJK = np.uint64(0xFDFDFDFDFDFDFDFD)
# Bytes per block of a .zsav, as SPSS has them.
_ZBLOK = 0x3FF000
_VIER = np.array([f"{getal:04d}" for getal in range(10_000)], "S4").view(np.uint8).reshape(-1, 4)
_GULDEN = 0.618033988749895


def person(plek: Getallen, personen: int) -> Getallen:
    """Return the numbers (of nine digits, without meaning, in the order of the places) of persons by their place."""
    stap = 10**_RIN // max(personen, 1)
    return plek * stap + plek * 7919 % stap


def persons_of(rijen: int) -> int:
    """Return how many persons a file of so many rows holds."""
    return -(-rijen // PER_PERSOON)


def _digits(getal: Getallen, breedte: int) -> NDArray[np.uint8]:
    """Return numbers as text, a byte per digit."""
    delen = [_VIER[getal // 10**macht % 10_000] for macht in range((breedte - 1) // 4 * 4, -1, -4)]
    return np.concatenate(delen, axis=1)[:, -breedte:]


def _order(rijen: int, *, in_volgorde: bool) -> Iterator[Getallen]:
    """Yield the numbers of the rows, block by block: each once, in order or each far from the one before."""
    stap = 1
    if not in_volgorde:
        stap = int(rijen * _GULDEN) | 1
        while np.gcd(stap, rijen) != 1:
            stap += 2
    for begin in range(0, rijen, BLOK):
        yield np.arange(begin, min(begin + BLOK, rijen), dtype=np.int64) * stap % rijen


def _header(jaar: int, pad: Path) -> tuple[bytes, np.dtype[np.void]]:
    """Return the bytes before the rows, and how a row lies: texts as bytes, numbers as eight."""
    tekst = {"RINPERSOONS": 1, "RINPERSOON": _RIN, "IKVID": _IKV, "SDATUMAANVANGIKO": 8, "SDATUMEINDEIKO": 8}
    codes = {"SCONTRACTSOORT": 1, "SSOORTBAAN": 1, "SPOLISDIENSTVERBAND": 1, "SNIETNODIG": 1}
    kolommen = {naam: "x" * breedte for naam, breedte in tekst.items()}
    kolommen |= {"SWEKARBDUURKLASSE": "x", "SBASISUREN": float(jaar), "SBASISLOON": float(jaar)}
    kolommen |= dict.fromkeys(codes, "x")
    with tempfile.TemporaryDirectory(dir=pad.parent) as map_:
        voorbeeld = Path(map_) / "een.sav"
        write_readstat(pl.DataFrame({naam: [waarde] for naam, waarde in kolommen.items()}), voorbeeld, compressed=True)
        with voorbeeld.open("rb") as bestand:
            opzet = read_layout(bestand)
            bestand.seek(0)
            kop = bestand.read(opzet.begin)
    velden = [
        (naam, np.uint8, (8 * opzet.teksten[plek][1],)) if plek in opzet.teksten else (naam, "<f8")
        for plek, naam in enumerate(kolommen)
    ]
    return kop, np.dtype(velden)


def _rows(nummers: Getallen, soort: np.dtype[np.void], *, rijen: int, jaar: int) -> NDArray[np.void]:
    """Return the rows with these numbers as they lie in the file."""
    blok = np.frombuffer(bytearray(b" ") * (len(nummers) * soort.itemsize), soort)
    maand = nummers % MAANDEN + 1
    toeval = (nummers + 1) * 0x9E3779B97F4A7C1 >> 17 & 0x7FFFFFFF

    def put(naam: str, tekens: NDArray[np.uint8]) -> None:
        blok[naam][:, : tekens.shape[1]] = tekens

    def choose(naam: str, codes: bytes, deler: int) -> None:
        blok[naam][:, 0] = np.frombuffer(codes, np.uint8)[toeval // deler % len(codes)]

    dag = jaar * 10_000 + maand * 100
    lengte = np.array([0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])
    put("RINPERSOONS", np.full((len(nummers), 1), ord("R"), np.uint8))
    put("RINPERSOON", _digits(person(nummers // PER_PERSOON, persons_of(rijen)), _RIN))
    put("IKVID", _digits(nummers // MAANDEN * 7 + 10**9, _IKV))
    put("SDATUMAANVANGIKO", _digits(dag + 1, 8))
    put("SDATUMEINDEIKO", _digits(dag + lengte[maand], 8))
    choose("SWEKARBDUURKLASSE", b"123456", 1)
    blok["SBASISUREN"] = toeval % 1700 / 10
    blok["SBASISLOON"] = toeval % 500_000 / 100
    choose("SCONTRACTSOORT", b"OOBN", 7)
    choose("SSOORTBAAN", b"99999245", 11)
    choose("SPOLISDIENSTVERBAND", b"12", 13)
    choose("SNIETNODIG", b"abc", 17)
    return blok


def _packed(blok: NDArray[np.void]) -> bytes:
    """Return rows as SPSS packs them when nothing can be shortened: per eight words a word of commands."""
    woorden = blok.view(np.uint64).reshape(-1)
    hele = len(woorden) // 8 * 8
    los = np.empty((hele // 8, 9), np.uint64)
    los[:, 0] = _LETTERLIJK
    los[:, 1:] = woorden[:hele].reshape(-1, 8)
    rest = woorden[hele:].tobytes()
    return los.tobytes() + (bytes([253] * (len(rest) // 8)).ljust(8, b"\0") + rest if rest else b"")


def _write_zlib(bestand: BinaryIO, delen: Iterator[bytes]) -> None:
    """Write packed rows in blocks of zlib, with the list of blocks that a .zsav ends with."""
    begin = bestand.tell()
    bestand.write(bytes(24))
    lijst, los, over = b"", begin, b""
    for deel in chain(delen, (None,)):
        over += deel or b""
        while len(over) >= _ZBLOK or (deel is None and over):
            stuk, over = over[:_ZBLOK], over[_ZBLOK:]
            vast = zlib.compress(stuk, 1)
            lijst += struct.pack("<2q2i", los, bestand.tell(), len(stuk), len(vast))
            los += len(stuk)
            bestand.write(vast)
    slot = struct.pack("<2q2i", -100, 0, _ZBLOK, len(lijst) // 24) + lijst
    plek = bestand.tell()
    bestand.write(slot)
    bestand.seek(begin)
    bestand.write(struct.pack("<3q", begin, plek, len(slot)))


def write_jobs(pad: Path, rijen: int, *, in_volgorde: bool = True, jaar: int = 2021) -> None:
    """Write so many rows of a year; a name that ends in .zsav is packed once more."""
    kop, soort = _header(jaar, pad)
    inhoud = bytearray(kop)
    struct.pack_into("<i", inhoud, _AANTAL, rijen)
    delen = (
        _packed(_rows(nummers, soort, rijen=rijen, jaar=jaar)) for nummers in _order(rijen, in_volgorde=in_volgorde)
    )
    with pad.open("wb") as bestand:
        if pad.suffix == ".zsav":
            inhoud[:4] = b"$FL3"
            struct.pack_into("<i", inhoud, _COMPRESSIE, _ZLIB)
            bestand.write(inhoud)
            _write_zlib(bestand, delen)
            return
        bestand.write(inhoud)
        for deel in delen:
            bestand.write(deel)
