"""Draw shares per year as lines over their intervals, a panel per group (figures 3.2 and 3.4)."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.ticker import MultipleLocator

from werkagenda import formats
from werkagenda.figures import frame
from werkagenda.figures import style as fs
from werkagenda.figures.lines import draw_line, value_labels, year_axis
from werkagenda.figures.svg import save_figure
from werkagenda.words.series import break_year, periode

STAPPEN = (0.01, 0.02, 0.05, 0.1, 0.2)  # between two grid lines
VAKKEN = 4  # grid lines at most, in a panel
KOLOMMEN = 3
LUCHT = 0.2  # of the step, under the lowest value; above the highest stand numbers and the word at a break


def draw(data: pd.DataFrame, *, tekst: Mapping[str, Any], stijl: Mapping[str, Any]) -> Figure:
    """Return the figure: every panel begins where its group does and is as many percentage points high.

    Args:
        data: one row per year and group: `jaar`, `groep`, `aandeel`, `aandeel_laag`, `aandeel_hoog` (0-1), `telling`,
            `reeksbreuk`.
        tekst: the product's text, with `reeksen`: the groups and their labels.
        stijl: the style file.

    """
    smal = fs.is_narrow(stijl)
    stijlen = fs.series_style(stijl, [groep for groep, _ in tekst["reeksen"]])
    per_groep = {groep: data[data["groep"] == groep] for groep, _ in tekst["reeksen"]}
    kolommen = 1 if smal else min(KOLOMMEN, len(per_groep))
    breedte = stijl["breedte"] * fs.PUNT_PER_CM / kolommen * 0.8
    koppen = [
        "\n".join(fs.break_text(label.split(". ")[-1], stijl["lettergrootte"]["legenda"], breedte, vet=True))
        for _, label in tekst["reeksen"]
    ]
    figuur, vakken = frame.new_panels(
        stijl, koppen, kolommen=kolommen, hoogte=stijl["hoogte_vlak"] * (0.55 if smal else 0.8)
    )
    stap, onder, hoogte = _scale(per_groep)
    tijd = periode(data["jaar"], break_year(data))
    for plek, (vak, (groep, reeks)) in enumerate(zip(vakken, per_groep.items(), strict=True)):
        naam = tekst["reeksen"][plek][1].split(". ")[-1]
        draw_line(vak, reeks, kolom="aandeel", eigen=stijlen[groep], stijl=stijl, druk=_printed, naam=naam)
        vak.set_ylim(onder[groep], onder[groep] + hoogte)
        waarden = reeks.set_index("jaar")["aandeel"]
        value_labels(vak, waarden, sorted({tijd.van, tijd.tot}), _printed, stijl)
        year_axis(vak, reeks, stijl, om_de=1 if smal else 2, ruimte=0.6)
        vak.yaxis.set_major_locator(MultipleLocator(stap))
        fs.percent_axis(vak.yaxis)
    vakken[-1 if smal else len(vakken) // 2].set_xlabel(tekst["as"], fontsize=stijl["lettergrootte"]["as"])
    return frame.close_figure(figuur, tekst, stijl)


def _printed(aandeel: float) -> str:
    return formats.procent(aandeel, formats.PUBLICATIEDECIMALEN)


def _scale(per_groep: Mapping[str, pd.DataFrame]) -> tuple[float, dict[str, float], float]:
    """Return the step between grid lines, where each panel begins, and how high all of them are (shares)."""
    laag = {groep: float(reeks["aandeel_laag"].min()) for groep, reeks in per_groep.items()}
    breed = max(float(reeks["aandeel_hoog"].max()) - laag[groep] for groep, reeks in per_groep.items())
    stap = next((stap for stap in STAPPEN if breed / stap <= VAKKEN), STAPPEN[-1])
    onder = {groep: max(0.0, (waarde - LUCHT * stap) // stap * stap) for groep, waarde in laag.items()}
    nodig = max(float(reeks["aandeel_hoog"].max()) - onder[groep] for groep, reeks in per_groep.items())
    hoogte = (nodig // stap + 2) * stap
    # No axis runs beyond 100 %; the highest value keeps room for its number.
    return stap, {groep: max(min(waarde, 1 - hoogte), 0.0) for groep, waarde in onder.items()}, hoogte


if __name__ == "__main__":
    from werkagenda.run.step import step

    with step(snakemake) as s:
        save_figure(s, draw, s.read("data"), tekst=s.read("tekst"), stijl=s.read("stijl"))
