"""The index of the search: a script that the pages fetch when somebody types, so that it works from a folder too."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, NamedTuple

from werkagenda.report.book import title_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_KOP = re.compile(r"^#{2,6} (.*?) \{#([\w-]+)", re.MULTILINE)
# What is markup in a heading or a title: signs that are escaped, and stars.
_OPMAAK = re.compile(r"\\(.)|\*")


class Entry(NamedTuple):
    """One thing to find: where it stands from the root of the pages, its name, what kind it is, other words for it."""

    adres: str
    titel: str
    soort: str
    ook: str = ""


def sections(hoofdstukken: Mapping[str, str], *, hoofdstuk: str) -> Iterator[Entry]:
    """Yield an entry per chapter, of the kind `hoofdstuk`, and per heading, of its chapter; text is resolved."""
    for naam, tekst in hoofdstukken.items():
        titel = title_of(tekst)
        yield Entry(f"{naam}.html", titel, hoofdstuk)
        for kop, anker in _KOP.findall(tekst):
            yield Entry(f"{naam}.html#{anker}", _OPMAAK.sub(r"\1", kop), titel)


def script(entries: Iterable[Entry]) -> str:
    """Return the script, a line per entry."""
    regels = ",\n".join(json.dumps(list(een), ensure_ascii=False) for een in entries)
    return f"window.zoekindex = [\n{regels}\n];\n"
