"""Where the project and Python may stand. Standard library alone: start.py asks before there are any packages."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

# The longest path that the workflow makes below the project, with what Snakemake keeps beside it (test_paden.py).
LONGEST = 200
_WINDOWS_PATH = 259


def problem(root: Path, python: Path, *, windows: bool = os.name == "nt", long_paths: bool | None = None) -> str:
    """Return why the workflow can't run here, in Dutch with what to do; empty when it can.

    A space, quote, `&` or parenthesis is no problem. `long_paths`: whether Windows allows them; None looks it up.
    """
    for wat, pad in (("het project", root), ("Python", python)):
        vreemd = [teken for teken in _impossible(windows=windows) if teken in str(pad)[2 if windows else 0 :]]
        if vreemd:
            return (
                f"map | {pad}: {wat} staat in een map met {vreemd[0]!r} in de naam, en dan start geen enkele stap;"
                " wat te doen: zet het in een map zonder dat teken"
            )
    if windows and root.drive.startswith("\\\\"):
        return (
            f"map | {root}: een opdracht start niet in een map op het netwerk zonder schijfletter;"
            f" wat te doen: geef haar een letter (net use M: {root.drive}), ga naar M: en geef de opdracht daar"
        )
    ruimte = _WINDOWS_PATH - LONGEST - 1
    if windows and len(str(root)) > ruimte and not (_long_paths() if long_paths is None else long_paths):
        return (
            f"map | {root}: het pad is {len(str(root))} tekens en er passen er {ruimte} op deze Windows;"
            " wat te doen: zet het project in een kortere map, of laat lange paden toestaan (LongPathsEnabled)"
        )
    return ""


def _impossible(*, windows: bool) -> tuple[str, ...]:
    """Return what parts one path from the next, and what a command prompt replaces between quotes too."""
    return (";", "%", "\n") if windows else (":", "\n")


def _long_paths() -> bool:
    """Tell whether this Windows allows paths of more than 259 characters."""
    if sys.platform != "win32":
        return True
    import winreg  # noqa: PLC0415 - Windows alone has it

    try:
        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, r"SYSTEM\CurrentControlSet\Control\FileSystem") as sleutel:
            return bool(winreg.QueryValueEx(sleutel, "LongPathsEnabled")[0])
    except OSError:
        return False
