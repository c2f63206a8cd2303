"""The logit against closed forms on a few rows, and against statsmodels."""

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm

from werkagenda.errors import InputError
from werkagenda.models.logit import cluster_covariance, fit_logit, marginal_effects, mean_constant

KENMERKEN = {"niveau": "2", "geslacht": "man", "leeftijd": "20", "instelling": None}


def rows(*aantallen):
    """Return persons from (a, b, outcome, number) rows."""
    return pd.DataFrame([(a, b, y) for a, b, y, aantal in aantallen for _ in range(aantal)], columns=["a", "b", "werk"])


@pytest.fixture(scope="module")
def personen():
    rng = np.random.default_rng(7)
    n = 2000
    uit = pd.DataFrame(
        {
            "niveau": rng.choice(["2", "3", "4"], n),
            "geslacht": rng.choice(["man", "vrouw"], n),
            "leeftijd": rng.choice(["18", "19", "20", "21"], n, p=[0.1, 0.3, 0.4, 0.2]),
            "instelling": rng.choice(list("ABCDEFGH"), n, p=[0.05, 0.1, 0.1, 0.1, 0.15, 0.15, 0.15, 0.2]),
        }
    )
    index = (
        0.3
        + 0.5 * (uit["niveau"] == "4")
        - 0.6 * (uit["geslacht"] == "vrouw")
        + 0.4 * uit["instelling"].isin(["C", "F"])
    )
    return uit.assign(werk=(rng.random(n) < 1 / (1 + np.exp(-index))).astype("int8"))


@pytest.fixture(scope="module")
def onze(personen):
    return fit_logit(personen, uitkomst="werk", kenmerken=KENMERKEN)


@pytest.fixture(scope="module")
def matrix(personen, onze):
    """The same design as a matrix of dummies, in our order of columns."""
    kolommen = {term: (personen[term[0]] == term[1]).astype(float) for term in onze.design.termen[1:]}
    alle = pd.DataFrame({("model", "constante"): 1.0, **kolommen})
    return alle.loc[:, onze.geschat]


@pytest.fixture(scope="module")
def hunne(personen, matrix):
    return sm.Logit(personen["werk"].to_numpy(), matrix.to_numpy()).fit(disp=0, tol=1e-12)


def test_two_groups_by_hand():
    # Log odds 3:7 against 8:2; the variance of a log odds ratio is the sum of the reciprocal counts.
    fit = fit_logit(
        rows(("x", "", 1, 3), ("x", "", 0, 7), ("y", "", 1, 8), ("y", "", 0, 2)), uitkomst="werk", kenmerken={"a": "x"}
    )
    tabel = fit.table()
    assert tabel.loc[("model", "constante"), "coefficient"] == pytest.approx(np.log(3 / 7))
    assert tabel.loc[("a", "y"), "coefficient"] == pytest.approx(np.log(4) - np.log(3 / 7))
    assert tabel.loc[("a", "y"), "standaardfout"] == pytest.approx((1 / 3 + 1 / 7 + 1 / 8 + 1 / 2) ** 0.5)
    assert np.isnan(tabel.loc[("a", "x"), "coefficient"])
    assert tabel[["n", "teller"]].to_numpy().tolist() == [[20, 11], [10, 8], [10, 3]]
    # The model is saturated: its log-likelihood is that of the two shares.
    vol = 3 * np.log(0.3) + 7 * np.log(0.7) + 8 * np.log(0.8) + 2 * np.log(0.2)
    leeg = 11 * np.log(11 / 20) + 9 * np.log(9 / 20)
    assert fit.pseudo_r2 == pytest.approx(1 - vol / leeg)
    # The effect is the difference of the shares, with the textbook standard error.
    effect = marginal_effects(fit, "a").loc["y"]
    assert effect.tolist() == pytest.approx([0.5, (0.3 * 0.7 / 10 + 0.8 * 0.2 / 10) ** 0.5])


def test_coefficients_and_standard_errors_equal_statsmodels(onze, hunne):
    assert onze.beta[onze.geschat] == pytest.approx(hunne.params, abs=1e-6)
    tabel = onze.table()[onze.geschat]
    assert tabel["standaardfout"].to_numpy() == pytest.approx(hunne.bse, abs=1e-6)
    assert tabel["p"].to_numpy() == pytest.approx(hunne.pvalues, abs=1e-6)
    assert onze.covariantie[np.ix_(onze.geschat, onze.geschat)] == pytest.approx(hunne.cov_params(), abs=1e-6)
    assert (onze.loglik, onze.loglik_nul) == pytest.approx((hunne.llf, hunne.llnull), abs=1e-6)
    assert onze.pseudo_r2 == pytest.approx(hunne.prsquared, abs=1e-9)


def test_clustered_errors_equal_statsmodels(personen, matrix, onze):
    groepen = pd.factorize(personen["instelling"])[0]
    hunne = sm.Logit(personen["werk"].to_numpy(), matrix.to_numpy()).fit(
        disp=0, tol=1e-12, cov_type="cluster", cov_kwds={"groups": groepen}
    )
    onze_fouten = onze.table(cluster_covariance(onze, "instelling"))["standaardfout"][onze.geschat]
    assert onze_fouten.to_numpy() == pytest.approx(hunne.bse, abs=1e-6)
    assert onze_fouten.to_numpy() != pytest.approx(onze.table()["standaardfout"][onze.geschat].to_numpy(), rel=0.05)


