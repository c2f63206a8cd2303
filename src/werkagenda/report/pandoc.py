"""One call of pandoc: options in, file out, and every warning an error."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import pypandoc

from werkagenda.errors import InputError
from werkagenda.report.book import BRON

# Markdown as Quarto reads it, less what would turn an image into a numbered figure.
LEZER = "markdown-implicit_figures"
# The first moment a ZIP file can hold: outputs carry no date, so that two runs give the same bytes.
_VASTE_TIJD = "315532800"


def convert(tekst: str, uit: Path, *, opties: dict[str, Any], map_: Path) -> None:
    """Convert Markdown to `uit` with the options of a pandoc defaults file.

    Args:
        tekst: Markdown, shortcodes already resolved.
        uit: file to write; its folder exists.
        opties: keys of a pandoc defaults file (`to`, `template`, `variables`, `metadata`, `filters`, ...).
        map_: folder in which images and filters are looked up.

    Raises:
        InputError: pandoc failed or warned; no output is left.

    """
    with tempfile.TemporaryDirectory() as tijdelijk:
        bron, keuze, doel = (Path(tijdelijk) / naam for naam in ("tekst.md", "opties.json", "uit" + uit.suffix))
        bron.write_text(tekst, encoding="utf-8", newline="\n")
        keuze.write_text(
            json.dumps({"from": LEZER, "input-files": [str(bron)], "output-file": str(doel), **opties}),
            encoding="utf-8",
            newline="\n",
        )
        run([pypandoc.get_pandoc_path(), "--fail-if-warnings", "--defaults", str(keuze)], map_=map_)
        uit.write_bytes(doel.read_bytes())


def run(opdracht: list[str], *, map_: Path) -> str:
    """Run a renderer and return what it said; a failure becomes one Dutch line with its last words."""
    klaar = subprocess.run(  # noqa: S603 - fixed programs, no shell, arguments of our own
        opdracht,
        cwd=map_,
        env={**os.environ, "SOURCE_DATE_EPOCH": _VASTE_TIJD},
        capture_output=True,
        check=False,
        encoding="utf-8",
        errors="replace",
    )
    gezegd = klaar.stdout + klaar.stderr
    if klaar.returncode:
        laatste = " ".join(gezegd.split()[-60:])
        raise InputError(BRON, Path(opdracht[0]).stem, f"weergave mislukt: {laatste}")
    return gezegd


def version() -> str:
    """Return the name and version of pandoc."""
    return f"pandoc {pypandoc.get_pandoc_version()}"
