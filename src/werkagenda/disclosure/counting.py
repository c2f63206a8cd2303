"""Persons counted by cells: the same rows by several sets of dimensions, and which cells lie within which."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from werkagenda.disclosure.margins import cell_names

if TYPE_CHECKING:
    import numpy.typing as npt


class _Cells(NamedTuple):
    """The cells that persons are in by some dimensions, in their order.

    `nummer` per person the cell, -1 where a dimension is missing; per cell `iemand` (a person in it) and `personen`
    (how many).
    """

    nummer: npt.NDArray[np.int64]
    iemand: npt.NDArray[np.int64]
    personen: npt.NDArray[np.int64]


class _Pairs(NamedTuple):
    """Pairs of cells of which one lies within the other: the persons they share, and the numbers of both."""

    samen: npt.NDArray[np.int64]
    een: npt.NDArray[np.int64]
    twee: npt.NDArray[np.int64]


class Counter:
    """Counts of the same rows of persons by several sets of dimensions, each worked out once."""

    def __init__(self, rijen: pd.DataFrame) -> None:
        """Take rows of persons with the dimensions as columns, missing where unknown."""
        self.rijen = rijen.astype("category")
        self.dims = {str(dim) for dim in rijen.columns}
        self.codes = {dim: (deel.cat.codes.to_numpy(), len(deel.cat.categories)) for dim, deel in self.rijen.items()}
        self.per_soort: dict[tuple[str, ...], _Cells] = {}
        self.namen: dict[tuple[str, ...], list[str]] = {}
        self.paren: dict[tuple[tuple[str, ...], tuple[str, ...]], _Pairs] = {}

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

    def names(self, dims: tuple[str, ...]) -> list[str]:
        """Return the names of the cells by these dimensions, by number."""
        if dims not in self.namen:
            eerste = self.rijen[list(dims)].iloc[self.cells(dims).iemand]
            self.namen[dims] = cell_names(eerste, dims).tolist()
        return self.namen[dims]

    def pairs(self, een: tuple[str, ...], twee: tuple[str, ...]) -> _Pairs:
        """Return the pairs of cells by these dimensions of which one lies within the other."""
        if (een, twee) not in self.paren:
            samen, links, rechts = (self.cells(dims) for dims in (tuple(sorted({*een, *twee})), een, twee))
            van_een, van_twee = (deel.nummer[samen.iemand] for deel in (links, rechts))
            binnen = (samen.personen == links.personen[van_een]) | (samen.personen == rechts.personen[van_twee])
            self.paren[een, twee] = _Pairs(samen.personen[binnen], van_een[binnen], van_twee[binnen])
        return self.paren[een, twee]
