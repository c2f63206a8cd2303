"""Categories that one export counts together and another apart: what they count in common is a cell of both.

`16` counted with `17` in one export, and each for itself in the next: then nobody can compare the two counts of `17`,
but both tell how many there are of `16` and `17`. Where classifications differ, each dimension gets a second, coarse
one beside it, of which every export has the cells.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from werkagenda.disclosure.margins import TOTAAL

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from werkagenda.disclosure.descriptions import Product
    from werkagenda.disclosure.system import CellTable

    # Per dimension the category that another is counted with, or the group that a category belongs to.
    Naar = Mapping[str, Mapping[str, str]]

# Of a category that is counted with another one: the reason beside its row.
SAMEN = "samen met {}"
_GROF = "{}_groep"


def merges(tabel: pd.DataFrame, product: Product) -> dict[str, dict[str, str]]:
    """Return per dimension of a product which category is counted with which, from `samen_met` or the reason.

    A dimension of which nothing is merged has none; a product without such categories has no dimension.
    """
    if not product.per:
        return {}
    uit: dict[str, dict[str, str]] = {dim: {} for dim in product.per["dimensies"].values()}
    if "samen_met" in tabel:
        met = tabel["samen_met"].fillna("").astype(str)
    elif "reden" in tabel:
        met = tabel["reden"].astype(str).str.extract(f"^{SAMEN.format('(.+)')}$")[0].fillna("")
    else:
        return uit
    kenmerk, categorie = (tabel[product.per[naam]].astype(str) for naam in ("kolom", "waarde"))
    for eigenschap, klein, groot in zip(kenmerk, categorie, met, strict=True):
        if groot:
            uit[product.per["dimensies"][eigenschap]][klein] = groot
    return uit


def groups(indelingen: Sequence[Naar]) -> dict[str, dict[str, str]]:
    """Return per dimension that not all count alike the group of each category that somewhere goes with another."""
    uit = {}
    for dim in sorted({dim for naar in indelingen for dim in naar}):
        eigen = [naar[dim] for naar in indelingen if dim in naar]
        if all(naar == eigen[0] for naar in eigen):
            continue
        leden: dict[str, set[str]] = {}
        for klein, groot in (paar for naar in eigen for paar in naar.items()):
            samen = leden.get(klein, {klein}) | leden.get(groot, {groot})
            leden |= dict.fromkeys(samen, samen)
        uit[dim] = {categorie: _name(samen) for categorie, samen in leden.items()}
    return uit


def regroup(cellen: pd.DataFrame, naar: Naar, groepen: Naar) -> pd.DataFrame:
    """Return cells with the coarse dimension beside each of `groepen` that they have, classes by what is in them.

    Cells whose classes are the groups have the coarse dimension alone. A category that is counted with another has no
    cell.
    """
    uit = cellen
    for dim, groep in groepen.items():
        if dim not in uit or dim not in naar:
            continue
        eigen = naar[dim]
        uit = uit[~uit[dim].isin(eigen)]
        klassen = {groot: _name([groot, *(naam for naam in eigen if eigen[naam] == groot)]) for groot in eigen.values()}
        fijn = TOTAAL if set(groep.values()) <= set(klassen.values()) else _renamed(uit[dim], klassen)
        uit = uit.assign(**{coarse(dim): _renamed(uit[dim], groep), dim: fijn})
    return uit


def in_groups(cellen: pd.DataFrame, naar: Naar, groepen: Naar) -> pd.DataFrame:
    """Return cells as `regroup` made them summed to the groups, as far as all classes of a group have a count.

    A group has the index of its first cell.
    """
    uit = cellen
    for dim, groep in groepen.items():
        if coarse(dim) not in uit:
            continue
        # Its classes in this export; a category that has no group is one of its own.
        klassen: dict[str, set[str]] = {}
        for categorie, samen in groep.items():
            klassen.setdefault(samen, set()).add(naar[dim].get(categorie, categorie))
        sleutel = [kolom for kolom in uit if kolom not in {dim, "waarde", "rij"}]
        uniek = uit.drop_duplicates([*sleutel, dim])
        deel = uniek[uniek[dim] != TOTAAL]
        per_groep = deel.groupby(sleutel, dropna=False)["waarde"]
        nodig = deel[coarse(dim)].map({samen: len(namen) for samen, namen in klassen.items()}).fillna(1)
        heel = deel.assign(waarde=per_groep.transform("sum"), **{dim: TOTAAL})[per_groep.transform("size") == nodig]
        uit = pd.concat([uniek[uniek[dim] == TOTAAL], heel.drop_duplicates(sleutel)]).sort_index()
    return uit


def regrouped(tabel: CellTable, naar: Naar, groepen: Naar) -> CellTable:
    """Return a table of the system with the coarse dimensions."""
    cellen = regroup(tabel.cellen, naar, groepen)
    return replace(tabel, cellen=cellen, dimensies=with_coarse(tabel.dimensies, naar, groepen))


def with_coarse(dimensies: Iterable[str], naar: Naar, groepen: Naar) -> tuple[str, ...]:
    """Return the dimensions with the coarse ones that `regroup` adds."""
    eigen = tuple(dimensies)
    return (*eigen, *(coarse(dim) for dim in groepen if dim in eigen and dim in naar))


def with_groups(personen: pd.DataFrame, groepen: Naar) -> pd.DataFrame:
    """Return rows of persons with the coarse dimensions of which they have the fine one."""
    return personen.assign(
        **{coarse(dim): _renamed(personen[dim], groep) for dim, groep in groepen.items() if dim in personen}
    )


def coarse(dim: str) -> str:
    """Return the name of the coarse dimension."""
    return _GROF.format(dim)


def _renamed(waarden: pd.Series, namen: Mapping[str, str]) -> pd.Series:
    return waarden.replace(dict(namen))


def _name(leden: Iterable[str]) -> str:
    return "+".join(sorted(leden))
