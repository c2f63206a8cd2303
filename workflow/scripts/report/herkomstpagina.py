"""Make the lineage of one product readable: sources, steps, code, settings, packages, rows lost."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from werkagenda.formats import LEEG, aantal
from werkagenda.report.fallback import loose_page
from werkagenda.report.pipe_table import as_code, as_text, in_region, pipe_table
from werkagenda.report.prose import unnamed
from werkagenda.words import render as words

# Enough of a hash to compare by eye; the full one stands in the json.
KORT = 12
Tekst = Mapping[str, Any]
Rows = list[list[str]]


def _hash(som: str) -> str:
    return f"`{som[:KORT]}`" if som else LEEG


def _rows(rijen: Mapping[str, Mapping[str, int]]) -> str:
    """Return the number of rows per file or output, `stroom 12.345`."""
    return "; ".join(f"{Path(naam).name} {aantal(deel['rijen'])}" for naam, deel in sorted(rijen.items())) or LEEG


def sources(bronnen: list[dict[str, Any]]) -> Rows:
    """Return the raw files: source, file with its version, hash and rows."""
    return [[bron["bron"], as_code(bron["bestand"]), _hash(bron["sha256"]), aantal(bron["rijen"])] for bron in bronnen]


def steps(stappen: list[dict[str, Any]]) -> Rows:
    """Return the steps with the rows that went in and came out; of steps with rows of persons those are not told."""
    return [
        [stap["id"], f"`{stap['script']}`", *(_rows(stap.get(kant, {})) for kant in ("rijen_in", "rijen_uit"))]
        for stap in stappen
    ]


def attrition(stappen: list[dict[str, Any]]) -> Rows:
    """Return the rows that steps left out, and why."""
    return [
        [
            uitval["stap"],
            uitval["bron"],
            *(aantal(uitval[maat]) for maat in ("rijen_in", "rijen_uit", "studenten")),
            as_text(unnamed(uitval["reden"])),
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
    return [[f"`{pad}`", _hash(som)] for pad, som in sorted(bestanden.items())]


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


def lineage_page(herkomst: Mapping[str, Any], *, nummer: str, hoofdstuk: str, banner: str, tekst: Tekst) -> str:
    """Return the Markdown of the lineage page of one product.

    Args:
        herkomst: `product`, `bronnen` and `stappen` of `results/audit/<id>.json`.
        nummer: label of the published report, for instance `Figuur 3.1`.
        hoofdstuk: chapter that shows the product.
        banner: Markdown under the title; empty for real data.
        tekst: the words, of `report/paginas/herkomst.yaml`.

    """
    product = herkomst["product"]
    facts = {"nummer": nummer, "hoofdstuk": hoofdstuk, "product": product, "anker": product.replace("_", "-")}
    delen = [f"# {words.render(tekst['titel'], facts)} {{#herkomst}}", banner, words.render(tekst["inleiding"], facts)]
    geen = f"{tekst['geen']}\n"
    for naam, (rows, rechts) in PARTS.items():
        woorden = tekst["delen"][naam]
        rijen = rows(herkomst["bronnen" if naam == "bronnen" else "stappen"])
        tabel = in_region(pipe_table(woorden["kolommen"], rijen, rechts=rechts), woorden["kop"])
        delen.append(f"## {woorden['kop']}\n\n{tabel if rijen else geen}")
    return "\n\n".join(delen)


if __name__ == "__main__":
    from werkagenda.run.step import step

    with step(snakemake) as s:
        loose_page(
            lineage_page(
                s.read("herkomst"),
                nummer=s.params["nummer"],
                hoofdstuk=s.params["hoofdstuk"],
                banner=s.path("banner").read_text(encoding="utf-8"),
                tekst=s.read("tekst"),
            ),
            s.target("pagina"),
            quarto=s.read("quarto"),
            menu=s.params["menu"],
            boekmap=s.path("quarto").parent.absolute(),
        )
