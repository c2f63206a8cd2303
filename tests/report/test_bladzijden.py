"""Open every page of the book in a real browser, as a reader would: from a folder, without a network."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urldefrag, urlparse

import axe_playwright_python
import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]
BREEDTES = (390, 1280)
LEESBAAR = 560  # pixels


class Bezoek:
    """One page in the browser, with all that it complained about and asked for."""

    def __init__(self, page: Page, pad: Path) -> None:
        """Open the page and listen from the first moment."""
        self.page, self.pad = page, pad
        self.klachten: list[str] = []
        self.gevraagd: list[str] = []
        page.on("console", lambda bericht: self.klachten.append(bericht.text) if bericht.type == "error" else None)
        page.on("pageerror", lambda fout: self.klachten.append(str(fout)))
        page.on("requestfailed", lambda verzoek: self.klachten.append(verzoek.url))
        page.on("request", lambda verzoek: self.gevraagd.append(verzoek.url))
        page.goto(pad.resolve().as_uri())


@pytest.fixture(scope="module")
def bezoeken(browser: Browser, rapport: Path) -> Iterator[list[Bezoek]]:
    """Open all pages once."""
    venster = browser.new_context(viewport={"width": BREEDTES[-1], "height": 900})
    paden = sorted(rapport.rglob("*.html"))
    assert paden, f"geen bladzijden in {rapport}"
    yield [Bezoek(venster.new_page(), pad) for pad in paden]
    venster.close()


def test_every_chapter_and_lineage_page_is_there(rapport: Path) -> None:
    """The book has its nine chapters, and a lineage page for each of the ten numbered products."""
    hoofdstukken = {pad.stem for pad in rapport.glob("*.html")}
    assert hoofdstukken >= {
        "index",
        "samenvatting",
        "inleiding",
        "hoofdstuk_3",
        "bijlage_b",
        "bijlage_c",
        "bijlage_d",
        "colofon",
    }
    herkomst = {pad.stem for pad in (rapport / "herkomst").glob("*.html")}
    assert herkomst >= {f"figuur_3_{nummer}" for nummer in (1, 2, 3, 4)} | {"figuur_3_2_scenario", "tabel_b_0_1"}


def test_no_error_and_no_request_outside_the_folder(bezoeken: list[Bezoek]) -> None:
    """Nothing is fetched from a network, nothing fails to load, the console stays silent."""
    for bezoek in bezoeken:
        assert bezoek.klachten == [], bezoek.pad.name
        buiten = [url for url in bezoek.gevraagd if urlparse(url).scheme not in {"file", "data"}]
        assert buiten == [], bezoek.pad.name


def test_every_image_is_drawn_and_described(bezoeken: list[Bezoek]) -> None:
    """An image that did not load has no natural width; one without alt text is silent to a screen reader."""
    gezien = 0
    for bezoek in bezoeken:
        for beeld in bezoek.page.eval_on_selector_all("img", "els => els.map(e => [e.src, e.naturalWidth, e.alt])"):
            gezien += 1
            assert beeld[1] > 0, f"{bezoek.pad.name}: {beeld[0]}"
            assert beeld[2].strip(), f"{bezoek.pad.name}: {beeld[0]} zonder beschrijving"
    assert gezien >= len(["figuur_3_1", "figuur_3_2", "figuur_3_2_scenario", "figuur_3_3", "figuur_3_4"])


def test_every_link_leads_somewhere(bezoeken: list[Bezoek]) -> None:
    """Each link names a file in the report and, after the #, an element of that page."""
    ankers = {
        bezoek.pad.resolve(): set(bezoek.page.eval_on_selector_all("[id]", "els => els.map(e => e.id)"))
        for bezoek in bezoeken
    }
    kruis = 0
    for bezoek in bezoeken:
        for href in bezoek.page.eval_on_selector_all("a[href]", "els => els.map(e => e.href)"):
            adres, anker = urldefrag(href)
            deel = urlparse(adres)
            if deel.scheme != "file":
                continue
            doel = next((pad for pad in ankers if pad.as_uri() == adres), None)
            assert doel is not None, f"{bezoek.pad.name}: {unquote(deel.path)} bestaat niet"
            assert not anker or anker in ankers[doel], f"{bezoek.pad.name}: #{anker} staat niet in {doel.name}"
            kruis += anker.startswith(("figuur-", "tabel-"))
    assert kruis > 0, "geen enkele verwijzing naar een figuur of tabel gevonden"


