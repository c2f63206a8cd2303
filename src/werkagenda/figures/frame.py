"""The frame of a figure: axes of a set height, around them title, legend and notes, with no room left over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.legend import Legend
from matplotlib.lines import Line2D
from matplotlib.transforms import Bbox

from werkagenda.figures import style as fs

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from matplotlib.axes import Axes

RAND = 0.25  # cm between blocks and along the edge
TUSSEN = 0.55  # cm between panels side by side, beside their tick labels
KOP = 0.35  # cm between a row of panels and the name of the next
SMALSTE_NAAM = 150.0  # points, under which the name of an axis is not wrapped further
PASSEN = 5  # at most
ROERLOOS = 0.02  # cm
_VEL = 40.0  # cm: a first height that holds every figure, until its parts are measured


class Drawing(Figure):
    """A figure of `new_axes` or `new_panels`; what stands around its axes can be set again, with another text.

    `surround` is there once `close_figure` has set it the first time: it takes the text.
    """

    surround: Callable[[Mapping[str, Any]], None]


def new_axes(stijl: fs.Stijl, *, hoogte: float | None = None) -> tuple[Drawing, Axes]:
    """Return a figure with one empty pair of axes, `hoogte` cm high (that of the style without)."""
    figuur, (assen,) = new_panels(stijl, [""], kolommen=1, hoogte=hoogte)
    return figuur, assen


def new_panels(  # noqa: PLR0913 - the layout of a figure, by name
    stijl: fs.Stijl,
    koppen: Sequence[str],
    *,
    kolommen: int,
    hoogte: float | None = None,
    gedeeld: str = "",
    breedtes: Sequence[float] | None = None,
) -> tuple[Drawing, list[Axes]]:
    """Return a figure with a panel per heading, in rows of `kolommen`, each with its name above it.

    Args:
        stijl: the style file.
        koppen: the names of the panels, in order; empty for one that needs none.
        kolommen: panels per row.
        hoogte: cm of each panel; that of the style without.
        gedeeld: `y`, `x` or `xy` for panels with one scale; tick labels then stand at the outer panels only.
        breedtes: the widths of the columns against each other; equal without.

    """
    fs.apply_style(stijl)
    figuur = Drawing(figsize=(stijl["breedte"] / 2.54, _VEL / 2.54), facecolor=stijl["kleuren"]["achtergrond"])
    FigureCanvasAgg(figuur)
    rijen = -(-len(koppen) // kolommen)
    hoog = stijl["hoogte_vlak"] if hoogte is None else hoogte
    rooster = figuur.add_gridspec(rijen, kolommen, width_ratios=breedtes)
    vakken: list[Axes] = []
    for plek, naam in enumerate(koppen):
        vak = figuur.add_subplot(
            rooster[plek],
            sharex=vakken[0] if vakken and "x" in gedeeld else None,
            sharey=vakken[0] if vakken and "y" in gedeeld else None,
        )
        links = vak.get_position().x0
        vak.set_position((links, 0.1, 0.9 / kolommen, hoog / _VEL))
        _dress(vak, stijl)
        vak.tick_params(
            labelleft=plek % kolommen == 0 or "y" not in gedeeld,
            labelbottom="x" not in gedeeld or plek + kolommen >= len(koppen),
        )
        if naam:
            maat = stijl["lettergrootte"]["legenda"]
            # With a place of its own: else matplotlib measures all ticks, each time, to see what is in its way.
            vak.set_title(naam, loc="left", y=1.0, fontsize=maat, weight="bold", pad=5)
        vakken.append(vak)
    return figuur, vakken


def close_figure(
    figuur: Drawing,
    tekst: Mapping[str, Any],
    stijl: fs.Stijl,
    *,
    handvatten: Sequence[Any] = (),
    labels: Sequence[str] | None = None,
) -> Drawing:
    """Set title, legend, source and notes around the axes, and give the figure the size of what it holds.

    The axes keep their height and take the width that their labels leave. To be called once all is drawn.

    Args:
        figuur: of `new_axes` or `new_panels`.
        tekst: the product's text: `titel`, `ondertitel`, `merk`, `noten`, `bron`, and the `reeksen` of the legend.
        stijl: the style file.
        handvatten: the handles of the legend; none for a figure without.
        labels: its labels, where they are not those of `reeksen`.

    """
    # Once more with the ticks and wrapped names that the new width has, until nothing moves.
    for _ in range(PASSEN):
        eerder = [_box(vak, figuur) for vak in figuur.axes]
        _fit_width(figuur)
        _wrap_names(figuur)
        if _still(eerder, [_box(vak, figuur) for vak in figuur.axes]):
            break
    plekken, vlak = [vak.get_position() for vak in figuur.axes], _extent(figuur)
    _settle_names(figuur)

    def surround(anders: Mapping[str, Any]) -> None:
        for blok in [*figuur.texts, *figuur.legends]:
            blok.remove()
        figuur.set_size_inches(figuur.get_size_inches()[0], _VEL / 2.54)
        for vak, plek in zip(figuur.axes, plekken, strict=True):
            vak.set_position(plek)
        boven, onder = _blocks(figuur, anders, stijl, handvatten, labels)
        hoog_boven, hoog_onder = boven.height, onder.height
        hoogte = RAND + hoog_boven + vlak.height + hoog_onder + RAND
        _move(figuur, omhoog=RAND + hoog_onder - vlak.y0, hoogte=hoogte)
        boven.place(hoogte - RAND, hoogte)
        onder.place(RAND + hoog_onder, hoogte)

    figuur.surround = surround
    surround(tekst)
    return figuur


class _Stack:
    """Texts and a legend below one another, left-aligned; heights in cm."""

    def __init__(self) -> None:
        self.blokken: list[tuple[Any, float]] = []

    def add(self, blok: Any, hoogte: float) -> None:  # noqa: ANN401 - a text, a legend, or None for white space
        self.blokken.append((blok, hoogte))

    @property
    def height(self) -> float:
        return sum(hoogte for _, hoogte in self.blokken)

    def place(self, boven: float, hoogte: float) -> None:
        """Set each block below the last, from `boven` cm on in a figure of `hoogte` cm."""
        for blok, eigen in self.blokken:
            if isinstance(blok, Legend):
                blok.set_bbox_to_anchor((blok.get_bbox_to_anchor().x0 / blok.figure.bbox.width, boven / hoogte))
            elif blok is not None:
                blok.set_y(boven / hoogte)
            boven -= eigen


def _blocks(
    figuur: Figure,
    tekst: Mapping[str, Any],
    stijl: fs.Stijl,
    handvatten: Sequence[Any],
    labels: Sequence[str] | None,
) -> tuple[_Stack, _Stack]:
    """Return what stands above the axes and what stands below them."""
    maat, kleuren = stijl["lettergrootte"], stijl["kleuren"]
    # A hair narrower: what is drawn is rounded to whole pixels per letter.
    breedte = (stijl["breedte"] - 2.4 * RAND) * fs.PUNT_PER_CM
    links = RAND / stijl["breedte"]
    boven, onder = _Stack(), _Stack()

    def write(stapel: _Stack, regels: list[str], soort: str, ruimte: float, **opmaak: Any) -> None:  # noqa: ANN401
        if regels:
            blok = figuur.text(
                opmaak.pop("links", links), 0.5, "\n".join(regels), va="top", fontsize=maat[soort],
                linespacing=fs.REGELAFSTAND, **opmaak,
            )  # fmt: skip
            stapel.add(blok, len(regels) * maat[soort] * fs.REGELAFSTAND / fs.PUNT_PER_CM + ruimte)

    if tekst["merk"]:
        doos = {"boxstyle": "square,pad=0.25", "fc": "none", "ec": kleuren["merk"], "lw": 1}
        write(
            boven, [tekst["merk"]], "merk", RAND * 0.8,
            links=links * 1.5, weight="bold", color=kleuren["merk"], bbox=doos,
        )  # fmt: skip
    titel = fs.break_text(tekst["titel"], maat["titel"], breedte, vet=True)
    write(boven, titel, "titel", RAND * 0.6, weight="bold")
    ondertitel = fs.break_text(tekst.get("ondertitel", ""), maat["legenda"], breedte)
    write(boven, ondertitel, "legenda", RAND, color=kleuren["as"])
    if handvatten:
        boven.add(None, max(_bubble(handvatten) - maat["legenda"], 0) / 2 / fs.PUNT_PER_CM)
        namen = [label for _, label in tekst["reeksen"]] if labels is None else list(labels)
        boven.add(*_legend(figuur, handvatten, namen, stijl))
    voet = [regel for noot in _foot(tekst) for regel in fs.break_text(noot, maat["noot"], breedte)]
    if voet:
        onder.add(None, RAND)
        write(onder, voet, "noot", 0.0)
    return boven, onder


def _legend(figuur: Figure, handvatten: Sequence[Any], namen: list[str], stijl: fs.Stijl) -> tuple[Legend, float]:
    """Return the legend in as many columns as fit, and its height with the room below it (cm)."""
    maat = stijl["lettergrootte"]["legenda"]
    # A bubble needs its own size as room.
    groot = _bubble(handvatten) / maat
    for kolommen in range(len(handvatten), 0, -1):
        blok = figuur.legend(
            handvatten, namen, loc="upper left", ncols=kolommen, frameon=False, borderpad=0.0, borderaxespad=0.0,
            fontsize=maat, handlelength=max(2.2, groot), handleheight=max(0.7, groot), handletextpad=0.6,
            columnspacing=1.4, labelspacing=0.45, bbox_to_anchor=(RAND / stijl["breedte"], 0.5),
        )  # fmt: skip
        doos = blok.get_window_extent()
        if kolommen == 1 or doos.x1 / figuur.dpi * 2.54 <= stijl["breedte"] - RAND:
            break
        blok.remove()
    return blok, doos.height / figuur.dpi * 2.54 + RAND


def _bubble(handvatten: Sequence[Any]) -> float:
    """Return how wide the largest mark of a legend is, in points."""
    return max((float(deel.get_markersize()) for deel in handvatten if isinstance(deel, Line2D)), default=0.0)


def _foot(tekst: Mapping[str, Any]) -> list[str]:
    """Return the lines under the plot: notes, numbered when there are several, then the source."""
    noten = tekst["noten"]
    bron = [f"Bron: {tekst['bron']}"] if tekst["bron"] else []
    kop = ["Noot:"] if len(noten) == 1 else [f"Noot {nummer}:" for nummer in range(1, len(noten) + 1)]
    return [f"{begin} {noot}" for begin, noot in zip(kop, noten, strict=True)] + bron


def _dress(assen: Axes, stijl: fs.Stijl) -> None:
    """Give axes the grid, ticks and spines of the house style."""
    fs.grid(assen, stijl, "y")
    assen.tick_params(axis="both", length=0, labelsize=stijl["lettergrootte"]["as"])
    for zijde in ("left", "bottom"):
        assen.spines[zijde].set_color(stijl["kleuren"]["as"])


def _extent(figuur: Figure) -> Bbox:
    """Return what the axes with all their labels cover, in cm from the lower left corner."""
    return Bbox.union([_around(vak, figuur) for vak in figuur.axes])


def _around(vak: Axes, figuur: Figure) -> Bbox:
    """Return what one pair of axes with its labels covers, in cm."""
    doos = vak.get_tightbbox() or vak.get_window_extent()
    return Bbox(np.asarray(doos.get_points()) / figuur.dpi * 2.54)


def _box(vak: Axes, figuur: Figure) -> tuple[float, float, float, float]:
    """Return left, lower, width and height of axes in cm."""
    breed, hoog = (maat * 2.54 for maat in figuur.get_size_inches())
    plaats = vak.get_position()
    return plaats.x0 * breed, plaats.y0 * hoog, plaats.width * breed, plaats.height * hoog


def _columns(figuur: Figure) -> tuple[int, list[float]]:
    """Return the number of columns of panels, and their widths against each other."""
    plek = figuur.axes[0].get_subplotspec()
    rooster = plek.get_gridspec() if plek else figuur.add_gridspec(1, 1)
    return rooster.ncols, [float(breedte) for breedte in np.atleast_1d(rooster.get_width_ratios())]


def _fit_width(figuur: Figure) -> None:
    """Stack the rows of panels, and stretch their columns to the width that the labels beside them leave."""
    kolommen, deel = _columns(figuur)
    breed, hoog = (maat * 2.54 for maat in figuur.get_size_inches())
    dozen = [_box(vak, figuur) for vak in figuur.axes]
    rondom = [_around(vak, figuur) for vak in figuur.axes]
    rest = [
        (x - om.x0, om.x1 - x - b, om.y1 - y - h, y - om.y0) for (x, y, b, h), om in zip(dozen, rondom, strict=True)
    ]  # room left, right, above and below each panel
    per_kolom = [rest[kolom::kolommen] for kolom in range(kolommen)]
    links = [max(ruimte[0] for ruimte in kolom) for kolom in per_kolom]
    rechts = [max(ruimte[1] for ruimte in kolom) for kolom in per_kolom]
    vrij = breed - 2 * RAND - sum(links) - sum(rechts) - TUSSEN * (kolommen - 1)
    breedtes = [vrij * eigen / sum(deel) for eigen in deel]
    boven = hoog - 2 * RAND
    for begin in range(0, len(figuur.axes), kolommen):
        rij = range(begin, min(begin + kolommen, len(figuur.axes)))
        top = boven - max(rest[plek][2] for plek in rij)
        x = RAND
        for plek in rij:
            kolom = plek - begin
            x += links[kolom]
            eigen = dozen[plek][3]
            figuur.axes[plek].set_position((x / breed, (top - eigen) / hoog, breedtes[kolom] / breed, eigen / hoog))
            x += breedtes[kolom] + rechts[kolom] + TUSSEN
        boven = top - max(dozen[plek][3] + rest[plek][3] for plek in rij) - KOP


def _still(eerder: list[tuple[float, float, float, float]], nu: list[tuple[float, float, float, float]]) -> bool:
    """Tell whether no panel has moved."""
    return all(
        abs(oud - nieuw) < ROERLOOS
        for een, ander in zip(eerder, nu, strict=True)
        for oud, nieuw in zip(een, ander, strict=True)
    )


def _wrap_names(figuur: Figure) -> None:
    """Wrap the name of a horizontal axis that is longer than its axis."""
    for vak in figuur.axes:
        naam = vak.xaxis.label
        breedte = max(_box(vak, figuur)[2] * fs.PUNT_PER_CM, SMALSTE_NAAM)
        naam.set_text("\n".join(fs.break_text(naam.get_text().replace("\n", " "), float(naam.get_fontsize()), breedte)))


def _settle_names(figuur: Figure) -> None:
    """Give an axis without a name a place for it: else matplotlib seeks one each time, by measuring all ticks."""
    for as_ in (as_ for vak in figuur.axes for as_ in (vak.xaxis, vak.yaxis)):
        if not as_.get_label_text():
            as_.set_label_coords(0, 0)


def _move(figuur: Figure, *, omhoog: float, hoogte: float) -> None:
    """Move the axes up by `omhoog` cm and give the figure its final height, their own size unchanged."""
    dozen = [_box(vak, figuur) for vak in figuur.axes]
    breed = figuur.get_size_inches()[0] * 2.54
    figuur.set_size_inches(breed / 2.54, hoogte / 2.54)
    for vak, (x, y, b, h) in zip(figuur.axes, dozen, strict=True):
        vak.set_position((x / breed, (y + omhoog) / hoogte, b / breed, h / hoogte))
