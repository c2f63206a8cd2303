"""Every word of the pages that belong to no product is used: one that no code asks for would be lost in silence."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from helpers.project import ROOT

PAGES = [*sorted((ROOT / "report" / "paginas").glob("*.yaml")), ROOT / "report" / "factsheets" / "indicatoren.yaml"]
CODE = "".join(
    path.read_text(encoding="utf-8") for folder in ("src", "workflow") for path in sorted((ROOT / folder).rglob("*.py"))
)
# Names that a reader of the page sees (rows of a table), or that stand in the settings, in data or as a path.
SHOWN = {"kenmerken", "gegevens", "uitgaven", "menu", "stappen", "bestanden", "uitsplitsing", "kenmerk_van"}
# The code puts it behind the name of a part: `zinnen`, and `zinnen_uitleg` under it.
UNDER = "_uitleg"
RULE = re.compile(r"^(?:rule|checkpoint|use rule \w+ as) (\w+)", re.MULTILINE)


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
        key
        for key in keys(words)
        if not any(f'"{name}"' in CODE or f"'{name}'" in CODE for name in (key, key.removesuffix(UNDER)))
        and f".{key} " not in chapters
    ]
    assert lost == []


def test_the_steps_that_have_words_are_rules():
    """Or that of what the products leave out together, which `uitval.py` names."""
    words = yaml.safe_load((ROOT / "report" / "paginas" / "bijlagen.yaml").read_text(encoding="utf-8"))
    rules = {
        name
        for path in (ROOT / "workflow" / "rules").rglob("*.smk")
        for name in RULE.findall(path.read_text(encoding="utf-8"))
    }
    assert set(words["uitval"]["stappen"]) - rules == {"producten"}
    assert '"producten"' in (ROOT / "workflow" / "scripts" / "audit" / "uitval.py").read_text(encoding="utf-8")
