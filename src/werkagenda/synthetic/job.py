"""Shares of satisfied students per cell of a synthetic JOB-monitor, and who of the respondents is satisfied.

A cell is an institution, leerweg and level. Shares meet the national mean of each level and, for groups of
institutions, their unweighted mean; respondents differ by sex and age.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.special import expit, logit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

_RONDES = 200
_STAP = 0.8


def standard_scores(ruw: Floats, groep: Ints, omvang: Floats) -> Floats:
    """Return scores with standard deviation 1 within each group, so that groups differ by design alone.

    Their mean is 0 in each group, weighted by `omvang` (students) too: a group's weighted mean is near its plain one.
    """
    uit = np.empty_like(ruw)
    for nummer in np.unique(groep):
        leden = groep == nummer
        vlak = np.column_stack([np.ones(leden.sum()), omvang[leden]])
        rest = ruw[leden] - vlak @ np.linalg.lstsq(vlak, ruw[leden], rcond=None)[0]
        uit[leden] = rest / (rest.std(ddof=1) if leden.sum() > vlak.shape[1] else 1.0)
    return uit


def cell_shares(  # noqa: PLR0913 - the cells, and what their shares must meet
    gewicht: Floats,
    instelling: Ints,
    niveau: Ints,
    *,
    landelijk: Floats,
    score: Floats,
    spreiding: float,
    groep: Ints,
    gemiddelde: Mapping[int, float],
) -> Floats:
    """Return the share of satisfied students per cell of one leerweg.

    Args:
        gewicht: students behind the valid answers of each cell.
        instelling: number of the institution of each cell, from 0.
        niveau: level of each cell, from 0.
        landelijk: weighted mean wanted per level (0-1).
        score: per institution its place among others, standardised within groups.
        spreiding: standard deviation between institutions (0-1).
        groep: per institution the number of its group.
        gemiddelde: unweighted mean wanted over the institutions of a group (0-1), of the groups that have one.

    """
    midden = np.average(landelijk[niveau], weights=gewicht)
    effect = score * spreiding / (midden * (1 - midden))
    basis = logit(landelijk)
    vast = np.isin(groep, list(gemiddelde))
    doel = np.array([gemiddelde.get(int(nummer), 0.0) for nummer in groep]) + score * spreiding
    per_niveau = np.bincount(niveau, gewicht, len(landelijk))
    per_instelling = np.bincount(instelling, gewicht, len(score))
    aanwezig = per_niveau > 0
    for _ in range(_RONDES):
        kans = expit(basis[niveau] + effect[instelling])
        helling = kans * (1 - kans) * gewicht
        if vast.any():
            mis = doel - np.bincount(instelling, kans * gewicht, len(score)) / per_instelling
            effect = effect + np.where(
                vast, _STAP * mis * per_instelling / np.bincount(instelling, helling, len(score)), 0.0
            )
            kans = expit(basis[niveau] + effect[instelling])
        som = np.bincount(niveau, kans * gewicht, len(landelijk))
        tekort = landelijk * per_niveau - som
        basis[aanwezig] += (tekort / np.bincount(niveau, helling, len(landelijk)))[aanwezig]
    return np.asarray(expit(basis[niveau] + effect[instelling]))


def whole_counts(aandeel: Floats, antwoorden: Ints, factor: Floats, stratum: Ints) -> Ints:
    """Return how many are satisfied per cell; what rounding leaves goes on to the next cell of the same stratum.

    `factor` is the number of students behind one respondent, so that the weighted mean of a stratum stays as it is.
    """
    uit = np.zeros(len(aandeel), dtype=np.int64)
    rest: dict[int, float] = {}
    for plek in range(len(aandeel)):
        stroom = int(stratum[plek])
        verwacht = aandeel[plek] * antwoorden[plek] + rest.get(stroom, 0.0) / factor[plek]
        uit[plek] = min(max(round(verwacht), 0), int(antwoorden[plek]))
        rest[stroom] = (verwacht - uit[plek]) * factor[plek]
    return uit


def satisfied(
    aantal: Ints, cel: Ints, neiging: Floats, geldig: NDArray[np.bool_], rng: np.random.Generator
) -> NDArray[np.bool_]:
    """Return who is satisfied: in each cell the `aantal` valid respondents with the most leaning and luck together."""
    score = np.where(geldig, neiging + rng.logistic(size=len(cel)), -np.inf)
    volgorde = np.lexsort([-score, cel])
    begin = np.searchsorted(cel[volgorde], np.arange(len(aantal)))
    uit = np.zeros(len(cel), dtype=bool)
    uit[volgorde] = np.arange(len(cel)) - begin[cel[volgorde]] < aantal[cel[volgorde]]
    return uit
