"""What the appendices say of a run without suppressed cells, and of the two ways to estimate them."""

from __future__ import annotations

from typing import Any

import bijlagen
import pandas as pd
import pytest
import yaml
from helpers.book_example import WOORDEN, backtests, counts, students
from helpers.project import ROOT

from werkagenda.words.settings import report_variables


def _page(naam: str) -> Any:
    return yaml.safe_load((ROOT / "report" / "paginas" / f"{naam}.yaml").read_text(encoding="utf-8"))


def test_a_run_without_suppressed_cells_says_so() -> None:
    """One file, nothing hidden."""
    rij = {"jaar": [2023], "bron": ["a"], "maat": ["m"], "cellen": [9], "onderdrukt": [0], "gemiddelde": [0.0]}
    assert (
        bijlagen.suppression(pd.DataFrame(rij), _page("bijlagen")["onderdrukking"])
        == "In de bestanden van deze uitgave is niets afgeschermd.\n"
    )


@pytest.mark.parametrize(("verwacht", "woord"), [("model", "geschat per bestand en jaar"), ("midden", "het midden")])
def test_the_expected_value_is_the_one_of_the_settings(verwacht: str, woord: str) -> None:
    """The sentence of appendix C.2."""
    variabelen = report_variables(
        richting={"aandeel": 0.5, "aantal": 1.0}, reeksbreuk=2021, verwacht=verwacht, tekst=_page("boek")["rapport"]
    )
    assert woord in variabelen["rapport"]["verwachte_waarde"]


def test_the_example_is_worked_out_from_the_last_estimated_number() -> None:
    """Bounds 200 below and 300 above an estimate of 1000, and an interval of 10 to either side."""
    tekst = _page("bijlagen")["voorbeeld"]
    gezegd = bijlagen.interval_example({"instroom": counts()}, tekst)
    assert "In 2023 begonnen naar schatting 1.000 studenten" in gezegd
    assert "Daarvan is 25,0 procent geschat" in gezegd
    assert "van 20,0 procent onder tot 30,0 procent boven de schatting" in gezegd
    assert "van 990 tot 1.010 studenten" in gezegd
    assert "niet meer dan 1,0 procent naast" in gezegd


def test_an_interval_that_a_bound_cuts_off_is_described_by_its_longer_side() -> None:
    """995 to 1030 is 3 percent off at most."""
    scheef = counts().assign(aantal_laag=[900, 995], aantal_hoog=[900, 1030])
    gezegd = bijlagen.interval_example({"instroom": scheef}, _page("bijlagen")["voorbeeld"])
    assert "niet meer dan 3,0 procent naast" in gezegd


def test_the_example_comes_from_the_measure_that_has_one() -> None:
    """Graduates are estimated, the inflow has bounds alone; then neither; then nothing is suppressed."""
    tekst = _page("bijlagen")["voorbeeld"]
    begrensd = counts().assign(telling=["geteld", "begrensd"])
    geteld = counts().assign(telling="geteld")
    beide = bijlagen.interval_example({"instroom": begrensd, "gediplomeerd": counts()}, tekst)
    assert "haalden naar schatting 1.000 studenten een diploma" in beide
    grenzen = bijlagen.interval_example({"instroom": geteld, "gediplomeerd": begrensd}, tekst)
    assert "haalden ten minste 800 en ten hoogste 1.300 studenten een diploma" in grenzen
    assert "Een 95%-interval is er niet" in grenzen
    assert "geen geschat" in bijlagen.interval_example({"instroom": geteld, "gediplomeerd": geteld}, tekst)


