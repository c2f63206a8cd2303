"""Several panels in the place of one: the same axes side by side or below each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from werkagenda.figures import style as fs

TUSSEN = 0.5  # cm between panels side by side
KOP = 0.75  # cm above a panel for its name
VOET = 0.7  # cm below a row of panels for its tick labels


def draw_panels(figuur: Figure, assen: Axes, koppen: Sequence[str], *, kolommen: int, stijl: fs.Stijl) -> list[Axes]:
    """Return axes with one scale, in rows of `kolommen`, in the place of `assen`, each with its name above it.

    Tick labels of the vertical axis stand left of the first column only.
    """
    vlak = assen.get_position()
    breed, hoog = (maat * 2.54 for maat in figuur.get_size_inches())
    rijen = -(-len(koppen) // kolommen)
    tussen, kop, voet = TUSSEN / breed, KOP / hoog if any(koppen) else 0.0, VOET / hoog
    breedte = (vlak.width - tussen * (kolommen - 1)) / kolommen
    hoogte = (vlak.height - kop * rijen - voet * (rijen - 1)) / rijen
    uit: list[Axes] = []
    for plek, naam in enumerate(koppen):
        rij, kolom = divmod(plek, kolommen)
        onder = vlak.y1 - (rij + 1) * (kop + hoogte) - rij * voet
        vak = figuur.add_axes(
            (vlak.x0 + kolom * (breedte + tussen), onder, breedte, hoogte),
            sharey=uit[0] if uit else None,
        )
        lay_out_axes(vak, stijl)
        vak.tick_params(labelleft=kolom == 0)
        if naam:
            vak.set_title(naam, loc="left", fontsize=stijl["lettergrootte"]["legenda"], weight="bold", pad=5)
        uit.append(vak)
    assen.set_axis_off()
    return uit


def lay_out_axes(assen: Axes, stijl: fs.Stijl) -> None:
    """Give axes the grid, ticks and spines of the house style."""
    assen.grid(visible=True, axis="y", color=stijl["kleuren"]["raster"], linewidth=stijl["lijndikte"]["raster"])
    assen.tick_params(axis="both", length=0, labelsize=stijl["lettergrootte"]["as"])
    for zijde in ("left", "bottom"):
        assen.spines[zijde].set_color(stijl["kleuren"]["as"])
