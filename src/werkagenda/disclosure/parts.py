"""The parts of a system that have nothing to do with each other, in deviations from the true table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse
from scipy.sparse.csgraph import connected_components

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy.typing as npt

    from werkagenda.disclosure.system import System

    Getallen = npt.NDArray[np.float64]
    Nummers = npt.NDArray[np.int_]
    Vlaggen = npt.NDArray[np.bool_]

# No cell moves further than this many times the width asked for: real tables never need it, and the dual of a program
# without such a bound would allow cuts that say nothing.
RUIMTE = 100


@dataclass(frozen=True)
class Component:
    """Cells that can be unknown and are linked: a feasible table is the true one plus d, `gelijk @ d == 0`.

    Attributes:
        rijen: positions in the system of the product rows that can be hidden.
        gewicht: students per such row, plus a part that decides for fewer rows among equals.
        gelijk: equations x cells.
        leden: row (position in `rijen`) and cell, one column per cell in a row.
        weg: least and greatest deviation per cell with its rows hidden.
        getoond: the same with one of its rows shown.
        doelen: cells to protect.
        neer: how far below its true count a reader must be left for each of them.
        op: the same above.

    """

    rijen: Nummers
    gewicht: Getallen
    gelijk: sparse.csr_array
    leden: Nummers
    weg: tuple[Getallen, Getallen]
    getoond: tuple[Getallen, Getallen]
    doelen: Nummers
    neer: Getallen
    op: Getallen

    def unknown(self, verborgen: Vlaggen) -> Vlaggen:
        """Return per cell whether all its rows are hidden."""
        uit = np.ones(self.gelijk.shape[1], dtype=bool)
        rij, cel = self.leden
        uit[cel[~verborgen[rij]]] = False
        return uit

    def bounds(self, verborgen: Vlaggen) -> tuple[Getallen, Getallen]:
        """Return the least and greatest deviation per cell."""
        los = self.unknown(verborgen)
        return np.where(los, self.weg[0], self.getoond[0]), np.where(los, self.weg[1], self.getoond[1])


def primary_rows(stelsel: System, *, breedte: int, afstand: float) -> Vlaggen:
    """Return per product row whether it prints a cell to protect with less room than asked for."""
    leden = stelsel.leden
    cel = leden["cel"].to_numpy()
    primair, waarde = (stelsel.cellen[naam].to_numpy()[cel] for naam in ("primair", "waarde"))
    neer, op = (kant[cel] for kant in stelsel.room(afstand))
    laag, hoog = leden["laag"].to_numpy(), leden["hoog"].to_numpy()
    smal = (hoog - laag < breedte) | (hoog - waarde < op) | (waarde - laag < neer)
    primair = primair.astype(bool)
    uit = np.zeros(len(stelsel.rijen), dtype=bool)
    uit[leden["rij"].to_numpy()[primair & smal]] = True
    return np.asarray(uit & ~stelsel.rijen["vast"].to_numpy(bool))


def parts(stelsel: System, kan_weg: Vlaggen, *, breedte: int, afstand: float) -> Iterator[Component]:
    """Yield the parts with a cell to protect and a row to hide, `kan_weg` being the rows that can be hidden."""
    waarde = stelsel.cellen["waarde"].to_numpy(float)
    ver = float(RUIMTE * breedte)
    weg = [np.clip(grens - waarde, -ver, ver) for grens in stelsel.bounds(kan_weg)]
    getoond = [np.clip(grens - waarde, -ver, ver) for grens in stelsel.bounds(np.zeros_like(kan_weg))]
    los = np.flatnonzero(weg[1] > weg[0])
    rij, cel = stelsel.leden["rij"].to_numpy(), stelsel.leden["cel"].to_numpy()
    telt = kan_weg[rij] & (weg[1] > weg[0])[cel]
    rij, cel = rij[telt], np.searchsorted(los, cel[telt])
    gelijk = stelsel.gelijk[:, los].tocsr()
    lid = sparse.csr_array((np.ones(len(rij)), (rij, cel)), shape=(len(kan_weg), len(los)))
    banden = sparse.vstack([gelijk, lid])
    _, groep = connected_components(sparse.block_array([[None, banden.T], [banden, None]]), directed=False)
    van_cel = groep[: len(los)]
    doel = stelsel.cellen["primair"].to_numpy(bool)[los]
    neer, op = (kant[los] for kant in stelsel.room(afstand))
    # Whole students decide; the rest of the weights stays below one.
    gewicht = stelsel.rijen["studenten"].to_numpy(float) + 1 / (len(kan_weg) + 1)
    for nummer in np.unique(van_cel[doel]):
        cellen = np.flatnonzero(van_cel == nummer)
        erin = van_cel[cel] == nummer
        if not erin.any():
            continue
        rijen = np.unique(rij[erin])
        eigen = gelijk[:, cellen]
        yield Component(
            rijen=rijen,
            gewicht=gewicht[rijen],
            gelijk=eigen[np.diff(eigen.indptr) > 0],
            leden=np.stack([np.searchsorted(rijen, rij[erin]), np.searchsorted(cellen, cel[erin])]),
            weg=(weg[0][los[cellen]], weg[1][los[cellen]]),
            getoond=(getoond[0][los[cellen]], getoond[1][los[cellen]]),
            doelen=np.flatnonzero(doel[cellen]),
            neer=neer[cellen],
            op=op[cellen],
        )
