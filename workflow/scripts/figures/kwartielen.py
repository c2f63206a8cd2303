"""Draw how often each institution is in the lowest and in the highest quarter, unnamed, per group (figure S.5)."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
from matplotlib.figure import Figure

from werkagenda.figures import style as fs
from werkagenda.figures.names import make_room, percent_axis
from werkagenda.indicators.typology import HOOG, LAAG

RIJ = 0.24  # cm per institution
STAAF = 0.8
TUSSEN = 1.6  # rows between two groups


def teken(data: pd.DataFrame, *, tekst: Mapping[str, Any], stijl: Mapping[str, Any]) -> Figure:
    """Return the figure: a row per institution, lowest quarter to the left, highest to the right, groups apart.

    Args:
        data: `rang`, `laag`, `hoog` (0-1) and `groep`.
        tekst: the product's text, with `groepen`: each group and its name, from the bottom up.
        stijl: the style file.

    """
    plekken, namen, hoogte = [], [], 0.0
    delen = []
    for groep, naam in tekst["groepen"]:
        eigen = data[data["groep"] == groep].sort_values("rang")
        if eigen.empty:
            continue
        y = pd.Series(range(len(eigen)), index=eigen.index) + hoogte
        delen.append((eigen, y))
        plekken.append(float(y.mean()))
        namen.append(naam)
        hoogte += len(eigen) + TUSSEN
    figuur, assen = fs.framed_axes(tekst, {**stijl, "hoogte_vlak": max(RIJ * hoogte, 3.0)}, rechts=0)
    make_room(figuur, assen, namen, stijl)
    handvatten = {}
    for eigen, y in delen:
        for kant, teken_ in ((LAAG, -1), (HOOG, 1)):
            stijl_kant = stijl["kwartielen"][kant]
            handvatten[kant] = assen.barh(
                y, teken_ * eigen[kant], height=STAAF, color=stijl_kant["kleur"], hatch=stijl_kant["arcering"],
                edgecolor=stijl["kleuren"]["achtergrond"], linewidth=0.3,
            )  # fmt: skip
    assen.axvline(0, color=stijl["kleuren"]["as"], linewidth=stijl["lijndikte"]["foutbalk"])
    assen.set_yticks(plekken, namen)
    assen.grid(visible=False, axis="y")
    assen.set_ylim(-1, max(hoogte - TUSSEN, 1))
    # One scale to both sides, so that the lengths can be compared.
    grens = max(data[[LAAG, HOOG]].to_numpy().max() if len(data) else 0.0, 0.1) * 1.05
    assen.set_xlim(-grens, grens)
    percent_axis(assen, stijl)
    if handvatten:
        fs.draw_legend(figuur, assen, [handvatten[LAAG], handvatten[HOOG]], tekst, stijl)
    return figuur


if __name__ == "__main__":
    from werkagenda.run.step import step

    with step(snakemake) as s:
        fs.save_figure(s, teken, s.read("data"), tekst=s.read("tekst"), stijl=s.read("stijl"))
