"""Draw the share of institutions with a practoraat and the mean number of them per year, each with its target (S.4)."""

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from werkagenda import formats
from werkagenda.figures import frame
from werkagenda.figures import style as fs
from werkagenda.figures.svg import save_figure

STAAF = 0.55
HOOGTE = 5.0  # cm: a few bars need no more
BOVEN = 1.18  # height of the axis of numbers over what is drawn, for its words


def draw(data: pd.DataFrame, *, tekst: Mapping[str, Any], stijl: Mapping[str, Any]) -> Figure:
    """Return the figure: a panel with the percentage per year, one with the mean number, and lines at the targets.

    Without a list of practorates there is the first panel alone.

    Args:
        data: `jaar`, `aandeel` (0-1), `n`, `streef` (0-1, the same in each row, empty without one), `gemiddeld` and
            `gemiddeld_streef` (practorates per institution, empty without a list).
        tekst: the product's text, with the words in the figure under `beeld`.
        stijl: the style file.

    """
    beeld = tekst["beeld"]
    koppen = [beeld["aandeel"], *([beeld["gemiddeld"]] if data["gemiddeld"].notna().any() else [])]
    figuur, vakken = frame.new_panels(
        stijl, koppen, kolommen=1 if fs.is_narrow(stijl) else len(koppen), hoogte=HOOGTE * (0.8 if koppen[1:] else 1)
    )
    namen = [f"{rij['jaar']}\nn = {rij['n']}" for rij in data.to_dict("records")]
    _bars(vakken[0], data, ("aandeel", "streef"), beeld["streef"], formats.procent, stijl)
    vakken[0].set_ylim(0, 1)
    fs.percent_axis(vakken[0].yaxis)
    vakken[0].set_xticks(range(len(data)), namen)
    for vak in vakken[1:]:
        _bars(vak, data, ("gemiddeld", "gemiddeld_streef"), beeld["gemiddeld_streef"], formats.getal, stijl)
        vak.set_ylim(0, data[["gemiddeld", "gemiddeld_streef"]].to_numpy().max() * BOVEN)
        vak.yaxis.set_major_locator(MaxNLocator(4, integer=True))
        fs.count_axis(vak.yaxis)
        vak.set_xticks(range(len(data)), [str(jaar) for jaar in data["jaar"]])
    return frame.close_figure(figuur, tekst, stijl)


def _bars(  # noqa: PLR0913, PLR0917 - a panel, what is in it and its words
    vak: Axes,
    data: pd.DataFrame,
    kolommen: tuple[str, str],
    bij_doel: str,
    druk: Callable[[float, int], str],
    stijl: fs.Stijl,
) -> None:
    """Draw the values of a column as bars with their number, and a line at the target that the other column holds."""
    kolom, doelkolom = kolommen
    maat = stijl["lettergrootte"]["as"]
    decimalen = 0 if druk is formats.procent else 1
    for plek, rij in enumerate(data.to_dict("records")):
        if pd.isna(rij[kolom]):
            continue
        (staaf,) = vak.bar(plek, rij[kolom], width=STAAF, color=stijl["reeksen"]["regeling"]["kleur"])
        fs.say_value(staaf, f"{rij['jaar']}: {druk(rij[kolom], decimalen + 1)}")
        vak.annotate(
            druk(rij[kolom], decimalen), (plek, rij[kolom]), xytext=(0, 3), textcoords="offset points", ha="center",
            va="bottom", fontsize=maat, weight="bold",
        )  # fmt: skip
    for doel in data[doelkolom].dropna().unique():
        vak.axhline(
            doel, color=stijl["kleuren"]["tekst"], linewidth=stijl["lijndikte"]["breuk"], linestyle=fs.STREEPJES
        )
        vak.annotate(
            bij_doel, (0, doel), xycoords=("axes fraction", "data"), xytext=(4, 3), textcoords="offset points",
            va="bottom", fontsize=maat,
            bbox={"boxstyle": "square,pad=0.1", "fc": stijl["kleuren"]["achtergrond"], "ec": "none"},
        )  # fmt: skip
    vak.set_xlim(-0.5, max(len(data), 1) - 0.5)


if __name__ == "__main__":
    from werkagenda.run.step import step

    with step(snakemake) as s:
        save_figure(s, draw, s.read("data"), tekst=s.read("tekst"), stijl=s.read("stijl"))
