"""A job within three months and the pay of internships, by hand."""

import pandas as pd
import pytest
from helpers.project import ROOT
from products.eerste_baan import first_jobs
from statsmodels.stats.proportion import proportion_confint

from werkagenda.contract.contracts import load_contract
from werkagenda.contract.tables import check_table
from werkagenda.persons.start import job_soon

# Leerweg, level, direction, months to a job of any size, and pay of an internship a month.
PERSONEN = [
    ("bol", 2, "bouw", 1, 300.0),
    ("bol", 2, "bouw", 3, None),
    ("bol", 3, "bouw", 4, 100.5),
    ("bol", 3, "zorg", None, 250.0),
    ("bbl", 3, "zorg", 2, None),
]


@pytest.fixture
def tabel():
    personen = pd.DataFrame(
        PERSONEN, columns=["leerweg", "niveau", "opleidingsrichting", "maanden_baan", "stageloon"]
    ).astype({"maanden_baan": "Int64"})
    personen["stage"] = personen["stageloon"].notna().map({True: "ja", False: "nee"})
    uit = check_table(
        first_jobs(personen), load_contract(ROOT / "resources" / "contracts" / "tabellen" / "eerste_baan_binnen.yaml")
    )
    return uit.set_index(["vraag", "kenmerk", "categorie"])


def test_who_had_a_job_in_the_third_month_had_one_in_time(tabel):
    teller = tabel.loc["baan_drie_maanden", ["teller", "n_nee", "n"]]
    assert {naam: tuple(rij) for naam, rij in teller.iterrows()} == {
        ("totaal", "totaal"): (3, 2, 5),
        ("leerweg", "bol"): (2, 2, 4),
        ("leerweg", "bbl"): (1, 0, 1),
        ("niveau", "2"): (2, 0, 2),
        ("niveau", "3"): (1, 2, 3),
        ("opleidingsrichting", "bouw"): (2, 1, 3),
        ("opleidingsrichting", "zorg"): (1, 1, 2),
    }
    assert job_soon(pd.Series([None, 3, 4], dtype="Int64")).tolist() == ["nee", "ja", "nee"]


def test_shares_have_the_interval_of_wilson(tabel):
    rij = tabel.loc[("baan_drie_maanden", "totaal", "totaal")]
    assert rij["aandeel"] == 0.6
    assert rij[["aandeel_min", "aandeel_max"]].tolist() == pytest.approx(proportion_confint(3, 5, method="wilson"))


def test_pay_is_the_mean_over_who_had_an_internship(tabel):
    stage = tabel.loc["stage"]
    lonen = ["stageloon", "loon_som", "loon_grootste", "loon_tweede"]
    assert stage.loc[("totaal", "totaal"), lonen].tolist() == [216.83, 650.5, 300.0, 250.0]
    assert stage.loc[("niveau", "2"), lonen].tolist() == [300.0, 300.0, 300.0, 0.0]
    assert stage.loc[("leerweg", "bbl"), "teller"] == 0
    assert stage.loc[("leerweg", "bbl"), ["stageloon", "loon_grootste"]].isna().all()
    assert tabel.loc["baan_drie_maanden", lonen].isna().all(axis=None)
