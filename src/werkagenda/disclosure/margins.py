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
# Cells (dimensions, `cel`, `waarde`) by population and dimensions.
Marges = dict[tuple[str, Dims], pd.DataFrame]


@dataclass(frozen=True)
class Block:
    """The cells of a table that have the same dimensions.

    Attributes:
        naam: the table.
        universum: the population.
        dims: dimensions, sorted.
        cellen: `dims` and `waarde` (persons), unique.
        onvolledig: dimensions of which values are missing.
        rest: those of them of which the missing persons are a cell to protect.
        minimum: fewest persons of such a cell that may be known.

    """

    naam: str
    universum: str
    dims: Dims
    cellen: pd.DataFrame
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


def cell_names(cellen: pd.DataFrame, dims: Sequence[str]) -> pd.Series:
    """Return the name of each cell: the dimensions that it is not summed over, with their values."""
    waarden = (cellen[dim].astype("str").tolist() for dim in dims)
    delen = [
        ["" if waarde == TOTAAL else f"{dim}={waarde}" for waarde in kolom]
        for dim, kolom in zip(dims, waarden, strict=True)
    ]
    namen = [", ".join(filter(None, stukken)) or TOTAAL for stukken in zip(*delen, strict=True)] if delen else TOTAAL
    return pd.Series(namen, index=cellen.index, dtype="str")


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
                    sleutel = (blok.universum, dims)
                    uit[sleutel] = _merged(uit.get(sleutel), _project(blok.cellen, dims), blok.naam, dims)
    return uit


def sums(blokken: Sequence[Block], marges: Marges) -> Sums:
    """Return how the cells of each block add up to the margins.

    A margin is reached from the smallest margin in between: few terms, and the longer sums follow from the short ones.

    Raises:
        InputError: counts that do not add up.

    """
    termen: dict[tuple[object, ...], pd.DataFrame] = {}
    resten = []
    for blok in blokken:
        project = cache(partial(_project, blok.cellen))
        doelen = [dims for universum, dims in marges if universum == blok.universum and set(dims) < set(blok.dims)]
        for dims in doelen:
            tussen = min((d for d in (*doelen, blok.dims) if set(dims) < set(d) and blok.onvolledig <= set(d)), key=len)
            # Complete blocks that share the margin in between also share the sum.
            soort = (blok.universum, tussen, dims, (blok.naam, blok.dims) if blok.onvolledig else ())
            if soort not in termen:
                som = _sums_of(blok, marges[blok.universum, dims], dims, project(tussen))
                termen[soort] = som.termen.assign(stap=len(termen))
                resten.append(som.cellen)
    leeg = pd.DataFrame(columns=["stap", "doel", "universum", "cel", "factor"])
    return Sums(pd.concat([leeg, *termen.values()]), pd.concat([leeg[CEL], *resten]))


def _closure(soorten: set[Dims]) -> list[Dims]:
    """Return the sets of dimensions with all that two of them have in common, in a fixed order."""
    nieuw = soorten
    while nieuw:
        nieuw = {tuple(sorted({*a} & {*b})) for a, b in combinations(sorted(soorten), 2)} - soorten
        soorten = soorten | nieuw
    return sorted(soorten)


def _project(cellen: pd.DataFrame, dims: Dims) -> pd.DataFrame:
    """Return the cells of a margin, by name."""
    if not dims:
        return pd.DataFrame({"cel": pd.Series([TOTAAL], dtype="str"), "waarde": [cellen["waarde"].sum()]})
    som = pd.DataFrame(cellen.groupby(list(dims), as_index=False, observed=True, dropna=False)["waarde"].sum())
    som.insert(0, "cel", cell_names(som, dims))
    return som.sort_values("cel", ignore_index=True)


def _merged(eerder: pd.DataFrame | None, nieuw: pd.DataFrame, naam: str, dims: Dims) -> pd.DataFrame:
    if eerder is None:
        return nieuw
    alle = pd.concat([eerder, nieuw]).drop_duplicates([*dims, "cel", "waarde"], ignore_index=True)
    if alle["cel"].duplicated().any():
        raise InputError(BRON, naam, f"andere aantallen dan een andere tabel, naar {_words(dims)}")
    return alle


def _sums_of(blok: Block, marge: pd.DataFrame, dims: Dims, tussen: pd.DataFrame) -> Sums:
    """Return the sums of the block that lead to the margin, from those of the margin in between."""
    delen = tussen.assign(doel=cell_names(tussen, dims))
    ontbreekt = marge.set_index("cel")["waarde"].sub(delen.groupby("doel")["waarde"].sum(), fill_value=0)
    if blok.onvolledig:
        # Nothing is known of a margin that the table leaves out, or of which nobody gives the count.
        bekend = marge["cel"][marge["cel"].isin(delen["doel"])]
        ontbreekt, delen = ontbreekt[bekend], delen[delen["doel"].isin(bekend)]
    over_alles = blok.onvolledig <= set(dims)
    if (ontbreekt < 0).any() or (over_alles and ontbreekt.any()):
        raise InputError(BRON, blok.naam, f"aantallen tellen niet op tot het totaal naar {_words(dims)}")
    doel = pd.DataFrame({"doel": ontbreekt.index, "cel": ontbreekt.index, "factor": -1})
    rest = pd.DataFrame({"doel": ontbreekt.index, "cel": ontbreekt.index + f" buiten {_place(blok)}", "factor": 1})
    geheim = (blok.onvolledig - set(dims) <= blok.rest) & ontbreekt.between(1, blok.minimum - 1)
    rest = rest.assign(waarde=ontbreekt.to_numpy(), primair=geheim.to_numpy()).head(0 if over_alles else len(ontbreekt))
    termen = pd.concat([delen[["doel", "cel"]].assign(factor=1), doel, rest[["doel", "cel", "factor"]]])
    cellen = rest[["cel", "waarde", "primair"]].assign(universum=blok.universum, door=blok.naam)
    return Sums(termen.assign(universum=blok.universum), cellen)


def _place(blok: Block) -> str:
    return f"{blok.naam} naar {_words(blok.dims)}"


def _words(dims: Dims) -> str:
    return ", ".join(dims) or TOTAAL
