"""The look of a figure: size, type, title, notes, marks. Everything that can change stands in the style file."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import matplotlib as mpl
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.container import ErrorbarContainer
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.patheffects import Normal, Stroke
from matplotlib.textpath import text_to_path
from matplotlib.ticker import FuncFormatter

from werkagenda import formats
from werkagenda.errors import InputError

if TYPE_CHECKING:
    from werkagenda.run.step import Step

PUNT_PER_CM = 72 / 2.54
REGELAFSTAND = 1.35
RAND = 0.25  # cm between blocks and along the edge
RUIMTE_ONDER = 1.1  # cm for tick labels and axis title
RUIMTE_LINKS = 1.6  # cm for tick labels

LEGENDA_AFSTAND = 1.12  # a legend sets its lines a little wider than text
LEGENDASTREEP = 5  # sample line and spacing of one legend entry, in type sizes

Stijl = Mapping[str, Any]


def apply_style(stijl: Stijl) -> None:
    """Set matplotlib so that the same numbers give the same bytes: fixed SVG ids, text as paths, one font."""
    # What somebody has in a matplotlibrc of their own does not come into the figures.
    mpl.rcdefaults()
    mpl.rcParams.update(
        {
            "svg.hashsalt": "werkagenda",
            "svg.fonttype": "path",
            # A name may hold a dollar sign; no figure holds a formula.
            "text.parse_math": False,
            "font.family": stijl["lettertype"],
            "font.size": stijl["lettergrootte"]["as"],
            "text.color": stijl["kleuren"]["tekst"],
            "hatch.linewidth": stijl["lijndikte"]["arcering"],
            "axes.spines.top": False,
            "axes.spines.right": False,
            "axes.axisbelow": True,
        }
    )


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


def text_width(tekst: str, punten: float, stijl: Stijl, *, vet: bool = False) -> float:
    """Return the width of a line of text in points, at a type size of `punten`."""
    letter = FontProperties(family=stijl["lettertype"], weight="bold" if vet else "normal", size=punten)
    # The font's own measure: the extents of a TextPath solve a curve per letter and cost most of a figure's time.
    breedte: float = text_to_path.get_text_width_height_descent(tekst, letter, ismath=False)[0]
    return breedte


def break_text(tekst: str, punten: float, breedte: float, stijl: Stijl, *, vet: bool = False) -> list[str]:
    """Wrap text to a width in points by the measured width of its words."""
    regels: list[str] = []
    for woord in tekst.split():
        langer = f"{regels[-1]} {woord}" if regels else woord
        if regels and text_width(langer, punten, stijl, vet=vet) <= breedte:
            regels[-1] = langer
        else:
            regels.append(woord)
    return regels


def framed_axes(tekst: Mapping[str, Any], stijl: Stijl, *, rechts: float) -> tuple[Figure, Axes]:
    """Return a figure with title, mark, source and notes in place, and empty axes.

    Args:
        tekst: the product's text: `titel`, `merk`, `noten`, `bron`, `as`, and the `reeksen` of the legend.
        stijl: the style file.
        rechts: centimetres to keep free right of the axes, for labels at the line ends.

    """
    apply_style(stijl)
    maat = stijl["lettergrootte"]
    breedte = (stijl["breedte"] - 2 * RAND) * PUNT_PER_CM
    titel = break_text(tekst["titel"], maat["titel"], breedte, stijl, vet=True)
    onder = [regel for noot in _foot_lines(tekst) for regel in break_text(noot, maat["noot"], breedte, stijl)]

    hoog_merk = _height(1, maat["merk"]) + RAND if tekst["merk"] else 0.0
    hoog_titel = _height(len(titel), maat["titel"])
    hoog_legenda = _height(-(-len(tekst["reeksen"]) // _columns_of(tekst, stijl)), maat["legenda"]) * LEGENDA_AFSTAND
    hoog_onder = _height(len(onder), maat["noot"])
    boven = RAND + hoog_merk + hoog_titel + RAND + hoog_legenda + RAND
    voet = RAND + hoog_onder + RAND + RUIMTE_ONDER
    hoogte = boven + stijl["hoogte_vlak"] + voet

    figuur = Figure(figsize=(stijl["breedte"] / 2.54, hoogte / 2.54), facecolor=stijl["kleuren"]["achtergrond"])
    links = RAND / stijl["breedte"]
    if tekst["merk"]:
        figuur.text(
            links * 1.6,
            1 - RAND * 1.3 / hoogte,
            tekst["merk"],
            va="top",
            fontsize=maat["merk"],
            weight="bold",
            color=stijl["kleuren"]["merk"],
            bbox={"boxstyle": "square,pad=0.25", "fc": "none", "ec": stijl["kleuren"]["merk"], "lw": 1},
        )
    figuur.text(
        links, 1 - (RAND + hoog_merk) / hoogte, "\n".join(titel), va="top", fontsize=maat["titel"], weight="bold",
        linespacing=REGELAFSTAND,
    )  # fmt: skip
    figuur.text(links, RAND / hoogte, "\n".join(onder), va="bottom", fontsize=maat["noot"], linespacing=REGELAFSTAND)
    assen = figuur.add_axes(
        (
            RUIMTE_LINKS / stijl["breedte"],
            voet / hoogte,
            (stijl["breedte"] - RUIMTE_LINKS - max(rechts, RAND)) / stijl["breedte"],
            stijl["hoogte_vlak"] / hoogte,
        )
    )
    assen.set_xlabel(tekst["as"], fontsize=maat["as"])
    assen.grid(visible=True, axis="y", color=stijl["kleuren"]["raster"], linewidth=stijl["lijndikte"]["raster"])
    assen.tick_params(axis="both", length=0, labelsize=maat["as"])
    for zijde in ("left", "bottom"):
        assen.spines[zijde].set_color(stijl["kleuren"]["as"])
    return figuur, assen


def y_as(assen: Axes, soort: formats.Soort) -> None:
    """Write the vertical axis in Dutch: `120.000` or `30%`."""
    druk = formats.aantal if soort == "aantal" else formats.procent
    assen.yaxis.set_major_formatter(FuncFormatter(lambda waarde, _: druk(round(waarde, 6))))


def error_bars(reeks: pd.DataFrame, kolom: formats.Soort) -> list[pd.Series]:
    """Return the distances to both ends of the interval; none where the number is exact, so that no cap is drawn."""
    waarde, (onder, boven) = reeks[kolom], (reeks[naam] for naam in formats.interval_columns(kolom, reeks.columns))
    onzeker = onder < boven
    return [(waarde - onder).where(onzeker), (boven - waarde).where(onzeker)]


def year_labels(data: pd.DataFrame, jaren: Sequence[int]) -> list[str]:
    """Return the years as labels, with a star at those of which a number is estimated."""
    geschat = set(data.loc[data["telling"] != formats.GETELD, "jaar"]) if "telling" in data else set()
    return [f"{jaar}*" if jaar in geschat else str(jaar) for jaar in jaren]


def outlined(balken: ErrorbarContainer, stijl: Stijl) -> None:
    """Give the lines of error bars a light edge, so that they show on a dark bar too."""
    rand = Stroke(linewidth=stijl["lijndikte"]["foutbalk"] * 3, foreground=stijl["kleuren"]["achtergrond"])
    for deel in balken.lines[2]:
        deel.set_path_effects([rand, Normal()])


def draw_legend(figuur: Figure, assen: Axes, handvatten: list[Any], tekst: Mapping[str, Any], stijl: Stijl) -> None:
    """Set the legend between title and axes, left-aligned with the title."""
    figuur.legend(
        handvatten,
        [label for _, label in tekst["reeksen"]],
        loc="lower left",
        ncols=_columns_of(tekst, stijl),
        frameon=False,
        fontsize=stijl["lettergrootte"]["legenda"],
        bbox_to_anchor=(0.0, assen.get_position().y1),
        borderaxespad=0.4,
        handlelength=2.4,
        columnspacing=1.4,
    )


def break_line(assen: Axes, plaats: float, jaar: int, stijl: Stijl) -> None:
    """Mark a break in the series: a dashed line left of the first year of the new definition, with a label."""
    kleur = stijl["kleuren"]["breuk"]
    assen.axvline(plaats, color=kleur, linewidth=stijl["lijndikte"]["breuk"], linestyle=(0, (4, 3)), zorder=0.5)
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


def without_frame(tekst: Mapping[str, Any]) -> dict[str, Any]:
    """Return the text without title, notes and source: for the book, which sets those beside the figure."""
    return {**tekst, "titel": "", "noten": [], "bron": ""}


def save_figure(
    stap: "Step", teken: Callable[..., Figure], data: pd.DataFrame, *, tekst: Mapping[str, Any], stijl: Stijl
) -> None:
    """Write a figure that stands alone (`svg`, `png`) and one for the book (`kaal_svg`, `kaal_png`).

    No date, program or machine goes into the files.
    """
    for voorvoegsel, eigen in (("", tekst), ("kaal_", without_frame(tekst))):
        figuur = teken(data, tekst=eigen, stijl=stijl)
        opgaven = {"Title": tekst["titel"], "Date": None, "Creator": None, "Language": "nl"}
        figuur.savefig(stap.target(f"{voorvoegsel}svg"), format="svg", metadata=opgaven)
        doel = stap.target(f"{voorvoegsel}png")
        figuur.savefig(doel, format="png", dpi=stijl["resolutie"], metadata={"Software": None})


def _columns_of(tekst: Mapping[str, Any], stijl: Stijl) -> int:
    """Return two columns for the legend when the longest label fits in half the width, else one."""
    punten = stijl["lettergrootte"]["legenda"]
    breedst = max((text_width(label, punten, stijl) for _, label in tekst["reeksen"]), default=0.0)
    return 2 if breedst + LEGENDASTREEP * punten < stijl["breedte"] * PUNT_PER_CM / 2 else 1


def _foot_lines(tekst: Mapping[str, Any]) -> list[str]:
    """Return the lines under the plot: notes, numbered when there are several, then the source."""
    noten = tekst["noten"]
    bron = [f"Bron: {tekst['bron']}"] if tekst["bron"] else []
    kop = ["Noot:"] if len(noten) == 1 else [f"Noot {nummer}:" for nummer in range(1, len(noten) + 1)]
    return [f"{begin} {noot}" for begin, noot in zip(kop, noten, strict=True)] + bron


def _height(regels: int, punten: float) -> float:
    """Return the height of lines of text in centimetres."""
    return regels * punten * REGELAFSTAND / PUNT_PER_CM
