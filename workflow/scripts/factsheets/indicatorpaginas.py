"""A page per indicator of the registry, those that nothing computes yet too, and the list of them all."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from werkagenda.factsheets.indicator import index_page, indicator_page
from werkagenda.factsheets.rows import bands
from werkagenda.indicators.registry import Register, registry
from werkagenda.report import book, pandoc
from werkagenda.report.fallback import page_options, title_of
from werkagenda.run.step import step


def series(sector: pd.DataFrame, waarden: pd.DataFrame, *, minimum: int) -> dict[str, list[dict[str, Any]]]:
    """Return per indicator the values of the sector by year, with the band of institutions where there is one.

    Args:
        sector: `indicator, soort, jaar, waarde, instellingen`.
        waarden: values of institutions.
        minimum: institutions from which there is a band.

    """
    banden = bands(waarden, by=["indicator", "soort", "jaar"], minimum=minimum).drop(columns="instellingen")
    alles = sector.merge(banden, on=["indicator", "soort", "jaar"], how="left", validate="one_to_one")
    return {
        str(naam): deel.sort_values(["jaar", "soort"]).to_dict("records") for naam, deel in alles.groupby("indicator")
    }


def pages(  # noqa: PLR0913 - one argument per kind of part, by name
    register: Register,
    *,
    reeksen: Mapping[str, list[dict[str, Any]]],
    voortgang: pd.DataFrame,
    producten: Mapping[str, Mapping[str, str]],
    banner: str,
    factsheets: str,
    labels: Mapping[str, Any],
    tekst: Mapping[str, Any],
) -> dict[str, str]:
    """Return the Markdown of every page by name, `index` among them."""
    oordelen = {rij["indicator"]: rij for rij in voortgang.to_dict("records")}
    return {"index": index_page(register, banner=banner, tekst=tekst)} | {
        naam: indicator_page(
            een,
            register=register,
            reeks=reeksen.get(naam, []),
            oordeel=oordelen.get(naam),
            producten=producten,
            banner=banner,
            factsheets=factsheets,
            labels=labels,
            tekst=tekst,
        )
        for naam, een in register.indicatoren.items()
    }


def render(tekst: str, uit: Path, *, quarto: Mapping[str, Any], titels: Mapping[str, str], boekmap: Path) -> None:
    """Write a page in the frame of the book, one folder below the chapters."""
    opties = page_options(boekmap, quarto, titels, hier="", wortel="../")
    opties["metadata"] = {"pagetitle": title_of(tekst)}
    opties["filters"] = [str(boekmap / "filters" / "verwijzing.lua")]
    pandoc.convert(tekst, uit, opties=opties, map_=boekmap)


if __name__ == "__main__":
    with step(snakemake) as s:
        quarto = s.read("quarto")
        hoofdstukken = s.read_all("hoofdstukken")
        bladzijden = pages(
            registry(s.read("indicatoren")),
            reeksen=series(s.read("sector"), s.read("waarden"), minimum=s.params["minimum"]),
            voortgang=s.read("voortgang"),
            producten=s.params["producten"],
            banner=s.read("banner"),
            factsheets=s.params["factsheets"],
            labels=s.register["labels"],
            tekst=s.read("tekst"),
        )
        for pad in s.output["bladzijden"]:
            render(
                bladzijden[Path(pad).stem],
                s.stage(Path(pad)),
                quarto=quarto,
                titels={naam: title_of(hoofdstukken[naam]) for naam in book.chapters(quarto) if naam in hoofdstukken},
                # Pandoc runs in this folder: a path relative to the workflow would be looked up from there.
                boekmap=s.path("quarto").parent.resolve(),
            )
