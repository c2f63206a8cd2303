"""Draw the share with work by migration background, per leerweg and level, with the difference (figure 5.4)."""

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
from werkagenda.words.estimates import NIET_GETOOND, leerweg_name

RIJ = 0.95  # cm per leerweg and level
GROOTTE = 7.0  # points
OPZIJ = 0.13  # rows between the two backgrounds, so that their intervals stay apart
LUCHT = 0.05
KOLOM = 55  # points, of the column with the differences


def draw(data: pd.DataFrame, *, tekst: Mapping[str, Any], stijl: Mapping[str, Any]) -> Figure:
    """Return the figure: two marks with their interval per row, the difference beside it, the largest on top.

    Args:
        data: one row per background, leerweg and level: `aandeel`, `aandeel_min`, `aandeel_max` (0-1, empty where held
            back).
        tekst: the product's text, with `reeksen`: the backgrounds and their labels, and `beeld`.
        stijl: the style file.

    """
    groepen = [groep for groep, _ in tekst["reeksen"]]
    breed = data.pivot_table(
        index=["leerweg", "niveau"], columns="migratieachtergrond", values="aandeel", dropna=False, observed=True
    ).reindex(columns=groepen)
    aanwezig = pd.MultiIndex.from_frame(data[["leerweg", "niveau"]].drop_duplicates())
    breed = breed.loc[breed.index.isin(aanwezig)]
    verschil = breed[groepen[-1]] - breed[groepen[0]]
    volgorde = verschil.abs().sort_values(ascending=True, kind="stable", na_position="first").index
    figuur, assen = frame.new_axes(stijl, hoogte=max(RIJ * len(volgorde), 2 * RIJ))
    letter, noot = stijl["lettergrootte"]["as"], stijl["lettergrootte"]["noot"]
    for plek, sleutel in enumerate(volgorde):
        rijen = data[(data["leerweg"] == sleutel[0]) & (data["niveau"] == sleutel[1])].set_index("migratieachtergrond")
        _row(assen, plek, rijen.reindex(groepen), tekst, stijl)
        woorden = NIET_GETOOND if pd.isna(verschil[sleutel]) else formats.with_sign(100 * verschil[sleutel], 1)
        assen.annotate(
            woorden, (1, plek), xycoords=("axes fraction", "data"), xytext=(6, 0), textcoords="offset points",
            va="center", fontsize=letter, weight="bold",
        )  # fmt: skip
    kop = fs.break_text(tekst["beeld"]["verschil"], noot, KOLOM)
    assen.annotate(
        "\n".join(kop), (1, 1), xycoords="axes fraction", xytext=(6, 2), textcoords="offset points", va="bottom",
        fontsize=noot, linespacing=1.0,
    )  # fmt: skip
    assen.set_yticks(
        range(len(volgorde)), [f"{leerweg_name(leerweg)}, niveau {niveau:.0f}" for leerweg, niveau in volgorde]
    )
    assen.set_ylim(-0.6, max(len(volgorde), 1) - 0.4)
    laagste = data[["aandeel", "aandeel_min"]].min().min()
    assen.set_xlim(max((0.0 if pd.isna(laagste) else laagste) - LUCHT, 0), 1)
    fs.grid(assen, stijl, "x")
    fs.percent_axis(assen.xaxis)
    assen.set_xlabel(tekst["as"], fontsize=letter)
    handvatten = [
        Line2D([], [], color=eigen["kleur"], marker=eigen["teken"], linestyle="none", markersize=GROOTTE)
        for eigen in (stijl["achtergrond"][groep] for groep in groepen)
    ]
    return frame.close_figure(figuur, tekst, stijl, handvatten=handvatten)


def _row(assen: Axes, plek: float, rijen: pd.DataFrame, tekst: Mapping[str, Any], stijl: fs.Stijl) -> None:
    """Draw the marks of one leerweg and level, joined by a line where both are shown."""
    bekend = rijen["aandeel"].dropna()
    if len(bekend) > 1:
        assen.plot(
            bekend, [plek, plek], color=stijl["start_streef"]["lijn"]["kleur"],
            linewidth=stijl["start_streef"]["lijn"]["dikte"], zorder=1,
        )  # fmt: skip
    for nummer, (groep, label) in enumerate(tekst["reeksen"]):
        rij, eigen = rijen.loc[groep], stijl["achtergrond"][groep]
        if pd.isna(rij["aandeel"]):
            continue
        onder, boven = rij["aandeel_min"], rij["aandeel_max"]
        hoogte = plek + (OPZIJ if nummer == 0 else -OPZIJ)
        assen.errorbar(
            rij["aandeel"], hoogte, xerr=[[rij["aandeel"] - onder], [boven - rij["aandeel"]]], fmt=eigen["teken"],
            color=eigen["kleur"], markersize=GROOTTE, ecolor=stijl["kleuren"]["foutbalk"],
            elinewidth=stijl["lijndikte"]["foutbalk"], capsize=2.5, zorder=3,
        )  # fmt: skip
        waarde = fs.interval_text(*(formats.procent(deel, 1) for deel in (rij["aandeel"], onder, boven)))
        fs.pointed_at(assen, rij["aandeel"], hoogte, f"{label}: {waarde}")


if __name__ == "__main__":
    from werkagenda.run.step import step

    with step(snakemake) as s:
        save_figure(s, draw, s.read("data"), tekst=s.read("tekst"), stijl=s.read("stijl"))
