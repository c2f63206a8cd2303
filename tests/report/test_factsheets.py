"""The factsheets and the pages of indicators in a real browser: from a folder, without a network, by keyboard."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from factsheets.factsheet import as_pdf
from factsheets.factsheet_index import by_name
from factsheets.indicatorpaginas import OVERZICHT, pages, series
from helpers.axe import violations
from helpers.factsheet_example import ROOT, SJABLONEN, filled, group, read, register, sheet, template, values
from helpers.registers import LABELS

from werkagenda.factsheets.chart import chart
from werkagenda.report.fallback import loose_pages
from werkagenda.report.template import fill, plain

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

BREEDTES = (320, 1280)
LANG = "Christelijk Middelbaar Beroepsonderwijs en Volwasseneneducatie Noord- en Midden-Zeeland en Omstreken"
GRAFIEK = read("report/factsheets/indicatoren.yaml")["grafiek"]
NAMEN = {"01AA": "Éénhoorn College", "02AA": LANG, "03AA": "ROC Voorbeeld"}
POSITIE = {
    "tellingen": [{"soort": "start", "n": "23", "laag": "3", "hoog": "8", "groep": "hoog"}],
    "beweging": "",
    "ambitie": "",
}
OPGAVEN = {
    "jaren": ["2023", "2024"],
    "maten": [
        {"maat": maat, "eigen": [{"tekst": "25,0%", "grenzen": "22,5% tot 30,2%"}] * 2, "sector": ["15% tot 30%"] * 2}
        for maat in ("instroom", "gediplomeerd")
    ],
}


def build(map_: Path) -> Path:
    """Write three factsheets (complete, long name, almost empty), their list, and pages of indicators beside them."""
    bladen, boek = map_ / "factsheets", map_ / "boek"
    (boek / "indicatoren").mkdir(parents=True)
    bladen.mkdir()
    banner = (ROOT / "report/invoegingen/banner_synthetisch.md").read_text(encoding="utf-8")
    quarto = read("report/_quarto.yml")
    # The start page of the book, and that of the edition, have tests of their own.
    for naam in ("index", "colofon"):
        (boek / f"{naam}.html").write_text("<!DOCTYPE html>\n", encoding="utf-8")
    shutil.copytree(ROOT / "report" / "stijl", boek / "stijl")
    rij = {"jaar": 2024, "soort": "recent", "waarde": 0.3}
    for naam, smal in (("veilig", False), ("veilig_smal", True)):
        beeld = chart([rij], titel="", woorden=GRAFIEK, druk=str, smal=smal)
        (boek / "indicatoren" / f"{naam}.svg").write_text(beeld, encoding="utf-8")
    (boek / "indicatoren" / "veilig.csv").write_text("jaar\n", encoding="utf-8")
    eigen = [("01AA", "veilig", soort, jaar, 0.3, "") for soort, jaar in (("start", 2022), ("streef", 2027))]
    volledig = pd.concat([group(), values(*eigen)])
    leeg = values(("01AA", "veilig", "recent", 2024, float("nan"), "minder dan 10 personen"))
    for code, waarden, delen in (
        ("01AA", volledig, {"positie": POSITIE, "opgaven": OPGAVEN}),
        ("02AA", volledig, {"positie": POSITIE}),
        ("03AA", leeg, {}),
    ):
        gegevens = filled(sheet(waarden, naam=NAMEN[code], **delen, instelling=code), banner=banner)
        (bladen / f"{code}.html").write_text(fill(template("factsheet.html"), gegevens), encoding="utf-8")
        (bladen / f"{code}.pdf").write_bytes(as_pdf(gegevens, sjabloon=SJABLONEN / "factsheet.typ"))
    lijst = pd.DataFrame({"instelling": list(NAMEN), "naam": list(NAMEN.values()), "voorheen": ["", "98AA", ""]})
    gegevens |= {
        "instellingen": by_name(lijst),
        "script": template("zoek.js"),
        "tekst": read("report/factsheets/tekst.yaml"),
        "banner": plain(banner),
    }
    (bladen / "index.html").write_text(fill(template("index.html"), gegevens), encoding="utf-8")
    teksten = pages(
        register(),
        reeksen=series(
            pd.DataFrame(
                {"indicator": ["veilig"], "soort": ["recent"], "jaar": [2024], "waarde": [0.3], "instellingen": [5]}
            ),
            group(),
            minimum=5,
        ),
        groepen={},
        redenen={},
        gehaald={},
        voortgang=pd.DataFrame({"indicator": []}),
        producten={},
        banner=banner,
        factsheets="../../factsheets",
        labels=LABELS,
        tekst=read("report/factsheets/indicatoren.yaml"),
    )
    loose_pages(
        teksten,
        {naam: boek / "indicatoren" / f"{naam}.html" for naam in teksten},
        quarto=quarto,
        menu={"index": "Ligt het mbo op koers?", OVERZICHT: "Indicatoren"},
        boekmap=ROOT / "report",
        hier={"index": OVERZICHT},
    )
    return map_


@pytest.fixture(scope="module")
def map_(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder with `factsheets/` and `boek/`."""
    return build(tmp_path_factory.mktemp("factsheets"))


