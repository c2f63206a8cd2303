"""Draw the share with work by migration background, per leerweg and level, with 95 % intervals (figure 5.4)."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
from matplotlib.figure import Figure

from werkagenda import formats
from werkagenda.figures import style as fs
from werkagenda.figures.bars import draw_bars
from werkagenda.words.estimates import NIET_GETOOND, leerweg_name

BOVEN = 1.05  # room for the number above a bar near 100 %
KAP = 2  # points


def teken(data: pd.DataFrame, *, tekst: Mapping[str, Any], stijl: Mapping[str, Any]) -> Figure:
    """Return the figure; a bar that is held back says so in its place.

    Args:
        data: one row per background, leerweg and level: `aandeel`, `aandeel_min`, `aandeel_max` (0-1, empty where held
            back).
        tekst: the product's text, with `reeksen`: the backgrounds and their labels, in drawing order.
        stijl: the style file.

    """
    figuur, assen = fs.framed_axes(tekst, stijl, rechts=0)
    namen = [f"{leerweg_name(leerweg)}\nniveau {niveau:.0f}" for leerweg, niveau in _boxes(data)]
    vakken = dict(zip(_boxes(data), namen, strict=True))
    data = data.assign(vak=[vakken[paar] for paar in zip(data["leerweg"], data["niveau"], strict=True)])
    groepen = [groep for groep, _ in tekst["reeksen"]]
    staven, per_groep = draw_bars(
        assen, data, x="vak", y="aandeel", groep="migratieachtergrond", volgorde=namen,
        stijlen={groep: stijl["achtergrond"][groep] for groep in groepen}, stijl=stijl, kap=KAP,
    )  # fmt: skip
    for midden, reeks in per_groep:
        for x, aandeel, boven in zip(midden, reeks["aandeel"], reeks["aandeel_max"], strict=True):
            leeg = pd.isna(aandeel)
            assen.annotate(
                NIET_GETOOND if leeg else formats.procent(aandeel),
                (x, 0 if leeg else boven),
                xytext=(0, 2),
                textcoords="offset points",
                ha="center",
                va="bottom",
                rotation=90 if leeg else 0,
                fontsize=stijl["lettergrootte"]["as"],
            )
    assen.set(xlabel=tekst["as"], ylabel="", ylim=(0, BOVEN), xlim=(-0.5, len(namen) - 0.5))
    assen.set_yticks([deel / 5 for deel in range(6)])
    fs.y_as(assen, "aandeel")
    fs.draw_legend(figuur, assen, staven, tekst, stijl)
    return figuur


def _boxes(data: pd.DataFrame) -> list[tuple[str, float]]:
    """Return the leerwegen and levels of the data, in their order."""
    return list(dict.fromkeys(zip(data["leerweg"], data["niveau"], strict=True)))


if __name__ == "__main__":
    from werkagenda.run.step import step

    with step(snakemake) as s:
        fs.save_figure(s, teken, s.read("data"), tekst=s.read("tekst"), stijl=s.read("stijl"))
