"""The copy of Snakemake that the tests run is in nothing but its speed another than `python -m snakemake`."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from helpers import snakemake_copy
from helpers.project import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable

SNAKEFILE = """\
import atexit, json, os, sys
FOREIGN = [name for name in sys.modules if name.startswith("werkagenda")]
FACTS = [os.getcwd(), dict(os.environ), sys.path, sys.argv[1:], sys.stderr.encoding, FOREIGN]
print(json.dumps(FACTS), file=sys.stderr)
atexit.register(print, "the end", file=sys.stderr)
rule all:
    output: "a"
    shell: config["command"]
"""
# Steps as copies of the warm process, which the workflow starts.
WARM = """\
import sys
from werkagenda.run.warm import WarmProcess
PROCESS = WarmProcess()
PROCESS.start()
rule step:
    output: "facts.json"
    script: "step.py"
onstart: PROCESS.use()
onsuccess: print("warm", PROCESS._proces.pid, file=sys.stderr)
"""
STEP = """\
import json, os, sys
# Polars adds to this one at each import.
env = {name: value for name, value in os.environ.items() if name != "_RJEM_MALLOC_CONF"}
with open(snakemake.output[0], "w") as file:
    json.dump([os.getppid(), "pandas" in sys.modules, os.getcwd(), env, len(sys.argv)], file)
"""

# Seconds in which a process that was ended is gone, also on a busy machine.
PATIENCE = 20

pytestmark = pytest.mark.skipif(not snakemake_copy.POSSIBLE, reason="copies of a process are made on Linux")


@pytest.mark.parametrize(("command", "code"), [("touch a", 0), ("echo no; exit 3", 1)])
def test_a_copy_is_as_a_start(tmp_path: Path, command: str, code: int) -> None:
    (tmp_path / "Snakefile").write_text(SNAKEFILE, encoding="utf-8", newline="\n")
    words = ["all", "--cores", "1", "--forceall", "--config", f"command={command}"]
    started, copied = both(words, tmp_path)
    assert (started[0], copied[0]) == (code, code)
    for _, said in (started, copied):
        assert said.splitlines().count("the end") == 1
    of_start, of_copy = (
        [line for line in said.splitlines() if line.startswith('["/')] for _, said in (started, copied)
    )
    assert of_start
    assert of_copy == of_start


def test_its_warm_process_is_as_one_that_is_started(tmp_path: Path) -> None:
    (tmp_path / "Snakefile").write_text(WARM, encoding="utf-8", newline="\n")
    (tmp_path / "step.py").write_text(STEP, encoding="utf-8", newline="\n")
    facts = []

    def look(said: str) -> None:
        warm, *rest = json.loads((tmp_path / "facts.json").read_text(encoding="utf-8"))
        assert f"warm {warm}" in said.splitlines()
        end = time.monotonic() + PATIENCE
        while (there := lives(warm)) and time.monotonic() < end:
            time.sleep(0.01)
        assert not there
        facts.append(rest)

    both(["step", "--cores", "1", "--forceall"], tmp_path, look)
    assert facts[1] == facts[0]
    assert facts[0][0]


def lives(process: int) -> bool:
    """Tell whether a process is there and has not ended; one that ended, and that nobody asked after, has no words."""
    try:
        return bool(Path(f"/proc/{process}/cmdline").read_bytes())
    except OSError:
        return False


def both(words: list[str], folder: Path, look: Callable[[str], None] = len) -> list[tuple[int, str]]:
    """Run Snakemake as it is started and as a copy; return of each its exit code and what it said, seen by `look`."""
    env = os.environ | {"PYTHONUTF8": "1", "EIGEN": "é", "PYTHONPATH": str(ROOT / "src")}
    started = snakemake_copy.run_anew(words, folder=folder, env=env)
    look(started[1])
    copied = snakemake_copy.run(words, folder=folder, env=env)
    look(copied[1])
    return [started, copied]
