"""The drawn population: its size and shares by the calibration, its index by the published table, its pseudo-R2."""

import numpy as np
import pandas as pd
import pytest
from helpers.cbs_world import COHORTEN, calibration, cells, coefficients, population
from helpers.duo_world import RES

from werkagenda.synthetic.cbs import encrypt, institution_effects, linear_index, published_coefficients

KALIBRATIE = calibration(3, 0.1)
AANDELEN = ["niveau", "leerweg", "leeftijd", "geslacht", "migratieachtergrond", "opleiding_ouders", "sectorkamer"]


@pytest.fixture(scope="module")
def personen():
    return population(3, 0.1)


def test_full_size_is_that_of_the_published_table(personen):
    tabel = pd.read_csv(RES / "published" / "tabel_b_0_2.csv", dtype=str)
    gepubliceerd = int(tabel.loc[tabel["sleutel"] == "categorie=n;kenmerk=model", "waarde"].iloc[0])
    assert abs(len(COHORTEN) * KALIBRATIE.doelen["n_cohort"] - gepubliceerd) <= len(COHORTEN)
    assert personen.groupby("cohort").size().tolist() == [6392] * 10


@pytest.mark.parametrize("kenmerk", AANDELEN)
def test_shares_are_those_of_the_calibration(personen, kenmerk):
    gevonden = personen[kenmerk].value_counts(normalize=True)
    for categorie, aandeel in KALIBRATIE.doelen[kenmerk].items():
        # Four standard errors of a share of 64,000 persons.
        assert gevonden.get(categorie, 0) == pytest.approx(aandeel, abs=4 * np.sqrt(aandeel / len(personen)))


def test_shares_of_a_characteristic_add_up_to_one():
    for kenmerk in AANDELEN:
        assert sum(KALIBRATIE.doelen[kenmerk].values()) == pytest.approx(1, abs=1e-9)


def test_index_by_hand():
    # Constant 0,201, 2014 0,215, level 3 0,545, bbl 0,852, age 22 0,125, woman -0,015, with background -0,776,
    # parents master -0,209, zorg 0,415; the institution 0,3. The second person is the reference in everything.
    twee = pd.DataFrame(
        {
            "cohort": [2014, 2012],
            "niveau": [3, 2],
            "leerweg": ["bbl", "bol"],
            "leeftijd": [22, 20],
            "geslacht": ["vrouw", "man"],
            "migratieachtergrond": ["met", "zonder"],
            "opleiding_ouders": ["master", "bachelor"],
            "sectorkamer": ["zorg", "handel"],
            "instelling": ["a", "b"],
        }
    )
    index = linear_index(twee, coefficienten=coefficients(), effecten={"a": 0.3, "b": 0.0})
    assert index == pytest.approx([1.653, 0.201], abs=1e-9)
    jong = linear_index(twee.assign(leeftijd=15), coefficienten=coefficients(), effecten={"a": 0.3, "b": 0.0})
    assert jong[1] == pytest.approx(0.201 + 0.071, abs=1e-9)


def test_only_coefficients_are_read_from_the_published_table():
    tabel = pd.DataFrame(
        {
            "sleutel": ["categorie=3;kenmerk=niveau"] * 3,
            "kolom": ["coefficient", "standaardfout", "sterren"],
            "waarde": ["0.545", "0.010", "****"],
        }
    )
    assert published_coefficients(tabel) == {("niveau", "3"): 0.545}


def test_outcome_follows_the_index(personen):
    kans = 1 / (1 + np.exp(-personen["index"]))
    groep = pd.qcut(kans, 10, labels=False)
    verschil = (personen["werk_klasse"] - kans).groupby(groep).mean()
    fout = np.sqrt((kans * (1 - kans)).groupby(groep).mean() / groep.value_counts())
    assert (verschil.abs() < 4 * fout).all()


def test_pseudo_r2_is_the_published_one(personen):
    y, kans = personen["werk_klasse"], 1 / (1 + np.exp(-personen["index"]))
    loglik = np.log(np.where(y == 1, kans, 1 - kans)).sum()
    nul = len(y) * (y.mean() * np.log(y.mean()) + (1 - y.mean()) * np.log(1 - y.mean()))
    # Besides the tolerance there is the chance in 64,000 draws, a standard error of 0,002.
    assert 1 - loglik / nul == pytest.approx(KALIBRATIE.doelen["pseudo_r2"], abs=0.004 + 0.004)


def test_institutions_average_out_over_persons(personen):
    effecten = institution_effects(cells(), kalibratie=KALIBRATIE)
    per_persoon = personen["instelling"].map(effecten)
    assert per_persoon.mean() == pytest.approx(0, abs=0.01)
    assert per_persoon.std() == pytest.approx(KALIBRATIE.aannames["spreiding_instelling"], rel=0.03)


def test_encryption_has_a_key_and_hides_the_code(personen):
    assert personen.groupby("instelling")["brin_crypt"].nunique().eq(1).all()
    assert personen["brin_crypt"].nunique() == personen["instelling"].nunique()
    assert not personen["brin_crypt"].str.contains("|".join(personen["instelling"].unique())).any()
    assert encrypt(["92RN"], zaad=1) != encrypt(["92RN"], zaad=2)


def test_a_seed_gives_one_population(personen):
    pd.testing.assert_frame_equal(population(3, 0.1), personen)
    een = population(3, 0.1, cohorten=(2015,))
    pd.testing.assert_frame_equal(een, personen[personen["cohort"] == 2015].reset_index(drop=True))
    assert not population(4, 0.1)["index"].equals(personen["index"])
