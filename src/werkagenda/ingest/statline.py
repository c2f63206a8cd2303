"""Tables of StatLine as the package `cbsodata` gives them: from JSON to typed rows by their contract."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from werkagenda.errors import InputError, opsommen
from werkagenda.ingest.normalise import normalise
from werkagenda.ingest.numbers import cell_text

if TYPE_CHECKING:
    from pathlib import Path

    from werkagenda.contract.contracts import Contract

# CBS numbers the rows; the number means nothing.
_VOLGNUMMER = "ID"


def read_statline(contract: Contract, path: Path) -> pa.Table:
    """Read, check and normalise one table; dimensions of which one row counts (`totalen`) are left out.

    Returns our names and types, sorted by key; a cell that CBS keeps secret is null.
    Raises InputError on a file that is no such table, on other keys than the contract's, and on an unknown title: a
    table that CBS changed is read anew by a person, never guessed.
    """
    rijen = _rows(contract, path)
    totalen: dict[str, str] = contract.formaat["totalen"]
    _check_keys(contract, path.name, rijen, totalen)
    kolommen = {naam: [_text(rij[naam]) for rij in rijen] for naam in rijen[0] if naam != _VOLGNUMMER}
    telt = [True] * len(rijen)
    for naam, titel in totalen.items():
        if titel not in kolommen[naam]:
            raise InputError(
                contract.naam,
                path.name,
                f"geen rij heeft {titel!r}, wel {opsommen(sorted(set(kolommen[naam])))}",
                kolom=naam,
                verwacht="het totaal van deze dimensie; pas totalen aan in het contract",
            )
        telt = [goed and cel == titel for goed, cel in zip(telt, kolommen[naam], strict=True)]
    periode = contract.formaat["periode"]
    kolommen[periode["kolom"]] = _years(contract, path.name, kolommen[periode["kolom"]])
    gebruikt = {
        kolom.raw: [cel for cel, goed in zip(kolommen[kolom.raw], telt, strict=True) if goed]
        for kolom in contract.gebruikt
    }
    if not any(telt):
        raise InputError(contract.naam, path.name, "geen rij heeft alle totalen samen", verwacht="een hele tabel")
    rijnummers = [nummer for nummer, goed in enumerate(telt, start=1) if goed]
    return normalise(pa.table(gebruikt), contract, path.name, rijnummers=rijnummers)


def rows_in(contract: Contract, path: Path) -> int:
    """Return the number of rows of a table's file, those of a part of a dimension included."""
    return len(_rows(contract, path))


def _rows(contract: Contract, path: Path) -> list[dict[str, Any]]:
    verwacht = 'een tabel als {"value": [rijen]}'
    if not path.is_file():
        raise InputError(
            contract.naam,
            path.name,
            "het bestand bestaat niet",
            verwacht=f"tabel {contract.formaat['tabel']}; haal haar op met snakemake statline",
        )
    try:
        inhoud = json.loads(path.read_text(encoding="utf-8-sig"))
    except (UnicodeDecodeError, json.JSONDecodeError):
        raise InputError(
            contract.naam, path.name, "het bestand is leeg, afgebroken of geen JSON", verwacht=verwacht
        ) from None
    rijen = inhoud.get("value") if isinstance(inhoud, dict) else None
    if not isinstance(rijen, list) or not rijen or not all(isinstance(rij, dict) for rij in rijen):
        raise InputError(contract.naam, path.name, "er staan geen rijen onder 'value'", verwacht=verwacht)
    return rijen


def _check_keys(contract: Contract, bestand: str, rijen: list[dict[str, Any]], totalen: dict[str, str]) -> None:
    sleutels = {kolom.raw for kolom in contract.kolommen} | set(totalen)
    eerste = set(rijen[0]) - {_VOLGNUMMER}
    verschil = {"ontbreekt": sorted(sleutels - eerste), "is nieuw": sorted(eerste - sleutels)}
    if delen := [f"{opsommen(namen)} {wat}" for wat, namen in verschil.items() if namen]:
        # A new dimension would multiply the rows, so a new key stops the run as a missing one does.
        raise InputError(
            contract.naam,
            bestand,
            f"de sleutels van de tabel zijn veranderd: {'; '.join(delen)}",
            verwacht=opsommen(sorted(sleutels), hoogstens=len(sleutels)),
        )
    if afwijkend := sum(set(rij) - {_VOLGNUMMER} != eerste for rij in rijen):
        raise InputError(contract.naam, bestand, f"{afwijkend} rijen hebben andere sleutels dan de eerste rij")


def _text(cel: object) -> str:
    """Return a cell as text: keys and titles of CBS end in spaces."""
    return cell_text(cel).strip()


def _years(contract: Contract, bestand: str, perioden: list[str]) -> list[str]:
    """Return the first year of each study year, written as 2023/'24 or as the key 2023SJ00."""
    periode = contract.formaat["periode"]
    patroon = re.compile(periode["patroon"])
    jaar = {tekst: patroon.fullmatch(tekst) for tekst in dict.fromkeys(perioden)}
    if vreemd := sorted(tekst for tekst, treffer in jaar.items() if treffer is None):
        raise InputError(
            contract.naam,
            bestand,
            f"onbekende periode {opsommen(vreemd)}",
            kolom=periode["kolom"],
            verwacht="een studiejaar als 2023/'24",
        )
    return [treffer.group(1) for tekst in perioden if (treffer := jaar[tekst])]
