"""What readers do with the report, in a real browser, from a folder: find, follow, read by keyboard, search, print."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlparse
from urllib.request import url2pathname

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

DESK, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 844}
FRONT_BYTES, CHAPTER_BYTES = 300_000, 1_500_000
# Rows of the scoreboard that a reader sees without scrolling: an objective and its first indicators.
ROWS = 3
TARGET = 24  # pixels, of what a reader presses


def file_of(address: str) -> Path:
    """Return the file behind a file address."""
    return Path(url2pathname(unquote(urlparse(address).path)))


@pytest.fixture
def page(browser: Browser, rapport: Path) -> Iterator[Page]:
    """Open the front page as on a desk."""
    context = browser.new_context(viewport=DESK)
    page = context.new_page()
    page.goto((rapport / "index.html").as_uri())
    yield page
    context.close()


def bottom(page: Page, selector: str, place: int = 0) -> float:
    """Return where an element ends, from the top of the screen (pixels)."""
    box = page.locator(selector).nth(place).bounding_box()
    assert box, selector
    return box["y"] + box["height"]


def test_the_first_screen_has_the_answer_the_numbers_and_the_first_indicators(page: Page) -> None:
    for selector in (".antwoord", ".tegels"):
        assert bottom(page, selector) <= DESK["height"]
    assert bottom(page, ".groepen tbody tr", ROWS - 1) <= DESK["height"]
    assert page.locator(".tegel").count() == 4
    page.set_viewport_size(PHONE)
    assert bottom(page, "h1") < bottom(page, ".antwoord") <= PHONE["height"]


def test_pages_are_light(rapport: Path) -> None:
    """The front page with its style and scripts; each chapter with its figures too."""
    shared = sum(pad.stat().st_size for pad in (rapport / "stijl").iterdir() if pad.name != "zoekindex.js")
    assert (rapport / "index.html").stat().st_size + shared < FRONT_BYTES
    for chapter in rapport.glob("*.html"):
        text = chapter.read_text(encoding="utf-8")
        figures = {pad for pad in (rapport / "figuren").rglob("*.svg") if f'"figuren/{pad.name}"' in text}
        assert len(text.encode()) + shared + sum(pad.stat().st_size for pad in figures) < CHAPTER_BYTES, chapter.name


def test_from_the_scoreboard_to_an_indicator_and_its_data(page: Page) -> None:
    link = page.locator(".groepen tbody a").first
    address = link.get_attribute("href")
    link.click()
    page.wait_for_url(f"**/{address}")
    assert page.locator("#oordeel, h2").first.inner_text() == "Oordeel"
    with file_of(page.get_by_role("link", name="csv").evaluate("e => e.href")).open(
        encoding="utf-8", newline=""
    ) as file:
        rows = list(csv.DictReader(file))
    assert {row["soort"] for row in rows} >= {"start", "recent"}
    series = page.get_by_role("region", name="Reeks").locator("tbody tr")
    assert [int(row["jaar"]) for row in rows] == [int(row.locator("th").inner_text()) for row in series.all()]


def test_a_number_is_followed_to_its_source_and_taken_along(page: Page, rapport: Path) -> None:
    page.locator(".tegel a").first.click()
    page.wait_for_url("**/hoofdstuk_3.html#figuur-3-1")
    figure = page.locator("#figuur-3-1")
    offered = {link.inner_text(): file_of(link.evaluate("e => e.href")) for link in figure.locator(".meenemen a").all()}
    assert list(offered) == ["csv", "xlsx", "svg", "png", "beschrijving", "verwijzing"]
    assert all(pad.is_file() for pad in offered.values())
    told = json.loads(offered["beschrijving"].read_text(encoding="utf-8"))
    with offered["csv"].open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert (told["rijen"], [column["naam"] for column in told["kolommen"]]) == (len(rows), list(rows[0]))
    figure.get_by_role("link", name="Herkomst").click()
    page.wait_for_url("**/herkomst/figuur_3_1.html")
    assert "instroom" in page.locator("table").first.inner_text()
    page.get_by_role("link", name="Figuur 3.1").first.click()
    page.wait_for_url("**/hoofdstuk_3.html#figuur-3-1")
    assert (rapport / "downloads" / "monitor.zip").is_file()


def test_a_chapter_is_read_on_a_phone_with_the_keyboard(page: Page, rapport: Path) -> None:
    """The title stands within the first screen; the menu folds out with Enter and leads to the next chapter."""
    page.set_viewport_size(PHONE)
    page.goto((rapport / "hoofdstuk_3.html").as_uri())
    assert bottom(page, "h1") <= PHONE["height"]
    menu = page.locator(".menuknop")
    assert not page.locator("#menu").is_visible()
    seen = []
    for _ in range(6):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("document.activeElement.className || document.activeElement.id"))
        if seen[-1] == "menuknop":
            break
    assert seen[0] == "naar-inhoud"
    assert seen[-1] == "menuknop"
    page.keyboard.press("Enter")
    assert menu.get_attribute("aria-expanded") == "true"
    page.get_by_role("link", name="Samenvatting", exact=True).focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/samenvatting.html")
    page.goto((rapport / "hoofdstuk_3.html").as_uri())
    page.locator("details.inhoudsopgave summary").focus()
    page.keyboard.press("Enter")
    page.locator("details.inhoudsopgave a").nth(1).focus()
    page.keyboard.press("Enter")
    assert page.url.endswith("#instroom")
    assert page.locator('a[rel="next"]').count() == 1


@pytest.mark.parametrize(
    ("words", "address"),
    [
        ("hulp keuze", "indicatoren/hulp_keuze.html"),
        ("LOB", "begrippen.html#begrip-lob"),
        ("figuur 3.1", "hoofdstuk_3.html#figuur-3-1"),
        ("begrippen", "begrippen.html"),
    ],
)
def test_search_finds_indicators_terms_figures_and_chapters(page: Page, words: str, address: str) -> None:
    page.fill("#zoek", words)
    page.wait_for_selector(".treffers a")
    found = page.eval_on_selector_all(".treffers a", "els => els.map(e => e.getAttribute('href'))")
    assert address in found, found
    assert "treffer" in page.text_content("#gevonden")
    page.keyboard.press("Escape")
    assert not page.locator(".treffers").is_visible()


def test_what_is_not_there_is_said(page: Page) -> None:
    page.fill("#zoek", "bestaat nergens xyz")
    page.wait_for_function("document.getElementById('gevonden').textContent === '0 treffers'")


def test_a_table_sorts_and_returns_to_its_own_order(page: Page, rapport: Path) -> None:
    page.goto((rapport / "bijlage_b.html").as_uri())
    table = page.locator("#tabel-b-0-1 table").first
    column = "els => els.map(e => e.cells[0].textContent.trim())"
    own = table.locator("tbody tr").evaluate_all(column)
    head = table.locator("thead th").first
    knob = head.locator("button")
    assert min(knob.bounding_box()[size] for size in ("width", "height")) >= TARGET
    knob.click()
    assert head.get_attribute("aria-sort") == "ascending"
    knob.click()
    down = table.locator("tbody tr").evaluate_all(column)
    assert head.get_attribute("aria-sort") == "descending"
    assert sorted(down) == sorted(own)
    assert down != own
    knob.click()
    assert table.locator("tbody tr").evaluate_all(column) == own


def test_print_opens_the_numbers_and_leaves_the_menu_out(page: Page, rapport: Path) -> None:
    page.goto((rapport / "hoofdstuk_3.html").as_uri())
    numbers = page.locator("#figuur-3-1 details")
    assert numbers.get_attribute("open") is None
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert numbers.locator("table").is_visible()
    assert not page.locator(".hoofdstukken").is_visible()
    assert not page.locator(".meenemen").first.is_visible()
    # A button in a head is not repeated on the next page; its words are.
    assert page.locator(".sorteer").first.evaluate("knob => getComputedStyle(knob).display") == "contents"
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert numbers.get_attribute("open") is None


def test_without_scripts_nothing_is_lost(browser: Browser, rapport: Path) -> None:
    """The menu stands open, and nothing that does not work is shown."""
    context = browser.new_context(java_script_enabled=False, viewport=PHONE)
    page = context.new_page()
    page.goto((rapport / "hoofdstuk_3.html").as_uri())
    assert page.locator("#menu").is_visible()
    assert not page.locator("form.zoek").is_visible()
    assert not page.locator(".menuknop").is_visible()
    context.close()
