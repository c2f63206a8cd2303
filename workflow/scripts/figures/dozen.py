"""Draw a box per direction of study over institutions, from their quantiles (figures 5.2, 5.3 and B.0.2 to B.0.5)."""

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

DELEN = {"whislo": "snor_laag", "q1": "kwartiel_1", "med": "mediaan", "q3": "kwartiel_3", "whishi": "snor_hoog"}
RIJ = 0.8  # cm per direction of study, for a name on two lines
RIJ_SMAL = 0.95  # with the name above the box
REGEL = 150  # points, after which a name wraps
VAST = "\N{NO-BREAK SPACE}"  # keeps the count beside the last word
# The six figures have one axis, so that they can be laid side by side; it begins lower only where the data do.
BEGIN, STAP = 0.3, 0.1
LUCHT = 0.02


def draw(data: pd.DataFrame, *, tekst: Mapping[str, Any], stijl: Mapping[str, Any]) -> Figure:
    """Return the figure, the highest median on top; a direction that is not shown says why in its row.

    Args:
        data: `opleidingsrichting`, the five values of a box, `landelijk` (0-1, empty where not shown),
            `instellingen` (count), `reden`.
        tekst: the product's text, with the words in the figure under `beeld`.
        stijl: the style file.

    """
    rijen = data.sort_values(["mediaan", "opleidingsrichting"], na_position="first", ignore_index=True)
    smal = fs.is_narrow(stijl)
    figuur, assen = frame.new_axes(stijl, hoogte=(RIJ_SMAL if smal else RIJ) * max(len(rijen), 3))
    letter = stijl["lettergrootte"]["as"]
    namen = [
        f"{formats.capitalised(rij.opleidingsrichting)}{VAST}({formats.aantal(rij.instellingen)})"
        for rij in rijen.itertuples()
    ]
    getoond = rijen.dropna(subset=list(DELEN.values()))
    laagste = getoond["snor_laag"].min() if len(getoond) else BEGIN
    assen.set_xlim(min(BEGIN, laagste // STAP * STAP), 1 + LUCHT)
    for plek, rij in getoond.iterrows():
        _box(assen, plek, rij, (namen[plek], tekst["beeld"]["landelijk"]), stijl)
    for plek in rijen.index.difference(getoond.index):
        # A narrow figure has room for the reason alone.
        zin = [deel for deel in ("" if smal else NIET_GETOOND, rijen.loc[plek, "reden"]) if deel]
        assen.annotate(
            ": ".join(zin) or NIET_GETOOND, (0.01, plek), xycoords=("axes fraction", "data"),
            va="center", fontsize=letter, color=stijl["kleuren"]["as"],
        )  # fmt: skip
    assen.set_ylim(-0.6, max(len(rijen), 1) - (0.2 if smal else 0.4))
    if smal:
        assen.set_yticks([])
        for plek, naam in enumerate(namen):
            assen.annotate(
                naam, (0, plek), xycoords=("axes fraction", "data"), xytext=(2, 7), textcoords="offset points",
                va="bottom", fontsize=stijl["lettergrootte"]["noot"],
            )  # fmt: skip
    else:
        assen.set_yticks(range(len(rijen)), ["\n".join(fs.break_text(naam, letter, REGEL)) for naam in namen])
    fs.grid(assen, stijl, "x")
    fs.percent_axis(assen.xaxis)
    assen.set_xlabel(tekst["as"], fontsize=letter)
    (ruit,) = assen.plot(
        getoond["landelijk"], getoond.index, linestyle="none", marker="D", markersize=4.5, zorder=4,
        color=stijl["kleuren"]["achtergrond"], markeredgecolor=stijl["dozen"]["landelijk"], markeredgewidth=1.4,
    )  # fmt: skip
    mediaan = Line2D(
        [], [], color=stijl["dozen"]["rand"], linestyle="none", marker="|", markersize=9, markeredgewidth=1.8
    )
    doos = Patch(facecolor=stijl["dozen"]["kleur"], edgecolor=stijl["dozen"]["rand"], linewidth=0.8)
    labels = [tekst["beeld"][deel] for deel in ("mediaan", "midden", "landelijk")]
    return frame.close_figure(figuur, tekst, stijl, handvatten=[mediaan, doos, ruit], labels=labels)


def _box(assen: Axes, plek: float, rij: Mapping[Any, Any], woorden: tuple[str, str], stijl: fs.Stijl) -> None:
    """Draw one box; in a narrow figure a low one, below its name."""
    eigen, (naam, woord) = stijl["dozen"], woorden
    dun = {"color": eigen["rand"], "linewidth": stijl["lijndikte"]["foutbalk"]}
    doos = assen.bxp(
        [{deel: rij[kolom] for deel, kolom in DELEN.items()} | {"fliers": []}],
        positions=[plek],
        orientation="horizontal",
        widths=0.35 if fs.is_narrow(stijl) else 0.6,
        showfliers=False,
        patch_artist=True,
        manage_ticks=False,
        boxprops={"facecolor": eigen["kleur"], "edgecolor": eigen["rand"], "linewidth": stijl["lijndikte"]["foutbalk"]},
        medianprops={"color": eigen["rand"], "linewidth": stijl["lijndikte"]["reeks"]},
        whiskerprops=dun,
        capprops=dun,
    )
    midden, onder, boven = (formats.procent(rij[kolom], 1) for kolom in ("mediaan", "kwartiel_1", "kwartiel_3"))
    heel = f"{woord}: {formats.procent(rij['landelijk'], 1)}"
    fs.say_value(doos["boxes"][0], f"{naam}: {fs.interval_text(midden, onder, boven)}; {heel}")


if __name__ == "__main__":
    from werkagenda.run.step import step

    with step(snakemake) as s:
        save_figure(s, draw, s.read("data"), tekst=s.read("tekst"), stijl=s.read("stijl"))
