"""Counts of linked tables as one linear system: what an attacker can set against what.

A cell is a population with values of some of its dimensions; the others are summed over. Tables of one population that
hold the same cell, or the same margin, share it: it is one unknown. The system says that margins are the sums of their
cells and that a part of a population is at most the whole; nothing about what is hidden. The joint table behind two
linked tables is not in it, so its attacker is a little weaker than one who tries every such table.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from scipy import sparse

from werkagenda.disclosure import nesting
from werkagenda.disclosure.differences import EMPTY, Difference, differences, links, nested, telltale
from werkagenda.disclosure.margins import BRON, CEL, TOTAAL, Block, Marges, cell_names, sums, value_names, with_margins
from werkagenda.disclosure.nesting import NONE, Nesting, added_up, nested_cells
from werkagenda.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy.typing as npt

RIJ = ["tabel", "rij"]
# Position of each cell, by population and name.
Nummers = dict[tuple[str, str], int]
# What a solver may be off, persons.
MARGE = 1e-6


@dataclass(frozen=True)
class CellTable:
    """Counts of one product, in rows that are hidden as a whole.

    Attributes:
        naam: the product, or the product and its earlier export.
        universum: the population; tables of one population share cells.
        dimensies: columns of `cellen`; one name per variable in all tables.
        cellen: one row per count: the dimensions (`TOTAAL`: summed over), `rij` (row of the product), `waarde`
            (persons), `primair` (a rule forbids it), where a number is printed less exactly `laag` and `hoog`, and
            `onder` where the least count of a hidden cell is known. A combination without a row has no persons.
        bekend: margins, each by its dimensions, that the attacker knows beside; not where a cell of it is primary.
        onvolledig: dimensions that lack values, so that sums over them are at most the margin.
        rest: those of them of which the missing persons are a cell too: 1 to `minimum` - 1 of them are protected.
        minimum: fewest persons of such a cell that may be known.
        vast: shown in an earlier export: too late to hide.

    """

    naam: str
    universum: str
    dimensies: tuple[str, ...]
    cellen: pd.DataFrame
    bekend: tuple[tuple[str, ...], ...] = ()
    onvolledig: tuple[str, ...] = ()
    rest: tuple[str, ...] = ()
    minimum: int = 1
    vast: bool = False


@dataclass(frozen=True)
class System:
    """The system: every table x that an attacker can think of has `gelijk @ x == 0`.

    Attributes:
        cellen: per unknown `universum`, `cel`, `waarde` (true count), `onder` (least value), `primair`, `bekend` and,
            where it is no cell of a table, `door`: the table or the population that gives it away.
        rijen: per product row `tabel`, `rij`, `studenten` (its largest count), `vast` (cannot be hidden).
        leden: per cell in a product row `rij`, `cel` (positions), `laag` and `hoog` (what is printed when it is shown).
        gelijk: equations x cells.

    """

    cellen: pd.DataFrame
    rijen: pd.DataFrame
    leden: pd.DataFrame
    gelijk: sparse.csr_array

    def bounds(self, verborgen: npt.NDArray[np.bool_]) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
        """Return the least and greatest value per cell that the shown rows and the known margins leave.

        Args:
            verborgen: per product row whether it is hidden.

        """
        waarde, bekend = self.cellen["waarde"].to_numpy(float), self.cellen["bekend"].to_numpy(bool)
        laag = np.where(bekend, waarde, self.cellen["onder"].to_numpy(float))
        hoog = np.where(bekend, waarde, np.inf)
        getoond = self.leden[~verborgen[self.leden["rij"].to_numpy()]]
        np.maximum.at(laag, getoond["cel"].to_numpy(), getoond["laag"].to_numpy(float))
        np.minimum.at(hoog, getoond["cel"].to_numpy(), getoond["hoog"].to_numpy(float))
        return laag, hoog

    def room(self, afstand: float) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
        """Return how far below and above its true count a reader must be left for each cell to protect, persons.

        Below never further than what everybody knows to be the least.
        """
        waarde = self.cellen["waarde"].to_numpy(float)
        op = np.where(self.cellen["primair"].to_numpy(bool), afstand, 0.0)
        return np.minimum(op, waarde - self.cellen["onder"].to_numpy(float)), op

    def hidden(self, rijen: pd.DataFrame) -> npt.NDArray[np.bool_]:
        """Return per product row whether it is among `rijen` (columns `tabel`, `rij`)."""
        onder = pd.MultiIndex.from_frame(rijen[RIJ])
        return np.asarray(pd.MultiIndex.from_frame(self.rijen[RIJ]).isin(onder), dtype=bool)


def build(tabellen: Sequence[CellTable], *, delen: Sequence[Difference] = (), genest: Nesting = NONE) -> System:
    """Return the system of the tables, of the populations that are part of each other and of the cells that are.

    Args:
        tabellen: the tables.
        delen: populations that are part of one another, or versions of one another.
        genest: cells of which all persons are in another, or in several (`nesting.find`).

    Raises:
        InputError: a cell with two counts, counts that do not add up, a part that is more than the whole, or a known
            margin that no table gives.

    """
    blokken = [blok for tabel in tabellen for blok in _blocks(tabel)]
    gevraagd = {(tabel.universum, tuple(sorted(dims))) for tabel in tabellen for dims in tabel.bekend}
    marges = with_margins(blokken, gevraagd=gevraagd, families=_families(tabellen, delen))
    sommen = sums(blokken, marges)
    vast = {tabel.universum for tabel in tabellen} - {tabel.universum for tabel in tabellen if not tabel.vast}
    delen = [nested(deel, marges) for deel in delen]
    verschillen = [differences(deel, marges, vast=vast) for deel in delen]
    gegeven = pd.DataFrame(
        [(universum, *cel) for (universum, _), marge in marges.items() for cel in marge.items()],
        columns=[*CEL, "waarde"],
    )
    cellen = pd.concat([EMPTY, gegeven, sommen.cellen, *verschillen], ignore_index=True)
    binnen = nested_cells(genest.paren, cellen)
    cellen = pd.concat([cellen, binnen.cellen], ignore_index=True)
    nummer = {cel: plek for plek, cel in enumerate(zip(*(cellen[naam] for naam in CEL), strict=True))}
    rijen, leden = _rows(tabellen, nummer)
    primair = cellen["primair"].eq(other=True) | cellen.index.isin(leden.loc[leden["primair"], "cel"])
    cellen = cellen.assign(
        waarde=cellen["waarde"].astype("int64"),
        onder=np.fmax(cellen["onder"].astype(float).fillna(0.0), leden.groupby("cel")["onder"].max()),
        door=cellen["door"].fillna(""),
        primair=primair,
        bekend=cellen.index.isin(_known(tabellen, marges, nummer)) & ~primair,
    )
    cellen["bekend"] &= ~telltale(cellen, delen, vast=vast) & ~nesting.telltale(cellen, genest.paren)
    termen = pd.concat([sommen.termen, *links(delen, verschillen), binnen.termen, added_up(genest.sommen, cellen)])
    som = pd.factorize(pd.Series(zip(termen["stap"], termen["doel"], strict=True), dtype="object"))[0]
    vorm = (int(som.max(initial=-1)) + 1, len(cellen))
    gelijk = sparse.csr_array((termen["factor"].to_numpy(float), (som, _places(termen, nummer))), shape=vorm)
    return System(cellen, rijen, leden[["rij", "cel", "laag", "hoog"]], gelijk)


def _blocks(tabel: CellTable) -> Iterator[Block]:
    """Yield the cells of the table by the dimensions that they have."""
    dims = sorted(tabel.dimensies)
    namen = [value_names(tabel.cellen[dim], dim) for dim in dims]
    # Each cell once, by the dimensions that it has.
    soorten: dict[tuple[bool, ...], dict[tuple[tuple[str, ...], int], None]] = {}
    for waarde, *stukken in zip(tabel.cellen["waarde"].astype("int64").tolist(), *namen, strict=True):
        soort = tuple(stuk != "" for stuk in stukken)
        soorten.setdefault(soort, {})[tuple(filter(None, stukken)), waarde] = None
    for soort, uniek in sorted(soorten.items()):
        eigen = tuple(dim for dim, waar in zip(dims, soort, strict=True) if waar)
        cellen = dict(uniek.keys())
        if len(cellen) < len(uniek):
            raise InputError(BRON, tabel.naam, f"een cel heeft twee aantallen, naar {', '.join(eigen) or TOTAAL}")
        yield Block(
            tabel.naam,
            tabel.universum,
            eigen,
            cellen,
            onvolledig=frozenset(tabel.onvolledig) & frozenset(eigen),
            rest=frozenset(tabel.rest),
            minimum=tabel.minimum,
        )


def _families(tabellen: Sequence[CellTable], delen: Sequence[Difference]) -> dict[str, str]:
    """Return per population a name that it has in common with the populations it is compared with."""
    familie = {tabel.universum: tabel.universum for tabel in tabellen}
    for deel in delen:
        oud, nieuw = familie[deel.deel], familie[deel.geheel]
        familie = {universum: nieuw if naam == oud else naam for universum, naam in familie.items()}
    return familie


def _rows(tabellen: Sequence[CellTable], nummer: Nummers) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the product rows and the cells in them."""
    delen = []
    for tabel in tabellen:
        cellen = tabel.cellen.reindex(columns=["rij", "waarde", "primair", "laag", "hoog", "onder"])
        namen = cell_names(tabel.cellen, sorted(tabel.dimensies))
        if (cellen["laag"] > cellen["waarde"]).any() or (cellen["hoog"] < cellen["waarde"]).any():
            raise InputError(BRON, tabel.naam, "een aantal ligt buiten zijn eigen afronding")
        delen.append(cellen.assign(tabel=tabel.naam, vast=tabel.vast, universum=tabel.universum, cel=namen))
    alle = pd.concat(delen, ignore_index=True)
    per_rij = alle.groupby(RIJ, as_index=False).agg(
        studenten=("waarde", "max"), vast=("vast", "first"), primair=("primair", "any")
    )
    # Often everybody knows that a combination has nobody: a row of zeros hides nothing.
    per_rij["vast"] |= (per_rij["studenten"] == 0) & ~per_rij.pop("primair")
    leden = pd.DataFrame(
        {
            "rij": pd.MultiIndex.from_frame(per_rij[RIJ]).get_indexer(pd.MultiIndex.from_frame(alle[RIJ])),
            "cel": _places(alle, nummer),
            **{kolom: alle[kolom].astype(float).fillna(alle["waarde"]) for kolom in ("laag", "hoog")},
            "primair": alle["primair"].astype(bool),
            "onder": alle["onder"].astype(float),
        }
    )
    return per_rij, leden


def _places(cellen: pd.DataFrame, nummer: Nummers) -> npt.NDArray[np.int64]:
    """Return the position of each cell (`CEL`)."""
    return np.array([nummer[cel] for cel in zip(*(cellen[naam] for naam in CEL), strict=True)], dtype=np.int64)


def _known(tabellen: Sequence[CellTable], marges: Marges, nummer: Nummers) -> list[int]:
    """Return the positions of the cells of the margins that the attacker knows."""
    uit: list[int] = []
    for tabel in tabellen:
        for dims in tabel.bekend:
            marge = marges.get((tabel.universum, tuple(sorted(dims))))
            if marge is None:
                raise InputError(BRON, tabel.naam, f"geen tabel geeft het totaal naar {', '.join(dims) or TOTAAL}")
            uit += [nummer[tabel.universum, cel] for cel in marge]
    return uit
