"""No Dutch sentence stands in code: what readers read stands in report/, resources/ and the contracts.

Every string of two words or more that runs like prose is looked at; what people see when a run stops or is logged may
stand where it happens. The exceptions are values of data, which contracts name, and what only the maker of a run reads.
"""

from __future__ import annotations

import ast
import re
from functools import cache
from typing import TYPE_CHECKING

import pytest
import yaml
from helpers.project import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDERS = ("src", "workflow/scripts")
ERROR = "a part of an error message, put together before it is raised"
DATA = "values of a column: codes that a contract names, or reasons that the data file gives"
LOST = "the reason with which a step records rows that it left out: data of appendix C"
SCREEN = "said on the screen to whoever runs the workflow"
MADE = "what made-up raw files hold, as their sources write it"
DOCS = "pages of docs/, written beside the code that they read"
FORM = "a form of writing numbers and counts, for every sentence"
# By file or folder; the longest that fits counts.
EXCEPTIONS = {
    "src/werkagenda/compare/causes.py": DATA,
    "src/werkagenda/contract": ERROR,
    "src/werkagenda/disclosure/merged.py": DATA,
    "src/werkagenda/disclosure/release.py": DATA,
    "src/werkagenda/disclosure/rules.py": DATA,
    "src/werkagenda/errors.py": ERROR,
    "src/werkagenda/export/words.py": "the line after which an export has the rows of a table that is left out",
    "src/werkagenda/factsheets/plan.py": DATA,
    "src/werkagenda/figures/style.py": ERROR,
    "src/werkagenda/flow": LOST,
    "src/werkagenda/formats.py": FORM,
    "src/werkagenda/indicators/efile.py": ERROR,
    "src/werkagenda/ingest": ERROR,
    "src/werkagenda/institutions/kinds.py": DATA,
    "src/werkagenda/institutions/values.py": LOST,
    "src/werkagenda/persons/attrition.py": DATA,
    "src/werkagenda/report/book.py": ERROR,
    "src/werkagenda/report/fallback.py": "names of the renderers",
    "src/werkagenda/report/prose.py": "the words for numbers that chapters may not type",
    "src/werkagenda/run": ERROR,
    "src/werkagenda/synthetic": MADE,
    "src/werkagenda/words/direction.py": "the four words of a change, which a fact carries as its case",
    "workflow/scripts/audit/gezondheid.py": SCREEN,
    "workflow/scripts/audit/herbouw.py": SCREEN,
    "workflow/scripts/audit/hulp.py": SCREEN,
    "workflow/scripts/audit/oplevering.py": SCREEN,
    "workflow/scripts/audit/reconciliatie.py": DATA,
    "workflow/scripts/audit/run.py": "names of the renderers",
    "workflow/scripts/audit/vergelijk.py": DATA,
    "workflow/scripts/audit/uitval.py": LOST,
    "workflow/scripts/catalogue/crate.py": "names of the profiles of RO-Crate",
    "workflow/scripts/derive": LOST,
    "workflow/scripts/disclosure/export.py": SCREEN,
    "workflow/scripts/docs": DOCS,
    "workflow/scripts/ingest": LOST,
    "workflow/scripts/products": DATA,
    "workflow/scripts/synthetic": MADE,
}
# Where the sentences used to stand, phrase by phrase: a file that has one of these may not have another.
PHRASES = {
    "buiten {} naar {}": DATA,
    "geen enkele": FORM,
    "niet getoond": FORM,
    "van {} naar {}": FORM,
    "{} heet als een instelling en zegt iets anders": ERROR,
    "niet effectief": DATA,
    "nog niet te zeggen": DATA,
    "samen met": DATA,
    "wisselt per activiteit": DATA,
    "zoals verwacht": DATA,
}
# Codes that a contract names are data.
CODES = {
    str(code)
    for path in (ROOT / "resources" / "contracts").rglob("*.yaml")
    for column in yaml.safe_load(path.read_text(encoding="utf-8")).get("kolommen", [])
    if isinstance(column, dict)
    for code in column.get("codes") or []
}
# English that libraries ask for.
ENGLISH = {"offset points", "axes fraction", "upper left", "not found", "unable to resolve", "citeproc: citation"}
# Calls of which the words are a message: errors, the log, and the hint that goes with a wrong name.
MESSAGE = re.compile(r"(^|\.)(InputError|bedoelde_u|log|logging|warn|warning|info|debug|error|exit|\w+Error)$")
WORD = r"[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ'-]*"
PROSE = re.compile(rf"{WORD}[,;:]? +(?:\x00 +)?{WORD}")
# Markup, paths and patterns: an attribute, a tag, a style, the start of a block, a class of characters.
MARKUP = re.compile(r"<[a-zA-Z!/]|\{ [a-z-]+: |=\"|^:::|\{[#.]|\\[dwsx]|^[\w./\x00-]+$")


