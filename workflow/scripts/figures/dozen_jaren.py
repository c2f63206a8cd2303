"""Draw the spread over institutions per study year, a panel per level, both leerwegen side by side (figure B.0.1)."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from werkagenda import formats
from werkagenda.figures import frame
from werkagenda.figures import style as fs
from werkagenda.figures.svg import save_figure
from werkagenda.words.estimates import NIET_GETOOND

BREED = 0.34  # of the distance between years
KOLOMMEN = 2
HOOGTE = 0.85  # of the plotting area, for each panel
LUCHT = 0.04


def draw(data: pd.DataFrame, *, tekst: Mapping[str, Any], stijl: Mapping[str, Any]) -> Figure:
    """Return the figure: per study year and leerweg a light part (whiskers), a dark part (box), the median as a line.

    Args:
        data: `studiejaar`, `leerweg`, `niveau` and the five values of a box (0-1, empty where not shown).
        tekst: the product's text: `reeksen` (leerwegen), `panelen` (levels), and the words in the figure under `beeld`.
        stijl: the style file.

    """
    smal = fs.is_narrow(stijl)
    jaren = sorted(set(data["studiejaar"]))
    figuur, vakken = frame.new_panels(
        stijl, [kop for _, kop in tekst["panelen"]], kolommen=1 if smal else KOLOMMEN, gedeeld="y",
        hoogte=stijl["hoogte_vlak"] * HOOGTE,
    )  # fmt: skip
    leerwegen = [leerweg for leerweg, _ in tekst["reeksen"]]
    for vak, (niveau, _) in zip(vakken, tekst["panelen"], strict=True):
        for plek, leerweg in enumerate(leerwegen):
            keuze = data[data["niveau"].eq(niveau) & data["leerweg"].eq(leerweg)].set_index("studiejaar").reindex(jaren)
            keuze["x"] = [nummer + (plek - (len(leerwegen) - 1) / 2) * BREED * 1.1 for nummer in range(len(jaren))]
            _series(vak, keuze, dict(tekst["reeksen"])[leerweg], stijl["leerwegen"][leerweg], stijl)
        vak.set_xticks(range(len(jaren)), [f"{jaar[:4]}/\n{jaar[-4:]}" for jaar in jaren])
        vak.set_xlim(-0.6, len(jaren) - 0.4)
    laagste = data["snor_laag"].min()
    vakken[0].set_ylim(max((0.0 if pd.isna(laagste) else laagste) - LUCHT, 0), 1 + LUCHT / 2)
    fs.percent_axis(vakken[0].yaxis)
    handvatten, labels = _legend(tekst, stijl)
    return frame.close_figure(figuur, tekst, stijl, handvatten=handvatten, labels=labels)


def _series(vak: Axes, rijen: pd.DataFrame, naam: str, eigen: Mapping[str, str], stijl: fs.Stijl) -> None:
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
    for jaar, rij in vol.iterrows():
        druk = [formats.procent(rij[kolom], 1) for kolom in ("mediaan", "kwartiel_1", "kwartiel_3")]
        fs.pointed_at(vak, rij["x"], rij["mediaan"], f"{naam}, {jaar}: {fs.interval_text(*druk)}")
    leeg = rijen[rijen["mediaan"].isna() & rijen["reden"].fillna("").ne("")]
    for plek in leeg["x"]:
        vak.annotate(
            NIET_GETOOND, (plek, 0.01), xycoords=("data", "axes fraction"), rotation=90, ha="center", va="bottom",
            fontsize=stijl["lettergrootte"]["noot"], color=stijl["kleuren"]["as"],
        )  # fmt: skip


def _legend(tekst: Mapping[str, Any], stijl: fs.Stijl) -> tuple[list[Any], list[str]]:
    """Return handles and words: per leerweg its median, the middle half and the whole range."""
    handvatten, labels = [], []
    for leerweg, naam in tekst["reeksen"]:
        eigen = stijl["leerwegen"][leerweg]
        rand = {"edgecolor": stijl["kleuren"]["achtergrond"], "linewidth": 0}
        handvatten += [
            Line2D([], [], color=eigen["kleur"], marker=eigen["teken"], linestyle=eigen["streep"], markersize=4.5),
            Patch(facecolor=eigen["donker"], hatch=eigen["arcering"], **rand),
            Patch(facecolor=eigen["licht"], **rand),
        ]
        labels += [f"{naam}: {tekst['beeld'][deel]}" for deel in ("mediaan", "midden", "heel")]
    return handvatten, labels


if __name__ == "__main__":
    from werkagenda.run.step import step

    with step(snakemake) as s:
        save_figure(s, draw, s.read("data"), tekst=s.read("tekst"), stijl=s.read("stijl"))
