"""Make the zip that leaves the secure environment: nothing that may not leave, the same bytes for the same tables."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from fnmatch import fnmatch
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from werkagenda.errors import InputError, quoted
from werkagenda.export.archive import BRON, MANIFEST, SOORTEN, TABEL, csv_bytes, manifest_of

if TYPE_CHECKING:
    from collections.abc import Mapping

# Columns that name a person, an address, a company or an institution of the microdata; compared in small letters.
IDENTIFICATOREN = ("rinpersoon*", "rinadres*", "beid", "beid_*", "brin*")
# A zip without dates, rights or compression of its own: the same tables give the same bytes on every machine.
_VASTE_TIJD = (1980, 1, 1, 0, 0, 0)
_RECHTEN = 0o100600 << 16
_UNIX = 3


def run_identity(herkomst: Mapping[str, Any]) -> str:
    """Return the hash over the raw files, the code and the settings behind an export (`lineage.trace`)."""
    kern = {
        "bronnen": [[bron["bron"], bron["bestand"], bron["sha256"]] for bron in herkomst["bronnen"]],
        "stappen": [[stap["id"], stap["bestanden"], stap["instellingen"]] for stap in herkomst["stappen"]],
    }
    return hashlib.sha256(json.dumps(kern, sort_keys=True).encode()).hexdigest()


def settings_file(instellingen: Mapping[str, Mapping[str, Any]]) -> bytes:
    """Return the csv with settings, per part of the configuration and key, that an office reads back."""
    rijen = [
        {"deel": deel, "sleutel": sleutel, "waarde": json.dumps(waarde)}
        for deel, sleutels in sorted(instellingen.items())
        for sleutel, waarde in sorted(sleutels.items())
    ]
    return csv_bytes(rijen, ("deel", "sleutel", "waarde"))


def pack(bestanden: Mapping[str, bytes], *, run: str) -> bytes:
    """Return the bytes of the zip, manifest included.

    Args:
        bestanden: content per file name.
        run: identity of the run (`run_identity`).

    Raises:
        InputError: a file of another kind than csv or txt, a name with a folder, or a column that identifies.

    """
    for naam, inhoud in bestanden.items():
        _check_file(naam, inhoud)
    alles = {**bestanden, MANIFEST: manifest_of(bestanden, run=run)}
    doel = io.BytesIO()
    with zipfile.ZipFile(doel, "w", zipfile.ZIP_STORED) as archief:
        for naam in sorted(alles):
            vak = zipfile.ZipInfo(naam, _VASTE_TIJD)
            vak.create_system, vak.external_attr = _UNIX, _RECHTEN
            archief.writestr(vak, alles[naam])
    return doel.getvalue()


def _check_file(naam: str, inhoud: bytes) -> None:
    if PurePosixPath(naam).name != naam or PurePosixPath(naam).suffix not in SOORTEN:
        raise InputError(BRON, naam, "dit bestand mag niet naar buiten", verwacht=f"een {' of '.join(SOORTEN)}")
    if naam.endswith(TABEL):
        kop = next(csv.reader([inhoud.decode().partition("\n")[0]]))
        vreemd = [kolom for kolom in kop if any(fnmatch(kolom.lower(), soort) for soort in IDENTIFICATOREN)]
        if vreemd:
            raise InputError(BRON, naam, f"kolom {quoted(vreemd)} verlaat de omgeving nooit", kolom=vreemd[0])
