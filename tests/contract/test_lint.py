"""Snakemake's own lint, with the advice that this project does not follow and why."""

from __future__ import annotations

import os
import re

from helpers import snakemake_copy
from helpers.project import ROOT

NOT_FOLLOWED = {
    "Specify a conda environment or container for each rule.": "one lock holds the packages of every rule",
    "Environment variable LC_ALL used but not asserted": "common.smk sets it, so that no language of a user comes in",
    "Mixed rules and functions in same snakefile.": "an input function of one line stands beside the rule that uses it",
    "Param map is a prefix of input or output file": "a renderer writes a folder, and the folder is local",
}
# They speak to a person, so what they say belongs on the screen.
NO_LOG = ("rule audit ", "rule gezondheid ", "rule help ")


def advice(text: str) -> list[tuple[str, str]]:
    found, place = [], ""
    for line in text.splitlines():
        if line.startswith("Lints for "):
            place = line.removeprefix("Lints for ")
        elif line.startswith("    * "):
            found.append((place, line.removeprefix("    * ")))
    return found


def test_reading_the_advice():
    first = "Lints for rule a (line 1, x.smk):\n    * First.:\n      Why it\n    * Second:\n"
    text = f"{first}Lints for rule b (line 2):\n    * Third:\n"
    assert [(re.split(r"[ (]", place)[1], line) for place, line in advice(text)] == [
        ("a", "First.:"),
        ("a", "Second:"),
        ("b", "Third:"),
    ]


def test_no_other_advice():
    _, said = snakemake_copy.run(["--lint", "--cores", "1"], folder=ROOT, env=os.environ)
    found = advice(said)
    assert found, said
    other = [
        (place, line)
        for place, line in found
        if not line.startswith(tuple(NOT_FOLLOWED))
        and not (line.startswith("No log directive") and place.startswith(NO_LOG))
    ]
    assert other == []
    for title in NOT_FOLLOWED:
        assert any(line.startswith(title) for _, line in found), f"no longer given: {title}"
