"""Protect the tables of one export together: what is hidden, and the proof that it cannot be worked out."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pandas as pd

from werkagenda.disclosure.attack import attack, too_narrow
from werkagenda.disclosure.differences import Difference
from werkagenda.disclosure.judge import judge, linked_tables
from werkagenda.disclosure.margins import CEL
from werkagenda.disclosure.suppress import suppress
from werkagenda.disclosure.system import RIJ, CellTable, build
from werkagenda.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from werkagenda.disclosure.descriptions import Descriptions
    from werkagenda.disclosure.system import System

BRON, BESTAND = "onthulling", "beveiligen"
# A table of an earlier export, and how its population belongs to that of today where it is another.
Vroeger = tuple[CellTable, Difference | None]
Oordelen = dict[str, dict[int, pd.DataFrame]]
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


def secure(
    tabellen: Mapping[str, pd.DataFrame],
    *,
    regels: Descriptions,
    grenzen: Mapping[str, float],
    eerder: Sequence[Vroeger] = (),
) -> Protected:
    """Return what to hide in the tables of one export.

    A product with a cell that stays within reach of an attacker, whatever else is hidden, is refused; the others are
    protected anew without it.

    Args:
        tabellen: the unprotected table per product.
        regels: `resources/onthulling.yaml`.
        grenzen: config/disclosure.yaml.
        eerder: the tables of earlier exports, each with the population it is to be compared with.

    Raises:
        InputError: a cell of what is left is still within reach.

    """
    oordelen: Oordelen = {
        naam: {blok.nummer: judge(tabel, product, blok, grenzen=grenzen) for blok in product.blokken}
        for naam, tabel in tabellen.items()
        for product in [regels.producten[naam]]
    }
    breedte = int(grenzen["breedte"])
    geweigerd: dict[str, int] = {}
    while True:
        delen = [
            tabel
            for naam in sorted(set(tabellen) - set(geweigerd))
            for tabel in linked_tables(tabellen[naam], regels.producten[naam], oordelen[naam], grenzen=grenzen)
        ]
        if not delen:
            raise InputError(BRON, BESTAND, "geen enkele tabel over personen kan naar buiten; zie export.history")
        stelsels = [
            build([*delen, *(tabel for tabel, _ in vroeger)], delen=[*binnen, *older_versions(vroeger)])
            for binnen, vroeger in _views(delen, eerder, regels=regels, minimum=int(grenzen["minimum"]))
        ]
        # What one of them hides leaves the other's cells no less room.
        verborgen = pd.concat([suppress(stelsel, breedte=breedte) for stelsel in stelsels])
        verborgen = verborgen.sort_values("primair", ascending=False, kind="stable").drop_duplicates(RIJ)
        aanvallen = [attack(stelsel, verborgen, breedte=breedte) for stelsel in stelsels]
        nauw = [too_narrow(aanval, breedte=breedte) for aanval in aanvallen]
        if all(cellen.empty for cellen in nauw):
            break
        weg = sum((_guilty(*paar, delen) for paar in zip(nauw, stelsels, strict=True)), Counter[str]())
        if not weg:
            raise InputError(
                BRON,
                BESTAND,
                f"{sum(map(len, nauw))} onderdrukte cellen zijn te nauw te bepalen",
                verwacht=f"een interval van ten minste {breedte} personen",
            )
        geweigerd |= weg
    uit = verborgen.assign(product=verborgen["tabel"].str.split(SCHEIDING).str[0])
    return Protected(oordelen, uit[["product", "rij", "primair"]], _narrowest(aanvallen), geweigerd)


def _views(
    delen: Sequence[CellTable],
    eerder: Sequence[Vroeger],
    *,
    regels: Descriptions,
    minimum: int,
) -> Iterator[tuple[list[Difference], list[Vroeger]]]:
    """Yield how the populations belong together, with the earlier exports to set beside the tables of today.

    First those of the same persons alone, by a reader who knows the margins of today from elsewhere. Then also those of
    other persons, by a reader who does not know these margins where they would tell the difference (`telltale`).
    """
    gebruikt = {tabel.universum for tabel in delen}
    binnen = populations(gebruikt, regels=regels, minimum=minimum)
    zelfde: list[Vroeger] = [(tabel, deel) for tabel, deel in eerder if deel is None and tabel.universum in gebruikt]
    ander: list[Vroeger] = [(tabel, deel) for tabel, deel in eerder if deel is not None and deel.geheel in gebruikt]
    yield binnen, zelfde
    if ander:
        yield binnen, [*zelfde, *ander]


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
