"""How a template is filled in, for all pages that are HTML from the start; and the banner as plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jinja2 import Environment, StrictUndefined

if TYPE_CHECKING:
    from collections.abc import Mapping


def plain(banner: str) -> str:
    """Return the banner of the book without its Markdown: the lines inside the block, empty for real data."""
    return " ".join(regel.replace("**", "") for regel in banner.splitlines() if not regel.startswith(":::")).strip()


def fill(sjabloon: str, gegevens: Mapping[str, Any]) -> str:
    """Return a page; text is escaped, unless the template calls it safe: style, script and drawings of our own.

    Raises jinja2.UndefinedError when the template names something that is not given.
    """
    omgeving = Environment(autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True)
    return omgeving.from_string(sjabloon).render(gegevens)
