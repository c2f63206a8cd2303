"""Open every page of the book in a real browser, as a reader would: from a folder, without a network."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING, Literal
from urllib.parse import unquote, urldefrag, urljoin, urlparse

import pytest
from helpers.axe import ALL_RULES, violations

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

BREEDTES = (390, 1280)
# What axe looks at: each width, and each colour scheme narrow and wide. What a page says to who does not see it is the
# same everywhere but for the narrow forms, and colours do not hang on the width: all rules once wide and light, once
# narrow and dark; elsewhere those on what fits.
SCHERMEN = ((320, "light", False), (390, "dark", True), (1280, "light", True), (1280, "dark", False))
OVER_WAT_PAST = ["scrollable-region-focusable", "link-in-text-block", "label", "button-name"]
LEESBAAR = 9  # pixels, of a letter
# Of the pages per indicator, all from one template: the list, one with values and one without.
VAN_INDICATOREN = ("index", "hulp_keuze", "stagetekorten")
# Of the lineage pages, likewise: from open data, persons, plans and the e-file.
VAN_HERKOMST = ("figuur_3_1", "figuur_5_4", "tabel_2_1", "tabel_s_voortgang")
VAN_EEN_SJABLOON = {"indicatoren": VAN_INDICATOREN, "herkomst": VAN_HERKOMST}


class Visit:
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


class BookPage(HTMLParser):
    """The ids and links of a page, read from the file."""

    def __init__(self, pad: Path) -> None:
        """Read the page."""
        super().__init__()
        self.ids: set[str] = set()
        self.links: list[str] = []
        self.feed(pad.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what an element is called and where it leads."""
        kenmerken = dict(attrs)
        self.ids.add(kenmerken.get("id") or "")
        if tag == "a" and (doel := kenmerken.get("href")):
            self.links.append(doel)


@pytest.fixture(scope="module")
def bezoeken(browser: Browser, rapport: Path) -> Iterator[list[Visit]]:
    """Open all pages once; of those per indicator and of lineage a few."""
    venster = browser.new_context(viewport={"width": BREEDTES[-1], "height": 900})
    een_van_velen = {rapport / map_: namen for map_, namen in VAN_EEN_SJABLOON.items()}
    paden = [pad for pad in sorted(rapport.rglob("*.html")) if pad.parent not in een_van_velen]
    paden += [map_ / f"{naam}.html" for map_, namen in een_van_velen.items() for naam in namen]
    yield [Visit(venster.new_page(), pad) for pad in paden]
    venster.close()


@pytest.fixture(scope="module")
def op_breedte(bezoeken: list[Visit], request: pytest.FixtureRequest) -> list[Visit]:
    """All pages at one width, what unfolds folded: tests of one width come together, since laying out is their work."""
    for bezoek in bezoeken:
        bezoek.page.set_viewport_size({"width": request.param, "height": 900})
        bezoek.page.eval_on_selector_all("details", "els => els.forEach(e => e.open = false)")
    return bezoeken


def at(*breedtes: int) -> pytest.MarkDecorator:
    """Run a test at each of these widths."""
    return pytest.mark.parametrize("op_breedte", breedtes, indirect=True)


def unfold(bezoek: Visit) -> None:
    """Open the tables of numbers under the figures, and all else that is folded."""
    bezoek.page.eval_on_selector_all("details", "els => els.forEach(e => e.open = true)")


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


def test_no_error_and_no_request_outside_the_folder(bezoeken: list[Visit]) -> None:
    """Nothing is fetched from a network, nothing fails to load, the console stays silent."""
    for bezoek in bezoeken:
        assert bezoek.klachten == [], bezoek.pad.name
        buiten = [url for url in bezoek.gevraagd if urlparse(url).scheme not in {"file", "data"}]
        assert buiten == [], bezoek.pad.name


@at(*BREEDTES)
def test_every_image_is_drawn_and_described(op_breedte: list[Visit]) -> None:
    """A drawing without a name is silent to a screen reader; of its two forms one is shown, whatever the width."""
    gezien = 0
    for bezoek in op_breedte:
        assert bezoek.page.query_selector_all(".product.figuur img") == []
        for tekeningen in bezoek.page.eval_on_selector_all(
            ".figuurvak",
            "els => els.map(v => [...v.querySelectorAll(':scope > svg')].map("
            "e => [e.clientWidth, e.getAttribute('role'), e.getAttribute('aria-label')]))",
        ):
            gezien += 1
            assert [breed > 0 for breed, _, _ in tekeningen].count(True) == 1, bezoek.pad.name
            assert {rol for _, rol, _ in tekeningen} == {"img"}
            assert all(naam.strip() for _, _, naam in tekeningen), bezoek.pad.name
    assert gezien >= len(["figuur_3_1", "figuur_3_2", "figuur_3_2_scenario", "figuur_3_3", "figuur_3_4"])


def test_every_link_leads_somewhere(rapport: Path) -> None:
    """Each link names a file in the report and, after the #, an element of that page."""
    bladzijden = {pad.resolve().as_uri(): BookPage(pad) for pad in sorted(rapport.rglob("*.html"))}
    bestanden = {pad.resolve().as_uri() for pad in rapport.rglob("*") if pad.is_file()}
    kruis = 0
    for adres, bladzijde in bladzijden.items():
        for link in bladzijde.links:
            doel, anker = urldefrag(urljoin(adres, link))
            if urlparse(doel).scheme != "file":
                continue
            assert doel in bestanden, f"{unquote(adres)}: {link} bestaat niet"
            assert not anker or unquote(anker) in bladzijden[doel].ids, f"{unquote(adres)}: {link}: geen #{anker}"
            kruis += anker.startswith(("figuur-", "tabel-"))
    assert kruis > 0, "geen enkele verwijzing naar een figuur of tabel gevonden"


