"""The chart of an indicator: the mean of the sector by year with its interval, the band of institutions, the target.

Text stays text in the SVG, and each mark says its value to who points at it; the page has the same values in a table.
"""

from __future__ import annotations

from html import escape
from math import ceil, floor, isnan, log10, nan
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    Rows = Sequence[Mapping[str, Any]]
    Print = Callable[[float], str]

BREED, HOOG = 640, 300
SMAL = 360  # wide: what stands beside the plot then stands below it
_LINKS, _RECHTS, _BOVEN, _ONDER = 52, 150, 16, 34
_RECHTS_SMAL = 18
_STAPPEN = 5  # intervals on the axis, about
INKT, ZACHT, LIJN, BUITEN, BINNEN = "#1d1d1b", "#4a4f55", "#d9d9d9", "#e3edf5", "#b9d4e8"
MERK, DOEL = "#00497a", "#b35900"
# In units of the drawing: text from a line, one line of text from the next, from the plot to what stands beside it.
_MARGE, _REGEL, _AF = 4, 16, 12
# From the wide band to the narrow one, which lies over it: lower end, upper end, colour, word.
BANDEN = (("p10", "p90", BUITEN, "breed"), ("p25", "p75", BINNEN, "midden"))


def ticks(laag: float, hoog: float) -> list[float]:
    """Return round values from at or below `laag` to at or above `hoog`, about five steps."""
    ruw = max(hoog - laag, 1e-9) / _STAPPEN
    macht = 10 ** floor(log10(ruw))
    stap = next(maat * macht for maat in (1, 2, 2.5, 5, 10) if maat * macht >= ruw * (1 - 1e-9))
    eerste, laatste = floor(laag / stap + 1e-9), ceil(hoog / stap - 1e-9)
    return [round(plek * stap, 10) for plek in range(eerste, max(laatste, eerste + 1) + 1)]


class _Frame(NamedTuple):
    """Where years and values stand in the drawing: the ends of both axes, its width and the room to their right."""

    eerste: int
    laatste: int
    laag: float
    hoog: float
    breed: int
    naast: int

    @property
    def rechts(self) -> int:
        """Return where the plot ends."""
        return self.breed - self.naast

    def x(self, rij: Mapping[str, Any]) -> float:
        """Return the place of the year of a row."""
        deel = (int(rij["jaar"]) - self.eerste) / (self.laatste - self.eerste)
        return round(_LINKS + (self.rechts - _LINKS) * deel, 1)

    def y(self, waarde: float) -> float:
        """Return the height of a value."""
        deel = (float(waarde) - self.laag) / (self.hoog - self.laag)
        return round(HOOG - _ONDER - (HOOG - _ONDER - _BOVEN) * deel, 1)


def chart(reeks: Rows, *, titel: str, woorden: Mapping[str, str], druk: Print, smal: bool = False) -> str:
    """Return the SVG, the same for the same values.

    Args:
        reeks: `jaar, soort, waarde` by year, with `laag, hoog` (95 % interval of the mean) and `p10, p25, p75, p90`
            where they are known. Without a row the drawing is empty.
        titel: what a screen reader says.
        woorden: `gemiddelde`, `midden` (p25 to p75), `breed` (p10 to p90), `streef` and `interval`.
        druk: a value as it is printed.
        smal: for a narrow screen.

    """
    if not reeks:
        return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {BREED} {HOOG}"/>\n'
    gemeten = [rij for rij in reeks if rij["soort"] != "streef"]
    doelen = [rij for rij in reeks if rij["soort"] == "streef"]
    alle = [_value(rij, naam) for rij in reeks for naam in ("waarde", "laag", "hoog", "p10", "p90")]
    bekend = [waarde for waarde in alle if not isnan(waarde)]
    as_y = ticks(min(bekend), max(bekend))
    jaren = sorted({int(rij["jaar"]) for rij in reeks})
    kader = _Frame(jaren[0], max(jaren[-1], jaren[0] + 1), as_y[0], as_y[-1], *_widths(smal=smal))
    namen, vlakken = _labels(gemeten, doelen, kader, woorden, druk), _keys(gemeten, woorden)
    hoog = HOOG + (_REGEL + _MARGE) * (len(namen) + len(vlakken)) + _MARGE if smal else HOOG
    delen = [
        f"<title>{escape(titel)}</title>",
        *_axes(kader, as_y, jaren, druk),
        *_bands(gemeten, kader, woorden),
        *_means(gemeten, kader, woorden, druk),
        *_targets(doelen, kader, woorden, druk),
        *(_below(namen, vlakken) if smal else _beside(namen, vlakken, kader)),
    ]
    maat = f'viewBox="0 0 {kader.breed} {hoog}" width="{kader.breed}" height="{hoog}"'
    letter = f'font-family="Arial, sans-serif" font-size="13" fill="{INKT}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {maat} {letter}>{"".join(delen)}</svg>\n'


