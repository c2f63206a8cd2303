"""Draw starting wage against start position per direction of study, as bubbles (figure 1 of the letter)."""

from collections.abc import Iterable, Mapping
from itertools import product
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import FuncFormatter, MaxNLocator
from matplotlib.transforms import Bbox

from werkagenda import formats
from werkagenda.figures import frame
from werkagenda.figures import style as fs
from werkagenda.figures.svg import save_figure

TOTAAL = "totaal"
HOOGTE = 1.5  # of the plotting area, against that of a bar chart: the labels need room
RUIMTE = 0.22  # of the range, left free beside the outermost bubbles for their labels
LETTERREGEL = 22  # characters after which the name of a direction wraps
# Where a label may stand, seen from its bubble, best first: right, left, above, below, then aslant; then farther.
PLEKKEN = [(1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (1, -1), (-1, 1), (-1, -1)]
AFSTANDEN = (3, 9, 17, 27, 39)  # points from the edge of the bubble
STREEP_VANAF = 9  # points from which a line ties the label to its bubble


def draw(data: pd.DataFrame, *, tekst: Mapping[str, Any], stijl: Mapping[str, Any]) -> Figure:
    """Return the figure: a bubble per direction of study with wage and position, dashed lines at the national mean.

    Args:
        data: `opleidingsrichting`, `startloon` (euro), `startpositie` (z score), `studenten`, empty where held back,
            and the national row `totaal`.
        tekst: the product's text, with `as`, `as_y` and the words in the figure under `beeld`.
        stijl: the style file.

    """
    smal = fs.is_narrow(stijl)
    figuur, assen = frame.new_axes(stijl, hoogte=stijl["hoogte_vlak"] * HOOGTE * (1.3 if smal else 1.0))
    bel, letter = stijl["bellen"], stijl["lettergrootte"]["as"]
    grootste = bel["grootste"] * (0.5 if smal else 1.0)
    rijen = data[data["opleidingsrichting"] != TOTAAL].dropna(subset=["startloon", "startpositie", "studenten"])
    # The largest first, so that a small bubble lies on top.
    rijen = rijen.sort_values(["studenten", "opleidingsrichting"], ascending=[False, True], ignore_index=True)
    meeste = rijen["studenten"].max()
    oppervlak = grootste * rijen["studenten"] / meeste
    vorm = {
        "color": bel["kleur"], "edgecolor": bel["rand"], "alpha": bel["dekking"],
        "linewidth": stijl["lijndikte"]["foutbalk"],
    }  # fmt: skip
    for rij, vlak in zip(rijen.to_dict("records"), oppervlak, strict=True):
        punt = assen.scatter(rij["startpositie"], rij["startloon"], s=vlak, **vorm)
        naam = formats.capitalised(rij["opleidingsrichting"])
        loon, plek = formats.aantal(rij["startloon"]), formats.getal(rij["startpositie"], formats.PUBLICATIEDECIMALEN)
        fs.say_value(punt, f"{naam}: € {loon}; {plek} (n = {formats.aantal(rij['studenten'])})")
    assen.grid(visible=False)
    landelijk = data.loc[data["opleidingsrichting"] == TOTAAL, "startloon"].dropna()
    lijn = {
        "color": stijl["kleuren"]["as"],
        "linewidth": stijl["lijndikte"]["breuk"],
        "linestyle": fs.STREEPJES,
        "zorder": 0,
    }
    for hoogte in landelijk:
        assen.axhline(hoogte, **lijn)
    assen.axvline(0, **lijn)
    assen.set_xlabel(tekst["as"], fontsize=letter)
    assen.set_ylabel(tekst["as_y"], fontsize=letter)
    assen.margins(x=RUIMTE, y=RUIMTE / 2)
    # Steps of 0,25 would be printed as 0,3.
    assen.xaxis.set_major_locator(MaxNLocator(5 if smal else 10, steps=[1, 2, 5, 10]))
    assen.xaxis.set_major_formatter(FuncFormatter(lambda waarde, _: formats.getal(waarde, formats.PUBLICATIEDECIMALEN)))
    fs.count_axis(assen.yaxis)
    handvatten, labels = _scale(meeste, grootste, vorm, tekst["beeld"]["studenten"])
    frame.close_figure(figuur, tekst, stijl, handvatten=handvatten, labels=labels)
    # Once the axes have their size: the places are sought in points.
    _labels(assen, rijen, [(vlak**0.5) / 2 for vlak in oppervlak], landelijk.tolist(), stijl)
    return figuur


def _scale(meeste: float, grootste: float, vorm: Mapping[str, Any], eenheid: str) -> tuple[list[Line2D], list[str]]:
    """Return bubbles of round numbers for the legend: half of the largest, and less."""
    if pd.isna(meeste):
        return [], []
    ronde = [_round(meeste * deel) for deel in (0.5, 0.15, 0.03)]
    getallen = [getal for plek, getal in enumerate(ronde) if getal and getal not in ronde[:plek]]
    handvatten = [
        Line2D(
            [], [], linestyle="none", marker="o", markersize=(grootste * getal / meeste) ** 0.5, color=vorm["color"],
            markeredgecolor=vorm["edgecolor"], alpha=vorm["alpha"],
        )
        for getal in getallen
    ]  # fmt: skip
    return handvatten, [f"{formats.aantal(getal)} {eenheid}" for getal in getallen]


def _round(getal: float) -> int:
    """Return a number cut to one figure: 4321 is 4000."""
    macht = 10 ** max(len(str(int(getal))) - 1, 0)
    return int(getal) // macht * macht


def _labels(
    assen: Axes, rijen: pd.DataFrame, stralen: list[float], landelijk: list[float], stijl: Mapping[str, Any]
) -> None:
    """Write the name beside each bubble, where it covers no bubble, line or other name; a line ties one that moved far.

    `stralen` are in points, `landelijk` the wages with a line of their own. The smallest bubble chooses first: a large
    one has more edge to stand at.
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
    bezet = _lines(assen, landelijk)
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
            # The line that ties a name to its bubble ends at the name.
            bbox={"boxstyle": "square,pad=0.0", "fc": stijl["kleuren"]["achtergrond"], "ec": "none"},
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


def _lines(assen: Axes, landelijk: list[float]) -> list[Bbox]:
    """Return the dashed lines as narrow boxes, which names keep free of."""
    vlak = assen.get_window_extent()
    dik = 1.5 * assen.figure.dpi / 72
    x = assen.transData.transform((0, 0))[0]
    hoogten = [assen.transData.transform((0, loon))[1] for loon in landelijk]
    staand = Bbox([[x - dik, vlak.y0], [x + dik, vlak.y1]])
    return [staand, *(Bbox([[vlak.x0, y - dik], [vlak.x1, y + dik]]) for y in hoogten)]


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
        save_figure(s, draw, s.read("data"), tekst=s.read("tekst"), stijl=s.read("stijl"))
