"""Cells of which all persons are in another cell: the difference of the two is a cell too.

Two classifications of the same persons, such as the old and the new one of background, are one partition: what one
calls without and the other with is a group of persons, of whom no table has a row. Which cells lie within another is
not declared but found in the rows of persons themselves, so that nobody can forget it.
"""

from __future__ import annotations

import re
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from werkagenda.disclosure.margins import BRON, CEL, TOTAAL, cell_names
from werkagenda.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import numpy.typing as npt

    from werkagenda.disclosure.system import CellTable

KOLOMMEN = ["universum", "groot", "klein", "universum_klein", "minimum"]
NONE = pd.DataFrame(columns=KOLOMMEN)


class NestedCells(NamedTuple):
    """The differences as cells, and the equations large = small + difference."""

    cellen: pd.DataFrame
    termen: pd.DataFrame


def nested_cells(genest: pd.DataFrame, cellen: pd.DataFrame) -> NestedCells:
    """Return a cell for each pair of `genest` (`find`) of which both are in the system (`CEL`, `waarde`)."""
    waarde = cellen.drop_duplicates(CEL).set_index(CEL)["waarde"]
    groot, klein = (
        waarde.reindex(pd.MultiIndex.from_frame(genest[namen].set_axis(CEL, axis=1))).to_numpy()
        for namen in (["universum", "groot"], ["universum_klein", "klein"])
    )
    paren = genest.assign(waarde=groot - klein).dropna(subset="waarde").reset_index(drop=True)
    namen = paren["groot"] + " zonder " + paren["klein"]
    namen = namen.where(paren["universum"] == paren["universum_klein"], namen + " van " + paren["universum_klein"])
    paren = paren.assign(cel=namen).drop_duplicates(CEL)
    verschil = paren[[*CEL, "waarde"]].assign(
        onder=0.0,
        door=paren["universum_klein"],
        primair=paren["waarde"].between(1, paren["minimum"] - 1, inclusive="both"),
    )
    delen = [
        pd.DataFrame({"stap": "genest", "doel": paren["universum"] + ": " + paren["cel"], "factor": factor}).assign(
            universum=paren[universum], cel=paren[cel]
        )
        for universum, cel, factor in (
            ("universum", "groot", -1),
            ("universum_klein", "klein", 1),
            ("universum", "cel", 1),
        )
    ]
    return NestedCells(verschil, pd.concat(delen, ignore_index=True))


def telltale(cellen: pd.DataFrame, genest: pd.DataFrame) -> pd.Series:
    """Return which cells are not taken as known from elsewhere, since they may give away a difference to protect.

    Those by what tells the two cells apart: of two classifications of the same persons nobody publishes totals beside
    ours, and where there is one cohort its cells are the totals.
    """
    uit = pd.Series(data=False, index=cellen.index)
    geheim = set(cellen.loc[cellen["primair"], "cel"])
    anders = {
        (universum, dim)
        for paar in genest.itertuples()
        if f"{paar.groot} zonder {paar.klein}" in geheim
        for universum in (paar.universum, paar.universum_klein)
        for dim in _dims(str(paar.groot)) ^ _dims(str(paar.klein))
    }
    for universum, dim in anders:
        heeft = cellen["cel"].str.contains(rf"(?:^|, ){dim}=", regex=True)
        uit |= cellen["bekend"] & (cellen["universum"] == universum) & heeft
    return uit


def _dims(cel: str) -> set[str]:
    return set(re.findall(r"(?:^|, )(\w+)=", cel))


