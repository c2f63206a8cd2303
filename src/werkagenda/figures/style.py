"""The look of a figure: type, colours, marks, axes in Dutch. Everything that can change stands in the style file."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

import matplotlib as mpl
from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D
from matplotlib.patheffects import Normal, Stroke
from matplotlib.textpath import text_to_path
from matplotlib.ticker import FuncFormatter

from werkagenda import formats
from werkagenda.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.axis import Axis

PUNT_PER_CM = 72 / 2.54
REGELAFSTAND = 1.3
STREEPJES = (0, (4, 3))
# What the svg keeps of a mark: its value in words, shown when a reader points at it (`svg.readable`).
WAARDE = "waarde|"
# Comes with matplotlib, so that every machine measures and draws the same; readers get it from `letter.css`.
FAMILIE = "DejaVu Sans"
VINGER = 13  # points across: where a reader points at a small mark

Stijl = Mapping[str, Any]


def apply_style(stijl: Stijl) -> None:
    """Set matplotlib so that the same numbers give the same bytes: fixed SVG ids, text as text, one font."""
    # What somebody has in a matplotlibrc of their own does not come into the figures.
    mpl.rcdefaults()
    mpl.rcParams.update(
        {
            "svg.hashsalt": "werkagenda",
            "svg.fonttype": "none",
            # A name may hold a dollar sign; no figure holds a formula.
            "text.parse_math": False,
            "font.family": FAMILIE,
            "font.size": stijl["lettergrootte"]["as"],
            "text.color": stijl["kleuren"]["tekst"],
            "hatch.linewidth": stijl["lijndikte"]["arcering"],
            "axes.spines.top": False,
            "axes.spines.right": False,
            "axes.axisbelow": True,
        }
    )


def narrow(stijl: Stijl) -> dict[str, Any]:
    """Return the style for a narrow screen: its own width and type sizes, the rest as it is."""
    return {**stijl, **stijl["smal"], "is_smal": True}


def is_narrow(stijl: Stijl) -> bool:
    """Tell whether a figure is drawn for a narrow screen."""
    return bool(stijl.get("is_smal"))


def series_style(stijl: Stijl, namen: list[str]) -> dict[str, Mapping[str, str]]:
    """Return colour, hatch, marker and dash per series; those without a name of their own take the spare ones.

    Raises InputError when there are more series than spare styles: two series must never look alike.
    """
    zonder = [naam for naam in namen if naam not in stijl["reeksen"]]
    if len(zonder) > len(stijl["overige"]):
        bron, melding = (
            "stijl",
            f"{len(zonder)} reeksen zonder eigen stijl, maar {len(stijl['overige'])} stijlen onder overige",
        )
        raise InputError(bron, "stijl.yaml", melding, kolom="overige")
    eigen: dict[str, Mapping[str, str]] = stijl["reeksen"]
    return eigen | dict(zip(zonder, stijl["overige"], strict=False))


@cache
def text_width(tekst: str, punten: float, *, vet: bool = False) -> float:
    """Return the width of a line of text in points, at a type size of `punten`."""
    letter = FontProperties(family=FAMILIE, weight="bold" if vet else "normal", size=punten)
    # The font's own measure: the extents of a TextPath solve a curve per letter and cost most of a figure's time.
    breedte: float = text_to_path.get_text_width_height_descent(tekst, letter, ismath=False)[0]
    return breedte


def break_text(tekst: str, punten: float, breedte: float, *, vet: bool = False) -> list[str]:
    """Wrap text to a width in points by the measured width of its words."""
    regels: list[str] = []
    # A line is as wide as its words and the spaces between them: no letter comes closer across a space. So each word is
    # measured once, and no line again with every word that is added.
    spatie, gevuld = text_width(" ", punten, vet=vet), 0.0
    # A no-break space holds a number beside its word.
    for woord in filter(None, tekst.split(" ")):
        eigen = text_width(woord, punten, vet=vet)
        if regels and gevuld + spatie + eigen <= breedte:
            regels[-1] += f" {woord}"
            gevuld += spatie + eigen
        else:
            regels.append(woord)
            gevuld = eigen
    return regels


def percent_axis(as_: Axis) -> None:
    """Write an axis of shares as percentages: `30%`; a share to the left of zero has no sign."""
    as_.set_major_formatter(FuncFormatter(lambda waarde, _: formats.procent(abs(round(waarde, 6)))))


def count_axis(as_: Axis) -> None:
    """Write an axis of counts in Dutch: `120.000`."""
    as_.set_major_formatter(FuncFormatter(lambda waarde, _: formats.aantal(round(waarde, 6))))


def grid(assen: Axes, stijl: Stijl, as_: Literal["x", "y"]) -> None:
    """Draw the grid lines of one axis (`x` or `y`), and none of the other."""
    assen.grid(visible=False)
    assen.grid(visible=True, axis=as_, color=stijl["kleuren"]["raster"], linewidth=stijl["lijndikte"]["raster"])


def error_bars(reeks: pd.DataFrame, kolom: formats.Soort) -> list[pd.Series]:
    """Return the distances to both ends of the interval; none where the number is exact, so that no cap is drawn."""
    waarde, (onder, boven) = reeks[kolom], (reeks[naam] for naam in formats.interval_columns(kolom, reeks.columns))
    onzeker = onder < boven
    return [(waarde - onder).where(onzeker), (boven - waarde).where(onzeker)]


def year_labels(data: pd.DataFrame, jaren: Sequence[int], stijl: Stijl) -> list[str]:
    """Return the years as labels, with a star at those with an estimated number; two digits where it is narrow."""
    geschat = set(data.loc[data["telling"] != formats.GETELD, "jaar"]) if "telling" in data else set()
    cijfers = [f"\N{RIGHT SINGLE QUOTATION MARK}{jaar % 100:02}" if is_narrow(stijl) else str(jaar) for jaar in jaren]
    return [f"{label}*" if jaar in geschat else label for jaar, label in zip(jaren, cijfers, strict=True)]


def break_line(assen: Axes, plaats: float, jaar: int, stijl: Stijl) -> None:
    """Mark a break in the series: a dashed line left of the first year of the new definition, with a label."""
    kleur = stijl["kleuren"]["breuk"]
    assen.axvline(plaats, color=kleur, linewidth=stijl["lijndikte"]["breuk"], linestyle=STREEPJES, zorder=0.5)
    assen.annotate(
        f"reeksbreuk {jaar}",
        (plaats, 1.0),
        xycoords=("data", "axes fraction"),
        xytext=(3, -1),
        textcoords="offset points",
        va="top",
        fontsize=stijl["lettergrootte"]["noot"],
        color=kleur,
    )


def light_edge(lijnen: Sequence[Artist], stijl: Stijl, dikte: float) -> None:
    """Give lines of `dikte` points a light edge, so that they show on a dark field too."""
    rand = Stroke(linewidth=dikte + 1.6, foreground=stijl["kleuren"]["achtergrond"])
    for lijn in lijnen:
        lijn.set_path_effects([rand, Normal()])


def say_value(teken: Artist, tekst: str) -> None:
    """Give a mark its value in words, for a reader who points at it or walks to it with the keyboard."""
    teken.set_gid(WAARDE + tekst)


def pointed_at(assen: Axes, x: float, y: float, tekst: str, **plaats: Any) -> None:  # noqa: ANN401 - of Line2D
    """Lay an unseen mark over a point of a line or a small dot, which says its value."""
    vlak = Line2D([x], [y], marker="o", markersize=VINGER, alpha=0, linestyle="none", zorder=9, **plaats)
    say_value(vlak, tekst)
    assen.add_artist(vlak)


def interval_text(waarde: str, onder: str, boven: str) -> str:
    """Return a value with its interval as printed, with a dash between its ends; an exact one has none."""
    return waarde if onder == boven else f"{waarde} ({onder} {formats.LEEG} {boven})"
