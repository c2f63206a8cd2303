"""Bars in groups, with their bounds: what the figures with counts and with shares of persons draw alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import seaborn as sns

from werkagenda.figures import style as fs

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd
    from matplotlib.axes import Axes

    from werkagenda.formats import Soort

# seaborn's width of a group of bars, on an axis where groups lie 1 apart.
_BREEDTE = 0.8


def draw_bars(  # noqa: PLR0913 - the three columns, their order and the style, by keyword
    assen: Axes,
    data: pd.DataFrame,
    *,
    x: str,
    y: Soort,
    groep: str,
    volgorde: Sequence[Any],
    stijlen: Mapping[str, Mapping[str, str]],
    stijl: fs.Stijl,
    kap: float,
) -> tuple[list[Any], list[tuple[list[float], pd.DataFrame]]]:
    """Draw a bar per value of `x` and group, with its interval.

    `stijlen` gives colour and hatch per group, in drawing order; `kap` is the size of an error bar's cap (points).
    Returns the containers of the bars (for the legend), and per group the middles of its bars with its rows by `x`.
    """
    groepen = list(stijlen)
    sns.barplot(
        data,
        x=x,
        y=y,
        hue=groep,
        order=list(volgorde),
        hue_order=groepen,
        palette={naam: stijlen[naam]["kleur"] for naam in groepen},
        saturation=1,
        errorbar=None,
        legend=False,
        ax=assen,
    )
    staven, per_groep = list(assen.containers), []
    for plek, (naam, blok) in enumerate(zip(groepen, staven, strict=True)):
        for staaf in blok:
            staaf.set(hatch=stijlen[naam]["arcering"], edgecolor=stijl["kleuren"]["achtergrond"], linewidth=0)
        reeks = data[data[groep] == naam].set_index(x).reindex(list(volgorde))
        midden = [vak + (plek - (len(groepen) - 1) / 2) * _BREEDTE / len(groepen) for vak in range(len(volgorde))]
        balken = assen.errorbar(
            midden,
            reeks[y],
            yerr=fs.error_bars(reeks, y),
            fmt="none",
            ecolor=stijl["kleuren"]["foutbalk"],
            elinewidth=stijl["lijndikte"]["foutbalk"],
            capsize=kap,
        )
        fs.outlined(balken, stijl)
        per_groep.append((midden, reeks))
    return staven, per_groep
