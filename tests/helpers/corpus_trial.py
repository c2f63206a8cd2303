"""What the corpus of odd files shares: a small contract, and a file with a line on what is odd about it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import pytest

from werkagenda.contract.contracts import Column, Contract
from werkagenda.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

DECIMAAL = ("decimaalpunt", "decimaalkomma")
PROEF = Contract(
    naam="proef",
    titel="Proef",
    formaat={"soort": "tabel", "blad": "proef", "scheiding": ";,", "coderingen": ["utf-8-sig", "cp1252", "latin-1"]},
    kolommen=(
        Column("instelling", "code", "instelling", patroon=r"\d\d[A-Z]{2}"),
        Column("naam", "tekst", "naam"),
        Column("bedrag", "getal", "bedrag", notaties=(*DECIMAAL, "duizendpunt", "duizendkomma")),
    ),
    sleutel=(),
)
Rijen = list[tuple[object, ...]]
# An institution and its amount, as most files of the corpus hold it.
CURIO: Rijen = [("21CY", "Curio", 5.0)]


class Vreemd(NamedTuple):
    """A file: its name, what is odd about it, what it holds, and the rows it must give or the line that refuses it."""

    naam: str
    wat: str
    inhoud: object
    uitkomst: Rijen | str

    @property
    def id(self) -> str:
        """Return the name under which its test runs."""
        return re.sub(r"\W+", "_", self.wat)


def parameters(bestanden: list[Vreemd]) -> pytest.MarkDecorator:
    """Return the files as parameters of a test."""
    return pytest.mark.parametrize("bestand", bestanden, ids=lambda bestand: bestand.id)


def check(lees: Callable[[], Rijen], bestand: Vreemd, map_: Path) -> None:
    """Check that reading gives the rows of a file, or refuses it in one line that names it and shows no row."""
    if isinstance(bestand.uitkomst, str):
        with pytest.raises(InputError, match=bestand.uitkomst) as fout:
            lees()
        regel = str(fout.value)
        assert bestand.naam in regel
        assert "\n" not in regel
        assert regel.count("; verwacht: ") == 1 or "(verwacht: " in regel
    else:
        assert lees() == bestand.uitkomst
    assert [rest.name for rest in map_.iterdir() if rest.suffix != ".parquet"] == [bestand.naam]
