"""One call of a renderer: options in, file out, and every warning an error."""

from __future__ import annotations

import json
import os
import re
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pypandoc

from werkagenda.errors import InputError
from werkagenda.report.book import BRON

if TYPE_CHECKING:
    from collections.abc import Sequence

# Markdown as Quarto reads it, less what would turn an image into a numbered figure.
LEZER = "markdown-implicit_figures"
# What stands behind each of several pages.
END = "<!-- einde van een bladzijde -->"
# How pandoc keeps its memory: new things in pieces that fit in the processor's cache, old ones not looked through while
# they are few. It takes a fifth off its processor time; what it makes is the same.
_GEHEUGEN = ("+RTS", "-H1m", "-A8m", "-n1m", "-O64m", "-RTS")
# The first moment a ZIP file can hold: outputs carry no date, so that two runs give the same bytes.
_VASTE_TIJD = "315532800"
# Where a renderer starts to say what is wrong: before it stands how far it was, after it where in its own code.
_KOP = re.compile(r"^.*\b(?:error|warn(?:ing)?)\b", re.IGNORECASE | re.MULTILINE)
_KLEUR = re.compile(r"\x1b\[[0-9;]*m")
# Words of a renderer that fit in a line.
_WOORDEN = 60


def convert(tekst: str, uit: Path, *, opties: dict[str, Any], map_: Path) -> None:
    """Convert Markdown to the file `uit`, in the form of its extension; its folder exists. The rest as `converted`."""
    uit.write_bytes(converted(tekst, uit.suffix, opties=opties, map_=map_))


def converted(tekst: str, soort: str, *, opties: dict[str, Any], map_: Path) -> bytes:
    """Return Markdown converted with the options of a pandoc defaults file.

    Args:
        tekst: Markdown, shortcodes already resolved.
        soort: extension of what is made, for instance `.html`.
        opties: keys of a pandoc defaults file (`to`, `template`, `variables`, `metadata`, `filters`, ...).
        map_: folder in which images and filters are looked up.

    Raises:
        InputError: pandoc failed or warned.

    """
    return _converted([tekst], soort, opties=opties, map_=map_)


def converted_each(teksten: Sequence[str], *, opties: dict[str, Any], map_: Path, lezer: Path) -> list[str]:
    """Return the HTML of several texts, made by one pandoc: to start is most of its work for a short page.

    `lezer` is a reader in Lua that reads each text by itself and ends it with END; the rest as `converted`.
    """
    samen = _converted(teksten, ".html", opties={**opties, "from": str(lezer)}, map_=map_).decode()
    *delen, over = samen.split(f"{END}\n")
    if len(delen) != len(teksten) or over.strip():
        raise InputError(BRON, lezer.name, "een bladzijde heeft een voetnoot", verwacht="de uitleg in de tekst zelf")
    return delen


def _converted(teksten: Sequence[str], soort: str, *, opties: dict[str, Any], map_: Path) -> bytes:
    with tempfile.TemporaryDirectory() as tijdelijk:
        keuze, doel = (Path(tijdelijk) / naam for naam in ("opties.json", "uit" + soort))
        bronnen = [Path(tijdelijk) / f"tekst{nummer}.md" for nummer in range(len(teksten))]
        for bron, tekst in zip(bronnen, teksten, strict=True):
            bron.write_text(tekst, encoding="utf-8", newline="\n")
        vast = {"from": LEZER, "input-files": [str(bron) for bron in bronnen], "output-file": str(doel)}
        keuze.write_text(
            # Line ends as everywhere, also on Windows, where a page would else have other bytes.
            json.dumps(vast | {"eol": "lf"} | opties),
            encoding="utf-8",
            newline="\n",
        )
        run([pypandoc.get_pandoc_path(), "--fail-if-warnings", "--defaults", str(keuze), *_GEHEUGEN], map_=map_)
        return doel.read_bytes()


def run(opdracht: list[str], *, map_: Path) -> str:
    """Run a renderer and return what it said; a failure becomes one Dutch line with the first words of its error."""
    programma = Path(opdracht[0]).stem
    try:
        klaar = subprocess.run(  # noqa: S603 - fixed programs, no shell, arguments of our own
            opdracht,
            cwd=map_,
            env={**os.environ, "SOURCE_DATE_EPOCH": _VASTE_TIJD},
            capture_output=True,
            check=False,
            encoding="utf-8",
            errors="replace",
        )
    except OSError as fout:
        raise InputError(BRON, programma, f"weergave mislukt: het programma start niet ({fout.strerror})") from None
    gezegd = _KLEUR.sub("", klaar.stdout + klaar.stderr)
    if klaar.returncode:
        raise InputError(BRON, programma, f"weergave mislukt: {head(gezegd) or f'exit {klaar.returncode}'}")
    return gezegd


def head(gezegd: str) -> str:
    """Return what a renderer said in one line, from its first error or warning on, cut off after some words."""
    begin = _KOP.search(gezegd)
    woorden = gezegd[begin.start() if begin else 0 :].split()
    return " ".join([*woorden[:_WOORDEN], *(["..."] if len(woorden) > _WOORDEN else [])])


def version() -> str:
    """Return the name and version of pandoc."""
    return f"pandoc {pypandoc.get_pandoc_version()}"
