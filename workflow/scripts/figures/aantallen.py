"""Draw numbers per year as bars, one per group, with their bounds (figures 3.1 and 3.3)."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
from matplotlib.figure import Figure

from werkagenda import figuurstijl as fs
from werkagenda.reeksen import breukjaar

TUSSENRUIMTE = 0.8  # space between two years, in bars
RUIMTE_BREUKLABEL = 1.12  # height of the axis over the highest bar


def teken(data: pd.DataFrame, *, tekst: Mapping[str, Any], stijl: Mapping[str, Any]) -> Figure:
    """Return the figure.

    Args:
        data: one row per year and group: `jaar`, `groep`, `aantal`, `aantal_min`, `aantal_max` (students),
            `reeksbreuk`.
        tekst: the product's text, with `reeksen`: the groups and their labels, in drawing order.
        stijl: the style file.

    """
    groepen = [groep for groep, _ in tekst["reeksen"]]
    stijlen = fs.reeksstijl(stijl, groepen)
    figuur, assen = fs.kader(tekst, stijl, rechts=0)
    hoogten = data.pivot_table(index="jaar", columns="groep", values="aantal", aggfunc="sum")[groepen]
    jaren = [int(jaar) for jaar in hoogten.index]
    staven = assen.grouped_bar(
        hoogten.to_numpy(),
        tick_labels=[str(jaar) for jaar in jaren],
        colors=[stijlen[groep]["kleur"] for groep in groepen],
        group_spacing=TUSSENRUIMTE,
    ).bar_containers
    for groep, blok in zip(groepen, staven, strict=True):
        for staaf in blok:
            staaf.set(hatch=stijlen[groep]["arcering"], edgecolor=stijl["kleuren"]["achtergrond"], linewidth=0)
        reeks = data[data["groep"] == groep].sort_values("jaar")
        balken = assen.errorbar(
            [staaf.get_x() + staaf.get_width() / 2 for staaf in blok],
            reeks["aantal"],
            yerr=fs.foutbalken(reeks, "aantal"),
            fmt="none",
            ecolor=stijl["kleuren"]["foutbalk"],
            elinewidth=stijl["lijndikte"]["foutbalk"],
            capsize=1.5,
        )
        fs.omrand(balken, stijl)
    breuk = breukjaar(data)
    if breuk is not None:
        fs.breuklijn(assen, jaren.index(breuk) - 0.5, breuk, stijl)
        assen.set_ylim(top=data["aantal_max"].max() * RUIMTE_BREUKLABEL)
    assen.set_xlim(-0.5, len(jaren) - 0.5)
    fs.y_as(assen, "aantal")
    fs.legenda(figuur, assen, staven, tekst, stijl)
    return figuur


if __name__ == "__main__":
    from werkagenda.step import step

    with step(snakemake) as s:
        tekst, stijl = s.read("tekst"), s.read("stijl")
        figuur = teken(s.read("data"), tekst=tekst, stijl=stijl)
        fs.bewaar(figuur, svg=s.target("svg"), png=s.target("png"), titel=tekst["titel"], stijl=stijl)
