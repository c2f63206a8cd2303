"""Protect the tables of one export together: what is hidden, and the proof that it cannot be worked out."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

import pandas as pd

from werkagenda.disclosure import counting, nesting
from werkagenda.disclosure.amounts import partners
from werkagenda.disclosure.attack import attack, too_narrow
from werkagenda.disclosure.differences import Difference
from werkagenda.disclosure.judge import GROEP, applies, empty_rows, judge, linked_tables, parts_of, step_sizes
from werkagenda.disclosure.margins import CEL
from werkagenda.disclosure.merged import merges, regrouped, with_groups
from werkagenda.disclosure.suppress import suppress
from werkagenda.disclosure.system import RIJ, CellTable, build
from werkagenda.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from werkagenda.disclosure.descriptions import Descriptions, Product
    from werkagenda.disclosure.system import System

BRON, BESTAND = "onthulling", "beveiligen"
# A table of an earlier export, and how its population belongs to that of today where it is another.
Vroeger = tuple[CellTable, Difference | None]
Oordelen = dict[str, dict[int, pd.DataFrame]]
# How much wider, persons, an interval is asked for when in whole persons it is too narrow.
EXTRA = 3
# Between the product and its population in the name of a linked table.
SCHEIDING = "/"


@dataclass(frozen=True)
class Protected:
    """What may leave.

    Attributes:
        oordelen: per product and block what `judge` said.
        verborgen: parts of rows that are hidden: `product`, `rij`.
        aanval: the interval that an attacker is left with, per hidden cell.
        geweigerd: products of which a cell cannot be protected, with the number of such cells.

    """

    oordelen: Oordelen
    verborgen: pd.DataFrame
    aanval: pd.DataFrame
    geweigerd: dict[str, int]


def secure(  # noqa: PLR0913 - what decides over an export, by keyword
    tabellen: Mapping[str, pd.DataFrame],
    *,
    regels: Descriptions,
    grenzen: Mapping[str, float],
    eerder: Sequence[Vroeger] = (),
    personen: Mapping[str, pd.DataFrame] | None = None,
    groepen: Mapping[str, Mapping[str, str]] | None = None,
) -> Protected:
    """Return what to hide in the tables of one export.

    A product with a cell that stays within reach of an attacker, whatever else is hidden, is refused; the others are
    protected anew without it.

    Args:
        tabellen: the unprotected table per product.
        regels: `resources/onthulling.yaml`.
        grenzen: config/disclosure.yaml.
        eerder: the tables of earlier exports, each with the population it is to be compared with.
        personen: a row per person with the dimensions as columns, by the name of `personen` of a population; without
            them nothing is counted again.
        groepen: categories that not every export counts alike (`merged.groups`).

    Raises:
        InputError: a cell of what is left is still within reach, or a count is not that of its persons.

    """
    oordelen: Oordelen = {
        naam: {blok.nummer: judge(tabel, product, blok, grenzen=grenzen) for blok in product.blokken}
        for naam, tabel in tabellen.items()
        for product in [regels.producten[naam]]
    }
    breedte, afstand, minimum = (int(grenzen[naam]) for naam in ("breedte", "afstand", "minimum"))
    geweigerd: dict[str, int] = {}
    verplicht: set[tuple[str, str]] = set()
    genest: nesting.Nesting | None = None
    extra = 0
    delen: list[CellTable] = []
    stelsels: list[System] = []
    while True:
        # The same tables are the same systems, whatever else is asked of them.
        if not stelsels:
            delen = [
                regrouped(tabel, merges(tabellen[naam], regels.producten[naam]), groepen or {})
                for naam in sorted(set(tabellen) - set(geweigerd))
                for tabel in linked_tables(tabellen[naam], regels.producten[naam], oordelen[naam], grenzen=grenzen)
            ]
            if not delen:
                raise InputError(BRON, BESTAND, "geen enkele tabel over personen kan naar buiten; zie export.history")
            if genest is None:
                # Counted by many sets of characteristics: by number, not by word.
                rijen = {
                    bron: with_groups(deel, groepen or {}).astype("category") for bron, deel in (personen or {}).items()
                }
                genest = _nested(delen, rijen, regels=regels, minimum=minimum)
            reeksen = [
                deel for naam in tabellen for deel in steps(tabellen[naam], regels.producten[naam], minimum=minimum)
            ]
            stelsels = [
                build(
                    [*delen, *(tabel for tabel, _ in vroeger)], delen=[*binnen, *older_versions(vroeger)], genest=genest
                )
                for binnen, vroeger in _views(delen, eerder, regels=regels, minimum=minimum, reeksen=reeksen)
            ]
        # What one of them hides leaves the other's cells no less room.
        verborgen = pd.concat(
            [
                suppress(stelsel, breedte=breedte + extra, afstand=afstand, verplicht=_required(verplicht, stelsel))
                for stelsel in stelsels
            ]
        )
        verborgen = verborgen.sort_values("primair", ascending=False, kind="stable").drop_duplicates(RIJ)
        aanvallen = [attack(stelsel, verborgen, breedte=breedte, afstand=afstand) for stelsel in stelsels]
        nauw = [too_narrow(aanval, breedte=breedte, afstand=afstand) for aanval in aanvallen]
        if all(cellen.empty for cellen in nauw):
            over = {naam: tabel for naam, tabel in tabellen.items() if naam not in geweigerd}
            bij = _partners(over, verborgen, regels=regels, grenzen=grenzen, oordelen=oordelen)
            if not bij - verplicht:
                break
            verplicht |= bij
            continue
        if extra < EXTRA and not any(_hopeless(*paar, breedte, afstand) for paar in zip(nauw, stelsels, strict=True)):
            # In whole persons an interval can be narrower than with the fractions that the choice goes by.
            extra += 1
            continue
        extra = 0
        weg = sum((_guilty(*paar, delen) for paar in zip(nauw, stelsels, strict=True)), Counter[str]())
        if not weg:
            raise InputError(
                BRON,
                BESTAND,
                f"{sum(map(len, nauw))} onderdrukte cellen zijn te nauw te bepalen",
                verwacht=f"een interval van ten minste {breedte} personen",
            )
        geweigerd |= weg
        stelsels = []
    uit = verborgen.assign(product=verborgen["tabel"].str.split(SCHEIDING).str[0])
    return Protected(oordelen, uit[["product", "rij", "primair"]], _narrowest(aanvallen), geweigerd)


def _views(
    delen: Sequence[CellTable],
    eerder: Sequence[Vroeger],
    *,
    regels: Descriptions,
    minimum: int,
    reeksen: Sequence[Difference],
) -> Iterator[tuple[list[Difference], list[Vroeger]]]:
    """Yield how the populations belong together, with the earlier exports to set beside the tables of today.

    First those of the same persons alone, by a reader who knows the margins of today from elsewhere. Then also those of
    other persons, by a reader who does not know these margins where they would tell the difference (`telltale`).
    """
    gebruikt = {tabel.universum for tabel in delen}
    binnen = [*populations(gebruikt, regels=regels, minimum=minimum), *reeksen]
    binnen = [deel for deel in binnen if {deel.deel, deel.geheel} <= gebruikt]
    zelfde: list[Vroeger] = [(tabel, deel) for tabel, deel in eerder if deel is None and tabel.universum in gebruikt]
    ander: list[Vroeger] = [(tabel, deel) for tabel, deel in eerder if deel is not None and deel.geheel in gebruikt]
    yield binnen, zelfde
    if ander:
        yield binnen, [*zelfde, *ander]


def _nested(
    delen: Sequence[CellTable], personen: Mapping[str, pd.DataFrame], *, regels: Descriptions, minimum: int
) -> nesting.Nesting:
    """Check the counts against the rows of persons, and return how cells lie within each other (`nesting.find`)."""
    rijen: dict[str, counting.Counter] = {}
    for naam in sorted({tabel.universum for tabel in delen}):
        universum = regels.universum(naam)
        bron = universum.personen or (
            regels.universum(str(universum.deel_van)).personen if universum.bekend_is else None
        )
        if bron in personen:
            deel = personen[str(bron)]
            rijen[naam] = counting.Counter(deel.dropna(subset=list(universum.bekend_is)))
    for tabel in delen:
        if tabel.universum in rijen:
            nesting.check_counts(tabel, rijen[tabel.universum])
    deel_van = {
        naam: boven for naam in {tabel.universum for tabel in delen} if (boven := regels.universum(naam).deel_van)
    }
    # A whole without a table of its own still has the rows of its parts.
    for boven in set(deel_van.values()) - set(rijen):
        bron = regels.universum(boven).personen
        if bron in personen:
            deel = personen[str(bron)].dropna(subset=list(regels.universum(boven).bekend_is))
            rijen[boven] = counting.Counter(deel)
    return nesting.find(delen, rijen, deel_van=deel_van, minimum=minimum)


def _partners(
    tabellen: Mapping[str, pd.DataFrame],
    verborgen: pd.DataFrame,
    *,
    regels: Descriptions,
    grenzen: Mapping[str, float],
    oordelen: Oordelen,
) -> set[tuple[str, str]]:
    """Return the product rows to hide beside those that hide amounts (`amounts.partners`) or are the only gap."""
    uit = set()
    for naam in sorted(tabellen):
        weg = set(verborgen.loc[verborgen["tabel"].str.split(SCHEIDING).str[0] == naam, "rij"])
        bij = partners(tabellen[naam], regels.producten[naam], weg, grenzen=grenzen)
        uit |= {
            (naam, rij) for rij in bij | beside_a_lone_gap(tabellen[naam], regels.producten[naam], weg, oordelen[naam])
        }
    return uit


def beside_a_lone_gap(
    tabel: pd.DataFrame, product: Product, weg: Collection[str], oordelen: Mapping[int, pd.DataFrame]
) -> set[str]:
    """Return the part of a row to hide beside the only one of its kind that is hidden.

    Alone beside a number that is shown, an empty share says that a rule hides it: that one outcome is small. Of two the
    reader cannot tell which; and beside a share that is only said to be over 90 % it may protect that one.
    """
    uit: set[str] = set()
    eerste = pd.Series("", tabel.index, dtype="str")
    for blok in product.blokken:
        delen, telt = parts_of(tabel, blok), applies(tabel, blok) & ~empty_rows(tabel, product)
        later = telt & (eerste != "") & ~eerste.isin(weg)
        eerste = eerste.mask(telt & (eerste == ""), delen)
        verborgen = later & delen.isin(weg)
        groep = oordelen[blok.nummer]["regel"].eq(GROEP).reindex(tabel.index, fill_value=False) & ~delen.isin(weg)
        if not blok.cellen or verborgen.sum() != 1 or groep.any():
            continue
        grootte = tabel[[cel.kolom for cel in blok.cellen]].sum(axis=1)[later & ~verborgen]
        if len(grootte):
            uit.add(str(delen[grootte.sort_values(kind="stable").index[0]]))
        else:
            # With every other row hidden as a whole, this one goes as a whole too.
            uit |= set(eerste[verborgen])
    return uit


def _required(verplicht: Collection[tuple[str, str]], stelsel: System) -> pd.DataFrame:
    rijen = stelsel.rijen[RIJ]
    producten = zip(rijen["tabel"].str.split(SCHEIDING).str[0], rijen["rij"], strict=True)
    return rijen[[paar in verplicht for paar in producten]]


def _hopeless(nauw: pd.DataFrame, stelsel: System, breedte: int, afstand: float) -> bool:
    """Return whether hiding every row would still leave one of the cells too narrow."""
    if nauw.empty:
        return False
    alles = attack(stelsel, stelsel.rijen[~stelsel.rijen["vast"].astype(bool)], breedte=breedte, afstand=afstand)
    toch = too_narrow(alles, breedte=breedte, afstand=afstand)
    return not toch.merge(nauw[CEL], on=CEL).empty


def steps(tabel: pd.DataFrame, product: Product, *, minimum: int) -> list[Difference]:
    """Return the populations left after each step of a series as parts of those before."""
    if not product.stappen:
        return []
    namen = list(step_sizes(tabel, product))
    return [Difference(deel, geheel, minimum) for geheel, deel in pairwise(namen)]


def _narrowest(aanvallen: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Return per cell the narrowest of its intervals."""
    alle = pd.concat(aanvallen, ignore_index=True)
    smalst = (alle["hoog"] - alle["laag"]).sort_values(kind="stable").index
    sleutel = [*RIJ, *CEL]
    return alle.loc[smalst].drop_duplicates(sleutel).sort_values(sleutel, ignore_index=True)


