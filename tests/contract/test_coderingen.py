"""Every text file is opened with its encoding named: in the secure environment the default is cp1252."""

from __future__ import annotations

import io
import re
import tokenize
from typing import TYPE_CHECKING

import pytest
from helpers.project import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

FILES = [
    ROOT / "Snakefile",
    ROOT / "start.py",
    *sorted((ROOT / "workflow").rglob("*.smk")),
    *(path for folder in ("src", "workflow", "benchmarks") for path in sorted((ROOT / folder).rglob("*.py"))),
]
# Calls that read or write text in the encoding of the machine when none is named; polars and pyarrow take UTF-8.
CALLS = {"open", "read_text", "write_text", "FileHandler", "TextIOWrapper", "NamedTemporaryFile", "to_csv"}
PANDAS = {"read_csv", "read_table", "read_fwf", "read_json"}
PROCESS = {"run", "Popen", "check_output"}
# The `open` of a picture, or of a file in a zip, is no text.
OTHER = {"Image", "archief"}
BYTES = re.compile(r"""["'][rwax+]*b[rwax+]*["']""")
NO_PATH = re.compile(r"\( (\w+ =|\))")
TEXT = re.compile(r"\b(text|universal_newlines) = True")
LOCALE = {"getpreferredencoding", "getencoding", "setlocale", "getdefaultlocale"}


def calls(text: str) -> Iterator[tuple[str, str, str, int]]:
    """Yield what stands before the dot, name, arguments and line of every call; rule files have the same tokens."""
    tokens = [item for item in tokenize.generate_tokens(io.StringIO(text).readline) if item.string.strip()]
    for place, item in enumerate(tokens[:-1]):
        before = tokens[place - 1].string if place else ""
        if item.type != tokenize.NAME or tokens[place + 1].string != "(" or before == "def":
            continue
        owner = tokens[place - 2].string if before == "." else ""
        depth, arguments = 0, []
        for part in tokens[place + 1 :]:
            # From 3.12 on a bracket in the text of an f-string is a part too, of another type.
            if part.type == tokenize.OP:
                depth += (part.string in "([{") - (part.string in ")]}")
            arguments.append(part.string)
            if depth == 0:
                break
        yield owner, item.string, " ".join(arguments), item.start[0]


def unnamed(text: str) -> list[tuple[str, int]]:
    """Return name and line of each call that leaves the encoding to the machine."""
    found = []
    for owner, name, arguments, line in calls(text):
        reads = (name in CALLS and owner not in OTHER) or (name in PANDAS and owner in {"pd", "pandas"})
        if name == "to_csv":
            # Without a path it returns the text.
            reads = not NO_PATH.match(arguments)
        elif name == "NamedTemporaryFile":
            # Of bytes unless its mode says otherwise.
            reads = "mode" in arguments
        elif name in PROCESS:
            reads = bool(TEXT.search(arguments))
        if name in LOCALE or (reads and not BYTES.search(arguments) and "encoding" not in arguments):
            found.append((name, line))
    return found


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ('open("x")', ["open"]),
        ('open("x", "rb")', []),
        ('path.write_text(f" ({x}", encoding="utf-8")', []),
        ('path.write_text(f"{x})")', ["write_text"]),
        ('path.open("w", encoding="utf-8")', []),
        ('path.open(\n  "w",\n  newline="",\n)', ["open"]),
        ("path.read_text()", ["read_text"]),
        ("f(path.read_text(encoding='utf-8'), other.read_text())", ["read_text"]),
        ("pd.read_csv(x)", ["read_csv"]),
        ("pl.read_csv(x)", []),
        ("table.to_csv(x, index=False)", ["to_csv"]),
        ("table.to_csv(index=False)", []),
        ("Image.open(x)", []),
        ("NamedTemporaryFile(mode='w')", ["NamedTemporaryFile"]),
        ("subprocess.run(x, text=True)", ["run"]),
        ("subprocess.run(x, check=True)", []),
        ("locale.getpreferredencoding()", ["getpreferredencoding"]),
        ("NamedTemporaryFile()", []),
        ("def open(x):\n  pass", []),
        ('rule a:\n    input:\n        json.load(open("x")),', ["open"]),
    ],
)
def test_reading_calls_by_hand(code, names):
    assert [name for name, _ in unnamed(code)] == names


def test_every_call_names_its_encoding():
    assert len(FILES) > 50
    found = {path: unnamed(path.read_text(encoding="utf-8")) for path in FILES}
    assert {path.relative_to(ROOT).as_posix(): lines for path, lines in found.items() if lines} == {}


def test_profiles_are_ascii():
    """Snakemake opens its profiles in the encoding of the machine; there an accent would become two signs."""
    profiles = [ROOT / "profiles" / "default" / "config.yaml", ROOT / "config" / "ra" / "config.yaml"]
    assert [path for path in profiles if not path.read_bytes().isascii()] == []
