"""What runs on GitHub is what the README says, with the versions of Python that start.py takes."""

from __future__ import annotations

import re

import yaml
from helpers.project import ROOT

JOB = yaml.safe_load((ROOT / ".github" / "workflows" / "readme.yml").read_text(encoding="utf-8"))["jobs"]["readme"]


def test_every_version_that_start_takes_on_both_systems():
    taken = re.search(r"^PYTHONS = (\(.*\))$", (ROOT / "start.py").read_text(encoding="utf-8"), re.MULTILINE)[1]
    versions = [".".join(pair) for pair in re.findall(r"\((\d+), (\d+)\)", taken)]
    assert JOB["strategy"]["matrix"] == {"os": ["ubuntu-latest", "windows-latest"], "python": versions}


def test_the_two_commands_of_the_readme():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    commands = re.findall(r"^    python3 (start\.py(?: test)?)$", readme.partition("## Windows")[0], re.MULTILINE)
    ran = [step["run"].removeprefix("python ") for step in JOB["steps"] if step.get("run", "").startswith("python ")]
    assert ran == commands == ["start.py", "start.py test"]
