"""Make the book without Quarto: pandoc for HTML and DOCX, pandoc and typst for PDF."""

from __future__ import annotations

import os
import re
import shutil
from concurrent.futures import ThreadPoolExecutor
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from werkagenda.contract.yaml_file import read_yaml
from werkagenda.errors import InputError
from werkagenda.report import book, pandoc, word
from werkagenda.report.book import BRON, title_of
from werkagenda.report.frame import in_frame

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

CITATEN = {"type": "citeproc"}
# What pandoc makes of a page: what stands in the frame, formulas that a browser draws by itself.
PAGE = {"to": "html5", "standalone": False, "html-math-method": {"method": "mathml"}}
# Where the list of sources stands.
BRONNENLIJST = "{#refs}"
# Blocks that the web alone shows: verwijzing.lua leaves them out on paper.
WEB_ALONE = ("alleenweb", "gegevens", "meenemen")
# The page that opens the book: its contents are what it is.
FRONT = "index"
_TEKENING = re.compile(r"\]\(([^()\s]+)\.svg\)")
# What goes along with the pages, by folder of the staged book.
TAKEN = {"figuren": {".svg"}, "stijl": {".css", ".js"}}


def program() -> str:
    """Return the words for the last page: what made this book."""
    return f"{pandoc.version()} en typst {metadata.version('typst')}"


def read_book(bron: Path) -> tuple[dict[str, Any], dict[str, str]]:
    """Return `_quarto.yml` and the chapters in order, with includes, variables and what made the book filled in."""
    quarto = read_yaml(bron / "_quarto.yml", bron=BRON)
    waarden = book.flatten(read_yaml(bron / "_variables.yml", bron=BRON)) | {"weergave.programma": program()}
    teksten = {p.name: p.read_text(encoding="utf-8") for p in sorted(bron.iterdir()) if p.suffix in {".qmd", ".md"}}
    return quarto, {naam: book.resolve(f"{naam}.qmd", teksten, waarden) for naam in book.chapters(quarto)}


def book_options(bron: Path, quarto: Mapping[str, Any], merk: str) -> dict[str, Any]:
    """Return the pandoc options that all formats share, taken from `_quarto.yml`."""
    return {
        "standalone": True,
        "resource-path": [str(bron)],
        "metadata": {
            "lang": quarto["lang"],
            "bibliography": [str(bron / quarto["bibliography"])],
            "link-citations": quarto["link-citations"],
        },
        "metadata-files": [str(bron / "_meta.yml")],
        "filters": [CITATEN, *(str(bron / "filters" / naam) for naam in ("verwijzing.lua", "terugval.lua"))],
        "variables": {
            "boektitel": quarto["book"]["title"],
            "boekondertitel": quarto["book"]["subtitle"],
            "merk": merk,
        },
    }


def loose_pages(  # noqa: PLR0913 - what a page needs, by name
    teksten: Mapping[str, str],
    uit: Mapping[str, Path],
    *,
    quarto: Mapping[str, Any],
    menu: Mapping[str, str],
    boekmap: Path,
    hier: Mapping[str, str],
) -> None:
    """Write pages that are no chapters, one folder below the chapters, in the frame of the book.

    Args:
        teksten: Markdown of the pages, by name.
        uit: html files to write, by name.
        quarto: `_quarto.yml`.
        menu: title per page of the menu, in order, by its path without `.html`.
        boekmap: folder of the book's own files, from the root: pandoc runs in it.
        hier: how the menu calls a page, of those that it has, by name.

    """
    opties = PAGE | {"filters": [str(boekmap / "filters" / "verwijzing.lua")]}
    lezer = boekmap / "factsheets" / "bladen.lua"
    inhouden = pandoc.converted_each([teksten[naam] for naam in uit], opties=opties, map_=boekmap, lezer=lezer)
    raam = frame_template(boekmap)
    for (naam, pad), inhoud in zip(uit.items(), inhouden, strict=True):
        titel = title_of(teksten[naam])
        blad = in_frame(inhoud, raam=raam, titel=titel, quarto=quarto, menu=menu, hier=hier.get(naam, ""))
        pad.write_text(blad, encoding="utf-8", newline="\n")


def frame_template(bron: Path) -> str:
    """Return the template of the frame of a page."""
    return (bron / "stijl" / "pagina.html").read_text(encoding="utf-8")


def shared_by_pages(bron: Path) -> list[str]:
    """Return what every page is made of beside its own text: the frame, the filters, the menu, anchors and sources."""
    namen = ("_quarto.yml", "_meta.yml", "_menu.yml", "references.bib", "stijl/pagina.html")
    paden = [*(bron / naam for naam in namen), *sorted((bron / "filters").iterdir())]
    return [program(), *(pad.read_text(encoding="utf-8") for pad in paden)]