def find(
    tabellen: Sequence[CellTable],
    personen: Mapping[str, pd.DataFrame],
    *,
    deel_van: Mapping[str, str],
    minimum: int,
) -> pd.DataFrame:
    """Return the cells that lie within another cell, as far as the system does not add them up.

    Args:
        tabellen: the tables of an export.
        personen: a row per person with the dimensions as columns, per population that has rows of its own.
        deel_van: per population the one that it is part of.
        minimum: fewest persons of a difference that may be known.

    Returns:
        `universum`, `groot`, `universum_klein`, `klein` (names of cells) and `minimum`; of two ways to split persons
        all pairs, as soon as one of them differs by few.

    """
    soorten = {
        (tabel.universum, dims): deel.set_index("cel")["waarde"]
        for tabel in tabellen
        for dims, deel in _kinds(tabel)
        if _rows(personen, tabel.universum, deel_van, dims) is not None
    }
    delen, tellers = [NONE], dict[int, _Counter]()
    for (een, dims_een), (twee, dims_twee) in combinations(sorted(soorten), 2):
        boven = _whole(een, twee, deel_van)
        if boven is None or set(dims_een) <= set(dims_twee) or set(dims_twee) <= set(dims_een):
            continue
        rijen = _rows(personen, boven, deel_van, {*dims_een, *dims_twee})
        if rijen is None:
            continue
        if id(rijen) not in tellers:
            tellers[id(rijen)] = _Counter(rijen)
        paren = tellers[id(rijen)].pairs(dims_een, dims_twee)
        if paren.empty:
            continue
        for kant, soort in (("een", (een, dims_een)), ("twee", (twee, dims_twee))):
            paren = paren.assign(**{f"{kant}_waarde": paren[kant].map(soorten[soort]).astype("float64")})
        paren = paren.dropna(subset=["een_waarde", "twee_waarde"])
        if twee in {een, boven}:
            delen.append(_nested(paren, ("een", een), ("twee", twee), minimum))
        if een in {twee, boven}:
            delen.append(_nested(paren, ("twee", twee), ("een", een), minimum))
    return pd.concat(delen, ignore_index=True).assign(minimum=minimum).drop_duplicates(ignore_index=True)


def check_counts(tabel: CellTable, personen: pd.DataFrame) -> None:
    """Check every count of a table against the rows of the persons that it is about.

    Raises:
        InputError: a dimension that persons do not have, or a count that is not that of the persons with those
            characteristics: then its rows are split by something that the declaration does not say.

    """
    for dims, deel in _kinds(tabel):
        if vreemd := sorted(set(dims) - set(personen.columns)):
            raise InputError(BRON, tabel.naam, f"geen gegeven van personen is {vreemd[0]}", kolom=vreemd[0])
        geteld = _count(personen, dims)
        anders = deel["waarde"].astype("int64") != geteld.reindex(deel["cel"], fill_value=0).to_numpy()
        if anders.any():
            raise InputError(
                BRON,
                tabel.naam,
                f"{int(anders.sum())} aantallen naar {', '.join(dims) or TOTAAL} zijn niet die van de personen",
                verwacht="dimensies in resources/onthulling.yaml die elke rij van de andere scheiden",
            )


def _kinds(tabel: CellTable) -> Iterator[tuple[tuple[str, ...], pd.DataFrame]]:
    """Yield the cells of a table by the dimensions that they have: `cel`, `waarde` and those dimensions."""
    dims = sorted(tabel.dimensies)
    cellen = tabel.cellen.assign(cel=cell_names(tabel.cellen, dims)).drop_duplicates("cel")
    heeft = [cellen[dim] != TOTAAL for dim in dims]
    # The first key is the same for all: a table without dimensions is one group.
    for (_, *soort), deel in cellen.groupby([pd.Series(data=True, index=cellen.index), *heeft]):
        eigen = tuple(dim for dim, waar in zip(dims, soort, strict=True) if waar)
        yield eigen, deel[["cel", "waarde", *eigen]]


def _count(personen: pd.DataFrame, dims: Sequence[str]) -> pd.Series:
    """Return the persons per cell, by its name."""
    if not dims:
        return pd.Series([len(personen)], index=[TOTAAL])
    per_cel = personen.groupby(list(dims), observed=True).size().rename("n").reset_index()
    return per_cel.set_axis(cell_names(per_cel, dims))["n"]


def _rows(
    personen: Mapping[str, pd.DataFrame], universum: str, deel_van: Mapping[str, str], dims: object
) -> pd.DataFrame | None:
    """Return the rows of a population, or of the smallest whole that has rows, where they have all dimensions."""
    naam: str | None = universum
    while naam is not None and naam not in personen:
        naam = deel_van.get(naam)
    rijen = None if naam is None else personen[naam]
    return rijen if rijen is not None and set(dims) <= set(rijen.columns) else None  # type: ignore[call-overload]


def _whole(een: str, twee: str, deel_van: Mapping[str, str]) -> str | None:
    """Return which of two populations is the whole; the one where they are the same, none where neither is."""

    def above(naam: str | None) -> Iterator[str]:
        while naam is not None:
            yield naam
            naam = deel_van.get(naam)

    if twee in above(een):
        return twee
    return een if een in above(twee) else None


