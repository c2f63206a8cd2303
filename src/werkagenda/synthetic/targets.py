"""Targets of synthetic institutions that meet the published tables: a linear program per indicator.

Who gives a target and in which order their ambitions stand is drawn; given those, every published number (weighted
mean, lowest and highest per level; mean and quartiles of target minus start) is linear in the targets. All in per cent.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import linear_sum_assignment, linprog
from scipy.sparse import csr_array, hstack, identity, vstack

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

# How near a computed value must come to the printed one, in percentage points: within its rounding, with room for
# targets that are themselves rounded to a tenth.
_MARGE, _MARGE_GEMIDDELDE = 0.42, 0.48
_TIENDE = 0.1
# What a target off its wish costs, against a difference that is.
_GEWICHT_DOEL = 0.1
_KWARTIEL = 0.25
_KWARTIELEN = (0.0, _KWARTIEL, 0.5, None, 0.75, 1.0)
# Weight of a wish that lies out of reach against luck.
_ONMOGELIJK = 1e6


@dataclass(frozen=True)
class TargetProblem:
    """Targets that are asked for: one row per institution and level that gives one.

    `instelling` and `niveau` number the rows from 0, `gewicht` are students, `plek` the variable of a row (institutions
    with one target for all levels have one variable). `start` is per institution, nan without a start value.
    """

    instelling: Ints
    niveau: Ints
    gewicht: Floats
    plek: Ints
    start: Floats
    gemiddelde: Floats
    minimum: Floats
    maximum: Floats
    gegeven: Sequence[float | None]
    gelijk: Sequence[float | None]
    # Institutions with a start value and without a target: they count as zero in the second row of the table.
    zonder: int

    @property
    def limits(self) -> tuple[Floats, Floats]:
        """Lowest and highest possible value of each variable."""
        laag, hoog = np.zeros(self.plek.max() + 1), np.full(self.plek.max() + 1, 100.0)
        np.maximum.at(laag, self.plek, self.minimum[self.niveau])
        np.minimum.at(hoog, self.plek, self.maximum[self.niveau])
        return laag, hoog

    @property
    def per_institution(self) -> csr_array:
        """Matrix from variables to the student-weighted target of each institution."""
        som = np.bincount(self.instelling, self.gewicht)
        waarden = self.gewicht / som[self.instelling]
        return csr_array((waarden, (self.instelling, self.plek)), shape=(len(self.start), self.plek.max() + 1))


def wishes(statistiek: Sequence[float | None], n: int) -> Floats:
    """Return n rising differences through the printed minimum, quartiles and maximum, curved up in the tails."""
    punten = [waarde for waarde in statistiek if waarde is not None]
    laag, q1, mediaan, _, q3, hoog = punten
    x = np.linspace(0, 1, n)
    uit = np.interp(x, [0, 0.25, 0.5, 0.75, 1], [laag, q1, mediaan, q3, hoog])
    uit[x > 0.75] = q3 + (hoog - q3) * ((x[x > 0.75] - 0.75) * 4) ** 2  # noqa: PLR2004 - het derde kwartiel
    uit[x < 0.25] = q1 - (q1 - laag) * ((0.25 - x[x < 0.25]) * 4) ** 2  # noqa: PLR2004 - het eerste kwartiel
    return uit


def draw_order(opgave: TargetProblem, wens: Floats, helling: Floats, rng: np.random.Generator) -> Ints:
    """Return the institutions with a start value in the order of their ambition.

    Luck decides, tilted by `helling` per institution, as long as start plus wish stays within what the levels allow.
    """
    met = np.flatnonzero(~np.isnan(opgave.start))
    laag, hoog = (opgave.per_institution @ grens for grens in opgave.limits)
    doel = opgave.start[met, None] + wens[None, :]
    rang = (wens.argsort().argsort() + 0.5) / len(wens) - 0.5
    kosten = rng.random(doel.shape) - helling[met, None] * rang[None, :]
    buiten = np.maximum(0, laag[met, None] - doel) + np.maximum(0, doel - hoog[met, None])
    rij, kolom = linear_sum_assignment(kosten + _ONMOGELIJK * buiten**2)
    uit = np.empty(len(wens), dtype=np.int64)
    uit[kolom] = met[rij]
    return uit


def _quantile_row(kans: float | None, n: int, nullen: int, eerste_nul: int) -> Floats:
    """Return the weights of n sorted differences in a type 7 quantile (None: the mean) of those and `nullen` zeros."""
    rij = np.zeros(n)
    if kans is None:
        return rij + 1 / (n + nullen)
    plaats = (n + nullen - 1) * kans
    for index, deel in ((int(plaats), 1 - plaats % 1), (int(plaats) + 1, plaats % 1)):
        if deel > 0 and not eerste_nul <= index < eerste_nul + nullen:
            rij[index if index < eerste_nul else index - nullen] += deel
    return rij


def preferred(opgave: TargetProblem, orde: Ints, wens: Floats) -> Floats:
    """Return what each row would be if wishes came true: start plus wish, levels apart as means; else nan."""
    verwacht = np.full(len(opgave.start), np.nan)
    verwacht[orde] = opgave.start[orde] + wens
    eigen = np.bincount(opgave.instelling, opgave.gewicht * opgave.gemiddelde[opgave.niveau])
    som = np.bincount(opgave.instelling, opgave.gewicht)
    return np.asarray((verwacht - eigen / som)[opgave.instelling] + opgave.gemiddelde[opgave.niveau])


def published_rows(opgave: TargetProblem, orde: Ints) -> tuple[csr_array, Floats]:
    """Return what is published as matrix and bound (matrix @ variables <= bound): order, differences, level means."""
    verschil, start, n = csr_array(opgave.per_institution[orde]), opgave.start[orde], len(orde)
    negatief = (opgave.gegeven[0] or 0) < 0
    eerste_nul = int((n - 1) * _KWARTIEL) if negatief else 0
    stijgt = csr_array(verschil[:-1] - verschil[1:])
    delen, grens = [stijgt], [start[:-1] - start[1:]]
    if negatief:
        # Where the differences change sign, so that it is known between which of them the zeros come.
        om = np.array([1.0, -1.0])
        plekken = [eerste_nul - 1, eerste_nul]
        delen.append(csr_array(verschil[plekken].multiply(om[:, None])))
        grens.append(start[plekken] * om)
    rijen, laag, hoog = [], [], []
    for statistiek, nullen in ((opgave.gegeven, 0), (opgave.gelijk, opgave.zonder)):
        for kans, waarde in zip(_KWARTIELEN, statistiek, strict=True):
            if waarde is not None:
                marge = _MARGE_GEMIDDELDE if kans is None else _MARGE
                rijen.append(_quantile_row(kans, n, nullen, eerste_nul))
                # A target is rounded to a tenth: a lowest difference of nothing must not turn into a fall.
                laag.append(waarde + _TIENDE if kans == waarde == nullen == 0 else waarde - marge)
                hoog.append(waarde + marge)
    statistieken = np.array(rijen)
    per_niveau = np.bincount(opgave.niveau, opgave.gewicht)
    niveaus = csr_array(
        (opgave.gewicht / per_niveau[opgave.niveau], (opgave.niveau, opgave.plek)),
        shape=(len(per_niveau), verschil.shape[1]),
    )
    for matrix, onder, boven in (
        (csr_array(statistieken @ verschil), laag + statistieken @ start, hoog + statistieken @ start),
        (niveaus, opgave.gemiddelde - _MARGE, opgave.gemiddelde + _MARGE),
    ):
        delen += [matrix, -matrix]
        grens += [boven, -onder]
    return csr_array(vstack(delen)), np.concatenate(grens)


def solve(opgave: TargetProblem, orde: Ints, wens: Floats, vast: dict[int, float]) -> Floats | None:
    """Return the value of each variable, or None when this order can't meet the tables; `vast` fixes some variables.

    Of all that meet them it is the one nearest to the wishes.
    """
    laag, hoog = opgave.limits
    for plek, waarde in vast.items():
        laag[plek] = hoog[plek] = waarde
    if (laag > hoog).any():
        return None
    n, aantal = len(orde), len(laag)
    gedrukt, grens = published_rows(opgave, orde)
    voorkeur = np.full(aantal, np.nan)
    voorkeur[opgave.plek] = preferred(opgave, orde, wens)
    voorkeur = np.where(np.isnan(voorkeur), opgave.gemiddelde.mean(), voorkeur)
    wensen = vstack([opgave.per_institution[orde], identity(aantal)])
    doel = np.concatenate([wens + opgave.start[orde], voorkeur])
    # Behind the variables themselves: how far each difference, and each target, is from its wish.
    afstand = identity(n + aantal)
    uit = linprog(
        np.concatenate([np.zeros(aantal), np.ones(n), np.full(aantal, _GEWICHT_DOEL)]),
        A_ub=vstack(
            [
                hstack([gedrukt, csr_array((len(grens), n + aantal))]),
                hstack([wensen, -afstand]),
                hstack([-wensen, -afstand]),
            ]
        ).tocsr(),
        b_ub=np.concatenate([grens, doel, -doel]),
        bounds=np.column_stack([np.append(laag, np.zeros(n + aantal)), np.append(hoog, np.full(n + aantal, np.inf))]),
        method="highs",
    )
    return np.asarray(uit.x[:aantal]) if uit.status == 0 else None
