"""Sums of amounts, such as wages: what a total beside the rows that are shown tells of those that are hidden.

The total times its persons, less the rows shown, is the sum of the rows hidden together. So these are judged as one:
no contribution may dominate them, and a row that is hidden because one dominates it needs others that add enough.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from werkagenda.disclosure.judge import applies, empty_rows, parts_of
from werkagenda.disclosure.margins import TOTAAL
from werkagenda.disclosure.rules import reason_dominance

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from werkagenda.disclosure.descriptions import Block, Product


def partners(tabel: pd.DataFrame, product: Product, weg: Collection[str], *, grenzen: Mapping[str, float]) -> set[str]:
    """Return the parts of rows to hide as well, so that a total does not give back a sum that is hidden.

    Args:
        tabel: the unprotected table.
        product: its description.
        weg: the parts of rows that are hidden.
        grenzen: config/disclosure.yaml.

    """
    uit: set[str] = set()
    for blok in product.blokken:
        if blok.dominantie:
            delen = parts_of(tabel, blok)
            for groep in _below_a_shown_total(tabel, product, blok, weg):
                uit |= set(delen.loc[_enough(groep, blok, delen[groep.index].isin(weg), grenzen=grenzen)])
    return uit - set(weg)


def _below_a_shown_total(
    tabel: pd.DataFrame, product: Product, blok: Block, weg: Collection[str]
) -> Iterator[pd.DataFrame]:
    """Yield the rows that add up to a row that is shown, over each dimension."""
    telt = tabel[applies(tabel, blok) & ~empty_rows(tabel, product)]
    for over in product.dimensies:
        andere = [kolom for kolom in product.dimensies if kolom != over]
        for _, groep in telt.groupby(andere) if andere else [((), telt)]:
            totaal = groep[over] == TOTAAL
            if totaal.any() and not parts_of(groep, blok)[totaal].isin(weg).any():
                yield groep[~totaal]


def _enough(groep: pd.DataFrame, blok: Block, verborgen: pd.Series, *, grenzen: Mapping[str, float]) -> list[int]:
    """Return the rows to hide: those hidden, and the smallest others until all of them together are safe."""
    namen = blok.dominantie or {}
    grootste, tweede, som = (groep[namen[naam]] for naam in ("grootste", "tweede", "som"))
    faalt = reason_dominance(grootste, tweede, som, grenzen=grenzen) != ""
    keuze = list(groep.index[verborgen])
    rest = list(som[~verborgen].sort_values(kind="stable").index)
    if not keuze:
        return []
    while rest and not _safe(grootste[keuze], tweede[keuze], som[keuze], faalt[keuze], grenzen=grenzen):
        keuze.append(rest.pop(0))
    return keuze


def _safe(
    grootste: pd.Series, tweede: pd.Series, som: pd.Series, faalt: pd.Series, *, grenzen: Mapping[str, float]
) -> bool:
    """Return whether what is hidden together is dominated by nobody, and more than what a rule hides in it."""
    top = np.sort(np.concatenate([grootste.to_numpy(float), tweede.to_numpy(float)]))[::-1]
    samen = reason_dominance(pd.Series(top[:1]), pd.Series(top[1:2]), pd.Series([som.sum()]), grenzen=grenzen)
    alleen = som[faalt]
    return bool((samen == "").all() and ((som.sum() - alleen) >= grenzen["p_procent"] * alleen).all())
