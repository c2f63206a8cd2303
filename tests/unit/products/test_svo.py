"""Applications, discrimination and related work by hand, with weights and unknown answers."""

import pandas as pd
import pytest
from helpers.project import ROOT
from products.svo import yes_by_trait
from statsmodels.stats.proportion import proportion_confint

from werkagenda.contract.contracts import load_contract
from werkagenda.contract.tables import check_table

# Year, background, applications, discrimination, related work, level and weight; all bol, in care.
PERSONEN = [
    (2023, "zonder", "niet_nodig", "nee", "ja", 2, 1.0),
    (2023, "zonder", "2-3", "nee", None, 2, 1.0),
    (2023, "met", "4-6", "ja", "nee", 3, 2.0),
    (2023, "met", None, "ja", "ja", 3, 1.0),
    (2023, None, "1", "ja", "ja", 2, 5.0),
    (2024, "met", "meer_dan_10", None, None, 2, 1.0),
]
KOLOMMEN = ["jaar", "herkomst", "sollicitaties", "discriminatie", "verwant", "niveau", "gewicht"]


def svo():
    return pd.DataFrame(PERSONEN, columns=KOLOMMEN).assign(leerweg="bol", opleidingsrichting="zorg en welzijn")


def table_of(personen):
    contract = load_contract(ROOT / "resources" / "contracts" / "tabellen" / "svo_vragen_binnen.yaml")
    uit = check_table(yes_by_trait(personen), contract)
    return uit.set_index(["jaar", "vraag", "kenmerk", "categorie"]).sort_index()


def test_shares_are_weighted_and_of_who_answered():
    """At most three applications: 1 + 1 of 4; discrimination: 3 of 5; related work: 2 of 4."""
    tabel = table_of(svo())
    per_vraag = tabel.xs(("totaal", "totaal"), level=("kenmerk", "categorie"))
    assert {naam: tuple(rij) for naam, rij in per_vraag[["aandeel", "teller", "n_nee", "n"]].iterrows()} == {
        (2023, "discriminatie"): (0.6, 2, 2, 4),
        (2023, "hoogstens_drie"): (0.5, 2, 1, 3),
        (2023, "verwant"): (0.5, 2, 1, 3),
        (2024, "hoogstens_drie"): (0.0, 0, 1, 1),
    }
    assert tabel.loc[(2023, "discriminatie", "herkomst"), "aandeel"].to_dict() == {"met": 1.0, "zonder": 0.0}
    assert tabel.loc[(2023, "hoogstens_drie", "niveau"), "n"].to_dict() == {"2": 2, "3": 1}


def test_the_interval_is_that_of_wilson_on_kish_s_number():
    rij = table_of(svo()).loc[(2023, "discriminatie", "totaal", "totaal")]
    # Weights 1, 1, 2 and 1: 25 / 7 persons.
    grenzen = proportion_confint(0.6 * 25 / 7, 25 / 7, method="wilson")
    assert rij[["aandeel_min", "aandeel_max"]].tolist() == pytest.approx(grenzen)


@pytest.mark.parametrize("leeg", [False, True])
def test_a_question_that_was_not_asked_has_no_rows(leeg):
    zonder = (
        svo().assign(discriminatie=None, verwant=None) if leeg else svo().drop(columns=["discriminatie", "verwant"])
    )
    assert set(table_of(zonder).index.unique("vraag")) == {"hoogstens_drie"}
