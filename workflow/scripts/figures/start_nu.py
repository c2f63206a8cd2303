"""Draw the recent value of each institution against its start, unnamed, with the diagonal of no change (figure S.3)."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
from matplotlib.figure import Figure

from werkagenda import formats
from werkagenda.figures import frame
from werkagenda.figures import style as fs
from werkagenda.figures.svg import save_figure

LUCHT = 0.03  # share beside the outermost values
GROOTTE = 6.0  # points


def draw(data: pd.DataFrame, *, tekst: Mapping[str, Any], stijl: Mapping[str, Any]) -> Figure:
    """Return the figure: a dot per institution with both values, filled where its own target is reached.

    Args:
        data: one row per institution: `start`, `recent`, `streef` (0-1, empty where there is none).
        tekst: the product's text, with the words in the figure under `beeld`.
        stijl: the style file.

    """
    rijen = data.dropna(subset=["start", "recent"])
    smal = fs.is_narrow(stijl)
    figuur, assen = frame.new_axes(stijl, hoogte=stijl["hoogte_vlak"] * (1.0 if smal else 1.15))
    eigen, beeld = stijl["start_streef"], tekst["beeld"]
    lijn = {"color": stijl["kleuren"]["as"], "linewidth": stijl["lijndikte"]["breuk"], "linestyle": fs.STREEPJES}
    assen.axline((0, 0), slope=1, zorder=1, **lijn)
    handvatten, labels = [], []
    soorten = {
        "bereikt": rijen["recent"] >= rijen["streef"],
        "nog_niet": rijen["recent"] < rijen["streef"],
        "zonder": rijen["streef"].isna(),
    }
    for soort, keuze in soorten.items():
        if not keuze.any():
            continue
        vorm = {"bereikt": "full", "nog_niet": "none", "zonder": "full"}[soort]
        (punten,) = assen.plot(
            rijen.loc[keuze, "start"], rijen.loc[keuze, "recent"], linestyle="none", fillstyle=vorm,
            marker="x" if soort == "zonder" else "o", markersize=GROOTTE, color=eigen["start"]["kleur"], zorder=3,
            markeredgewidth=1.2,
        )  # fmt: skip
        handvatten.append(punten)
        labels.append(beeld[soort])
    for rij in rijen.to_dict("records"):
        woorden = f"{formats.procent(rij['start'], 1)} \N{RIGHTWARDS ARROW} {formats.procent(rij['recent'], 1)}"
        fs.pointed_at(assen, rij["start"], rij["recent"], woorden)
    waarden = rijen[["start", "recent"]].melt()["value"]
    grenzen = (max(waarden.min() - LUCHT, 0), min(waarden.max() + LUCHT, 1)) if len(waarden) else (0.0, 1.0)
    assen.set(xlim=grenzen, ylim=grenzen)
    letter = stijl["lettergrootte"]["as"]
    for plek, woord, kant in (((0.02, 0.98), "hoger", "left"), ((0.98, 0.02), "lager", "right")):
        assen.text(
            *plek, beeld[woord], transform=assen.transAxes, ha=kant, va="top" if kant == "left" else "bottom",
            fontsize=letter, weight="bold", color=stijl["kleuren"]["as"],
        )  # fmt: skip
    fs.percent_axis(assen.xaxis)
    fs.percent_axis(assen.yaxis)
    assen.set_xlabel(tekst["as"], fontsize=letter)
    assen.set_ylabel(tekst["as_y"], fontsize=letter)
    return frame.close_figure(figuur, tekst, stijl, handvatten=handvatten, labels=labels)


if __name__ == "__main__":
    from werkagenda.run.step import step

    with step(snakemake) as s:
        save_figure(s, draw, s.read("data"), tekst=s.read("tekst"), stijl=s.read("stijl"))
