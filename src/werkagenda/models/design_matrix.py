"""The design matrix of a model whose regressors are all categories, as codes.

Its cross-products are then a set of weighted cross-tables. Counting them (`bincount`) takes less time than sparse or
dense matrices do and needs no package of its own in the secure environment. Equal rows are not put together first: with
institutions among the regressors few are, and finding them costs more than it saves.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Mapping

Getallen = NDArray[np.float64]
Codes = NDArray[np.int64]
Vlaggen = NDArray[np.bool_]

CONSTANTE = ("model", "constante")
# A column is a combination of earlier ones when this part of it, or less, is left after them.
_REST = 1e-9


@dataclass(frozen=True)
class Design:
    """The design matrix of categories, without the matrix.

    `termen` names its columns (kenmerk, categorie): the constant, then a block per characteristic with the reference
    as its last column. `codes` gives each person's place within a block.
    """

    termen: pd.MultiIndex
    blok: dict[str, slice]
    codes: dict[str, Codes]
    n: int

    def linear(self, beta: Getallen) -> Getallen:
        """Return the linear predictor per person; `beta` has a value per column, 0 for references."""
        uit = np.full(self.n, beta[0])
        for naam, codes in self.codes.items():
            uit += beta[self.blok[naam]][codes]
        return uit

    def sums(self, waarden: Getallen) -> Getallen:
        """Return per column the sum of `waarden` over its persons."""
        delen = [_count(codes, waarden, self.size(naam)) for naam, codes in self.codes.items()]
        return np.concatenate([[waarden.sum()], *delen])

    def cross(self, gewicht: Getallen) -> Getallen:
        """Return the cross-products of the columns, weighted per person: a square matrix."""
        sommen = self.sums(gewicht)
        uit = np.diag(sommen)
        uit[0] = uit[:, 0] = sommen
        namen = list(self.codes)
        for rang, naam in enumerate(namen):
            for eerder in namen[:rang]:
                tabel = self.table(naam, eerder, gewicht)
                uit[self.blok[naam], self.blok[eerder]] = tabel
                uit[self.blok[eerder], self.blok[naam]] = tabel.T
        return uit

    def table(self, naam: str, ander: str, gewicht: Getallen) -> Getallen:
        """Return the weighted cross-table of two characteristics: categories of `naam` by those of `ander`."""
        rijen, kolommen = self.size(naam), self.size(ander)
        cel = self.codes[naam] * kolommen + self.codes[ander]
        return _count(cel, gewicht, rijen * kolommen).reshape(rijen, kolommen)

    def size(self, naam: str) -> int:
        """Return the number of categories of a characteristic."""
        blok = self.blok[naam]
        return int(blok.stop - blok.start)


def encode(personen: pd.DataFrame, kenmerken: Mapping[str, str | None]) -> Design:
    """Return the design of the characteristics in `kenmerken`, each with its reference.

    A reference that is None, or that nobody has, becomes the category with the most persons.
    """
    termen, blok, codes = [CONSTANTE], {}, {}
    for naam, referentie in kenmerken.items():
        plaats, waarden = pd.factorize(personen[naam], sort=True)
        n = np.bincount(plaats)
        laatste = list(waarden).index(referentie) if referentie in waarden else int(n.argmax())
        volgorde = [nummer for nummer in range(len(n)) if nummer != laatste] + [laatste]
        blok[naam] = slice(len(termen), len(termen) + len(n))
        codes[naam] = np.argsort(volgorde)[plaats]
        termen += [(naam, str(waarden[nummer])) for nummer in volgorde]
    return Design(pd.MultiIndex.from_tuples(termen, names=["kenmerk", "categorie"]), blok, codes, len(personen))


def independent(kruis: Getallen) -> Vlaggen:
    """Return which columns are no combination of the columns before them; a reference always is one."""
    rest = kruis.copy()
    uit = np.zeros(len(kruis), dtype=np.bool_)
    for kolom, omvang in enumerate(np.diag(kruis)):
        uit[kolom] = rest[kolom, kolom] > _REST * omvang
        if uit[kolom]:
            rest -= np.outer(rest[kolom], rest[kolom] / rest[kolom, kolom])
    return uit


def _count(codes: Codes, gewicht: Getallen, aantal: int) -> Getallen:
    # numpy's stubs know counts only, not sums of weights.
    return np.asarray(np.bincount(codes, gewicht, aantal), dtype=np.float64)
