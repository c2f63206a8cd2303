"""Lines per year that break where the definition does, with a band for the interval and their names beside them."""

from __future__ import annotations

import sys
from statistics import fmean
from typing import TYPE_CHECKING

from werkagenda.figures import style as fs
from werkagenda.formats import interval_columns
from werkagenda.words.series import break_year

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import pandas as pd
    from matplotlib.axes import Axes

# Seaborn does without these where they are not there. They are for its densities and clusters, which no figure has, and
# most of the time that its import takes.
_ZONDER = tuple(naam for naam in ("scipy.stats", "scipy.cluster") if naam not in sys.modules)
sys.modules.update(dict.fromkeys(_ZONDER))  # type: ignore[arg-type]  # none: it is not there
try:
    import seaborn as sns
finally:
    for _naam in _ZONDER:
        del sys.modules[_naam]

TEKEN = 4.5  # points across a mark
STEIL = 0.04  # of the axis: under a line that comes from so far above, its number stands below
BUREN = 2  # years that a number covers


def draw_line(  # noqa: PLR0913 - a series, its column, look and words, by name
    assen: Axes,
    reeks: pd.DataFrame,
    *,
    kolom: str,
    eigen: Mapping[str, str],
    stijl: fs.Stijl,
    druk: Callable[[float], str],
    naam: str,
) -> None:
    """Draw one series by year, in two pieces where a break lies between them, over a band with its interval.

    Args:
        assen: where.
        reeks: one row per year: `jaar`, `reeksbreuk`, `kolom` and its interval.
        kolom: the column that is drawn.
        eigen: colour, marker and dash of the series.
        stijl: the style file.
        druk: how a value is printed.
        naam: of the series, for a reader who points at a mark.

    """
    reeks = reeks.sort_values("jaar")
    onder, boven = interval_columns(kolom, reeks.columns)
    breuk = break_year(reeks)
    for deel in [reeks] if breuk is None else [reeks[reeks["jaar"] < breuk], reeks[reeks["jaar"] >= breuk]]:
        assen.fill_between(
            deel["jaar"], deel[onder], deel[boven], color=eigen["kleur"], alpha=stijl["dekking_band"], linewidth=0,
            zorder=1.5,
        )  # fmt: skip
        sns.lineplot(
            deel,
            x="jaar",
            y=kolom,
            color=eigen["kleur"],
            marker=eigen["teken"],
            markersize=TEKEN,
            markeredgecolor=eigen["kleur"],
            linestyle=eigen["streep"],
            linewidth=stijl["lijndikte"]["reeks"],
            zorder=2,
            errorbar=None,
            ax=assen,
        )
    assen.set(xlabel="", ylabel="")
    for rij in reeks.to_dict("records"):
        waarde = fs.interval_text(druk(rij[kolom]), druk(rij[onder]), druk(rij[boven]))
        fs.pointed_at(assen, rij["jaar"], rij[kolom], f"{naam}, {rij['jaar']}: {waarde}")


def year_axis(assen: Axes, data: pd.DataFrame, stijl: fs.Stijl, *, om_de: int = 1, ruimte: float = 0.4) -> None:
    """Set a tick at the years of the data and mark the break in the series.

    `om_de` 2 leaves out every other year, counted from the last; `ruimte` is in years, beside the outer ones.
    """
    jaren = sorted(int(jaar) for jaar in data["jaar"].unique())
    getoond = jaren[::-om_de][::-1]
    assen.set_xticks(getoond, fs.year_labels(data, getoond, stijl))
    assen.set_xlim(jaren[0] - ruimte, jaren[-1] + ruimte)
    breuk = break_year(data)
    if breuk is not None:
        fs.break_line(assen, breuk - 0.5, breuk, stijl)


def name_lines(assen: Axes, reeksen: Mapping[str, tuple[pd.Series, str]], stijl: fs.Stijl, *, regel: float) -> None:
    """Write what each line is beside its end, apart where two would overlap; where it is narrow, below its begin.

    `reeksen` gives the values by year and the words of each series; `regel` is the room for a name in points. To be
    called when the axes have their limits.
    """
    letter = stijl["lettergrootte"]["legenda"]
    if fs.is_narrow(stijl):
        for waarden, woorden in reeksen.values():
            _under(assen, waarden, woorden, stijl)
        return
    af = {naam: fs.break_text(woorden, letter, regel) for naam, (_, woorden) in reeksen.items()}
    einden = {naam: float(waarden.iloc[-1]) for naam, (waarden, _) in reeksen.items()}
    afstand = line_height(assen, letter) * max(map(len, af.values()), default=1)
    namen = sorted(einden, key=lambda naam: (einden[naam], naam))
    for naam, plek in zip(namen, spread_evenly([einden[naam] for naam in namen], afstand), strict=True):
        assen.annotate(
            "\n".join(af[naam]),
            (1.0, plek),
            xycoords=("axes fraction", "data"),
            xytext=(3, 0),
            textcoords="offset points",
            va="center",
            fontsize=letter,
            annotation_clip=False,
        )


def _under(assen: Axes, waarden: pd.Series, woorden: str, stijl: fs.Stijl) -> None:
    """Write the name of a line below its first values."""
    assen.annotate(
        woorden, (waarden.index[0], waarden.min()), xytext=(-3, -6), textcoords="offset points", va="top",
        fontsize=stijl["lettergrootte"]["legenda"],
        bbox={"boxstyle": "square,pad=0.1", "fc": stijl["kleuren"]["achtergrond"], "ec": "none"},
    )  # fmt: skip


def line_height(assen: Axes, punten: float) -> float:
    """Return how high a line of text of `punten` is on the vertical axis, in its own unit."""
    onder, boven = assen.get_ylim()
    hoogte = assen.get_window_extent().height / assen.figure.dpi * 72
    return float((boven - onder) * punten * fs.REGELAFSTAND / hoogte)


def spread_evenly(waarden: Sequence[float], afstand: float) -> list[float]:
    """Move ascending values apart to `afstand`, each cluster around its own mean."""
    blokken: list[list[float]] = []
    for waarde in waarden:
        blok = [waarde]
        while blokken and fmean(blok) - fmean(blokken[-1]) < (len(blok) + len(blokken[-1])) / 2 * afstand:
            blok = blokken.pop() + blok
        blokken.append(blok)
    return [fmean(blok) + (plek - (len(blok) - 1) / 2) * afstand for blok in blokken for plek in range(len(blok))]


def value_labels(
    assen: Axes, waarden: pd.Series, jaren: Sequence[int], druk: Callable[[float], str], stijl: fs.Stijl
) -> None:
    """Write the number at a line in the first and the last of `jaren`, towards each other and off a steep line.

    To be called when the axes have their limits.
    """
    onder, boven = assen.get_ylim()
    for plek, jaar in enumerate(jaar for jaar in jaren if jaar in waarden):
        rest = waarden.sort_index()
        naast = rest[rest.index < jaar].tail(BUREN) if plek else rest[rest.index > jaar].head(BUREN)
        # Below the line is only where the axis leaves room for it.
        ruimte = waarden[jaar] - onder > 1.5 * line_height(assen, stijl["lettergrootte"]["as"])
        laag = ruimte and float((naast - waarden[jaar]).max()) > STEIL * (boven - onder)
        assen.annotate(
            druk(waarden[jaar]), (jaar, waarden[jaar]), xytext=(6 if plek else -3, -6 if laag else 6),
            textcoords="offset points", ha="right" if plek else "left", va="top" if laag else "bottom",
            fontsize=stijl["lettergrootte"]["as"],
        )  # fmt: skip
