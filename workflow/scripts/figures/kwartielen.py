"""Draw how often each institution is in the lowest and in the highest quarter, unnamed, in one order (figure S.5)."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from werkagenda import formats
from werkagenda.figures import frame
from werkagenda.figures import style as fs
from werkagenda.figures.svg import save_figure
from werkagenda.indicators.typology import HOOG, LAAG

RIJ = 0.23  # cm per institution
STAAF = 0.8
HELFT = 0.5
TEKENS = {"laag": "o", "midden": "D", "hoog": "s"}


def draw(data: pd.DataFrame, *, tekst: Mapping[str, Any], stijl: Mapping[str, Any]) -> Figure:
    """Return the figure: a row per institution, lowest quarter left, highest right, most often high on top.

    Args:
        data: `laag`, `hoog` (0-1), `groep` and `n` (indicators).
        tekst: the product's text, with `reeksen` (both quarters), `groepen`: each group and its name.
        stijl: the style file.

    """
    rijen = data.assign(saldo=data[HOOG] - data[LAAG]).sort_values(["saldo", HOOG, "n"], ignore_index=True)
    figuur, assen = frame.new_axes(stijl, hoogte=max(RIJ * len(rijen), 3.0))
    namen = dict(tekst["groepen"])
    for plek, rij in enumerate(rijen.to_dict("records")):
        for kant, richting in ((LAAG, -1), (HOOG, 1)):
            eigen = stijl["kwartielen"][kant]
            (staaf,) = assen.barh(
                plek, richting * rij[kant], height=STAAF, color=eigen["kleur"], hatch=eigen["arcering"],
                edgecolor=stijl["kleuren"]["achtergrond"], linewidth=0.3,
            )  # fmt: skip
            fs.say_value(staaf, f"{namen[rij['groep']]}: {formats.procent(rij[kant])} (n = {rij['n']:.0f})")
    # One scale to both sides, so that the lengths can be compared.
    grens = max(rijen[[LAAG, HOOG]].to_numpy().max() if len(rijen) else 0.0, HELFT) * 1.05
    for groep, teken in TEKENS.items():
        eigen = rijen.index[rijen["groep"] == groep]
        assen.plot(
            [-grens * 1.03] * len(eigen), eigen, linestyle="none", marker=teken, markersize=3.4, clip_on=False,
            color=stijl["kwartielen"]["groepen"][groep],
        )  # fmt: skip
    assen.axvline(0, color=stijl["kleuren"]["as"], linewidth=stijl["lijndikte"]["foutbalk"])
    for kant in (-HELFT, HELFT):
        assen.axvline(
            kant, color=stijl["kleuren"]["breuk"], linewidth=stijl["lijndikte"]["breuk"], linestyle=fs.STREEPJES,
            zorder=0.5,
        )  # fmt: skip
    assen.set_yticks([])
    assen.set_ylim(-1, max(len(rijen), 1))
    assen.set_xlim(-grens, grens)
    assen.spines["left"].set_visible(False)
    fs.grid(assen, stijl, "x")
    fs.percent_axis(assen.xaxis)
    assen.set_xlabel(tekst["as"], fontsize=stijl["lettergrootte"]["as"])
    handvatten = [
        Patch(facecolor=stijl["kwartielen"][kant]["kleur"], hatch=stijl["kwartielen"][kant]["arcering"],
              edgecolor=stijl["kleuren"]["achtergrond"], linewidth=0)
        for kant, _ in tekst["reeksen"]
    ] + [lijn for lijn in assen.lines if lijn.get_marker() in TEKENS.values()]  # fmt: skip
    labels = [naam for _, naam in tekst["reeksen"]] + [namen[groep] for groep in TEKENS]
    return frame.close_figure(figuur, tekst, stijl, handvatten=handvatten, labels=labels)


if __name__ == "__main__":
    from werkagenda.run.step import step

    with step(snakemake) as s:
        save_figure(s, draw, s.read("data"), tekst=s.read("tekst"), stijl=s.read("stijl"))
