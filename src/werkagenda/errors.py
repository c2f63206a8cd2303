"""The one error for bad input: one Dutch line that says where, what and what was expected."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Self

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

# What a line with an error starts with, in the logs of the steps and on the screen.
FOUT = "FOUT"
# And one that stops nothing, but that whoever reads the numbers should know.
LET_OP = "LET OP"


class InputError(Exception):
    """Bad input, in words for the person who delivered the file.

    Carries no row of data: only the source, the file, the column, counts and codes.
    """

    def __init__(
        self, bron: str, bestand: str, melding: str, *, kolom: str | None = None, verwacht: str | None = None
    ) -> None:
        """Compose the line from source, file name, column, what is wrong and what was expected."""
        plek = f"{bron} | {bestand}" + (f" | kolom {kolom}" if kolom else "")
        super().__init__(f"{plek}: {melding}" + (f"; verwacht: {verwacht}" if verwacht else ""))

    @classmethod
    def together(cls, bron: str, bestand: str, problemen: Sequence[Problem]) -> Self:
        """Compose one line from all that is wrong in the columns of a file, so that it is read once for all."""
        if len(problemen) == 1:
            (een,) = problemen
            return cls(bron, bestand, een.melding, kolom=een.kolom, verwacht=een.verwacht)
        regels = [f"{een.kolom}: {een.melding} (verwacht: {een.verwacht})" for een in problemen]
        return cls(bron, bestand, f"{len(regels)} kolommen met fouten: {'; '.join(regels)}")


class Problem(NamedTuple):
    """What is wrong with one column, and what was expected."""

    kolom: str
    melding: str
    verwacht: str


def did_you_mean(woord: str, keuzes: list[str]) -> str:
    """Return ' (bedoelde u X?)' for the nearest of the choices, or an empty string."""
    from difflib import get_close_matches  # noqa: PLC0415 - only on the way to an error

    gelijkend = get_close_matches(woord, keuzes, n=1, cutoff=0.6)
    return f" (bedoelde u {gelijkend[0]!r}?)" if gelijkend else ""


def quoted(codes: list[str], *, hoogstens: int = 8) -> str:
    """Return codes as a short list in quotes; codes may be shown, persons' rows never."""
    getoond = ", ".join(repr(code) for code in codes[:hoogstens])
    return getoond + (f" en {len(codes) - hoogstens} andere" if len(codes) > hoogstens else "")


def error_lines(logs: Iterable[Path], *, soort: str = FOUT) -> list[str]:
    """Return the lines with an error, or of another kind, from the logs of steps, each once, in order of the logs."""
    regels = [regel for pad in sorted(logs) for regel in pad.read_text(encoding="utf-8", errors="replace").splitlines()]
    return list(dict.fromkeys(regel for regel in regels if regel.startswith(f"{soort} ")))
