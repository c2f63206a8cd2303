"""What left before has to be named: an export that is forgotten can be subtracted from the next one."""

from __future__ import annotations

import csv
import hashlib
from typing import TYPE_CHECKING

from werkagenda.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from werkagenda.export.archive import Archive

BRON, SLEUTEL = "instellingen", "export.history"
# Limits that are stricter when they are higher, and those that are when they are lower.
HOGER = ("minimum", "vrijheidsgraden", "breedte", "afstand", "p_procent")
LAGER = ("groepsaandeel", "dominantie", "dominantie_twee")


def check_named(naam: str, history: Iterable[Path], *, mappen: Iterable[Path], log: Path) -> None:
    """Check that every earlier export is named in `export.history`.

    Args:
        naam: file name of the export that is made.
        history: the zips that are named.
        mappen: folders where exports are kept.
        log: the log of exports so far; it may not exist yet.

    Raises:
        InputError: a zip in one of the folders, or in the log, is not among them; that of today may be made again.

    """
    genoemd = {_sha256(pad) for pad in history}
    for map_ in mappen:
        for pad in sorted(map_.glob("*.zip")):
            if pad.name != naam and _sha256(pad) not in genoemd:
                raise _missing(pad.name, map_.name)
    for regel in _log(log):
        if regel["export"] != naam and regel["export_sha256"] not in genoemd:
            raise _missing(regel["export"], log.name)


def check_limits(grenzen: Mapping[str, float], eerder: Iterable[Archive]) -> None:
    """Check that no limit is looser than in an earlier export: the new cells would tell what the old ones hid.

    Raises:
        InputError: there is one.

    """
    for uitvoer in eerder:
        toen = uitvoer.instellingen.get("disclosure", {})
        for regel in (*HOGER, *LAGER):
            soepeler = regel in toen and (
                grenzen[regel] < toen[regel] if regel in HOGER else grenzen[regel] > toen[regel]
            )
            if soepeler:
                raise InputError(
                    BRON,
                    f"disclosure.{regel}",
                    f"{grenzen[regel]} is soepeler dan {toen[regel]} in {uitvoer.naam}",
                    verwacht="ten minste zo streng als elke eerdere export",
                )


def check_log(nieuw: Sequence[Mapping[str, str]], log: Path, *, naam: str) -> None:
    """Check that a log keeps every line of other exports than `naam`.

    Raises:
        InputError: a line would go.

    """
    blijft = {(regel["export"], regel["export_sha256"], regel["bestand"]) for regel in nieuw}
    for regel in _log(log):
        if regel["export"] != naam and (regel["export"], regel["export_sha256"], regel["bestand"]) not in blijft:
            raise _missing(regel["export"], log.name)


def check_copy(zip_: Path, map_: Path) -> None:
    """Check that a copy does not take the place of another zip of that name, which may have been handed in.

    Raises:
        InputError: it would.

    """
    doel = map_ / zip_.name
    if doel.exists() and _sha256(doel) != _sha256(zip_):
        raise InputError(
            BRON,
            "export.nummer",
            f"{zip_.name} staat met andere inhoud in export.map",
            verwacht=f"een nieuw nummer en het oude bestand in {SLEUTEL}, of een lege plek als het nooit is aangeboden",
        )


def _log(pad: Path) -> list[dict[str, str]]:
    if not pad.exists():
        return []
    with pad.open(encoding="utf-8", newline="") as bestand:
        return list(csv.DictReader(bestand))


def _missing(zip_: str, waar: str) -> InputError:
    return InputError(
        BRON,
        SLEUTEL,
        f"{zip_} staat in {waar} en niet in {SLEUTEL}",
        verwacht="elke eerdere export, want het verschil met een vergeten export kan een kleine cel onthullen",
    )


def _sha256(pad: Path) -> str:
    return hashlib.sha256(pad.read_bytes()).hexdigest()
