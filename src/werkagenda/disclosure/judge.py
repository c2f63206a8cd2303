"""From the rows of a product to counts that must be protected: what fails a rule, and the counts as a linked table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from werkagenda.disclosure.margins import BRON, TOTAAL
from werkagenda.disclosure.rules import (
    first_reason,
    reason_count,
    reason_dominance,
    reason_freedom,
    reason_group,
    reason_quantile,
)
from werkagenda.disclosure.system import CellTable
from werkagenda.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from werkagenda.disclosure.descriptions import Block, Product

MINIMUM, GROEP = "minimum", "groepsaandeel"
# In the order in which a reason is given.
REGELS = (MINIMUM, "kwantiel", "dominantie", "vrijheidsgraden", GROEP)
VARIANT = "variant"
# The part of a series of steps that is hidden as a whole: all its numbers.
STAPPEN = "stappen"


def applies(tabel: pd.DataFrame, blok: Block) -> pd.Series:
    """Return whether a block is about a row: it has the values of `als`, and a number to show or a count behind it."""
    raak = pd.Series(data=True, index=tabel.index)
    # What stays inside is not in an earlier export.
    for kolom in blok.als.keys() & set(tabel.columns):
        raak &= tabel[kolom].astype(str) == blok.als[kolom]
    kolommen = [kolom for kolom in blok.kolommen if kolom in tabel and pd.api.types.is_numeric_dtype(tabel[kolom])]
    tellingen = [cel.kolom for cel in blok.cellen if cel.kolom in tabel]
    return raak & tabel[[*kolommen, *tellingen]].notna().any(axis=1)


def empty_rows(tabel: pd.DataFrame, product: Product) -> pd.Series:
    """Return whether a row has no persons, and so nobody to protect."""
    if product.leeg is None:
        return pd.Series(data=False, index=tabel.index)
    return tabel[product.leeg] == 0


def counts(tabel: pd.DataFrame, product: Product, blok: Block) -> pd.DataFrame:
    """Return the counts of a block: a row each, with all dimensions of the product, `plek` (row), `kolom`, `waarde`."""
    leeg = pd.DataFrame(columns=[*product.all_dimensions, "plek", "kolom", "waarde"])
    rijen = tabel[applies(tabel, blok)]
    samen = _dimensions(rijen, product)
    delen = [
        samen.assign(**cel.dimensies, plek=rijen.index, kolom=cel.kolom, waarde=rijen[cel.kolom])
        for cel in blok.cellen
        if cel.kolom in tabel
    ]
    uit = pd.concat([leeg, *delen])
    uit = uit.dropna(subset="waarde").reset_index(drop=True)
    return uit.assign(waarde=uit["waarde"].astype("int64"))


def _dimensions(rijen: pd.DataFrame, product: Product) -> pd.DataFrame:
    """Return the dimensions of rows that all their counts have."""
    uit = {dim: pd.Series(TOTAAL, rijen.index, dtype="str") for dim in product.all_dimensions}
    uit |= {dim: rijen[kolom].astype(str) for kolom, dim in product.dimensies.items()}
    uit |= {dim: pd.Series(waarde, rijen.index) for dim, waarde in product.constant.items()}
    if product.per:
        for eigenschap, dim in product.per["dimensies"].items():
            raak = rijen[product.per["kolom"]] == eigenschap
            uit[dim] = uit[dim].mask(raak, rijen[product.per["waarde"]].astype(str))
    return pd.DataFrame(uit, index=rijen.index)


def check_sizes(tabel: pd.DataFrame, product: Product, *, minimum: int) -> None:
    """Check that no column shows a number of persons that is no cell: a whole number of at least the minimum.

    Raises:
        InputError: there is one, in a block that does not say that its numbers count no persons.

    """
    for blok in product.blokken:
        if blok.cellen or blok.geen_personen:
            continue
        for kolom in blok.kolommen:
            if pd.api.types.is_numeric_dtype(tabel[kolom]):
                waarden = tabel.loc[applies(tabel, blok), kolom].dropna()
                if ((waarden % 1 == 0) & (waarden >= minimum)).any():
                    raise InputError(
                        BRON,
                        product.naam,
                        f"{kolom} toont aantallen die geen cel zijn",
                        kolom=kolom,
                        verwacht="een cel in resources/onthulling.yaml, of geen_personen",
                    )


def judge(tabel: pd.DataFrame, product: Product, blok: Block, *, grenzen: Mapping[str, float]) -> pd.DataFrame:
    """Return per row that the block is about the first rule that it fails (`regel`, else empty) and its `reden`.

    Args:
        tabel: the unprotected table.
        product: its description.
        blok: the columns judged.
        grenzen: config/disclosure.yaml.

    """
    rijen = tabel[applies(tabel, blok) & ~empty_rows(tabel, product)]
    minimum = int(grenzen["minimum"])
    redenen = {regel: pd.Series("", rijen.index, dtype="str") for regel in REGELS}
    for kolom in [*(cel.kolom for cel in blok.cellen), *blok.minimum]:
        reden = reason_count(rijen[kolom], minimum=minimum)
        redenen[MINIMUM] = first_reason(redenen[MINIMUM], reden.mask(blok.nul_mag & (rijen[kolom] == 0), ""))
    if blok.kwantiel:
        redenen["kwantiel"] = reason_quantile(rijen[blok.kwantiel["n"]], kans=blok.kwantiel["kans"], minimum=minimum)
    if blok.dominantie:
        grootste, tweede, som = (rijen[blok.dominantie[naam]] for naam in ("grootste", "tweede", "som"))
        redenen["dominantie"] = reason_dominance(grootste, tweede, som, grenzen=grenzen)
    if blok.vrijheidsgraden:
        graden = rijen[blok.vrijheidsgraden]
        redenen["vrijheidsgraden"] = reason_freedom(graden, minimum=int(grenzen["vrijheidsgraden"]))
    if blok.groepsaandeel:
        groep = group_cells(counts(tabel, product, blok), blok, grens=grenzen["groepsaandeel"])
        redenen[GROEP] = groep.groupby("plek")["reden"].max().reindex(rijen.index, fill_value="")
    regel = first_reason(*(reden.mask(reden != "", naam) for naam, reden in redenen.items()))
    return pd.DataFrame({"regel": regel, "reden": first_reason(*redenen.values())})


def group_cells(cellen: pd.DataFrame, blok: Block, *, grens: float) -> pd.DataFrame:
    """Return the counts with `reden`, why a count is group disclosure, and `rijtotaal`, where it is so of its row.

    A count is compared with the sum over a dimension of the counts that agree with it in all others.
    """
    dims = [kolom for kolom in cellen.columns if kolom not in ("plek", "kolom", "waarde")]
    uit = cellen.assign(reden="", rijtotaal=np.nan)
    for over in [blok.groepsaandeel["rij"], *blok.groepsaandeel["kolom"]]:
        raak = uit[uit[over] != TOTAAL]
        groepen = raak.groupby([dim for dim in dims if dim != over], sort=False)["waarde"]
        totaal = groepen.transform("sum").where(groepen.transform("size") > 1)
        reden = reason_group(raak["waarde"], totaal, grens=grens)
        uit.loc[raak.index, "reden"] = first_reason(uit.loc[raak.index, "reden"], reden)
        if over == blok.groepsaandeel["rij"]:
            uit.loc[raak.index, "rijtotaal"] = totaal.where(reden != "")
    return uit


def linked_tables(
    tabel: pd.DataFrame, product: Product, oordelen: Mapping[int, pd.DataFrame], *, grenzen: Mapping[str, float]
) -> Iterator[CellTable]:
    """Yield the counts of a product per population, as the linked system takes them.

    Args:
        tabel: the unprotected table.
        product: its description.
        oordelen: per block what `judge` said.
        grenzen: config/disclosure.yaml.

    """
    if product.stappen:
        yield from _step_tables(tabel, product)
        return
    delen = [_cells(tabel, product, blok, oordelen[blok.nummer], grenzen=grenzen) for blok in product.blokken]
    alle = pd.concat([deel for deel in delen if len(deel)] or [pd.DataFrame(columns=["universum", "rij", "primair"])])
    # A rule that one row fails forbids all that are hidden with it.
    alle["primair"] |= alle["rij"].isin(failing_rows(tabel, [b for b in product.blokken if b.samen], oordelen))
    for universum, cellen in alle.groupby("universum"):
        yield CellTable(
            naam=f"{product.naam}/{universum}",
            universum=str(universum),
            dimensies=product.all_dimensions,
            cellen=cellen.drop(columns="universum").reset_index(drop=True),
            bekend=product.bekend,
            onvolledig=product.onvolledig,
            rest=product.rest,
            minimum=int(grenzen["minimum"]),
        )


def _step_tables(tabel: pd.DataFrame, product: Product) -> Iterator[CellTable]:
    for universum, aantal in step_sizes(tabel, product).items():
        cellen = pd.DataFrame({"rij": [STAPPEN], "waarde": [aantal], "primair": [False]})
        yield CellTable(f"{product.naam}/{universum}", universum, (), cellen)


def step_sizes(tabel: pd.DataFrame, product: Product) -> dict[str, int]:
    """Return how many are left after each step of a series, by population; the last is that of the analyses."""
    stappen = product.stappen or {}
    uit = {product.universum: int(tabel[stappen["van"]].iloc[0])}
    namen = [f"{product.universum}_{stap}" for stap in tabel["stap"]]
    uit |= dict(zip(namen, tabel[stappen["tot"]].astype("int64").tolist(), strict=True))
    *_, laatste = uit
    return {**{naam: aantal for naam, aantal in uit.items() if naam != laatste}, stappen["over"]: uit[laatste]}


def failing_rows(tabel: pd.DataFrame, blokken: Sequence[Block], oordelen: Mapping[int, pd.DataFrame]) -> set[str]:
    """Return the names of the parts of rows that fail a rule."""
    uit: set[str] = set()
    for blok in blokken:
        oordeel = oordelen[blok.nummer]
        uit |= set(parts_of(tabel, blok)[oordeel.index[oordeel["regel"] != ""]])
    return uit


def _cells(
    tabel: pd.DataFrame, product: Product, blok: Block, oordeel: pd.DataFrame, *, grenzen: Mapping[str, float]
) -> pd.DataFrame:
    cellen = counts(tabel, product, blok)
    if cellen.empty:
        return cellen.assign(universum="")
    regel = cellen["plek"].map(oordeel["regel"]).fillna("")
    klein = cellen["waarde"] < grenzen["minimum"]
    # Of a count under the minimum the count itself is the secret; of another rule, all that the block tells.
    eigen = klein.groupby(cellen["plek"]).transform("any")
    primair = (regel != "") & (klein | ~eigen)
    if blok.groepsaandeel:
        cellen = _top_coded(cellen, blok, regel, grenzen=grenzen)
    # A row without persons says so: of a row that is hidden everybody knows that there is somebody.
    onder = cellen["waarde"].clip(upper=1).where(cellen["kolom"] == product.leeg)
    return cellen.drop(columns=["plek", "kolom"]).assign(
        onder=onder,
        rij=cellen["plek"].map(parts_of(tabel, blok)),
        primair=primair,
        universum=cellen["plek"].map(populations_of(tabel, product, blok)),
    )


def _top_coded(cellen: pd.DataFrame, blok: Block, regel: pd.Series, *, grenzen: Mapping[str, float]) -> pd.DataFrame:
    """Add `laag` and `hoog`: what "> 90 %" tells of the counts of a row that fails on group disclosure alone.

    It tells that the count is more than the limit, and that the other outcome is at least the minimum.
    """
    grens, minimum = grenzen["groepsaandeel"], grenzen["minimum"]
    totaal = group_cells(cellen, blok, grens=grens)["rijtotaal"].groupby(cellen["plek"]).transform("max")
    boven = cellen["waarde"] > grens * totaal
    gecodeerd = totaal.notna() & (regel == GROEP) & (cellen[blok.groepsaandeel["rij"]] != TOTAAL)
    # Rounded, since 0.9 * 10 is not exactly 9 for every limit.
    meer = np.floor((grens * totaal).round(9)) + 1
    laag = np.where(boven, meer, minimum)
    hoog = np.where(boven, totaal - minimum, totaal - meer)
    return cellen.assign(
        laag=pd.Series(laag, cellen.index).where(gecodeerd), hoog=pd.Series(hoog, cellen.index).where(gecodeerd)
    )


def populations_of(tabel: pd.DataFrame, product: Product, blok: Block) -> pd.Series:
    """Return per row the population of a block; variants that are about the same persons share one."""
    plaats = f"{{{VARIANT}}}"
    uit = pd.Series(blok.universum, tabel.index, dtype="str")
    if plaats not in blok.universum:
        return uit
    return tabel[VARIANT].replace(dict(product.gelijk)).map(lambda variant: blok.universum.replace(plaats, variant))


def parts_of(tabel: pd.DataFrame, blok: Block) -> pd.Series:
    """Return per row the name of what is hidden as a whole; each variant of a table has its own."""
    if not blok.samen:
        return tabel.index.astype("str").to_series(tabel.index) + f".{blok.nummer}"
    return blok.samen + "." + (tabel[VARIANT] if VARIANT in tabel else pd.Series("", tabel.index))
