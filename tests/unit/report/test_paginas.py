"""Every word of the pages that belong to no product is used: one that no code asks for would be lost in silence."""

from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from helpers.project import ROOT

PAGES = [*sorted((ROOT / "report" / "paginas").glob("*.yaml")), ROOT / "report" / "factsheets" / "indicatoren.yaml"]
CODE = "".join(
    path.read_text(encoding="utf-8") for folder in ("src", "workflow") for path in sorted((ROOT / folder).rglob("*.py"))
)
# Names that a reader of the page sees (rows of a table), or that stand in the settings or as a path.
SHOWN = {"kenmerken", "gegevens", "uitgaven", "menu"}


def keys(words: dict[str, Any]) -> Iterator[str]:
    for name, value in words.items():
        yield name
        if isinstance(value, dict) and name not in SHOWN:
            yield from keys(value)


@pytest.mark.parametrize("path", PAGES, ids=[path.stem for path in PAGES])
def test_every_word_of_a_page_is_used(path):
    words = yaml.safe_load(path.read_text(encoding="utf-8"))
    chapters = "".join(chapter.read_text(encoding="utf-8") for chapter in (ROOT / "report").glob("*.qmd"))
    lost = [
        key for key in keys(words) if f'"{key}"' not in CODE and f"'{key}'" not in CODE and f".{key} " not in chapters
    ]
    assert lost == []
