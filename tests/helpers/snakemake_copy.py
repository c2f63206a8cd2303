"""Snakemake as a copy of a process that has imported it (`fork`): no second of imports for every start.

All else is as in `python -m snakemake`: a process of its own, with its folder, environment, words and exit code.
"""

from __future__ import annotations

import atexit
import multiprocessing
import os
import sys
import tempfile
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from multiprocessing.context import ForkServerContext
    from pathlib import Path

# Windows has no copies, and those of a Mac are not safe.
POSSIBLE = sys.platform == "linux"
# What Snakemake imports, some of it late. Nothing of the project: the copy finds the modules of its own folder.
PRELOAD = ["snakemake.cli", "snakemake.report", "snakemake.workflow", "jsonschema", "numpy", "requests", "yte"]


@cache
def _server() -> ForkServerContext:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(PRELOAD)
    return context


def run(arguments: Sequence[str], *, folder: Path, env: Mapping[str, str]) -> tuple[int, str]:
    """Run Snakemake to its end; return its exit code and what it said, errors included."""
    with tempfile.NamedTemporaryFile("r", encoding="utf-8") as said:
        copy = _server().Process(target=_be_snakemake, args=(list(arguments), str(folder), dict(env), said.name))
        copy.start()
        copy.join()
        return copy.exitcode or 0, said.read()


def _be_snakemake(arguments: list[str], folder: str, env: dict[str, str], said: str) -> None:
    from snakemake import PIP_DEPLOYMENTS_PATH  # noqa: PLC0415 - imported before this copy was made
    from snakemake.cli import main  # noqa: PLC0415 - as above

    screen = os.open(said, os.O_WRONLY | os.O_APPEND)
    for stream in (sys.stdout, sys.stderr):
        os.dup2(screen, stream.fileno())
        stream.reconfigure(encoding="utf-8")
    os.environ.clear()
    os.environ.update(env)
    os.chdir(folder)
    # What the tests import is not on the path of who runs the workflow; Snakemake adds a folder of its own.
    own = [place for place in sys.path if place.startswith(sys.base_prefix) or "site-packages" in place]
    sys.path[:] = [folder, *own, PIP_DEPLOYMENTS_PATH]
    sys.argv[:] = ["snakemake", *arguments]
    try:
        main(arguments)
    finally:
        # A copy would leave these undone.
        atexit._run_exitfuncs()
