"""From a drawing to files: an image that stands alone, one for the book and one for a narrow screen."""

from __future__ import annotations

import re
import zlib
from io import StringIO
from typing import TYPE_CHECKING, Any

from werkagenda.figures import style as fs

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import pandas as pd

    from werkagenda.figures.frame import Drawing
    from werkagenda.run.step import Step

_GETAL = re.compile(r"-?\d+\.\d{3,}")
_MATEN = re.compile(r'(?<= )(?:d|x|y|transform|viewBox)="[^"]*"')
_KOP = re.compile(r"\A.*?(?=<svg )", re.DOTALL)
_METADATA = re.compile(r"\s*<metadata>.*?</metadata>", re.DOTALL)
_OVERAL = re.compile(r"\s*<defs>\s*<style[^>]*>.*?</style>\s*</defs>", re.DOTALL)
_WAARDE = re.compile(rf'<g id="{re.escape(fs.WAARDE)}([^"]*)">')
_NAAM = re.compile(r'<g id="[^"]*">')
_LETTER = re.compile(r"font-family: [^;\"]*;? ?")
_RECHT = re.compile(r' transform="rotate\(-?0 [^)]*\)"')
# Of a png: it repeats the byte before and looks for nothing else. How far and how well an implementation of zlib looks
# differs, and Pillow has another one on Windows; this each does alike.
_PNG = {"compress_type": zlib.Z_RLE}
_VERWIJZING = re.compile(r'( id="|href="#|url\(#)')


def without_frame(tekst: Mapping[str, Any]) -> dict[str, Any]:
    """Return the text without title, notes and source: for the book, which sets those beside the figure."""
    return {**tekst, "titel": "", "noten": [], "bron": ""}


def readable(svg: str, *, naam: str, letter: str = "") -> str:
    """Return an svg of matplotlib with its values as titles, short numbers, and ids of its own.

    Args:
        svg: as matplotlib writes it, text as text.
        naam: of the figure and its form: it goes before every id, so that two figures on one page never share one.
        letter: CSS with the font, for an image that stands alone; without, the page that holds it has the font.

    """
    svg = _MATEN.sub(lambda deel: _GETAL.sub(lambda getal: f"{float(getal[0]):.2f}", deel[0]).replace("\n", " "), svg)
    svg = _RECHT.sub("", _NAAM.sub("<g>", _WAARDE.sub(r'<g class="waarde"><title>\1</title>', svg)))
    svg = _VERWIJZING.sub(rf"\g<1>{naam}-", svg)
    # What matplotlib says of every element of the page goes to this image alone.
    overal = f'<svg font-family="{fs.FAMILIE}" stroke-linejoin="round" stroke-linecap="butt" '
    svg = _OVERAL.sub(f"<style>{letter}</style>" if letter else "", _LETTER.sub("", svg), count=1)
    svg = svg.replace("<svg ", overal, 1)
    return svg if letter else _METADATA.sub("", _KOP.sub("", svg))


def save_figure(
    stap: Step, teken: Callable[..., Drawing], data: pd.DataFrame, *, tekst: Mapping[str, Any], stijl: fs.Stijl
) -> None:
    """Write a figure that stands alone (`svg`, `png`), one for the book (`kaal_svg`, `kaal_png`) and a narrow one.

    No date, program or machine goes into the files.
    """
    letter = stap.path("letter").read_text(encoding="utf-8")
    kaal = without_frame(tekst)

    def write(figuur: Drawing, uitvoer: str) -> None:
        ruw = StringIO()
        opgaven = {"Title": tekst["titel"], "Date": None, "Creator": None, "Language": "nl"}
        figuur.savefig(ruw, format="svg", metadata=opgaven)
        soort = uitvoer.removesuffix("svg").removesuffix("_")
        naam = "-".join(deel for deel in (tekst["id"], soort) if deel)
        af = readable(ruw.getvalue(), naam=naam.replace("_", "-"), letter=letter if uitvoer == "svg" else "")
        stap.target(uitvoer).write_text(af, encoding="utf-8", newline="\n")
        if uitvoer != "smal_svg":
            doel = stap.target(uitvoer.replace("svg", "png"))
            figuur.savefig(doel, format="png", dpi=stijl["resolutie"], metadata={"Software": None}, pil_kwargs=_PNG)

    figuur = teken(data, tekst=tekst, stijl=stijl)
    write(figuur, "svg")
    # The same drawing: only what stands around it differs.
    figuur.surround(kaal)
    write(figuur, "kaal_svg")
    write(teken(data, tekst=kaal, stijl=fs.narrow(stijl)), "smal_svg")