@pytest.fixture(scope="module")
def venster(browser: Browser, map_: Path) -> Iterator[list[Page]]:
    """Open every page once and remember what each complained about and asked for."""
    context = browser.new_context()
    bladen = []
    for pad in [*sorted(map_.glob("factsheets/*.html")), *sorted(map_.glob("boek/indicatoren/*.html"))]:
        blad = context.new_page()
        blad.klachten = []
        blad.on("console", lambda bericht, blad=blad: blad.klachten.append(bericht.text))
        blad.on("pageerror", lambda fout, blad=blad: blad.klachten.append(str(fout)))
        blad.on("request", lambda verzoek, blad=blad: blad.klachten.append(verzoek.url))
        blad.goto(pad.as_uri())
        # The page itself, its chart, the style and script of the book and the empty icon are all that is asked for.
        boek = map_ / "boek"
        eigen = {pad.as_uri(), *(deel.as_uri() for deel in [*boek.glob("stijl/*"), *boek.glob("indicatoren/*.svg")])}
        blad.klachten = [iets for iets in blad.klachten if iets not in eigen and not iets.startswith("data:")]
        bladen.append(blad)
    yield bladen
    context.close()


def test_nothing_is_fetched_and_nothing_goes_wrong(venster: list[Page]) -> None:
    """Three factsheets and three indicators, each with their list."""
    assert len(venster) == 8
    assert [blad.klachten for blad in venster] == [[]] * len(venster)


def test_every_link_leads_to_a_file(venster: list[Page], map_: Path) -> None:
    """From a factsheet to the book and back, to its PDF and to the pages of its indicators."""
    doelen = {
        href.partition("#")[0]
        for blad in venster
        for href in blad.eval_on_selector_all("a[href]", "els => els.map(e => e.href)")
    }
    assert doelen <= {pad.as_uri() for pad in map_.rglob("*") if pad.is_file()}
    assert {pad.suffix for pad in map_.rglob("*") if pad.as_uri() in doelen} == {".html", ".pdf", ".csv", ".svg"}


@pytest.mark.parametrize("breedte", BREEDTES)
def test_axe_finds_no_violation_and_no_page_scrolls_sideways(venster: list[Page], breedte: int) -> None:
    """WCAG 2.1 A and AA; 320 pixels is what reflow asks for."""
    for blad in venster:
        blad.set_viewport_size({"width": breedte, "height": 800})
        breder = blad.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert breder <= 0, f"{blad.url} bij {breedte}"
        assert violations(blad) == [], f"{blad.url} bij {breedte}"


def test_on_a_phone_each_value_still_says_what_it_is(venster: list[Page]) -> None:
    """The heads of the columns are out of sight there; the words before a value are those of its column."""
    blad = next(blad for blad in venster if blad.url.endswith("01AA.html"))
    blad.set_viewport_size({"width": 320, "height": 800})
    gezien = blad.eval_on_selector_all(
        "table.indicatoren td.getal", "els => els.slice(0, 5).map(e => getComputedStyle(e, '::before').content)"
    )
    assert gezien == ['"Start: "', '"Recent: "', '"Verschil: "', '"Streef: "', '"Doel bereikt: "']
    assert blad.eval_on_selector_all("table.indicatoren [role=row]", "els => els.length") > 1


def test_search_by_keyboard_on_name_code_and_old_code(browser: Browser, map_: Path) -> None:
    """Tab to the field, type, Enter: accents and capitals do not matter, an old code finds the institution of today."""
    blad = browser.new_page()
    blad.goto((map_ / "factsheets/index.html").as_uri())
    for _ in range(4):
        blad.keyboard.press("Tab")
    assert blad.evaluate("document.activeElement.id") == "zoek"
    for woord, code in (("eenhoorn", "01AA"), ("03aa", "03AA"), ("98AA", "02AA"), ("zeeland middelbaar", "02AA")):
        blad.keyboard.press("ControlOrMeta+a")
        blad.keyboard.type(woord)
        assert blad.eval_on_selector_all(
            "li[data-zoek]:not([hidden]) a:first-child", "els => els.map(e => e.getAttribute('href'))"
        ) == [f"{code}.html"]
        assert blad.text_content("#gevonden") == "1 instelling gevonden"
    blad.keyboard.type(" bestaat niet")
    assert blad.text_content("#gevonden") == "0 instellingen gevonden"
    blad.fill("#zoek", "03")
    blad.keyboard.press("Enter")
    blad.wait_for_url("**/03AA.html")
    blad.close()


def test_without_scripts_the_list_is_complete(browser: Browser, map_: Path) -> None:
    """The search is an extra: a reader without scripts sees no field that does nothing."""
    blad = browser.new_context(java_script_enabled=False).new_page()
    blad.goto((map_ / "factsheets/index.html").as_uri())
    assert blad.locator("li[data-zoek]:visible").count() == len(NAMEN)
    assert not blad.locator("form.zoek").is_visible()
    blad.context.close()
