"""Draw start, recent and target value per indicator, one row each (figure S.1)."""

from collections.abc import Mapping
from textwrap import fill
from typing import Any

import pandas as pd
from matplotlib.figure import Figure

from werkagenda.figures import style as fs
from werkagenda.figures.names import make_room, percent_axis
from werkagenda.indicators.progress import SOORTEN

RIJ = 0.62  # cm per indicator
LETTERREGEL = 34  # characters after which a name wraps
GROOTTE = 6.0  # points
# Rows above or below the middle of its row, so that marks at one value stay visible.
OPZIJ = {"start": 0.16, "recent": 0.0, "streef": -0.16}
RECHTS = 0.5  # cm, for half the label of 100 %


def teken(data: pd.DataFrame, *, tekst: Mapping[str, Any], stijl: Mapping[str, Any]) -> Figure:
    """Return the figure: three marks that differ in shape and colour, on a line from the lowest to the highest.

    Args:
        data: `indicator, rang, start, recent, streef` (0-1, empty where there is none), in the order of the report.
        tekst: the product's text, with `namen` (short name per indicator) and `reeksen`.
        stijl: the style file.

    """
    rijen = data.sort_values("rang", ascending=False, ignore_index=True)
    figuur, assen = fs.framed_axes(tekst, {**stijl, "hoogte_vlak": RIJ * max(len(rijen), 3)}, rechts=RECHTS)
    eigen = stijl["start_streef"]
    namen = [fill(tekst["namen"][naam], LETTERREGEL) for naam in rijen["indicator"]]
    make_room(figuur, assen, namen, stijl)
    assen.hlines(
        rijen.index, rijen[list(SOORTEN)].min(axis=1), rijen[list(SOORTEN)].max(axis=1),
        colors=eigen["lijn"]["kleur"], linewidths=eigen["lijn"]["dikte"], zorder=2,
    )  # fmt: skip
    handvatten = {
        soort: assen.plot(
            rijen[soort], rijen.index + OPZIJ[soort], linestyle="none", marker=eigen[soort]["teken"],
            color=eigen[soort]["kleur"], markersize=GROOTTE, markeredgecolor=stijl["kleuren"]["achtergrond"],
            markeredgewidth=0.5, zorder=3,
        )[0]
        for soort in SOORTEN
    }  # fmt: skip
    assen.set_ylim(-0.6, len(rijen) - 0.4)
    assen.set_yticks(range(len(rijen)), namen)
    assen.set_xlim(0, 1.02)
    assen.grid(visible=True, axis="y", color=stijl["kleuren"]["raster"], linewidth=stijl["lijndikte"]["raster"])
    percent_axis(assen, stijl)
    fs.draw_legend(figuur, assen, list(handvatten.values()), tekst, stijl)
    return figuur


if __name__ == "__main__":
    from werkagenda.run.step import step

    with step(snakemake) as s:
        fs.save_figure(s, teken, s.read("data"), tekst=s.read("tekst"), stijl=s.read("stijl"))
