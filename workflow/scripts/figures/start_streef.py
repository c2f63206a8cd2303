"""Draw start and target value per institution, unnamed and sorted by start value (figures 2.1 to 2.4)."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import seaborn as sns
from matplotlib.figure import Figure

from werkagenda import figuurstijl as fs
from werkagenda.schattingen import als_getallen
from werkagenda.woordkeus import TEKST

PUNT = 22  # area of a marker, square points
LUCHT = 0.05  # share above and below the outermost values


def teken(data: pd.DataFrame, *, tekst: Mapping[str, Any], stijl: Mapping[str, Any]) -> Figure:
    """Return the figure: a pair of dots per institution with a line between them; one dot where there is no target.

    Args:
        data: one row per institution: `rang` (from 1, by start value), `start`, `streef` (0-1, empty where none).
        tekst: the product's text, with `reeksen`: both values and their labels.
        stijl: the style file.

    """
    figuur, assen = fs.kader(tekst, stijl, rechts=0)
    eigen = stijl["start_streef"]
    paren = data.dropna(subset=["start", "streef"])
    assen.vlines(
        paren["rang"],
        paren[["start", "streef"]].min(axis=1),
        paren[["start", "streef"]].max(axis=1),
        colors=eigen["lijn"]["kleur"],
        linewidths=eigen["lijn"]["dikte"],
        zorder=1,
    )
    handvatten = []
    for reeks, _ in tekst["reeksen"]:
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
            ax=assen,
        )
        handvatten.append(assen.collections[-1])
    waarden = data[["start", "streef"]].melt()["value"].dropna()
    if len(waarden):
        assen.set_ylim(max(waarden.min() - LUCHT, 0), min(waarden.max() + LUCHT, 1))
    assen.set(xlabel=tekst["as"], ylabel="", xlim=(0, len(data) + 1))
    assen.set_xticks([])
    fs.y_as(assen, "aandeel")
    fs.legenda(figuur, assen, handvatten, tekst, stijl)
    return figuur


if __name__ == "__main__":
    from werkagenda.step import step

    with step(snakemake) as s:
        fs.bewaar(s, teken, als_getallen(s.read("data"), TEKST), tekst=s.read("tekst"), stijl=s.read("stijl"))
