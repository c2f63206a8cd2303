"""Who can read the rows of persons: the folder and its files are for the owner of the run alone, as far as disks go.

On Windows, and on some shares, a change of rights does nothing: then who can read them is the administrator's choice,
and all that is left is to say so and to name them.
"""

from __future__ import annotations

import os
import stat
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from werkagenda.run.lineage import PERSOON

if TYPE_CHECKING:
    from collections.abc import Iterator

MAP_EIGENAAR, BESTAND_EIGENAAR = 0o700, 0o600
_ANDEREN = 0o077
_WINDOWS = "nt"


def loosened(map_: Path = PERSOON) -> list[Path]:
    """Return the folder and the files in it that others than the owner can read, sorted; none on Windows."""
    if os.name == _WINDOWS or not map_.is_dir():
        return []
    return sorted(pad for pad in _paths(map_) if stat.S_IMODE(pad.lstat().st_mode) & _ANDEREN)


def restore(map_: Path = PERSOON) -> list[str]:
    """Give the folder and its files back to their owner alone, and return a line per kind of change that was needed."""
    open_ = loosened(map_)
    for pad in open_:
        try:
            pad.chmod(MAP_EIGENAAR if pad.is_dir() else BESTAND_EIGENAAR)
        except OSError:
            # Somebody else's file, or a share that refuses: what stays open is told below.
            continue
    blijft = loosened(map_)
    uit = []
    if hersteld := len(open_) - len(blijft):
        uit.append(f"{map_.as_posix()}: de rechten waren verruimd en zijn hersteld ({hersteld} keer)")
    if blijft:
        uit.append(f"{map_.as_posix()}: {len(blijft)} keer leesbaar voor {readers(map_)}")
    return uit


def works(map_: Path = PERSOON) -> bool:
    """Return whether a change of rights holds in a folder: not on Windows, nor on every share."""
    if os.name == _WINDOWS:
        return False
    plek = next((pad for pad in (map_, *map_.absolute().parents) if pad.is_dir()), Path())
    with tempfile.NamedTemporaryFile(dir=plek) as proef:
        pad = Path(proef.name)
        for rechten in (BESTAND_EIGENAAR | 0o044, BESTAND_EIGENAAR):
            try:
                pad.chmod(rechten)
            except OSError:
                return False
            if stat.S_IMODE(pad.stat().st_mode) != rechten:
                return False
    return True


def readers(map_: Path = PERSOON) -> str:
    """Name who can read a folder: what Windows says of it, or the owner, the group and all others by its rights."""
    if os.name == _WINDOWS:
        # Windows speaks in the code page of its console; what of a name can't be read is shown as such.
        uit = subprocess.run(  # noqa: S603 - a fixed program, no shell
            ["icacls", str(map_)],  # noqa: S607
            capture_output=True,
            encoding="oem",
            errors="replace",
            check=False,
        )
        namen = [regel.replace(str(map_), "").strip() for regel in uit.stdout.splitlines() if ":(" in regel]
        return ", ".join(namen) or "wie Windows toelaat"
    rechten = stat.S_IMODE(map_.stat().st_mode)
    wie = {"de eigenaar": 0o500, f"groep {map_.stat().st_gid}": 0o050, "iedereen": 0o005}
    return ", ".join(naam for naam, bits in wie.items() if rechten & bits)


def warning(map_: Path = PERSOON) -> str:
    """Return what the preflight says where rights cannot be set, else nothing."""
    if works(map_):
        return ""
    wie = f"; nu kunnen erin: {readers(map_)}" if map_.is_dir() else ""
    return (
        f"Rechten op {map_.as_posix()} zijn hier niet door de workflow te zetten: wie de map kan lezen, bepaalt de"
        f" beheerder van de schijf{wie}."
    )


def _paths(map_: Path) -> Iterator[Path]:
    yield map_
    # Nobody gets past the folder to those in it.
    yield from (pad for pad in map_.rglob("*") if pad.is_file() and not pad.is_symlink())
