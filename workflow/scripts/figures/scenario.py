"""Draw one share in the last year under several classifications, each with its interval (figure 3.2, scenarios)."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from werkagenda import formats
from werkagenda.figures import frame
from werkagenda.figures import style as fs
from werkagenda.figures.svg import save_figure

RIJ = 0.95  # cm per classification
REGEL = 150  # points, for the name of a classification
DELEN = ("aandeel", "aandeel_laag", "aandeel_hoog")
LUCHT = 0.35  # of the range, beside the outermost interval


def draw(data: pd.DataFrame, *, tekst: Mapping[str, Any], stijl: Mapping[str, Any]) -> Figure:
    """Return the figure: a dot with its interval per classification, the highest on top, a line at the base.

    Args:
        data: one row per year and scenario: `jaar`, `scenario`, `aandeel`, `aandeel_laag`, `aandeel_hoog` (0-1).
        tekst: the product's text, with `reeksen`: the scenarios and their labels, the base first.
        stijl: the style file.

    """
    labels = dict(tekst["reeksen"])
    basis = tekst["reeksen"][0][0]
    laatste = data[data["jaar"] == data["jaar"].max()]
    rijen = laatste[laatste["scenario"].isin(labels)].sort_values(["aandeel", "scenario"], ignore_index=True)
    smal = fs.is_narrow(stijl)
    figuur, assen = frame.new_axes(stijl, hoogte=max(len(rijen), 2) * RIJ * (1.35 if smal else 1.0))
    kleur, letter = stijl["reeksen"]["regeling"]["kleur"], stijl["lettergrootte"]["as"]
    for plek, rij in enumerate(rijen.to_dict("records")):
        eigen = rij["scenario"] == basis
        druk = [formats.procent(rij[deel], formats.PUBLICATIEDECIMALEN) for deel in DELEN]
        assen.hlines(
            plek, rij["aandeel_laag"], rij["aandeel_hoog"], color=stijl["kleuren"]["foutbalk"],
            linewidth=stijl["lijndikte"]["foutbalk"] * 2,
        )  # fmt: skip
        (punt,) = assen.plot(
            rij["aandeel"], plek, marker="D" if eigen else "o", markersize=8, color=kleur,
            markeredgecolor=stijl["kleuren"]["tekst"], linestyle="none", zorder=3,
        )  # fmt: skip
        fs.say_value(punt, f"{labels[rij['scenario']]}: {fs.interval_text(*druk)}")
        assen.annotate(
            druk[0], (rij["aandeel_hoog"], plek), xytext=(9, 0), textcoords="offset points", va="center",
            fontsize=letter, weight="bold" if eigen else "normal",
        )  # fmt: skip
        if eigen:
            assen.axvline(
                rij["aandeel"], color=stijl["kleuren"]["breuk"], linewidth=stijl["lijndikte"]["breuk"],
                linestyle=fs.STREEPJES, zorder=0.5,
            )  # fmt: skip
    namen = [fs.break_text(labels[naam], letter, REGEL * (0.7 if smal else 1.0)) for naam in rijen["scenario"]]
    assen.set_yticks(range(len(rijen)), ["\n".join(regels) for regels in namen])
    assen.set_ylim(-0.5, len(rijen) - 0.3)
    laag, hoog = rijen["aandeel_laag"].min(), rijen["aandeel_hoog"].max()
    lucht = max((hoog - laag) * LUCHT, 0.005)
    assen.set_xlim(max(laag - lucht / 2, 0), min(hoog + lucht, 1))
    assen.xaxis.set_major_locator(MaxNLocator(4 if smal else 7, steps=[1, 2, 5, 10], min_n_ticks=2))
    fs.grid(assen, stijl, "x")
    fs.percent_axis(assen.xaxis)
    assen.set_xlabel(tekst["as"], fontsize=letter)
    return frame.close_figure(figuur, tekst, stijl)


if __name__ == "__main__":
    from werkagenda.run.step import step

    with step(snakemake) as s:
        save_figure(s, draw, s.read("data"), tekst=s.read("tekst"), stijl=s.read("stijl"))
