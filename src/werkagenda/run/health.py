"""Is everything under results as the records say, closed where it must be, and short enough to stand on Windows?"""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

from werkagenda.run.lineage import PERSOON, RESULTS, read_record, record_path
from werkagenda.run.records import HALF, LOST, Behind, Finding, edited
from werkagenda.run.step import NIEUW

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

OPEN, LONG = "rechten", "lang pad"
# What a path may have on Windows, unless long paths are switched on there; elsewhere what lies below the project leaves
# room for a folder of this many characters.
WINDOWS = 259
FOLDER = 40
# What belongs to one run: logs, timings, and what is remembered of files with rows of persons.
PASSING = ("results/log/", "results/benchmark/", "results/persoon/vingerafdrukken.json")
# What no step answers for: that, the records themselves, and what a target copies there.
_FREE = (
    *(f"results/{naam}/" for naam in ("audit/stappen", "persoon/audit/stappen", "vergelijk")),
    *PASSING,
)


def problems(fingerprint: Callable[[Path], str]) -> list[Finding]:
    """Return what is wrong below the folder results of this project, sorted; empty when nothing is.

    `fingerprint` gives the SHA-256 of a file (`Fingerprints.of`), 'ontbreekt' when it is not there.
    """
    return sorted({*_bytes(fingerprint), *_files(), *rights()}, key=lambda een: (een.soort, een.pad))


def _bytes(fingerprint: Callable[[Path], str]) -> Iterator[Finding]:
    gezien = set()
    behind: Behind = {}
    for pad in _outputs():
        record = read_record(pad)
        if record is None:
            yield Finding(LOST, pad.as_posix(), "het verslag van de stap is niet te lezen")
        elif record["id"] not in gezien:
            # A step with many outputs has the same record beside each.
            gezien.add(record["id"])
            yield from edited(pad, record, fingerprint, behind)


def _outputs() -> Iterator[Path]:
    """Yield the outputs that have a record, by the place of the record."""
    for kamer in (RESULTS, PERSOON):
        map_ = kamer / "audit" / "stappen"
        for pad in sorted(map_.rglob("*.json")):
            yield kamer / pad.relative_to(map_).with_suffix("")


def _files() -> Iterator[Finding]:
    grens = WINDOWS if os.name == "nt" else WINDOWS - FOLDER
    for pad in sorted(pad for pad in RESULTS.rglob("*") if pad.is_file()):
        naam = pad.as_posix()
        lengte = len(str(pad.absolute())) if os.name == "nt" else len(naam)
        if lengte > grens:
            yield Finding(LONG, naam, f"{lengte} tekens, {grens} is het meeste dat op Windows past")
        if naam.startswith(_FREE):
            continue
        if pad.stem.endswith(NIEUW):
            yield Finding(HALF, naam, "is van een stap die is afgebroken; u kunt het weggooien")
        elif not record_path(pad).is_file():
            yield Finding(LOST, naam, "er is geen verslag van de stap die het maakte")


def rights() -> Iterator[Finding]:
    """Yield folders and files of persons that others than the owner may enter or read; Windows has other rights."""
    if os.name == "nt" or not PERSOON.is_dir():
        return
    if stat.S_IMODE(PERSOON.stat().st_mode) & 0o077:
        yield Finding(OPEN, PERSOON.as_posix(), "is ook voor anderen toegankelijk; maak dicht met chmod 700")
    for pad in sorted(pad for pad in PERSOON.rglob("*") if pad.is_file()):
        if stat.S_IMODE(pad.stat().st_mode) & 0o077:
            yield Finding(OPEN, pad.as_posix(), "is ook voor anderen leesbaar; maak dicht met chmod 600")
