"""Draw the share of students of 25 and older in the inflow as lines per level (figures 5.7 and 5.8)."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from werkagenda.figures import style as fs
from werkagenda.figures.lines import draw_lines

LUCHT = 1.12  # of the highest share


def teken(data: pd.DataFrame, *, tekst: Mapping[str, Any], stijl: Mapping[str, Any]) -> Figure:
    """Return the figure: a line per level with its last value.

    Args:
        data: `jaar`, `niveau` (totaal, 1-4), `aandeel` (0-1, empty where unknown).
        tekst: the product's text, with `reeksen`: the levels and their labels.
        stijl: the style file.

    """
    rijen = data.dropna(subset="aandeel")
    # Counts of all students: no bounds, and one definition throughout.
    heel = rijen.assign(aandeel_min=rijen["aandeel"], aandeel_max=rijen["aandeel"], reeksbreuk="nee")
    figuur, assen = draw_lines(
        heel,
        sleutel="niveau",
        grenzen=(0.0, min(heel["aandeel"].max() * LUCHT, 1.0)),
        tekst=tekst,
        stijl={**stijl, "reeksen": stijl["niveaus"]},
    )
    # Steps of 2,5 percent would be printed as whole ones.
    assen.yaxis.set_major_locator(MaxNLocator(steps=[1, 2, 5, 10]))
    return figuur


if __name__ == "__main__":
    from werkagenda.run.step import step

    with step(snakemake) as s:
        fs.save_figure(s, teken, s.read("data"), tekst=s.read("tekst"), stijl=s.read("stijl"))