@pytest.mark.parametrize("breedte", BREEDTES)
def test_the_page_itself_never_scrolls_sideways(bezoeken: list[Bezoek], breedte: int) -> None:
    """A wide table scrolls within its own region; the page does not, and no text falls outside it."""
    for bezoek in bezoeken:
        bezoek.page.set_viewport_size({"width": breedte, "height": 900})
        te_breed = bezoek.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert te_breed <= 0, f"{bezoek.pad.name}: {te_breed} pixels te breed bij {breedte}"


def test_a_figure_stays_readable_on_a_narrow_screen(bezoeken: list[Bezoek]) -> None:
    """Its letters stand in a picture drawn for 640 pixels or more: smaller than 560 they drop under 8 pixels."""
    gezien = 0
    for bezoek in bezoeken:
        bezoek.page.set_viewport_size({"width": BREEDTES[0], "height": 900})
        for vak in bezoek.page.query_selector_all(".product.figuur img"):
            gezien += 1
            breedte, rol, volgorde, genoemd = vak.evaluate(
                "e => { const v = e.closest('.figuurvak'); const t = document.getElementById("
                "v.getAttribute('aria-labelledby')); return [e.clientWidth, v.getAttribute('role'), v.tabIndex, "
                "t.textContent.trim()] }"
            )
            assert breedte >= LEESBAAR
            assert [rol, volgorde] == ["region", 0]
            assert genoemd.startswith("Figuur")
    assert gezien > 0


def test_only_a_region_that_scrolls_says_so(bezoeken: list[Bezoek]) -> None:
    """The words above a table or figure show where it is wider than its region, and nowhere else."""
    gezien = set()
    for bezoek in bezoeken:
        bezoek.page.bring_to_front()
        bezoek.page.eval_on_selector_all("details", "els => els.forEach(e => e.open = true)")
        for breedte in BREEDTES:
            bezoek.page.set_viewport_size({"width": breedte, "height": 900})
            # The style of a scroll timeline follows the layout by a frame.
            bezoek.page.evaluate("new Promise(r => requestAnimationFrame(() => requestAnimationFrame(r)))")
            for breder, hoogte in bezoek.page.eval_on_selector_all(
                ".tabelvak, .figuurvak",
                "els => els.map(e => "
                "[e.scrollWidth > e.clientWidth, parseFloat(getComputedStyle(e, '::before').height)])",
            ):
                assert (hoogte > 0) == breder, f"{bezoek.pad.name} bij {breedte}"
                gezien.add(breder)
    assert gezien == {True, False}


@pytest.mark.parametrize("breedte", BREEDTES)
def test_axe_finds_no_wcag_violation(bezoeken: list[Bezoek], breedte: int) -> None:
    """WCAG 2.1 A and AA, with the tables of numbers under the figures unfolded."""
    axe = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
    for bezoek in bezoeken:
        bezoek.page.set_viewport_size({"width": breedte, "height": 900})
        bezoek.page.eval_on_selector_all("details", "els => els.forEach(e => e.open = true)")
        bezoek.page.evaluate(axe)
        fouten = bezoek.page.evaluate(
            "tags => axe.run({runOnly: {type: 'tag', values: tags}}).then(r => r.violations.map("
            "v => v.id + ': ' + v.nodes[0].html))",
            WCAG,
        )
        assert fouten == [], f"{bezoek.pad.name} bij {breedte}"


def test_tables_are_reached_by_keyboard_and_have_headers(bezoeken: list[Bezoek]) -> None:
    """Every table stands in a focusable region with a name, and every header says what it heads."""
    for bezoek in bezoeken:
        for tabel in bezoek.page.query_selector_all("table"):
            vak = tabel.evaluate(
                "e => [e.parentElement.getAttribute('role'), e.parentElement.tabIndex, e.parentElement.ariaLabel]"
            )
            assert vak[0] == "region"
            assert vak[1] == 0
            assert vak[2], bezoek.pad.name
            assert tabel.evaluate(
                "e => [...e.querySelectorAll('th')].every(h => h.scope === 'col' || h.scope === 'row')"
            )
