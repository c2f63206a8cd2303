"""The questions of docs/vragen.md: ten per chapter, each with a place that the book has, or why nobody can answer."""

import csv
import re
from collections import Counter
from functools import cache

import pytest
import yaml
from helpers.project import ROOT

CHAPTERS = ("hoofdstuk_2", "hoofdstuk_3", "hoofdstuk_4", "hoofdstuk_5", "synthese")
NO_ANSWER = "*geen antwoord*"


def rows():
    """Yield chapter, question and place of every row."""
    chapter = ""
    for line in (ROOT / "docs" / "vragen.md").read_text(encoding="utf-8").splitlines():
        chapter = line.removeprefix("## ") if line.startswith("## ") else chapter
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if chapter and line.startswith("| ") and cells[0] != "vraag":
            yield chapter, *cells


@cache
def known():
    """Return every name that a place may have: products with a number, anchors of the book, pages of indicators."""
    with (ROOT / "resources" / "nummering.csv").open(encoding="utf-8", newline="") as file:
        products = {row["id"] for row in csv.DictReader(file)}
    book = "".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "report").glob("*.qmd")))
    anchors = set(re.findall(r"\{(#[\w-]+)", book))
    register = yaml.safe_load((ROOT / "resources" / "indicatoren.yaml").read_text(encoding="utf-8"))
    return products | anchors | {f"indicatoren/{naam}" for naam in register["indicatoren"]}


def test_every_chapter_has_ten_questions():
    assert Counter(chapter for chapter, *_ in rows()) == dict.fromkeys(CHAPTERS, 10)


@pytest.mark.parametrize(("chapter", "question", "place"), [*rows()])
def test_a_question_is_answered_at_a_place_that_exists(chapter, question, place):
    assert question.endswith("?"), chapter
    named = re.findall(r"`([^`]+)`", place)
    assert [name for name in named if name not in known()] == []
    # Who has no answer says why.
    assert named or re.search(rf"{re.escape(NO_ANSWER)}: \w+", place)
