"""Draw satisfaction per measurement with the ambition: lines by spending over the bands of institutions."""

from collections.abc import Mapping
from itertools import pairwise
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
from werkagenda.words.series import break_year

LANDELIJK = "landelijk"
VLAKKEN = {"bijna_alle": ("p2_5", "p97_5"), "midden": ("p25", "p75")}
# Years that a line stands beside its measurement, so that the intervals of three lines do not hide each other.
OPZIJ = {LANDELIJK: 0.0, "laag": -0.22, "hoog": 0.22}
KLEINST = 1.5  # years between two measurements, at least
HALF = 0.42  # years that a band runs on beside a measurement
APART = 0.9  # years between the last measurement and the field of the ambition, and half the width of that field
LUCHT = 0.04
TEKEN = 5.0  # points


def draw(data: pd.DataFrame, *, tekst: Mapping[str, Any], stijl: Mapping[str, Any]) -> Figure:
    """Return the figure: a panel per leerweg, lines broken where the question changed, the ambition on a field apart.

    Args:
        data: `leerweg`, `jaar`, `reeks`, `waarde`, `waarde_laag`, `waarde_hoog` (0-1), `tussenmeting` (ja of a
            measurement that stands apart), `reeksbreuk` (ja in the first year of the present question).
        tekst: the product's text: `reeksen` (lines, then bands), `panelen`, `ambitie` (its year and tick label).
        stijl: the style file.

    """
    smal = fs.is_narrow(stijl)
    ambitie, streeflabel = tekst["ambitie"]
    breuk = break_year(data[data["jaar"] < ambitie])
    figuur, vakken = frame.new_panels(
        stijl, [kop for _, kop in tekst["panelen"]], kolommen=1 if smal else len(tekst["panelen"]), gedeeld="y",
        hoogte=stijl["hoogte_vlak"] * (0.95 if smal else 1.1),
    )  # fmt: skip
    tussen = set(data.loc[data["tussenmeting"] == "ja", "jaar"])
    metingen = sorted({int(jaar) for jaar in data["jaar"] if jaar < ambitie})
    plaats = _places(metingen)
    # The distance in time from the last measurement to the ambition says nothing: it stands beside it.
    plaats[ambitie] = max(plaats.values(), default=float(ambitie)) + 2 * APART + HALF
    for vak, (leerweg, _) in zip(vakken, tekst["panelen"], strict=True):
        eigen = data[data["leerweg"] == leerweg]
        delen = _stretches(eigen, breuk, ambitie)
        for naam, randen in VLAKKEN.items():
            for deel in delen:
                _field(vak, deel, plaats, randen, stijl["banden"][naam]["kleur"])
        for naam, label in tekst["reeksen"]:
            if naam not in VLAKKEN:
                eigen_delen = [deel[deel["reeks"] == naam] for deel in delen]
                _line(vak, eigen_delen, stijl, naam=naam, label=label, plaats=plaats, ambitie=ambitie)
        jaren = sorted({int(jaar) for jaar in eigen["jaar"]})
        vak.set_xticks(
            [plaats[jaar] for jaar in jaren],
            [streeflabel if jaar == ambitie else f"{jaar}{'*' * (jaar in tussen)}" for jaar in jaren],
        )
        vak.set_xlim(plaats[jaren[0]] - 2 * HALF, plaats[jaren[-1]] + APART)
        if ambitie in jaren:
            vak.axvspan(
                plaats[ambitie] - APART, plaats[ambitie] + APART, color=stijl["banden"]["ambitie"]["kleur"],
                linewidth=0, zorder=0.3,
            )  # fmt: skip
        if breuk is not None:
            fs.break_line(vak, plaats[breuk] - 1, breuk, stijl)
    waarden = data[["waarde", "waarde_laag", "waarde_hoog"]]
    vakken[0].set_ylim(max(waarden.min().min() - LUCHT, 0), min(waarden.max().max() + 2 * LUCHT, 1))
    fs.percent_axis(vakken[0].yaxis)
    return frame.close_figure(figuur, tekst, stijl, handvatten=[_handle(naam, stijl) for naam, _ in tekst["reeksen"]])


def _places(metingen: list[int]) -> dict[int, float]:
    """Return where each measurement stands: at its year, with room for its label after one of the year before."""
    plaats = {jaar: float(jaar) for jaar in metingen[:1]}
    for vorige, jaar in pairwise(metingen):
        plaats[jaar] = plaats[vorige] + max(float(jaar - vorige), KLEINST)
    return plaats


