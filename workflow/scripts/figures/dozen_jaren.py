"""Draw the spread over institutions per study year, a panel per level, both leerwegen side by side (figure B.0.1)."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from werkagenda.figures import style as fs
from werkagenda.figures.panels import draw_panels
from werkagenda.words.estimates import NIET_GETOOND

BREED = 0.34  # of the distance between years
KOLOMMEN = 2
HOOGTE = 2.0
LUCHT = 0.04


def teken(data: pd.DataFrame, *, tekst: Mapping[str, Any], stijl: Mapping[str, Any]) -> Figure:
    """Return the figure: per study year and leerweg a light part (whiskers), a dark part (box), the median as a line.

    Args:
        data: `studiejaar`, `leerweg`, `niveau` and the five values of a box (0-1, empty where not shown).
        tekst: the product's text: `reeksen` (leerwegen), `panelen` (levels).
        stijl: the style file.

    """
    figuur, assen = fs.framed_axes(tekst, {**stijl, "hoogte_vlak": stijl["hoogte_vlak"] * HOOGTE}, rechts=0)
    jaren = sorted(set(data["studiejaar"]))
    vakken = draw_panels(figuur, assen, [kop for _, kop in tekst["panelen"]], kolommen=KOLOMMEN, stijl=stijl)
    leerwegen = [leerweg for leerweg, _ in tekst["reeksen"]]
    for vak, (niveau, _) in zip(vakken, tekst["panelen"], strict=True):
        for plek, leerweg in enumerate(leerwegen):
            keuze = data[data["niveau"].eq(niveau) & data["leerweg"].eq(leerweg)].set_index("studiejaar").reindex(jaren)
            keuze["x"] = [nummer + (plek - (len(leerwegen) - 1) / 2) * BREED * 1.1 for nummer in range(len(jaren))]
            _series_of(vak, keuze, stijl["leerwegen"][leerweg], stijl)
        vak.set_xticks(range(len(jaren)), [f"{jaar[:4]}/\n{jaar[-4:]}" for jaar in jaren])
        vak.set_xlim(-0.6, len(jaren) - 0.4)
    laagste = data["snor_laag"].min()
    vakken[0].set_ylim(max((0.0 if pd.isna(laagste) else laagste) - LUCHT, 0), 1 + LUCHT / 2)
    fs.y_as(vakken[0], "aandeel")
    handvatten = [
        Line2D([], [], color=eigen["kleur"], marker=eigen["teken"], linestyle=eigen["streep"], markersize=4.5)
        for eigen in (stijl["leerwegen"][leerweg] for leerweg in leerwegen)
    ]
    fs.draw_legend(figuur, assen, handvatten, tekst, stijl)
    return figuur


def _series_of(vak: Axes, rijen: pd.DataFrame, eigen: Mapping[str, str], stijl: fs.Stijl) -> None:
    """Draw one leerweg in one panel; a year that is not shown says so at the foot."""
    vol = rijen.dropna(subset=["snor_laag", "kwartiel_1", "mediaan", "kwartiel_3", "snor_hoog"])
    for onder, boven, kleur, arcering in (
        ("snor_laag", "snor_hoog", eigen["licht"], ""),
        ("kwartiel_1", "kwartiel_3", eigen["donker"], eigen["arcering"]),
    ):
        vak.bar(
            vol["x"],
            vol[boven] - vol[onder],
            bottom=vol[onder],
            width=BREED,
            color=kleur,
            hatch=arcering,
            edgecolor=stijl["kleuren"]["achtergrond"],
            linewidth=0,
        )
    vak.plot(
        vol["x"],
        vol["mediaan"],
        color=eigen["kleur"],
        marker=eigen["teken"],
        linestyle=eigen["streep"],
        linewidth=stijl["lijndikte"]["breuk"],
        markersize=4.5,
    )
    leeg = rijen[rijen["mediaan"].isna() & rijen["reden"].fillna("").ne("")]
    for plek in leeg["x"]:
        vak.annotate(
            NIET_GETOOND, (plek, 0.01), xycoords=("data", "axes fraction"), rotation=90, ha="center", va="bottom",
            fontsize=stijl["lettergrootte"]["noot"], color=stijl["kleuren"]["as"],
        )  # fmt: skip


if __name__ == "__main__":
    from werkagenda.run.step import step

    with step(snakemake) as s:
        fs.save_figure(s, teken, s.read("data"), tekst=s.read("tekst"), stijl=s.read("stijl"))
