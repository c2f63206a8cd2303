"""Draw how often the intervals of suppressed counts held the truth, and how wide they are, per kind (figure C.1)."""

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

RIJ = 0.5  # cm per kind
GROOTTE = 6.0  # points
LUCHT = 0.02
KLEINSTE_AS = 0.05  # of the widths: its ticks are then whole percents
# Which look each quantity has, of those of the series.
EIGEN = {"aantal": "totaal", "aandeel": "regeling"}
DECIMALEN = {"gedekt": 1, "halve_breedte": 2}


def draw(data: pd.DataFrame, *, tekst: Mapping[str, Any], stijl: Mapping[str, Any]) -> Figure:
    """Return the figure: a row per kind of sum, its coverage on the left with the promise as a line, its width right.

    Args:
        data: `grootheid`, `soort`, `blokken`, `gedekt` (0-1), `halve_breedte` (0-1).
        tekst: the product's text, with `woorden`: every grootheid and soort with its name, in order, `zekerheid` (0-1),
            `genoeg` (sums from which a mark is filled) and the words in the figure under `beeld`.
        stijl: the style file.

    """
    woorden = dict(tekst["woorden"])
    rijen = data.sort_values(["grootheid", "soort"], key=lambda kolom: kolom.map(list(woorden).index))
    rijen = rijen.assign(plek=range(len(rijen)), zeker=rijen["blokken"] >= tekst["genoeg"])
    # The shares stand apart from the counts.
    rijen["plek"] += (rijen["grootheid"] != next(iter(EIGEN))).astype(int)
    smal = fs.is_narrow(stijl)
    koppen = [tekst["beeld"]["dekking"], tekst["beeld"]["breedte"]]
    figuur, vakken = frame.new_panels(
        stijl, koppen, kolommen=1 if smal else 2, gedeeld="y", hoogte=RIJ * max(len(rijen) + 2, 6)
    )
    for vak, kolom in zip(vakken, DECIMALEN, strict=True):
        _marks(vak, rijen, kolom, woorden, stijl)
        fs.grid(vak, stijl, "x")
        fs.percent_axis(vak.xaxis)
    namen = [f"{woorden[rij['soort']]} ({formats.aantal(rij['blokken'])})" for rij in rijen.to_dict("records")]
    vakken[0].set_yticks(rijen["plek"], namen)
    vakken[0].set_ylim(max(rijen["plek"], default=0) + 0.7, -0.7)
    belofte = tekst["zekerheid"]
    vakken[0].axvline(
        belofte, color=stijl["kleuren"]["merk"], linewidth=stijl["lijndikte"]["breuk"], linestyle=fs.STREEPJES, zorder=1
    )
    laagste = min([belofte, *rijen["gedekt"]])
    vakken[0].set_xlim(laagste - 2 * LUCHT, 1 + LUCHT / 2)
    vakken[1].set_xlim(0, max([KLEINSTE_AS, *rijen["halve_breedte"] * 1.15]))
    handvatten, labels = _legend(rijen, tekst, stijl)
    return frame.close_figure(figuur, tekst, stijl, handvatten=handvatten, labels=labels)


def _marks(vak: Axes, rijen: pd.DataFrame, kolom: str, woorden: Mapping[str, str], stijl: fs.Stijl) -> None:
    """Draw one number of every kind; open where it rests on few sums."""
    for rij in rijen.to_dict("records"):
        eigen = stijl["reeksen"][EIGEN[rij["grootheid"]]]
        vak.plot(
            rij[kolom], rij["plek"], linestyle="none", marker=eigen["teken"], markersize=GROOTTE,
            markeredgecolor=eigen["kleur"], zorder=3, clip_on=False,
            markerfacecolor=eigen["kleur"] if rij["zeker"] else stijl["kleuren"]["achtergrond"],
        )  # fmt: skip
        waarde = formats.procent(rij[kolom], DECIMALEN[kolom])
        fs.pointed_at(vak, rij[kolom], rij["plek"], f"{woorden[rij['grootheid']]}, {woorden[rij['soort']]}: {waarde}")


def _legend(rijen: pd.DataFrame, tekst: Mapping[str, Any], stijl: fs.Stijl) -> tuple[list[Line2D], list[str]]:
    """Return the handles and labels: each quantity that is there, the open mark where one is, the promise."""
    handvatten, labels = [], []
    for grootheid, naam in EIGEN.items():
        if (rijen["grootheid"] == grootheid).any():
            eigen = stijl["reeksen"][naam]
            handvatten.append(
                Line2D([], [], color=eigen["kleur"], marker=eigen["teken"], linestyle="none", markersize=GROOTTE)
            )
            labels.append(dict(tekst["woorden"])[grootheid])
    if not rijen["zeker"].all():
        wit, zwart = stijl["kleuren"]["achtergrond"], stijl["kleuren"]["tekst"]
        handvatten.append(
            Line2D([], [], color=zwart, marker="o", linestyle="none", markersize=GROOTTE, markerfacecolor=wit)
        )
        labels.append(tekst["beeld"]["weinig"])
    handvatten.append(
        Line2D([], [], color=stijl["kleuren"]["merk"], linewidth=stijl["lijndikte"]["breuk"], linestyle=fs.STREEPJES)
    )
    labels.append(tekst["beeld"]["belofte"])
    return handvatten, labels


if __name__ == "__main__":
    from werkagenda.run.step import step

    with step(snakemake) as s:
        save_figure(s, draw, s.read("data"), tekst=s.read("tekst"), stijl=s.read("stijl"))
