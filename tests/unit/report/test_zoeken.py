"""The glossary and the search: what is found, under which name."""

import json

import pytest
from helpers.book_example import staged

from werkagenda.errors import InputError
from werkagenda.report.glossary import glossary, words
from werkagenda.report.search import Entry, script, sections

TERMEN = [
    {"id": "begrip-lob", "naam": "LOB", "woorden": ["LOB"], "uitleg": "Hulp."},
    {"id": "begrip-bol", "naam": "bol", "woorden": ["bol", "bol's"], "uitleg": "Op school."},
]


def test_terms_stand_by_alphabet_and_each_word_has_one():
    assert glossary(TERMEN) == "[bol]{#begrip-bol}\n:   Op school.\n\n[LOB]{#begrip-lob}\n:   Hulp.\n"
    assert words(TERMEN) == {"LOB": "begrip-lob", "bol": "begrip-bol", "bol's": "begrip-bol"}
    with pytest.raises(InputError, match="'bol' staat bij begrip-bol en bij begrip-x"):
        words([*TERMEN, {"id": "begrip-x", "woorden": ["bol"]}])


def test_chapters_and_headings_are_found_by_their_words():
    boek = {"een": "# Een {#een}\n\n## 1.1 Wat *er* is\\_ {#wat}\n\ntekst\n", "twee": "# Twee {#twee .microdata}\n"}
    gevonden = list(sections(boek, hoofdstuk="bladzijde"))
    assert gevonden == [
        Entry("een.html", "Een", "bladzijde"),
        Entry("een.html#wat", "1.1 Wat er is_", "Een"),
        Entry("twee.html", "Twee", "bladzijde"),
    ]
    inhoud = script(gevonden).removeprefix("window.zoekindex = ").removesuffix(";\n")
    assert json.loads(inhoud)[0] == ["een.html", "Een", "bladzijde", ""]


def test_an_institution_is_found_by_name_and_code_where_factsheets_are_public(tmp_path):
    wie = {"instelling": "98XA", "naam": "ROC Verzonnen", "voorheen": "97XB"}
    for openbaar, verwacht in (((wie,), 1), ((), 0)):
        bron = staged(tmp_path / str(verwacht), instellingen=openbaar)
        index = (bron / "stijl" / "zoekindex.js").read_text(encoding="utf-8")
        assert index.count('["factsheets/98XA.html", "ROC Verzonnen", "instelling", "98XA 97XB"]') == verwacht
        assert '"indicatoren/hulp_keuze.html"' in index
        assert '["hoofdstuk_3.html#figuur-3-1"' in index
