"""Draw the share of students of 25 and older in the inflow as lines per level (figures 5.7 and 5.8)."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import MaxNLocator

from werkagenda import formats
from werkagenda.figures import frame
from werkagenda.figures import style as fs
from werkagenda.figures.lines import TEKEN, draw_line, name_lines, year_axis
from werkagenda.figures.svg import save_figure

LUCHT = 1.1  # of the highest share
REGEL = 95  # points, for the name and last value of a line


def draw(data: pd.DataFrame, *, tekst: Mapping[str, Any], stijl: Mapping[str, Any]) -> Figure:
    """Return the figure: a line per level, its points on their year, with its name and last value at its end.

    Args:
        data: `jaar`, `niveau` (totaal, 1-4), `aandeel` (0-1, empty where unknown).
        tekst: the product's text, with `reeksen`: the levels and their labels.
        stijl: the style file.

    """
    rijen = data.dropna(subset="aandeel")
    # Counts of all students: no bounds, and one definition throughout.
    heel = rijen.assign(aandeel_laag=rijen["aandeel"], aandeel_hoog=rijen["aandeel"], reeksbreuk="nee")
    smal = fs.is_narrow(stijl)
    figuur, assen = frame.new_axes(stijl, hoogte=stijl["hoogte_vlak"] * (1.0 if smal else 1.1))
    assen.set_ylim(0.0, min(heel["aandeel"].max() * LUCHT, 1.0) if len(heel) else 1.0)
    handvatten, einden, laatste = [], {}, heel["jaar"].max()
    for niveau, label in tekst["reeksen"]:
        reeks, eigen = heel[heel["niveau"] == niveau], stijl["niveaus"][niveau]
        draw_line(assen, reeks, kolom="aandeel", eigen=eigen, stijl=stijl, druk=_printed, naam=label)
        handvatten.append(
            Line2D([], [], color=eigen["kleur"], marker=eigen["teken"], linestyle=eigen["streep"], markersize=TEKEN)
        )
        waarden = reeks.set_index("jaar")["aandeel"].sort_index()
        if laatste in waarden:
            einden[niveau] = (waarden, _printed(waarden[laatste]) if smal else f"{label}: {_printed(waarden[laatste])}")
    year_axis(assen, heel, stijl)
    # Steps of 2,5 percent would be printed as whole ones.
    assen.yaxis.set_major_locator(MaxNLocator(6, steps=[1, 2, 5, 10]))
    fs.percent_axis(assen.yaxis)
    assen.set_xlabel(tekst["as"], fontsize=stijl["lettergrootte"]["as"])
    name_lines(assen, einden, {**stijl, "is_smal": False}, regel=REGEL)
    return frame.close_figure(figuur, tekst, stijl, handvatten=handvatten if smal else ())


def _printed(aandeel: float) -> str:
    return formats.procent(aandeel, formats.PUBLICATIEDECIMALEN)


if __name__ == "__main__":
    from werkagenda.run.step import step

    with step(snakemake) as s:
        save_figure(s, draw, s.read("data"), tekst=s.read("tekst"), stijl=s.read("stijl"))
