"""The rendered book of the build, and a browser to look at it."""

from __future__ import annotations

import runpy
import shutil
from typing import TYPE_CHECKING

import pytest
from helpers.project import ROOT
from playwright.sync_api import Browser, sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BROWSERS = runpy.run_path(str(ROOT / "start.py"))["BROWSERS"]
# No sandbox as root in a container; letters as on a reader's screen, not a whole number of pixels wide; nothing of
# Chromium's own may go out.
ARGUMENTEN = [
    "--no-sandbox",
    "--font-render-hinting=none",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
]


@pytest.fixture(scope="session")
def rapport(gebouwd: Path) -> Path:
    """Return the pages that the workflow built."""
    return gebouwd / "results" / "report" / "html"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start the Chromium that this machine has; Playwright brings none of its own."""
    chromium = next(filter(None, map(shutil.which, BROWSERS)), None)
    assert chromium, "geen Chromium op het pad: apt-get install chromium"
    with sync_playwright() as playwright:
        venster = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTEN)
        yield venster
        venster.close()
