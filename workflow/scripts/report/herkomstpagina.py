"""Make the lineage of one product readable: sources, steps, code, settings, packages, rows lost."""

import json
import re
from collections.abc import Callable, Mapping
from html import escape
from pathlib import Path
from typing import Any

from werkagenda.formats import LEEG, aantal
from werkagenda.report.frame import banner_html, in_frame
from werkagenda.report.prose import unnamed
from werkagenda.report.template import fill
from werkagenda.words import render as words

# Enough of a hash to compare by eye; the full one stands in the json.
KORT = 12
Tekst = Mapping[str, Any]
# Words, or what is shown as code.
Cell = str | dict[str, str]
Rows = list[list[Cell]]


def as_code(tekst: str) -> Cell:
    """Return a cell that is shown as code."""
    return {"code": tekst}


def _hash(som: str) -> Cell:
    return as_code(som[:KORT]) if som else LEEG


def _rows(rijen: Mapping[str, Mapping[str, int]]) -> str:
    """Return the number of rows per file or output, `stroom 12.345`."""
    return "; ".join(f"{Path(naam).name} {aantal(deel['rijen'])}" for naam, deel in sorted(rijen.items())) or LEEG


def sources(bronnen: list[dict[str, Any]]) -> Rows:
    """Return the raw files: source, file with its version, hash and rows."""
    return [[bron["bron"], as_code(bron["bestand"]), _hash(bron["sha256"]), aantal(bron["rijen"])] for bron in bronnen]


def steps(stappen: list[dict[str, Any]]) -> Rows:
    """Return the steps with the rows that went in and came out; of steps with rows of persons those are not told."""
    return [
        [stap["id"], as_code(stap["script"]), *(_rows(stap.get(kant, {})) for kant in ("rijen_in", "rijen_uit"))]
        for stap in stappen
    ]


def attrition(stappen: list[dict[str, Any]]) -> Rows:
    """Return the rows that steps left out, and why."""
    return [
        [
            uitval["stap"],
            uitval["bron"],
            *(aantal(uitval[maat]) for maat in ("rijen_in", "rijen_uit", "studenten")),
            unnamed(uitval["reden"]),
        ]
        for stap in stappen
        for uitval in stap.get("uitval", [])
    ]


def settings(stappen: list[dict[str, Any]]) -> Rows:
    """Return the settings that each step used."""
    return [
        [stap["id"], naam, as_code(json.dumps(waarde, ensure_ascii=False, sort_keys=True))]
        for stap in stappen
        for naam, waarde in sorted(stap["instellingen"].items())
    ]


def code(stappen: list[dict[str, Any]]) -> Rows:
    """Return every script, module, contract and reference file once, with its hash."""
    bestanden = {pad: som for stap in stappen for pad, som in stap["bestanden"].items()}
    return [[as_code(pad), _hash(som)] for pad, som in sorted(bestanden.items())]


def packages(stappen: list[dict[str, Any]]) -> Rows:
    """Return the packages that can change a number or a picture, with their versions."""
    versies = sorted({(naam, versie) for stap in stappen for naam, versie in stap["pakketten"].items()})
    return [list(paar) for paar in versies]


# Per part of the page its rows, and the columns that are numbers.
PARTS: dict[str, tuple[Callable[[list[dict[str, Any]]], Rows], tuple[int, ...]]] = {
    "bronnen": (sources, (3,)),
    "stappen": (steps, ()),
    "uitval": (attrition, (2, 3, 4)),
    "instellingen": (settings, ()),
    "code": (code, ()),
    "pakketten": (packages, ()),
}


def lineage_page(
    herkomst: Mapping[str, Any], *, nummer: str, hoofdstuk: str, banner: str, tekst: Tekst
) -> dict[str, Any]:
    """Return what the template of the lineage page of one product shows.

    Args:
        herkomst: `product`, `bronnen` and `stappen` of `results/audit/<id>.json`.
        nummer: label of the published report, for instance `Figuur 3.1`.
        hoofdstuk: chapter that shows the product.
        banner: Markdown under the title; empty for real data.
        tekst: the words, of `report/paginas/herkomst.yaml`.

    """
    product = herkomst["product"]
    facts = {"nummer": nummer, "hoofdstuk": hoofdstuk, "product": product, "anker": product.replace("_", "-")}
    in_html = {naam: escape(waarde) for naam, waarde in facts.items()}
    delen = []
    for naam, (rows, rechts) in PARTS.items():
        woorden = tekst["delen"][naam]
        delen.append(
            {
                **woorden,
                "anker": re.sub(r"\W+", "-", woorden["kop"].lower()),
                "kanten": ["right" if plek in rechts else "left" for plek in range(len(woorden["kolommen"]))],
                "rijen": rows(herkomst["bronnen" if naam == "bronnen" else "stappen"]),
            }
        )
    return {
        "titel": words.render(tekst["titel"], facts),
        "banner": banner_html(banner),
        "inleiding": words.render(tekst["inleiding"], in_html),
        "geen": tekst["geen"],
        "delen": delen,
    }


if __name__ == "__main__":
    from werkagenda.run.step import step

    with step(snakemake) as s:
        blad = lineage_page(
            s.read("herkomst"),
            nummer=s.params["nummer"],
            hoofdstuk=s.params["hoofdstuk"],
            banner=s.read("banner"),
            tekst=s.read("tekst"),
        )
        s.write(
            "pagina",
            in_frame(
                fill(s.read("sjabloon"), blad),
                raam=s.read("raam"),
                titel=blad["titel"],
                quarto=s.read("quarto"),
                menu=s.params["menu"],
            ),
        )
