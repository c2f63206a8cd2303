"""Tables of StatLine as the package `cbsodata` gives them: from JSON to typed rows by their contract."""

from __future__ import annotations

import json
import logging
import re
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from werkagenda.errors import InputError, quoted
from werkagenda.ingest.normalise import normalise
from werkagenda.ingest.numbers import cell_text

if TYPE_CHECKING:
    from pathlib import Path

    from werkagenda.contract.contracts import Column, Contract

log = logging.getLogger("werkagenda")
# CBS numbers the rows; the number means nothing.
_VOLGNUMMER = "ID"
_RIJEN = "value"
# Where our own download keeps per dimension the key of each title.
SLEUTELS = "sleutels"


def read_statline(contract: Contract, path: Path) -> pa.Table:
    """Read, check and normalise one table; dimensions of which one row counts (`totalen`) are left out.

    Returns our names and types, sorted by key; a cell that CBS keeps secret is null. A new title is named in the log
    where the file gives its key and the contract knows that.
    Raises InputError on a file that is no such table, on other columns than the contract's, and on an unknown title
    without such a key: a table that CBS changed is read anew by a person, never guessed.
    """
    inhoud = _content(contract, path)
    rijen = inhoud[_RIJEN]
    totalen: dict[str, list[str]] = contract.formaat["totalen"]
    _check_keys(contract, path.name, rijen, set(totalen))
    kolommen = {naam: [_text(rij[naam]) for rij in rijen] for naam in rijen[0] if naam != _VOLGNUMMER}
    telt = np.ones(len(rijen), dtype=bool)
    for naam, titels in totalen.items():
        cellen = _keyed(kolommen[naam], inhoud, naam)
        goed = [bool({titel, sleutel} & set(titels)) for titel, sleutel in cellen]
        if not any(goed):
            raise InputError(
                contract.naam,
                path.name,
                f"geen rij heeft {titels[0]!r}, wel {quoted(sorted(set(kolommen[naam])))}",
                kolom=naam,
                verwacht="het totaal van deze dimensie; pas totalen aan in het contract",
            )
        telt &= np.array(goed)
    if not telt.any():
        raise InputError(contract.naam, path.name, "geen rij heeft alle totalen samen", verwacht="een hele tabel")
    for naam, titels in contract.formaat.get("weglaten", {}).items():
        telt &= ~np.isin(kolommen[naam], titels)
    periode = contract.formaat["periode"]
    kolommen[periode["kolom"]] = _years(contract, path.name, kolommen[periode["kolom"]])
    gebruikt = {
        kolom.raw: [
            cel for cel, goed in zip(_known(kolom, kolommen[kolom.raw], inhoud, path.name), telt, strict=True) if goed
        ]
        for kolom in contract.used
    }
    rijnummers = [nummer for nummer, goed in enumerate(telt, start=1) if goed]
    return normalise(pa.table(gebruikt), contract, path.name, rijnummers=rijnummers)


def _keyed(cellen: list[str], inhoud: dict[str, Any], naam: str) -> list[tuple[str, str]]:
    """Return per cell its title and its key; a cell that is a key stands for both."""
    sleutels = inhoud.get(SLEUTELS, {}).get(naam, {})
    return [(cel, sleutels.get(cel, cel)) for cel in cellen]


def _known(kolom: Column, cellen: list[str], inhoud: dict[str, Any], bestand: str) -> list[str]:
    """Return the cells with, for a title that the contract does not know, the title that it has for the same key."""
    if not kolom.codes or not kolom.sleutels:
        return cellen
    titels = {code: titel for titel, code in reversed(kolom.codes.items())}
    nieuw = {
        titel: titels[kolom.sleutels[sleutel]]
        for titel, sleutel in dict.fromkeys(_keyed(cellen, inhoud, kolom.raw))
        if titel not in kolom.codes and sleutel in kolom.sleutels
    }
    for titel, oud in nieuw.items():
        log.warning("%s | kolom %s: %r heet in het contract %r (dezelfde sleutel)", bestand, kolom.raw, titel, oud)
    return [nieuw.get(cel, cel) for cel in cellen]


def rows_in(contract: Contract, path: Path) -> int:
    """Return the number of rows of a table's file, those of a part of a dimension included."""
    return len(_content(contract, path)[_RIJEN])


def _content(contract: Contract, path: Path) -> dict[str, Any]:
    verwacht = 'een tabel als {"value": [rijen]}'
    if not path.is_file():
        raise InputError(
            contract.naam,
            path.name,
            "het bestand bestaat niet",
            verwacht=f"tabel {contract.formaat['tabel']}; haal haar op met snakemake statline",
        )
    try:
        inhoud = json.loads(path.read_text(encoding="utf-8-sig"), object_pairs_hook=_once)
    except (ValueError, RecursionError):
        raise InputError(
            contract.naam, path.name, "het bestand is leeg, afgebroken of geen JSON", verwacht=verwacht
        ) from None
    rijen = inhoud.get(_RIJEN) if isinstance(inhoud, dict) else None
    if (
        not isinstance(inhoud, dict)
        or not isinstance(rijen, list)
        or not rijen
        or not all(isinstance(rij, dict) for rij in rijen)
    ):
        raise InputError(contract.naam, path.name, "er staan geen rijen onder 'value'", verwacht=verwacht)
    return inhoud


def _once(paren: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return an object of JSON; ValueError on a key that stands in it twice, of which one would be lost."""
    inhoud = dict(paren)
    if len(inhoud) < len(paren):
        raise ValueError(sorted(naam for naam, _ in paren))
    return inhoud


def _check_keys(contract: Contract, bestand: str, rijen: list[dict[str, Any]], totalen: set[str]) -> None:
    sleutels = {kolom.raw for kolom in contract.kolommen} | totalen
    eerste = set(rijen[0]) - {_VOLGNUMMER}
    verschil = {"ontbreekt": sorted(sleutels - eerste), "is nieuw": sorted(eerste - sleutels)}
    if delen := [f"{quoted(namen)} {wat}" for wat, namen in verschil.items() if namen]:
        # A new dimension would multiply the rows, so a new key stops the run as a missing one does.
        raise InputError(
            contract.naam,
            bestand,
            f"de sleutels van de tabel zijn veranderd: {'; '.join(delen)}",
            verwacht=quoted(sorted(sleutels), hoogstens=len(sleutels)),
        )
    if afwijkend := sum(set(rij) - {_VOLGNUMMER} != eerste for rij in rijen):
        raise InputError(
            contract.naam,
            bestand,
            f"{afwijkend} rijen hebben andere sleutels dan de eerste rij",
            verwacht=quoted(sorted(eerste), hoogstens=len(eerste)),
        )


def _text(cel: object) -> str:
    """Return a cell as text: keys and titles of CBS end in spaces."""
    return cell_text(cel).strip()


def _years(contract: Contract, bestand: str, perioden: list[str]) -> list[str]:
    """Return the first year of each study year, written as 2023/'24 or as the key 2023SJ00."""
    periode = contract.formaat["periode"]
    patroon = re.compile(periode["patroon"], re.ASCII)
    jaar = {tekst: patroon.fullmatch(tekst) for tekst in dict.fromkeys(perioden)}
    if vreemd := sorted(tekst for tekst, treffer in jaar.items() if treffer is None):
        raise InputError(
            contract.naam,
            bestand,
            f"onbekende periode {quoted(vreemd)}",
            kolom=periode["kolom"],
            verwacht="een studiejaar als 2023/'24",
        )
    return [treffer.group(1) for tekst in perioden if (treffer := jaar[tekst])]