def _value(rij: Mapping[str, Any], naam: str) -> float:
    """Return a value of a row, nan where it has none."""
    waarde = rij.get(naam)
    return nan if waarde is None else float(waarde)


def _text(x: float, y: float, tekst: str, *, anker: str = "start", kleur: str = ZACHT) -> str:
    return f'<text x="{x}" y="{round(y, 1)}" text-anchor="{anker}" fill="{kleur}">{escape(tekst)}</text>'


def _axes(kader: _Frame, as_y: Sequence[float], jaren: Sequence[int], druk: Print) -> list[str]:
    delen = []
    for plek in as_y:
        delen.append(f'<path d="M{_LINKS} {kader.y(plek)}H{kader.rechts}" stroke="{LIJN}"/>')
        delen.append(_text(_LINKS - 2 * _MARGE, kader.y(plek) + _MARGE, druk(plek), anker="end"))
    onder = HOOG - _ONDER + _REGEL + _MARGE
    return delen + [_text(kader.x({"jaar": jaar}), onder, str(jaar), anker="middle") for jaar in jaren]


def _bands(gemeten: Rows, kader: _Frame, woorden: Mapping[str, str]) -> list[str]:
    """Return the areas between two percentiles; a bar where only one year has them."""
    delen = []
    for onder, boven, kleur, woord in BANDEN:
        rijen = [rij for rij in gemeten if not isnan(_value(rij, onder))]
        if not rijen:
            continue
        breed = 0 if len(rijen) > 1 else _MARGE
        heen = [f"{kader.x(rij) - breed} {kader.y(rij[boven])}" for rij in rijen]
        terug = [f"{kader.x(rij) - breed} {kader.y(rij[onder])}" for rij in reversed(rijen)]
        if breed:
            heen += [f"{kader.x(rijen[0]) + breed} {kader.y(rijen[0][boven])}"]
            terug = [f"{kader.x(rijen[0]) + breed} {kader.y(rijen[0][onder])}", *terug]
        vlak = "L".join([*heen, *terug])
        delen.append(f'<path d="M{vlak}Z" fill="{kleur}"><title>{escape(woorden[woord])}</title></path>')
    return delen


def _means(gemeten: Rows, kader: _Frame, woorden: Mapping[str, str], druk: Print) -> list[str]:
    """Return the line of means, and each with its interval."""
    weg = "L".join(f"{kader.x(rij)} {kader.y(rij['waarde'])}" for rij in gemeten)
    delen = [f'<path d="M{weg}" fill="none" stroke="{MERK}" stroke-width="2"/>'] if weg else []
    for rij in gemeten:
        wat = f"{rij['jaar']}: {woorden['gemiddelde']} {druk(rij['waarde'])}"
        laag, hoog = _value(rij, "laag"), _value(rij, "hoog")
        if not isnan(laag):
            delen.append(f'<path d="M{kader.x(rij)} {kader.y(laag)}V{kader.y(hoog)}" stroke="{INKT}"/>')
            wat += f" ({woorden['interval']} {druk(laag)} – {druk(hoog)})"  # noqa: RUF001 - from to
        plek = f'cx="{kader.x(rij)}" cy="{kader.y(rij["waarde"])}" r="4" fill="{MERK}"'
        delen.append(f"<circle {plek}><title>{escape(wat)}</title></circle>")
    return delen


