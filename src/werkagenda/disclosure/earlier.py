"""What earlier exports showed, as tables of the linked system: too late to hide, and the attacker has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from werkagenda.disclosure.differences import Difference
from werkagenda.disclosure.judge import STAPPEN, counts, parts_of, populations_of, step_sizes
from werkagenda.disclosure.margins import TOTAAL
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
    return samen.assign(**{kolom: pd.to_numeric(samen[kolom]) for kolom in nieuw})


def earlier_tables(
    nummer: int,
    export: Mapping[str, pd.DataFrame],
    *,
    nu: Mapping[str, pd.DataFrame],
    regels: Descriptions,
    minimum: int,
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

    """
    for naam, tabel in export.items():
        product = regels.producten[naam]
        for universum, oud in _per_population(tabel, product):
            dims = list(product.all_dimensions)
            nieuw = dict(_per_population(nu[naam], product)).get(universum)
            if nieuw is None:
                continue
            samen = _beside(oud, nieuw, dims)
            gelijk = len(samen) == len(oud) and (samen["waarde"] == samen["waarde_nu"]).all()
            eigen = universum if gelijk else f"{universum}@export {nummer}"
            deel = None
            if not gelijk:
                genest = bool((samen["waarde"] <= samen["waarde_nu"]).all())
                deel = Difference(eigen, universum, minimum, genest=genest)
            for cellen, heel in _by_kind(oud, nieuw, dims):
                yield (
                    CellTable(
                        naam=f"{naam}@export {nummer}/{universum}",
                        universum=eigen,
                        dimensies=product.all_dimensions,
                        cellen=cellen,
                        # Of what it hid or did not have nothing is known, so its sums are at most the margins.
                        onvolledig=product.onvolledig if heel else product.all_dimensions,
                        vast=True,
                    ),
                    deel,
                )


def _by_kind(oud: pd.DataFrame, nieuw: pd.DataFrame, dims: list[str]) -> Iterator[tuple[pd.DataFrame, bool]]:
    """Yield the cells of an earlier export by the dimensions that they have, with whether none of them is missing."""
    if not dims:
        yield oud, True
        return
    soort, nu = (
        pd.concat([(tabel[dim] != TOTAAL).map({True: "1", False: "0"}) for dim in dims], axis=1).sum(axis=1)
        for tabel in (oud, nieuw)
    )
    for naam in sorted(set(soort)):
        cellen = oud[soort == naam]
        yield cellen, len(cellen) == int((nu == naam).sum())


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
