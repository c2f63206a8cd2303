"""The list of packages for the secure environment: what runs there needs and no more, as locked, installable there.

That what runs there needs nothing else is shown by a run with all other packages out of reach
(`tests/workflow/test_microdata.py`).
"""

from __future__ import annotations

import csv
import re
import sys
from importlib.metadata import packages_distributions

import pytest
from docs.pakkettenlijst import OFFICE, PYTHONS, closure, inside, needs, pins, runtime
from docs.wielen import needed, read_lock
from helpers.project import ROOT
from packaging.requirements import Requirement
from packaging.tags import compatible_tags, cpython_tags
from packaging.utils import canonicalize_name, parse_wheel_filename

LINES = (ROOT / "config" / "ra" / "pakketten.txt").read_text(encoding="utf-8").splitlines()
LISTED = dict(line.split("==") for line in LINES)
REQUIREMENTS = (ROOT / "requirements.in").read_text(encoding="utf-8")
DIRECT = inside(REQUIREMENTS)
LOCK = read_lock((ROOT / "requirements.dev.lock").read_text(encoding="utf-8"))
# Pure Python without a wheel; test_lock.py proves that it is.
SOURCE = {"connection-pool"}


def test_every_line_is_a_plain_pin():
    assert all(re.fullmatch(r"[a-z0-9-]+==[0-9a-z.]+", line) for line in LINES)
    assert sorted(LISTED) == list(LISTED)
    assert len(LISTED) == len(LINES)


@pytest.mark.parametrize("python", PYTHONS)
def test_every_pin_is_the_one_of_the_lock(python):
    locked = {canonicalize_name(item.requirement.name): item.version for item in needed(LOCK, python)}
    assert {name: locked.get(name) for name in LISTED} == LISTED


def test_the_list_is_up_to_date():
    assert pins(DIRECT, LOCK) == LINES, "run `python -m docs.pakkettenlijst` in workflow/scripts"


@pytest.mark.parametrize("python", PYTHONS)
def test_nothing_that_a_listed_package_needs_is_missing(python):
    """Every package is asked, also one that the walk from the direct ones would have passed by."""
    wanted = {canonicalize_name(item.name) for name in LISTED for item in needs(Requirement(name), python)}
    assert wanted - set(LISTED) == set()


def test_the_workflow_imports_nothing_else():
    """The pages of docs and the report are made at the office; whatever else runs must be in the list."""
    files = [ROOT / "Snakefile", *(ROOT / "workflow" / "rules").rglob("*.smk"), *(ROOT / "src").rglob("*.py")]
    files += (path for path in (ROOT / "workflow" / "scripts").rglob("*.py") if path.parent.name != "docs")
    text = "\n".join(path.read_text(encoding="utf-8") for path in files)
    imported = set(re.findall(r"^\s*(?:from|import) (\w+)", text, re.MULTILINE)) - sys.stdlib_module_names
    packages = packages_distributions()
    used = {canonicalize_name(name) for module in imported for name in packages.get(module, [])}
    assert {"snakemake", "pandas"} <= used
    assert used - set(LISTED) <= OFFICE


def test_what_the_office_alone_uses_is_asked_for_nowhere():
    assert {canonicalize_name(item.name) for item in runtime(REQUIREMENTS)} >= OFFICE
    assert not OFFICE & set(LISTED)


def test_no_tools_for_tests_style_or_pages():
    assert not {"pytest", "playwright", "ruff", "mypy", "snakefmt", "quartodoc", "griffe"} & set(LISTED)


@pytest.mark.parametrize("python", PYTHONS)
def test_every_package_installs_on_windows(python):
    with (ROOT / "requirements.wheels.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["pakket"]: row for row in csv.DictReader(file) if row["python"] == python}
    version = tuple(int(part) for part in python.split("."))
    abi = "cp" + "".join(map(str, version))
    tags = {*cpython_tags(version, [abi], ["win_amd64"]), *compatible_tags(version, abi, ["win_amd64"])}
    without = set()
    for name, pin in LISTED.items():
        assert rows[name]["versie"] == pin, name
        if rows[name]["bestand"].endswith(".whl"):
            assert parse_wheel_filename(rows[name]["bestand"])[3] & tags, f"{name} is not for Windows and {python}"
        else:
            without.add(name)
    assert without <= SOURCE


def test_direct_dependencies_by_hand():
    text = "# Direct\n#  about\na-b>=2,<3    # why\nc[x]\n"
    assert [str(item) for item in runtime(text)] == ["a-b<3,>=2", "c[x]"]


METADATA = {
    "a": ["b>=1", 'c; sys_platform == "linux"', 'd; extra == "more"', 'e[x]; python_version < "3.12"'],
    "e": ['f; extra == "x"', 'g; sys_platform == "win32"'],
}


def test_the_walk_by_hand(monkeypatch):
    monkeypatch.setattr("docs.pakkettenlijst.requires", METADATA.get)
    assert closure([Requirement("a")], "3.11") == {"a", "b", "e", "f", "g"}
    assert closure([Requirement("a[more]")], "3.12") == {"a", "b", "d"}


def test_a_package_with_two_versions_is_refused(monkeypatch):
    monkeypatch.setattr("docs.pakkettenlijst.requires", METADATA.get)
    lines = ('h==1 ; python_version < "3.12"', 'h==2 ; python_version >= "3.12"', "b==3")
    lock = read_lock("".join(f"{line} \\\n    --hash=sha256:00\n" for line in lines))
    assert pins([Requirement("b")], lock) == ["b==3"]
    with pytest.raises(ValueError, match="more than one version of h:"):
        pins([Requirement("h")], lock)
