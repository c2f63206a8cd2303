"""Why a product differs from that of an earlier delivery, read from the two records of where it came from.

The walk goes from the data file up through the steps, and only along files whose content differs: what lies above an
intermediate file that is the same cannot be the cause. It ends at the raw file; how a synthetic one was made is no
cause of its own.
"""

from __future__ import annotations

import json
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

BRON, CODE, INSTELLING, PAKKET = "bron", "code", "instelling", "pakket"
NIEUW, VERVALLEN, ONBEKEND = "nieuw", "vervallen", "onbekend"
OORZAKEN = (BRON, CODE, INSTELLING, PAKKET, NIEUW, VERVALLEN, ONBEKEND)
_SYNTHETISCH = ("results/synthetic/", "results/persoon/synthetic/")
_REFERENTIE = "resources/"
_CONTRACTEN = "resources/contracts/"
_LOCK = "requirements.lock"
Herkomst = dict[str, Any]
Record = dict[str, Any]


class Cause(NamedTuple):
    """One thing that is not what it was: its kind, its name, and its hash, value or version then and now."""

    oorzaak: str
    onderdeel: str
    was: str
    wordt: str


def causes(was: Herkomst | None, wordt: Herkomst | None, bestand: str) -> list[Cause]:
    """Return what differs behind a data file, sorted; never empty.

    `was` and `wordt` are the lineage of the product (`results/audit/<id>.json`); None where there is none.
    """
    if was is None or wordt is None:
        welke = "de eerdere oplevering" if was is None else "deze run"
        return [Cause(ONBEKEND, f"{welke} heeft geen herkomst van dit product", "", "")]
    stappen = _steps(was), _steps(wordt)
    sommen = _hashes(was), _hashes(wordt)
    gevonden: set[Cause] = set()
    te_doen, gezien = [bestand], set[str]()
    while te_doen:
        pad = te_doen.pop()
        oud, nieuw = stappen[0].get(pad), stappen[1].get(pad)
        stap = nieuw or oud
        if pad in gezien or stap is None:
            continue
        gezien.add(pad)
        gevonden |= set(_of_step(oud, nieuw)) | set(_of_sources(was, wordt, stap["id"]))
        te_doen += [
            naam
            for kant in (oud, nieuw)
            for naam in (kant["invoer"] if kant else ())
            if sommen[0].get(naam) != sommen[1].get(naam) and not naam.startswith(_SYNTHETISCH)
        ]
    if not gevonden:
        # The same code, settings and sources give the same bytes: a file was changed by hand.
        gevonden = {Cause(ONBEKEND, "de herkomst is gelijk: een bestand is na het maken veranderd", "", "")}
    return sorted(gevonden, key=lambda deel: (OORZAKEN.index(deel.oorzaak), deel))


def _steps(herkomst: Herkomst) -> dict[str, Record]:
    """Return per file the step that made it."""
    return {pad: stap for stap in herkomst["stappen"] for pad in stap["uitvoer"]}


def _hashes(herkomst: Herkomst) -> dict[str, str]:
    """Return the hash of every file between the raw files and the product."""
    return {
        pad: som for stap in herkomst["stappen"] for kant in ("invoer", "uitvoer") for pad, som in stap[kant].items()
    }


def _of_step(oud: Record | None, nieuw: Record | None) -> Iterator[Cause]:
    """Yield what differs between two versions of one step; a step for a new year only stands for its sources."""
    if oud is None or nieuw is None:
        return
    pakketten = list(_changes(PAKKET, oud["pakketten"], nieuw["pakketten"]))
    yield from pakketten
    for deel in _changes(CODE, oud["bestanden"], nieuw["bestanden"]):
        soort = kind_of(deel.onderdeel)
        # The lock file changes with every package, and with those that cannot change a number too.
        if soort != PAKKET or not pakketten:
            yield deel._replace(oorzaak=soort)
    waarden = [{naam: json.dumps(waarde) for naam, waarde in stap["instellingen"].items()} for stap in (oud, nieuw)]
    for deel in _changes(INSTELLING, *waarden):
        yield deel._replace(onderdeel=f"{deel.onderdeel} ({nieuw['id']})")


def _of_sources(was: Herkomst, wordt: Herkomst, stap: str) -> Iterator[Cause]:
    """Yield the raw files that differ of the source that a step reads, `inlezen/<bron>/<deel>`."""
    bron = stap.split("/")[1] if "/" in stap else ""
    sommen = [
        {rij["bestand"]: rij["sha256"] for rij in kant["bronnen"] if rij["bron"] == bron} for kant in (was, wordt)
    ]
    for deel in _changes(BRON, *sommen):
        yield deel._replace(onderdeel=f"{bron}: {deel.onderdeel}")


def kind_of(bestand: str) -> str:
    """Return as which kind of cause a file of the project counts.

    Reference data is a source, what people choose in YAML (a scenario, a list of indicators) a setting; a contract
    is code.
    """
    if bestand == _LOCK:
        return PAKKET
    if not bestand.startswith(_REFERENTIE) or bestand.startswith(_CONTRACTEN):
        return CODE
    return BRON if PurePosixPath(bestand).suffix == ".csv" else INSTELLING


def _changes(soort: str, was: Mapping[str, str], wordt: Mapping[str, str]) -> Iterator[Cause]:
    for naam in sorted({*was, *wordt}):
        if was.get(naam) != wordt.get(naam):
            yield Cause(soort, naam, was.get(naam, ""), wordt.get(naam, ""))
