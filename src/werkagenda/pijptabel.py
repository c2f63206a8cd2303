"""Markdown tables of the report, in the dialect that both renderers read."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def pipe_table(koppen: Sequence[str], rijen: Sequence[Sequence[str]], *, rechts: Sequence[int] = ()) -> str:
    """Return a Markdown table; the columns at positions `rechts` are numbers, aligned right."""
    streep = ["--:" if plek in rechts else ":--" for plek in range(len(koppen))]
    regels = [koppen, streep, *([cel.replace("|", "\\|") for cel in rij] for rij in rijen)]
    return "\n".join(f"| {' | '.join(regel)} |" for regel in regels) + "\n"


def in_region(tabel: str, naam: str) -> str:
    """Return Markdown with tables in a block that scrolls on a narrow screen, with a name for screen readers."""
    return f'::: {{.tabelvak naam="{naam}"}}\n\n{tabel.strip()}\n\n:::\n'
