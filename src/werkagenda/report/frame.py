"""The frame of the book around a page, and its banner, for pages that are HTML already."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Any

from werkagenda.errors import InputError
from werkagenda.report.book import BRON
from werkagenda.report.template import fill

if TYPE_CHECKING:
    from collections.abc import Mapping

# A block with attributes, which HTML writes alike, and a paragraph whose first words are bold.
_BANNER = re.compile(r'::: \{\.([\w-]+)((?: [\w-]+="[^"<>]*")*)\}\n\*\*([^*]+)\*\*([^*`\[\]]*)\n:::', re.DOTALL)


def banner_html(banner: str) -> str:
    """Return the banner of the book as HTML, empty for real data; InputError when it is more than block and words."""
    if not banner.strip():
        return ""
    if (deel := _BANNER.fullmatch(banner.strip())) is None:
        raise InputError(
            BRON, "banner", "is geen blok met een alinea", verwacht="een regel :::, **woorden**, een regel"
        )
    klasse, kenmerken, vet, rest = deel.groups()
    return f'<div class="{klasse}"{kenmerken}>\n<p><strong>{escape(vet)}</strong>{escape(rest)}</p>\n</div>'


def in_frame(  # noqa: PLR0913 - what a page needs, by name
    inhoud: str,
    *,
    raam: str,
    titel: str,
    quarto: Mapping[str, Any],
    menu: Mapping[str, str],
    hier: str = "",
    wortel: str = "../",
) -> str:
    """Return a page in the frame of the book: title, menu, links to the style.

    Args:
        inhoud: HTML of the page itself.
        raam: template of the frame, `report/stijl/pagina.html`.
        titel: of the page.
        quarto: `_quarto.yml`.
        menu: title per page of the menu, in order, by its path without `.html`.
        hier: this page, marked in the menu, with the ones before and after it; empty for a page outside it.
        wortel: path from the page to the folder of the chapters, empty or ending in a slash.

    """
    bladen = [{"naam": naam, "titel": woorden} for naam, woorden in menu.items()]
    plek = list(menu).index(hier) if hier else len(bladen)
    return fill(
        raam,
        {
            "taal": quarto["lang"],
            "boektitel": quarto["book"]["title"],
            "boekondertitel": quarto["book"]["subtitle"],
            "titel": titel,
            "wortel": wortel,
            "menu": bladen,
            "hier": hier,
            "vorige": bladen[plek - 1] if hier and plek else None,
            "volgende": bladen[plek + 1] if plek + 1 < len(bladen) else None,
            "inhoud": inhoud.rstrip("\n"),
        },
    )
