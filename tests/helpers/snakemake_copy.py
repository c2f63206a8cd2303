"""Snakemake as a copy of a process that has imported it (`fork`): no second of imports for every start.

All else is as in `python -m snakemake`: a process of its own, with its folder, environment, words and exit code. So is
the warm process that it starts for its steps, a copy again: packages are there, the project's modules are those of the
folder. Rules that a copy has read are not read again by the next: what Snakemake makes of a file of rules hangs on its
text and on the number of rules before it.
"""

from __future__ import annotations

import atexit
import hashlib
import multiprocessing
import os
import pickle
import runpy
import subprocess
import sys
import tempfile
import threading
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from multiprocessing.context import ForkServerContext

# Windows has no copies, and those of a Mac are not safe.
POSSIBLE = sys.platform == "linux"
# What Snakemake imports, some of it late. Nothing of the project: the copy finds the modules of its own folder.
PRELOAD = ["snakemake.cli", "snakemake.report", "snakemake.workflow", "jsonschema", "numpy", "requests", "yte"]
# What the project's modules import beside what every step does: the warm process begins with it in each run.
OF_MODULES = ["pypandoc", "scipy.optimize", "scipy.sparse.csgraph", "scipy.stats", "seaborn"]
WARM = "werkagenda.run.warm"


@cache
def _server() -> ForkServerContext:
    from werkagenda.run.warm import PRELOAD as OF_STEPS  # noqa: PLC0415 - a copy has nothing of this project

    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([*PRELOAD, *OF_STEPS, *OF_MODULES])
    return context


def run(arguments: Sequence[str], *, folder: Path, env: Mapping[str, str]) -> tuple[int, str]:
    """Run Snakemake to its end; return its exit code and what it said, errors included."""
    return run_copy(arguments, folder, env) if POSSIBLE else run_anew(arguments, folder=folder, env=env)


def run_anew(arguments: Sequence[str], *, folder: Path, env: Mapping[str, str]) -> tuple[int, str]:
    """Run it as a Python that is started, as a user does."""
    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "snakemake", *arguments],
        cwd=folder,
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    return done.returncode, done.stdout


def run_copy(
    arguments: Sequence[str], folder: Path, env: Mapping[str, str], before: Callable[[], object] = bool
) -> tuple[int, str]:
    """Run it as a copy, where that can be; `before` is called in the copy, before it is Snakemake."""
    with tempfile.NamedTemporaryFile("r", encoding="utf-8") as said:
        words = (before, list(arguments), str(folder), dict(env), said.name, _rules_read().name)
        copy = _server().Process(target=_be_snakemake, args=words)
        copy.start()
        copy.join()
        return copy.exitcode or 0, said.read()


@cache
def _rules_read() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory()


def _remember_rules(folder: Path) -> None:
    """Keep in a folder what Snakemake makes of the text of rules: the code, the lines that it is of and its number."""
    from snakemake import workflow  # noqa: PLC0415 - imported before this copy was made

    parse = workflow.parse

    def remembered(path: Any, of: Any, *, linemap: dict[int, int], rulecount: int) -> tuple[str, int]:
        place = path.get_path_or_uri(secret_free=True)
        known = folder / f"{rulecount}_{hashlib.sha256(Path(place).read_bytes()).hexdigest()}"
        if not known.exists():
            code, number = parse(path, of, linemap=linemap, rulecount=rulecount)
            half = known.with_suffix(f".{os.getpid()}")
            # Every rule is told the file that it stands in.
            half.write_bytes(pickle.dumps((code.split(repr(place)), number, linemap)))
            half.replace(known)
        parts, number, lines = pickle.loads(known.read_bytes())  # noqa: S301 - written by another copy
        linemap.update(lines)
        return repr(place).join(parts), number

    workflow.parse = remembered


def _be_snakemake(  # noqa: PLR0913, PLR0917 - all that a start has
    before: Callable[[], object], arguments: list[str], folder: str, env: dict[str, str], said: str, read: str
) -> None:
    before()
    from snakemake import PIP_DEPLOYMENTS_PATH  # noqa: PLC0415 - imported before this copy was made
    from snakemake.cli import main  # noqa: PLC0415 - as above

    screen = os.open(said, os.O_WRONLY | os.O_APPEND)
    for stream in (sys.stdout, sys.stderr):
        os.dup2(screen, stream.fileno())
        stream.reconfigure(encoding="utf-8")
    os.environ.clear()
    os.environ.update(env)
    sys.dont_write_bytecode = bool(env.get("PYTHONDONTWRITEBYTECODE"))
    os.chdir(folder)
    # What the tests import is not on the path of who runs the workflow; Snakemake adds a folder of its own.
    own = [place for place in sys.path if place.startswith(sys.base_prefix) or "site-packages" in place]
    named = filter(None, env.get("PYTHONPATH", "").split(os.pathsep))
    sys.path[:] = [folder, *named, *own, PIP_DEPLOYMENTS_PATH]
    sys.argv[:] = ["snakemake", *arguments]
    subprocess.Popen = _Started  # type: ignore[misc]
    _remember_rules(Path(read))
    try:
        main(arguments)
    finally:
        # A copy would leave these undone.
        atexit._run_exitfuncs()


class _Started(subprocess.Popen[Any]):
    """A program that is started as ever; the warm process is a copy of this one."""

    def __init__(self, args: Any, **settings: Any) -> None:
        if args[1:3] != ["-m", WARM]:
            super().__init__(args, **settings)
            return
        self.args, self.returncode, self.stdin, self.stdout, self.stderr = args, None, None, None, None
        self._child_created, self._waitpid_lock = True, threading.Lock()
        self.pid = os.fork()
        if self.pid:
            return
        try:
            (door,) = settings["pass_fds"]
            # As a program that is started: of what was open it has the door alone.
            os.closerange(sys.stderr.fileno() + 1, door)
            os.closerange(door + 1, os.sysconf("SC_OPEN_MAX"))
            os.environ.clear()
            os.environ.update(settings["env"])
            sys.argv[:] = args[2:]
            del sys.modules[WARM]
            runpy.run_module(WARM, run_name="__main__", alter_sys=True)
        finally:
            os._exit(0)
