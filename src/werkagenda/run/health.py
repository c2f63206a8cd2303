"""Is everything under results as the records say, closed where it must be, and short enough to stand on Windows?"""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from werkagenda.run.lineage import PERSOON, RESULTS, is_person, read_record
from werkagenda.run.records import HALF, LOST, Behind, Finding, edited
from werkagenda.run.step import NIEUW

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

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
    paden = list(files_below(RESULTS))
    verslagen = dict(_records(paden))
    return sorted({*_bytes(verslagen, fingerprint), *_files(paden, verslagen), *rights()})


def _records(paden: Iterable[Path]) -> Iterator[tuple[Path, Path]]:
    """Yield the outputs that have a record, by the place of the record, and that place."""
    for kamer in (RESULTS, PERSOON):
        map_ = f"{kamer.as_posix()}/audit/stappen/"
        for pad in paden:
            naam = pad.as_posix()
            if naam.startswith(map_) and pad.suffix == ".json":
                yield kamer / naam[len(map_) :].removesuffix(".json"), pad


def _bytes(verslagen: Mapping[Path, Path], fingerprint: Callable[[Path], str]) -> Iterator[Finding]:
    gezien = set()
    behind: Behind = {}
    for uitvoer, verslag in verslagen.items():
        # A step with many outputs has the same record beside each; beside persons the same words mean other hashes.
        wat = is_person(uitvoer), fingerprint(verslag)
        if wat in gezien:
            continue
        gezien.add(wat)
        record = read_record(uitvoer)
        if record is None:
            yield Finding(LOST, uitvoer.as_posix(), "het verslag van de stap is niet te lezen")
        else:
            yield from edited(uitvoer, record, fingerprint, behind)


def files_below(map_: Path, zonder: str = "") -> Iterator[Path]:
    """Yield the files below a folder, nothing where it is not there; not those in a folder that is called `zonder`."""
    for plek, mappen, namen in os.walk(map_):
        mappen[:] = [naam for naam in mappen if naam != zonder]
        basis = Path(plek)
        yield from (basis / naam for naam in namen)


def _files(paden: Iterable[Path], verslagen: Collection[Path]) -> Iterator[Finding]:
    grens = WINDOWS if os.name == "nt" else WINDOWS - FOLDER
    for pad in paden:
        naam = pad.as_posix()
        lengte = len(str(pad.absolute())) if os.name == "nt" else len(naam)
        if lengte > grens:
            yield Finding(LONG, naam, f"{lengte} tekens, {grens} is het meeste dat op Windows past")
        if naam.startswith(_FREE):
            continue
        if pad.stem.endswith(NIEUW):
            yield Finding(HALF, naam, "is van een stap die is afgebroken; u kunt het weggooien")
        elif pad not in verslagen:
            yield Finding(LOST, naam, "er is geen verslag van de stap die het maakte")


def rights() -> Iterator[Finding]:
    """Yield folders and files of persons that others than the owner may enter or read; Windows has other rights."""
    if os.name == "nt" or not PERSOON.is_dir():
        return
    if stat.S_IMODE(PERSOON.stat().st_mode) & 0o077:
        yield Finding(OPEN, PERSOON.as_posix(), "is ook voor anderen toegankelijk; maak dicht met chmod 700")
    for pad in files_below(PERSOON):
        if stat.S_IMODE(pad.stat().st_mode) & 0o077:
            yield Finding(OPEN, pad.as_posix(), "is ook voor anderen leesbaar; maak dicht met chmod 600")
