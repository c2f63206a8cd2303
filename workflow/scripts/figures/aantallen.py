"""Draw numbers per year as bars, one per group, with their intervals (figures 3.1 and 3.3)."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
from matplotlib.figure import Figure

from werkagenda.figures import style as fs
from werkagenda.figures.bars import draw_bars
from werkagenda.words.series import break_year

RUIMTE_BREUKLABEL = 1.12  # height of the axis over the highest bar
KAP = 1.5  # points


def teken(data: pd.DataFrame, *, tekst: Mapping[str, Any], stijl: Mapping[str, Any]) -> Figure:
    """Return the figure.

    Args:
        data: one row per year and group: `jaar`, `groep`, `aantal`, `aantal_laag`, `aantal_hoog` (students),
            `telling`, `reeksbreuk`.
        tekst: the product's text, with `reeksen`: the groups and their labels, in drawing order.
        stijl: the style file.

    """
    groepen = [groep for groep, _ in tekst["reeksen"]]
    stijlen = fs.series_style(stijl, groepen)
    figuur, assen = fs.framed_axes(tekst, stijl, rechts=0)
    jaren = sorted(int(jaar) for jaar in data["jaar"].unique())
    staven, _ = draw_bars(
        assen, data, x="jaar", y="aantal", groep="groep", volgorde=jaren,
        stijlen={groep: stijlen[groep] for groep in groepen}, stijl=stijl, kap=KAP,
    )  # fmt: skip
    assen.set_xticks(range(len(jaren)), fs.year_labels(data, jaren))
    assen.set_ylabel("")
    breuk = break_year(data)
    if breuk is not None:
        fs.break_line(assen, jaren.index(breuk) - 0.5, breuk, stijl)
        assen.set_ylim(top=data["aantal_hoog"].max() * RUIMTE_BREUKLABEL)
    assen.set_xlabel(tekst["as"])
    assen.set_xlim(-0.5, len(jaren) - 0.5)
    fs.y_as(assen, "aantal")
    fs.draw_legend(figuur, assen, staven, tekst, stijl)
    return figuur


if __name__ == "__main__":
    from werkagenda.run.step import step

    with step(snakemake) as s:
        tekst, stijl = s.read("tekst"), s.read("stijl")
        fs.save_figure(s, teken, s.read("data"), tekst=tekst, stijl=stijl)
