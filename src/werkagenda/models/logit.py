"""Logit on categories alone, by Newton's method: coefficients, covariances and average marginal effects."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from scipy.special import erfc, expit

from werkagenda.errors import InputError
from werkagenda.models.design_matrix import encode, independent

if TYPE_CHECKING:
    from collections.abc import Mapping

    from werkagenda.models.design_matrix import Codes, Design, Getallen, Vlaggen

# The Newton decrement is a squared distance in standard errors: the estimates are within a millionth of one.
_DECREMENT = 1e-12
_HOOGSTENS = 100


@dataclass(frozen=True)
class Fit:
    """A fitted logit: arrays have a place per column of `design`; what is not estimated is 0 in all of them.

    `blijft` tells which persons are in the estimation sample; `uitkomst` is their outcome (0 or 1).
    """

    design: Design
    uitkomst: Getallen
    blijft: Vlaggen
    geschat: Vlaggen
    beta: Getallen
    covariantie: Getallen
    loglik: float
    loglik_nul: float

    @property
    def pseudo_r2(self) -> float:
        """McFadden's: against the model with a constant alone."""
        return 1 - self.loglik / self.loglik_nul

    @property
    def left_out(self) -> int:
        """Persons left out because their category or institution predicts the outcome perfectly."""
        return int((~self.blijft).sum())

    def table(self, covariantie: Getallen | None = None) -> pd.DataFrame:
        """Return per column `n`, `teller` (persons, and those with 1), `coefficient`, `standaardfout` and `p`.

        The last three are missing for what is not estimated, references included. Another `covariantie` than the
        model's own gives other standard errors.
        """
        variantie = np.diag(self.covariantie if covariantie is None else covariantie)
        waarden = {"coefficient": self.beta, "standaardfout": np.sqrt(variantie)}
        uit = pd.DataFrame(
            {naam: np.where(self.geschat, waarde, np.nan) for naam, waarde in waarden.items()}, index=self.design.termen
        )
        uit["p"] = p_value(uit["coefficient"] / uit["standaardfout"])
        uit["n"] = self.design.sums(np.ones(self.design.n)).astype("int64")
        uit["teller"] = self.design.sums(self.uitkomst).astype("int64")
        return uit


def p_value(z: pd.Series) -> pd.Series:
    """Return the two-sided p of standard normal values."""
    return pd.Series(erfc(np.abs(z.to_numpy()) / np.sqrt(2)), index=z.index)


def fit_logit(personen: pd.DataFrame, *, uitkomst: str, kenmerken: Mapping[str, str | None]) -> Fit:
    """Fit a logit of a 0/1 column on the categories of `kenmerken`.

    Args:
        personen: a row per person, with the columns `uitkomst` and those of `kenmerken`, none of them empty.
        uitkomst: the column with the outcome.
        kenmerken: per characteristic its reference; None, or a category without persons, makes it the largest one.

    Returns:
        The fit. Persons in a category with one outcome only leave the sample, until there is none (as in Stata). Of
        categories that say the same the later one is not estimated, so nuisance characteristics come last.

    Raises:
        InputError: when no persons are left, or the likelihood has no maximum.

    """
    y = personen[uitkomst].to_numpy(dtype=np.float64)
    blijft = _undecided([pd.factorize(personen[naam])[0] for naam in kenmerken], y)
    if not blijft.any():
        raise InputError("logit", "analyse", "geen personen met beide uitkomsten", kolom=uitkomst, verwacht="0 en 1")
    y, design = y[blijft], encode(personen[blijft], kenmerken)
    geschat = independent(design.cross(np.ones(design.n)))
    beta = np.zeros(len(geschat))
    for _ in range(_HOOGSTENS):
        kans = expit(design.linear(beta))
        score = design.sums(y - kans)[geschat]
        informatie = design.cross(kans * (1 - kans))[np.ix_(geschat, geschat)]
        stap = np.linalg.solve(informatie, score)
        beta[geschat] += stap
        if score @ stap < _DECREMENT:
            break
    else:
        raise InputError("logit", "analyse", f"geen oplossing na {_HOOGSTENS} stappen", kolom=uitkomst)
    covariantie = np.zeros((len(beta), len(beta)))
    covariantie[np.ix_(geschat, geschat)] = np.linalg.inv(informatie)
    eta, p = design.linear(beta), y.mean()
    return Fit(
        design=design,
        uitkomst=y,
        blijft=blijft,
        geschat=geschat,
        beta=beta,
        covariantie=covariantie,
        loglik=float((y * eta - np.logaddexp(0, eta)).sum()),
        loglik_nul=float(design.n * (p * np.log(p) + (1 - p) * np.log1p(-p))),
    )


