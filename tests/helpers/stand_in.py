"""A stand-in for the program Quarto: plays on the PATH what it writes, says and refuses."""

from __future__ import annotations

import os
import shlex
import stat
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

# What Quarto 1.9 prints: progress and errors on stderr, in colour; after the error the place in its own code. The
# variable STAND_IN says what happens: `refuse`, `warn`, or all is well.
QUARTO = """
import os, pathlib, shutil, sys, yaml, zipfile

if sys.argv[1:] == ["--version"]:
    print("1.9.99")
    sys.exit()
word, folder, option, kind = sys.argv[1:]
assert (word, option) == ("render", "--to"), sys.argv
folder = pathlib.Path(folder)
settings = yaml.safe_load((folder / "_quarto.yml").read_text(encoding="utf-8"))
say = lambda text: print(text, file=sys.stderr)
for number, name in enumerate(settings["book"]["chapters"], 1):
    say(f"\\x1b[1m\\x1b[34m[{number:2}/{len(settings['book']['chapters'])}] {name}\\x1b[39m\\x1b[22m")
if os.environ.get("STAND_IN") == "refuse":
    say("\\x1b[91mERROR: In file _quarto.yml\\x1b[39m")
    say("(line 17, columns 17--21) Field \\"repo-actions\\" has value false, which must instead be one of: none, edit")
    for number in range(40):
        say(f"    at validate{number} (file:///opt/quarto/bin/quarto.js:{number}:1)")
    sys.exit(1)
if os.environ.get("STAND_IN") == "warn":
    say("\\x1b[33mWARN: Unable to resolve crossref @fig-x\\x1b[39m")
made = folder / settings["project"]["output-dir"]
made.mkdir()
if kind == "html":
    programme = yaml.safe_load((folder / "_variables.yml").read_text(encoding="utf-8"))["weergave"]["programma"]
    for name in settings["book"]["chapters"]:
        text = (folder / name).read_text(encoding="utf-8").replace("{{< var weergave.programma >}}", programme)
        (made / name).with_suffix(".html").write_text(text, encoding="utf-8")
    for name in settings["project"]["resources"]:
        if (folder / name).is_dir():
            shutil.copytree(folder / name, made / name)
        else:
            (made / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(folder / name, made / name)
else:
    with zipfile.ZipFile(made / "Monitor-Werkagenda.docx", "w") as document:
        document.writestr("word/document.xml", "Word van Quarto")
"""


def on_the_path(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Write the stand-in into a new folder, and put that first on the PATH; on Windows, as Quarto itself, as a .cmd."""
    folder.mkdir()
    script = folder / "quarto.py"
    script.write_text(QUARTO, encoding="utf-8")
    if sys.platform == "win32":
        (folder / "quarto.cmd").write_text(f'@"{sys.executable}" "{script}" %*\n', encoding="utf-8")
    else:
        # Not Python's own path after `#!`: it may have a space.
        program = folder / "quarto"
        program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} {shlex.quote(str(script))} "$@"\n', "utf-8")
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", str(folder) + os.pathsep + os.environ["PATH"])
