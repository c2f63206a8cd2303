"""Draw how far each indicator has come from its start towards its target, grouped by verdict (figure S.1)."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from werkagenda import formats
from werkagenda.figures import frame
from werkagenda.figures import style as fs
from werkagenda.figures.svg import save_figure

RIJ = 0.62  # cm per row
RIJ_SMAL = 0.86  # with the name above the arrow
KOPRIJ = 0.35  # rows of extra room above the name of a verdict
LUCHT = 0.04  # share beside the outermost marks
ONDER = 0.27  # rows, from the arrow down to the interval
RING = 7.5  # points
PIJL = "-|>,head_length=0.45,head_width=0.22"


def draw(data: pd.DataFrame, *, tekst: Mapping[str, Any], stijl: Mapping[str, Any]) -> Figure:
    """Return the figure: under each verdict its indicators, furthest along first; an arrow from start to now, a ring.

    Args:
        data: `indicator, oordeel, start, recent, streef, verandering, verandering_laag, verandering_hoog`
            (0-1, empty where there is none).
        tekst: the product's text, with `namen` (short name per indicator), `oordelen` (verdicts and their names, best
            first) and the words in the figure under `beeld`.
        stijl: the style file.

    """
    smal = fs.is_narrow(stijl)
    hoogte, plaatsen, koppen = _places(data, [oordeel for oordeel, _ in tekst["oordelen"]])
    figuur, assen = frame.new_axes(stijl, hoogte=max(hoogte, 3.0) * (RIJ_SMAL if smal else RIJ))
    waarden = data[["start", "recent", "streef"]].melt()["value"].dropna()
    assen.set_xlim(max((waarden.min() if len(waarden) else 0) - LUCHT, 0), 1 + LUCHT / 2)
    assen.set_ylim(hoogte - 0.4, -0.6)
    maat = stijl["lettergrootte"]["as"]
    namen = dict(tekst["oordelen"])
    for oordeel, plek in koppen.items():
        assen.annotate(
            namen[oordeel], (0, plek), xycoords=("axes fraction", "data"), xytext=(2, 0), textcoords="offset points",
            va="center", fontsize=maat, weight="bold",
            bbox={"boxstyle": "square,pad=0.1", "fc": stijl["kleuren"]["achtergrond"], "ec": "none"},
        )  # fmt: skip
    for plek, rij in plaatsen:
        _row(assen, plek, rij, tekst, stijl)
    if smal:
        assen.set_yticks([])
    else:
        assen.set_yticks([plek for plek, _ in plaatsen], [tekst["namen"][rij["indicator"]] for _, rij in plaatsen])
    fs.grid(assen, stijl, "x")
    fs.percent_axis(assen.xaxis)
    assen.spines["left"].set_visible(False)
    handvatten = [
        Line2D([], [], color=stijl["start_streef"]["start"]["kleur"], marker=">", markersize=6, linewidth=1.6),
        Line2D([], [], color=stijl["start_streef"]["daler"]["kleur"], marker="<", markersize=6, linewidth=1.6),
        Line2D(
            [], [], color=stijl["kleuren"]["tekst"], marker="o", fillstyle="none", linestyle="none", markersize=RING
        ),
        Line2D([], [], color=stijl["kleuren"]["foutbalk"], marker="|", markersize=5, linewidth=0.8),
    ]
    beeld = tekst["beeld"]
    labels = [beeld[naam] for naam in ("hoger", "lager", "streef", "interval")]
    return frame.close_figure(figuur, tekst, stijl, handvatten=handvatten, labels=labels)


def _places(
    data: pd.DataFrame, oordelen: list[str]
) -> tuple[float, list[tuple[float, dict[Any, Any]]], dict[str, float]]:
    """Return the height in rows, the place of each indicator from the top, and that of the name of each verdict."""
    hoogte, plaatsen, koppen = 0.0, [], {}
    stap, weg = data["recent"] - data["start"], data["streef"] - data["start"]
    eigen = data.assign(stap=stap, deel=(stap / weg).where(weg > 0))
    for oordeel in oordelen:
        rijen = eigen[eigen["oordeel"] == oordeel]
        if rijen.empty:
            continue
        hoogte += KOPRIJ if hoogte else 0.0
        koppen[oordeel] = hoogte
        hoogte += 1
        rijen = rijen.sort_values(["deel", "stap", "indicator"], ascending=[False, False, True], na_position="last")
        for rij in rijen.to_dict("records"):
            plaatsen.append((hoogte, rij))
            hoogte += 1
    return hoogte, plaatsen, koppen


def _row(assen: Axes, plek: float, rij: Mapping[Any, Any], tekst: Mapping[str, Any], stijl: fs.Stijl) -> None:
    """Draw one indicator: arrow, interval of its change around the value of now, ring at the target."""
    eigen, maat = stijl["start_streef"], stijl["lettergrootte"]["as"]
    start, recent, streef = (rij[soort] for soort in ("start", "recent", "streef"))
    naam = tekst["namen"][rij["indicator"]]
    if fs.is_narrow(stijl):
        assen.annotate(
            naam, (0, plek), xycoords=("axes fraction", "data"), xytext=(2, 5), textcoords="offset points",
            va="bottom", fontsize=stijl["lettergrootte"]["noot"], zorder=4,
        )  # fmt: skip
    soort = "daler" if recent < start else "start"
    if pd.notna(start) and pd.notna(recent) and start != recent:
        assen.annotate(
            "", (recent, plek), xytext=(start, plek), zorder=3,
            arrowprops={
                "arrowstyle": PIJL, "color": eigen[soort]["kleur"], "linewidth": 1.6, "shrinkA": 0, "shrinkB": 0,
            },
        )  # fmt: skip
    bekend = [waarde for waarde in (start, recent) if pd.notna(waarde)]
    assen.plot(bekend[:1], [plek] * len(bekend[:1]), "|", color=eigen[soort]["kleur"], markersize=6, zorder=3)
    if pd.notna(rij["verandering"]) and pd.notna(recent):
        ver = [recent + rij[kant] - rij["verandering"] for kant in ("verandering_laag", "verandering_hoog")]
        assen.errorbar(
            recent, plek + ONDER, xerr=[[recent - ver[0]], [ver[1] - recent]], fmt="none",
            ecolor=stijl["kleuren"]["foutbalk"], elinewidth=stijl["lijndikte"]["foutbalk"], capsize=2, zorder=2,
        )  # fmt: skip
    if pd.notna(streef):
        assen.plot(
            [streef], [plek], marker="o", fillstyle="none", color=stijl["kleuren"]["tekst"], markersize=RING,
            linestyle="none", markeredgewidth=1.2, zorder=5, clip_on=False,
        )  # fmt: skip
    if pd.notna(recent):
        assen.annotate(
            formats.procent(recent), (1, plek), xycoords=("axes fraction", "data"), xytext=(4, 0),
            textcoords="offset points", va="center", fontsize=maat,
        )  # fmt: skip
        reeks = " \N{RIGHTWARDS ARROW} ".join(formats.procent(waarde, 1) for waarde in bekend)
        doel = f" ({tekst['beeld']['streef'].lower()} {formats.procent(streef, 1)})" if pd.notna(streef) else ""
        fs.pointed_at(assen, recent, plek, f"{naam}: {reeks}{doel}")


if __name__ == "__main__":
    from werkagenda.run.step import step

    with step(snakemake) as s:
        save_figure(s, draw, s.read("data"), tekst=s.read("tekst"), stijl=s.read("stijl"))
