"""Draw the number of applications for a placement as stacked bars, per year and migration background (figure 5.6)."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.patches import Patch
from matplotlib.ticker import FuncFormatter

from werkagenda import formats
from werkagenda.figures import style as fs
from werkagenda.words.estimates import NIET_GETOOND

STAAF = 0.78
KLEINSTE_LABEL = 0.035  # share from which a percentage fits in its part of the bar
DONKER = 0.5  # luminance under which text on a part is light
RUIMTE_RECHTS = 0.7  # cm, for half the label of 100 %
KOPRUIMTE = 0.75  # rows that the name of a group takes


def teken(data: pd.DataFrame, *, tekst: Mapping[str, Any], stijl: Mapping[str, Any]) -> Figure:
    """Return the figure: a bar per year under the name of each group, parts from few to many applications.

    Args:
        data: `jaar`, `herkomst`, `sollicitaties`, `aandeel` (0-1, empty where not shown).
        tekst: the product's text: `reeksen` (answers), `panelen` (groups).
        stijl: the style file.

    """
    figuur, assen = fs.framed_axes(tekst, stijl, rechts=RUIMTE_RECHTS)
    antwoorden = [antwoord for antwoord, _ in tekst["reeksen"]]
    maat = stijl["lettergrootte"]["as"]
    hoogte, plekken, jaren = 0.0, [], []
    for herkomst, kop in tekst["panelen"]:
        assen.annotate(
            kop, (0, hoogte), xycoords=("axes fraction", "data"), va="center", fontsize=maat, weight="bold",
        )  # fmt: skip
        hoogte += KOPRUIMTE
        for jaar, rijen in data[data["herkomst"] == herkomst].groupby("jaar", sort=True):
            _bar(assen, rijen.set_index("sollicitaties")["aandeel"].reindex(antwoorden), hoogte, stijl)
            plekken.append(hoogte)
            jaren.append(str(jaar))
            hoogte += 1
    assen.set_yticks(plekken, jaren)
    assen.set_ylim(hoogte - 0.4, -0.5)
    assen.set_xlim(0, 1)
    assen.set_xlabel("")
    assen.grid(visible=False, axis="y")
    assen.xaxis.set_major_formatter(FuncFormatter(lambda waarde, _: formats.procent(round(waarde, 6))))
    rand = stijl["kleuren"]["as"]
    handvatten = [
        Patch(facecolor=stijl["sollicitaties"][antwoord], edgecolor=rand, linewidth=0.4) for antwoord in antwoorden
    ]
    fs.draw_legend(figuur, assen, handvatten, tekst, stijl)
    return figuur


def _bar(assen: Any, delen: pd.Series, hoogte: float, stijl: fs.Stijl) -> None:  # noqa: ANN401 - axes
    """Draw one stacked bar; what is not shown is left white at its end, and says so."""
    begin, maat = 0.0, stijl["lettergrootte"]["as"]
    for antwoord, aandeel in delen.dropna().items():
        kleur = stijl["sollicitaties"][antwoord]
        assen.barh(
            hoogte, aandeel, left=begin, height=STAAF, color=kleur, edgecolor=stijl["kleuren"]["as"], linewidth=0.4
        )
        if aandeel >= KLEINSTE_LABEL:
            rood, groen, blauw = to_rgb(kleur)
            donker = 0.299 * rood + 0.587 * groen + 0.114 * blauw < DONKER
            assen.text(
                begin + aandeel / 2, hoogte, formats.procent(aandeel), ha="center", va="center", fontsize=maat,
                color=stijl["kleuren"]["achtergrond" if donker else "tekst"],
            )  # fmt: skip
        begin += aandeel
    if delen.isna().any():
        assen.text(begin + 0.01, hoogte, NIET_GETOOND, va="center", fontsize=maat, color=stijl["kleuren"]["as"])


if __name__ == "__main__":
    from werkagenda.run.step import step

    with step(snakemake) as s:
        fs.save_figure(s, teken, s.read("data"), tekst=s.read("tekst"), stijl=s.read("stijl"))
