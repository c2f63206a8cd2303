"""Make the lineage of one product readable: sources, steps, code, settings, packages, rows lost."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from werkagenda.formats import LEEG, aantal
from werkagenda.report import book, pandoc
from werkagenda.report.fallback import page_options, title_of
from werkagenda.report.pipe_table import as_code, as_text, in_region, pipe_table

# Enough of a hash to compare by eye; the full one stands in the json.
KORT = 12
GEEN = "Geen.\n"


def _table(koppen: list[str], rijen: list[list[str]], naam: str, *, rechts: tuple[int, ...] = ()) -> str:
    """Return a named table, or a word when there is nothing to show."""
    return in_region(pipe_table(koppen, rijen, rechts=rechts), naam) if rijen else GEEN


def _hash(som: str) -> str:
    return f"`{som[:KORT]}`" if som else LEEG


def _rows(rijen: Mapping[str, Mapping[str, int]]) -> str:
    """Return the number of rows per file or output, `stroom 12.345`."""
    return "; ".join(f"{Path(naam).name} {aantal(deel['rijen'])}" for naam, deel in sorted(rijen.items())) or LEEG


def sources(bronnen: list[dict[str, Any]]) -> str:
    """Print the raw files: source, file with its version, hash and rows."""
    rijen = [[bron["bron"], as_code(bron["bestand"]), _hash(bron["sha256"]), aantal(bron["rijen"])] for bron in bronnen]
    return _table(["Bron", "Bestand", "SHA-256", "Rijen"], rijen, "Bronbestanden", rechts=(3,))


def steps(stappen: list[dict[str, Any]]) -> str:
    """Print the steps with the rows that went in and came out; of steps with rows of persons those are not told."""
    rijen = [
        [stap["id"], f"`{stap['script']}`", *(_rows(stap.get(kant, {})) for kant in ("rijen_in", "rijen_uit"))]
        for stap in stappen
    ]
    return _table(["Stap", "Script", "Rijen in", "Rijen uit"], rijen, "Stappen")


def attrition(stappen: list[dict[str, Any]]) -> str:
    """Print the rows that steps left out, and why."""
    rijen = [
        [
            uitval["stap"],
            uitval["bron"],
            *(aantal(uitval[maat]) for maat in ("rijen_in", "rijen_uit", "studenten")),
            as_text(uitval["reden"]),
        ]
        for stap in stappen
        for uitval in stap.get("uitval", [])
    ]
    koppen = ["Stap", "Tabel", "Rijen in", "Rijen uit", "Studenten", "Reden"]
    return _table(koppen, rijen, "Uitval", rechts=(2, 3, 4))


def settings(stappen: list[dict[str, Any]]) -> str:
    """Print the settings that each step used."""
    rijen = [
        [stap["id"], naam, as_code(json.dumps(waarde, ensure_ascii=False, sort_keys=True))]
        for stap in stappen
        for naam, waarde in sorted(stap["instellingen"].items())
    ]
    return _table(["Stap", "Instelling", "Waarde"], rijen, "Instellingen")


def code(stappen: list[dict[str, Any]]) -> str:
    """Print every script, module, contract and reference file once, with its hash."""
    bestanden = {pad: som for stap in stappen for pad, som in stap["bestanden"].items()}
    rijen = [[f"`{pad}`", _hash(som)] for pad, som in sorted(bestanden.items())]
    return _table(["Bestand", "SHA-256"], rijen, "Code, contracten en referentiegegevens")


def packages(stappen: list[dict[str, Any]]) -> str:
    """Print the packages that can change a number or a picture, with their versions."""
    versies = sorted({(naam, versie) for stap in stappen for naam, versie in stap["pakketten"].items()})
    return _table(["Pakket", "Versie"], [list(paar) for paar in versies], "Pakketten")


def lineage_page(herkomst: Mapping[str, Any], *, nummer: str, hoofdstuk: str, banner: str) -> str:
    """Return the Markdown of the lineage page of one product.

    Args:
        herkomst: `product`, `bronnen` and `stappen` of `results/audit/<id>.json`.
        nummer: label of the published report, for instance `Figuur 3.1`.
        hoofdstuk: chapter that shows the product.
        banner: Markdown under the title; empty for real data.

    """
    product, stappen = herkomst["product"], herkomst["stappen"]
    delen = {
        "Bronbestanden": sources(herkomst["bronnen"]),
        "Stappen": steps(stappen),
        "Uitval": attrition(stappen),
        "Instellingen": settings(stappen),
        "Code, contracten en referentiegegevens": code(stappen),
        "Pakketten": packages(stappen),
    }
    anker = product.replace("_", "-")
    return "\n\n".join(
        [
            f"# Herkomst van {nummer[0].lower() + nummer[1:]} {{#herkomst}}",
            banner,
            (
                f"Deze bladzijde laat zien waaruit [{nummer}](../{hoofdstuk}.html#{anker}) is ontstaan. "
                "Van elke som (SHA-256) staat het begin; de volledige som, en de sommen van de tussenbestanden, "
                f"staan in `results/audit/{product}.json`."
            ),
            *(f"## {kop}\n\n{inhoud}" for kop, inhoud in delen.items()),
        ]
    )


def render(tekst: str, uit: Path, *, quarto: Mapping[str, Any], hoofdstukken: Mapping[str, str], boekmap: Path) -> None:
    """Write the page in the frame of the book.

    Args:
        tekst: Markdown of the page.
        uit: html file in `herkomst/`, one folder below the chapters.
        quarto: `_quarto.yml`.
        hoofdstukken: text per chapter, for the list of chapters.
        boekmap: folder with `stijl/` and `filters/`.

    """
    titels = {naam: title_of(hoofdstukken[naam]) for naam in book.chapters(quarto) if naam in hoofdstukken}
    opties = page_options(boekmap, quarto, titels, hier="", wortel="../")
    opties["metadata"] = {"pagetitle": title_of(tekst)}
    opties["filters"] = [str(boekmap / "filters" / "verwijzing.lua")]
    pandoc.convert(tekst, uit, opties=opties, map_=boekmap)


if __name__ == "__main__":
    from werkagenda.run.step import step

    with step(snakemake) as s:
        render(
            lineage_page(
                s.read("herkomst"),
                nummer=s.params["nummer"],
                hoofdstuk=s.params["hoofdstuk"],
                banner=s.path("banner").read_text(encoding="utf-8"),
            ),
            s.target("pagina"),
            quarto=s.read("quarto"),
            hoofdstukken={pad.stem: pad.read_text(encoding="utf-8") for pad in s.paths("hoofdstukken")},
            # Pandoc runs in this folder: a path relative to the workflow would be looked up from there.
            boekmap=s.path("quarto").parent.resolve(),
        )
