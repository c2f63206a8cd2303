"""Two versions of one table set side by side, cell by cell: what the audit and the comparison of deliveries share."""

from __future__ import annotations

import csv
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

WAARDE, RIJ_ERBIJ, RIJ_WEG, KOLOM_ERBIJ, KOLOM_WEG = "waarde", "rij erbij", "rij weg", "kolom erbij", "kolom weg"
# The cells of a row by column, without its key.
Cellen = dict[str, str]


class Cell(NamedTuple):
    """One cell that changed: its row as `kolom=waarde;...`, its column, what happened, and both texts."""

    sleutel: str
    kolom: str
    wijziging: str
    was: str
    wordt: str


def read_table(pad: Path) -> pd.DataFrame:
    """Read a csv of ours with every cell as the text that stands there."""
    with pad.open(encoding="utf-8", newline="") as bestand:
        kop, *rijen = list(csv.reader(bestand))
    return pd.DataFrame(rijen, columns=kop, dtype="str")


def changed_cells(was: pd.DataFrame, wordt: pd.DataFrame, *, sleutel: Sequence[str]) -> list[Cell]:
    """Return the cells that differ, in the order of the rows, first those of `was`.

    Both tables hold text. Rows belong together by `sleutel`; where a key stands more than once, by their order, and its
    text says which it is. A row or column that one of the two lacks gives a cell for each value in it.
    """
    oud, nieuw = _rows(was, sleutel), _rows(wordt, sleutel)
    return [cel for rij in dict.fromkeys([*oud, *nieuw]) for cel in _of_row(rij, voor=oud.get(rij), na=nieuw.get(rij))]


def _of_row(rij: str, *, voor: Cellen | None, na: Cellen | None) -> Iterator[Cell]:
    """Yield what differs between two versions of a row; None where there was or is none."""
    if voor is None or na is None:
        soort = RIJ_ERBIJ if voor is None else RIJ_WEG
        # A table that is nothing but its key has rows without further cells.
        for kolom in {**(voor or {}), **(na or {})} or [""]:
            yield Cell(rij, kolom, soort, (voor or {}).get(kolom, ""), (na or {}).get(kolom, ""))
        return
    for kolom in {**voor, **na}:
        links, rechts = voor.get(kolom, ""), na.get(kolom, "")
        if kolom not in voor or kolom not in na:
            yield Cell(rij, kolom, KOLOM_WEG if kolom in voor else KOLOM_ERBIJ, links, rechts)
        elif links != rechts:
            yield Cell(rij, kolom, WAARDE, links, rechts)


def _rows(tabel: pd.DataFrame, sleutel: Sequence[str]) -> dict[str, Cellen]:
    """Return per key, written as `kolom=waarde;...`, the other cells of the row."""
    kop = [naam for naam in sleutel if naam in tabel.columns]
    uit: dict[str, Cellen] = {}
    keer: dict[str, int] = {}
    for rij in tabel.to_dict("records"):
        naam = ";".join(f"{kolom}={rij[kolom]}" for kolom in kop)
        keer[naam] = keer.get(naam, 0) + 1
        if keer[naam] > 1:
            naam = f"{naam} ({keer[naam]})"
        uit[naam] = {str(kolom): str(cel) for kolom, cel in rij.items() if kolom not in kop}
    return uit


def difference(was: str, wordt: str) -> Decimal | None:
    """Return the second number less the first, exact; None where one of the two is no number."""
    voor, na = number(was), number(wordt)
    return None if voor is None or na is None else na - voor


def number(cel: str) -> Decimal | None:
    """Return the number that a cell holds; None for an empty cell and for text."""
    try:
        getal = Decimal(cel)
    except InvalidOperation:
        return None
    return getal if getal.is_finite() else None
