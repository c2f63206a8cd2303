"""Which product rows to hide beside those that a rule hides, so that nobody can work these out.

Small systems are solved to the optimum by cuts (Fischetti and Salazar, 2001): a master program picks the rows of fewest
students; for each cell that is then still too narrow, the dual of the attacker's program says of which rows more have
to be hidden. Large ones go to `onderdruk_groot`. Both are deterministic: no limit on time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from scipy import sparse

from werkagenda.disclosure.parts import parts, primary_rows
from werkagenda.disclosure.programs import Program
from werkagenda.disclosure.suppress_large import suppress_large
from werkagenda.disclosure.system import MARGE, RIJ

if TYPE_CHECKING:
    import pandas as pd

    from werkagenda.disclosure.parts import Component, Getallen, Vlaggen
    from werkagenda.disclosure.system import System

# Rows that can be hidden times cells to protect, in one part: a round asks two programs per cell, each as long as there
# are rows. Up to here the optimum takes some ten seconds at most.
EXACT_WERK = 10_000
# Rounds of cuts and nodes of the master program; a system that needs more is handed to the large procedure.
RONDES = 100
KNOPEN = 10_000
DECIMALEN = 9


def suppress(
    stelsel: System, *, breedte: int, afstand: float = 0.0, verplicht: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Return the product rows to hide: fewest students first, then fewest rows.

    A cell that is too narrow with every row hidden, since a known margin or an earlier export gives it away, asks for
    no more; the attack names it.

    Args:
        stelsel: the linked tables.
        breedte: least width of the attacker's interval for a cell to protect, persons.
        afstand: least distance of its true count from either end, persons; from a natural end, such as 0, less.
        verplicht: product rows (`tabel`, `rij`) to hide in any case.

    Returns:
        `tabel`, `rij` and `primair` (hidden by a rule itself), by table and row.

    """
    eerst = primary_rows(stelsel, breedte=breedte, afstand=afstand)
    regel = eerst.copy()
    if verplicht is not None and len(verplicht):
        eerst |= stelsel.hidden(verplicht) & ~stelsel.rijen["vast"].to_numpy(bool)
    weg, ruim = eerst.copy(), np.zeros_like(eerst)
    for deel in parts(stelsel, ~stelsel.rijen["vast"].to_numpy(bool), breedte=breedte, afstand=afstand):
        gekozen = _suppress_exact(deel, eerst[deel.rijen], breedte)
        if gekozen is None:
            ruim[deel.rijen] = suppress_large(deel, eerst[deel.rijen], breedte)
        else:
            weg[deel.rijen] = gekozen
    # With all other rows shown, what is left of a large part falls apart, and the best of each piece can be found.
    for deel in parts(stelsel, ruim, breedte=breedte, afstand=afstand):
        gekozen = _suppress_exact(deel, eerst[deel.rijen], breedte)
        weg[deel.rijen] = suppress_large(deel, eerst[deel.rijen], breedte) if gekozen is None else gekozen
    uit = stelsel.rijen[RIJ].assign(primair=regel)[weg]
    return uit.sort_values(RIJ, ignore_index=True)


def _suppress_exact(deel: Component, begin: Vlaggen, breedte: int) -> Vlaggen | None:
    """Return per row of the part whether it is hidden, or nothing where the rounds do not suffice."""
    if len(begin) * len(deel.doelen) > EXACT_WERK:
        return None
    meester = _Master(deel, begin, breedte)
    eisen = _demands(deel, breedte)
    for _ in range(RONDES):
        gekozen = meester.solve()
        if gekozen is None or not meester.cut(gekozen, eisen):
            return gekozen
    return None


class Demand(NamedTuple):
    """What a reader must be left of one cell: `op` and `neer` say which ends count, `nodig` how far, persons."""

    doel: int
    op: bool
    neer: bool
    nodig: float

    def met(self, laag: Getallen, hoog: Getallen) -> bool:
        """Return whether ranges of deviations suffice."""
        return bool(self.op * hoog[self.doel] - self.neer * laag[self.doel] >= self.nodig - MARGE)


def _demands(deel: Component, breedte: int) -> list[Demand]:
    """Return the demands on the cells to protect that hiding all rows meets: the attack names the others."""
    uit: list[Demand] = []
    laag, hoog = np.zeros(deel.gelijk.shape[1]), np.zeros(deel.gelijk.shape[1])
    alles_weg = movable(deel, np.ones(len(deel.gewicht), dtype=bool))
    for doel in deel.doelen:
        alle = (
            Demand(doel, op=True, neer=True, nodig=float(breedte)),
            Demand(doel, op=True, neer=False, nodig=float(deel.op[doel])),
            Demand(doel, op=False, neer=True, nodig=float(deel.neer[doel])),
        )
        eisen = [eis for eis in alle if eis.nodig > 0]
        # Tables found for another cell may already show that this one can be wide enough.
        if not all(eis.met(laag, hoog) for eis in eisen):
            alles = reach(deel, alles_weg, doel)
            laag, hoog = np.minimum(laag, alles.laagste), np.maximum(hoog, alles.hoogste)
        uit += [eis for eis in eisen if eis.met(laag, hoog)]
    return uit


class CellRange(NamedTuple):
    """How far a cell goes.

    Attributes:
        hoogste: deviation per cell of the table in which it is highest.
        laagste: the same where it is lowest.
        boven: what one more person of room above each cell would add to the upper end, and to the lower, at most.
        onder: the same for room below.

    """

    hoogste: Getallen
    laagste: Getallen
    boven: tuple[Getallen, Getallen]
    onder: tuple[Getallen, Getallen]


