"""Draw the share of institutions with a practoraat per year, against the target (figure S.4)."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
from matplotlib.figure import Figure

from werkagenda import formats
from werkagenda.figures import frame
from werkagenda.figures import style as fs
from werkagenda.figures.svg import save_figure

STAAF = 0.55
HOOGTE = 5.0  # cm: a few bars need no more


def draw(data: pd.DataFrame, *, tekst: Mapping[str, Any], stijl: Mapping[str, Any]) -> Figure:
    """Return the figure: a bar per year with its percentage, and a line at the target.

    Args:
        data: `jaar`, `aandeel` (0-1), `n`, and `streef` (0-1, the same in each row, empty without one).
        tekst: the product's text, with the words in the figure under `beeld`.
        stijl: the style file.

    """
    figuur, assen = frame.new_axes(stijl, hoogte=HOOGTE)
    maat = stijl["lettergrootte"]["as"]
    for plek, rij in enumerate(data.to_dict("records")):
        (staaf,) = assen.bar(plek, rij["aandeel"], width=STAAF, color=stijl["reeksen"]["regeling"]["kleur"])
        fs.say_value(staaf, f"{rij['jaar']}: {formats.procent(rij['aandeel'], 1)} (n = {rij['n']})")
        assen.annotate(
            formats.procent(rij["aandeel"]), (plek, rij["aandeel"]), xytext=(0, 3), textcoords="offset points",
            ha="center", va="bottom", fontsize=maat, weight="bold",
        )  # fmt: skip
    assen.set_xticks(range(len(data)), [f"{rij['jaar']}\nn = {rij['n']}" for rij in data.to_dict("records")])
    for doel in data["streef"].dropna().unique():
        assen.axhline(
            doel, color=stijl["kleuren"]["tekst"], linewidth=stijl["lijndikte"]["breuk"], linestyle=fs.STREEPJES
        )
        assen.annotate(
            tekst["beeld"]["streef"], (0, doel), xycoords=("axes fraction", "data"), xytext=(4, 3),
            textcoords="offset points", va="bottom", fontsize=maat,
        )  # fmt: skip
    assen.set(ylim=(0, 1), xlim=(-0.5, max(len(data), 1) - 0.5))
    fs.percent_axis(assen.yaxis)
    return frame.close_figure(figuur, tekst, stijl)


if __name__ == "__main__":
    from werkagenda.run.step import step

    with step(snakemake) as s:
        save_figure(s, draw, s.read("data"), tekst=s.read("tekst"), stijl=s.read("stijl"))
