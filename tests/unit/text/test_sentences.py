"""Every sentence of every family, filled in with full and with empty facts, against a snapshot that people reviewed.

A module `unit.text.facts_<script>` has `EXAMPLES`: per family a name and the facts of each example, made by the
family's own function from a small data file. `python tests/unit/text/test_sentences.py` writes the snapshots anew.
"""

import importlib
import re
import sys
from functools import cache
from pathlib import Path

import pytest
import yaml
from jinja2 import meta

HIER = Path(__file__).parent
sys.path[:0] = [str(HIER.parents[2] / deel) for deel in ("src", "workflow/scripts", "tests")]

from helpers.project import ROOT  # noqa: E402 - the paths come first when this is run as a program

from werkagenda.words.render import (  # noqa: E402
    NOTES,
    PICTURE,
    PIECES,
    _environment,
    picture_words,
    render_all,
    with_shared,
)

TEKSTEN = {
    pad.stem: yaml.safe_load(pad.read_text(encoding="utf-8")) for pad in (ROOT / "report" / "teksten").glob("*.yaml")
}
# Families whose sentences stand in their file.
FAMILIES = sorted(familie for familie, zinnen in TEKSTEN.items() if "titel" in zinnen)
SHARED = TEKSTEN["algemeen"][PIECES]
SCRIPTS = yaml.safe_load((ROOT / "resources" / "families.yaml").read_text(encoding="utf-8"))


# What a sentence says of a direction, and the word of its fact; an open question says none.
WOORDEN = {woord: woord for woord in ("gestegen", "gedaald", "gelijk gebleven")} | {
    "gelijk is gebleven": "gelijk gebleven"
}
OPEN_VRAAG = "gestegen of gedaald"


def sentences(familie):
    zinnen = {naam: zin for naam, zin in TEKSTEN[familie].items() if naam not in (NOTES, PIECES, PICTURE)}
    return zinnen | {f"{PICTURE}.{naam}": zin for naam, zin in TEKSTEN[familie].get(PICTURE, {}).items()}


def pieces(familie):
    return TEKSTEN[familie].get(PIECES, {})


def all_words(familie):
    eigen = [*sentences(familie).values(), *pieces(familie).values(), *TEKSTEN[familie].get(NOTES, [])]
    return [*eigen, *(deel for naam, deel in SHARED.items() if f"{PIECES}.{naam}" in "".join(eigen))]


@cache
def examples(familie):
    module = importlib.import_module(f"unit.text.facts_{SCRIPTS[familie]['tekst']}")
    return module.EXAMPLES[familie]


def said(familie):
    zinnen = with_shared(TEKSTEN[familie], TEKSTEN["algemeen"])
    uit = {}
    for naam, facts in examples(familie).items():
        gezegd = render_all(zinnen, facts, familie)
        beeld = picture_words(zinnen, {**facts, **gezegd}, familie)
        uit[naam] = gezegd | {f"{PICTURE}.{woord}": zin for woord, zin in beeld.items()}
    return uit


def snapshot(familie):
    return HIER / "snapshots" / f"{familie}.yaml"


@pytest.mark.parametrize("familie", FAMILIES)
def test_the_sentences_are_those_of_the_snapshot(familie):
    assert said(familie) == yaml.safe_load(snapshot(familie).read_text(encoding="utf-8"))


@pytest.mark.parametrize("familie", FAMILIES)
def test_no_sentence_prints_a_missing_value(familie):
    zinnen = [zin for voorbeeld in said(familie).values() for zin in voorbeeld.values()]
    assert [zin for zin in zinnen if re.search(r"\b(nan|NaN|None)\b", zin)] == []


@pytest.mark.parametrize("familie", FAMILIES)
def test_there_is_an_example_with_facts_and_one_without(familie):
    assert len(examples(familie)) > 1
    assert "leeg" in examples(familie)


