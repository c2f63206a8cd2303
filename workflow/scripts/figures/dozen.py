"""Draw a box per direction of study over institutions, from their quantiles (figures 5.2, 5.3 and B.0.2 to B.0.5)."""

from collections.abc import Mapping
from textwrap import fill
from typing import Any

import pandas as pd
from matplotlib.figure import Figure

from werkagenda import formats
from werkagenda.figures import style as fs
from werkagenda.figures.names import make_room, percent_axis
from werkagenda.words.estimates import NIET_GETOOND

DELEN = {"whislo": "snor_laag", "q1": "kwartiel_1", "med": "mediaan", "q3": "kwartiel_3", "whishi": "snor_hoog"}
RIJ = 0.72  # cm per direction of study, for a name on two lines
VAST = "\N{NO-BREAK SPACE}"  # keeps the count beside the last word
LETTERREGEL = 28  # characters after which a name wraps
LUCHT = 0.03


def teken(data: pd.DataFrame, *, tekst: Mapping[str, Any], stijl: Mapping[str, Any]) -> Figure:
    """Return the figure, the highest median on top; a direction that is not shown says so in its row.

    Args:
        data: `opleidingsrichting`, the five values of a box (0-1, empty where not shown), `instellingen` (count).
        tekst: the product's text.
        stijl: the style file.

    """
    rijen = data.sort_values(["mediaan", "opleidingsrichting"], na_position="first", ignore_index=True)
    figuur, assen = fs.framed_axes(tekst, {**stijl, "hoogte_vlak": max(RIJ * len(rijen), 3 * RIJ)}, rechts=0)
    eigen, maat = stijl["dozen"], stijl["lettergrootte"]["as"]
    namen = [
        fill(f"{formats.capitalised(rij.opleidingsrichting)}{VAST}({formats.aantal(rij.instellingen)})", LETTERREGEL)
        for rij in rijen.itertuples()
    ]
    make_room(figuur, assen, namen, stijl)
    getoond = rijen.dropna(subset=list(DELEN.values()))
    if len(getoond):
        assen.bxp(
            [
                {deel: rij[kolom] for deel, kolom in DELEN.items()} | {"fliers": []}
                for rij in getoond.to_dict("records")
            ],
            positions=list(getoond.index),
            orientation="horizontal",
            widths=0.6,
            showfliers=False,
            patch_artist=True,
            boxprops={
                "facecolor": eigen["kleur"],
                "edgecolor": eigen["rand"],
                "linewidth": stijl["lijndikte"]["foutbalk"],
            },
            medianprops={"color": eigen["rand"], "linewidth": stijl["lijndikte"]["reeks"]},
            whiskerprops={"color": eigen["rand"], "linewidth": stijl["lijndikte"]["foutbalk"]},
            capprops={"color": eigen["rand"], "linewidth": stijl["lijndikte"]["foutbalk"]},
        )
    laagste = getoond["snor_laag"].min() if len(getoond) else 0.0
    assen.set_xlim(max(laagste - LUCHT, 0), 1 + LUCHT)
    for plek in rijen.index.difference(getoond.index):
        assen.annotate(
            NIET_GETOOND, (0.01, plek), xycoords=("axes fraction", "data"), va="center", fontsize=maat,
            color=stijl["kleuren"]["as"],
        )  # fmt: skip
    assen.set_ylim(-0.6, len(rijen) - 0.4)
    assen.set_yticks(range(len(rijen)), namen)
    assen.grid(visible=False, axis="y")
    percent_axis(assen, stijl)
    return figuur


if __name__ == "__main__":
    from werkagenda.run.step import step

    with step(snakemake) as s:
        fs.save_figure(s, teken, s.read("data"), tekst=s.read("tekst"), stijl=s.read("stijl"))
