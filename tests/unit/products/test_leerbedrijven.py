"""Satisfaction of training firms, by hand."""

import pandas as pd
import pytest
from helpers.project import ROOT
from products.leerbedrijven import KOLOMMEN, satisfied
from statsmodels.stats.proportion import proportion_confint

from werkagenda.contract.contracts import load_contract
from werkagenda.contract.tables import check_table
from werkagenda.errors import InputError

CONTRACT = load_contract(ROOT / "resources" / "contracts" / "tabellen" / "leerbedrijven.yaml")


def answers(*rijen):
    return pd.DataFrame(rijen, columns=["jaar", "vraag", "categorie", "aandeel", "n"])


ALLES = answers(
    (2022, "beroepsvaardigheden", None, 0.78, 1000),
    (2022, "beroepsvaardigheden", "zorg", 0.90, 40),
    (2022, "beroepsvaardigheden", "techniek", 0.70, 960),
    (2024, "beroepsvaardigheden", None, 0.76, 900),
    (2024, "taal_rekenen", None, 0.61, 900),
)


def test_the_national_share_is_the_one_that_sbb_gives():
    """Weighted by firms the two sectorkamers make 0.708; SBB says 0.78."""
    tabel = check_table(satisfied(ALLES), CONTRACT).set_index(["jaar", "vraag", "kenmerk", "categorie"])
    assert tabel["aandeel"].to_dict() == {
        (2022, "beroepsvaardigheden", "totaal", "totaal"): 0.78,
        (2022, "beroepsvaardigheden", "sectorkamer", "zorg"): 0.90,
        (2022, "beroepsvaardigheden", "sectorkamer", "techniek"): 0.70,
        (2024, "beroepsvaardigheden", "totaal", "totaal"): 0.76,
        (2024, "taal_rekenen", "totaal", "totaal"): 0.61,
    }


def test_the_interval_is_that_of_wilson():
    zorg = satisfied(ALLES).query("categorie == 'zorg'").iloc[0]
    assert [zorg["aandeel_min"], zorg["aandeel_max"]] == pytest.approx(proportion_confint(36, 40, method="wilson"))


def test_a_question_without_a_national_row_stops():
    with pytest.raises(InputError, match=r"kolom sectorkamer: 1 vragen zonder landelijk cijfer: '2024 taal_rekenen'"):
        satisfied(pd.concat([ALLES.iloc[:-1], answers((2024, "taal_rekenen", "zorg", 0.6, 50))]))


def test_without_a_file_there_are_no_rows():
    assert check_table(pd.DataFrame(columns=KOLOMMEN), CONTRACT).empty