def _targets(doelen: Rows, kader: _Frame, woorden: Mapping[str, str], druk: Print) -> list[str]:
    delen = []
    for rij in doelen:
        plek = f'cx="{kader.x(rij)}" cy="{kader.y(rij["waarde"])}" r="5" fill="#fff" stroke="{DOEL}" stroke-width="2"'
        wat = f"{rij['jaar']}: {woorden['streef']} {druk(rij['waarde'])}"
        delen.append(f"<circle {plek}><title>{escape(wat)}</title></circle>")
    return delen


class _Label(NamedTuple):
    """Words on a value: what they say, in which colour, and at which height the value stands."""

    tekst: str
    kleur: str
    hoogte: float


def _labels(gemeten: Rows, doelen: Rows, kader: _Frame, woorden: Mapping[str, str], druk: Print) -> list[_Label]:
    """Return the words on the target and on the last mean."""
    return [
        _Label(f"{woorden[woord]}: {druk(rij['waarde'])}", kleur, kader.y(rij["waarde"]) + _MARGE)
        for rijen, woord, kleur in ((doelen, "streef", DOEL), (gemeten, "gemiddelde", MERK))
        for rij in rijen[-1:]
    ]


def _keys(gemeten: Rows, woorden: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return the word and the colour of each band that is drawn, the narrow one first."""
    getekend = [een for een in BANDEN if any(not isnan(_value(rij, een[0])) for rij in gemeten)]
    return [(woorden[woord], kleur) for _, _, kleur, woord in reversed(getekend)]


def _beside(namen: Sequence[_Label], vlakken: Sequence[tuple[str, str]], kader: _Frame) -> list[str]:
    """Return the words to the right: on values at their height, on bands from the foot up."""
    delen = []
    rechts = kader.rechts + _AF
    plekken: list[float] = []
    for naam in namen:
        # Two labels never stand on each other.
        hoogte = max([naam.hoogte, *(plek + _REGEL for plek in plekken if abs(plek - naam.hoogte) < _REGEL)])
        plekken.append(hoogte)
        delen.append(_text(rechts, hoogte, naam.tekst, kleur=naam.kleur))
    for plek, (woord, kleur) in enumerate(vlakken):
        delen += _key(woord, kleur, rechts, HOOG - _ONDER - _AF - (_REGEL + _MARGE) * plek)
    return delen


def _below(namen: Sequence[_Label], vlakken: Sequence[tuple[str, str]]) -> list[str]:
    """Return the words below the years, each on a line of its own."""
    regels = [HOOG + (_REGEL + _MARGE) * plek - _MARGE for plek in range(1, len(namen) + len(vlakken) + 1)]
    delen = [_text(_LINKS, hoogte, naam.tekst, kleur=naam.kleur) for naam, hoogte in zip(namen, regels, strict=False)]
    for (woord, kleur), hoogte in zip(vlakken, regels[len(namen) :], strict=True):
        delen += _key(woord, kleur, _LINKS, hoogte)
    return delen


def _key(woord: str, kleur: str, x: float, hoogte: float) -> list[str]:
    """Return a field in the colour of a band with its word."""
    veld = f'<rect x="{x}" y="{hoogte - _AF + 2}" width="{_AF}" height="{_AF}" fill="{kleur}"/>'
    return [veld, _text(x + _AF + _MARGE, hoogte, woord)]


def _widths(*, smal: bool) -> tuple[int, int]:
    """Return the width of the drawing and the room to the right of its plot."""
    return (SMAL, _RECHTS_SMAL) if smal else (BREED, _RECHTS)