def test_constant_of_the_mean_institution_is_that_of_centred_dummies(personen, matrix, onze):
    gecentreerd = matrix.copy()
    for term in matrix.columns:
        if term[0] == "instelling":
            gecentreerd[term] -= gecentreerd[term].mean()
    hunne = sm.Logit(personen["werk"].to_numpy(), gecentreerd.to_numpy()).fit(disp=0, tol=1e-12)
    onze_constante = mean_constant(onze, "instelling", onze.covariantie)
    assert onze_constante == pytest.approx((hunne.params[0], hunne.bse[0]), abs=1e-8)
    assert onze_constante[0] != pytest.approx(onze.beta[0], abs=0.01)


def test_effect_of_a_two_way_characteristic_equals_statsmodels(onze, hunne, matrix):
    plek = list(matrix.columns).index(("geslacht", "vrouw"))
    hun = hunne.get_margeff(at="overall", method="dydx", dummy=True)
    # statsmodels takes no constant into its list of effects.
    assert marginal_effects(onze, "geslacht").loc["vrouw"].tolist() == pytest.approx(
        [hun.margeff[plek - 1], hun.margeff_se[plek - 1]], abs=1e-8
    )


def test_effects_of_categories_by_setting_everyone_to_each(onze, hunne, matrix):
    """The definition itself, and the delta method with a gradient by differences."""

    def effect(beta, categorie):
        kansen = []
        for gezet in (categorie, "20"):
            ander = matrix.copy()
            for term in matrix.columns:
                if term[0] == "leeftijd":
                    ander[term] = float(term[1] == gezet)
            kansen.append(1 / (1 + np.exp(-ander.to_numpy() @ beta)))
        return (kansen[0] - kansen[1]).mean()

    onze_effecten = marginal_effects(onze, "leeftijd")
    assert onze_effecten.index.tolist() == ["18", "19", "21"]
    for categorie, rij in onze_effecten.iterrows():
        stap = 1e-5
        gradient = np.array(
            [
                (effect(hunne.params + stap * e, categorie) - effect(hunne.params - stap * e, categorie)) / (2 * stap)
                for e in np.eye(len(hunne.params))
            ]
        )
        assert rij["effect"] == pytest.approx(effect(hunne.params, categorie), abs=1e-8)
        assert rij["standaardfout"] == pytest.approx((gradient @ hunne.cov_params() @ gradient) ** 0.5, abs=1e-8)


def test_perfectly_predicted_persons_leave_until_none_is_left():
    personen = rows(
        ("x", "p", 1, 6), ("x", "p", 0, 4), ("y", "p", 1, 5), ("y", "p", 0, 5),
        # All of z work. Without them q has one outcome, so its persons leave too.
        ("z", "q", 1, 3), ("x", "q", 0, 2),
    )  # fmt: skip
    fit = fit_logit(personen, uitkomst="werk", kenmerken={"a": "x", "b": "p"})
    assert fit.left_out == 5
    assert fit.design.n == 20
    assert set(fit.design.termen) == {("model", "constante"), ("a", "x"), ("a", "y"), ("b", "p")}
    assert fit.table().loc[("a", "y"), "coefficient"] == pytest.approx(np.log(5 / 5) - np.log(6 / 4))


def test_categories_that_say_the_same_are_estimated_once():
    """Who is y is also q: the second is left out, and the rest is as without it."""
    personen = rows(("x", "p", 1, 6), ("x", "p", 0, 4), ("y", "q", 1, 5), ("y", "q", 0, 7))
    fit = fit_logit(personen, uitkomst="werk", kenmerken={"a": "x", "b": "p"})
    tabel = fit.table()
    assert tabel.loc[("a", "y"), "coefficient"] == pytest.approx(np.log(5 / 7) - np.log(6 / 4))
    assert np.isnan(tabel.loc[("b", "q"), "coefficient"])


def test_reference_that_nobody_has_becomes_the_largest():
    fit = fit_logit(
        rows(("x", "", 1, 3), ("x", "", 0, 7), ("y", "", 1, 4), ("y", "", 0, 2)), uitkomst="werk", kenmerken={"a": "w"}
    )
    assert fit.design.termen.tolist() == [("model", "constante"), ("a", "y"), ("a", "x")]


def test_separation_by_two_characteristics_together_still_ends():
    """No category alone predicts the outcome, but y without q and q without y do: neither has a finite estimate."""
    personen = rows(
        ("x", "p", 1, 30), ("x", "p", 0, 20), ("y", "p", 0, 6), ("x", "q", 1, 9), ("y", "q", 1, 4), ("y", "q", 0, 3)
    )
    fit = fit_logit(personen, uitkomst="werk", kenmerken={"a": "x", "b": "p"})
    tabel = fit.table()
    assert fit.left_out == 0
    assert tabel["standaardfout"].drop(("model", "constante")).dropna().min() > 100
    # What the data do say stands: the groups with both outcomes.
    assert tabel.loc[("model", "constante"), "coefficient"] == pytest.approx(np.log(30 / 20))
    assert tabel["coefficient"].sum() == pytest.approx(np.log(4 / 3))


def test_one_outcome_is_an_error():
    with pytest.raises(InputError, match="geen personen met beide uitkomsten"):
        fit_logit(rows(("x", "", 1, 3), ("y", "", 1, 4)), uitkomst="werk", kenmerken={"a": "x"})
