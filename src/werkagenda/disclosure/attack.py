"""The attack on a set of hidden rows: what an attacker can work out of each hidden cell.

Per cell a program finds the least and the greatest value that fit all that is shown, known or exported earlier: in
whole persons where few unknowns are linked, else with fractions, which only widens. It knows the system and what is
hidden, and nothing of how that was chosen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from werkagenda.disclosure.margins import CEL
from werkagenda.disclosure.programs import Program
from werkagenda.disclosure.system import MARGE, RIJ

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy.typing as npt

    from werkagenda.disclosure.system import System

    Getallen = npt.NDArray[np.float64]

# Up to this many linked unknowns each cell gets its own programs; from there on one program serves many cells and shows
# how wide their interval is at least.
EXACT_CELLEN = 150
# Tables that a program in whole persons looks at, at most; what it found by then is a table, so it only proves less.
KNOPEN = 2_000
# Rounds in which the bounds of cells bound others by the sums: more only spares programs.
DOORGEEF = 20
# Programs in a row that prove nothing new, before the cells that are left get their own.
VERGEEFS = 3
# Room for a cell without a bound, in times all persons: several such cells can add up.
VER = 4.0
SEED = 5


class Room(NamedTuple):
    """What counts as proven: the width, and per cell how far below and above its true count a reader is left."""

    breedte: int
    neer: Getallen
    op: Getallen

    def open_(self, laag: Getallen, hoog: Getallen) -> npt.NDArray[np.bool_]:
        """Return per cell whether a range of deviations is too narrow."""
        smal = hoog - laag < self.breedte - MARGE
        return np.asarray(smal | (hoog < self.op - MARGE) | (-laag < self.neer - MARGE))


class Subsystem(NamedTuple):
    """Unknowns that are linked: each feasible table is the true one plus d, `gelijk @ d == 0`, `laag <= d <= hoog`."""

    cellen: npt.NDArray[np.int_]
    gelijk: sparse.csr_array
    laag: Getallen
    hoog: Getallen


def attack(stelsel: System, verborgen: pd.DataFrame, *, breedte: int, afstand: float = 0.0) -> pd.DataFrame:
    """Return the attacker's interval for each hidden cell and each cell to protect.

    Args:
        stelsel: the linked tables.
        verborgen: hidden product rows (`tabel`, `rij`).
        breedte: width at which a cell of a large system counts as proven, persons.
        afstand: distance of its true count from either end, likewise.

    Returns:
        `tabel`, `rij` (both empty for a difference between two cells or populations), `universum`, `cel`, `waarde`,
        `primair`, `onder` (the least that everybody knows), `laag`, `hoog` (persons; infinite where nothing bounds
        them) and `exact` (no: the interval is at least this wide), by table, row and cell. All of it stays inside.

    """
    weg = stelsel.hidden(verborgen)
    leden = stelsel.leden[["rij", "cel"]]
    primair = stelsel.cellen.index[stelsel.cellen["primair"]]
    leden = leden[weg[leden["rij"].to_numpy()] | leden["cel"].isin(primair)]
    los = pd.DataFrame({"rij": -1, "cel": primair.difference(leden["cel"])})
    doelen = pd.concat([leden, los], ignore_index=True)
    laag, hoog, exact = _intervals(stelsel, weg, np.unique(doelen["cel"].to_numpy()), breedte, afstand)
    rijen = stelsel.rijen[RIJ].reindex(doelen["rij"]).fillna("").reset_index(drop=True)
    cellen = stelsel.cellen[[*CEL, "waarde", "primair", "onder"]].assign(laag=laag, hoog=hoog, exact=exact)
    uit = rijen.join(cellen.loc[doelen["cel"]].reset_index(drop=True))
    return uit.sort_values([*RIJ, *CEL], ignore_index=True)


def too_narrow(aanval: pd.DataFrame, *, breedte: int, afstand: float = 0.0) -> pd.DataFrame:
    """Return the cells to protect whose interval is narrower than `breedte` persons; none of them is a proof.

    Nor may the true count lie within `afstand` of either end, unless everybody knows that end.
    """
    smal = aanval["hoog"] - aanval["laag"] < breedte - MARGE
    if afstand:
        smal |= aanval["hoog"] - aanval["waarde"] < afstand - MARGE
        smal |= aanval["waarde"] - aanval["laag"] < np.minimum(afstand, aanval["waarde"] - aanval["onder"]) - MARGE
    buiten = ~aanval["waarde"].between(aanval["laag"] - MARGE, aanval["hoog"] + MARGE)
    return aanval[aanval["primair"] & (smal | buiten)]


def _intervals(
    stelsel: System, weg: npt.NDArray[np.bool_], doelen: npt.NDArray[np.int_], breedte: int, afstand: float
) -> tuple[Getallen, Getallen, npt.NDArray[np.bool_]]:
    """Return per cell its least and greatest value (the true one where not asked for), and whether both are exact."""
    waarde = stelsel.cellen["waarde"].to_numpy(float)
    uit_laag, uit_hoog, exact = waarde.copy(), waarde.copy(), np.ones(len(waarde), dtype=bool)
    # Nothing known adds up to more than all cells together: what goes further has no bound. The program needs one.
    alle = np.abs(waarde).sum() + breedte
    grens = VER * alle
    neer, op = stelsel.room(afstand)
    for deel in _components(stelsel, weg, grens):
        gevraagd = np.flatnonzero(np.isin(deel.cellen, doelen))
        klein = len(deel.cellen) <= EXACT_CELLEN
        moet = stelsel.cellen["primair"].to_numpy(bool)[deel.cellen[gevraagd]]
        cellen = deel.cellen[gevraagd]
        eis = Room(breedte, neer[cellen], op[cellen])
        laag, hoog = _each(deel, gevraagd) if klein else _together(deel, gevraagd, moet, eis)
        uit_laag[cellen] = np.where(laag < -alle, -np.inf, waarde[cellen] + laag)
        uit_hoog[cellen] = np.where(hoog > alle, np.inf, waarde[cellen] + hoog)
        exact[cellen] = klein
    # A part of a person smaller than the solver's error would differ between machines.
    return uit_laag.round(5), uit_hoog.round(5), exact


def _components(stelsel: System, weg: npt.NDArray[np.bool_], grens: float) -> Iterator[Subsystem]:
    """Yield the unknowns by the equations that link them."""
    waarde = stelsel.cellen["waarde"].to_numpy(float)
    laag, hoog = stelsel.bounds(weg)
    vrij = np.flatnonzero(hoog > laag)
    gelijk = stelsel.gelijk[:, vrij].tocsr()
    # Cells and equations are the points of one graph; an equation without unknowns is a part of its own, without cells.
    _, punten = connected_components(sparse.block_array([[None, gelijk.T], [gelijk, None]]), directed=False)
    groep = np.unique(punten[: len(vrij)], return_inverse=True)[1]
    volgorde = np.argsort(groep, kind="stable")
    for leden in np.split(volgorde, np.flatnonzero(np.diff(groep[volgorde])) + 1):
        deel, cellen = gelijk[:, leden], vrij[leden]
        yield Subsystem(
            cellen,
            deel[np.diff(deel.indptr) > 0],
            np.maximum(laag[cellen], -grens) - waarde[cellen],
            np.minimum(hoog[cellen], grens) - waarde[cellen],
        )


def _each(deel: Subsystem, gevraagd: npt.NDArray[np.int_]) -> tuple[Getallen, Getallen]:
    """Return the least and greatest deviation of each cell asked for, in whole persons.

    Each program finds a table, in which other cells move too. One that is then as far as the sums let it go needs no
    program of its own.
    """
    laag, hoog = np.zeros(len(deel.cellen)), np.zeros(len(deel.cellen))
    onder, boven = _outer_bounds(deel)
    grenzen = _whole_bounds(deel)
    delen = Program(deel.gelijk, *grenzen)
    heel = Program(deel.gelijk, *grenzen, geheel=np.ones(len(deel.cellen), dtype=bool), knopen=KNOPEN)
    for cel in gevraagd:
        doel = np.zeros(len(deel.cellen))
        doel[cel] = 1.0
        for richting in (1.0, -1.0):
            if hoog[cel] < boven[cel] if richting > 0 else laag[cel] > onder[cel]:
                tabel = _whole_table(deel, delen, heel, richting * doel)
                laag, hoog = np.minimum(laag, tabel), np.maximum(hoog, tabel)
    return laag[gevraagd], hoog[gevraagd]


def _outer_bounds(deel: Subsystem) -> tuple[Getallen, Getallen]:
    """Return what no deviation in whole persons exceeds: of each cell its own bounds, and what a sum leaves it."""
    laag, hoog = _whole_bounds(deel)
    termen = deel.gelijk.tocoo()
    som, cel, factor = (kant[termen.data != 0] for kant in (termen.row, termen.col, termen.data))
    for _ in range(DOORGEEF):
        minst, meest = np.sort([factor * laag[cel], factor * hoog[cel]], axis=0)
        # Of its sum a term is what the others are not.
        rest = [np.bincount(som, kant)[som] - kant for kant in (meest, minst)]
        ten_minste, ten_hoogste = np.sort([-kant / factor for kant in rest], axis=0)
        eerder = laag.copy(), hoog.copy()
        np.maximum.at(laag, cel, np.ceil(ten_minste - MARGE))
        np.minimum.at(hoog, cel, np.floor(ten_hoogste + MARGE))
        if np.array_equal(eerder, (laag, hoog)):
            break
    return laag, hoog


def _whole_bounds(deel: Subsystem) -> tuple[Getallen, Getallen]:
    """Return the bounds of each cell in whole persons.

    Half a person is no person; a bound that is off by the solver's error would cut one off.
    """
    return np.ceil(deel.laag - MARGE), np.floor(deel.hoog + MARGE)


def _together(
    deel: Subsystem, gevraagd: npt.NDArray[np.int_], moet: npt.NDArray[np.bool_], eis: Room
) -> tuple[Getallen, Getallen]:
    """Return a range of deviations per cell asked for, from tables that move many cells at once.

    A cell that these leave too narrow gets programs of its own where it has to be protected (`moet`).
    """
    laag, hoog = np.zeros(len(gevraagd)), np.zeros(len(gevraagd))
    toeval, vergeefs, breedte = np.random.default_rng(SEED), 0, eis.breedte

    def widen(doel: Getallen, begrensd: Program) -> int:
        tabel = _table(deel, begrensd, doel)[gevraagd]
        open_ = int(eis.open_(laag, hoog).sum())
        np.minimum(laag, tabel, out=laag)
        np.maximum(hoog, tabel, out=hoog)
        return open_ - int(eis.open_(laag, hoog).sum())

    # A cell that moves further than needed takes the room of another.
    onder, boven = deel.laag.copy(), deel.hoog.copy()
    onder[gevraagd] = np.maximum(deel.laag[gevraagd], -breedte)
    boven[gevraagd] = np.minimum(deel.hoog[gevraagd], breedte)
    krap, ruim = Program(deel.gelijk, onder, boven), Program(deel.gelijk, deel.laag, deel.hoog)
    while vergeefs < VERGEEFS and (open_ := eis.open_(laag, hoog)).any():
        doel = np.zeros(len(deel.cellen))
        smal = gevraagd[open_]
        doel[smal] = toeval.choice([-1.0, 1.0], size=len(smal))
        vergeefs = 0 if widen(doel, krap) else vergeefs + 1
    for nummer in np.flatnonzero(moet):
        doel = np.zeros(len(deel.cellen))
        doel[gevraagd[nummer]] = 1.0
        for richting in (1.0, -1.0):
            if eis.open_(laag, hoog)[nummer]:
                widen(richting * doel, ruim)
    return laag, hoog


def _whole_table(deel: Subsystem, delen: Program, heel: Program, doel: Getallen) -> Getallen:
    """Return the deviation d in whole persons of greatest `doel @ d`, or the best that was found.

    Where parts of persons would do and the best has none, it is that of whole persons too; most tables are such.
    """
    tabel = _table(deel, delen, doel)
    return tabel.round() if (abs(tabel - tabel.round()) <= MARGE).all() and tabel.any() else _table(deel, heel, doel)


def _table(deel: Subsystem, programma: Program, doel: Getallen) -> Getallen:
    """Return the deviation d of greatest `doel @ d`, or the best that was found; none where that does not fit."""
    antwoord = programma.cheapest(-doel)
    if antwoord is None:
        return np.zeros(len(doel))
    tabel = antwoord.waarden
    past = abs(deel.gelijk @ tabel).max(initial=0.0) <= MARGE
    past &= bool(((tabel >= deel.laag - MARGE) & (tabel <= deel.hoog + MARGE)).all())
    return tabel if past else np.zeros(len(tabel))
