"""Mergers of institutions: from the code of a plan's own year to the code of today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from werkagenda.errors import InputError

if TYPE_CHECKING:
    import pandas as pd


def current_codes(codes: pd.Series, fusies: pd.DataFrame) -> pd.Series:
    """Return the codes after all mergers, those of a merged institution that merged again too.

    Args:
        codes: institution codes.
        fusies: `oud, nieuw, datum`, one row per merged code.

    Raises:
        InputError: the table sends a code round in a circle.

    """
    stap = dict(zip(fusies["oud"].astype(str), fusies["nieuw"].astype(str), strict=True))
    eind = {}
    for oud, eerste in stap.items():
        nieuw, gezien = eerste, {oud}
        while nieuw in stap:
            if nieuw in gezien:
                raise InputError("fusies", "fusies", f"de code {oud!r} verwijst in een kring naar zichzelf")
            gezien.add(nieuw)
            nieuw = stap[nieuw]
        eind[oud] = nieuw
    tekst = codes.astype(str)
    # A look per code, not per row.
    return tekst.map({code: eind.get(code, code) for code in tekst.dropna().unique()}).astype(tekst.dtype)
