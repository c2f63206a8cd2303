"""Lay the book out for either renderer: chapters, one include per product, variables, anchors, pictures.

Everything that can go wrong in a reference goes wrong here, before a renderer that would only warn: an include or a
variable that does not exist, a link without a target, a number typed by hand, a construct of one renderer only.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from werkagenda import boek
from werkagenda.errors import InvoerFout
from werkagenda.proza import typed_numbers

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# Filled in by the renderer, which alone knows its own name.
WEERGAVE = {"weergave": {"programma": ""}}


def anchor(product: str) -> str:
    """Return the anchor of a product: `figuur_3_1` is `figuur-3-1`."""
    return product.replace("_", "-")


def table_block(tabel: str, *, kenmerk: str) -> str:
    """Return a Markdown table in a region of its own that scrolls by keyboard on a narrow screen."""
    return f':::: {{.tabelvak role="region" tabindex="0" {kenmerk}}}\n{tabel.strip()}\n::::'


def product_include(tekst: Mapping[str, Any], *, nummer: str, soort: str, tabel: str) -> str:
    """Return the Markdown of a product: caption, picture or table, source, notes, link to its lineage.

    Args:
        tekst: `id`, `titel`, `alt`, `bron` and `noten` of `results/text/<id>.json`.
        nummer: the label of the published report, for instance `Figuur 3.1`.
        soort: `figuur` or `tabel`.
        tabel: the numbers as a Markdown table.

    """
    naam = anchor(tekst["id"])
    genoemd = nummer[0].lower() + nummer[1:]
    delen = [
        f'::: {{#{naam} .product .{soort} role="figure" aria-labelledby="{naam}-titel"}}',
        f":::: {{#{naam}-titel .bijschrift}}\n**{nummer}** *{tekst['titel'].strip()}*\n::::",
    ]
    if soort == "figuur":
        alt = " ".join(tekst["alt"].split()).replace('"', "'")
        delen.append(f'![](figuren/{tekst["id"]}.svg){{fig-alt="{alt}"}}')
    else:
        delen.append(table_block(tabel, kenmerk=f'aria-labelledby="{naam}-titel"'))
    noten = "\n\n".join(f"Noot: {noot}" for noot in tekst["noten"])
    herkomst = f"[Herkomst van dit cijfer: {genoemd}](herkomst/{tekst['id']}.html)"
    delen.append("\n\n".join(["::: {.bron}", f"Bron: {tekst['bron']}", *([noten] if noten else []), herkomst, ":::"]))
    if soort == "figuur":
        vak = table_block(tabel, kenmerk=f'aria-label="De cijfers onder {genoemd}"')
        delen.append(f'::::: {{.gegevens naam="De cijfers onder {genoemd}"}}\n{vak}\n:::::')
    return "\n\n".join([*delen, ":::"]) + "\n"


def with_banner(hoofdstuk: str, banner: str) -> str:
    """Return a chapter with the banner under its title, so that no chapter can forget it."""
    titel, _, rest = hoofdstuk.lstrip().partition("\n")
    return f"{titel}\n\n{banner}\n{rest}" if banner else hoofdstuk


def check_prose(naam: str, tekst: str, toegestaan: Iterable[str]) -> None:
    """Stop at a number typed by hand or at what only one renderer understands."""
    if getypt := typed_numbers(tekst, toegestaan):
        raise InvoerFout("rapport", naam, f"getal met de hand getypt in {getypt[0]!r}", verwacht="een variabele of een bron")
    if vreemd := boek.foreign(tekst):
        raise InvoerFout("rapport", naam, f"niet in beide weergaveprogramma's bekend: {', '.join(vreemd)}")


def lay_out(
    hoofdstukken: Mapping[str, str],
    *,
    producten: Mapping[str, Mapping[str, Any]],
    nummering: Mapping[str, Mapping[str, str]],
    tabellen: Mapping[str, str],
    invoegingen: Mapping[str, str],
    variabelen: Mapping[str, Any],
    toegestaan: Iterable[str],
    banner: str,
) -> dict[str, str]:
    """Return the text files of the book by name, all references checked.

    Args:
        hoofdstukken: text per chapter name, in the order of the book.
        producten: contents of `results/text/<id>.json` per id.
        nummering: row of `resources/nummering.csv` per id.
        tabellen: Markdown table per id.
        invoegingen: other includes by file name, checks and texts on the kind of data.
        variabelen: values that are no product's, nested by name.
        toegestaan: names that hold a number and may be typed.
        banner: Markdown under every chapter title; empty for real data.

    Raises:
        InvoerFout: naming the chapter and what does not fit.

    """
    getoond = {naam: rij for naam, rij in nummering.items() if naam in producten}
    teksten = {f"{naam}.qmd": with_banner(tekst, banner) for naam, tekst in hoofdstukken.items()}
    for naam, tekst in hoofdstukken.items():
        check_prose(f"{naam}.qmd", tekst, toegestaan)
    teksten |= invoegingen
    for naam, rij in getoond.items():
        teksten[f"_{naam}.md"] = product_include(
            producten[naam], nummer=rij["nummer"], soort=rij["soort"], tabel=tabellen[naam]
        )
    alles = {
        **variabelen,
        **WEERGAVE,
        "ref": {naam: f"[{rij['nummer']}](#{anchor(naam)})" for naam, rij in getoond.items()},
        **{naam: dict(tekst["variabelen"]) for naam, tekst in producten.items()},
    }
    plat = boek.flatten(alles)
    ingevuld = {naam: boek.resolve(f"{naam}.qmd", teksten, plat) for naam in hoofdstukken}
    ankers = boek.anchors(ingevuld)
    boek.dead_links(ingevuld, ankers)
    teksten["_variables.yml"] = yaml.safe_dump(alles, allow_unicode=True, sort_keys=True, width=10_000)
    teksten["_ankers.yml"] = yaml.safe_dump({"ankers": ankers}, allow_unicode=True, sort_keys=True)
    return teksten


def write(teksten: Mapping[str, str], *, boekmap: Path, figuren: Iterable[Path], uit: Path) -> None:
    """Write the staged book: the texts, the book's own files and the pictures, as one folder."""
    uit.mkdir(parents=True)
    for deel in ("filters", "stijl"):
        shutil.copytree(boekmap / deel, uit / deel)
    for naam in ("_quarto.yml", "references.bib"):
        shutil.copyfile(boekmap / naam, uit / naam)
    (uit / "figuren").mkdir()
    for figuur in figuren:
        shutil.copyfile(figuur, uit / "figuren" / figuur.name)
    for naam, tekst in sorted(teksten.items()):
        (uit / naam).write_text(tekst, encoding="utf-8", newline="\n")
