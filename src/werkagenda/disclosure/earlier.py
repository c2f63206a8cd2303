"""What earlier exports showed, as tables of the linked system: too late to hide, and the attacker has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from werkagenda.disclosure.differences import Difference
from werkagenda.disclosure.judge import STAPPEN, counts, parts_of, populations_of, step_sizes
from werkagenda.disclosure.margins import TOTAAL
from werkagenda.disclosure.merged import in_groups, merges, regroup, with_coarse
from werkagenda.disclosure.rules import GEEN_PERSONEN
from werkagenda.disclosure.system import CellTable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from werkagenda.contract.contracts import Contract
    from werkagenda.disclosure.descriptions import Descriptions, Product


def earlier_table(export: Mapping[str, pd.DataFrame], product: str, contract: Contract) -> pd.DataFrame | None:
    """Return a product of an earlier export with the counts behind it as numbers; None when it is not in it.

    Args:
        export: `<id>` and `<id>_aantallen`, every cell as text.
        product: its id.
        contract: of the released table; its key tells which rows belong together.

    """
    if product not in export:
        return None
    sleutel = list(contract.sleutel)
    aantallen = export[f"{product}_aantallen"].drop(columns="reden")
    nieuw = [str(kolom) for kolom in aantallen if kolom not in sleutel]
    tabel = export[product].drop(columns=[kolom for kolom in nieuw if kolom in export[product]])
    samen = tabel.merge(aantallen, on=sleutel, how="left", validate="1:1")
    niemand = samen["reden"] == GEEN_PERSONEN
    return samen.assign(**{kolom: pd.to_numeric(samen[kolom]).mask(niemand, 0) for kolom in nieuw})


def earlier_tables(  # noqa: PLR0913 - two exports, and what is said of them
    nummer: int,
    export: Mapping[str, pd.DataFrame],
    *,
    nu: Mapping[str, pd.DataFrame],
    regels: Descriptions,
    minimum: int,
    groepen: Mapping[str, Mapping[str, str]],
) -> Iterator[tuple[CellTable, Difference | None]]:
    """Yield the counts that an earlier export showed, each with how its population belongs to that of today.

    An export of the same persons says of its cells what the tables of today say. One of other persons, for instance
    of a cohort less, is a population of its own, and what it differs from today is a cell.

    Args:
        nummer: of the export.
        export: its tables with their counts as numbers, per product.
        nu: the unprotected tables of today.
        regels: `resources/onthulling.yaml`.
        minimum: from which number of persons a difference may be known.
        groepen: categories that not every export counts alike (`merged.groups`).

    """
    for naam, tabel in export.items():
        product = regels.producten[naam]
        toen, dan = merges(tabel, product), merges(nu[naam], product)
        dims = list(with_coarse(product.all_dimensions, toen, groepen))
        per_universum = dict(_per_population(nu[naam], product))
        for universum, fijn in _per_population(tabel, product):
            if universum not in per_universum:
                continue
            oud, nieuw = regroup(fijn, toen, groepen), regroup(per_universum[universum], dan, groepen)
            eerst, later = (
                in_groups(cellen, naar, groepen).drop_duplicates(dims or None)
                for cellen, naar in ((oud, toen), (nieuw, dan))
            )
            samen = _beside(eerst, later, dims)
            gelijk = len(samen) == len(eerst) and (samen["waarde"] == samen["waarde_nu"]).all()
            eigen = universum if gelijk else f"{universum}@export {nummer}"
            deel = None
            if not gelijk:
                genest = bool((samen["waarde"] <= samen["waarde_nu"]).all())
                deel = Difference(eigen, universum, minimum, genest=genest)
            for cellen, heel in _by_kind(oud, dims, eerst=eerst, later=later):
                yield (
                    CellTable(
                        naam=f"{naam}@export {nummer}/{universum}",
                        universum=eigen,
                        dimensies=tuple(dims),
                        cellen=cellen,
                        # Of what it hid or did not have nothing is known, so its sums are at most the margins.
                        onvolledig=product.onvolledig if heel else tuple(dims),
                        vast=True,
                    ),
                    deel,
                )


def _by_kind(
    oud: pd.DataFrame, dims: list[str], *, eerst: pd.DataFrame, later: pd.DataFrame
) -> Iterator[tuple[pd.DataFrame, bool]]:
    """Yield the cells of an earlier export by the dimensions that they have, with whether none of them is missing.

    `eerst` and `later` are its cells and those of today in groups that both have.
    """
    if not dims:
        yield oud, True
        return
    soort, toen, nu = (
        pd.concat([(tabel[dim] != TOTAAL).map({True: "1", False: "0"}) for dim in dims], axis=1).sum(axis=1)
        for tabel in (oud, eerst, later)
    )
    # In groups they have the same index as the cells that they are made of.
    for naam in sorted(set(soort)):
        groepen = set(toen[toen.index.isin(oud.index[soort == naam])])
        yield oud[soort == naam], int(toen.isin(groepen).sum()) == int(nu.isin(groepen).sum())


def _per_population(tabel: pd.DataFrame, product: Product) -> Iterator[tuple[str, pd.DataFrame]]:
    if product.stappen:
        # Of a series that was hidden nothing is known.
        heel = tabel.dropna(subset=[product.stappen["van"], product.stappen["tot"]])
        for reeks, aantal in step_sizes(heel, product).items() if len(heel) else ():
            yield reeks, pd.DataFrame({"rij": [STAPPEN], "waarde": [aantal], "primair": [False]})
        return
    delen = []
    for blok in product.blokken:
        cellen = counts(tabel, product, blok)
        if len(cellen):
            rij, universum = (
                cellen["plek"].map(deel) for deel in (parts_of(tabel, blok), populations_of(tabel, product, blok))
            )
            delen.append(cellen.assign(universum=universum, rij=rij, primair=False))
    if delen:
        for naam, cellen in pd.concat(delen).groupby("universum"):
            yield str(naam), cellen.drop(columns=["universum", "plek", "kolom"]).reset_index(drop=True)


def _beside(oud: pd.DataFrame, nieuw: pd.DataFrame, dims: list[str]) -> pd.DataFrame:
    """Return the cells of an earlier export with those of today as `waarde_nu`."""
    if not dims:
        return oud.assign(waarde_nu=nieuw["waarde"].iloc[0])
    return oud.merge(nieuw[[*dims, "waarde"]].drop_duplicates(dims), on=dims, suffixes=("", "_nu"))
