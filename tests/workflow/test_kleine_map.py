"""Figure 3.1 of the small folder, added up by hand, in each of the ways in which files can be delivered."""

import csv
import json
import shutil

import pytest
from helpers import small_folder as kleine_map
from helpers.small_folder import DOEL, JAREN

STUDENTEN = "results/checks/studenten_duo.csv"
# By hand, bol and bbl, 2021. Total: 30 + 10 + 20 + 40 + 50 = 150 and the small cell. Named anywhere (bc005, bc008):
# 30 + 10 + 20 + 40. Named by the institution itself (21CY bc008, and bc005 by the 20AA that became 25LX): 30 + 40. In a
# sector of the Regeling (bc008, zorg): 30 + 20. Each later year adds one per cell.
ZICHTBAAR = {"totaal": (150, 5), "genoemd": (100, 4), "per_instelling": (70, 2), "regeling": (50, 2)}
# The small cell: lower bound, middle half up, upper bound. A shows no 0: 0-4; a row of B holds somebody: 1-4.
A_EN_B, ALLEEN_A, LEVERING = (1, 3, 4), (0, 2, 4), (3, 3, 3)


def verwacht(per_jaar):
    uit = []
    for jaar, (onder, midden, boven) in per_jaar.items():
        for groep, (begin, stap) in ZICHTBAAR.items():
            som = begin + stap * (jaar - JAREN[0])
            klein = (midden, onder, boven) if groep == "totaal" else (0, 0, 0)
            uit.append([str(jaar), groep, *(str(som + deel) for deel in klein)])
    return uit


def figuur(project):
    with (project.map / DOEL).open(encoding="utf-8", newline="") as bestand:
        return list(csv.DictReader(bestand))


def cijfers(project):
    return [[rij[naam] for naam in ("jaar", "groep", "aantal", "aantal_min", "aantal_max")] for rij in figuur(project)]


@pytest.fixture
def zonder_duo(kleine_kopie):
    """The built project, its files of DUO taken away: what does not depend on them is not made again."""
    shutil.rmtree(kleine_kopie.map / "ruw" / "duo")
    return kleine_kopie


def draai(project):
    project.run(DOEL)
    return cijfers(project)


def test_open_files(kleine_run):
    assert cijfers(kleine_run) == verwacht(dict.fromkeys(JAREN, A_EN_B))
    deel = {(rij["jaar"], rij["groep"]): float(rij["aandeel_onderdrukt"]) for rij in figuur(kleine_run)}
    assert deel["2021", "totaal"] == pytest.approx(2.5 / 152.5)
    assert deel["2021", "genoemd"] == 0


@pytest.mark.parametrize(("soorten", "klein"), [("A", ALLEEN_A), ("B", A_EN_B)])
def test_one_of_a_and_b_is_enough(zonder_duo, soorten, klein):
    kleine_map.schrijf_duo(zonder_duo.map / "ruw", JAREN[:2], soorten=soorten)
    kleine_map.schrijf_vast(zonder_duo.map / "ruw")
    assert draai(zonder_duo) == verwacht(dict.fromkeys(JAREN[:2], klein))


def test_delivery_only(zonder_duo):
    kleine_map.schrijf_duo(zonder_duo.map / "ruw", JAREN[:2], levering=True)
    kleine_map.schrijf_vast(zonder_duo.map / "ruw")
    assert draai(zonder_duo) == verwacht(dict.fromkeys(JAREN[:2], LEVERING))


def test_delivery_goes_before_the_open_file_of_its_year(zonder_duo):
    kleine_map.schrijf_duo(zonder_duo.map / "ruw", (2020, 2021), levering=True)
    kleine_map.schrijf_duo(zonder_duo.map / "ruw", (2021, 2022))
    kleine_map.schrijf_vast(zonder_duo.map / "ruw")
    assert draai(zonder_duo) == verwacht({2020: LEVERING, 2021: LEVERING, 2022: A_EN_B})
    assert [rij["jaar"] for rij in figuur(zonder_duo) if rij["reeksbreuk"] == "ja"] == ["2021"] * len(ZICHTBAAR)


def test_plans_in_one_workbook(kleine_kopie):
    ruw = kleine_kopie.map / "ruw"
    shutil.rmtree(ruw / "plans")
    (ruw / "plans").mkdir()
    kleine_map.schrijf_werkboek(ruw / kleine_map.WERKBOEK)
    assert draai(kleine_kopie) == verwacht(dict.fromkeys(JAREN, A_EN_B))


def test_a_product_says_that_its_file_was_not_delivered(kleine_kopie):
    """The run goes on: an empty table, and words for it."""
    kleine_kopie.run("results/tables/tabel_s_vsv.md", "results/text/tabel_s_vsv.json", STUDENTEN)
    assert len((kleine_kopie.map / STUDENTEN).read_text(encoding="utf-8").splitlines()) == 1
    data = (kleine_kopie.map / "results" / "data" / "tabel_s_vsv.csv").read_text(encoding="utf-8")
    assert len(data.splitlines()) == 1
    tekst = json.loads((kleine_kopie.map / "results" / "text" / "tabel_s_vsv.json").read_text(encoding="utf-8"))
    assert tekst["titel"] == "Nieuwe voortijdig schoolverlaters: geen gegevens aangeleverd"
    assert "geen gegevens" in (kleine_kopie.map / "results" / "tables" / "tabel_s_vsv.md").read_text(encoding="utf-8")


def test_a_student_file_that_does_not_fit_is_named_and_the_run_goes_on(kleine_kopie):
    """By hand, 2023: bbl of 21CY is 10 + 2 new and 60 others, 72; bol 30 + 2 and 60, 92, where this file says 500."""
    kop = (
        "JAAR,PROVINCIE INSTELLING,BEVOEGD GEZAG NUMMER,INSTELLINGSCODE,INSTELLINGSNAAM,PLAATSNAAM INSTELLING,"
        "GEMEENTENUMMER INSTELLING,GEMEENTE INSTELLING,BBL,BOLDT,BOLVT,EX"
    )
    bestand = kleine_kopie.map / "ruw" / "duo" / "01 studenten.csv"
    bestand.write_text(f"{kop}\n2023,Utrecht,1,21CY,Curio,BREDA,0758,Breda,72,0,500,0\n", encoding="utf-8")
    gezegd = kleine_kopie.run(STUDENTEN)
    with (kleine_kopie.map / STUDENTEN).open(encoding="utf-8", newline="") as uit:
        rijen = [rij for rij in csv.DictReader(uit) if rij["instelling"] == "21CY"]
    assert [(rij["leerweg"], rij["bestand_max"], rij["aantal_max"], rij["past"]) for rij in rijen] == [
        ("bol", "500", "92", "nee"),
        ("bbl", "72", "72", "ja"),
    ]
    assert "aantallen passen niet bij de instroombestanden" in gezegd
