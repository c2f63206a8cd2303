"""Draw the share of institutions with a practoraat per year (figure S.4)."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
from matplotlib.figure import Figure

from werkagenda import formats
from werkagenda.figures import style as fs

STAAF = 0.55
HOOGTE = 5.0  # cm: a few bars need no more
LUCHT = 0.12  # share above the highest bar, for its label


def teken(data: pd.DataFrame, *, tekst: Mapping[str, Any], stijl: Mapping[str, Any]) -> Figure:
    """Return the figure: a bar per year with its percentage on top.

    Args:
        data: `jaar` and `aandeel` (0-1).
        tekst: the product's text.
        stijl: the style file.

    """
    figuur, assen = fs.framed_axes(tekst, {**stijl, "hoogte_vlak": HOOGTE}, rechts=0)
    jaren = [str(jaar) for jaar in data["jaar"]]
    staven = assen.bar(jaren, data["aandeel"], width=STAAF, color=stijl["reeksen"]["regeling"]["kleur"])
    assen.bar_label(
        staven, [formats.procent(aandeel) for aandeel in data["aandeel"]], padding=2,
        fontsize=stijl["lettergrootte"]["as"],
    )  # fmt: skip
    assen.set_ylim(0, min(data["aandeel"].max() + LUCHT, 1) if len(data) else 1)
    fs.y_as(assen, "aandeel")
    return figuur


if __name__ == "__main__":
    from werkagenda.run.step import step

    with step(snakemake) as s:
        fs.save_figure(s, teken, s.read("data"), tekst=s.read("tekst"), stijl=s.read("stijl"))
