"""Lines per year that break where the definition does: the form that the share figures have in common."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from werkagenda import figuurstijl as fs
from werkagenda import formats
from werkagenda.reeksen import breukjaar

LEGENDAKOLOMMEN = 2
RUIMTE_EINDLABEL = 1.3  # cm
VERSPRINGING = 0.05  # years between series, so that the bounds of two series do not hide each other


def lijnen(
    data: pd.DataFrame, *, sleutel: str, tekst: Mapping[str, Any], stijl: Mapping[str, Any]
) -> tuple[Figure, Axes]:
    """Draw one line per value of `sleutel`, with bounds, the last value beside its end, and a gap at a break.

    Args:
        data: one row per year and series: `jaar`, `aandeel`, `aandeel_min`, `aandeel_max` (0-1), `reeksbreuk`.
        sleutel: the column that names the series.
        tekst: the product's text, with `reeksen`: the series and their labels.
        stijl: the style file.

    """
    namen = [naam for naam, _ in tekst["reeksen"]]
    stijlen = fs.reeksstijl(stijl, namen)
    figuur, assen = fs.kader(
        tekst, stijl, legendaregels=-(-len(namen) // LEGENDAKOLOMMEN), rechts=RUIMTE_EINDLABEL
    )
    breuk = breukjaar(data)
    handvatten = []
    for plek, naam in enumerate(namen):
        reeks = data[data[sleutel] == naam].sort_values("jaar")
        schuif = (plek - (len(namen) - 1) / 2) * VERSPRINGING
        handvatten.append(_lijn(assen, reeks, schuif, breuk, stijlen[naam], stijl))
    jaren = sorted(int(jaar) for jaar in data["jaar"].unique())
    assen.set_xticks(jaren, [str(jaar) for jaar in jaren])
    assen.set_xlim(jaren[0] - 0.4, jaren[-1] + 0.4)
    if breuk is not None:
        fs.breuklijn(assen, breuk - 0.5, breuk, stijl)
    _eindlabels(assen, data[data["jaar"] == jaren[-1]].set_index(sleutel)["aandeel"], jaren[-1], stijl)
    fs.y_as(assen, "aandeel")
    fs.legenda(figuur, assen, handvatten, [label for _, label in tekst["reeksen"]], stijl, LEGENDAKOLOMMEN)
    return figuur, assen
