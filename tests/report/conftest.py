"""A rendered book to look at: the one that the workflow test built, or a sample made here."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "workflow" / "scripts" / "report"), str(Path(__file__).parent)]

import herkomstpagina  # noqa: E402 - found by the lines above
import renderen  # noqa: E402
import voorbeeld  # noqa: E402
import yaml  # noqa: E402
from playwright.sync_api import Browser, sync_playwright  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterator

# No sandbox as root in a container; nothing of Chromium's own may go out.
ARGUMENTEN = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
]


@pytest.fixture(scope="session")
def voorbeeldrapport(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of pages of a sample book, lineage pages included."""
    map_ = tmp_path_factory.mktemp("rapport")
    bron, html = voorbeeld.staged(map_), map_ / "html"
    html.mkdir()
    renderen.render(bron, html, formaat="html", merk="SYNTHETISCH", quarto=None)
    (html / "herkomst").mkdir()
    quarto = yaml.safe_load((voorbeeld.BOEK / "_quarto.yml").read_text(encoding="utf-8"))
    for naam, rij in voorbeeld.numbering().items():
        tekst = herkomstpagina.lineage_page(
            voorbeeld.lineage(naam), nummer=rij["nummer"], hoofdstuk=rij["hoofdstuk"], banner=voorbeeld.banner()
        )
        herkomstpagina.render(
            tekst,
            html / "herkomst" / f"{naam}.html",
            quarto=quarto,
            hoofdstukken=voorbeeld.chapters(),
            boekmap=voorbeeld.BOEK,
        )
    return html


@pytest.fixture(scope="session")
def rapport(request: pytest.FixtureRequest) -> Path:
    """Return the pages that the workflow built when its fixture is there, else those of the sample."""
    try:
        return Path(request.getfixturevalue("gebouwd_rapport")) / "report" / "html"
    except pytest.FixtureLookupError:
        return Path(request.getfixturevalue("voorbeeldrapport"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start the Chromium that this machine has; Playwright brings none of its own."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("chrome")
    assert chromium, "geen Chromium op het pad: apt-get install chromium"
    with sync_playwright() as playwright:
        venster = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTEN)
        yield venster
        venster.close()
