"""What the appendices say of a run without suppressed cells, and of the two ways to estimate them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import bijlagen
import pandas as pd
import pytest
import yaml
from voorbereiden import report_variables

ROOT = Path(__file__).parents[3]


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
    assert "75,0% van de 4 cijfers" in gezegd
    assert "Niet zo gemaakt is de invoer van Tabel S.8 (1 van 2 past)." in gezegd
    assert "zegt niets over de cijfers in de rapporten" in gezegd
    assert bijlagen.calibration(vergeleken.assign(geijkt="nee"), {}, tekst) == "\n", "echte bestanden"


def test_a_verdict_without_proof_does_not_fit() -> None:
    """An interval wider than the number, a difference, a contradiction and a gap are no agreement."""
    assert bijlagen.PAST == ("gelijk", "binnen afronding", "binnen bereik", "binnen onzekerheid")
