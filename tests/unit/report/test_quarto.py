"""The book by Quarto. The program itself comes from no registry of Python, Node or Debian, so it is never here:
its settings are held against what its documentation allows, and a stand-in on the PATH plays what it does and says.
"""

from __future__ import annotations

import os
import shutil
import stat
import sys
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
import renderen
import voorbereiden
import yaml
from helpers import book_example as voorbeeld
from helpers.stand_in import on_the_path
from jsonschema import Draft202012Validator

from werkagenda.errors import InputError
from werkagenda.report import pandoc

if TYPE_CHECKING:
    from pathlib import Path

TEXT, YES_NO = {"type": "string"}, {"type": "boolean"}
TEXTS = {"anyOf": [TEXT, {"type": "array", "items": TEXT}]}


def closed(**keys: Any) -> dict[str, Any]:
    """Return a schema of an object with these keys and no other."""
    return {"type": "object", "properties": keys, "additionalProperties": False}


def one_or_more(*words: str) -> dict[str, Any]:
    """Return a schema of one of these words, or a list of them."""
    word = {"enum": list(words)}
    return {"anyOf": [word, {"type": "array", "items": word}]}


# What a book may say, with the values that are allowed (quarto.org, reference of project files and of formats): the
# keys that are used, and those beside them that somebody could think of.
ALLOWED = closed(
    project=closed(
        **{
            "type": {"enum": ["default", "website", "book", "manuscript"]},
            "output-dir": TEXT,
            "lib-dir": TEXT,
            "resources": TEXTS,
            "render": TEXTS,
            "execute-dir": {"enum": ["file", "project"]},
        }
    ),
    book=closed(
        **{
            "title": TEXT,
            "subtitle": TEXT,
            "author": TEXTS,
            "chapters": {"type": "array", "items": TEXT, "minItems": 1},
            "appendices": {"type": "array", "items": TEXT},
            "search": YES_NO,
            "page-navigation": YES_NO,
            "reader-mode": YES_NO,
            "repo-url": TEXT,
            "repo-actions": one_or_more("none", "edit", "source", "issue"),
            "sharing": one_or_more("twitter", "facebook", "linkedin"),
            "downloads": one_or_more("pdf", "epub", "docx"),
        }
    ),
    **{
        "lang": TEXT,
        "number-sections": YES_NO,
        "bibliography": TEXTS,
        "link-citations": YES_NO,
        "metadata-files": {"type": "array", "items": TEXT},
        "filters": {"type": "array", "items": TEXT},
    },
    format=closed(
        html=closed(
            **{
                "theme": TEXTS,
                "css": TEXTS,
                "toc": YES_NO,
                "html-math-method": {"enum": ["plain", "webtex", "gladtex", "mathml", "mathjax", "katex"]},
            }
        ),
        docx=closed(toc=YES_NO),
    ),
)


def refused(quarto: dict[str, Any]) -> list[str]:
    """Return where settings are not what Quarto allows."""
    return [".".join(map(str, fout.path)) for fout in Draft202012Validator(ALLOWED).iter_errors(quarto)]


@pytest.mark.parametrize("weg", [set(), {"hoofdstuk_5"}])
def test_settings_are_what_quarto_allows(weg: set[str]) -> None:
    tekst = (voorbeeld.BOEK / "_quarto.yml").read_text(encoding="utf-8")
    quarto = yaml.safe_load(voorbereiden.chapter_list(tekst, weg))
    assert refused(quarto) == []
    assert len(quarto["book"]["chapters"]) == len(voorbeeld.chapters()) - len(weg)
    # A book starts with this page, and each format that it has is one that we ask of it.
    assert quarto["book"]["chapters"][0] == "index.qmd"
    assert set(quarto["format"]) == {"html", "docx"}
    assert quarto["project"]["type"] == "book"


def test_what_was_refused_is_refused_here_too() -> None:
    quarto = yaml.safe_load((voorbeeld.BOEK / "_quarto.yml").read_text(encoding="utf-8"))
    quarto["book"]["repo-actions"] = False
    quarto["project"]["uitvoer"] = "_boek"
    assert sorted(refused(quarto)) == ["book.repo-actions", "project"]


