"""What the rows of a .sav hold, whatever its header says: how many there are, and whether texts go beyond ASCII.

Both readers stop at the number of rows in the header and cut a text off at a byte that its encoding does not have,
without a word. So the bytes themselves are looked at: in words of eight, a word per number, a text in as many as it
needs.
"""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_WOORD = 8
_BLOK = 1 << 23
# The record types of the dictionary, in the order in which a file has them.
_KOLOM, _LABELS, _LABELKOLOMMEN, _DOCUMENT, _UITBREIDING, _EINDE = 2, 3, 4, 6, 7, 999
_LANGE_TEKSTEN = 14
# A text of more than 255 bytes lies in columns of 255, of which 252 count.
_STUK = 252
# Bytes of the header before the first record, and where in it stand the kind of compression and the number of rows.
_KOP, _COMPRESSIE = 176, 72
# Commands of compressed rows: nothing, end of the file, the value follows as it is.
_NIETS, _SLOT, _LETTERLIJK = 0, 252, 253
_HOOG = np.uint64(0x8080808080808080)
_ACHT_LETTERLIJK = np.uint64(0xFDFDFDFDFDFDFDFD)
_HELE_REGEL = 80


@dataclass(frozen=True)
class Layout:
    """Where the rows start, how they are packed, and per column its first word and number of words; 0 is a number."""

    begin: int
    compressie: int
    woorden: int
    teksten: dict[int, tuple[int, int]]


@dataclass(frozen=True)
class Body:
    """The whole rows of a file, whether it ends inside one, and the columns with a text beyond ASCII (their places)."""

    rijen: int
    heel: bool
    buiten_ascii: frozenset[int]


class _Reader:
    def __init__(self, bestand: BinaryIO) -> None:
        self.bestand = bestand
        bestand.seek(64)
        # Byte order shows in a number that is 2 or 3 by definition.
        self.orde = "<" if struct.unpack("<i", bestand.read(4))[0] in {2, 3} else ">"

    def getal(self) -> int:
        return int(struct.unpack(f"{self.orde}i", self.bestand.read(4))[0])

    def over(self, bytes_: int) -> None:
        self.bestand.seek(bytes_, 1)


