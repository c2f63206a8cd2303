"""Graduates in care, technology or education: who counts, by hand, and the share of them."""

import pandas as pd
import pytest
import yaml
from derive.diplomarichting import HOOFDGROEPEN, by_direction
from helpers.cbs_rows import PERSOON, nummer
from helpers.project import ROOT
from products.diplomarichting import share_of_directions
from statsmodels.stats.proportion import proportion_confint

from werkagenda.contract.contracts import load_contract
from werkagenda.contract.tables import check_table
from werkagenda.errors import InputError

TABELLEN = ROOT / "resources" / "contracts" / "tabellen"
# As DUO writes them, with a capital.
RICHTINGEN = [naam.capitalize() for naam in (*HOOFDGROEPEN, "handel en ondernemerschap")]
KOPPELING = pd.DataFrame({"oplnr": [f"00000{plek}" for plek in range(6)], "opleidingsrichting": RICHTINGEN})
HANDEL = "000005"
# Per person a diploma: cohort, OPLNR, level, leerweg, and whether it is the one of that cohort.
DIPLOMAS = {
    1: [(2016, "000000", 2, "bol", 1)],
    2: [(2016, "000001", 3, "bbl", 1), (2017, "000002", 4, "bol", 1)],
    3: [(2016, HANDEL, 4, "bol", 1), (2016, "000003", 3, "bol", 0)],
    4: [(2016, "000003", 1, "bol", 1)],
    5: [(2016, "999999", None, "bol", 1)],
    6: [(2016, "000004", 4, "overig", 1)],
    7: [(2016, HANDEL, 2, "bol", 1)],
}
# In technology; there too, and a year later again; only another diploma is; entree, unlinked and another leerweg do not
# count; in trade.
VERWACHT = {(2016, 1): "ja", (2016, 2): "ja", (2017, 2): "ja", (2016, 3): "nee", (2016, 7): "nee"}


def graduates():
    per_cohort = {}
    for cohort in (2016, 2017):
        rijen = [
            (*nummer(wie), oplnr, niveau, leerweg, gekozen)
            for wie, diplomas in DIPLOMAS.items()
            for jaar, oplnr, niveau, leerweg, gekozen in diplomas
            if jaar == cohort
        ]
        tabel = pd.DataFrame(rijen, columns=[*PERSOON, "oplnr", "niveau", "leerweg", "gekozen"])
        per_cohort[cohort] = tabel.astype({"niveau": "Int64"})
    return per_cohort


@pytest.fixture
def richting():
    contract = load_contract(TABELLEN / "gediplomeerden_richting.yaml")
    return check_table(by_direction(graduates(), KOPPELING, leerwegen=["bol", "bbl"]), contract)


def test_who_counts_and_in_which_direction(richting):
    gevonden = zip(richting["jaar"], richting["rinpersoon"].astype(int), strict=True)
    assert dict(zip(gevonden, richting["zorg_techniek_onderwijs"], strict=True)) == VERWACHT


def test_every_main_group_counts():
    """One person in each of the five and one in trade."""
    rijen = [(*nummer(wie), oplnr, 4, "bol", 1) for wie, oplnr in enumerate(KOPPELING["oplnr"], start=1)]
    tabel = pd.DataFrame(rijen, columns=[*PERSOON, "oplnr", "niveau", "leerweg", "gekozen"])
    uit = share_of_directions(by_direction({2016: tabel}, KOPPELING, leerwegen=["bol"]), leerwegen=["bol"])
    assert uit["teller"].tolist() == [5, 5]
    assert uit["n"].tolist() == [6, 6]


def test_a_main_group_under_another_name_stops_the_run():
    anders = KOPPELING.replace("Zorg en welzijn", "Zorg, welzijn en sport")
    with pytest.raises(InputError, match="geen enkele opleiding heeft de hoofdgroep 'zorg en welzijn'"):
        by_direction(graduates(), anders, leerwegen=["bol"])


def test_the_share_is_of_all_graduates_of_the_year(richting):
    contract = load_contract(TABELLEN / "diplomarichting_binnen.yaml")
    uit = check_table(share_of_directions(richting, leerwegen=["bol", "bbl"]), contract)
    uit = uit.set_index(["jaar", "categorie"])
    assert {sleutel: tuple(rij) for sleutel, rij in uit[["n", "teller", "n_nee"]].iterrows()} == {
        (2016, "totaal"): (4, 2, 2),
        (2016, "bol"): (3, 1, 2),
        (2016, "bbl"): (1, 1, 0),
        (2017, "totaal"): (1, 1, 0),
        (2017, "bol"): (1, 1, 0),
        (2017, "bbl"): (0, 0, 0),
    }
    rij = uit.loc[(2016, "bol")]
    assert [rij["aandeel_min"], rij["aandeel_max"]] == pytest.approx(proportion_confint(1, 3, method="wilson"))


def test_without_a_cohort_there_are_no_rows():
    leeg = by_direction({}, KOPPELING, leerwegen=["bol"])
    contract = load_contract(TABELLEN / "diplomarichting_binnen.yaml")
    assert check_table(share_of_directions(leeg, leerwegen=["bol"]), contract).empty


def test_the_note_names_the_main_groups_that_count():
    noten = " ".join(
        yaml.safe_load((ROOT / "report/teksten/diplomarichting.yaml").read_text(encoding="utf-8"))["noten"]
    )
    assert [naam for naam in HOOFDGROEPEN if naam not in noten] == []
