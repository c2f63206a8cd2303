"""Secondary suppression of a large system: feasible, proven and sparse, not optimal.

Every table that differs from the true one on hidden cells alone is a proof for all cells that differ enough in it. So
one linear program serves many cells: first it moves them by hidden cells alone, then, for those left, by as few
students in shown rows as it can; the rows it moves are hidden.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

from werkagenda.disclosure.programs import Program
from werkagenda.disclosure.system import MARGE

if TYPE_CHECKING:
    from werkagenda.disclosure.parts import Component, Getallen, Nummers, Vlaggen

SEED = 7
# Programs in a row that prove nothing new, before the next, dearer kind.
VERGEEFS = 3
# The cost of hiding is a step, of a program a slope: dividing it by the move found makes few rows that move far cheaper
# than many that move a little. After three times the choice hardly changes.
HERWEGEN = 3
# A row that the program does not move, as a part of the width: it stays dearer, not impossible.
KLEIN = 0.1
# The cells left go in this many groups: all at once would need room for all in one table, one by one takes long.
GROEPEN = 10


def suppress_large(deel: Component, begin: Vlaggen, breedte: int) -> Vlaggen:
    """Return per row of the part whether it is hidden.

    Args:
        deel: linked cells.
        begin: per row whether a rule hides it.
        breedte: least width of the attacker's interval for a cell to protect, persons.

    """
    zoeker = _Searcher(deel, begin, breedte)
    zoeker.move_hidden()
    zoeker.move_shown()
    zoeker.move_each()
    return zoeker.verborgen


class _Searcher:
    """The rows hidden so far, and the range of each cell over the tables found.

    The hidden rows only grow, so a table found stays possible.
    """

    def __init__(self, deel: Component, begin: Vlaggen, breedte: int) -> None:
        """Start with the true table and the rows that a rule hides."""
        self.deel, self.verborgen, self.breedte = deel, begin.copy(), float(breedte)
        self.laag = np.zeros(deel.gelijk.shape[1])
        self.hoog = np.zeros(deel.gelijk.shape[1])
        self.toeval = np.random.default_rng(SEED)

    def open_(self) -> Nummers:
        """Return the cells to protect whose range is too narrow still."""
        doelen, deel = self.deel.doelen, self.deel
        smal = self.hoog - self.laag < self.breedte - MARGE
        smal |= (self.hoog < deel.op - MARGE) | (-self.laag < deel.neer - MARGE)
        return doelen[smal[doelen]]

    def move_hidden(self, *, geduld: int = VERGEEFS) -> None:
        """Widen the ranges by the rows that are hidden already, many cells at once."""
        laag, hoog = self.deel.bounds(self.verborgen)
        doelen = self.deel.doelen
        # A cell that moves further than needed takes the room of another.
        laag[doelen] = np.maximum(laag[doelen], -self.breedte)
        hoog[doelen] = np.minimum(hoog[doelen], self.breedte)
        tabellen, vergeefs = Program(self.deel.gelijk, laag, hoog), 0
        while vergeefs < geduld and len(smal := self.open_()):
            kosten = np.zeros(len(laag))
            kosten[smal] = self.toeval.choice([-1.0, 1.0], size=len(smal))
            tabel = _solve(tabellen, kosten)
            vergeefs = 0 if self._found(tabel[np.newaxis]) else vergeefs + 1

    def move_shown(self) -> None:
        """Hide rows so that the cells left can rise, as many as possible at once."""
        gewonnen, deel = True, -(-len(self.open_()) // GROEPEN)
        while gewonnen and len(smal := self.open_()):
            gewonnen = self._hide_for(smal[:deel], tabellen=1)
            self.move_hidden(geduld=1)

    def move_each(self) -> None:
        """Hide rows for the cells left, one by one: up in one table, down in another, together wide enough."""
        for doel in self.deel.doelen:
            if doel in self.open_():
                self._hide_for(np.array([doel]), tabellen=2)
                self.move_hidden(geduld=1)

    def _hide_for(self, smal: Nummers, *, tabellen: int) -> bool:
        """Hide rows of few students and return whether a cell became wide enough by it.

        Args:
            smal: cells to widen; one alone where there are two tables.
            tabellen: one, in which the cells rise, or two, between which the cell has to differ enough.

        """
        laag, hoog = self.deel.bounds(self.verborgen)
        rij, cel = self.deel.leden[:, ~self.verborgen[self.deel.leden[0]]]
        aantal, getoond = len(laag), np.unique(cel)
        extra = (np.clip(laag - self.deel.weg[0], 0, None)[getoond], np.clip(self.deel.weg[1] - hoog, 0, None)[getoond])
        gewicht = self.deel.gewicht / self.breedte
        beloning = np.zeros(aantal)
        gelijk, nodig = self.deel.gelijk, np.zeros(tabellen * self.deel.gelijk.shape[0])
        if tabellen == 1:
            hoog[smal] = np.minimum(hoog[smal], self.breedte)
            beloning[smal] = -2 * gewicht.max()
        # Per table: what a cell moves at no cost, and what a shown cell moves down and up beyond it.
        gelijk = sparse.hstack([gelijk, -gelijk[:, getoond], gelijk[:, getoond]])
        gelijk = sparse.block_diag([gelijk] * tabellen, format="csr")
        if tabellen > 1:
            ruim = max(self.breedte, float(self.deel.op[smal[0]] + self.deel.neer[smal[0]]))
            verschil = np.zeros((1, gelijk.shape[1]))
            verschil[0, smal], verschil[0, gelijk.shape[1] // 2 + smal] = 1.0, -1.0
            gelijk, nodig = sparse.vstack([gelijk, sparse.csr_array(verschil)]), np.append(nodig, ruim)
        onder = np.tile(np.concatenate([laag, np.zeros(2 * len(getoond))]), tabellen)
        boven = np.tile(np.concatenate([hoog, *extra]), tabellen)
        if tabellen > 1:
            onder[smal], boven[gelijk.shape[1] // 2 + smal] = self.deel.op[smal], -self.deel.neer[smal]
        prijs, tabel = gewicht.copy(), Program(gelijk, onder, boven, minst=nodig, meest=nodig)
        for _ in range(HERWEGEN):
            per_cel = np.bincount(cel, weights=prijs[rij], minlength=aantal)[getoond]
            kosten = np.tile(np.concatenate([beloning, per_cel, per_cel]), tabellen)
            uit = _solve(tabel, kosten).reshape(tabellen, -1)
            los, omlaag, omhoog = np.split(uit, [aantal, aantal + len(getoond)], axis=1)
            ver = np.zeros(aantal)
            ver[getoond] = np.maximum(omlaag, omhoog).max(axis=0)
            per_rij = np.zeros(len(prijs))
            np.maximum.at(per_rij, rij, ver[cel])
            prijs = gewicht / np.maximum(per_rij / self.breedte, KLEIN)
        self.verborgen[per_rij > MARGE] = True
        los[:, getoond] += omhoog - omlaag
        return self._found(los)

    def _found(self, tabellen: Getallen) -> bool:
        """Widen the ranges by feasible tables (one per row); return whether a cell became wide enough."""
        eerder = len(self.open_())
        self.laag = np.minimum(self.laag, tabellen.min(axis=0))
        self.hoog = np.maximum(self.hoog, tabellen.max(axis=0))
        return len(self.open_()) < eerder


def _solve(programma: Program, kosten: Getallen) -> Getallen:
    """Return the cheapest unknowns; zeros where the solver finds no answer."""
    antwoord = programma.cheapest(kosten)
    return np.zeros(len(kosten)) if antwoord is None else antwoord.waarden
