"""Draw numbers per year as lines over their intervals, one per group (figures 3.1 and 3.3)."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from werkagenda import formats
from werkagenda.figures import frame
from werkagenda.figures import style as fs
from werkagenda.figures.lines import draw_line, name_lines, value_labels, year_axis
from werkagenda.figures.svg import save_figure
from werkagenda.words.series import break_year, periode

BOVEN = 1.14  # height of the axis over the highest value, for its number and the word at a break
REGEL = 75  # points, for the name of a line beside it


def draw(data: pd.DataFrame, *, tekst: Mapping[str, Any], stijl: Mapping[str, Any]) -> Figure:
    """Return the figure: lines from zero, with the number in the first and last year that can be compared.

    Args:
        data: one row per year and group: `jaar`, `groep`, `aantal`, `aantal_laag`, `aantal_hoog` (students),
            `telling`, `reeksbreuk`.
        tekst: the product's text, with `reeksen`: the groups that are drawn, and their labels.
        stijl: the style file.

    """
    groepen = [groep for groep, _ in tekst["reeksen"]]
    stijlen = fs.series_style(stijl, groepen)
    figuur, assen = frame.new_axes(stijl)
    tijd = periode(data["jaar"], break_year(data))
    assen.set_ylim(0, data.loc[data["groep"].isin(groepen), "aantal_hoog"].max() * BOVEN)
    einden = {}
    for groep, label in tekst["reeksen"]:
        reeks = data[data["groep"] == groep]
        kort = label.split(". ")[-1]
        draw_line(
            assen, reeks, kolom="aantal", eigen=stijlen[groep], stijl=stijl, druk=formats.aantal, naam=kort,
        )  # fmt: skip
        waarden = reeks.set_index("jaar")["aantal"]
        value_labels(assen, waarden, sorted({tijd.van, tijd.tot}), formats.aantal, stijl)
        if len(waarden):
            einden[groep] = (waarden, kort)
    year_axis(assen, data, stijl)
    assen.set_xlabel(tekst["as"], fontsize=stijl["lettergrootte"]["as"])
    assen.yaxis.set_major_locator(MaxNLocator(5, steps=[1, 2, 5, 10]))
    fs.count_axis(assen.yaxis)
    name_lines(assen, einden, stijl, regel=REGEL)
    return frame.close_figure(figuur, tekst, stijl)


if __name__ == "__main__":
    from werkagenda.run.step import step

    with step(snakemake) as s:
        save_figure(s, draw, s.read("data"), tekst=s.read("tekst"), stijl=s.read("stijl"))
