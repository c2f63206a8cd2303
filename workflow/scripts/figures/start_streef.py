"""Draw start and target value per institution, unnamed and sorted by start value (figures 2.1 to 2.4)."""

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

LUCHT = 0.06  # share above and below the outermost values, for the labels of outliers
SMALST = 0.12  # of the width, for a panel with few institutions
UITSCHIETER = 1.5  # times the middle half of the differences, beyond it
GENOEMD = 4  # labels at most
RAND = 2  # institutions from either end


def draw(data: pd.DataFrame, *, tekst: Mapping[str, Any], stijl: Mapping[str, Any]) -> Figure:
    """Return the figure: an arrow from start to target per institution that has one, beside those without.

    Args:
        data: one row per institution: `rang` (from 1, by start value), `start`, `streef` (0-1, empty without a target).
        tekst: the product's text, with the words in the figure under `beeld`.
        stijl: the style file.

    """
    rijen = data.dropna(subset="start").sort_values("rang")
    met, zonder = rijen.dropna(subset="streef"), rijen[rijen["streef"].isna()]
    smal = fs.is_narrow(stijl)
    delen = [deel for deel in ((met, tekst["beeld"]["met"]), (zonder, tekst["beeld"]["zonder"])) if len(deel[0])]
    delen = delen or [(met, tekst["beeld"]["met"])]
    kleinst = SMALST * max(len(rijen), 1)
    figuur, vakken = frame.new_panels(
        stijl, [kop for _, kop in delen], kolommen=1 if smal else len(delen), gedeeld="y",
        breedtes=None if smal else [max(len(deel), kleinst) for deel, _ in delen],
        hoogte=stijl["hoogte_vlak"] * (0.8 if smal else 1.0),
    )  # fmt: skip
    for vak, (deel, _) in zip(vakken, delen, strict=True):
        _panel(vak, deel, stijl)
        if len(rijen):
            _median(vak, float(rijen["start"].median()), stijl)
        vak.set_xlim(0, max(len(deel), 1) + 1)
        vak.set_xticks([])
    waarden = rijen[["start", "streef"]].melt()["value"].dropna()
    if len(waarden):
        vakken[0].set_ylim(max(waarden.min() - LUCHT, 0), min(waarden.max() + LUCHT, 1 + LUCHT / 2))
    fs.percent_axis(vakken[0].yaxis)
    vakken[-1 if smal else 0].set_xlabel(tekst["as"], fontsize=stijl["lettergrootte"]["as"])
    handvatten, labels = _legend(tekst["beeld"], stijl, daler=bool((met["streef"] < met["start"]).any()))
    return frame.close_figure(figuur, tekst, stijl, handvatten=handvatten, labels=labels)


def _panel(vak: Axes, rijen: pd.DataFrame, stijl: fs.Stijl) -> None:
    """Draw the arrows and the start values of one panel."""
    eigen, genoemd = stijl["start_streef"], _outliers(rijen)
    for plek, rij in enumerate(rijen.to_dict("records"), 1):
        start, streef = rij["start"], rij["streef"]
        woorden = formats.procent(start)
        if streef == streef and streef != start:  # noqa: PLR0124 - only a missing number differs from itself
            soort = "streef" if streef > start else "daler"
            vak.annotate(
                "", (plek, streef), xytext=(plek, start),
                arrowprops={
                    "arrowstyle": "-|>,head_length=0.32,head_width=0.16", "color": eigen[soort]["kleur"],
                    "linewidth": eigen["lijn"]["dikte"], "shrinkA": 0, "shrinkB": 0,
                },
            )  # fmt: skip
        if streef == streef:  # noqa: PLR0124
            woorden += f" \N{RIGHTWARDS ARROW} {formats.procent(streef)}"
        if rij["rang"] in genoemd:
            omhoog = streef > start
            # At the edge the number would lie over the axis.
            kant = "left" if plek <= RAND else "right" if plek > len(rijen) - RAND else "center"
            vak.annotate(
                formats.with_sign(100 * (streef - start)), (plek, streef), xytext=(0, 3 if omhoog else -3),
                textcoords="offset points", ha=kant, va="bottom" if omhoog else "top",
                fontsize=stijl["lettergrootte"]["as"],
            )  # fmt: skip
        fs.pointed_at(vak, plek, start, woorden)
    vak.plot(
        range(1, len(rijen) + 1), rijen["start"], linestyle="none", marker=eigen["start"]["teken"], markersize=3.2,
        color=eigen["start"]["kleur"], zorder=3,
    )  # fmt: skip


def _outliers(rijen: pd.DataFrame) -> set[float]:
    """Return the rank of the institutions whose target lies unusually far from their start, and of both extremes."""
    verschil = (rijen["streef"] - rijen["start"]).dropna()
    if verschil.empty:
        return set()
    onder, boven = verschil.quantile(0.25), verschil.quantile(0.75)
    ver = UITSCHIETER * (boven - onder)
    buiten = (verschil - boven - ver).clip(lower=0) + (onder - ver - verschil).clip(lower=0)
    verst = buiten[buiten > 0].sort_values(ascending=False, kind="stable").index[: GENOEMD - 2]
    uitersten = [verschil.idxmax(), *([verschil.idxmin()] if verschil.min() < 0 else [])]
    return {rijen.loc[plek, "rang"] for plek in {*verst, *uitersten}}


def _median(vak: Axes, hoogte: float, stijl: fs.Stijl) -> None:
    vak.axhline(
        hoogte, color=stijl["kleuren"]["breuk"], linewidth=stijl["lijndikte"]["breuk"], linestyle=fs.STREEPJES,
        zorder=0.6,
    )  # fmt: skip


def _legend(beeld: Mapping[str, str], stijl: fs.Stijl, *, daler: bool) -> tuple[list[Line2D], list[str]]:
    """Return the handles and words of what is drawn; falling targets only where there are any."""
    eigen = stijl["start_streef"]
    pijlen = [("hoger", "streef", "^"), *([("lager", "daler", "v")] if daler else [])]
    handvatten = [
        Line2D([], [], color=eigen["start"]["kleur"], marker=eigen["start"]["teken"], linestyle="none", markersize=4),
        *(
            Line2D([], [], color=eigen[soort]["kleur"], marker=pijl, linestyle="none", markersize=6)
            for _, soort, pijl in pijlen
        ),
        Line2D([], [], color=stijl["kleuren"]["breuk"], linewidth=stijl["lijndikte"]["breuk"], linestyle=fs.STREEPJES),
    ]
    return handvatten, [beeld["start"], *(beeld[naam] for naam, _, _ in pijlen), beeld["mediaan"]]


if __name__ == "__main__":
    from werkagenda.run.step import step

    with step(snakemake) as s:
        save_figure(s, draw, s.read("data"), tekst=s.read("tekst"), stijl=s.read("stijl"))
