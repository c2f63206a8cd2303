"""The copy of Snakemake that the tests run is in nothing but its speed another than `python -m snakemake`."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from helpers import snakemake_copy

if TYPE_CHECKING:
    from pathlib import Path

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


@pytest.mark.skipif(not snakemake_copy.POSSIBLE, reason="copies of a process are made on Linux")
@pytest.mark.parametrize(("command", "code"), [("touch a", 0), ("echo no; exit 3", 1)])
def test_a_copy_is_as_a_start(tmp_path: Path, command: str, code: int) -> None:
    (tmp_path / "Snakefile").write_text(SNAKEFILE, encoding="utf-8", newline="\n")
    words = ["all", "--cores", "1", "--forceall", "--config", f"command={command}"]
    env = os.environ | {"PYTHONUTF8": "1", "EIGEN": "é"}
    started = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "snakemake", *words],
        cwd=tmp_path, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", check=False,
    )  # fmt: skip
    copied, said = snakemake_copy.run(words, folder=tmp_path, env=env)
    assert (started.returncode, copied) == (code, code)
    for lines in (started.stdout.splitlines(), said.splitlines()):
        assert lines.count("the end") == 1
    of_start, of_copy = (
        [line for line in lines.splitlines() if line.startswith('["/')] for lines in (started.stdout, said)
    )
    assert of_start
    assert of_copy == of_start
