"""Traps in the coded plans: csv or workbook, either separator and decimal sign, shares, more than one workbook."""

import pytest
from helpers.small_folder import KOP_PLAN, PLANNEN, regels
from openpyxl import Workbook

from werkagenda.errors import InputError
from werkagenda.ingest.sources import NODIG_DUO, arrange, find_files


@pytest.mark.parametrize("scheiding", [";", ","])
@pytest.mark.parametrize("punt", [False, True])
def test_plans_with_either_separator_and_decimal_sign(lees, scheiding, punt):
    rijen = [[cel.replace(",", ".") if punt else cel for cel in rij] for rij in PLANNEN]
    tabel = lees("plan_instellingen", "instellingen.csv", regels(KOP_PLAN, rijen, scheiding=scheiding).encode())
    assert tabel["aandeel_bbl"].tolist() == [0.125, 0.25]
    assert tabel["aandeel_niveau_1_2"].tolist() == [0.25, 0.5]


def test_plans_in_a_workbook(lees, tmp_path):
    boek = Workbook()
    boek.active.title = "toelichting"
    blad = boek.create_sheet("instellingen")
    # Excel keeps an empty column, an empty row and numbers as numbers; the second share came as text with a comma.
    for rij in [[*KOP_PLAN, None, None], [*PLANNEN[0][:6], 0.125, *PLANNEN[0][7:]], [], PLANNEN[1]]:
        blad.append(rij)
    boek.save(tmp_path / "plannen.xlsx")
    tabel = lees("plan_instellingen", "plannen.xlsx", None)
    assert tabel[["instelling", "aandeel_bbl"]].to_numpy().tolist() == [["20AA", 0.125], ["21CY", 0.25]]
    with pytest.raises(InputError, match=r"plan_bc_genoemd \| plannen.xlsx: het blad 'bc_genoemd' ontbreekt"):
        lees("plan_bc_genoemd", "plannen.xlsx", None)


def test_a_workbook_that_is_none(lees):
    with pytest.raises(InputError, match=r"plannen.xlsx: het bestand is leeg, beschadigd of geen werkboek"):
        lees("plan_instellingen", "plannen.xlsx", b"instelling;bc\r\n")


@pytest.mark.parametrize("waarde", ["1,25", "-0.1", "25%", "", "nan"])
def test_a_share_of_a_plan_lies_within_0_and_1(lees, waarde):
    rijen = [[*PLANNEN[0][:6], waarde, *PLANNEN[0][7:]], PLANNEN[1]]
    with pytest.raises(
        InputError, match=r"kolom aandeel_bbl: 1 rijen met een onbekende waarde .* een aandeel van 0 tot 1"
    ):
        lees("plan_instellingen", "instellingen.csv", regels(KOP_PLAN, rijen, scheiding=";").encode())


def test_the_lock_file_of_an_open_workbook_is_no_second_workbook(tmp_path):
    for naam in ("plannen.xlsx", "~$plannen.xlsx"):
        (tmp_path / naam).touch()
    with pytest.raises(InputError, match=r"^instroom_a of instroom_b of .*: er is geen bestand van die naam"):
        find_files(
            tmp_path, dict.fromkeys(BRONNEN, "*.csv") | {"plan_bc_genoemd": "*.xlsx"}, dict.fromkeys(BRONNEN), NODIG_DUO
        )
    with pytest.raises(InputError, match="er zijn twee bestanden voor alle"):
        arrange("plan_bc_genoemd", ["a.xlsx", "b.xlsx"], None)


BRONNEN = (
    "instroom_a",
    "instroom_b",
    "levering_instroom_a",
    "levering_instroom_b",
    "gediplomeerden",
    "levering_gediplomeerden",
    "instellingen",
    "crebo_bc",
    "fusies",
    "plan_instellingen",
    "plan_bc_genoemd",
)
