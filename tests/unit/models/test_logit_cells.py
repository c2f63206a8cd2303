"""The logit on cells against statsmodels; effects by changing everyone, standard errors by numerical differences."""

from statistics import NormalDist

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm

from werkagenda.models.logit_cells import CATEGORIEEN, estimate, fit


def students(n=3000, zaad=5, **vast):
    rng = np.random.default_rng(zaad)
    uit = pd.DataFrame({naam: rng.choice(codes, n) for naam, codes in CATEGORIEEN.items()}).assign(**vast)
    uit["leeftijd"] = rng.integers(16, 40, n)
    index = -0.4 - 0.3 * (uit["geslacht"] == "vrouw") + 0.5 * (uit["niveau"] == "1") + 0.03 * (uit["leeftijd"] - 20)
    return uit.assign(tevreden=(rng.random(n) < 1 / (1 + np.exp(-index))).astype("int8"))


def matrix(personen):
    """The design matrix person by person: a dummy per category but the first, age as it is, and a constant."""
    kolommen = {"constante": np.ones(len(personen)), "leeftijd": personen["leeftijd"].astype(float)}
    for naam, codes in CATEGORIEEN.items():
        kolommen |= {f"{naam}={code}": (personen[naam] == code).astype(float) for code in codes[1:]}
    return pd.DataFrame(kolommen)


def mean_change(personen, beta, naam, code):
    """The mean change in probability when everyone goes from the first category to this one; a hair, for age."""
    if naam == "leeftijd":
        van, naar = (personen.assign(leeftijd=personen["leeftijd"] + stap) for stap in (-1e-4, 1e-4))
        deler = 2e-4
    else:
        van, naar = (personen.assign(**{naam: waarde}) for waarde in (CATEGORIEEN[naam][0], code))
        deler = 1
    kansen = [1 / (1 + np.exp(-(matrix(wie).to_numpy() @ beta))) for wie in (van, naar)]
    return (kansen[1] - kansen[0]).mean() / deler


@pytest.fixture(scope="module")
def personen():
    return students()


@pytest.fixture(scope="module")
def referentie(personen):
    return sm.Logit(personen["tevreden"], matrix(personen)).fit(disp=0, tol=1e-14)


def test_coefficients_and_covariance_agree_with_statsmodels(personen, referentie):
    x = matrix(personen).to_numpy()
    beta, covariantie = fit(x, np.ones(len(x)), personen["tevreden"].to_numpy(dtype=float))
    assert beta == pytest.approx(referentie.params.to_numpy(), abs=1e-8)
    assert covariantie == pytest.approx(referentie.cov_params().to_numpy(), abs=1e-8)


def test_effects_are_what_happens_when_everyone_changes(personen, referentie):
    uit = estimate(personen).set_index(["kenmerk", "categorie"])
    beta = referentie.params.to_numpy()
    geschat = uit.dropna().index
    assert len(geschat) == 6
    for naam, code in geschat:
        assert uit.loc[(naam, code), "effect"] == pytest.approx(mean_change(personen, beta, naam, code), abs=1e-8)


def test_standard_errors_by_the_delta_method(personen, referentie):
    uit = estimate(personen).set_index(["kenmerk", "categorie"])
    beta, covariantie = referentie.params.to_numpy(), referentie.cov_params().to_numpy()
    for naam, code in (("leeftijd", "per_jaar"), ("niveau", "2"), ("leerweg", "bbl")):
        stappen = np.eye(len(beta)) * 1e-4
        gradient = [
            (mean_change(personen, beta + stap, naam, code) - mean_change(personen, beta - stap, naam, code)) / 2e-4
            for stap in stappen
        ]
        fout = np.sqrt(gradient @ covariantie @ np.array(gradient))
        assert uit.loc[(naam, code), "standaardfout"] == pytest.approx(fout, abs=1e-8)


def test_p_is_two_sided_and_references_have_none(personen):
    uit = estimate(personen).set_index(["kenmerk", "categorie"])
    referenties = [(naam, codes[0]) for naam, codes in CATEGORIEEN.items()]
    assert uit.loc[referenties, "effect"].tolist() == [0.0, 0.0, 0.0]
    assert uit.loc[referenties, ["standaardfout", "p"]].isna().all(axis=None)
    rij = uit.loc[("geslacht", "vrouw")]
    z = abs(rij["effect"] / rij["standaardfout"])
    assert rij["p"] == pytest.approx(2 * (1 - NormalDist().cdf(z)), abs=1e-8)


def test_a_characteristic_with_one_category_is_left_out():
    uit = estimate(students(leerweg="bol"))
    assert "leerweg" not in set(uit["kenmerk"])
    assert len(uit) == 1 + 2 + 4


def test_what_can_not_be_told_apart_is_not_estimated():
    rijen = students(400)
    assert estimate(rijen.assign(leerweg=np.where(rijen["geslacht"] == "man", "bol", "bbl"))) is None
    # Everyone above an age is satisfied and nobody else is: there is no maximum.
    assert estimate(rijen.assign(tevreden=(rijen["leeftijd"] > 25).astype("int8"))) is None