def _guilty(nauw: pd.DataFrame, stelsel: System, delen: Sequence[CellTable]) -> Counter[str]:
    """Return how many cells that are too narrow each product of this export is refused for.

    A cell of its own, those that its rows leave of a total, or the difference of its population with another.
    """
    door = nauw[CEL].merge(stelsel.cellen[[*CEL, "door"]], on=CEL, how="left")["door"]
    uit: Counter[str] = Counter()
    for naam in nauw["tabel"].reset_index(drop=True).mask(lambda tabel: tabel == "", door):
        uit.update({tabel.naam.split(SCHEIDING)[0] for tabel in delen if naam in (tabel.naam, tabel.universum)})
    return uit


def older_versions(eerder: Sequence[Vroeger]) -> list[Difference]:
    """Return each older population once: nested in that of today only when it is so in all of its tables."""
    delen = [deel for _, deel in eerder if deel]
    per_paar = {(deel.deel, deel.geheel): deel for deel in delen}
    return [
        replace(deel, genest=all(ander.genest for ander in delen if (ander.deel, ander.geheel) == paar))
        for paar, deel in per_paar.items()
    ]


def populations(gebruikt: set[str], *, regels: Descriptions, minimum: int) -> list[Difference]:
    """Return how the populations of an export are part of each other.

    Args:
        gebruikt: the populations that its tables are about.
        regels: `resources/onthulling.yaml`.
        minimum: from which number of persons a difference may be known.

    """
    uit = []
    for naam in sorted(gebruikt):
        universum = regels.universum(naam)
        telt = minimum if universum.verschil_telt else 1
        if universum.deel_van in gebruikt:
            uit.append(Difference(naam, str(universum.deel_van), telt))
        if universum.naast in gebruikt:
            uit.append(Difference(naam, str(universum.naast), telt, genest=False))
    return uit