def html(bron: Path, uit: Path, *, merk: str, stays: Callable[[str, Any], bool] = lambda *_: False) -> None:
    """Write one page per chapter into the folder `uit`, with the style and the pictures beside them.

    `stays` tells, by the name of a file and all that it is made of, whether it is there already and need not be made.
    """
    quarto, teksten = read_book(bron)
    overal = shared_by_pages(bron)
    titels = read_yaml(bron / "_menu.yml", bron=BRON)
    raam, shared = frame_template(bron), book_options(bron, quarto, merk) | PAGE
    # Given as they are: from a file pandoc would read each as Markdown, on every page. But for which sources to list.
    meta = read_yaml(bron / "_meta.yml", bron=BRON)
    alle_bronnen = f"---\n{yaml.safe_dump({'nocite': meta.pop('nocite')})}---\n\n"
    del shared["metadata-files"]

    def page(naam: str) -> None:
        tekst = teksten[naam]
        beelden = [pad.read_text(encoding="utf-8") for pad in drawings(bron, tekst)]
        if stays(f"{naam}.html", [tekst, beelden, overal, merk]):
            return
        eigen = {"bronnenlijst": BRONNENLIJST in tekst, "hier": naam}
        if naam == FRONT:
            eigen["inhoudsopgave"] = ""
        opties = shared | {"metadata": shared["metadata"] | meta | eigen}
        citeert = "@" in tekst or BRONNENLIJST in tekst
        if not citeert:
            opties["filters"] = [een for een in shared["filters"] if een is not CITATEN]
        inhoud = pandoc.converted(alle_bronnen * citeert + tekst, ".html", opties=opties, map_=bron).decode()
        blad = in_frame(inhoud, raam=raam, titel=title_of(tekst), quarto=quarto, menu=titels, hier=naam, wortel="")
        (uit / f"{naam}.html").write_text(blad, encoding="utf-8", newline="\n")

    # A process of pandoc each: they need not wait for one another.
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as samen:
        list(samen.map(page, teksten))
    for map_, soorten in TAKEN.items():
        (uit / map_).mkdir()
        for pad in sorted(pad for pad in (bron / map_).iterdir() if pad.suffix in soorten):
            shutil.copyfile(pad, uit / map_ / pad.name)


def drawings(bron: Path, tekst: str) -> list[Path]:
    """Return the drawings that a text shows, wide and narrow, in order."""
    namen = sorted(set(_TEKENING.findall(tekst)))
    paden = (bron / f"{naam}{vorm}.svg" for naam in namen for vorm in ("", "_smal"))
    return [pad for pad in paden if pad.is_file()]


def on_paper(teksten: Mapping[str, str]) -> str:
    """Return the chapters as one text, without what only the web shows: a quarter, which pandoc need not read."""
    return "\n\n".join(book.kept(teksten, weg=WEB_ALONE).values())


def pdf(bron: Path, uit: Path, *, merk: str) -> None:
    """Write the book into `uit` as one tagged PDF (PDF/UA-1), with typst's own fonts and no date."""
    import typst  # noqa: PLC0415 - the other formats do without

    quarto, teksten = read_book(bron)
    opties = book_options(bron, quarto, merk) | {"to": "typst", "template": str(bron / "stijl" / "boek.typ")}
    # Beside the pictures: typst looks for them from the file it reads.
    tussen = bron / "boek.typ"
    pandoc.convert(on_paper(teksten), tussen, opties=opties, map_=bron)
    try:
        typst.compile(
            str(tussen),
            output=str(uit / "monitor.pdf"),
            root=str(bron),
            ignore_system_fonts=True,
            # The letters of the figures.
            font_paths=[str(font_folder())],
            pdf_standards=["ua-1"],
        )
    except typst.TypstError as fout:
        raise InputError(BRON, "monitor.pdf", f"weergave mislukt: {fout}") from fout


def font_folder() -> Path:
    """Return the folder with the font of the figures, which comes with matplotlib."""
    plek = find_spec("matplotlib")
    if plek is None or plek.origin is None:
        raise InputError(BRON, "matplotlib", "het pakket is er niet", verwacht="de omgeving van start.py")
    return Path(plek.origin).parent / "mpl-data" / "fonts" / "ttf"


def docx(bron: Path, uit: Path, *, merk: str) -> None:
    """Write the book into `uit` as one Word document: A4, with contents and page numbers, and the mark at the foot."""
    quarto, teksten = read_book(bron)
    # Beside the text, in the folder of this render alone.
    sjabloon = bron / word.NAAM
    word.write_reference(sjabloon, voet=f"{merk}  " if merk else "")
    opties = book_options(bron, quarto, merk) | {
        "to": "docx",
        "reference-doc": str(sjabloon),
        "table-of-contents": True,
        "toc-depth": 2,
    }
    # The cover: what stands under the title in the PDF too.
    omslag = read_yaml(bron / "_meta.yml", bron=BRON)["omslag"]
    opties["metadata"] |= {
        "title": quarto["book"]["title"],
        "subtitle": quarto["book"]["subtitle"],
        # A paragraph each.
        "author": [omslag["makers"], *omslag["gegevens"]],
    }
    pandoc.convert(on_paper(teksten), uit / "monitor.docx", opties=opties, map_=bron)
    word.fill_contents(uit / "monitor.docx")
