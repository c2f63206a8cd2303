"""Facts of the tables of chapter 3, on rows small enough to work out by hand."""

import pandas as pd
import pytest
from helpers.registers import LABELS
from unit.text.facts_tabellen import EXAMPLES, facts, ontleed, per_sector, uitgesplitst

from werkagenda.words.text import frame

BOL, BBL = (LABELS["leerweg"][leerweg] for leerweg in ("bol", "bbl"))


def test_breakdown_by_leerweg_and_level():
    gevonden = EXAMPLES["uitsplitsing"]["vol"]
    assert [(rij["leerweg"], round(rij["aandeel"], 9)) for rij in gevonden["per_leerweg"]] == [(BOL, 0.32), (BBL, 0.42)]
    assert gevonden["hoogste_niveaus"] == ["3"]
    # From the break on: 2021 to 2022, not 2020.
    assert (gevonden["van_jaar"], gevonden["tot_jaar"], gevonden["bbl"]["van"]) == (2021, 2022, 0.25)


def test_a_leerweg_that_the_data_lack_is_not_mentioned():
    gevonden = EXAMPLES["uitsplitsing"]["alleen bol"]
    assert [rij["leerweg"] for rij in gevonden["per_leerweg"]] == [BOL]
    assert gevonden["bbl"] is None  # none are in bbl


def test_rows_without_students_are_left_out():
    zonder = (2022, "regeling", "niveau", "", "1", float("nan"))
    gevonden = facts("uitsplitsing", uitgesplitst(zonder, (2022, "regeling", "niveau", "", "2", 0.3)))
    assert gevonden["hoogste_niveaus"] == []  # the only level left


def test_spread_over_institutions():
    gevonden = EXAMPLES["spreiding"]["vol"]
    assert [gevonden["instroom"][naam] for naam in ("jaar", "p25", "p75", "gemiddelde", "gelijk")] == [
        2022,
        0.12,
        0.345,
        0.25,
        False,
    ]
    assert gevonden["gediplomeerd"]["gelijk"]  # 20.1 and 20.4 percent print alike


def test_sectors_that_drive_the_change():
    reeksen = {"zorg": (500, 400), "woningbouw": (300, 350), "onderwijs": (0, 0), "veiligheid": (1000, 1005)}
    gevonden = facts("sectoren", per_sector(reeksen))["instroom"]
    assert (gevonden["sterkste"], gevonden["verschil"]) == (["zorg"], -100)
    assert (gevonden["grootste"], gevonden["grootste_aantal"]) == (["veiligheid"], 1005)
    # 100 fewer, 85 wide; 60 more; none: the first two may be the strongest.
    gedeeld = EXAMPLES["sectoren"]["onzeker"]["instroom"]
    assert (gedeeld["sterkste"], gedeeld["verschil"]) == (["zorg", "bouw"], None)
    assert (gedeeld["grootste"], gedeeld["grootste_aantal"]) == (["zorg"], 400)


def test_no_sector_stands_out_where_two_change_alike_or_none_does():
    gelijk, niets = EXAMPLES["sectoren"]["sterkste"]["gediplomeerd"], EXAMPLES["sectoren"]["leeg"]["instroom"]
    assert (gelijk["sterkste"], gelijk["veranderd"]) == ([], True)
    assert (niets["sterkste"], niets["veranderd"]) == ([], False)


def test_decomposition_names_the_larger_cause_of_the_last_change():
    gevonden = EXAMPLES["ontleding"]["aandeel"]
    assert [gevonden[naam] for naam in ("van_jaar", "tot_jaar", "som", "totaaleffect")] == [2023, 2024, 1050, -20]
    assert gevonden["oorzaak"] == "aandeel"
    assert EXAMPLES["ontleding"]["totaal"]["oorzaak"] == "totaal"
    # 30 and 10, both 11 wide to either side: 19 to 41 and 0 to 21.
    assert EXAMPLES["ontleding"]["onzeker"]["oorzaak"] == EXAMPLES["ontleding"]["begrensd"]["oorzaak"] == ""
    assert EXAMPLES["ontleding"]["totaal"]["nieuw"] is None


def test_decomposition_is_of_the_inflow_of_the_regeling():
    anders = ontleed(totaaleffect=5, aandeeleffect=1, som=6).assign(maat="gediplomeerd")
    assert facts("ontleding", anders)["van_jaar"] is None


def test_table_b_0_1():
    assert EXAMPLES["beroepsopleidingen"]["vol"] == {"genoemd": 3, "in_sector": 2}


def test_key_figures():
    assert EXAMPLES["kerncijfers"]["vol"] == {
        "plannen": 55,
        "geen": 3,
        "college": 2,
        "onbekend": 2,
        "bcs_totaal": 212,
        "bcs_genoemd": 137,
        "bcs_regeling": 37,
    }


@pytest.mark.parametrize(
    ("tellingen", "noot"),
    [
        (["geteld", "geteld"], ""),
        (["geteld", "geschat"], "2023 met ster"),
        (["geschat", "geschat"], "2022 en 2023 met ster"),
        (["begrensd", "geteld"], "geen ontwikkeling: 2022"),
    ],
)
def test_a_note_names_the_years_that_are_not_counted(tellingen, noot):
    noten = {
        "geschat": "{{ jaren }}{% if ster %} met ster{% endif %}",
        "begrensd": "geen ontwikkeling: {{ jaren }}",
    }
    register = {
        "product": {"soort": "figuur", "familie": "f", "maat": "instroom", "bron": "b"},
        "labels": {"leerweg": {"bol": "de bol"}},
        "zinnen": {},
        "algemeen": {
            "merk": "M",
            "bronnen": {"b": "B"},
            "grenswoorden": {"figuur": "Streepjes"},
            "voorwaardelijke_noten": noten,
        },
    }
    data = pd.DataFrame({"jaar": [2022, 2023], "aandeel_min": 0.3, "telling": tellingen})
    tekst = {"titel": "", "alt": "", "variabelen": {}}
    vast = {"naam": "x", "openbaar": True, "leerwegen": ["bol"], "synthetisch": False, "woorden": {}}
    assert "".join(frame(tekst, data, register=register, **vast)["noten"]) == noot