def test_the_backtest_counts_every_block_once() -> None:
    """Institutions: (30 x 0.9 + 10 x 1) / 40 = 92.5 %, (30 x 2 + 10 x 4) / 40 = 2.5 %; of all 44, 40 fit: 90.9 %."""
    gezegd = bijlagen.backtest(backtests(), {"instroom": counts()}, _page("bijlagen")["terugtoets"], WOORDEN)
    assert "De jaren 2021 en 2022 zijn om de beurt" in gezegd
    assert "Van alle 44 optellingen lag 90,9 procent in het 95%-interval, minder dan het interval belooft." in gezegd
    assert "ten minste 20 optellingen was dat het minst bij een instelling (aantal): 92,5 procent." in gezegd
    rijen = [[cel.strip() for cel in regel.split("|")[1:-1]] for regel in gezegd.splitlines() if regel.startswith("|")]
    assert rijen[2:] == [
        ["Aantal", "Alle opleidingen", "1", "0,0%", "3,00", "1,00", "0,30", "3,00"],
        ["Aantal", "Een instelling", "40", "92,5%", "3,00", "1,00", "2,50", "25,00"],
        ["Aandeel", "Groep opleidingen", "3", "100,0%", "3,00", "1,00", "0,20", "2,00"],
    ]


def test_intervals_that_hold_enough_are_not_called_narrow() -> None:
    """All blocks fit."""
    alle = backtests().assign(gedekt=1.0)
    gezegd = bijlagen.backtest(alle, {"instroom": counts()}, _page("bijlagen")["terugtoets"], WOORDEN)
    assert "lag 100,0 procent in het 95%-interval." in gezegd


@pytest.mark.parametrize(
    ("telling", "zin"),
    [
        ("geschat", "geen ander jaar om het aan te toetsen"),
        ("begrensd", "er valt niets te toetsen"),
        ("geteld", "In de gediplomeerden is niets geschat."),
    ],
)
def test_without_a_second_year_nothing_is_tested_and_the_text_says_so(telling: str, zin: str) -> None:
    """One overlap year, none, and nothing suppressed; beside a measure that is tested, or by itself."""
    tekst = _page("bijlagen")["terugtoets"]
    tellingen = {"instroom": counts(), "gediplomeerd": counts().assign(telling=["geteld", telling])}
    assert zin in bijlagen.backtest(backtests(), tellingen, tekst, WOORDEN)
    leeg = bijlagen.backtest(backtests().iloc[:0], tellingen, tekst, WOORDEN)
    assert zin in leeg
    assert "|" not in leeg
    assert "Van de instroom is er maar een enkel jaar" in leeg


def test_the_student_files_say_how_far_the_estimate_is_off() -> None:
    """File 01: estimates 102, 190 and 301 of 100, 200 and 300: 2, 5 and 0.3 percent off, together 7 of 600 too few.

    A count of the file that is suppressed, and one of the inflow that is whole, say nothing of the estimate.
    """
    gezegd = bijlagen.student_files(students(), _page("bijlagen")["studenten_duo"])
    assert "studenten naar leerweg is dat bij alle 5 aantallen zo, in 2022 en 2023." in gezegd
    assert "Bij 3 daarvan" in gezegd
    assert "ligt er hoogstens 2,0 procent naast; opgeteld is het verschil -1,2 procent." in gezegd.replace(
        "\u2212", "-"
    )
    assert "verblijfsjaar is dat bij 1 van de 2 aantallen niet zo" in gezegd
    assert "(results/checks/studenten_duo.csv noemt ze), in 2022." in gezegd
    assert gezegd.count("opgeteld") == 1


def test_without_student_files_the_appendix_says_that_nothing_was_checked() -> None:
    """No rows at all."""
    gezegd = bijlagen.student_files(students().iloc[:0], _page("bijlagen")["studenten_duo"])
    assert "niet aangeleverd" in gezegd
    assert "niet nagegaan" in gezegd


def test_every_kind_of_block_has_words() -> None:
    """The codes of the contract."""
    contract = yaml.safe_load((ROOT / "resources/contracts/tabellen/terugtoets.yaml").read_text(encoding="utf-8"))
    codes = {kolom["naam"]: kolom["codes"] for kolom in contract["kolommen"] if "codes" in kolom}
    assert {*codes["grootheid"], *codes["soort"]} == set(WOORDEN)


