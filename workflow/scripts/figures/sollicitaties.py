"""Draw the number of applications for a placement as stacked bars, per year and migration background (figure 5.6)."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from werkagenda import formats
from werkagenda.figures import frame
from werkagenda.figures import style as fs
from werkagenda.figures.svg import save_figure
from werkagenda.words.estimates import NIET_GETOOND

RIJ = 0.75  # cm
STAAF = 0.78
KLEINSTE_LABEL = 0.035  # share from which a percentage fits in its part of the bar
KLEINSTE_SMAL = 0.11
DONKER = 0.5  # luminance under which text on a part is light
KOLOM = 45  # points, of the column with the answers together
KOPRUIMTE = 0.75  # rows that the name of a group takes
ONDER = STAAF / 2 + 0.09  # rows from the middle of a bar to the intervals below it


def draw(data: pd.DataFrame, *, tekst: Mapping[str, Any], stijl: Mapping[str, Any]) -> Figure:
    """Return the figure: a bar per year under the name of each group, parts from few to many applications.

    Args:
        data: `jaar`, `herkomst`, `sollicitaties`, `aandeel`, `aandeel_min`, `aandeel_max` (0-1, empty where not shown).
        tekst: the product's text: `reeksen` (answers), `panelen` (groups), `drie` (the answers of the title) and the
            words in the figure under `beeld`.
        stijl: the style file.

    """
    antwoorden = [antwoord for antwoord, _ in tekst["reeksen"]]
    rijen = data[["herkomst", "jaar"]].drop_duplicates()
    figuur, assen = frame.new_axes(stijl, hoogte=RIJ * (len(rijen) + KOPRUIMTE * len(tekst["panelen"])))
    maat, noot = stijl["lettergrootte"]["as"], stijl["lettergrootte"]["noot"]
    hoogte, plekken, jaren = 0.0, [], []
    for herkomst, kop in tekst["panelen"]:
        groep = data[data["herkomst"] == herkomst]
        assen.annotate(
            kop, (0, hoogte), xycoords=("axes fraction", "data"), va="center", fontsize=maat, weight="bold",
        )  # fmt: skip
        hoogte += KOPRUIMTE
        for jaar, deel in groep.groupby("jaar", sort=True):
            per_antwoord = deel.set_index("sollicitaties").reindex(antwoorden)
            namen = {antwoord: f"{kop}, {jaar}, {naam}" for antwoord, naam in tekst["reeksen"]}
            _bar(assen, per_antwoord, hoogte, namen, stijl)
            _together(assen, per_antwoord["aandeel"].reindex(tekst["drie"]), hoogte, stijl)
            plekken.append(hoogte)
            jaren.append(str(jaar))
            hoogte += 1
    assen.annotate(
        "\n".join(fs.break_text(tekst["beeld"]["drie"], noot, KOLOM)), (1, 1), xycoords="axes fraction",
        xytext=(5, 0), textcoords="offset points", va="bottom", fontsize=noot, linespacing=1.0,
    )  # fmt: skip
    assen.set_yticks(plekken, jaren)
    assen.set_ylim(hoogte - 0.4, -0.5)
    assen.set_xlim(0, 1)
    assen.grid(visible=False)
    fs.percent_axis(assen.xaxis)
    rand = stijl["kleuren"]["as"]
    handvatten = [
        Patch(facecolor=stijl["sollicitaties"][antwoord], edgecolor=rand, linewidth=0.4) for antwoord in antwoorden
    ]
    labels = [naam for _, naam in tekst["reeksen"]]
    if data["aandeel"].isna().any():
        handvatten.append(Patch(facecolor=stijl["kleuren"]["achtergrond"], edgecolor=rand, linewidth=0.4))
        labels.append(NIET_GETOOND)
    return frame.close_figure(figuur, tekst, stijl, handvatten=handvatten, labels=labels)


def _together(assen: Axes, delen: pd.Series, hoogte: float, stijl: fs.Stijl) -> None:
    """Mark in one bar how far the answers of the title reach, and print their share beside it."""
    if delen.isna().any():
        return
    samen = float(delen.sum())
    assen.vlines(samen, hoogte - STAAF / 2, hoogte + STAAF / 2, color=stijl["kleuren"]["merk"], linewidth=2, zorder=4)
    assen.annotate(
        formats.procent(samen), (1, hoogte), xycoords=("axes fraction", "data"), xytext=(5, 0),
        textcoords="offset points", va="center", fontsize=stijl["lettergrootte"]["as"], weight="bold",
    )  # fmt: skip


def _bar(assen: Axes, delen: pd.DataFrame, hoogte: float, namen: Mapping[str, str], stijl: fs.Stijl) -> None:
    """Draw one stacked bar, at the end of each part its interval; what is not shown is left white at the bar's end."""
    begin, maat = 0.0, stijl["lettergrootte"]["as"]
    kleinste = KLEINSTE_SMAL if fs.is_narrow(stijl) else KLEINSTE_LABEL
    for antwoord, rij in delen.dropna(subset="aandeel").iterrows():
        aandeel, onder, boven = (float(rij[naam]) for naam in ("aandeel", "aandeel_min", "aandeel_max"))
        kleur = stijl["sollicitaties"][antwoord]
        (staaf,) = assen.barh(
            hoogte, aandeel, left=begin, height=STAAF, color=kleur, edgecolor=stijl["kleuren"]["as"], linewidth=0.4
        )
        waarde = fs.interval_text(*(formats.procent(deel, 1) for deel in (aandeel, onder, boven)))
        fs.say_value(staaf, f"{namen[str(antwoord)]}: {waarde}")
        _interval(assen, (begin + onder, begin + boven), hoogte + ONDER, stijl)
        if aandeel >= kleinste:
            rood, groen, blauw = to_rgb(kleur)
            donker = 0.299 * rood + 0.587 * groen + 0.114 * blauw < DONKER
            assen.text(
                begin + aandeel / 2, hoogte, formats.procent(aandeel), ha="center", va="center", fontsize=maat,
                color=stijl["kleuren"]["achtergrond" if donker else "tekst"],
            )  # fmt: skip
        begin += aandeel


def _interval(assen: Axes, einden: tuple[float, float], hoogte: float, stijl: fs.Stijl) -> None:
    """Draw between which places a part may end."""
    dikte = stijl["lijndikte"]["foutbalk"]
    assen.plot(
        einden, [hoogte, hoogte], color=stijl["kleuren"]["foutbalk"], linewidth=dikte, marker="|", markersize=3,
        markeredgewidth=dikte, zorder=5, clip_on=False,
    )  # fmt: skip


if __name__ == "__main__":
    from werkagenda.run.step import step

    with step(snakemake) as s:
        save_figure(s, draw, s.read("data"), tekst=s.read("tekst"), stijl=s.read("stijl"))
