"""What stands in a figure of matplotlib: its texts, lines, and the values that a reader can point at."""

from itertools import combinations

from matplotlib.text import Text
from matplotlib.transforms import Bbox

from werkagenda.figures.style import WAARDE


def texts(figuur):
    """Return every visible text, in drawing order."""
    figuur.draw_without_rendering()
    return [blok.get_text() for blok in figuur.findobj(Text) if blok.get_visible() and blok.get_text()]


def said(vak):
    """Return the marks that say a value."""
    return [teken for teken in vak.get_children() if (teken.get_gid() or "").startswith(WAARDE)]


def words(vak):
    """Return what the marks of a panel say."""
    return [teken.get_gid().removeprefix(WAARDE) for teken in said(vak)]


def series(vak):
    """Return the points of each drawn piece of a line, the unseen marks and the dashed guides left out."""
    lijnen = [
        lijn for lijn in vak.lines if not lijn.get_gid() and len(lijn.get_xdata()) and lijn.get_marker() != "None"
    ]
    return [list(zip(lijn.get_xdata().tolist(), lijn.get_ydata().tolist(), strict=True)) for lijn in lijnen]


def boxes(figuur):
    """Return every visible text with the place it takes (pixels)."""
    figuur.draw_without_rendering()
    buiten = _left_out(figuur)
    return [
        (blok.get_text(), Text.get_window_extent(blok))
        for blok in figuur.findobj(Text)
        if blok.get_visible() and blok.get_text().strip() and id(blok) not in buiten
    ]


def _left_out(figuur):
    """Return the labels of ticks outside their axis, which matplotlib keeps and does not draw."""
    assen = [as_ for vak in figuur.axes for as_ in (vak.xaxis, vak.yaxis)]
    return {id(tick.label1) for as_ in assen for tick in set(as_.majorTicks) - set(as_._update_ticks())}


def collisions(figuur, *, marge=1.0):
    """Return the pairs of texts that cover each other by more than `marge` pixels in both directions."""
    paren = []
    for (een, links), (ander, rechts) in combinations(boxes(figuur), 2):
        samen = Bbox.intersection(links, rechts)
        if samen is not None and samen.width > marge and samen.height > marge:
            paren.append((een, ander))
    return paren


def outside(figuur, *, marge=1.0):
    """Return the texts that run off the figure."""
    vel = figuur.bbox
    return [
        tekst
        for tekst, doos in boxes(figuur)
        if doos.x0 < vel.x0 - marge or doos.x1 > vel.x1 + marge or doos.y0 < vel.y0 - marge or doos.y1 > vel.y1 + marge
    ]
