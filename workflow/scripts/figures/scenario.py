"""Draw one share under several classifications together (figure 3.2, scenarios)."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
from matplotlib.figure import Figure

from werkagenda.figures import style as fs
from werkagenda.figures.lines import draw_lines


def teken(data: pd.DataFrame, *, tekst: Mapping[str, Any], stijl: Mapping[str, Any]) -> Figure:
    """Return the figure; its axis does not begin at zero, because the scenarios lie close together.

    Args:
        data: one row per year and scenario: `jaar`, `scenario`, `aandeel`, `aandeel_laag`, `aandeel_hoog` (0-1),
            `telling`, `reeksbreuk`.
        tekst: the product's text, with `reeksen`: the scenarios and their labels, the base first; `grenzen` of the
            axis (0-1) and `as_y`, which says where it begins.
        stijl: the style file.

    """
    figuur, assen = draw_lines(data, sleutel="scenario", grenzen=tuple(tekst["grenzen"]), tekst=tekst, stijl=stijl)
    if tekst["as_y"]:
        assen.set_ylabel(tekst["as_y"], fontsize=stijl["lettergrootte"]["as"])
    return figuur


if __name__ == "__main__":
    from werkagenda.run.step import step

    with step(snakemake) as s:
        tekst, stijl = s.read("tekst"), s.read("stijl")
        fs.save_figure(s, teken, s.read("data"), tekst=tekst, stijl=stijl)
