"""A zip with the same bytes on every system: no dates, and its parts as Linux writes them."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

# The first moment a zip can hold.
_MOMENT = (1980, 1, 1, 0, 0, 0)
_LINUX = 3
_RECHTEN = 0o644 << 16
_TEKST = (".xml", ".rels")


def write_zip(doel: Path, delen: Mapping[str, bytes]) -> None:
    """Write parts by name, in the order of the mapping."""
    with zipfile.ZipFile(doel, "w", zipfile.ZIP_DEFLATED) as archief:
        for naam, inhoud in delen.items():
            vak = zipfile.ZipInfo(naam, _MOMENT)
            vak.compress_type, vak.create_system, vak.external_attr = zipfile.ZIP_DEFLATED, _LINUX, _RECHTEN
            archief.writestr(vak, inhoud)


def make_even(pad: Path) -> None:
    """Write a document or workbook that another program made anew, with the same parts and the line ends of Linux."""
    with zipfile.ZipFile(pad) as archief:
        delen = {vak.filename: archief.read(vak) for vak in archief.infolist()}
    write_zip(
        pad,
        {naam: inhoud.replace(b"\r\n", b"\n") if naam.endswith(_TEKST) else inhoud for naam, inhoud in delen.items()},
    )