def cluster_covariance(fit: Fit, naar: str) -> Getallen:
    """Return the covariance of the coefficients that allows for dependence within the categories of `naar`.

    With the small-sample factor G/(G-1) * (N-1)/(N-K) for G clusters, N persons and K coefficients, as in statsmodels.
    """
    design = fit.design
    rest = fit.uitkomst - expit(design.linear(fit.beta))
    delen = [design.table(naar, naam, rest) for naam in design.codes]
    scores = np.column_stack([delen[list(design.codes).index(naar)].sum(axis=1), *delen])[:, fit.geschat]
    groepen, n, k = design.size(naar), design.n, int(fit.geschat.sum())
    ruimte = np.ix_(fit.geschat, fit.geschat)
    brood = fit.covariantie[ruimte]
    uit = np.zeros_like(fit.covariantie)
    uit[ruimte] = groepen / (groepen - 1) * (n - 1) / (n - k) * brood @ (scores.T @ scores) @ brood
    return uit


def marginal_effects(fit: Fit, naam: str) -> pd.DataFrame:
    """Return per category of a characteristic its average marginal effect: `effect` (0-1) and `standaardfout`.

    The effect is the mean change in probability over all persons of the sample if each were in the category instead of
    the reference; its standard error is by the delta method.
    """
    design, blok = fit.design, fit.design.blok[naam]
    zonder = fit.beta.copy()
    zonder[blok] = 0
    basis = design.linear(zonder)
    referentie = expit(basis)
    uit = {}
    for kolom in np.flatnonzero(fit.geschat[blok]) + blok.start:
        kans = expit(basis + fit.beta[kolom])
        helling = kans * (1 - kans)
        gradient = design.sums(helling - referentie * (1 - referentie)) / design.n
        gradient[blok] = 0
        gradient[kolom] = helling.mean()
        variantie = gradient @ fit.covariantie @ gradient
        uit[design.termen[kolom][1]] = ((kans - referentie).mean(), np.sqrt(variantie))
    return pd.DataFrame.from_dict(uit, orient="index", columns=["effect", "standaardfout"])


def mean_constant(fit: Fit, naam: str, covariantie: Getallen) -> tuple[float, float]:
    """Return the constant, and its standard error, at the mean over persons of the effects of a characteristic.

    The constant itself is that of one category, the reference: of institutions, it would tell about one of them.
    """
    gewicht = np.zeros_like(fit.beta)
    gewicht[0] = 1
    gewicht[fit.design.blok[naam]] = np.bincount(fit.design.codes[naam]) / fit.design.n
    return float(gewicht @ fit.beta), float(np.sqrt(gewicht @ covariantie @ gewicht))


def _undecided(codes: list[Codes], y: Getallen) -> Vlaggen:
    """Return the rows outside categories with one outcome; leaving rows out can make another category such a one."""
    blijft = np.ones(len(y), dtype=np.bool_)
    while True:
        weg = np.zeros_like(blijft)
        for plaats in codes:
            n = np.bincount(plaats, blijft)
            met = np.bincount(plaats, blijft * y)
            weg |= ((met == 0) | (met == n))[plaats]
        if not (weg & blijft).any():
            return blijft
        blijft &= ~weg
