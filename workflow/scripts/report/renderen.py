"""Render the staged book as HTML or DOCX, with Quarto where it is on the PATH, else with pandoc; as PDF with typst.

All read the same folder. A warning about a reference, a citation or a variable is an error in each, and nothing is
delivered before all of it succeeded. Quarto makes no PDF here: its template for books has no mark of synthetic data on
each page and differs from version to version (from 1.9 it stops without an author), while ours is one file for all.
"""

import shutil
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import yaml

from werkagenda.contract.yaml_file import read_yaml
from werkagenda.errors import InputError
from werkagenda.report import fallback, pandoc
from werkagenda.report.book import BRON
from werkagenda.report.zip_file import make_even

# Quarto says these and still exits 0.
_WAARSCHUWING = ("WARN", "unable to resolve", "citeproc: citation", "not found")


def with_quarto(programma: str, bron: Path, uit: Path, *, formaat: str) -> None:
    """Let Quarto render the folder `bron`, and take its warnings seriously."""
    gezegd = pandoc.run([programma, "render", str(bron), "--to", formaat], map_=bron)
    gewaarschuwd = [
        regel for regel in gezegd.splitlines() if any(woord.lower() in regel.lower() for woord in _WAARSCHUWING)
    ]
    if gewaarschuwd:
        raise InputError(BRON, "quarto", f"waarschuwing bij de weergave: {gewaarschuwd[0].strip()}")
    gemaakt = bron / read_yaml(bron / "_quarto.yml", bron=BRON)["project"]["output-dir"]
    if formaat == "html":
        shutil.copytree(gemaakt, uit, dirs_exist_ok=True)
    else:
        shutil.copyfile(next(gemaakt.glob(f"*.{formaat}")), uit / f"monitor.{formaat}")


def sign(bron: Path, programma: str) -> None:
    """Write into the variables which program made the book: the colophon says it (the fallback says so by itself)."""
    pad = bron / "_variables.yml"
    waarden = read_yaml(pad, bron=BRON)
    waarden["weergave"]["programma"] = programma
    pad.write_text(yaml.safe_dump(waarden, allow_unicode=True), encoding="utf-8", newline="\n")


def render(  # noqa: PLR0913 - what a rendering needs, by name
    bron: Path,
    uit: Path,
    *,
    formaat: str,
    merk: str,
    quarto: str | None,
    stays: Callable[[str, Any], bool] = lambda *_: False,
) -> None:
    """Render the staged book into the folder `uit`: pages and pictures, `monitor.pdf` or `monitor.docx`.

    Args:
        bron: folder written by the staging step; it is not changed.
        uit: existing, empty folder.
        formaat: `html`, `pdf` or `docx`.
        merk: mark on every page of the PDF, empty for real data.
        quarto: the Quarto program, or None for the fallback; the PDF needs none.
        stays: tells of a page of the fallback and all that it is made of whether it is there already.

    Raises:
        InputError: the renderer failed or warned.

    """
    with tempfile.TemporaryDirectory() as tijdelijk:
        werk = Path(tijdelijk) / "bron"
        shutil.copytree(bron, werk)
        if quarto:
            sign(werk, f"Quarto {pandoc.run([quarto, '--version'], map_=werk).strip()}")
            with_quarto(quarto, werk, uit, formaat=formaat)
        else:
            html = partial(fallback.html, stays=stays)
            {"html": html, "pdf": fallback.pdf, "docx": fallback.docx}[formaat](werk, uit, merk=merk)
    if formaat == "docx":
        make_even(uit / "monitor.docx")


if __name__ == "__main__":
    from werkagenda.run.step import step

    with step(snakemake) as s, tempfile.TemporaryDirectory() as tijdelijk:
        uit, map_ = Path(tijdelijk), Path(s.params["map"])
        render(
            s.path("quarto").parent,
            uit,
            formaat=s.params["formaat"],
            merk=s.params["merk"],
            quarto=shutil.which("quarto") if s.params["quarto"] else None,
            stays=lambda naam, van: s.stays(map_ / naam, van),
        )
        # Also what Quarto adds to the pages (its scripts and style), which no rule names.
        for gemaakt in sorted(pad for pad in uit.rglob("*") if pad.is_file()):
            s.stage(map_ / gemaakt.relative_to(uit)).write_bytes(gemaakt.read_bytes())
