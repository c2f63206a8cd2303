"""Draw one share under several classifications together (figure 3.2, scenarios)."""

from collections.abc import Mapping
from math import ceil, floor
from typing import Any

import pandas as pd
from matplotlib.figure import Figure

from werkagenda import formats
from werkagenda.figures import style as fs
from werkagenda.figures.lines import lijnen

STAP = 0.05  # the axis begins and ends on a multiple of 5 %


def teken(data: pd.DataFrame, *, tekst: Mapping[str, Any], stijl: Mapping[str, Any]) -> Figure:
    """Return the figure; its axis does not begin at zero, because the scenarios lie close together.

    Args:
        data: one row per year and scenario: `jaar`, `scenario`, `aandeel`, `aandeel_min`, `aandeel_max` (0-1),
            `reeksbreuk`.
        tekst: the product's text, with `reeksen`: the scenarios and their labels, the base first.
        stijl: the style file.

    """
    onder = max(0.0, (floor(data["aandeel_min"].min() / STAP) - 1) * STAP)
    boven = (ceil(data["aandeel_max"].max() / STAP) + 1) * STAP
    figuur, assen = lijnen(data, sleutel="scenario", grenzen=(onder, boven), tekst=tekst, stijl=stijl)
    if onder > 0:
        assen.set_ylabel(f"Aandeel (as begint bij {formats.procent(onder)})", fontsize=stijl["lettergrootte"]["as"])
    return figuur


if __name__ == "__main__":
    from werkagenda.run.step import step

    with step(snakemake) as s:
        tekst, stijl = s.read("tekst"), s.read("stijl")
        fs.bewaar(s, teken, s.read("data"), tekst=tekst, stijl=stijl)
