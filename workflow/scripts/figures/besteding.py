"""Draw what each institution spent as a part of its budget, sorted and unnamed (figure S.2)."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
from matplotlib.figure import Figure

from werkagenda.figures import style as fs

STAAF = 0.75


def teken(data: pd.DataFrame, *, tekst: Mapping[str, Any], stijl: Mapping[str, Any]) -> Figure:
    """Return the figure: a bar per institution, and dashed lines at the `grenzen` of what a year would take.

    Args:
        data: `rang` (from 1, lowest first) and `aandeel` (0-1).
        tekst: the product's text, with `grenzen` (0-1).
        stijl: the style file.

    """
    figuur, assen = fs.framed_axes(tekst, stijl, rechts=0)
    assen.bar(data["rang"], data["aandeel"], width=STAAF, color=stijl["reeksen"]["regeling"]["kleur"])
    for grens in tekst["grenzen"]:
        assen.axhline(
            grens, color=stijl["kleuren"]["breuk"], linewidth=stijl["lijndikte"]["breuk"], linestyle=(0, (4, 3))
        )
    assen.set(xlim=(0, len(data) + 1), ylabel="")
    assen.set_xticks([])
    fs.y_as(assen, "aandeel")
    return figuur


if __name__ == "__main__":
    from werkagenda.run.step import step

    with step(snakemake) as s:
        fs.save_figure(s, teken, s.read("data"), tekst=s.read("tekst"), stijl=s.read("stijl"))