class _Master:
    """The program that picks rows, with the cuts found so far.

    Its unknowns are the rows and, for a cell that stands in several rows, whether all of those are hidden.
    """

    def __init__(self, deel: Component, begin: Vlaggen, breedte: int) -> None:
        """Start without cuts: only the rows that a rule hides."""
        self.deel, self.begin, self.breedte = deel, begin, breedte
        rij, cel = deel.leden
        per_cel = np.bincount(cel, minlength=deel.gelijk.shape[1])
        dubbel = np.flatnonzero(per_cel > 1)
        self.aantal = len(begin) + len(dubbel)
        # Column of each cell: its row, its own unknown where it has several rows, none where it has no row at all.
        self.kolom = np.full(deel.gelijk.shape[1], -1)
        self.kolom[cel] = rij
        self.kolom[dubbel] = np.arange(len(begin), self.aantal)
        telt = per_cel[cel] > 1
        regels = np.arange(telt.sum())
        self.alleen_met = sparse.csr_array(
            (
                np.concatenate([np.ones(len(regels)), -np.ones(len(regels))]),
                (np.tile(regels, 2), np.concatenate([self.kolom[cel[telt]], rij[telt]])),
            ),
            shape=(len(regels), self.aantal),
        )
        self.sneden: list[Getallen] = []
        self.nodig: list[float] = []

    def solve(self) -> Vlaggen | None:
        """Return per row whether it is hidden: fewest students within the cuts; nothing where it takes too long."""
        gewicht = np.zeros(self.aantal)
        gewicht[: len(self.begin)] = self.deel.gewicht
        onder = np.zeros(self.aantal)
        onder[: len(self.begin)] = self.begin
        sneden = np.reshape(self.sneden, (len(self.nodig), self.aantal))
        programma = Program(
            sparse.vstack([self.alleen_met, sparse.csr_array(sneden)]),
            onder,
            np.ones(self.aantal),
            minst=np.append(np.full(self.alleen_met.shape[0], -np.inf), self.nodig),
            meest=np.append(np.zeros(self.alleen_met.shape[0]), np.full(len(self.nodig), np.inf)),
            geheel=np.arange(self.aantal) < len(self.begin),
            knopen=KNOPEN,
            ruimte=0.0,
        )
        antwoord = programma.cheapest(gewicht)
        return antwoord.waarden[: len(self.begin)] > 0 if antwoord is not None and antwoord.beste else None

    def cut(self, gekozen: Vlaggen, eisen: list[Demand]) -> bool:
        """Add a cut for each demand that the rows chosen do not meet; return whether there was one."""
        laag, hoog = np.zeros(len(self.kolom)), np.zeros(len(self.kolom))
        eerder = len(self.sneden)
        bereiken: dict[int, CellRange] = {}
        tabellen = movable(self.deel, gekozen)
        for eis in eisen:
            # Tables found for another cell may already show that this one is wide enough.
            if not eis.met(laag, hoog):
                if eis.doel not in bereiken:
                    bereiken[eis.doel] = reach(self.deel, tabellen, eis.doel)
                bereik = bereiken[eis.doel]
                laag, hoog = np.minimum(laag, bereik.laagste), np.maximum(hoog, bereik.hoogste)
                if not eis.met(laag, hoog):
                    self._add(eis, bereik)
        return len(self.sneden) > eerder

    def _add(self, eis: Demand, bereik: CellRange) -> None:
        """Demand that the rows hidden give a cell its room, by the duals of its two programs."""
        (weg_laag, weg_hoog), (laag, hoog) = self.deel.weg, self.deel.getoond
        boven, onder = (eis.op * op + eis.neer * neer for op, neer in (bereik.boven, bereik.onder))
        nodig = eis.nodig - float(boven @ hoog - onder @ laag)
        per_cel = boven * (weg_hoog - hoog) + onder * (laag - weg_laag)
        heeft = self.kolom >= 0
        snede = np.bincount(self.kolom[heeft], weights=per_cel[heeft], minlength=self.aantal)
        # More than what is needed never helps, and less tempts the solver to half rows.
        self.sneden.append(np.minimum(snede, nodig))
        self.nodig.append(nodig)


def movable(deel: Component, verborgen: Vlaggen) -> Program:
    """Return the program over the deviations that are possible with these rows hidden."""
    return Program(deel.gelijk, *deel.bounds(verborgen))


def reach(deel: Component, tabellen: Program, doel: int) -> CellRange:
    """Return the tables in which a cell is highest and lowest, with the duals that prove it."""
    uitersten, boven, onder = [], [], []
    for richting in (1.0, -1.0):
        kosten = np.zeros(deel.gelijk.shape[1])
        kosten[doel] = -richting
        antwoord = tabellen.cheapest(kosten)
        if antwoord is None:
            raise ArithmeticError("no table found, and the true one is one")
        uitersten.append(antwoord.waarden)
        # Any multipliers give a true bound; rounded they give one without the noise of the solver.
        prijs = kosten - deel.gelijk.T @ np.round(antwoord.prijzen, DECIMALEN)
        boven.append(np.maximum(-prijs, 0))
        onder.append(np.maximum(prijs, 0))
    return CellRange(uitersten[0], uitersten[1], (boven[0], boven[1]), (onder[0], onder[1]))