def test_files_that_the_settings_name_are_in_the_staged_book(bron: Path) -> None:
    quarto = yaml.safe_load((bron / "_quarto.yml").read_text(encoding="utf-8"))
    namen = [
        *quarto["book"]["chapters"],
        *quarto["metadata-files"],
        *quarto["filters"],
        *quarto["project"]["resources"],
        *quarto["format"]["html"]["css"],
        quarto["bibliography"],
        "_variables.yml",
    ]
    for naam in namen:
        assert (bron / naam).exists(), naam


@pytest.fixture(scope="module")
def bron(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a staged sample book."""
    return voorbeeld.staged(tmp_path_factory.mktemp("boek"))


@pytest.fixture
def _quarto(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a stand-in for Quarto on the PATH."""
    on_the_path(tmp_path / "bin", monkeypatch)


def render(bron: Path, uit: Path, formaat: str) -> Path:
    uit.mkdir()
    renderen.render(bron, uit, formaat=formaat, merk="SYNTHETISCH", quarto=shutil.which("quarto"))
    return uit


@pytest.mark.usefixtures("_quarto")
def test_pages_and_word_come_from_quarto(bron: Path, tmp_path: Path) -> None:
    html = render(bron, tmp_path / "html", "html")
    assert {pad.stem for pad in html.glob("*.html")} == set(voorbeeld.chapters())
    assert {pad.name for pad in (html / "figuren").iterdir()} == {pad.name for pad in (bron / "figuren").iterdir()}
    assert "Quarto 1.9.99" in (html / "colofon.html").read_text(encoding="utf-8")
    docx = render(bron, tmp_path / "docx", "docx")
    with zipfile.ZipFile(docx / "monitor.docx") as document:
        assert document.read("word/document.xml") == b"Word van Quarto"


@pytest.mark.usefixtures("_quarto")
def test_a_refusal_is_one_line_from_its_head_on(bron: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before it stands how far Quarto was, after it where in its own code: neither tells what to mend."""
    monkeypatch.setenv("STAND_IN", "refuse")
    with pytest.raises(InputError) as fout:
        render(bron, tmp_path / "html", "html")
    assert str(fout.value).startswith(
        'rapport | quarto: weergave mislukt: ERROR: In file _quarto.yml (line 17, columns 17--21) Field "repo-actions"'
    )
    assert str(fout.value).endswith(" ...")
    assert "\n" not in str(fout.value)
    assert "\x1b" not in str(fout.value)
    assert list((tmp_path / "html").iterdir()) == []


@pytest.mark.usefixtures("_quarto")
def test_a_warning_is_an_error(bron: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Quarto 1.10 says `WARN` on an unresolved reference and exits 0."""
    monkeypatch.setenv("STAND_IN", "warn")
    with pytest.raises(InputError, match="waarschuwing bij de weergave: WARN: Unable to resolve crossref @fig-x"):
        render(bron, tmp_path / "html", "html")
    assert list((tmp_path / "html").iterdir()) == []


def test_a_program_that_does_not_start_is_one_line(bron: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    programma = tmp_path / ("quarto.exe" if sys.platform == "win32" else "quarto")
    programma.write_bytes(b"\x00\x01 no program")
    programma.chmod(programma.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", str(tmp_path) + os.pathsep + os.environ["PATH"])
    with pytest.raises(InputError, match=r"^rapport \| quarto: weergave mislukt: het programma start niet \("):
        render(bron, tmp_path / "html", "html")


@pytest.mark.parametrize(
    ("gezegd", "kop"),
    [
        ("[1/2] index.qmd\nERROR: In file x\n  at y", "ERROR: In file x at y"),
        ("[WARNING] Citeproc: citation a not found\nFailing", "[WARNING] Citeproc: citation a not found Failing"),
        ("pandoc: a.lua: Error running filter", "pandoc: a.lua: Error running filter"),
        ("[1/2] terroristen.qmd\nkapot", "[1/2] terroristen.qmd kapot"),
        ("", ""),
        ("error " + "w " * 59, "error " + "w " * 58 + "w"),
        ("error " + "w " * 60, "error " + "w " * 59 + "..."),
    ],
)
def test_the_head_of_what_was_said(gezegd: str, kop: str) -> None:
    assert pandoc.head(gezegd) == kop


def test_a_silent_failure_says_its_code(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"weergave mislukt: exit 3$"):
        pandoc.run([sys.executable, "-c", "raise SystemExit(3)"], map_=tmp_path)
