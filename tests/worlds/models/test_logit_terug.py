"""The estimates on the synthetic population give the published coefficients back, from which its work was drawn."""

import numpy as np
import pytest
import yaml
from helpers.cbs_world import RES, coefficients, population
from products.logit_werk import as_categories
from scipy import stats

from werkagenda.models.logit import fit_logit

MODEL = yaml.safe_load((RES / "logit_werk.yaml").read_text(encoding="utf-8"))
# The constant depends on the institution that is the reference; of the few under 16 little is known.
NIET = (("model", "constante"), ("leeftijd", "onder_16"))
ZADEN = range(1, 6)
KLEINE_ZADEN = range(1, 21)
# What the mean over 20 seeds of the mean over coefficients may be, in standard errors.
AFWIJKING = 0.1
P = 0.001


def estimates(zaad, omvang):
    """Return the coefficients by term and their covariance, of what the published table also has."""
    personen = as_categories(population(zaad, omvang).assign(werk_uren=0), model=MODEL)
    referenties = {kenmerk: regel["referentie"] for kenmerk, regel in MODEL["kenmerken"].items()}
    fit = fit_logit(personen, uitkomst="werk_klasse", kenmerken={**referenties, "instelling": None})
    waar = coefficients()
    gekozen = fit.geschat & [term in waar and term not in NIET for term in fit.design.termen]
    return fit.design.termen[gekozen], fit.beta[gekozen], fit.covariantie[np.ix_(gekozen, gekozen)]


def wald_p(schatting, waar):
    """Return the p of the joint test that the estimates differ from the true values by chance alone."""
    termen, beta, covariantie = schatting
    verschil = beta - [waar[term] for term in termen]
    return stats.chi2.sf(verschil @ np.linalg.solve(covariantie, verschil), len(verschil))


def bias(schattingen, waar):
    """Return the mean over seeds and coefficients of (estimate - truth) / standard error."""
    afwijkingen = [
        (beta - [waar[term] for term in termen]) / np.sqrt(np.diag(covariantie))
        for termen, beta, covariantie in schattingen
    ]
    return np.mean([afwijking.mean() for afwijking in afwijkingen])


@pytest.fixture(scope="module")
def groot():
    return [estimates(zaad, 0.1) for zaad in ZADEN]


@pytest.fixture(scope="module")
def klein():
    return [estimates(zaad, 0.02) for zaad in KLEINE_ZADEN]


@pytest.fixture
def verkeerd():
    """Another effect of migration background than the published -0.776."""
    return coefficients() | {("migratieachtergrond", "met"): -0.5}


def test_estimates_differ_from_the_published_values_by_chance_alone(groot):
    assert all(len(termen) >= 34 for termen, _, _ in groot)
    assert min(wald_p(schatting, coefficients()) for schatting in groot) > P


def test_estimates_are_not_biased(klein):
    assert abs(bias(klein, coefficients())) < AFWIJKING


def test_a_wrong_value_is_found_out(groot, klein, verkeerd):
    assert max(wald_p(schatting, verkeerd) for schatting in groot) < P
    assert abs(bias(klein, verkeerd)) > AFWIJKING
