"""The dialect of the book: what Quarto and the fallback both understand, and nothing else.

Chapters are Markdown with two shortcodes, `{{< include _x.md >}}` and `{{< var a.b >}}`. Quarto resolves them itself
but only warns when one fails; here a failure stops the run, whichever renderer comes after.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from werkagenda.errors import InputError, did_you_mean, quoted

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path

# The source that an error about the report names.
BRON = "rapport"
INVOEGING = re.compile(r"\{\{<\s*include\s+(\S+)\s*>\}\}")
VARIABELE = re.compile(r"\{\{<\s*var\s+(\S+)\s*>\}\}")
_SHORTCODE = re.compile(r"\{\{<.*?>\}\}")
_ANKER = re.compile(r"^(?:#{1,6} .*|:::+ *|\[[^\]\n]*\])\{#([\w-]+)", re.MULTILINE)
_SPRONG = re.compile(r"\]\(#([\w-]+)\)")
# What a chapter holds only where there are data of some kind: a block `::: {.microdata}`, or a chapter by its title.
_DEEL = re.compile(r"^(:::+)\s*(\{.*\})?\s*$")
_KLASSE = re.compile(r"(?<=[{ ])\.([\w-]+)")
# Two renderers, one dialect: these exist in one of the two only, or number by order of appearance.
_VREEMD = {
    "codecel": re.compile(r"^```+\s*\{", re.MULTILINE),
    "tabbladen": re.compile(r"panel-tabset"),
    "kruisverwijzing van Quarto": re.compile(r"@(?:fig|tbl|sec|eq)-|#(?:fig|tbl|sec|eq)-"),
    "ruwe HTML": re.compile(r"^\s*</?[a-z][^>]*>", re.MULTILINE),
}


def chapters(quarto: Mapping[str, Any]) -> list[str]:
    """Return the chapter names of `_quarto.yml`, in order, without `.qmd`."""
    return [str(naam).removesuffix(".qmd") for naam in quarto["book"]["chapters"]]


def book_files(boekmap: Path) -> list[str]:
    """Return the book's own files that a renderer needs beside the chapters, by name within `report/`."""
    deel = [pad for map_ in ("filters", "stijl") for pad in (boekmap / map_).iterdir()]
    return sorted(
        pad.relative_to(boekmap).as_posix() for pad in [boekmap / "_quarto.yml", boekmap / "references.bib", *deel]
    )


def title_of(tekst: str) -> str:
    """Return the title of a chapter: its first heading without the attributes."""
    return tekst.lstrip().split("\n", 1)[0].lstrip("# ").split(" {")[0]


def menu(titels: Mapping[str, str], erbij: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """Return the pages of the menu in order: the chapters by name with their title, after some of them other pages.

    Args:
        titels: title per chapter, in order.
        erbij: per chapter the pages that come after it, by their path without `.html`, with their title.

    """
    uit: dict[str, str] = {}
    for naam, titel in titels.items():
        uit |= {naam: titel} | dict(erbij.get(naam, {}))
    return uit


def kept(hoofdstukken: Mapping[str, str], *, weg: Collection[str]) -> dict[str, str]:
    """Return the chapters of this run: without the chapters and blocks of the classes `weg` (`microdata`, `svo`)."""
    if not weg:
        return dict(hoofdstukken)
    return {
        naam: _without_blocks(tekst, weg)
        for naam, tekst in hoofdstukken.items()
        if not _has_class(tekst.lstrip().partition("\n")[0], weg)
    }


def _has_class(regel: str, klassen: Collection[str]) -> bool:
    return not set(klassen).isdisjoint(_KLASSE.findall(regel))


def _without_blocks(tekst: str, weg: Collection[str]) -> str:
    """Return a chapter without its blocks of these classes, blocks inside them included."""
    over, diepte = [], 0
    for regel in tekst.splitlines(keepends=True):
        grens = _DEEL.match(regel)
        begint = bool(grens and grens[2])
        if diepte or (begint and _has_class(regel, weg)):
            diepte += (1 if begint else -1) if grens else 0
        else:
            over.append(regel)
    return re.sub(r"\n{3,}", "\n\n", "".join(over))


def flatten(variabelen: Mapping[str, Any], voorvoegsel: str = "") -> dict[str, str]:
    """Return nested variables by their dotted name, as the `var` shortcode writes them."""
    plat: dict[str, str] = {}
    for naam, waarde in variabelen.items():
        if isinstance(waarde, dict):
            plat |= flatten(waarde, f"{voorvoegsel}{naam}.")
        else:
            plat[f"{voorvoegsel}{naam}"] = str(waarde)
    return plat


def resolve(naam: str, teksten: Mapping[str, str], variabelen: Mapping[str, str]) -> str:
    """Return the text of `naam` with its includes and variables filled in.

    Args:
        naam: file name of the chapter, for instance `hoofdstuk_3.qmd`.
        teksten: text per file name, chapters and includes.
        variabelen: value per dotted name.

    Raises:
        InputError: an include or a variable does not exist, or another shortcode is left.

    """

    def insertion(treffer: re.Match[str]) -> str:
        if treffer[1] not in teksten:
            raise InputError(BRON, naam, f"invoeging {treffer[1]!r} bestaat niet{did_you_mean(treffer[1], [*teksten])}")
        return resolve(treffer[1], teksten, variabelen)

    def variabele(treffer: re.Match[str]) -> str:
        if treffer[1] not in variabelen:
            hint = did_you_mean(treffer[1], [*variabelen])
            raise InputError(BRON, naam, f"variabele {treffer[1]!r} is door geen stap berekend{hint}")
        return variabelen[treffer[1]]

    ingevuld = VARIABELE.sub(variabele, INVOEGING.sub(insertion, teksten[naam]))
    if over := _SHORTCODE.search(ingevuld):
        raise InputError(BRON, naam, f"onbekende opdracht {over[0]!r}", verwacht="include of var")
    return ingevuld


def anchors(hoofdstukken: Mapping[str, str]) -> dict[str, str]:
    """Return the chapter in which each anchor stands; a second anchor of the same name is an error."""
    plaats: dict[str, str] = {}
    for hoofdstuk, tekst in hoofdstukken.items():
        for anker in _ANKER.findall(tekst):
            if anker in plaats:
                raise InputError(BRON, f"{hoofdstuk}.qmd", f"anker #{anker} staat ook in {plaats[anker]}.qmd")
            plaats[anker] = hoofdstuk
    return plaats


def dead_links(hoofdstukken: Mapping[str, str], plaats: Mapping[str, str]) -> None:
    """Stop when a chapter refers to an anchor that no chapter has."""
    for hoofdstuk, tekst in hoofdstukken.items():
        if dood := sorted(set(_SPRONG.findall(tekst)) - set(plaats)):
            raise InputError(BRON, f"{hoofdstuk}.qmd", f"verwijzing zonder doel: {quoted(dood)}")


def foreign(tekst: str) -> list[str]:
    """Return what in a chapter only one of the two renderers understands."""
    return [soort for soort, patroon in _VREEMD.items() if patroon.search(tekst)]
