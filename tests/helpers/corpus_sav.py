"""Write a .sav byte by byte, so that a test can make what no program writes any more, or what none should.

The layout of system files is that of the PSPP developers' guide.
"""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass, field, replace
from typing import Any

A, F, DATE, TIME, DATETIME, DTIME, MOYR = 1, 5, 20, 21, 22, 25, 28
# A number without a value, and the offset of small whole numbers in a compressed file.
SYSMIS, BIAS = -1.7976931348623157e308, 100
_STUK = 252


@dataclass(frozen=True)
class Kolom:
    """A column: `breedte` bytes of text or 0 for a number, its format, values, labels, and declared missing values.

    `missend` is (n, values): n as a .sav counts them, -2 for a range and -3 for a range with one value beside it.
    """

    naam: str
    breedte: int
    waarden: list[Any]
    formaat: int = F
    labels: dict[Any, str | bytes] = field(default_factory=dict)
    missend: tuple[int, list[Any]] = (0, [])
    lang: str = ""


@dataclass(frozen=True)
class Sav:
    """A file: its columns, the number of rows that its header states, how it is packed and what else is odd."""

    kolommen: tuple[Kolom, ...]
    rijen: int | None = None
    pakken: int = 0
    orde: str = "<"
    codering: str = "UTF-8"
    tekenset: int = 65001
    extra: tuple[tuple[int, bytes], ...] = ()

    def met(self, naam: str, **anders: Any) -> Sav:
        """Return the file with one column changed."""
        return replace(self, kolommen=tuple(replace(k, **anders) if k.naam == naam else k for k in self.kolommen))

    def bytes(self) -> bytes:
        """Return the bytes of the file."""
        rijen = len(self.kolommen[0].waarden)
        woorden = [woord for rij in range(rijen) for kolom in self.kolommen for woord in self._cell_of(kolom, rij)]
        inhoud = b"".join(woorden) if self.pakken == 0 else self._pak(woorden)
        kop = self._kop(rijen if self.rijen is None else self.rijen)
        if self.pakken == 2:
            inhoud = self._zlib(inhoud, len(kop))
        return kop + inhoud

    def _getal(self, *getallen: int) -> bytes:
        return struct.pack(f"{self.orde}{len(getallen)}i", *getallen)

    def _woord(self, waarde: Any, breedte: int) -> bytes:
        if breedte:
            tekst = waarde if isinstance(waarde, bytes) else str(waarde).encode(self.codering)
            return tekst[:8].ljust(8)
        return struct.pack(f"{self.orde}d", SYSMIS if waarde is None else waarde)

    def _cell_of(self, kolom: Kolom, rij: int) -> list[bytes]:
        waarde = kolom.waarden[rij]
        if not kolom.breedte:
            return [self._woord(waarde, 0)]
        tekst = waarde if isinstance(waarde, bytes) else waarde.encode(self.codering)
        uit = []
        for nummer, breedte in enumerate(_stukken(kolom.breedte)):
            uit.append(tekst[nummer * 255 :][:breedte].ljust(-(-breedte // 8) * 8))
        alles = b"".join(uit)
        return [alles[plek : plek + 8] for plek in range(0, len(alles), 8)]

    def _pak(self, woorden: list[bytes]) -> bytes:
        uit = b""
        for plek in range(0, len(woorden), 8):
            codes, los = b"", b""
            for woord in woorden[plek : plek + 8]:
                code = self._code(woord)
                codes += bytes([code])
                los += woord if code == 253 else b""
            uit += codes.ljust(8, b"\0") + los
        return uit

    def _code(self, woord: bytes) -> int:
        getal = struct.unpack(f"{self.orde}d", woord)[0]
        if woord == b" " * 8:
            return 254
        if getal == SYSMIS:
            return 255
        return int(getal) + BIAS if getal == getal // 1 and 1 - BIAS <= getal <= 251 - BIAS else 253

    def _zlib(self, inhoud: bytes, begin: int) -> bytes:
        vast = zlib.compress(inhoud)
        trailer = begin + 24 + len(vast)
        kop = struct.pack(f"{self.orde}3q", begin, trailer, 48)
        staart = struct.pack(f"{self.orde}2q2i", -BIAS, 0, 0x3FF000, 1)
        return kop + vast + staart + struct.pack(f"{self.orde}2q2i", begin, begin + 24, len(inhoud), len(vast))

    def _kop(self, rijen: int) -> bytes:
        woorden = sum(-(-breedte // 8) if breedte else 1 for k in self.kolommen for breedte in _stukken(k.breedte))
        uit = (b"$FL3" if self.pakken == 2 else b"$FL2") + b"@(#) SPSS DATA FILE proef".ljust(60)
        uit += self._getal(2, woorden, self.pakken, 0, rijen) + struct.pack(f"{self.orde}d", BIAS)
        uit += b"01 Jan 24" + b"00:00:00" + b" " * 64 + bytes(3)
        nummer, labels, lang, namen = 1, b"", [], []
        for kolom in self.kolommen:
            stukken = _stukken(kolom.breedte)
            if len(stukken) > 1:
                lang.append(f"{kolom.naam}={kolom.breedte:05d}\0\t")
            namen.append(f"{kolom.naam}={kolom.lang or kolom.naam}")
            labels += self._labels(kolom, nummer)
            for plek, breedte in enumerate(stukken):
                naam = kolom.naam if plek == 0 else f"{kolom.naam[:5]}{plek}"
                uit += self._column(kolom, breedte, naam, eerste=plek == 0)
                nummer += max(1, -(-breedte // 8))
        uit += labels
        uit += self._uitbreiding(3, self._getal(20, 0, 0, -1, 1, 1, 2 if self.orde == "<" else 1, self.tekenset), 4)
        uit += self._uitbreiding(4, struct.pack(f"{self.orde}3d", SYSMIS, -SYSMIS, -1.797693134862315e308), 8)
        uit += self._uitbreiding(13, "\t".join(namen).encode(self.codering))
        if lang:
            uit += self._uitbreiding(14, "".join(lang).encode())
        uit += self._uitbreiding(20, self.codering.encode())
        for soort, inhoud in self.extra:
            uit += self._uitbreiding(soort, inhoud)
        return uit + self._getal(999, 0)

    def _column(self, kolom: Kolom, breedte: int, naam: str, *, eerste: bool) -> bytes:
        formaat = (A << 16) + (min(breedte, 255) << 8) if breedte else (kolom.formaat << 16) + (11 << 8)
        aantal, waarden = kolom.missend if eerste else (0, [])
        uit = self._getal(2, breedte, 0, aantal, formaat, formaat) + naam.encode().ljust(8)
        uit += b"".join(self._woord(waarde, breedte) for waarde in waarden)
        vervolg = self._getal(2, -1, 0, 0, 0, 0) + b" " * 8
        return uit + vervolg * (max(1, -(-breedte // 8)) - 1)

    def _labels(self, kolom: Kolom, nummer: int) -> bytes:
        if not kolom.labels:
            return b""
        uit = self._getal(3, len(kolom.labels))
        for code, label in kolom.labels.items():
            tekst = label if isinstance(label, bytes) else label.encode(self.codering)
            uit += self._woord(code, kolom.breedte)
            uit += (bytes([len(tekst)]) + tekst).ljust(-(-(len(tekst) + 1) // 8) * 8)
        return uit + self._getal(4, 1, nummer)

    def _uitbreiding(self, soort: int, inhoud: bytes, maat: int = 1) -> bytes:
        return self._getal(7, soort, maat, len(inhoud) // maat) + inhoud


def _stukken(breedte: int) -> list[int]:
    """Return the widths of the columns in which a text lies: one, or of 255 bytes where it is longer."""
    if breedte <= 255:
        return [breedte]
    delen = -(-breedte // _STUK)
    # So many columns as if each held 252 bytes, while each holds 255.
    return [*[255] * (delen - 1), breedte - _STUK * (delen - 1)]
