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

from bouw import ROOT  # noqa: E402 - the paths come first when this is run as a program

from werkagenda.words.render import NOTES, _environment, render_all  # noqa: E402

TEKSTEN = {
    pad.stem: yaml.safe_load(pad.read_text(encoding="utf-8")) for pad in (ROOT / "report" / "teksten").glob("*.yaml")
}
# Families whose sentences stand in their file.
FAMILIES = sorted(familie for familie, zinnen in TEKSTEN.items() if "titel" in zinnen)
SCRIPTS = yaml.safe_load((ROOT / "resources" / "families.yaml").read_text(encoding="utf-8"))


def sentences(familie):
    return {naam: zin for naam, zin in TEKSTEN[familie].items() if naam != NOTES}


@cache
def examples(familie):
    module = importlib.import_module(f"unit.text.facts_{SCRIPTS[familie]['tekst']}")
    return module.EXAMPLES[familie]


def said(familie):
    return {naam: render_all(sentences(familie), facts, familie) for naam, facts in examples(familie).items()}


def snapshot(familie):
    return HIER / "snapshots" / f"{familie}.yaml"


@pytest.mark.parametrize("familie", FAMILIES)
def test_the_sentences_are_those_of_the_snapshot(familie):
    assert said(familie) == yaml.safe_load(snapshot(familie).read_text(encoding="utf-8"))


@pytest.mark.parametrize("familie", FAMILIES)
def test_there_is_an_example_with_facts_and_one_without(familie):
    assert len(examples(familie)) > 1
    assert "leeg" in examples(familie)


@pytest.mark.parametrize("familie", FAMILIES)
def test_every_fact_is_used_and_no_sentence_is_deep(familie):
    zinnen = sentences(familie)
    tekst = "\n".join([*zinnen.values(), *TEKSTEN[familie].get(NOTES, [])])
    gebruikt = meta.find_undeclared_variables(_environment().parse(tekst))
    facts = set().union(*examples(familie).values()) - {"figuur"}
    assert facts - gebruikt == set()
    for zin in zinnen.values():
        assert not re.search(r"\{%-?\s*(for|macro|set|block)\b", zin)
        diep = hoogste = 0
        for woord in re.findall(r"\{%-?\s*(if|endif)\b", zin):
            diep += 1 if woord == "if" else -1
            hoogste = max(hoogste, diep)
        assert hoogste <= 1


def test_every_sentence_is_said_somewhere():
    """In a chapter, in a note, in a title or axis, or in another sentence of its family."""
    boek = "".join(pad.read_text(encoding="utf-8") for pad in (ROOT / "report").rglob("*.*md"))
    code = "".join(pad.read_text(encoding="utf-8") for pad in (ROOT / "workflow" / "scripts").rglob("*.py"))
    stil = []
    for familie in FAMILIES:
        zinnen = sentences(familie)
        for naam in set(zinnen) - {"titel", "alt", "as"}:
            elders = " ".join(
                [*(zin for ander, zin in zinnen.items() if ander != naam), *TEKSTEN[familie].get(NOTES, [])]
            )
            in_boek = re.search(rf"var \w+\.{naam}\b", boek) or f'"{naam}"' in code
            if not in_boek and not re.search(rf"\b{naam}\b", elders):
                stil.append((familie, naam))
    assert stil == []


if __name__ == "__main__":
    for familie in FAMILIES:
        inhoud = yaml.safe_dump(said(familie), allow_unicode=True, sort_keys=False, width=120)
        snapshot(familie).write_text(inhoud, encoding="utf-8", newline="\n")