@pytest.mark.parametrize("familie", FAMILIES)
def test_every_fact_is_used_and_no_sentence_is_deep(familie):
    gebruikt = meta.find_undeclared_variables(_environment().parse("\n".join(all_words(familie))))
    facts = set().union(*examples(familie).values()) - {"figuur"}
    rijen = [rij for voorbeeld in examples(familie).values() for rij in rows_of(voorbeeld)]
    # The word of a row may only be counted, and the interval of an exact change has one end to print.
    assert facts.union(*rijen) - gebruikt - {"richting", "verandering_boven"} == set()
    for zin in all_words(familie):
        assert not re.search(r"\{%-?\s*(for|macro|set|block)\b", zin)
        diep = hoogste = 0
        for woord in re.findall(r"\{%-?\s*(if|endif)\b", zin):
            diep += 1 if woord == "if" else -1
            hoogste = max(hoogste, diep)
        assert hoogste <= 1


def rows_of(facts):
    """Return the rows among the facts, of which a piece tells."""
    lijsten = [waarde for naam, waarde in facts.items() if naam != "figuur" and isinstance(waarde, list)]
    return [rij for lijst in lijsten for rij in lijst if isinstance(rij, dict)]


@pytest.mark.parametrize("familie", FAMILIES)
def test_every_piece_is_said_somewhere(familie):
    gezegd = "\n".join(all_words(familie))
    assert {naam for naam in pieces(familie) if f"{PIECES}.{naam}" not in gezegd} == set()


def directions(facts):
    """Return every fact among the facts that has a word of direction, with the interval it follows from."""
    if isinstance(facts, list):
        return [gevonden for deel in facts for gevonden in directions(deel)]
    if not isinstance(facts, dict):
        return []
    eigen = [facts] if {"richting", "verandering_onder", "verandering_boven"} <= set(facts) else []
    return [*eigen, *(gevonden for deel in facts.values() for gevonden in directions(deel))]


def carried(feit):
    """Tell whether the interval of a change lets its word be said; the thresholds are half a point and a percent."""
    onder, boven = feit["verandering_onder"], feit["verandering_boven"]
    return {
        "gestegen": onder > 0,
        "gedaald": boven < 0,
        "gelijk gebleven": onder > -1 and boven < 1,
        "niet te zeggen": onder < 1 and boven > -1,
    }[feit["richting"]]


@pytest.mark.parametrize("familie", FAMILIES)
def test_every_word_of_direction_has_a_fact_whose_interval_carries_it(familie):
    for naam, zinnen in said(familie).items():
        feiten = directions(examples(familie)[naam])
        assert [feit for feit in feiten if not carried(feit)] == []
        for zin in zinnen.values():
            gezegd = {WOORDEN[woord] for woord in re.findall("|".join(WOORDEN), zin.replace(OPEN_VRAAG, ""))}
            assert gezegd <= {feit["richting"] for feit in feiten}, (naam, zin)


def test_every_sentence_is_said_somewhere():
    """In a chapter, in a note, in a title or axis, or in another sentence of its family."""
    boek = "".join(pad.read_text(encoding="utf-8") for pad in (ROOT / "report").rglob("*.*md"))
    code = "".join(pad.read_text(encoding="utf-8") for pad in (ROOT / "workflow" / "scripts").rglob("*.py"))
    stil = []
    for familie in FAMILIES:
        zinnen = sentences(familie)
        for naam in set(zinnen) - {"titel", "ondertitel", "alt", "as", "as_y"}:
            elders = " ".join([zin for zin in all_words(familie) if zin != zinnen[naam]])
            in_boek = re.search(rf"var \w+\.{naam}\b", boek) or f'"{naam.removeprefix(f"{PICTURE}.")}"' in code
            if not in_boek and not re.search(rf"\b{naam}\b", elders):
                stil.append((familie, naam))
    assert stil == []


if __name__ == "__main__":
    (HIER / "snapshots").mkdir(exist_ok=True)
    for familie in FAMILIES:
        inhoud = yaml.safe_dump(said(familie), allow_unicode=True, sort_keys=False, width=120)
        snapshot(familie).write_text(inhoud, encoding="utf-8", newline="\n")