@at(320, *BREEDTES)
def test_the_page_itself_never_scrolls_sideways(op_breedte: list[Visit]) -> None:
    """A wide table scrolls within its own region; the page does not, and no text falls outside it."""
    for bezoek in op_breedte:
        te_breed = bezoek.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert te_breed <= 0, f"{bezoek.pad.name}: {te_breed} pixels te breed"


@at(BREEDTES[0])
def test_a_figure_stays_readable_on_a_narrow_screen(op_breedte: list[Visit]) -> None:
    """Its letters are text of at least nine pixels high, in the font that goes along, and the whole is in sight."""
    gezien = 0
    for bezoek in op_breedte:
        for kleinste, past, genoemd in bezoek.page.eval_on_selector_all(
            ".product .figuurvak",
            "els => els.map(v => { const s = [...v.querySelectorAll(':scope > svg')].find(e => e.clientWidth);"
            " const maat = s.clientWidth / s.viewBox.baseVal.width;"
            " const letters = [...s.querySelectorAll('text')].map("
            "t => parseFloat(getComputedStyle(t).fontSize) * maat);"
            " return [Math.min(...letters), v.scrollWidth <= v.clientWidth,"
            " document.getElementById(v.getAttribute('aria-labelledby')).textContent.trim()] })",
        ):
            gezien += 1
            assert kleinste >= LEESBAAR
            assert past
            assert genoemd.startswith("Figuur")
    assert gezien > 0


@at(BREEDTES[-1])
def test_the_marks_of_a_figure_say_their_value_by_keyboard_and_pointer(op_breedte: list[Visit]) -> None:
    """The arrow keys walk along the marks, Escape ends it; without JavaScript the value is the title of the mark."""
    bezoek = next(een for een in op_breedte if een.pad.stem == "hoofdstuk_3")
    bladzijde = bezoek.page
    bladzijde.bring_to_front()
    assert '<g class="waarde"><title>' in bezoek.pad.read_text(encoding="utf-8")
    vak = bladzijde.query_selector("#figuur-3-1 .figuurvak")
    vak.focus()
    gezegd = []
    for toets in ("ArrowRight", "ArrowRight", "End"):
        bladzijde.keyboard.press(toets)
        gezegd.append(bladzijde.inner_text(".waardetip"))
    assert len(set(gezegd)) == len(gezegd)
    assert all(", 20" in woorden for woorden in gezegd)
    bladzijde.keyboard.press("Escape")
    assert not bladzijde.is_visible(".waardetip")
    # The unseen mark of the last year lies on top.
    vak.query_selector("svg.breed .waarde:last-of-type").hover(force=True)
    assert bladzijde.inner_text(".waardetip") in bezoek.pad.read_text(encoding="utf-8")


@at(*BREEDTES)
def test_only_a_region_that_scrolls_says_so(op_breedte: list[Visit]) -> None:
    """The words above a table show where it is wider than its region, and nowhere else."""
    gezien = set()
    for bezoek in op_breedte:
        bezoek.page.bring_to_front()
        unfold(bezoek)
        # The style of a scroll timeline follows the layout by a frame.
        bezoek.page.evaluate("new Promise(r => requestAnimationFrame(() => requestAnimationFrame(r)))")
        for breder, hoogte in bezoek.page.eval_on_selector_all(
            ".tabelvak",
            "els => els.map(e => [e.scrollWidth > e.clientWidth, parseFloat(getComputedStyle(e, '::before').height)])",
        ):
            assert (hoogte > 0) == breder, bezoek.pad.name
            gezien.add(breder)
    assert gezien == {True, False}


@pytest.mark.parametrize(("op_breedte", "schema", "alles"), SCHERMEN, indirect=["op_breedte"])
def test_axe_finds_no_wcag_violation(op_breedte: list[Visit], schema: Literal["light", "dark"], *, alles: bool) -> None:
    """WCAG 2.1 A and AA, with the tables of numbers under the figures unfolded."""
    regels = ALL_RULES if alles else {"type": "rule", "values": OVER_WAT_PAST}
    for bezoek in op_breedte:
        bezoek.page.emulate_media(color_scheme=schema)
        unfold(bezoek)
        fouten = violations(bezoek.page, regels)
        bezoek.page.emulate_media(color_scheme="light")
        assert fouten == [], f"{bezoek.pad.name}, {schema}"


def test_tables_are_reached_by_keyboard_and_have_headers(bezoeken: list[Visit]) -> None:
    """Every table stands in a focusable region with a name, and every header says what it heads."""
    for bezoek in bezoeken:
        for tabel in bezoek.page.query_selector_all("table"):
            vak = tabel.evaluate(
                "e => { const v = e.parentElement; return [v.getAttribute('role'), v.tabIndex, "
                "v.ariaLabel || document.getElementById(v.getAttribute('aria-labelledby')).textContent.trim()] }"
            )
            assert vak[0] == "region"
            assert vak[1] == 0
            assert vak[2], bezoek.pad.name
            assert tabel.evaluate(
                "e => [...e.querySelectorAll('th')].every(h => ['col', 'row', 'rowgroup'].includes(h.scope))"
            )
