"""Logit of satisfaction on categories and age, by Newton's method, and average marginal effects.

Students who are alike in everything in the model form one cell: some hundreds of cells say the same as all students.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from scipy.special import erfc, expit

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Getallen = NDArray[np.float64]

# Per characteristic its categories; the first that has students is the reference.
CATEGORIEEN = {"geslacht": ["man", "vrouw"], "niveau": ["4", "1", "2", "3"], "leerweg": ["bol", "bbl"]}
_LEEFTIJD = "leeftijd"
# The Newton decrement is a squared distance in standard errors: the estimates are within a millionth of one.
_DECREMENT = 1e-12
_HOOGSTENS = 50
# With a larger variance on the logit scale (a standard error of 100) a coefficient runs off: there is no maximum.
_VAAG = 1e4


def fit(x: Getallen, n: Getallen, teller: Getallen) -> tuple[Getallen, Getallen] | None:
    """Return coefficients and their covariance; None where the likelihood has no single maximum.

    Args:
        x: design matrix, a row per cell and a column per coefficient.
        n: students per cell.
        teller: those of them with the outcome.

    """
    if np.linalg.matrix_rank(x) < x.shape[1]:
        return None
    beta = np.zeros(x.shape[1])
    for _ in range(_HOOGSTENS):
        kans = expit(x @ beta)
        score = x.T @ (teller - n * kans)
        informatie = (x * (n * kans * (1 - kans))[:, None]).T @ x
        try:
            stap = np.linalg.solve(informatie, score)
        except np.linalg.LinAlgError:
            return None
        beta = beta + stap
        if score @ stap < _DECREMENT:
            covariantie = np.linalg.inv(informatie)
            return (beta, covariantie) if covariantie.diagonal().max() < _VAAG else None
    return None


def estimate(personen: pd.DataFrame) -> pd.DataFrame | None:
    """Return `kenmerk, categorie, effect, standaardfout, p`: average marginal effects on a scale of 0-1.

    Of a category the mean change in probability over all students if each were in it instead of in the reference; of
    age (`per_jaar`) the mean slope. Standard errors are by the delta method. A reference has effect 0 and no error; a
    characteristic with one category has no rows. None where the model can't be estimated.

    Args:
        personen: a row per student: the characteristics of CATEGORIEEN as text, `leeftijd` (years), `tevreden` (0/1).

    """
    cellen = personen.groupby([*CATEGORIEEN, _LEEFTIJD], observed=True)["tevreden"].agg(n="size", teller="sum")
    n, teller = (cellen[naam].to_numpy(dtype=np.float64) for naam in ("n", "teller"))
    delen = cellen.index.to_frame(index=False)
    aanwezig = {naam: [code for code in codes if (delen[naam] == code).any()] for naam, codes in CATEGORIEEN.items()}
    termen = [(naam, code) for naam, codes in aanwezig.items() for code in codes[1:]]
    leeftijd = delen[_LEEFTIJD].to_numpy(dtype=np.float64)
    # Around its mean, which leaves effects as they are and the matrix well conditioned.
    x = np.column_stack(
        [np.ones(len(n)), leeftijd - np.average(leeftijd, weights=n), *(delen[naam] == code for naam, code in termen)]
    ).astype(np.float64)
    schatting = fit(x, n, teller)
    if schatting is None:
        return None
    beta, covariantie = schatting
    rijen = [(_LEEFTIJD, "per_jaar", *_slope(x, n, beta, covariantie))]
    for naam, codes in aanwezig.items():
        blok = [2 + plek for plek, (ander, _) in enumerate(termen) if ander == naam]
        rijen += [(naam, codes[0], 0.0, np.nan)] if blok else []
        basis = x.copy()
        basis[:, blok] = 0
        rijen += [(*termen[kolom - 2], *_change(basis, kolom, n, beta, covariantie)) for kolom in blok]
    uit = pd.DataFrame(rijen, columns=["kenmerk", "categorie", "effect", "standaardfout"])
    return uit.assign(p=erfc((uit["effect"] / uit["standaardfout"]).abs() / np.sqrt(2)))


def _slope(x: Getallen, n: Getallen, beta: Getallen, covariantie: Getallen) -> tuple[float, float]:
    """Return the mean slope of the probability in column 1, and its standard error."""
    kans = expit(x @ beta)
    helling = n * kans * (1 - kans) / n.sum()
    gradient = beta[1] * (helling * (1 - 2 * kans)) @ x
    gradient[1] += helling.sum()
    return float(beta[1] * helling.sum()), float(np.sqrt(gradient @ covariantie @ gradient))


def _change(basis: Getallen, kolom: int, n: Getallen, beta: Getallen, covariantie: Getallen) -> tuple[float, float]:
    """Return the mean change in probability, and its standard error, when everyone in `basis` gets 1 in `kolom`."""
    met = basis.copy()
    met[:, kolom] = 1
    kansen = [expit(punt @ beta) for punt in (met, basis)]
    hellingen = [(n * kans * (1 - kans)) @ punt for kans, punt in zip(kansen, (met, basis), strict=True)]
    gradient = (hellingen[0] - hellingen[1]) / n.sum()
    effect = n @ (kansen[0] - kansen[1]) / n.sum()
    return float(effect), float(np.sqrt(gradient @ covariantie @ gradient))
