"""Suppressed counts: what is known of a cell that DUO does not show, and what to expect of it.

A suppressed cell lies between `low` and `high` students. In files split this fine most suppressed cells hold one or two
students, so the middle of the interval is far too high: the expected value comes from a fitted distribution.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import optimize, special

# The shape just above the suppressed cells says what lies below; a cell of 1,500 students says nothing about it.
_VENSTER = 3
# Sizes of the negative binomial at which the slope of the likelihood is looked at before it is solved: from the
# logarithmic series (0) to all but a Poisson. Between two of them it has one zero.
_OMVANGEN = np.concatenate([[0.0], np.geomspace(1e-3, 1e3, 37)])
# Logarithms of the chance of one more: far outside what any counts ask for.
_KANSEN = (-40.0, 10.0)
# Two operating systems differ in the last bits of a logarithm; the answer is the same to this many decimals.
_DECIMALEN = 9


def lowest(setting: str | int, toont_nul: bool) -> int:  # noqa: FBT001 - a fact of the file, not a switch
    """Return the lowest value of a suppressed cell: the setting, or for `auto` 1 when the column shows a 0, else 0."""
    if setting == "auto":
        return 1 if toont_nul else 0
    return int(setting)


def expected_value(
    gepubliceerd: np.ndarray, onderdrukt: int, *, low: int, high: int, verwacht: str
) -> tuple[float, float]:
    """Return the expected number of students in a suppressed cell, and its standard error.

    Args:
        gepubliceerd: the published counts of one column of one file and year, whole numbers.
        onderdrukt: number of suppressed cells in that column.
        low: lowest value of a suppressed cell.
        high: highest value of a suppressed cell.
        verwacht: `model`, or `midden` for the middle of the interval.

    `model` fits a zero-truncated negative binomial by maximum likelihood to the cells up to three times `high`, with
    the suppressed cells as one class 1-`high`; it returns the mean of that class. `low` bounds a cell, but a row that
    DUO wrote down has hardly ever nobody in it. With too few cells to fit two parameters the middle is returned, with
    standard error 0: there is no fit.

    """
    grens = _VENSTER * high
    zichtbaar = gepubliceerd[(gepubliceerd > high) & (gepubliceerd <= grens)].astype(np.int64)
    aantallen = np.bincount(zichtbaar, minlength=grens + 1)[high + 1 :]
    if verwacht == "midden" or onderdrukt == 0 or np.count_nonzero(aantallen) < high:
        return (low + high) / 2, 0.0
    tellingen = _Counts(np.arange(1, grens + 1), high, onderdrukt, aantallen)
    omvang = _size(tellingen)
    gemiddelde, fout = tellingen.mean_of_class(omvang, tellingen.log_chance(omvang))
    return round(gemiddelde, _DECIMALEN), round(fout, _DECIMALEN)


def _size(tellingen: _Counts) -> float:
    """Return the size at which the likelihood is highest.

    At size 0 the distribution is the logarithmic series: where the slope is down from there, that is the maximum.
    """
    helling = [tellingen.slope(omvang) for omvang in _OMVANGEN]
    for links, rechts in zip(range(len(_OMVANGEN) - 1), range(1, len(_OMVANGEN)), strict=True):
        if helling[links] > 0 >= helling[rechts]:
            return float(optimize.brentq(tellingen.slope, _OMVANGEN[links], _OMVANGEN[rechts], xtol=1e-14, rtol=1e-14))
    return float(_OMVANGEN[-1] if helling[-1] > 0 else 0.0)


@dataclass(frozen=True)
class _Counts:
    """How often each value was seen, the values up to `high` as one class; and the model, p(x) ~ G(x+r)/x! q^x.

    Written with r = size and the logarithm of q the model is an exponential family in log q, and its limit at r = 0
    needs no care.
    """

    waarden: np.ndarray
    high: int
    onderdrukt: int
    zichtbaar: np.ndarray

    def chances(self, omvang: float, log_kans: float) -> np.ndarray:
        """Return the chance of each value."""
        x = self.waarden
        log_p = special.gammaln(x + omvang) - special.gammaln(x + 1) + x * log_kans
        # Of the largest, so that none overflows. Asked thousands of times: without the care of a general function.
        p = np.exp(log_p - log_p.max())
        return np.asarray(p / p.sum())

    def _score(self, p: np.ndarray, kenmerk: np.ndarray) -> float:
        """Return observed minus expected sum of a statistic: the slope of the log likelihood along its parameter."""
        klasse = p[: self.high] / p[: self.high].sum()
        gezien = self.onderdrukt * (kenmerk[: self.high] @ klasse) + self.zichtbaar @ kenmerk[self.high :]
        return float(gezien - (self.onderdrukt + self.zichtbaar.sum()) * (kenmerk @ p))

    def log_chance(self, omvang: float) -> float:
        """Return the log q at which the likelihood of this size is highest."""
        return float(
            optimize.brentq(
                lambda log_kans: self._score(self.chances(omvang, log_kans), self.waarden.astype(float)),
                *_KANSEN,
                xtol=1e-14,
                rtol=1e-14,
            )
        )

    def slope(self, omvang: float) -> float:
        """Return the slope of the likelihood in the size, at the best chance for it."""
        p = self.chances(omvang, self.log_chance(omvang))
        return self._score(p, special.digamma(self.waarden + omvang))

    def mean_of_class(self, omvang: float, log_kans: float) -> tuple[float, float]:
        """Return the mean of the suppressed class and its standard error, by the information of grouped counts."""
        p = self.chances(omvang, log_kans)
        kenmerken = np.stack([self.waarden, special.digamma(self.waarden + omvang)])
        # At the edge only the chance was free.
        kenmerken = kenmerken if omvang > 0 else kenmerken[:1]
        kans = p[: self.high].sum()
        klasse = p[: self.high] / kans
        van_klasse = kenmerken[:, : self.high] @ klasse
        uitkomsten = np.column_stack([van_klasse, kenmerken[:, self.high :]]) - (kenmerken @ p)[:, None]
        gewicht = np.concatenate([[kans], p[self.high :]])
        informatie = (uitkomsten * gewicht) @ uitkomsten.T * (self.onderdrukt + self.zichtbaar.sum())
        x = self.waarden[: self.high]
        gemiddelde = float(x @ klasse)
        afgeleide = (kenmerken[:, : self.high] - van_klasse[:, None]) @ ((x - gemiddelde) * klasse)
        return gemiddelde, float(np.sqrt(afgeleide @ np.linalg.pinv(informatie) @ afgeleide))
