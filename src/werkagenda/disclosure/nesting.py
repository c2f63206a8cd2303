"""Cells of which all persons are in another cell: the difference of the two is a cell too.

Two classifications of the same persons, such as the old and the new one of background, are one partition: what one
calls without and the other with is a group of persons, of whom no table has a row. And where one is the finer, such as
how often somebody applied beside whether that was three times at most, its cells add up to those of the other. Which
cells lie within another, and which add up to one, is not declared but found in the rows of persons themselves, so that
nobody can forget it.
"""

from __future__ import annotations

import re
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from werkagenda.disclosure.margins import BRON, CEL, TOTAAL, joined, value_names
from werkagenda.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    import numpy.typing as npt

    from werkagenda.disclosure.counting import Counter
    from werkagenda.disclosure.system import CellTable

KOLOMMEN = ["universum", "groot", "klein", "universum_klein"]


class Nesting(NamedTuple):
    """What `find` found.

    Attributes:
        paren: `universum`, `groot`, `universum_klein`, `klein` (names of cells) and `minimum`; of two ways to split
            persons all pairs, as soon as one of them differs by few.
        sommen: `universum`, `soort` (by what the parts are split), `cel` and `klein`: of each cell all that together
            are it.

    """

    paren: pd.DataFrame
    sommen: pd.DataFrame


NONE = Nesting(
    pd.DataFrame(columns=[*KOLOMMEN, "minimum"]),
    pd.DataFrame(columns=["universum", "soort", "cel", "klein"], dtype="str"),
)


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


def added_up(sommen: pd.DataFrame, cellen: pd.DataFrame) -> pd.DataFrame:
    """Return the terms of the sums (`Nesting.sommen`) of which all cells are in the system (`CEL`)."""
    er_zijn = pd.MultiIndex.from_frame(cellen[CEL])
    som = ["universum", "soort", "cel"]
    weg = [~pd.MultiIndex.from_frame(sommen[["universum", naam]]).isin(er_zijn) for naam in ("cel", "klein")]
    over = sommen[
        ~pd.Series(weg[0] | weg[1], index=sommen.index).groupby([sommen[naam] for naam in som]).transform("any")
    ]
    heel = over.drop_duplicates(som).assign(factor=-1, doel=lambda deel: deel["cel"])
    delen = over.assign(factor=1, doel=over["cel"], cel=over["klein"])
    termen = pd.concat([heel, delen], ignore_index=True)
    termen["stap"], termen["doel"] = "samen", termen["universum"] + ": " + termen["doel"] + " naar " + termen["soort"]
    return termen[["stap", "doel", *CEL, "factor"]]


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
    personen: Mapping[str, Counter],
    *,
    deel_van: Mapping[str, str],
    minimum: int,
) -> Nesting:
    """Return the cells that lie within another cell or add up to it, as far as the system does not say so by itself.

    Args:
        tabellen: the tables of an export.
        personen: the persons of each population that has rows of its own.
        deel_van: per population the one that it is part of.
        minimum: fewest persons of a difference that may be known.

    """
    soorten = {
        (tabel.universum, dims): cellen
        for tabel in tabellen
        for dims, cellen in _kinds(tabel)
        if _rows(personen, tabel.universum, deel_van, dims) is not None
    }
    delen: list[tuple[str, str, str, str]] = []
    sommen: list[tuple[str, str, str, str]] = []
    for (een, dims_een), (twee, dims_twee) in combinations(sorted(soorten), 2):
        boven = _whole(een, twee, deel_van)
        if boven is None or set(dims_een) <= set(dims_twee) or set(dims_twee) <= set(dims_een):
            continue
        rijen = _rows(personen, boven, deel_van, {*dims_een, *dims_twee})
        if rijen is None:
            continue
        paren = rijen.pairs(dims_een, dims_twee)
        if not len(paren.samen):
            continue
        links, rechts = (
            _side(rijen, universum, dims, van, soorten[universum, dims])
            for universum, dims, van in ((een, dims_een, paren.een), (twee, dims_twee, paren.twee))
        )
        if twee in {een, boven}:
            delen += _nested(paren.samen, links, rechts, minimum)
        if een in {twee, boven}:
            delen += _nested(paren.samen, rechts, links, minimum)
        if een == twee:
            sommen += _sums(paren.samen, links, rechts, " en ".join(dims_een))
            sommen += _sums(paren.samen, rechts, links, " en ".join(dims_twee))
    gevonden = pd.DataFrame(list(dict.fromkeys(delen)), columns=KOLOMMEN, dtype="str")
    return Nesting(gevonden.assign(minimum=minimum), pd.DataFrame(sommen, columns=[*NONE.sommen], dtype="str"))


