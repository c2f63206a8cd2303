"""One small build of the whole workflow, on the real command line, shared by all tests that look at it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
# What is made, or belongs to this machine.
NIET_MEE = ("results", ".snakemake", ".git", ".venv", "raw", "__pycache__", ".*_cache", ".quarto")
KLEIN = "klein.yaml"
INSTELLINGEN = """\
synthetisch:
  omvang: 0.03
  open: [2023, 2024]
  levering: [2020, 2023]
"""
NIETS = "Nothing to be done"


class Project:
    """A copy of the project with the small configuration, and what Snakemake says and does there."""

    def __init__(self, map_: Path) -> None:
        self.map = map_

    def start(self, *argumenten: str, cores: int = 2) -> subprocess.Popen[str]:
        """Start plain `snakemake --cores N` with the small configuration; targets come first."""
        opdracht = [sys.executable, "-m", "snakemake", *argumenten, "--cores", str(cores), "--configfile", KLEIN]
        # The tests may themselves run with the project's modules on the path; the workflow must find its own.
        omgeving = {naam: waarde for naam, waarde in os.environ.items() if naam != "PYTHONPATH"}
        return subprocess.Popen(  # noqa: S603 - our own command
            opdracht, cwd=self.map, env=omgeving, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8"
        )

    def run(self, *argumenten: str, cores: int = 2, code: int = 0) -> str:
        """Run it to its end, check the exit code and return all that it printed."""
        proces = self.start(*argumenten, cores=cores)
        gezegd, _ = proces.communicate()
        assert proces.returncode == code, gezegd[-6000:]
        return gezegd

    def pending(self, *argumenten: str) -> dict[str, int]:
        """Return how many jobs of which rule Snakemake would run, without running them."""
        return jobs(self.run("-n", *argumenten))

    def nothing_to_do(self) -> bool:
        """Run the main job and tell whether there was nothing to do."""
        return NIETS in self.run()

    def set(self, tekst: str) -> None:
        """Replace the user's own configuration file."""
        (self.map / KLEIN).write_text(tekst, encoding="utf-8")

    def edit(self, pad: str, oud: str, nieuw: str) -> None:
        """Replace text in a file of the project; it must be there."""
        tekst = (self.map / pad).read_text(encoding="utf-8")
        assert oud in tekst
        (self.map / pad).write_text(tekst.replace(oud, nieuw, 1), encoding="utf-8")

    def copy(self, doel: Path) -> Project:
        """Copy project, results and Snakemake's records; dates are not kept."""
        shutil.copytree(self.map, doel, copy_function=shutil.copy)
        return Project(doel)


def jobs(gezegd: str) -> dict[str, int]:
    """Return the job table that Snakemake printed: rule and number; empty when there was nothing to do."""
    if NIETS in gezegd:
        return {}
    tabel = re.search(r"^job +count\n-+ +-+\n(.*?)^total", gezegd, flags=re.MULTILINE | re.DOTALL)
    assert tabel, gezegd[-3000:]
    return {regel.split()[0]: int(regel.split()[1]) for regel in tabel.group(1).splitlines() if regel.strip()}


def new_project(doel: Path, instellingen: str = INSTELLINGEN) -> Project:
    """Copy the project without anything that was made, with the small configuration in it."""
    shutil.copytree(ROOT, doel, ignore=shutil.ignore_patterns(*NIET_MEE))
    project = Project(doel)
    project.set(instellingen)
    return project


@pytest.fixture(scope="session")
def vers(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The project built once from nothing; tests that change something copy it first."""
    project = new_project(tmp_path_factory.mktemp("monitor") / "eerste keer")
    project.run()
    return project


@pytest.fixture(scope="session")
def gebouwd(vers: Project) -> Path:
    """The folder of the built project."""
    return vers.map


@pytest.fixture(scope="session")
def gebouwd_rapport(gebouwd: Path) -> Path:
    """The folder with the results of the built project."""
    return gebouwd / "results"


@pytest.fixture
def kopie(vers: Project, tmp_path: Path) -> Project:
    """A copy of the built project that a test may change."""
    return vers.copy(tmp_path / "kopie")