def read_layout(bestand: BinaryIO) -> Layout:
    """Read the dictionary of a .sav; struct.error or ValueError where it breaks off."""
    lezer = _Reader(bestand)
    bestand.seek(_COMPRESSIE)
    compressie = lezer.getal()
    bestand.seek(_KOP)
    breedtes: list[int] = []
    namen: list[str] = []
    lang: dict[str, int] = {}
    while (soort := lezer.getal()) != _EINDE:
        if soort == _KOLOM:
            breedte, heeft_label, missend = lezer.getal(), lezer.getal(), lezer.getal()
            lezer.over(8)
            namen.append(bestand.read(_WOORD).decode("latin-1").strip())
            breedtes.append(breedte)
            if heeft_label:
                lezer.over(-(-lezer.getal() // 4) * 4)
            lezer.over(abs(missend) * _WOORD)
        elif soort == _LABELS:
            for _ in range(lezer.getal()):
                lezer.over(_WOORD)
                lengte = bestand.read(1)[0]
                lezer.over(-(-(lengte + 1) // _WOORD) * _WOORD - 1)
        elif soort == _LABELKOLOMMEN:
            lezer.over(4 * lezer.getal())
        elif soort == _DOCUMENT:
            lezer.over(_HELE_REGEL * lezer.getal())
        elif soort == _UITBREIDING:
            onder, maat, aantal = lezer.getal(), lezer.getal(), lezer.getal()
            inhoud = bestand.read(maat * aantal)
            if onder == _LANGE_TEKSTEN:
                delen = [deel.strip("\x00\t").split("=") for deel in inhoud.decode("latin-1").split("\t")]
                lang = {deel[0]: int(deel[1].strip("\x00")) for deel in delen if len(deel) == 2}  # noqa: PLR2004
        else:
            raise ValueError(soort)
    lezer.over(4)
    return Layout(bestand.tell(), compressie, len(breedtes), _texts(namen, breedtes, lang))


def _texts(namen: list[str], breedtes: list[int], lang: dict[str, int]) -> dict[int, tuple[int, int]]:
    """Return per column with text, by its place among the columns, its first word and its number of words."""
    uit: dict[int, tuple[int, int]] = {}
    eerste = [plek for plek, breedte in enumerate(breedtes) if breedte >= 0]
    kolom = nummer = 0
    while nummer < len(eerste):
        plek = eerste[nummer]
        nummer += max(1, -(-lang.get(namen[plek], 0) // _STUK))
        einde = eerste[nummer] if nummer < len(eerste) else len(breedtes)
        if breedtes[plek] > 0:
            uit[kolom] = (plek, einde - plek)
        kolom += 1
    return uit


def look_at_rows(path: Path) -> Body:
    """Count the rows of a .sav by what it holds; struct.error, ValueError or zlib.error on a file that is damaged."""
    with path.open("rb") as bestand:
        opzet = read_layout(bestand)
        bestand.seek(opzet.begin)
        kolom_van = np.full(opzet.woorden, -1)
        for kolom, (eerste, aantal) in opzet.teksten.items():
            kolom_van[eerste : eerste + aantal] = kolom
        if opzet.compressie == 0:
            return _plain(bestand, kolom_van)
        blokken = _inflated(bestand) if opzet.compressie == 2 else iter(lambda: bestand.read(_BLOK), b"")  # noqa: PLR2004
        return _packed(blokken, kolom_van)


def _plain(bestand: BinaryIO, kolom_van: np.ndarray) -> Body:
    rijbreedte = len(kolom_van) * _WOORD
    rijen, rest, gezien = 0, 0, set()
    while blok := bestand.read(max(_BLOK // rijbreedte, 1) * rijbreedte):
        hele, rest = divmod(len(blok), rijbreedte)
        tabel = np.frombuffer(blok, np.uint64, hele * len(kolom_van)).reshape(hele, -1)
        hoog = np.bitwise_or.reduce(tabel, axis=0) & _HOOG != 0
        gezien |= set(kolom_van[hoog & (kolom_van >= 0)].tolist())
        rijen += hele
    return Body(rijen, rest == 0, frozenset(gezien))


def _inflated(bestand: BinaryIO) -> Iterator[bytes]:
    _, trailer, lengte = struct.unpack("<3q", bestand.read(24))
    bestand.seek(trailer)
    inhoud = bestand.read(lengte)
    blokken = struct.unpack_from("<i", inhoud, 20)[0]
    for nummer in range(blokken):
        _, plek, los, vast = struct.unpack_from("<2q2i", inhoud, 24 + 24 * nummer)
        bestand.seek(plek)
        blok = zlib.decompress(bestand.read(vast))
        if len(blok) != los:
            raise ValueError(nummer)
        yield blok


def _packed(blokken: Iterator[bytes], kolom_van: np.ndarray) -> Body:
    """Follow the commands: a word of eight, then the words that they say stand there as they are."""
    is_tekst = kolom_van >= 0
    gezien: set[int] = set()
    waarden = 0
    over, klaar = b"", False
    for blok in blokken:
        if klaar:
            break
        alles = over + blok
        woorden = np.frombuffer(alles, np.uint64, len(alles) // _WOORD)
        waar, plek = _chain(woorden)
        over = alles[plek * _WOORD :]
        codes = woorden[waar].view(np.uint8)
        telt = (codes != _NIETS) & (codes != _SLOT)
        if (slot := np.flatnonzero(codes == _SLOT)).size:
            klaar, over = True, b""
            telt[slot[0] :] = False
        letterlijk = np.ones(plek, dtype=bool)
        letterlijk[waar] = False
        plaats = (waarden + np.flatnonzero(codes[telt] == _LETTERLIJK)) % len(kolom_van)
        waarden += int(np.count_nonzero(telt))
        hoog = is_tekst[plaats] & (woorden[:plek][letterlijk] & _HOOG != 0)
        if hoog.any():
            gezien |= set(np.unique(kolom_van[plaats[hoog]]).tolist())
    rijen, rest = divmod(waarden, len(kolom_van))
    return Body(rijen, rest == 0 and not over, frozenset(gezien))


def _chain(woorden: np.ndarray) -> tuple[np.ndarray, int]:
    """Return which words hold commands, the first being one, and the first word that is not reached any more."""
    # How many bytes of a word are 253: a byte without any bit after `^` shows as its highest bit.
    anders = woorden ^ _ACHT_LETTERLIJK
    nul = ~(((anders & ~_HOOG) + ~_HOOG) | anders | ~_HOOG)
    volgen = memoryview(np.bitwise_count(nul))
    keten = []
    plek, einde = 0, len(volgen)
    while plek < einde and plek + volgen[plek] < einde:
        keten.append(plek)
        plek += volgen[plek] + 1
    return np.array(keten, dtype=np.int64), plek
