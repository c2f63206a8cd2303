"""Draw numbers per year as bars, one per group, with their bounds (figures 3.1 and 3.3)."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
from matplotlib.figure import Figure

from werkagenda import figuurstijl as fs
from werkagenda.reeksen import breukjaar

LEGENDAKOLOMMEN = 2
TUSSENRUIMTE = 0.8  # space between two years, in bars


def teken(data: pd.DataFrame, *, tekst: Mapping[str, Any], stijl: Mapping[str, Any]) -> Figure:
    """Return the figure.

    Args:
        data: one row per year and group: `jaar`, `groep`, `aantal`, `aantal_min`, `aantal_max` (students), `reeksbreuk`.
        tekst: the product's text, with `reeksen`: the groups and their labels, in drawing order.
        stijl: the style file.

    """
    reeksen = tekst["reeksen"]
    groepen = [groep for groep, _ in reeksen]
    stijlen = fs.reeksstijl(stijl, groepen)
    figuur, assen = fs.kader(tekst, stijl, legendaregels=-(-len(reeksen) // LEGENDAKOLOMMEN), rechts=0)
    breed = {kolom: data.pivot_table(index="jaar", columns="groep", values=kolom, aggfunc="sum") for kolom in ("aantal", "aantal_min", "aantal_max")}
    jaren = [int(jaar) for jaar in breed["aantal"].index]
    staven = assen.grouped_bar(
        breed["aantal"][groepen].to_numpy(),
        tick_labels=[str(jaar) for jaar in jaren],
        colors=[stijlen[groep]["kleur"] for groep in groepen],
        group_spacing=TUSSENRUIMTE,
    ).bar_containers
    for groep, blok in zip(groepen, staven, strict=True):
        for staaf in blok:
            staaf.set(hatch=stijlen[groep]["arcering"], edgecolor=stijl["kleuren"]["achtergrond"], linewidth=0)
        hoogte = breed["aantal"][groep]
        assen.errorbar(
            [staaf.get_x() + staaf.get_width() / 2 for staaf in blok],
            hoogte,
            yerr=[hoogte - breed["aantal_min"][groep], breed["aantal_max"][groep] - hoogte],
            fmt="none",
            ecolor=stijl["kleuren"]["foutbalk"],
            elinewidth=stijl["lijndikte"]["foutbalk"],
            capsize=1.5,
        )
    breuk = breukjaar(data)
    if breuk is not None:
        fs.breuklijn(assen, jaren.index(breuk) - 0.5, breuk, stijl)
        assen.set_ylim(top=breed["aantal_max"].max(axis=None) * 1.12)
    assen.set_xlim(-0.5, len(jaren) - 0.5)
    fs.y_as(assen, "aantal")
    fs.legenda(figuur, assen, staven, [label for _, label in reeksen], stijl, LEGENDAKOLOMMEN)
    return figuur


if __name__ == "__main__":
    from snakemake.script import snakemake

    from werkagenda.step import step

    with step(snakemake) as s:
        tekst, stijl = s.read("tekst"), s.read("stijl")
        figuur = teken(s.read("data"), tekst=tekst, stijl=stijl)
        fs.bewaar(figuur, svg=s.target("svg"), png=s.target("png"), titel=tekst["titel"], stijl=stijl)
