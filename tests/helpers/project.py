"""A copy of the project to run Snakemake in, on the real command line, with a small synthetic configuration."""

from __future__ import annotations

import compileall
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from contextlib import suppress
from functools import cache
from pathlib import Path
from py_compile import PycInvalidationMode
from typing import TYPE_CHECKING

from helpers import snakemake_copy

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).parents[2]
# All that the workflow needs; the tests are not among it.
PROJECT = (
    "Snakefile",
    "README.md",
    "config",
    "docs",
    "profiles",
    "report",
    "requirements.lock",
    "resources",
    "src",
    "workflow",
)
KLEIN = "klein.yaml"
INSTELLINGEN = """\
factsheets: {instellingen: [90BH, 92KF, 93SB]}
microdata: {cohorten: [2018, 2021]}
synthetisch:
  omvang: 0.03
  open: [2023, 2024]
  levering: [2020, 2023]
  microdata: {omvang: 0.02}
"""
# Of the tests' own process alone: the workflow finds its own modules, and Python keeps what it compiles, as for a user.
OWN = {"PYTHONPATH", "PYTHONDONTWRITEBYTECODE"}
COMPILED = "__pycache__"
NIETS = "Nothing to be done"
# What the twins of a built project shared when the first was made.
_SHARED: dict[Path, dict[Path, tuple[int, str]]] = {}
# Stands beside the project that is built once.
AGAIN = "nog eens.txt"


class Project:
    """A copy of the project with the small configuration, and what Snakemake says and does there."""

    def __init__(self, map_: Path) -> None:
        self.map = map_
        # Of Snakemake's own process, beside those of the test.
        self.environment: dict[str, str] = {}

    def start(self, *argumenten: str, cores: int = 2) -> subprocess.Popen[str]:
        """Start plain `snakemake --cores N` with the small configuration; targets come first."""
        return subprocess.Popen(  # noqa: S603 - our own command
            [sys.executable, "-m", "snakemake", *words(argumenten, cores)],
            cwd=self.map,
            env=self._surroundings(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
        )

    def run(self, *argumenten: str, cores: int = 2, code: int = 0) -> str:
        """Run it to its end, check the exit code and return all that it printed."""
        # Who has an environment of its own starts a Python with it.
        start = snakemake_copy.run_anew if self.environment else snakemake_copy.run
        einde, gezegd = start(words(argumenten, cores), folder=self.map, env=self._surroundings())
        assert einde == code, gezegd[-6000:]
        return gezegd

    def _surroundings(self) -> dict[str, str]:
        return {naam: waarde for naam, waarde in os.environ.items() if naam not in OWN} | self.environment

    def pending(self, *argumenten: str) -> dict[str, int]:
        """Return how many jobs of which rule Snakemake would run, without running them."""
        return jobs(self.run(*argumenten, "-n"))

    def set(self, tekst: str) -> None:
        """Replace the user's own configuration file."""
        (self.map / KLEIN).write_text(tekst, encoding="utf-8")

    def forget(self) -> None:
        """Forget what the last whole run left: then a run plans, also where nothing changed."""
        (self.map / ".snakemake" / "werkagenda" / "stand.txt").unlink(missing_ok=True)

    def edit(self, pad: str, oud: str, nieuw: str) -> None:
        """Replace text in a file of the project; it must be there."""
        tekst = (self.map / pad).read_text(encoding="utf-8")
        assert oud in tekst
        self.own(pad).write_text(tekst.replace(oud, nieuw, 1), encoding="utf-8")

    def copy(self, doel: Path) -> Project:
        """Copy project, results and Snakemake's records; dates are not kept."""
        shutil.copytree(self.map, doel, copy_function=shutil.copy)
        return Project(doel)

    def twin(self, doel: Path) -> Project:
        """Make a copy whose results are the same files on the disk; `own` is for who writes in one."""
        _SHARED.setdefault(self.map, state(self.map))

        def same(bron: str, naar: str) -> None:
            if shared(Path(bron).relative_to(self.map)):
                with suppress(OSError):  # another disk, or one without links
                    os.link(bron, naar)
                    return
            shutil.copy(bron, naar)

        shutil.copytree(self.map, doel, copy_function=same)
        return Project(doel)

    def own(self, pad: str) -> Path:
        """Return a file of a twin, which the built project does not share from here on."""
        bestand = self.map / pad
        los = bestand.with_name(f"{bestand.name}.los")
        shutil.copy(bestand, los)
        return los.replace(bestand)


def shared(pad: Path) -> bool:
    """Tell whether a twin has the very file: what steps made. Snakemake writes in its own, and logs grow."""
    return pad.parts[0] == "results" and pad.parts[1] not in {"benchmark", "log"}


def state(map_: Path) -> dict[Path, tuple[int, str]]:
    """Return the rights and the hash of each file of a project that its twins share."""
    files = (pad for pad in sorted((map_ / "results").rglob("*")) if pad.is_file())
    return {
        pad: (pad.stat().st_mode, hashlib.sha256(pad.read_bytes()).hexdigest())
        for pad in files
        if shared(pad.relative_to(map_))
    }


def changed_by_a_twin() -> list[Path]:
    """Return the files of built projects that a twin wrote in, so that all other tests read what it wrote."""
    return [pad for map_, was in _SHARED.items() for pad, _ in sorted(set(was.items()) ^ set(state(map_).items()))]


def words(argumenten: Sequence[str], cores: int) -> list[str]:
    """Return the command line of Snakemake with the small configuration; targets come first."""
    return [*argumenten, "--cores", str(cores), "--configfile", KLEIN]


def again(built: Project) -> str:
    """Return what a second run in a built project said; tests/conftest.py made it, for nothing runs where all look."""
    return (built.map.parent / AGAIN).read_text(encoding="utf-8")


def jobs(gezegd: str) -> dict[str, int]:
    """Return the job table that Snakemake printed: rule and number; empty when there was nothing to do."""
    if NIETS in gezegd:
        return {}
    tabel = re.search(r"^job +count\n-+ +-+\n(.*?)^total", gezegd, flags=re.MULTILINE | re.DOTALL)
    assert tabel, gezegd[-3000:]
    return {regel.split()[0]: int(regel.split()[1]) for regel in tabel.group(1).splitlines() if regel.strip()}


def new_project(doel: Path, instellingen: str = INSTELLINGEN, *, bron: Path = ROOT) -> Project:
    """Copy the project without anything that was made, with the small configuration in it."""
    for naam in PROJECT:
        if naam == "src":
            shutil.copytree(_compiled(bron).name, doel / naam)
        elif (bron / naam).is_dir():
            shutil.copytree(bron / naam, doel / naam, ignore=shutil.ignore_patterns(COMPILED))
        else:
            doel.mkdir(parents=True, exist_ok=True)
            shutil.copy(bron / naam, doel / naam)
    project = Project(doel)
    project.set(instellingen)
    return project


@cache
def _compiled(bron: Path) -> tempfile.TemporaryDirectory[str]:
    """Return the modules with what Python makes of them: known by their content, so also where they are copied to."""
    map_ = tempfile.TemporaryDirectory()
    shutil.copytree(bron / "src", map_.name, ignore=shutil.ignore_patterns(COMPILED), dirs_exist_ok=True)
    compileall.compile_dir(map_.name, quiet=2, invalidation_mode=PycInvalidationMode.CHECKED_HASH)
    return map_
