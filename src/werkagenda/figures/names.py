"""Figures with a row per name: room for the names left of the axes, percentages below them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matplotlib.ticker import FuncFormatter

from werkagenda import formats
from werkagenda.figures import style as fs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure


def make_room(figuur: Figure, assen: Axes, namen: Sequence[str], stijl: fs.Stijl) -> None:
    """Move the left edge of the axes so that the longest name fits beside them."""
    regels = [regel for naam in namen for regel in naam.splitlines()]
    punten = max((fs.text_width(regel, stijl["lettergrootte"]["as"], stijl) for regel in regels), default=0.0)
    vlak = assen.get_position()
    links = (punten / fs.PUNT_PER_CM + 2 * fs.RAND) / (figuur.get_size_inches()[0] * 2.54)
    assen.set_position((links, vlak.y0, vlak.x1 - links, vlak.height))


def percent_axis(assen: Axes, stijl: fs.Stijl) -> None:
    """Write the horizontal axis as percentages, without a sign, with its own grid."""
    assen.grid(visible=True, axis="x", color=stijl["kleuren"]["raster"], linewidth=stijl["lijndikte"]["raster"])
    assen.xaxis.set_major_formatter(FuncFormatter(lambda waarde, _: formats.procent(abs(round(waarde, 6)))))
