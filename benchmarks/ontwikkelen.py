"""What a developer and a new user wait for: `python benchmarks/ontwikkelen.py [words for pytest]`.

The install in a fresh copy of the project, with the tools of this machine (uv when it is there) and what they remember
of earlier downloads; the tests of the project itself as `start.py test` runs them, or those that are named.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from helpers.project import new_project  # noqa: E402 - found by the line above
from meten import Rij, table  # noqa: E402

import start  # noqa: E402

INSTALLEREN, GB = 20, 1.3
TESTS, UNIT = 7 * 60, 60


def install(map_: Path) -> list[Rij]:
    """Measure the environment of who runs the report: its making and its size."""
    project = new_project(map_ / "project").map
    for naam in ("start.py", "pyproject.toml", start.UV_LOCK.name):
        shutil.copy(ROOT / naam, project / naam)
    # The Python that this environment was made with: an environment makes no other.
    python = getattr(sys, "_base_executable", sys.executable)
    omgeving = {naam: waarde for naam, waarde in os.environ.items() if naam not in {"VIRTUAL_ENV", "PYTHONPATH"}}
    begin = time.perf_counter()
    subprocess.run([python, "start.py", "--version"], cwd=project, env=omgeving, check=True, stdout=sys.stderr)
    seconden = time.perf_counter() - begin
    grootte = sum(pad.lstat().st_size for pad in (project / ".venv").rglob("*") if not pad.is_symlink()) / 1e9
    # That of the machine, or the one that start.py gets.
    hoe = "uv" if shutil.which("uv") or list((project / ".venv" / start.BIN.name).glob("uv*")) else "pip"
    return [
        (f"Installeren met {hoe}", f"{seconden:.0f} s", f"< {INSTALLEREN} s", seconden < INSTALLEREN),
        ("Omgeving van wie het rapport draait", f"{grootte:.2f} GB", f"< {GB} GB", grootte < GB),
    ]


def tests(woorden: list[str]) -> list[Rij]:
    """Measure the tests and the checks on the code; SystemExit when one fails, for then the time says nothing."""
    rijen: list[Rij] = []
    kern = os.cpu_count()
    gevraagd = [(woorden, TESTS)] if woorden else [([], TESTS), (["tests/unit"], UNIT)]
    for keuze, grens in gevraagd:
        opdracht = [sys.executable, __file__, "--tests", *keuze]
        begin = time.perf_counter()
        if subprocess.run(opdracht, check=False, stdout=sys.stderr).returncode != 0:
            sys.exit("niet alle tests slagen")
        seconden = time.perf_counter() - begin
        wat = f"start.py test {' '.join(keuze)}".strip()
        rijen.append((f"{wat}, {kern} kernen", f"{seconden:.0f} s", f"< {grens} s", seconden < grens))
    return rijen


if __name__ == "__main__":
    if sys.argv[1:2] == ["--tests"]:
        # Without the install: the environment is the one that runs this.
        sys.exit(start.test(sys.argv[2:]))
    with tempfile.TemporaryDirectory() as tijdelijk:
        print(table([*install(Path(tijdelijk)), *tests(sys.argv[1:])]))