class _Cells(NamedTuple):
    """The cells that persons are in by some dimensions, in their order.

    `nummer` per person the cell, -1 where a dimension is missing; per cell `iemand` (a person in it) and `personen`
    (how many).
    """

    nummer: npt.NDArray[np.int64]
    iemand: npt.NDArray[np.int64]
    personen: npt.NDArray[np.int64]


class _Counter:
    """Counts of the same rows of persons by several sets of dimensions, each worked out once."""

    def __init__(self, rijen: pd.DataFrame) -> None:
        self.rijen = rijen.astype("category")
        self.codes = {dim: (deel.cat.codes.to_numpy(), len(deel.cat.categories)) for dim, deel in self.rijen.items()}
        self.per_soort: dict[tuple[str, ...], _Cells] = {}
        self.namen: dict[tuple[str, ...], pd.Series] = {}
        self.paren: dict[tuple[tuple[str, ...], tuple[str, ...]], pd.DataFrame] = {}

    def cells(self, dims: tuple[str, ...]) -> _Cells:
        """Return the cells by these dimensions."""
        if dims not in self.per_soort:
            nummer, bekend = np.zeros(len(self.rijen), dtype=np.int64), np.ones(len(self.rijen), dtype=bool)
            for dim in dims:
                codes, aantal = self.codes[dim]
                nummer = nummer * aantal + codes
                bekend &= codes >= 0
            # From 0 up without gaps, so that as many are counted as there are cells.
            wie = np.flatnonzero(bekend)
            los, cellen = pd.factorize(nummer[wie], sort=True)
            iemand = np.empty(len(cellen), dtype=np.int64)
            iemand[los] = wie
            nummer = np.full(len(self.rijen), -1, dtype=np.int64)
            nummer[wie] = los
            self.per_soort[dims] = _Cells(nummer, iemand, np.bincount(los, minlength=len(cellen)))
        return self.per_soort[dims]

    def names(self, dims: tuple[str, ...]) -> pd.Series:
        """Return the names of the cells by these dimensions, by number."""
        if dims not in self.namen:
            eerste = self.rijen[list(dims)].iloc[self.cells(dims).iemand]
            self.namen[dims] = cell_names(eerste.reset_index(drop=True), dims)
        return self.namen[dims]

    def pairs(self, een: tuple[str, ...], twee: tuple[str, ...]) -> pd.DataFrame:
        """Return per pair of cells of which one lies within the other the persons they share, and of either its own."""
        if (een, twee) not in self.paren:
            samen, links, rechts = (self.cells(dims) for dims in (tuple(sorted({*een, *twee})), een, twee))
            van_een, van_twee = (deel.nummer[samen.iemand] for deel in (links, rechts))
            # Only where one lies within the other.
            binnen = (samen.personen == links.personen[van_een]) | (samen.personen == rechts.personen[van_twee])
            van_een, van_twee = van_een[binnen], van_twee[binnen]
            self.paren[een, twee] = pd.DataFrame(
                {
                    "samen": samen.personen[binnen],
                    "een": self.names(een).array[van_een],
                    "twee": self.names(twee).array[van_twee],
                    "een_personen": links.personen[van_een],
                    "twee_personen": rechts.personen[van_twee],
                }
            )
        return self.paren[een, twee]


def _nested(paren: pd.DataFrame, klein: tuple[str, str], groot: tuple[str, str], minimum: int) -> pd.DataFrame:
    """Return the pairs of which all persons of the first are in the second, if one of them differs by few."""
    binnen = paren[
        (paren["samen"] == paren[f"{klein[0]}_personen"])
        & (paren[f"{klein[0]}_waarde"] <= paren[f"{klein[0]}_personen"])
        & (paren[f"{klein[0]}_waarde"] <= paren[f"{groot[0]}_waarde"])
    ]
    verschil = binnen[f"{groot[0]}_waarde"] - binnen[f"{klein[0]}_waarde"]
    if not (verschil.lt(minimum) & binnen[f"{klein[0]}_waarde"].ge(minimum)).any():
        return NONE
    return pd.DataFrame(
        {"universum": groot[1], "groot": binnen[groot[0]], "universum_klein": klein[1], "klein": binnen[klein[0]]}
    )
