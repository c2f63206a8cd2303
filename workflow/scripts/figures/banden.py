"""Draw satisfaction per measurement with the ambition: lines by spending over the bands of institutions."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.patheffects import Normal, Stroke

from werkagenda import formats
from werkagenda.figures import style as fs
from werkagenda.figures.panels import draw_panels
from werkagenda.words.series import break_year

LANDELIJK = "landelijk"
VLAKKEN = {"bijna_alle": ("p2_5", "p97_5"), "midden": ("p25", "p75")}
HALF = 0.3  # years that a band runs on beside a measurement, so that one alone has width
HOOGTE = 1.15  # of the plotting area, against that of a bar chart
RUIMTE = 0.5  # years right of the ambition, for its number
LUCHT = 0.04


def teken(data: pd.DataFrame, *, tekst: Mapping[str, Any], stijl: Mapping[str, Any]) -> Figure:
    """Return the figure: a panel per leerweg, lines broken where the question changed, hollow marks for an ambition.

    Args:
        data: `leerweg`, `jaar`, `reeks`, `waarde`, `waarde_laag`, `waarde_hoog` (0-1), `reeksbreuk` (ja in the first
            year of the present question).
        tekst: the product's text: `reeksen` (lines, then bands), `panelen`, `ambitie` (its year and tick label).
        stijl: the style file.

    """
    figuur, assen = fs.framed_axes(tekst, {**stijl, "hoogte_vlak": stijl["hoogte_vlak"] * HOOGTE}, rechts=0)
    ambitie, streeflabel = tekst["ambitie"]
    breuk = break_year(data[data["jaar"] < ambitie])
    vakken = draw_panels(
        figuur, assen, [kop for _, kop in tekst["panelen"]], kolommen=len(tekst["panelen"]), stijl=stijl
    )
    for vak, (leerweg, _) in zip(vakken, tekst["panelen"], strict=True):
        breed = data[data["leerweg"] == leerweg].pivot_table(index="jaar", columns="reeks", values="waarde")
        delen = _shares_of(breed, breuk, ambitie)
        for naam, (onder, boven) in VLAKKEN.items():
            for deel in delen:
                _surface(vak, deel, onder, boven, stijl["banden"][naam]["kleur"])
        for naam, _ in tekst["reeksen"]:
            if naam in breed and naam not in VLAKKEN:
                _draw_line(vak, delen, naam, ambitie, stijl)
        _intervals_of(vak, data[data["leerweg"] == leerweg], [naam for naam, _ in tekst["reeksen"]], stijl)
        if LANDELIJK in breed:
            _numbers(vak, breed[LANDELIJK].dropna(), stijl)
        jaren = [int(jaar) for jaar in breed.index]
        vak.set_xticks(jaren, [streeflabel if jaar == ambitie else str(jaar) for jaar in jaren])
        vak.set_xlim(min(jaren) - 2 * HALF, max(jaren) + 2 * HALF + RUIMTE)
        vak.axvline(ambitie - 1.5, color=stijl["kleuren"]["raster"], linewidth=stijl["lijndikte"]["breuk"], zorder=0.4)
        if breuk is not None:
            fs.break_line(vak, breuk - 1, breuk, stijl)
    waarden = data[["waarde", "waarde_laag", "waarde_hoog"]]
    vakken[0].set_ylim(max(waarden.min().min() - LUCHT, 0), min(waarden.max().max() + 2 * LUCHT, 1))
    fs.y_as(vakken[0], "aandeel")
    fs.draw_legend(figuur, assen, [_handle(naam, stijl) for naam, _ in tekst["reeksen"]], tekst, stijl)
    return figuur


def _shares_of(breed: pd.DataFrame, breuk: int | None, ambitie: int) -> list[pd.DataFrame]:
    """Return the stretches that belong together: before the break, after it, and the ambition."""
    grens = ambitie if breuk is None else breuk
    delen = [
        breed[breed.index < min(grens, ambitie)],
        breed[(breed.index >= grens) & (breed.index < ambitie)],
        breed[breed.index >= ambitie],
    ]
    return [deel for deel in delen if len(deel)]


def _surface(vak: Axes, deel: pd.DataFrame, onder: str, boven: str, kleur: str) -> None:
    if not {onder, boven} <= set(deel.columns):
        return
    band = deel[[onder, boven]].dropna()
    if band.empty:
        return
    x = [band.index[0] - HALF, *band.index, band.index[-1] + HALF]
    randen = [[band[rand].iloc[0], *band[rand], band[rand].iloc[-1]] for rand in (onder, boven)]
    vak.fill_between(x, *randen, color=kleur, linewidth=0, zorder=0.6 if onder == "p2_5" else 0.7)


def _draw_line(vak: Axes, delen: list[pd.DataFrame], naam: str, ambitie: int, stijl: fs.Stijl) -> None:
    """Draw one line, in a piece per stretch; a thin dotted one leads from the last measurement to the ambition."""
    eigen = stijl["banden"][naam]
    punten = [deel[naam].dropna() for deel in delen if naam in deel]
    for reeks in punten:
        hol = len(reeks) > 0 and reeks.index[-1] >= ambitie
        vak.plot(
            reeks.index,
            reeks,
            color=eigen["kleur"],
            marker=eigen["teken"],
            markersize=4.5,
            markerfacecolor=stijl["kleuren"]["achtergrond"] if hol else eigen["kleur"],
            linestyle=eigen["streep"],
            linewidth=stijl["lijndikte"]["reeks"],
            zorder=2,
        )
    if len(punten) > 1 and len(punten[-1]) and len(punten[-2]) and punten[-1].index[-1] >= ambitie:
        van, naar = punten[-2], punten[-1]
        vak.plot(
            [van.index[-1], naar.index[0]],
            [van.iloc[-1], naar.iloc[0]],
            color=eigen["kleur"],
            linestyle=":",
            linewidth=stijl["lijndikte"]["breuk"],
            zorder=1.8,
        )


def _intervals_of(vak: Axes, data: pd.DataFrame, reeksen: list[str], stijl: fs.Stijl) -> None:
    """Draw the 95 % interval of the lines as a thin vertical line at each measurement."""
    for naam, rijen in data[data["waarde_laag"] < data["waarde_hoog"]].groupby("reeks", sort=False):
        if naam in reeksen:
            vak.vlines(
                rijen["jaar"],
                rijen["waarde_laag"],
                rijen["waarde_hoog"],
                color=stijl["banden"][naam]["kleur"],
                linewidth=stijl["lijndikte"]["foutbalk"],
                zorder=2.1,
            )


def _numbers(vak: Axes, reeks: pd.Series, stijl: fs.Stijl) -> None:
    """Print the national values beside their marks."""
    rand = [Stroke(linewidth=2.5, foreground=stijl["kleuren"]["achtergrond"]), Normal()]
    for jaar, waarde in reeks.items():
        vak.annotate(
            formats.procent(waarde),
            (jaar, waarde),
            xytext=(7, 0),
            textcoords="offset points",
            va="center",
            fontsize=stijl["lettergrootte"]["as"],
            weight="bold",
            color=stijl["banden"][LANDELIJK]["kleur"],
            path_effects=rand,
            zorder=3,
        )


def _handle(naam: str, stijl: fs.Stijl) -> Patch | Line2D:
    eigen = stijl["banden"][naam]
    if naam in VLAKKEN:
        return Patch(color=eigen["kleur"])
    return Line2D(
        [], [], color=eigen["kleur"], marker=eigen["teken"], markersize=4.5, linestyle=eigen["streep"],
        linewidth=stijl["lijndikte"]["reeks"],
    )  # fmt: skip


if __name__ == "__main__":
    from werkagenda.run.step import step

    with step(snakemake) as s:
        fs.save_figure(s, teken, s.read("data"), tekst=s.read("tekst"), stijl=s.read("stijl"))
