"""Draw what each institution spent as a part of its budget, sorted and unnamed, with the mean (figure S.2)."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
from matplotlib.figure import Figure

from werkagenda import formats
from werkagenda.figures import frame
from werkagenda.figures import style as fs
from werkagenda.figures.lines import line_height, spread_evenly
from werkagenda.figures.svg import save_figure

STAAF = 0.75
SMAL = 50  # points, for the words at a line in a narrow figure


def draw(data: pd.DataFrame, *, tekst: Mapping[str, Any], stijl: Mapping[str, Any]) -> Figure:
    """Return the figure: a bar per institution, a line at their mean, dashed ones at the `grenzen` of an even year.

    Args:
        data: `rang` (from 1, lowest first) and `aandeel` (0-1).
        tekst: the product's text, with `grenzen` (0-1) and the words in the figure under `beeld`.
        stijl: the style file.

    """
    figuur, assen = frame.new_axes(stijl)
    kleur = stijl["reeksen"]["regeling"]["kleur"]
    for rij in data.to_dict("records"):
        (staaf,) = assen.bar(rij["rang"], rij["aandeel"], width=STAAF, color=kleur)
        fs.say_value(staaf, formats.procent(rij["aandeel"], formats.PUBLICATIEDECIMALEN))
    lijnen = [(grens, formats.procent(grens), fs.STREEPJES, stijl["lijndikte"]["breuk"]) for grens in tekst["grenzen"]]
    if len(data):
        lijnen.append(
            (float(data["aandeel"].mean()), tekst["beeld"]["gemiddeld"], "solid", stijl["lijndikte"]["reeks"])
        )
    letter = stijl["lettergrootte"]["as"]
    assen.set_ylim(0, max([data["aandeel"].max() if len(data) else 0, *tekst["grenzen"]]) * 1.05)
    lijnen.sort()
    breed = SMAL if fs.is_narrow(stijl) else stijl["breedte"] * fs.PUNT_PER_CM
    af = [fs.break_text(woorden, letter, breed, vet=True) for _, woorden, *_ in lijnen]
    hoog = line_height(assen, letter) * (max(map(len, af), default=1) + 1) / 2
    plekken = spread_evenly([hoogte for hoogte, *_ in lijnen], hoog)
    for (hoogte, _, streep, dikte), regels, plek in zip(lijnen, af, plekken, strict=True):
        lijn = assen.axhline(hoogte, color=stijl["kleuren"]["tekst"], linewidth=dikte, linestyle=streep)
        fs.light_edge([lijn], stijl, dikte)
        assen.annotate(
            "\n".join(regels), (1, plek), xycoords=("axes fraction", "data"), xytext=(4, 0),
            textcoords="offset points", va="center", fontsize=letter, weight="bold" if streep == "solid" else "normal",
        )  # fmt: skip
    assen.set(xlim=(0, len(data) + 1))
    assen.set_xticks([])
    assen.set_xlabel(tekst["as"], fontsize=stijl["lettergrootte"]["as"])
    fs.percent_axis(assen.yaxis)
    return frame.close_figure(figuur, tekst, stijl)


if __name__ == "__main__":
    from werkagenda.run.step import step

    with step(snakemake) as s:
        save_figure(s, draw, s.read("data"), tekst=s.read("tekst"), stijl=s.read("stijl"))
