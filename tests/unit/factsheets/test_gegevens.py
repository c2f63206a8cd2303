"""Which institutions get a page, and that a page holds what it shows and no more."""

import pandas as pd
import pytest
from factsheets.factsheet_gegevens import as_json, chosen
from helpers.factsheet_example import group, sheet

from werkagenda.errors import InputError

INSTELLINGEN = pd.DataFrame(
    {
        "instelling": ["01AA", "02AA", "03AA"],
        "instellingsnaam": ["Een", "Twee", "Drie"],
        "soort_instelling": ["roc", "roc", "beroepscollege"],
        "provincie": ["Drenthe"] * 3,
    }
)
# 97AA went into 98AA, and that into 02AA.
FUSIES = pd.DataFrame({"oud": ["98AA", "97AA"], "nieuw": ["02AA", "98AA"]})


def test_all_institutions_with_the_codes_that_merged_into_them():
    uit = chosen(INSTELLINGEN, fusies=FUSIES, keuze=[])
    assert uit.set_index("instelling")["voorheen"].to_dict() == {"01AA": "", "02AA": "97AA, 98AA", "03AA": ""}
    assert uit["naam"].tolist() == ["Een", "Twee", "Drie"]


def test_no_mergers_at_all():
    assert chosen(INSTELLINGEN, fusies=FUSIES.iloc[:0], keuze=["03AA"])["voorheen"].tolist() == [""]


def test_the_setting_chooses_and_a_wrong_code_is_named():
    assert chosen(INSTELLINGEN, fusies=FUSIES, keuze=["03AA", "01AA"])["instelling"].tolist() == ["01AA", "03AA"]
    with pytest.raises(InputError, match=r"factsheets\.instellingen: '98AA' is geen instelling"):
        chosen(INSTELLINGEN, fusies=FUSIES, keuze=["98AA"])


def test_the_bytes_of_a_page_follow_what_it_shows_alone():
    """The third of five moves between its neighbours: no quantile moves, so the page of the first stays the same."""
    anders = group()
    anders.loc[2, "waarde"] = 0.31
    assert as_json(sheet(group())) == as_json(sheet(anders))
    anders.loc[0, "waarde"] = 0.11
    assert as_json(sheet(group())) != as_json(sheet(anders))


def test_indicators_stand_under_their_objective():
    (doel,) = sheet(group())["doelstellingen"]
    assert (doel["nummer"], doel["naam"], [rij["id"] for rij in doel["rijen"]]) == (
        "1.2",
        "Welzijn & veiligheid",
        ["veilig"],
    )
