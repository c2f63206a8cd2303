"""Are the results what the records of their steps say: the same bytes, made from what is here now?

A record (`lineage.record_path`) holds the hashes of what a step read and wrote, its code and its settings: all that is
needed to tell whether its outputs are up to date, whatever Snakemake remembers of them.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from werkagenda.run.lineage import content, is_person, read_record, record_path

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

# What is known of the persons behind tables, by file.
Behind = dict[Path, frozenset[str]]
# What can be wrong with a result. An edited one is named by name; the other kinds are the daily work of a workflow.
EDITED, STALE, LOST, HALF = "gewijzigd", "verouderd", "zonder verslag", "afgebroken"


class Finding(NamedTuple):
    """What is wrong with a result: the kind, the path, and why, in Dutch."""

    soort: str
    pad: str
    waarom: str


class Facts(NamedTuple):
    """What a step would run with now: its files under results by path, its settings, code and raw files with hashes."""

    uitvoer: tuple[Path, ...]
    invoer: frozenset[Path]
    instellingen: Mapping[str, Any]
    script: str
    bestanden: Mapping[str, str]
    ruw: Mapping[str, str]


def edited(uitvoer: Path, record: dict[str, Any], fingerprint: Callable[[Path], str], behind: Behind) -> list[Finding]:
    """Return the files in the record of an output whose bytes are not those that the step wrote, or that are gone."""
    return [
        Finding(EDITED, naam, "heeft andere bytes dan toen de workflow het maakte")
        for naam, som in record["uitvoer"].items()
        if not _as_written(uitvoer, Path(naam), som, fingerprint, behind)
    ]


def _as_written(uitvoer: Path, pad: Path, som: str, fingerprint: Callable[[Path], str], behind: Behind) -> bool:
    nu = fingerprint(pad)
    if content(uitvoer, pad, nu, behind) == som:
        return True
    # The key of a hash changes with the rows of persons behind a file; the record beside it has the hash itself.
    zelf = read_record(pad) if is_person(pad) and not is_person(uitvoer) else None
    return zelf is not None and zelf["uitvoer"].get(pad.as_posix()) == nu


def judge(facts: Facts, fingerprint: Callable[[Path], str], behind: Behind) -> list[Finding]:
    """Return what keeps the outputs of a step, which are all there, from being up to date; empty when nothing does.

    Args:
        facts: what the step would run with now.
        fingerprint: gives the SHA-256 of a file, 'ontbreekt' when it is not there.
        behind: what is known of the persons behind tables (`lineage.keyed`), while no step runs.

    """
    record = read_record(facts.uitvoer[0])
    zonder = [pad for pad in facts.uitvoer if not record_path(pad).is_file()]
    if record is None or zonder:
        return [
            Finding(LOST, pad.as_posix(), "er is geen verslag van de stap die het maakte")
            for pad in (zonder or facts.uitvoer[:1])
        ]
    if gewijzigd := edited(facts.uitvoer[0], record, fingerprint, behind):
        return gewijzigd
    waarom = list(_changes(facts, record, fingerprint, behind))
    return [Finding(STALE, facts.uitvoer[0].as_posix(), "; ".join(waarom))] if waarom else []


def withdraw(map_: Path) -> bool:
    """Remove a folder of results that no longer belongs there, with its records; return whether it was there."""
    was_er = map_.is_dir()
    for weg in (map_, record_path(map_).with_suffix("")):
        shutil.rmtree(weg, ignore_errors=not weg.exists())
    return was_er


def _changes(facts: Facts, record: dict[str, Any], fingerprint: Callable[[Path], str], behind: Behind) -> Iterator[str]:
    """Yield what a step would do otherwise now, in Dutch."""

    def now(pad: Path, som: str) -> str:
        return content(facts.uitvoer[0], pad, som, behind)

    code = {"script": facts.script, **facts.bestanden}
    if anders := _differing(code, {"script": record["script"], **record["bestanden"]}):
        yield f"veranderd sindsdien: {', '.join(anders)}"
    # As the record holds them: a pair has become a list there.
    if anders := _differing(json.loads(json.dumps(facts.instellingen)), record["instellingen"]):
        yield f"andere instelling: {', '.join(anders)}"
    if anders := _differing(facts.ruw, record.get("ruw", {})):
        yield f"ander ruw bestand: {', '.join(anders)}"
    if anders := _differing({pad.as_posix(): now(pad, fingerprint(pad)) for pad in facts.invoer}, record["invoer"]):
        yield f"andere invoer: {', '.join(anders)}"
    verteld = record.get("verslagen", {})
    verslagen = {naam: now(pad := Path(naam), fingerprint(record_path(pad))) for naam in verteld}
    if anders := _differing(verslagen, verteld):
        yield f"ander verslag: {', '.join(anders)}"
    if not {pad.as_posix() for pad in facts.uitvoer} <= set(record["uitvoer"]):
        yield "andere uitvoer"


def _differing(nu: Mapping[str, Any], toen: Mapping[str, Any]) -> list[str]:
    return sorted(naam for naam in {*nu, *toen} if naam not in nu or naam not in toen or nu[naam] != toen[naam])