def _stretches(data: pd.DataFrame, breuk: int | None, ambitie: int) -> list[pd.DataFrame]:
    """Return the rows that belong together: before the break, after it, an interim measurement, and the ambition."""
    grens = ambitie if breuk is None else breuk
    jaar = data["jaar"]
    tussen = data["tussenmeting"] == "ja"
    heel, jaar = data[~tussen], jaar[~tussen]
    delen = [
        heel[jaar < min(grens, ambitie)],
        heel[(jaar >= grens) & (jaar < ambitie)],
        data[tussen],
        heel[jaar >= ambitie],
    ]
    return [deel for deel in delen if len(deel)]


def _field(vak: Axes, deel: pd.DataFrame, plaats: Mapping[int, float], randen: tuple[str, str], kleur: str) -> None:
    """Draw one band over the measurements of a stretch."""
    band = deel.pivot_table(index="jaar", columns="reeks", values="waarde").reindex(columns=list(randen)).dropna()
    if band.empty:
        return
    midden = [plaats[jaar] for jaar in band.index]
    x = [midden[0] - HALF, *midden, midden[-1] + HALF]
    hoogten = [[band[rand].iloc[0], *band[rand], band[rand].iloc[-1]] for rand in randen]
    vak.fill_between(x, *hoogten, color=kleur, linewidth=0, zorder=0.6 if "p2_5" in randen else 0.7)


def _line(  # noqa: PLR0913 - one line with its words and places
    vak: Axes,
    delen: list[pd.DataFrame],
    stijl: fs.Stijl,
    *,
    naam: str,
    label: str,
    plaats: Mapping[int, float],
    ambitie: int,
) -> None:
    """Draw one line, in a piece per stretch, with its 95 % interval at each measurement."""
    eigen, dik = stijl["banden"][naam], stijl["lijndikte"]["foutbalk"] * 1.5
    for deel in delen:
        reeks = deel.dropna(subset="waarde").sort_values("jaar")
        x = [plaats[jaar] + OPZIJ[naam] for jaar in reeks["jaar"]]
        hol = len(reeks) > 0 and reeks["jaar"].iloc[-1] >= ambitie
        vak.plot(
            x, reeks["waarde"], color=eigen["kleur"], marker=eigen["teken"], markersize=TEKEN,
            markerfacecolor=stijl["kleuren"]["achtergrond"] if hol else eigen["kleur"],
            linestyle=eigen["streep"], linewidth=stijl["lijndikte"]["reeks"], zorder=2,
        )  # fmt: skip
        zeker = (reeks["waarde_laag"] < reeks["waarde_hoog"]).to_numpy()
        strepen = vak.vlines(
            [plek for plek, wel in zip(x, zeker, strict=True) if wel], reeks["waarde_laag"][zeker],
            reeks["waarde_hoog"][zeker], color=eigen["kleur"], linewidth=dik, zorder=1.9,
        )  # fmt: skip
        fs.light_edge([strepen], stijl, dik)
        for plek, rij in zip(x, reeks.to_dict("records"), strict=True):
            druk = [formats.procent(rij[kolom], 1) for kolom in ("waarde", "waarde_laag", "waarde_hoog")]
            woorden = druk[0] if pd.isna(rij["waarde_laag"]) else fs.interval_text(*druk)
            fs.pointed_at(vak, plek, rij["waarde"], f"{label}, {rij['jaar']}: {woorden}")
            if naam == LANDELIJK:
                vak.annotate(
                    formats.procent(rij["waarde"]), (plaats[rij["jaar"]], 0), xycoords=("data", "axes fraction"),
                    xytext=(0, 4), textcoords="offset points", ha="center", va="bottom", weight="bold",
                    fontsize=stijl["lettergrootte"]["as"], color=eigen["kleur"], zorder=3,
                )  # fmt: skip


def _handle(naam: str, stijl: fs.Stijl) -> Patch | Line2D:
    eigen = stijl["banden"][naam]
    if naam in VLAKKEN:
        return Patch(color=eigen["kleur"])
    return Line2D(
        [], [], color=eigen["kleur"], marker=eigen["teken"], markersize=TEKEN, linestyle=eigen["streep"],
        linewidth=stijl["lijndikte"]["reeks"],
    )  # fmt: skip


if __name__ == "__main__":
    from werkagenda.run.step import step

    with step(snakemake) as s:
        save_figure(s, draw, s.read("data"), tekst=s.read("tekst"), stijl=s.read("stijl"))
