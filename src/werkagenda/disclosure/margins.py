"""Margins of count tables: those that linked tables share, and the sums that lead to them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, partial
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from werkagenda.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

BRON = "onthulling"
# Value of a dimension over which a count is summed.
TOTAAL = "totaal"
# What names a cell.
CEL = ["universum", "cel"]

Dims = tuple[str, ...]
# Persons per cell, by its name. A block has few cells and many margins: words and numbers, no frame for each.
Cellen = dict[str, int]
# Cells by population and dimensions.
Marges = dict[tuple[str, Dims], Cellen]


@dataclass(frozen=True)
class Block:
    """The cells of a table that have the same dimensions.

    Attributes:
        naam: the table.
        universum: the population.
        dims: dimensions, sorted.
        cellen: persons per cell, by the name of its value of each of `dims` (`value_names`).
        onvolledig: dimensions of which values are missing.
        rest: those of them of which the missing persons are a cell to protect.
        minimum: fewest persons of such a cell that may be known.

    """

    naam: str
    universum: str
    dims: Dims
    cellen: dict[tuple[str, ...], int]
    onvolledig: frozenset[str]
    rest: frozenset[str] = frozenset()
    minimum: int = 1


class Sums(NamedTuple):
    """Equations and the cells that they add.

    Attributes:
        termen: `stap` and `doel` (together one equation), `universum`, `cel`, `factor`; the terms of one add up to 0.
        cellen: `universum`, `cel`, `waarde`, `primair`, `door` (the table): what a table leaves of a margin.

    """

    termen: pd.DataFrame
    cellen: pd.DataFrame


def value_names(waarden: pd.Series, dim: str) -> list[str]:
    """Return the name of each value of a dimension; empty where it is summed over."""
    return ["" if waarde == TOTAAL else f"{dim}={waarde}" for waarde in waarden.astype("str").tolist()]


def cell_names(cellen: pd.DataFrame, dims: Sequence[str]) -> pd.Series:
    """Return the name of each cell: the dimensions that it is not summed over, with their values."""
    delen = [value_names(cellen[dim], dim) for dim in dims]
    namen = [joined(stukken) for stukken in zip(*delen, strict=True)] if delen else TOTAAL
    return pd.Series(namen, index=cellen.index, dtype="str")


def joined(stukken: Iterable[str]) -> str:
    """Return the name of a cell from those of its values (`value_names`)."""
    return ", ".join(filter(None, stukken)) or TOTAAL


def with_margins(
    blokken: Sequence[Block], *, gevraagd: Iterable[tuple[str, Dims]], families: Mapping[str, str]
) -> Marges:
    """Return the cells of all blocks, of the margins that two of them share, and of the margins asked for.

    Args:
        blokken: cells of the tables.
        gevraagd: further margins, each with its population.
        families: per population the group of populations that it is compared with.

    Raises:
        InputError: two tables have different counts for the same cell.

    """
    uit: Marges = {}
    for familie in sorted(set(families.values())):
        eigen = [blok for blok in blokken if families[blok.universum] == familie]
        ook = {dims for universum, dims in gevraagd if families[universum] == familie}
        for dims in _closure({*(blok.dims for blok in eigen), *ook}):
            for blok in eigen:
                if blok.onvolledig <= set(dims) <= set(blok.dims):
                    marge = uit.setdefault((blok.universum, dims), {})
                    if any(marge.setdefault(cel, waarde) != waarde for cel, waarde in _project(blok, dims).items()):
                        raise InputError(BRON, blok.naam, f"andere aantallen dan een andere tabel, naar {_words(dims)}")
    return uit


def sums(blokken: Sequence[Block], marges: Marges) -> Sums:
    """Return how the cells of each block add up to the margins.

    A margin is reached from the smallest margin in between: few terms, and the longer sums follow from the short ones.

    Raises:
        InputError: counts that do not add up.

    """
    soorten: set[tuple[object, ...]] = set()
    termen, resten = [], []
    for blok in blokken:
        project = cache(partial(_project, blok))
        doelen = [dims for universum, dims in marges if universum == blok.universum and set(dims) < set(blok.dims)]
        for dims in doelen:
            tussen = min((d for d in (*doelen, blok.dims) if set(dims) < set(d) and blok.onvolledig <= set(d)), key=len)
            # Complete blocks that share the margin in between also share the sum.
            soort = (blok.universum, tussen, dims, (blok.naam, blok.dims) if blok.onvolledig else ())
            if soort not in soorten:
                stap = len(soorten)
                soorten.add(soort)
                eigen, rest = _sums_of(blok, marges[blok.universum, dims], dims, tussen, project(tussen))
                termen += [(stap, doel, blok.universum, cel, factor) for doel, cel, factor in eigen]
                resten += [(blok.universum, *cel, blok.naam) for cel in rest]
    return Sums(
        pd.DataFrame(termen, columns=["stap", "doel", *CEL, "factor"]),
        pd.DataFrame(resten, columns=[*CEL, "waarde", "primair", "door"]),
    )


def _closure(soorten: set[Dims]) -> list[Dims]:
    """Return the sets of dimensions with all that two of them have in common, in a fixed order."""
    nieuw = soorten
    while nieuw:
        nieuw = {tuple(sorted({*a} & {*b})) for a, b in combinations(sorted(soorten), 2)} - soorten
        soorten = soorten | nieuw
    return sorted(soorten)


def _project(blok: Block, dims: Dims) -> Cellen:
    """Return the cells of a margin, by name."""
    uit: Cellen = {}
    for naam, waarde in zip(_names(blok, dims), blok.cellen.values(), strict=True):
        uit[naam] = uit.get(naam, 0) + waarde
    return dict(sorted(uit.items()))


def _names(blok: Block, dims: Dims) -> list[str]:
    """Return per cell of the block the name of the cell of the margin that it is part of."""
    plaatsen = [blok.dims.index(dim) for dim in dims]
    return [joined(stukken[plaats] for plaats in plaatsen) for stukken in blok.cellen]


def _sums_of(
    blok: Block, marge: Cellen, dims: Dims, tussen: Dims, delen: Cellen
) -> tuple[list[tuple[str, str, int]], list[tuple[str, int, bool]]]:
    """Return the sums of the block that lead to the margin, from those of the margin in between.

    Args:
        blok: the cells.
        marge: the margin that all tables give.
        dims: its dimensions.
        tussen: those of the margin in between.
        delen: the cells of that margin.

    Returns:
        The terms (equation, cell, factor), and what the block leaves of a cell of the margin (cell, persons, whether it
        is one to protect).

    """
    doel_van = dict(zip(_names(blok, tussen), _names(blok, dims), strict=True))
    eigen: Cellen = {}
    for cel, waarde in delen.items():
        eigen[doel_van[cel]] = eigen.get(doel_van[cel], 0) + waarde
    # Nothing is known of a margin that an incomplete table leaves out, or of which nobody gives the count.
    namen = [cel for cel in marge if cel in eigen] if blok.onvolledig else _united(marge, eigen)
    ontbreekt = {cel: marge.get(cel, 0) - eigen.get(cel, 0) for cel in namen}
    over_alles = blok.onvolledig <= set(dims)
    if any(waarde < 0 or (over_alles and waarde) for waarde in ontbreekt.values()):
        raise InputError(BRON, blok.naam, f"aantallen tellen niet op tot het totaal naar {_words(dims)}")
    termen = [(doel_van[cel], cel, 1) for cel in delen if doel_van[cel] in ontbreekt]
    termen += [(cel, cel, -1) for cel in ontbreekt]
    if over_alles:
        return termen, []
    geheim = blok.onvolledig - set(dims) <= blok.rest
    plaats = f"buiten {blok.naam} naar {_words(blok.dims)}"
    rest = [(f"{cel} {plaats}", n, geheim and 1 <= n < blok.minimum) for cel, n in ontbreekt.items()]
    termen += [(cel, naam, 1) for cel, (naam, *_) in zip(ontbreekt, rest, strict=True)]
    return termen, rest


def _united(marge: Cellen, eigen: Cellen) -> list[str]:
    """Return the cells of both: in the order of the margin where they are the same, else by name."""
    return list(marge) if list(marge) == sorted(eigen) else sorted({*marge, *eigen})


def _words(dims: Dims) -> str:
    return ", ".join(dims) or TOTAAL
