"""The page for the output checker says per table what it is and how it was judged, and needs nothing beside it."""

from __future__ import annotations

import csv
import re
from html.parser import HTMLParser

import pytest
import yaml
from disclosure.controlepagina import as_text, page, rows
from helpers import export_example as vb
from helpers.project import ROOT

from werkagenda.contract.contracts import load_contract
from werkagenda.report.template import fill

TEKSTEN = yaml.safe_load((ROOT / "resources" / "uitvoer.yaml").read_text(encoding="utf-8"))["pagina"]
# What came with the second round.
NIEUW = {"dominantie_twee": 0.85, "p_procent": 0.15, "afstand": 5, "afronding": 0}
REGELS = {"minimum": 10, "groepsaandeel": 0.9, "dominantie": 0.5, "vrijheidsgraden": 10, "breedte": 10, **NIEUW}


def parts(taal: str, merk: str = "") -> list[dict]:
    return page(vb.facts(), woorden=TEKSTEN[taal], regels=REGELS, eerder=[], merk=merk)


def made(taal: str, merk: str = "") -> str:
    return as_text(parts(taal, merk))


def test_both_languages_say_the_same_things():
    assert len(TEKSTEN["nl"]["regels"]) == len(TEKSTEN["en"]["regels"])
    for nl, en in zip(TEKSTEN["nl"]["regels"], TEKSTEN["en"]["regels"], strict=True):
        assert sorted(re.findall(r"\{\w+", nl)) == sorted(re.findall(r"\{\w+", en))
    assert set(TEKSTEN["nl"]) | {"producten"} == set(TEKSTEN["en"])
    contract = load_contract(ROOT / "resources/contracts/tabellen/oordeel.yaml")
    codes = {kolom.naam: kolom.codes for kolom in contract.kolommen}
    for woorden in TEKSTEN.values():
        assert (list(woorden["namen"]), list(woorden["oordelen"])) == (list(codes["regel"]), list(codes["oordeel"]))


@pytest.mark.parametrize(
    ("taal", "zinnen"),
    [
        (
            "nl",
            (
                "Figuur 1, hoofdstuk 5",
                "uitstromers van 16 tot en met 26 jaar",
                "2 rijen, waarvan 1 getoond en 1 onderdrukt",
                "kleinste getoonde aantal boven nul 11 personen; zie figuur_1_aantallen.csv",
                "| minimum | 2 | 1 | onderdrukt |",
                "tabel_2_niet_vrijgegeven.txt zegt waarom",
                "aantallen zijn afgerond op 0 personen (0 is niet afgerond)",
                "Alleen csv (UTF-8, komma) en txt",
            ),
        ),
        (
            "en",
            (
                "2 rows, of which 1 shown and 1 suppressed",
                "smallest count shown above zero 11 persons; see figuur_1_aantallen.csv",
                "| minimum | 2 | 1 | suppressed |",
                "| dominance | 2 |  | not released |",
                "counts are rounded to 0 persons (0 is not rounded)",
                "a share above 90% is not printed as a number",
            ),
        ),
    ],
)
def test_what_checkers_look_for_is_there(taal, zinnen):
    tekst = made(taal)
    for zin in zinnen:
        assert zin in tekst, zin
    assert not re.search(r"987|654|\{", tekst)


def test_data_that_are_not_real_are_named():
    assert "NEP" in made("nl", "NEP").splitlines()
    assert "NEP" not in made("nl")


def test_every_product_has_its_words_in_english():
    with (ROOT / "resources" / "nummering.csv").open(encoding="utf-8", newline="") as bestand:
        over_personen = {rij["id"] for rij in csv.DictReader(bestand) if rij["deel"] != "duo"}
    assert set(TEKSTEN["en"]["producten"]) == over_personen
    onthulling = yaml.safe_load((ROOT / "resources" / "onthulling.yaml").read_text(encoding="utf-8"))["producten"]
    for product, woorden in TEKSTEN["en"]["producten"].items():
        velden = re.findall(r"\{\w+\}", woorden["populatie"])
        assert velden == re.findall(r"\{\w+\}", onthulling[product]["populatie"]), product


def test_rows_of_the_table():
    eerste, _, laatste = rows(vb.facts())
    assert (eerste["bestand"], eerste["rijen"], eerste["getoond"], eerste["onderdrukt"]) == ("figuur_1.csv", 2, 1, 1)
    assert (eerste["kleinste_aantal"], eerste["regel"], eerste["regel_onderdrukt"]) == (11, "minimum", "1")
    # Nothing of a table that does not leave, not even how many of its rows would be shown.
    assert (laatste["bestand"], laatste["kleinste_aantal"], laatste["getoond"]) == (
        "tabel_2_niet_vrijgegeven.txt",
        "",
        "",
    )


def as_html(paginas: dict[str, list[dict]]) -> str:
    sjabloon = (ROOT / "resources" / "stijl" / "controle.html").read_text(encoding="utf-8")
    opmaak = (ROOT / "report" / "stijl" / "monitor.css").read_text(encoding="utf-8")
    return fill(sjabloon, {"paginas": paginas, "opmaak": opmaak})


def test_html_needs_no_network():
    html = as_html({taal: parts(taal) for taal in TEKSTEN})
    assert not re.search(r"https?://|<script|\bsrc=|@import|url\(", html)
    assert re.findall(r'href="([^"]*)"', html) == ["data:,"]
    assert "<title>Controlepagina</title>" in html
    assert "--accent: #00497a" in html
    assert html.count("<table") == 4
    assert 'lang="en"' in html
    assert "[table]_beschrijving.txt" in html


def test_the_html_says_what_the_text_says():
    """Every part of the text is there, read by the parser of the standard library and by the reader of Markdown."""
    gevonden: list[str] = []
    lezer = HTMLParser()
    lezer.handle_data = gevonden.append  # type: ignore[method-assign]
    lezer.feed(as_html({"nl": parts("nl", "NEP & <b>")}).partition("<main>")[2])
    als_html = [woord for woord in " ".join(gevonden).split() if woord]
    zonder_tekens = re.sub(r"^(#+|-) |^\|.*:--.*\|$|\|", " ", made("nl", "NEP & <b>"), flags=re.MULTILINE)
    assert als_html == zonder_tekens.split()


def test_a_page_by_hand():
    delen = [{"kop": (2, "A & B")}, {"alinea": "Een."}, {"lijst": ["x", "y"]},
             {"tabel": {"koppen": ["r", "n"], "rijen": [["m", "3"]], "rechts": (1,)}}]  # fmt: skip
    assert as_text(delen) == "## A & B\n\nEen.\n\n- x\n- y\n\n| r | n |\n| :-- | --: |\n| m | 3 |\n"
    html = as_html({"nl": [{"kop": (1, "T")}, *delen]})
    assert "<h2>A &amp; B</h2>\n<p>Een.</p>\n<ul>\n<li>x</li>\n<li>y</li>\n</ul>" in html
    assert '<tr><td>m</td><td class="rechts">3</td></tr>' in html