def check_counts(tabel: CellTable, personen: Counter) -> None:
    """Check every count of a table against the rows of the persons that it is about.

    Raises:
        InputError: a dimension that persons do not have, or a count that is not that of the persons with those
            characteristics: then its rows are split by something that the declaration does not say.

    """
    for dims, cellen in _kinds(tabel):
        if vreemd := sorted(set(dims) - personen.dims):
            raise InputError(BRON, tabel.naam, f"geen gegeven van personen is {vreemd[0]}", kolom=vreemd[0])
        geteld = dict(zip(personen.names(dims), personen.cells(dims).personen.tolist(), strict=True))
        if anders := sum(waarde != geteld.get(cel, 0) for cel, waarde in cellen.items()):
            raise InputError(
                BRON,
                tabel.naam,
                f"{anders} aantallen naar {', '.join(dims) or TOTAAL} zijn niet die van de personen",
                verwacht="dimensies in resources/onthulling.yaml die elke rij van de andere scheiden",
            )


def _kinds(tabel: CellTable) -> Iterator[tuple[tuple[str, ...], dict[str, int]]]:
    """Yield the cells of a table by the dimensions that they have: persons per cell, by its name."""
    dims = sorted(tabel.dimensies)
    namen = [value_names(tabel.cellen[dim], dim) for dim in dims]
    soorten: dict[tuple[bool, ...], dict[str, int]] = {}
    for waarde, *stukken in zip(tabel.cellen["waarde"].astype("int64").tolist(), *namen, strict=True):
        soort = tuple(stuk != "" for stuk in stukken)
        soorten.setdefault(soort, {}).setdefault(joined(stukken), waarde)
    for soort, cellen in sorted(soorten.items()):
        yield tuple(dim for dim, waar in zip(dims, soort, strict=True) if waar), cellen


def _rows(
    personen: Mapping[str, Counter], universum: str, deel_van: Mapping[str, str], dims: Collection[str]
) -> Counter | None:
    """Return the rows of a population, or of the smallest whole that has rows, where they have all dimensions."""
    naam: str | None = universum
    while naam is not None and naam not in personen:
        naam = deel_van.get(naam)
    rijen = None if naam is None else personen[naam]
    return rijen if rijen is not None and set(dims) <= rijen.dims else None


def _whole(een: str, twee: str, deel_van: Mapping[str, str]) -> str | None:
    """Return which of two populations is the whole; the one where they are the same, none where neither is."""

    def above(naam: str | None) -> Iterator[str]:
        while naam is not None:
            yield naam
            naam = deel_van.get(naam)

    if twee in above(een):
        return twee
    return een if een in above(twee) else None


class _Side(NamedTuple):
    """One of the cells of each pair: `namen` by number, its number, its count in the tables, and its persons."""

    universum: str
    namen: list[str]
    nummer: npt.NDArray[np.int64]
    waarde: npt.NDArray[np.float64]
    personen: npt.NDArray[np.int64]


def _side(
    rijen: Counter, universum: str, dims: tuple[str, ...], nummer: npt.NDArray[np.int64], tellingen: Mapping[str, int]
) -> _Side:
    namen = rijen.names(dims)
    waarde = np.array([tellingen.get(naam, np.nan) for naam in namen])
    return _Side(universum, namen, nummer, waarde[nummer], rijen.cells(dims).personen[nummer])


def _nested(
    samen: npt.NDArray[np.int64], klein: _Side, groot: _Side, minimum: int
) -> Iterator[tuple[str, str, str, str]]:
    """Yield the pairs of which all persons of the first are in the second, if one of them differs by few."""
    # No count of a cell is no number: nothing is less than that.
    binnen = (samen == klein.personen) & (klein.waarde <= klein.personen) & (klein.waarde <= groot.waarde)
    if ((groot.waarde - klein.waarde < minimum) & (klein.waarde >= minimum))[binnen].any():
        for een, twee in zip(groot.nummer[binnen], klein.nummer[binnen], strict=True):
            yield groot.universum, groot.namen[een], klein.namen[twee], klein.universum


def _sums(samen: npt.NDArray[np.int64], fijn: _Side, grof: _Side, soort: str) -> Iterator[tuple[str, str, str, str]]:
    """Yield the cells of a split with the cells of a finer one that add up to them; nothing where it is not finer."""
    binnen = samen == fijn.personen
    if binnen.sum() < len(fijn.namen):
        return
    delen = pd.DataFrame({"grof": grof.nummer[binnen], "fijn": fijn.nummer[binnen], "waarde": fijn.waarde[binnen]})
    geheel = pd.Series(grof.waarde, index=grof.nummer).groupby(level=0).first()
    # A cell of which persons are missing, or that a table does not give, is no sum.
    heel = delen.groupby("grof")["waarde"].sum(min_count=1).eq(geheel)
    heel &= ~delen["waarde"].isna().groupby(delen["grof"]).any()
    for cel, deel in delen.loc[delen["grof"].map(heel), ["grof", "fijn"]].itertuples(index=False):
        yield grof.universum, soort, grof.namen[cel], fijn.namen[deel]