def phrases(source: str) -> Iterator[tuple[int, str]]:
    """Yield line and text of every string that runs like prose, outside docstrings and messages."""
    tree = ast.parse(source)
    parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            text = "".join(str(part.value) if isinstance(part, ast.Constant) else "\x00" for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            if isinstance(parents.get(node), ast.JoinedStr):
                continue
            text = node.value
        else:
            continue
        if (
            PROSE.search(text)
            and not MARKUP.search(text)
            and text not in ENGLISH | CODES
            and not is_message(node, parents)
        ):
            yield node.lineno, text.replace("\x00", "{}")


def is_message(node: ast.AST, parents: dict[ast.AST, ast.AST]) -> bool:
    """Tell whether a string is a docstring, or a part of what is raised or logged."""
    if isinstance(parents[node], ast.Expr):
        return True
    while node in parents and not isinstance(node, ast.stmt):
        node = parents[node]
        if isinstance(node, ast.Call) and MESSAGE.search(ast.unparse(node.func)):
            return True
    return isinstance(node, ast.Raise)


def exception(path: str) -> str | None:
    """Return the longest entry of EXCEPTIONS that holds a file."""
    return max((entry for entry in EXCEPTIONS if f"{path}/".startswith(f"{entry}/")), key=len, default=None)


@cache
def found() -> dict[str, list[tuple[int, str]]]:
    """Return per file the line and text of its phrases."""
    per_file = {
        path.relative_to(ROOT).as_posix(): sorted(phrases(path.read_text(encoding="utf-8")))
        for folder in FOLDERS
        for path in sorted((ROOT / folder).rglob("*.py"))
    }
    return {path: lines for path, lines in per_file.items() if lines}


def test_no_sentence_stands_in_code():
    rest = {path: lines for path, lines in found().items() if exception(path) is None}
    assert [(path, *line) for path, lines in rest.items() for line in lines if line[1] not in PHRASES] == []


def test_every_exception_is_needed():
    assert {exception(path) for path in found()} - {None} == set(EXCEPTIONS)
    rest = {text for path, lines in found().items() if exception(path) is None for _, text in lines}
    assert rest == set(PHRASES)


@pytest.mark.parametrize(
    ("source", "texts"),
    [
        ('titel = "Het aandeel is gestegen"', ["Het aandeel is gestegen"]),
        ('titel = f"Van de {n} instellingen"', ["Van de {} instellingen"]),
        ('zin = f"bij {n} hoger dan"', ["bij {} hoger dan"]),
        ('kop = ["Rijen in", "Stap"]', ["Rijen in"]),
        ('def f():\n    """Geef de som terug."""', []),
        ('raise ValueError("dit is fout")', []),
        ('raise InputError("bron", f"kolom {k} ontbreekt hier")', []),
        ('log.info("geschreven naar de schijf")', []),
        ('print("klaar met alles")', ["klaar met alles"]),
        ('svg = \'<rect x="1" y="2"/>\'', []),
        ('pad = "results/data/figuur_3_1.csv"', []),
        ('soort = "regeling"', []),
    ],
)
def test_what_counts_as_a_sentence(source, texts):
    assert [text for _, text in phrases(source)] == texts
