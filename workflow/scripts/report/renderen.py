"""Render the staged book as HTML, PDF or DOCX: with Quarto where it is on the PATH, else with pandoc and typst.

Both read the same folder. A warning about a reference, a citation or a variable is an error in either, and nothing
is written before all of it succeeded.
"""

from __future__ import annotations

import shutil
import tempfile
from importlib import metadata
from pathlib import Path
from typing import Any

import yaml

from werkagenda import boek, pandoc
from werkagenda.errors import InvoerFout

QUARTO_FORMAAT = {"html": "html", "pdf": "typst", "docx": "docx"}
# Quarto prints these and still exits 0.
_WAARSCHUWING = ("WARN", "[WARNING]", "Unable to resolve", "citation", "not found")


def program(quarto: str | None) -> str:
    """Return the words for the last page: which renderer made this book."""
    return "Quarto" if quarto else f"{pandoc.version()} en typst {metadata.version('typst')}"


def read_book(bron: Path, programma: str) -> tuple[dict[str, Any], dict[str, str]]:
    """Return `_quarto.yml` and the chapters in order, includes and variables filled in."""
    quarto = yaml.safe_load((bron / "_quarto.yml").read_text(encoding="utf-8"))
    waarden = yaml.safe_load((bron / "_variables.yml").read_text(encoding="utf-8"))
    waarden["weergave"]["programma"] = programma
    teksten = {p.name: p.read_text(encoding="utf-8") for p in sorted(bron.iterdir()) if p.suffix in {".qmd", ".md"}}
    plat = boek.flatten(waarden)
    return quarto, {naam: boek.resolve(f"{naam}.qmd", teksten, plat) for naam in boek.chapters(quarto)}


def common(bron: Path, quarto: dict[str, Any], merk: str) -> dict[str, Any]:
    """Return the pandoc options that all formats share, read from `_quarto.yml`."""
    return {
        "standalone": True,
        "citeproc": True,
        "resource-path": [str(bron)],
        "metadata": {
            "lang": quarto["lang"],
            "bibliography": [str(bron / quarto["bibliography"])],
            "link-citations": quarto["link-citations"],
            "nocite": quarto["nocite"],
        },
        "metadata-files": [str(bron / "_ankers.yml")],
        "filters": [
            {"type": "citeproc"},
            str(bron / "filters" / "verwijzing.lua"),
            str(bron / "filters" / "terugval.lua"),
        ],
        "variables": {
            "boektitel": quarto["book"]["title"],
            "boekondertitel": quarto["book"]["subtitle"],
            "merk": merk,
        },
    }


def title_of(tekst: str) -> str:
    """Return the title of a chapter: its first heading without the attributes."""
    return tekst.lstrip().split("\n", 1)[0].lstrip("# ").split(" {")[0]


def page_style(bron: Path) -> str:
    """Return the style sheets as one element for the head, so that a page needs no other file for its looks."""
    css = "".join((bron / "stijl" / naam).read_text(encoding="utf-8") for naam in ("monitor.css", "raam.css"))
    return f"<style>\n{css}</style>"


def html(bron: Path, quarto: dict[str, Any], teksten: dict[str, str], merk: str, uit: Path) -> None:
    """Write one page per chapter and the pictures beside them."""
    lijst = [{"naam": naam, "titel": title_of(tekst)} for naam, tekst in teksten.items()]
    for nummer, (naam, tekst) in enumerate(teksten.items()):
        opties = common(bron, quarto, merk)
        opties["to"] = "html5"
        opties["html-math-method"] = {"method": "mathml"}
        opties["template"] = str(bron / "stijl" / "pagina.html")
        # The list of sources stands once, on its own page; the filter points the citations there.
        opties["metadata"] |= {"pagetitle": title_of(tekst), "suppress-bibliography": "{#refs}" not in tekst}
        opties["variables"] |= {
            "header-includes": [page_style(bron)],
            "hoofdstukken": [{**deel, "hier": deel["naam"] == naam} for deel in lijst],
            "bladeren": True,
            "vorige": lijst[nummer - 1] if nummer else None,
            "volgende": lijst[nummer + 1] if nummer + 1 < len(lijst) else None,
            "wortel": "",
        }
        pandoc.convert(tekst, uit / f"{naam}.html", opties=opties, map_=bron)
    (uit / "figuren").mkdir()
    for figuur in sorted((bron / "figuren").glob("*.svg")):
        shutil.copyfile(figuur, uit / "figuren" / figuur.name)


