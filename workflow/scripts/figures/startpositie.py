"""Draw starting wage against start position per direction of study, as bubbles (figure 1 of the letter)."""

from collections.abc import Iterable, Mapping
from itertools import product
from typing import Any

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patheffects import Normal, Stroke
from matplotlib.ticker import FuncFormatter, MaxNLocator
from matplotlib.transforms import Bbox

from werkagenda import formats
from werkagenda.figures import style as fs

TOTAAL = "totaal"
HOOGTE = 1.5  # of the plotting area, against that of a bar chart: the labels need room
RUIMTE = 0.22  # of the range, left free beside the outermost bubbles for their labels
LETTERREGEL = 22  # characters after which the name of a direction wraps
# Where a label may stand, seen from its bubble, best first: right, left, above, below, then aslant; then farther.
PLEKKEN = [(1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (1, -1), (-1, 1), (-1, -1)]
AFSTANDEN = (3, 9, 17, 27, 39)  # points from the edge of the bubble
STREEP_VANAF = 9  # points from which a line ties the label to its bubble


def teken(data: pd.DataFrame, *, tekst: Mapping[str, Any], stijl: Mapping[str, Any]) -> Figure:
    """Return the figure: a bubble per direction of study with wage and position, dashed lines at the national mean.

    Args:
        data: `opleidingsrichting`, `startloon` (euro), `startpositie` (z score), `studenten`, empty where held back,
            and the national row `totaal`.
        tekst: the product's text, with `as` and `as_y`.
        stijl: the style file.

    """
    stijl = {**stijl, "hoogte_vlak": stijl["hoogte_vlak"] * HOOGTE}
    figuur, assen = fs.framed_axes(tekst, stijl, rechts=0)
    bel = stijl["bellen"]
    rijen = data[data["opleidingsrichting"] != TOTAAL].dropna(subset=["startloon", "startpositie", "studenten"])
    # The largest first, so that a small bubble lies on top.
    rijen = rijen.sort_values(["studenten", "opleidingsrichting"], ascending=[False, True], ignore_index=True)
    oppervlak = bel["grootste"] * rijen["studenten"] / rijen["studenten"].max()
    sns.scatterplot(
        x=rijen["startpositie"],
        y=rijen["startloon"],
        s=oppervlak,
        color=bel["kleur"],
        edgecolor=bel["rand"],
        alpha=bel["dekking"],
        linewidth=stijl["lijndikte"]["foutbalk"],
        legend=False,
        ax=assen,
    )
    assen.grid(visible=False)
    landelijk = data.loc[data["opleidingsrichting"] == TOTAAL, "startloon"]
    lijn = {
        "color": stijl["kleuren"]["as"],
        "linewidth": stijl["lijndikte"]["breuk"],
        "linestyle": (0, (4, 3)),
        "zorder": 0,
    }
    for hoogte in landelijk.dropna():
        assen.axhline(hoogte, **lijn)
    assen.axvline(0, **lijn)
    assen.set_xlabel(tekst["as"])
    assen.set_ylabel(tekst["as_y"], fontsize=stijl["lettergrootte"]["as"])
    assen.margins(x=RUIMTE, y=RUIMTE / 2)
    # Steps of 0,25 would be printed as 0,3.
    assen.xaxis.set_major_locator(MaxNLocator(steps=[1, 2, 5, 10]))
    assen.xaxis.set_major_formatter(FuncFormatter(lambda waarde, _: formats.getal(waarde, formats.PUBLICATIEDECIMALEN)))
    fs.y_as(assen, "aantal")
    _labels(assen, rijen, [(vlak**0.5) / 2 for vlak in oppervlak], stijl)
    return figuur


def _labels(assen: Axes, rijen: pd.DataFrame, stralen: list[float], stijl: Mapping[str, Any]) -> None:
    """Write the name beside each bubble, where it covers no bubble and no other name; a line ties one that moved far.

    `stralen` are in points. The smallest bubble chooses first: a large one has more edge to stand at.
    """
    figuur = assen.figure
    figuur.draw_without_rendering()  # until then the axes have no limits to measure places by
    per_punt = figuur.dpi / 72
    letter = stijl["lettergrootte"]["noot"]
    middens = assen.transData.transform(rijen[["startpositie", "startloon"]].to_numpy(float))
    bellen = [
        Bbox([[x - straal * per_punt, y - straal * per_punt], [x + straal * per_punt, y + straal * per_punt]])
        for (x, y), straal in zip(middens, stralen, strict=True)
    ]
    bezet: list[Bbox] = []
    # The dashed lines run on under the names.
    rand = [Stroke(linewidth=2, foreground=stijl["kleuren"]["achtergrond"]), Normal()]
    for nummer in reversed(range(len(rijen))):
        naam = "\n".join(_wrap(formats.capitalised(rijen["opleidingsrichting"][nummer])))
        label = assen.annotate(
            naam,
            (rijen["startpositie"][nummer], rijen["startloon"][nummer]),
            textcoords="offset points",
            xytext=(0, 0),
            ha="center",
            va="center",
            fontsize=letter,
            linespacing=1.0,
            path_effects=rand,
        )
        doos = label.get_window_extent()
        kandidaten = [
            (_shift(stralen[nummer] + afstand, plek, doos, per_punt), afstand)
            for afstand, plek in product(AFSTANDEN, PLEKKEN)
        ]
        (dx, dy), afstand = min(
            kandidaten,
            key=lambda keuze: (
                _overlap(
                    doos.translated(keuze[0][0] * per_punt, keuze[0][1] * per_punt),
                    [*bezet, *bellen],
                    assen.get_window_extent(),
                ),
                kandidaten.index(keuze),
            ),
        )
        label.set_position((dx, dy))
        bezet.append(doos.translated(dx * per_punt, dy * per_punt))
        if afstand >= STREEP_VANAF:
            assen.annotate(
                "",
                (rijen["startpositie"][nummer], rijen["startloon"][nummer]),
                xytext=(dx, dy),
                textcoords="offset points",
                arrowprops={"arrowstyle": "-", "color": stijl["kleuren"]["as"], "linewidth": 0.5, "shrinkA": 0},
                zorder=0.5,
            )


def _shift(straal: float, plek: tuple[int, int], doos: Bbox, per_punt: float) -> tuple[float, float]:
    """Return how far, in points, a centred label moves to stand free of its bubble in one direction."""
    x, y = plek
    schuin = 0.75 if x and y else 1.0
    return (
        x * (straal * schuin + doos.width / per_punt / 2),
        y * (straal * schuin + doos.height / per_punt / 2),
    )


def _overlap(doos: Bbox, andere: Iterable[Bbox], vlak: Bbox) -> float:
    """Return the area that a label shares with bubbles and labels, and what of it lies outside the axes (doubled)."""
    samen = [Bbox.intersection(doos, ander) for ander in andere]
    binnen = Bbox.intersection(doos, vlak)
    buiten = doos.width * doos.height - (binnen.width * binnen.height if binnen else 0.0)
    return round(sum(deel.width * deel.height for deel in samen if deel) + 2 * buiten, 3)


def _wrap(naam: str) -> list[str]:
    """Break a long name at the word nearest to its middle."""
    if len(naam) <= LETTERREGEL:
        return [naam]
    knippen = [plek for plek, teken_ in enumerate(naam) if teken_ == " "]
    knip = min(knippen, key=lambda plek: abs(plek - len(naam) / 2), default=len(naam))
    return [naam[:knip], naam[knip + 1 :]] if knippen else [naam]


if __name__ == "__main__":
    from werkagenda.run.step import step

    with step(snakemake) as s:
        fs.save_figure(s, teken, s.read("data"), tekst=s.read("tekst"), stijl=s.read("stijl"))