def test_every_verdict_of_the_contract_is_counted_and_explained() -> None:
    """The counts have a column per verdict, and appendix D a definition."""
    contract = yaml.safe_load((ROOT / "resources/contracts/tabellen/reconciliatie.yaml").read_text(encoding="utf-8"))
    codes = next(kolom["codes"] for kolom in contract["kolommen"] if kolom["naam"] == "oordeel")
    assert set(codes) == set(bijlagen.OORDELEN)
    uitleg = (ROOT / "report" / "bijlage_d.qmd").read_text(encoding="utf-8")
    assert [regel for regel in uitleg.splitlines() if regel in codes] == [
        "gelijk",
        "binnen afronding",
        "binnen bereik",
        "binnen onzekerheid",
        "te onzeker",
        "afwijkend",
        "bron strijdig",
        "niet berekend",
    ]
    vergeleken = pd.DataFrame({"product": ["p", "p", "q"], "oordeel": ["binnen onzekerheid", "gelijk", "gelijk"]})
    tabel = bijlagen.verdict_counts(vergeleken, {}, _page("bijlagen")["telling"])
    rijen = [regel.split("|")[1:-1] for regel in tabel.splitlines() if "|" in regel]
    assert [cel.strip() for cel in rijen[-1]] == ["Totaal", "2", "0", "0", "1", "0", "0", "0", "0"]


def test_the_reader_is_told_what_agreement_on_generated_files_proves() -> None:
    """Three of the four that fit were generated to; one typology number is free and does not fit."""
    vergeleken = pd.DataFrame(
        {
            "product": ["p", "p", "p", "tabel_s_typering", "tabel_s_typering"],
            "oordeel": ["gelijk", "binnen bereik", "binnen onzekerheid", "gelijk", "afwijkend"],
            "geijkt": ["ja", "ja", "ja", "nee", "nee"],
        }
    )
    tekst = _page("bijlagen")["ijking"]
    gezegd = bijlagen.calibration(vergeleken, {"tabel_s_typering": "Tabel S.8"}, tekst)
    assert "75,0 procent van de 4 cijfers" in gezegd
    assert "Niet zo gemaakt is de invoer van Tabel S.8 (1 van 2 past)." in gezegd
    assert "zegt niets over de cijfers in de rapporten" in gezegd
    assert bijlagen.calibration(vergeleken.assign(geijkt="nee"), {}, tekst) == "\n", "echte bestanden"


def test_a_verdict_without_proof_does_not_fit() -> None:
    """An interval wider than the number, a difference, a contradiction and a gap are no agreement."""
    assert bijlagen.PAST == ("gelijk", "binnen afronding", "binnen bereik", "binnen onzekerheid")


def test_what_drops_out_is_in_words_and_names_no_institution() -> None:
    """The rule and its table as a reader says them; what has no words keeps its name."""
    uitval = pd.DataFrame(
        {
            "stap": ["inlezen_statline/statline_instroom/alle", "nog_een_stap"],
            "bron": ["statline_instroom", "een_bestand"],
            "rijen_in": [3000, 2],
            "rijen_uit": [1, 2],
            "studenten": [5, 0],
            "reden": ["let op: 2 begrotingen tellen niet mee, samen 9 euro: '93FG', '98AA' en 3 andere", "zomaar"],
        }
    )
    gezegd = bijlagen.attrition(uitval, _page("bijlagen")["uitval"])
    assert "| StatLine inlezen | StatLine, nieuwe studenten | 3.000 | 1 | 5 |" in gezegd
    assert "| nog een stap | een bestand | 2 | 2 | 0 | Zomaar |" in gezegd
    assert "| Let op: 2 begrotingen tellen niet mee, samen 9 euro |" in gezegd
    assert "93FG" not in gezegd


def test_every_step_that_notes_what_drops_out_has_words() -> None:
    """A script has the name of its rule; where a room notes it, the rules are those that use the room."""
    stappen = _page("bijlagen")["uitval"]["stappen"]
    scripts = [*(ROOT / "workflow/scripts").glob("*/*.py")]
    wijst_aan = ("s.attrition(", "note_choice(")
    zelf = {pad.stem for pad in scripts if any(woord in pad.read_text(encoding="utf-8") for woord in wijst_aan)}
    assert len(zelf) >= 10
    assert zelf <= set(stappen)
