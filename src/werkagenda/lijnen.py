"""Lines per year that break where the definition does: the form that the share figures have in common."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from werkagenda import figuurstijl as fs
from werkagenda import formats
from werkagenda.reeksen import breukjaar

RUIMTE_EINDLABEL = 1.3  # cm
VERSPRINGING = 0.05  # years between series, so that the bounds of two series do not hide each other


def lijnen(
    data: pd.DataFrame,
    *,
    sleutel: str,
    grenzen: tuple[float, float],
    tekst: Mapping[str, Any],
    stijl: Mapping[str, Any],
) -> tuple[Figure, Axes]:
    """Draw one line per value of `sleutel`, with bounds, the last value beside its end, and a gap at a break.

    Args:
        data: one row per year and series: `jaar`, `aandeel`, `aandeel_min`, `aandeel_max` (0-1), `reeksbreuk`.
        sleutel: the column that names the series.
        grenzen: lowest and highest share on the vertical axis.
        tekst: the product's text, with `reeksen`: the series and their labels.
        stijl: the style file.

    """
    namen = [naam for naam, _ in tekst["reeksen"]]
    stijlen = fs.reeksstijl(stijl, namen)
    figuur, assen = fs.kader(tekst, stijl, rechts=RUIMTE_EINDLABEL)
    breuk = breukjaar(data)
    handvatten = []
    for plek, naam in enumerate(namen):
        reeks = data[data[sleutel] == naam].sort_values("jaar")
        reeks = reeks.assign(plaats=reeks["jaar"] + (plek - (len(namen) - 1) / 2) * VERSPRINGING)
        handvatten.append(_lijn(assen, reeks, breuk, stijlen[naam], stijl))
    jaren = sorted(int(jaar) for jaar in data["jaar"].unique())
    assen.set_xticks(jaren, [str(jaar) for jaar in jaren])
    assen.set_xlim(jaren[0] - 0.4, jaren[-1] + 0.4)
    if breuk is not None:
        fs.breuklijn(assen, breuk - 0.5, breuk, stijl)
    assen.set_ylim(*grenzen)
    _eindlabels(assen, data[data["jaar"] == jaren[-1]].set_index(sleutel)["aandeel"], jaren[-1], stijl)
    fs.y_as(assen, "aandeel")
    fs.legenda(figuur, assen, handvatten, tekst, stijl)
    return figuur, assen


def _lijn(assen: Axes, reeks: pd.DataFrame, breuk: int | None, eigen: Mapping[str, str], stijl: fs.Stijl) -> Any:  # noqa: ANN401 - matplotlib's handle for the legend
    """Draw one series, in two pieces where a break lies between them; return the handle for the legend."""
    delen = [reeks] if breuk is None else [reeks[reeks["jaar"] < breuk], reeks[reeks["jaar"] >= breuk]]
    balken = []
    for deel in delen:
        balk = assen.errorbar(
            deel["plaats"],
            deel["aandeel"],
            yerr=fs.foutbalken(deel, "aandeel"),
            color=eigen["kleur"],
            marker=eigen["teken"],
            markersize=4,
            linestyle=eigen["streep"],
            linewidth=stijl["lijndikte"]["reeks"],
            ecolor=stijl["kleuren"]["foutbalk"],
            elinewidth=stijl["lijndikte"]["foutbalk"],
            capsize=2,
        )
        fs.omrand(balk, stijl)
        balken.append(balk)
    return balken[-1].lines[0]


def _eindlabels(assen: Axes, waarden: pd.Series, jaar: int, stijl: fs.Stijl) -> None:
    """Write the last value of each series right of its end, shifted up where two would overlap."""
    onder, boven = assen.get_ylim()
    punten = stijl["hoogte_vlak"] * fs.PUNT_PER_CM
    afstand = (boven - onder) * stijl["lettergrootte"]["legenda"] * 1.15 / punten
    vorige = float("-inf")
    for waarde in sorted(waarden):
        hoogte = max(waarde, vorige + afstand)
        assen.annotate(
            formats.procent(waarde, formats.PUBLICATIEDECIMALEN),
            (jaar + 0.4, hoogte),
            va="center",
            fontsize=stijl["lettergrootte"]["legenda"],
            annotation_clip=False,
        )
        vorige = hoogte
