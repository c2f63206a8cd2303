"""How a template is filled in, for all pages that are HTML from the start; and the banner as plain words."""

from __future__ import annotations

from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, StrictUndefined, Template, TemplateSyntaxError

if TYPE_CHECKING:
    from collections.abc import Mapping

_OMGEVING = Environment(autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True)


def plain(banner: str) -> str:
    """Return the banner of the book without its Markdown: the lines inside the block, empty for real data."""
    return " ".join(regel.replace("**", "") for regel in banner.splitlines() if not regel.startswith(":::")).strip()


def fill(sjabloon: str, gegevens: Mapping[str, Any]) -> str:
    """Return a page; text is escaped, unless the template calls it safe: style, script and drawings of our own.

    Raises jinja2.UndefinedError when the template names something that is not given.
    """
    return _template(sjabloon).render(gegevens)


@cache
def _template(sjabloon: str) -> Template:
    return _OMGEVING.from_string(sjabloon)


def read_beforehand() -> None:
    """Read the templates of the book, for steps that are copies of this process (`run.warm`)."""
    for pad in Path("report").glob("*/*.html"):
        # What is wrong with one is said by the step that uses it.
        with suppress(OSError, UnicodeDecodeError, TemplateSyntaxError):
            _template(pad.read_text(encoding="utf-8"))
