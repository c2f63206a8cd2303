"""The glossary: what the page shows, and which words in the chapters lead to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from werkagenda.errors import InputError
from werkagenda.report.book import BRON

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def glossary(termen: Sequence[Mapping[str, Any]]) -> str:
    """Return the terms by alphabet as a Markdown definition list, each with its anchor.

    Args:
        termen: `id` (the anchor), `naam`, `woorden` (as they stand in the text) and `uitleg`.

    """
    op_naam = sorted(termen, key=lambda term: (term["naam"].lower(), term["id"]))
    return "\n".join(f"[{term['naam']}]{{#{term['id']}}}\n:   {term['uitleg']}\n" for term in op_naam)


def words(termen: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """Return the anchor per word of the text; InputError for a word that two terms claim."""
    uit: dict[str, str] = {}
    for term in termen:
        for woord in term["woorden"]:
            if woord in uit:
                raise InputError(BRON, "begrippen.yaml", f"{woord!r} staat bij {uit[woord]} en bij {term['id']}")
            uit[woord] = term["id"]
    return uit
