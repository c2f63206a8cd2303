"""The strip of a factsheet: the band of the sector with the institution's own marks, as a small SVG.

It has no text: the values stand beside it. The marks differ in form, not in colour alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

# In units of the drawing.
BREED, HOOG = 200, 20
_SLEUTEL = 20
_RAND = 6  # room for half a mark at either end
_MIDDEN = HOOG / 2
# A difference of nothing does not fill a strip.
_MINST = 0.1
_HOOGTE = {"breed": 6, "midden": 10}


def strip(rij: Mapping[str, Any], kleuren: Mapping[str, str]) -> str:
    """Return the SVG of one row of a factsheet; without band and marks only the scale is left.

    Args:
        rij: `schaal` (ends of what a value can be), `band` (with `plekken`: p10, p25, p75, p90) or None, and the cells
            `start`, `recent` and `streef` with `plek` on the scale or None.
        kleuren: colour per part: `schaal`, `breed`, `midden`, `rand`, `merk`.

    """
    laag, hoog = _ends(rij)

    def x(plek: float) -> float:
        return _RAND + (BREED - 2 * _RAND) * float((plek - laag) / (hoog - laag))

    delen = [f'<path d="M{_RAND} {_MIDDEN}H{BREED - _RAND}" stroke="{kleuren["schaal"]}"/>']
    delen += [f'<path d="M{x(plek):.1f} {_MIDDEN - 3}v6" stroke="{kleuren["schaal"]}"/>' for plek in (laag, hoog)]
    if rij["band"]:
        p10, p25, p75, p90 = rij["band"]["plekken"]
        delen += [_area("breed", x(p10), x(p90), kleuren), _area("midden", x(p25), x(p75), kleuren)]
    # The target first, so that a value that reached it stays in sight.
    for soort in ("streef", "start", "recent"):
        plek = rij[soort]["plek"]
        if plek is not None:
            delen.append(_mark(soort, x(plek), kleuren["merk"]))
    return _svg(BREED, delen)


def _ends(rij: Mapping[str, Any]) -> tuple[float, float]:
    """Return the ends of the scale of a row: what it shows fills it, a part of the whole scale at least."""
    onder, boven = rij["schaal"]
    merken = [rij[soort]["plek"] for soort in ("start", "recent", "streef")]
    plekken = [plek for plek in [*(rij["band"]["plekken"] if rij["band"] else ()), *merken] if plek is not None]
    if not plekken:
        return onder, boven
    breed = max(max(plekken) - min(plekken), _MINST * (boven - onder))
    laag = min(max((min(plekken) + max(plekken) - breed) / 2, onder), boven - breed)
    return laag, laag + breed


def key(deel: str, kleuren: Mapping[str, str]) -> str:
    """Return the SVG beside one line of the legend: `start`, `recent`, `streef`, `midden` or `breed`."""
    if deel in _HOOGTE:
        return _svg(_SLEUTEL, [_area(deel, 2, _SLEUTEL - 2, kleuren)])
    return _svg(_SLEUTEL, [_mark(deel, _SLEUTEL / 2, kleuren["merk"])])


def _area(deel: str, van: float, tot: float, kleuren: Mapping[str, str]) -> str:
    hoogte = _HOOGTE[deel]
    # As wide as a line at least: a band of no width is a band.
    breed = max(tot - van, 1)
    return (
        f'<rect x="{van:.1f}" y="{_MIDDEN - hoogte / 2:.1f}" width="{breed:.1f}" height="{hoogte}"'
        f' fill="{kleuren[deel]}" stroke="{kleuren["rand"]}" stroke-width="0.6"/>'
    )


def _mark(soort: str, x: float, kleur: str) -> str:
    """Return a mark: the start value from above, the recent value from below, so that neither hides the other."""
    if soort == "streef":
        return f'<path d="M{x:.1f} 2V{HOOG - 2}" stroke="{kleur}" stroke-width="2"/>'
    if soort == "start":
        return f'<path d="M{x:.1f} 8l-4 -7h8z" fill="#fff" stroke="{kleur}"/>'
    return f'<path d="M{x:.1f} {HOOG - 8}l-4 7h8z" fill="{kleur}" stroke="{kleur}"/>'


def _svg(breed: int, delen: list[str]) -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {breed} {HOOG}">{"".join(delen)}</svg>'
