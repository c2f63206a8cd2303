"""What axe finds in a page with its long tables shortened is what it finds in the whole: faults that are planted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from helpers.axe import SHORTEN, violations, whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

AANTAL, ZELDZAAM = 40, 29
# The region is wide enough for all rows but one with a long word, which makes it scroll.
STIJL = """
    body { color: #000; background: #fff }
    .vak { overflow-x: auto; width: 30em } .vaag { color: #ccc }
"""
GEWOON = '<th scope="row">Bouw</th><td>12</td><td class="leeg"></td>'
TEKENING = (
    '<svg role="img" aria-label="Lijn" width="90" height="40"><g id="as"><text x="5" y="20">Bouw</text></g></svg>'
)


def bladzijde(zeldzaam: str = GEWOON, *, kop: str = "", staart: str = "", tekening: str = TEKENING) -> str:
    """Return a page with a drawing and a table of rows of one kind, among them a rare one."""
    rijen = [f"<tr>{zeldzaam if nummer == ZELDZAAM else GEWOON}</tr>" for nummer in range(AANTAL)]
    koppen = "".join(f'<th scope="col">{woord}</th>' for woord in ("Richting", "n", "noot"))
    return (
        f'<!DOCTYPE html><html lang="nl"><head><title>Proef</title><style>{STIJL}{kop}</style></head><body><main>'
        f'<h1>Proef</h1>{tekening}<div class="vak"><table><thead><tr>{koppen}</tr></thead>'
        f"<tbody>{''.join(rijen)}</tbody></table></div>{staart}</main></body></html>"
    )


@pytest.fixture(scope="module")
def blad(browser: Browser) -> Iterator[Page]:
    """An empty page."""
    blad = browser.new_page(viewport={"width": 800, "height": 600})
    yield blad
    blad.close()


def with_a_cell(cel: str) -> str:
    return bladzijde(GEWOON.replace("<td>12</td>", cel))


FOUTEN = {
    "een klasse": ("color-contrast", with_a_cell('<td class="vaag">12</td>')),
    "een stijl": ("color-contrast", with_a_cell('<td style="color: #bbb">12</td>')),
    "een rij naar haar plaats": ("color-contrast", bladzijde(kop="tr:nth-child(33) td { color: #ccc }")),
    "een achtergrond van de rij": ("color-contrast", bladzijde(kop="tr:nth-child(34) { background: #222 }")),
    "een letter of een woord": (
        "color-contrast",
        bladzijde(GEWOON.replace("12", "<span class='vaag'>34</span>")).replace("<td>12</td>", "<td>1</td>"),
    ),
    "in donker": (
        "color-contrast",
        bladzijde(kop="@media (prefers-color-scheme: dark) { tr:nth-child(9) { color: #ddd } }"),
    ),
    "een koppeling zonder naam": ("link-name", with_a_cell('<td><a href="#x"></a></td>')),
    "een knop zonder naam": ("button-name", with_a_cell("<td><button></button></td>")),
    "een veld zonder naam": ("label", with_a_cell("<td><input></td>")),
    "een rol die niet bestaat": ("aria-roles", with_a_cell('<td><span role="niets">12</span></td>')),
    "een kop die niet bestaat": ("td-headers-attr", with_a_cell('<td headers="weg">12</td>')),
    "een beeld zonder naam": ("image-alt", with_a_cell('<td><img src="data:,"></td>')),
    "een taal die niet bestaat": ("valid-lang", with_a_cell('<td><span lang="xx-yy-zz">12</span></td>')),
    "een rij die het vak laat schuiven": ("scrollable-region-focusable", with_a_cell(f"<td>{'lang' * 40}</td>")),
    "buiten de tabel": ("color-contrast", bladzijde(staart='<p class="vaag">Slot</p>')),
    "een tekening zonder naam": ("svg-img-alt", bladzijde(tekening=TEKENING.replace('aria-label="Lijn" ', ""))),
    "een koppeling in een tekening": (
        "link-name",
        bladzijde(tekening=TEKENING.replace("<g", '<a href="#x"><path d="M0 0h9v9z"/></a><g')),
    ),
    "een kenmerk in een tekening": ("aria-valid-attr", bladzijde(tekening=TEKENING.replace("<g", '<g aria-naam="as"'))),
}


@pytest.mark.parametrize(("regel", "inhoud"), FOUTEN.values(), ids=FOUTEN)
def test_a_planted_fault_is_found(blad: Page, regel: str, inhoud: str) -> None:
    blad.set_content(inhoud)
    blad.emulate_media(color_scheme="dark" if "dark" in inhoud else "light")
    voor = blad.content()
    gevonden = [fout.partition(":")[0] for fout in violations(blad)]
    assert regel in gevonden
    assert gevonden == [fout.partition(":")[0] for fout in whole(blad)]
    assert blad.content() == voor


def test_without_a_fault_nothing_is_found_in_a_row_of_each_kind(blad: Page) -> None:
    """Of forty, one of each kind stays: the common one, and one with a sign for a word."""
    blad.set_content(with_a_cell("<td>+</td>"))
    assert violations(blad) == whole(blad) == []
    weg = blad.evaluate(SHORTEN)
    assert weg == {"rows": AANTAL - 2, "shapes": 1}
    assert blad.locator("tbody tr:visible").count() == 2
    blad.evaluate("lengthen()")
    assert blad.locator("tbody tr:visible").count() == AANTAL


def test_axe_says_nothing_of_the_contrast_in_a_drawing(blad: Page) -> None:
    """If one day it does, drawings have to stay whole."""
    blad.set_content(bladzijde(tekening=TEKENING.replace("<text", '<text fill="#fff" style="color: #fff"')))
    assert whole(blad) == []
