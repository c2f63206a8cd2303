"""Markdown tables of the report, in the dialect that both renderers read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

# Tables of one product with a heading each, empty where there is one.
Tabellen = list[tuple[str, "pd.DataFrame"]]

BREEDSTE_KOLOM = 40  # characters; the dashes of a pipe table set the relative widths of wrapped columns
# Every sign that means something in the dialects of both renderers.
_OPMAAK = "\\`*_{}[]<>@$~^|#&!"
# A number, a dash for no value, or a cell that is empty or held back.
_GETAL = re.compile(r"([+−–\d].*|niet getoond|)")  # noqa: RUF001 - a minus sign, and the dash


class Markup(str):
    """Text that is Markdown already, for instance bold: its signs are not escaped."""

    __slots__ = ()


def pipe_table(koppen: Sequence[str], rijen: Sequence[Sequence[str]], *, rechts: Sequence[int] = ()) -> str:
    """Return a Markdown table; the columns at positions `rechts` are numbers, aligned right."""
    streep = ["--:" if plek in rechts else ":--" for plek in range(len(koppen))]
    regels = [koppen, streep, *([cel.replace("|", "\\|") for cel in rij] for rij in rijen)]
    return "\n".join(f"| {' | '.join(regel)} |" for regel in regels) + "\n"


def in_region(tabel: str, naam: str) -> str:
    """Return Markdown with tables in a block that scrolls on a narrow screen, with a name for screen readers."""
    return f'::: {{.tabelvak naam="{naam}"}}\n\n{tabel.strip()}\n\n:::\n'


def print_tables(tabellen: Tabellen, leeg: str) -> str:
    """Return the tables of one product as Markdown; title, notes and source stand in its text.

    `leeg` stands in the place of tables without rows, for instance a change when there is one year.
    """
    gevuld = [(kop, tabel) for kop, tabel in tabellen if len(tabel)]
    return "\n".join((f"**{kop}**\n\n" if kop else "") + pipe_rows(tabel) for kop, tabel in gevuld) or f"{leeg}\n"


def pipe_rows(tabel: pd.DataFrame) -> str:
    """Return one pipe table: numbers to the right, text to the left, no character of the text read as markup."""
    koppen = [_safe(kop) for kop in tabel.columns]
    cellen = [[_safe(cel) for cel in tabel[kolom]] for kolom in tabel.columns]
    strepen = []
    for plek, (kop, kolom) in enumerate(zip(koppen, cellen, strict=True)):
        breed = min(max(len(tekst) for tekst in [kop, *kolom]), BREEDSTE_KOLOM)
        rechts = plek > 0 and any(kolom) and all(_GETAL.fullmatch(tekst) for tekst in kolom)
        strepen.append("-" * max(breed, 3) + (":" if rechts else ""))
    regels = [koppen, strepen, *zip(*cellen, strict=True)]
    return "".join(f"| {' | '.join(regel)} |\n" for regel in regels)


def _safe(waarde: object) -> str:
    return str(waarde) if isinstance(waarde, Markup) else as_text(str(waarde))


def as_text(tekst: str, *, behalve: str = "") -> str:
    """Return Markdown that shows a text as it is, on one line: a name may hold an @ or a $; `behalve` stays markup."""
    tekens = "".join(teken for teken in _OPMAAK if teken not in behalve)
    return re.sub(rf"([{re.escape(tekens)}])", r"\\\1", " ".join(tekst.split("\n")).replace("\r", ""))
