"""Lines per year that break where the definition does: the form that the share figures have in common."""

from collections.abc import Mapping, Sequence
from statistics import fmean
from typing import Any

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.transforms import ScaledTranslation

from werkagenda import formats
from werkagenda.figures import style as fs
from werkagenda.words.series import break_year

RUIMTE_EINDLABEL = 1.8  # cm
VERSPRINGING = 0.1  # years between series, so that the bounds of two series do not hide each other


def draw_lines(
    data: pd.DataFrame,
    *,
    sleutel: str,
    grenzen: tuple[float, float],
    tekst: Mapping[str, Any],
    stijl: Mapping[str, Any],
) -> tuple[Figure, Axes]:
    """Draw one line per value of `sleutel`, with bounds, the last value beside its end, and a gap at a break.

    Args:
        data: one row per year and series: `jaar`, `aandeel`, `aandeel_laag`, `aandeel_hoog` (0-1), `reeksbreuk`,
            and `telling` where some years are estimated.
        sleutel: the column that names the series.
        grenzen: lowest and highest share on the vertical axis.
        tekst: the product's text, with `reeksen`: the series and their labels.
        stijl: the style file.

    """
    namen = [naam for naam, _ in tekst["reeksen"]]
    stijlen = fs.series_style(stijl, namen)
    figuur, assen = fs.framed_axes(tekst, stijl, rechts=RUIMTE_EINDLABEL)
    breuk = break_year(data)
    handvatten = []
    for plek, naam in enumerate(namen):
        reeks = data[data[sleutel] == naam].sort_values("jaar")
        reeks = reeks.assign(plaats=reeks["jaar"] + (plek - (len(namen) - 1) / 2) * VERSPRINGING)
        handvatten.append(_draw_line(assen, reeks, breuk, stijlen[naam], stijl))
    jaren = sorted(int(jaar) for jaar in data["jaar"].unique())
    assen.set_xticks(jaren, fs.year_labels(data, jaren))
    assen.set_xlim(jaren[0] - 0.4, jaren[-1] + 0.4)
    if breuk is not None:
        fs.break_line(assen, breuk - 0.5, breuk, stijl)
    assen.set(xlabel=tekst["as"], ylabel="")
    assen.set_ylim(*grenzen)
    laatste = data[data["jaar"] == jaren[-1]].set_index(sleutel)["aandeel"]
    _end_labels(assen, {naam: float(laatste[naam]) for naam in namen if naam in laatste}, stijlen, stijl)
    fs.y_as(assen, "aandeel")
    fs.draw_legend(figuur, assen, handvatten, tekst, stijl)
    return figuur, assen


def _draw_line(assen: Axes, reeks: pd.DataFrame, breuk: int | None, eigen: Mapping[str, str], stijl: fs.Stijl) -> Any:  # noqa: ANN401 - matplotlib's handle for the legend
    """Draw one series, in two pieces where a break lies between them; return the handle for the legend."""
    delen = [reeks] if breuk is None else [reeks[reeks["jaar"] < breuk], reeks[reeks["jaar"] >= breuk]]
    for deel in delen:
        sns.lineplot(
            deel,
            x="plaats",
            y="aandeel",
            color=eigen["kleur"],
            marker=eigen["teken"],
            markersize=4,
            markeredgecolor=eigen["kleur"],
            linestyle=eigen["streep"],
            linewidth=stijl["lijndikte"]["reeks"],
            errorbar=None,
            ax=assen,
        )
        handvat = assen.lines[-1]
        balk = assen.errorbar(
            deel["plaats"],
            deel["aandeel"],
            yerr=fs.error_bars(deel, "aandeel"),
            fmt="none",
            ecolor=stijl["kleuren"]["foutbalk"],
            elinewidth=stijl["lijndikte"]["foutbalk"],
            capsize=2,
            zorder=1.9,  # just under the lines: the light edge of the bounds must not cut the marker
        )
        fs.outlined(balk, stijl)
    return handvat


def _end_labels(
    assen: Axes, waarden: Mapping[str, float], stijlen: Mapping[str, Mapping[str, str]], stijl: fs.Stijl
) -> None:
    """Write the last value of each series right of the axes, with its marker, apart where two would overlap."""
    onder, boven = assen.get_ylim()
    letter = stijl["lettergrootte"]["legenda"]
    afstand = (boven - onder) * letter * fs.REGELAFSTAND / (stijl["hoogte_vlak"] * fs.PUNT_PER_CM)
    namen = sorted(waarden, key=lambda naam: (waarden[naam], naam))
    rechts = assen.get_xlim()[1]
    for naam, hoogte in zip(namen, spread_evenly([waarden[naam] for naam in namen], afstand), strict=True):
        eigen = stijlen[naam]
        assen.annotate(
            formats.procent(waarden[naam], formats.PUBLICATIEDECIMALEN),
            (rechts, hoogte),
            xytext=(2 * letter, 0),
            textcoords="offset points",
            va="center",
            fontsize=letter,
            annotation_clip=False,
        )
        # Outside the axes, or it would look like a value of the series.
        naast = assen.transData + ScaledTranslation(letter / 72, 0, assen.figure.dpi_scale_trans)
        assen.plot(
            [rechts],
            [hoogte],
            color=eigen["kleur"],
            marker=eigen["teken"],
            markersize=4,
            clip_on=False,
            transform=naast,
        )


def spread_evenly(waarden: Sequence[float], afstand: float) -> list[float]:
    """Move ascending values apart to `afstand`, each cluster around its own mean."""
    blokken: list[list[float]] = []
    for waarde in waarden:
        blok = [waarde]
        while blokken and fmean(blok) - fmean(blokken[-1]) < (len(blok) + len(blokken[-1])) / 2 * afstand:
            blok = blokken.pop() + blok
        blokken.append(blok)
    return [fmean(blok) + (plek - (len(blok) - 1) / 2) * afstand for blok in blokken for plek in range(len(blok))]
