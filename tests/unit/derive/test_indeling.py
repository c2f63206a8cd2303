"""Membership of groups, sectors and scenarios, by hand."""

import pandas as pd
import pytest
from derive.indeling import check_institutions, classify

from werkagenda.errors import InputError

GENOEMD = pd.DataFrame(
    [("01AA", "bc001"), ("01AA", "bc002"), ("02BB", "bc001"), ("03CC", "bc001"), ("03CC", "bc005")],
    columns=["instelling", "bc"],
)
REGELING = pd.DataFrame(
    [("bc001", "zorg"), ("bc002", ""), ("bc003", "woningbouw"), ("bc004", "zorg")], columns=["bc", "sector"]
)
# 02BB went into 01AA: both named bc001, which must count there once.
FUSIES = pd.DataFrame({"oud": ["02BB"], "nieuw": ["01AA"], "datum": ["2024-08-01"]})
SCENARIOS = {
    "ruim": {"wijzigingen": {"bc002": "zorg", "bc001": None}},
    "smal": {"wijzigingen": {"bc005": "klimaat"}, "sectoren": ["klimaat", "woningbouw"]},
}


@pytest.fixture
def groepen():
    uit = classify(GENOEMD, regeling=REGELING, fusies=FUSIES, scenarios=SCENARIOS)
    return {
        groep: list(deel[["instelling", "bc"]].itertuples(index=False, name=None))
        for groep, deel in uit.groupby("groep")
    }


def overal(*bcs):
    return [("*", bc) for bc in bcs]


def test_named_anywhere_counts_everywhere(groepen):
    assert groepen["genoemd"] == overal("bc001", "bc002", "bc005")


def test_named_by_the_institution_counts_there_only_after_mergers_and_once(groepen):
    assert groepen["per_instelling"] == [("01AA", "bc001"), ("01AA", "bc002"), ("03CC", "bc001"), ("03CC", "bc005")]


def test_regeling_is_every_programme_with_a_sector_named_or_not(groepen):
    assert groepen["regeling"] == overal("bc001", "bc003", "bc004")
    assert groepen["sector:zorg"] == overal("bc001", "bc004")
    assert groepen["sector:woningbouw"] == overal("bc003")


def test_sectors_add_up_to_regeling(groepen):
    delen = sorted(bc for groep, leden in groepen.items() if groep.startswith("sector:") for bc in leden)
    assert delen == groepen["regeling"]


def test_scenario_moves_programmes_in_and_out_and_may_count_some_sectors(groepen):
    assert groepen["scenario:ruim"] == overal("bc002", "bc003", "bc004")
    assert groepen["scenario:smal"] == overal("bc003", "bc005")


def test_no_other_groups(groepen):
    assert set(groepen) == {
        "genoemd", "per_instelling", "regeling", "sector:zorg", "sector:woningbouw", "scenario:ruim", "scenario:smal",
    }  # fmt: skip


PLANNEN = pd.DataFrame({"instelling": ["01AA", "02BB"]})
VANDAAG = pd.DataFrame({"instelling": ["01AA"]})
NAAR_EEN = pd.DataFrame({"oud": ["02BB"], "nieuw": ["01AA"], "datum": ["2024-08-01"]})


def test_plan_codes_are_known_after_mergers():
    check_institutions(pd.DataFrame({"instelling": ["02BB"]}), plannen=PLANNEN, instellingen=VANDAAG, fusies=NAAR_EEN)


def test_programme_named_by_an_institution_without_a_plan_stops_the_run():
    with pytest.raises(InputError, match="1 instellingen hebben geen plan: '77QQ'"):
        check_institutions(
            pd.DataFrame({"instelling": ["01AA", "77QQ"]}), plannen=PLANNEN, instellingen=VANDAAG, fusies=NAAR_EEN
        )


def test_plan_of_an_institution_that_is_in_no_list_stops_the_run():
    with pytest.raises(InputError, match="1 codes bestaan vandaag niet, ook niet na de fusies: '02BB'"):
        check_institutions(PLANNEN, plannen=PLANNEN, instellingen=VANDAAG, fusies=NAAR_EEN.iloc[:0])
