"""The lock installs on Linux and on Windows, and says nothing about where its packages come from."""

from __future__ import annotations

import csv
import re
import sys
from importlib.metadata import distribution, packages_distributions

import pytest
import yaml
from docs.wielen import PYTHONS, needed, read_lock
from helpers.project import ROOT
from packaging.tags import compatible_tags, cpython_tags
from packaging.utils import canonicalize_name, parse_sdist_filename, parse_wheel_filename

RUN, LOCK = (
    read_lock((ROOT / name).read_text(encoding="utf-8")) for name in ("requirements.lock", "requirements.dev.lock")
)
# Programs, and what other packages read.
PROGRAMS = {
    "contourpy",
    "griffe",
    "mypy",
    "pandas-stubs",
    "pygments",
    "pytest-xdist",
    "ruff",
    "snakefmt",
    "types-jsonschema",
    "types-pyyaml",
}


def listed(python: str) -> dict[str, dict[str, str]]:
    with (ROOT / "requirements.wheels.csv").open(encoding="utf-8", newline="") as file:
        return {row["pakket"]: row for row in csv.DictReader(file) if row["python"] == python}


def tags(python: str) -> set:
    version = tuple(int(part) for part in python.split("."))
    abi = f"cp{version[0]}{version[1]}"
    return set(cpython_tags(version, [abi], ["win_amd64"])) | set(compatible_tags(version, abi, ["win_amd64"]))


def test_reading_a_lock_by_hand():
    text = (
        'a-b==1.2 ; os_name == "nt" \\\n    --hash=sha256:00 \\\n    --hash=sha256:11\nc==3 \\\n    --hash=sha256:22\n'
    )
    first, second = read_lock(text)
    assert (first.requirement.name, first.version, first.hashes) == ("a-b", "1.2", ("sha256:00", "sha256:11"))
    assert (second.requirement.marker, second.hashes) == (None, ("sha256:22",))


def test_markers_are_judged_for_windows():
    lines = ('a==1 ; sys_platform == "linux"', 'b==1 ; python_full_version >= "3.12"', "c==1")
    text = "".join(f"{line} \\\n    --hash=sha256:00\n" for line in lines)
    names = {python: [item.requirement.name for item in needed(read_lock(text), python)] for python in ("3.11", "3.12")}
    assert names == {"3.11": ["c"], "3.12": ["b", "c"]}


def test_every_package_has_one_version_and_hashes():
    assert len(LOCK) > 50
    for item in LOCK:
        assert item.version
        assert item.hashes
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", som) for som in item.hashes), item.requirement.name


def test_what_runs_is_what_is_tested():
    """Every package to run with is the same, its files too, in the lock to develop with; that has more."""
    run, develop = ({(item.requirement.name, item.version, item.hashes) for item in lock} for lock in (RUN, LOCK))
    assert run < develop
    names = {item.requirement.name for item in RUN}
    assert not {"pytest", "playwright", "statsmodels", "duckdb", "mypy", "quartodoc"} & names
    assert {"snakemake", "pandas", "polars", "pypandoc-binary"} <= names


def test_a_cluster_needs_the_same_and_its_plugin():
    text = (ROOT / "requirements.slurm.lock").read_text(encoding="utf-8")
    run, cluster = (
        {(item.requirement.name, item.version, item.hashes) for item in lock} for lock in (RUN, read_lock(text))
    )
    assert run < cluster
    assert {name for name, _, _ in cluster - run} == {
        "snakemake-executor-plugin-slurm",
        "snakemake-executor-plugin-slurm-jobstep",
    }


def test_what_installs_the_rest_is_one_package_with_hashes():
    (uv,) = read_lock((ROOT / "requirements.uv.lock").read_text(encoding="utf-8"))
    assert (uv.requirement.name, bool(uv.version)) == ("uv", True)
    assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", som) for som in uv.hashes)


@pytest.mark.parametrize(
    "name",
    [
        "requirements.in",
        "requirements.slurm.in",
        "requirements.slurm.lock",
        "requirements.uv.in",
        "requirements.uv.lock",
        "requirements.dev.in",
        "requirements.lock",
        "requirements.dev.lock",
        "requirements.wheels.csv",
        "environment.yml",
    ],
)
def test_no_address(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    assert not re.search(r"://|--(extra-)?index-url|--find-links|--trusted-host| @ ", text)


def direct() -> dict[str, str]:
    """Return the direct dependencies, each with the comment that says why."""
    files = (ROOT / name for name in ("requirements.in", "requirements.dev.in"))
    lines = [line for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    parts = (line.partition("#") for line in lines if not line.startswith(("#", "-r ")))
    return {canonicalize_name(re.split(r"[\s<>=]", spec)[0]): why.strip() for spec, _, why in parts}


def test_every_direct_dependency_is_locked_and_says_why():
    assert set(direct()) <= {canonicalize_name(item.requirement.name) for item in LOCK}
    assert all(direct().values())


def test_direct_dependencies_are_what_the_code_imports():
    files = [ROOT / "start.py", ROOT / "Snakefile", *(ROOT / "workflow" / "rules").rglob("*.smk")]
    for folder in ("src", "workflow", "tests", "benchmarks"):
        files += (ROOT / folder).rglob("*.py")
    text = "\n".join(file.read_text(encoding="utf-8") for file in files)
    imported = set(re.findall(r"^\s*(?:from|import) (\w+)", text, re.MULTILINE)) - sys.stdlib_module_names
    packages = packages_distributions()
    needed_here = {canonicalize_name(name) for module in imported for name in packages.get(module, [])}
    assert needed_here - set(direct()) == set(), "imported, but in no requirements file"
    assert set(direct()) - needed_here == PROGRAMS, "in a requirements file, but nothing imports it"


@pytest.mark.parametrize("python", PYTHONS)
def test_the_list_of_wheels_covers_exactly_the_lock(python):
    expected = {canonicalize_name(item.requirement.name): item.version for item in needed(LOCK, python)}
    assert {name: row["versie"] for name, row in listed(python).items()} == expected


@pytest.mark.parametrize("python", PYTHONS)
def test_every_package_installs_on_windows(python):
    hashes = {(canonicalize_name(item.requirement.name), item.version): item.hashes for item in LOCK}
    for name, row in listed(python).items():
        assert f"sha256:{row['sha256']}" in hashes[name, row["versie"]], f"{name}: not a file of the lock"
        if row["bestand"].endswith(".whl"):
            found, version, _, wheel_tags = parse_wheel_filename(row["bestand"])
            assert wheel_tags & tags(python), f"{name}: {row['bestand']} is not for Windows and Python {python}"
        else:
            # No wheel at all: fine when it is pure Python, as the wheel built from it here says of itself.
            found, version = parse_sdist_filename(row["bestand"])
            built = distribution(name).read_text("WHEEL")
            assert "Root-Is-Purelib: true" in built
            assert "Tag: py3-none-any" in built
        assert (found, str(version)) == (name, row["versie"])


def test_conda_installs_the_same_lock():
    parts = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))["dependencies"]
    (pip,) = (part["pip"] for part in parts if isinstance(part, dict))
    assert pip == ["--require-hashes", "-r requirements.lock"]
    names = {re.split(r"[<>=]", part)[0] for part in parts if isinstance(part, str)}
    assert names == {"python", "pip", "quarto"}