def pdf(bron: Path, quarto: dict[str, Any], teksten: dict[str, str], merk: str, uit: Path) -> None:
    """Write the book as a tagged PDF (PDF/UA-1) with typst's own fonts and no date."""
    import typst  # noqa: PLC0415 - the other formats do without

    opties = common(bron, quarto, merk)
    opties |= {"to": "typst", "template": str(bron / "stijl" / "boek.typ")}
    tussen = bron / "boek.typ"
    pandoc.convert("\n\n".join(teksten.values()), tussen, opties=opties, map_=bron)
    try:
        typst.compile(
            str(tussen), output=str(uit / "boek.pdf"), root=str(bron), ignore_system_fonts=True, pdf_standards=["ua-1"]
        )
    except typst.TypstError as fout:
        raise InvoerFout("rapport", "monitor.pdf", f"weergave mislukt: {fout}") from fout


def docx(bron: Path, quarto: dict[str, Any], teksten: dict[str, str], merk: str, uit: Path) -> None:
    """Write the book as a Word document."""
    opties = common(bron, quarto, merk)
    opties["to"] = "docx"
    opties["metadata"] |= {"title": quarto["book"]["title"], "subtitle": quarto["book"]["subtitle"]}
    pandoc.convert("\n\n".join(teksten.values()), uit / "boek.docx", opties=opties, map_=bron)


def with_quarto(programma: str, bron: Path, formaat: str, uit: Path) -> None:
    """Let Quarto render the folder, and take its warnings seriously."""
    waarden = yaml.safe_load((bron / "_variables.yml").read_text(encoding="utf-8"))
    waarden["weergave"]["programma"] = program(programma)
    (bron / "_variables.yml").write_text(yaml.safe_dump(waarden, allow_unicode=True), encoding="utf-8", newline="\n")
    gezegd = pandoc.run([programma, "render", str(bron), "--to", QUARTO_FORMAAT[formaat]], map_=bron)
    if gewaarschuwd := [regel for regel in gezegd.splitlines() if any(woord in regel for woord in _WAARSCHUWING)]:
        raise InvoerFout("rapport", "quarto", f"waarschuwing bij de weergave: {gewaarschuwd[0].strip()}")
    gemaakt = bron / yaml.safe_load((bron / "_quarto.yml").read_text(encoding="utf-8"))["project"]["output-dir"]
    if formaat == "html":
        shutil.copytree(gemaakt, uit, dirs_exist_ok=True)
    else:
        shutil.copyfile(next(gemaakt.glob(f"*.{formaat}")), uit / f"boek.{formaat}")


def render(bron: Path, uit: Path, *, formaat: str, merk: str, quarto: str | None) -> None:
    """Render the staged book in `bron` into the folder `uit`: pages for `html`, else `boek.pdf` or `boek.docx`.

    Args:
        bron: folder written by the staging step; it is not changed.
        uit: existing, empty folder.
        formaat: `html`, `pdf` or `docx`.
        merk: mark on every page, empty for real data.
        quarto: the Quarto program, or None for the fallback.

    """
    with tempfile.TemporaryDirectory() as tijdelijk:
        werk = Path(tijdelijk) / "bron"
        shutil.copytree(bron, werk)
        if quarto:
            with_quarto(quarto, werk, formaat, uit)
        else:
            instellingen, teksten = read_book(werk, program(None))
            {"html": html, "pdf": pdf, "docx": docx}[formaat](werk, instellingen, teksten, merk, uit)
