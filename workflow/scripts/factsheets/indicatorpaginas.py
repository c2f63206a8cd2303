"""A page per indicator of the registry, those that nothing computes yet too, and the list of them all."""

import os
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pandas as pd

from werkagenda.factsheets.indicator import index_page, indicator_page
from werkagenda.factsheets.rows import bands
from werkagenda.indicators.registry import Register, registry
from werkagenda.report.fallback import loose_page
from werkagenda.run.step import step

# The list of all indicators, as the menu knows it.
OVERZICHT = "indicatoren/index"


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


if __name__ == "__main__":
    with step(snakemake) as s:
        quarto = s.read("quarto")
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
        boekmap = s.path("quarto").parent.resolve()

        def write(pad: str) -> None:
            """Write one page."""
            naam = Path(pad).stem
            hier = OVERZICHT if naam == "index" else ""
            loose_page(
                bladzijden[naam], s.stage(Path(pad)), quarto=quarto, menu=s.params["menu"], boekmap=boekmap, hier=hier
            )

        # A process of pandoc each: they need not wait for one another.
        with ThreadPoolExecutor(max_workers=os.cpu_count()) as samen:
            list(samen.map(write, s.output["bladzijden"]))
