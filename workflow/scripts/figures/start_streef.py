"""Draw start and target value per institution, unnamed and sorted by start value (figures 2.1 to 2.4, S.3)."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import seaborn as sns
from matplotlib.figure import Figure

from werkagenda.figures import style as fs

PUNT = 22  # area of a marker, square points
LUCHT = 0.05  # share above and below the outermost values


def teken(data: pd.DataFrame, *, tekst: Mapping[str, Any], stijl: Mapping[str, Any]) -> Figure:
    """Return the figure: the dots of each institution with a line between them; one dot where there is one value.

    Args:
        data: one row per institution: `rang` (from 1, by start value), and a column (0-1, empty where
            there is none) per value: `start`, `streef`, in figure S.3 `recent` too.
        tekst: the product's text, with `reeksen`: the values and their labels.
        stijl: the style file.

    """
    figuur, assen = fs.framed_axes(tekst, stijl, rechts=0)
    eigen = stijl["start_streef"]
    reeksen = [reeks for reeks, _ in tekst["reeksen"]]
    paren = data[data[reeksen].count(axis=1) > 1]
    assen.vlines(
        paren["rang"],
        paren[reeksen].min(axis=1),
        paren[reeksen].max(axis=1),
        colors=eigen["lijn"]["kleur"],
        linewidths=eigen["lijn"]["dikte"],
        zorder=1,
    )
    handvatten = []
    for reeks in reeksen:
        sns.scatterplot(
            data,
            x="rang",
            y=reeks,
            color=eigen[reeks]["kleur"],
            marker=eigen[reeks]["teken"],
            s=PUNT,
            edgecolor=stijl["kleuren"]["achtergrond"],
            linewidth=0.4,
            legend=False,
            zorder=2,
            # A mark at 100 % stands half outside the axes.
            clip_on=False,
            ax=assen,
        )
        handvatten.append(assen.collections[-1])
    waarden = data[reeksen].melt()["value"].dropna()
    if len(waarden):
        assen.set_ylim(max(waarden.min() - LUCHT, 0), min(waarden.max() + LUCHT, 1))
    assen.set(xlabel=tekst["as"], ylabel="", xlim=(0, len(data) + 1))
    assen.set_xticks([])
    fs.y_as(assen, "aandeel")
    fs.draw_legend(figuur, assen, handvatten, tekst, stijl)
    return figuur


if __name__ == "__main__":
    from werkagenda.run.step import step

    with step(snakemake) as s:
        fs.save_figure(s, teken, s.read("data"), tekst=s.read("tekst"), stijl=s.read("stijl"))
