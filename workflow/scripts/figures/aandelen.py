"""Draw shares per year as lines, one per group, with their intervals (figures 3.2 and 3.4)."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
from matplotlib.figure import Figure

from werkagenda.figures import style as fs
from werkagenda.figures.lines import draw_lines

BOVEN = 1.1  # room for a marker at 100 % and the label of a break above it


def teken(data: pd.DataFrame, *, tekst: Mapping[str, Any], stijl: Mapping[str, Any]) -> Figure:
    """Return the figure: the whole range from 0 to 100 %, since the groups lie far apart.

    Args:
        data: one row per year and group: `jaar`, `groep`, `aandeel`, `aandeel_laag`, `aandeel_hoog` (0-1), `telling`,
            `reeksbreuk`.
        tekst: the product's text, with `reeksen`: the groups and their labels.
        stijl: the style file.

    """
    figuur, assen = draw_lines(data, sleutel="groep", grenzen=(0, BOVEN), tekst=tekst, stijl=stijl)
    assen.set_yticks([deel / 5 for deel in range(6)])
    return figuur


if __name__ == "__main__":
    from werkagenda.run.step import step

    with step(snakemake) as s:
        tekst, stijl = s.read("tekst"), s.read("stijl")
        fs.save_figure(s, teken, s.read("data"), tekst=tekst, stijl=stijl)
