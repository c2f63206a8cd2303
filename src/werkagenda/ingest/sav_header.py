"""What a CBS .sav says about itself, read before a single row: columns, storage, labels, missing values, row count."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Literal

import pyreadstat

from werkagenda.errors import InputError, opsommen

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from werkagenda.contract.contracts import Column, Contract

log = logging.getLogger("werkagenda")

# What pyreadstat raises on a file that it cannot read; a header cut off inside a text gives a ValueError.
LEESFOUTEN = (pyreadstat.ReadstatError, pyreadstat.PyreadstatError, OSError, ValueError)
# Formats by which SPSS shows a number of seconds as a date.
_DATUMS = ("DATE", "ADATE", "EDATE", "SDATE", "JDATE", "YMDHMS")
# A .sav stores every value in blocks of this many bytes.
_BLOK = 8
Opslag = Literal["tekst", "getal", "datum"]


@dataclass(frozen=True)
class SavColumn:
    """A column of the contract in one file: its name there, how it is stored, whether the file declares missings."""

    kolom: Column
    naam: str
    opslag: Opslag
    verklaard_leeg: bool


@dataclass(frozen=True)
class SavHeader:
    """The header of a .sav: storage, value labels and declared missings by column, rows and bytes per row.

    `rijen` is None where the writer of the file did not fill it in.
    """

    opslag: Mapping[str, Opslag]
    labels: Mapping[str, Mapping[Any, str]]
    verklaard_leeg: frozenset[str]
    rijen: int | None
    rijbreedte: int


def read_header(bron: str, path: Path) -> SavHeader:
    """Read the header of a .sav, and no rows.

    Raises InputError when the file is not there or is no readable .sav.
    """
    if not path.is_file():
        raise InputError(bron, path.name, "het bestand bestaat niet")
    try:
        _, meta = pyreadstat.read_sav(path, metadataonly=True, user_missing=True, output_format="dict")
    except LEESFOUTEN:
        raise InputError(
            bron, path.name, "de kop is niet te lezen (leeg, afgebroken of geen .sav)", verwacht="een SPSS-bestand"
        ) from None
    return SavHeader(
        opslag={
            naam: _opslag(meta.readstat_variable_types[naam], meta.original_variable_types[naam] or "")
            for naam in meta.column_names
        },
        labels=meta.variable_value_labels,
        verklaard_leeg=frozenset(meta.missing_ranges),
        rijen=meta.number_rows,
        rijbreedte=sum(-(-breedte // _BLOK) * _BLOK for breedte in meta.variable_storage_width.values()),
    )


def _opslag(soort: str, formaat: str) -> Opslag:
    if soort == "string":
        return "tekst"
    return "datum" if formaat.startswith(_DATUMS) else "getal"


def active_columns(contract: Contract, jaar: int | None) -> list[Column]:
    """Return the columns that ingest reads from the file of a year; a name of ours stands at most once in it."""
    return [kolom for kolom in contract.gebruikt if kolom.in_year(jaar)]


def missing_columns(contract: Contract, kop: SavHeader, jaar: int | None) -> dict[str, str | None]:
    """Return the required columns that the file lacks, each with the column that looks like it, or None."""
    aanwezig = {naam.upper() for naam in kop.opslag}
    bekend = {kolom.raw.upper() for kolom in contract.kolommen}
    over = {naam.upper(): naam for naam in kop.opslag if naam.upper() not in bekend}
    uit: dict[str, str | None] = {}
    for kolom in active_columns(contract, jaar):
        if kolom.verplicht and kolom.raw.upper() not in aanwezig:
            gelijkend = get_close_matches(kolom.raw.upper(), sorted(over), n=1)
            uit[kolom.raw] = over[gelijkend[0]] if gelijkend else None
    return uit


def resolve(contract: Contract, kop: SavHeader, bestand: str, jaar: int | None) -> list[SavColumn]:
    """Return the columns to read, found whatever their capitals.

    Raises InputError on a missing, renamed or doubled column, and on an id or code stored as what it can't be.
    """
    if ontbreekt := missing_columns(contract, kop, jaar):
        hints = [f"{raw!r}" + (f" (heet die nu {nu!r}?)" if nu else "") for raw, nu in ontbreekt.items()]
        raise InputError(
            contract.naam,
            bestand,
            f"kolom ontbreekt: {', '.join(hints)}",
            verwacht=f"de {len(active_columns(contract, jaar))} kolommen van het contract",
        )
    uit = []
    for kolom in active_columns(contract, jaar):
        namen = [naam for naam in kop.opslag if naam.upper() == kolom.raw.upper()]
        if len(namen) > 1:
            raise InputError(
                contract.naam,
                bestand,
                f"kolommen verschillen alleen in hoofdletters: {opsommen(namen)}",
                kolom=kolom.raw,
                verwacht="een kolom van die naam",
            )
        if namen:
            opslag = kop.opslag[namen[0]]
            _check_storage(contract.naam, bestand, kolom, opslag)
            uit.append(SavColumn(kolom, namen[0], opslag, namen[0] in kop.verklaard_leeg))
    return uit


def _check_storage(bron: str, bestand: str, kolom: Column, opslag: Opslag) -> None:
    if kolom.opslag == "tekst" and opslag != "tekst":
        raise InputError(
            bron,
            bestand,
            "staat als getal in het bestand; voorloopnullen zijn verloren",
            kolom=kolom.raw,
            verwacht="een kolom met tekst",
        )
    if opslag == "datum" and kolom.soort != "datum":
        raise InputError(bron, bestand, "staat als datum in het bestand", kolom=kolom.raw, verwacht=kolom.soort)


def warn_labels(contract: Contract, kop: SavHeader, bestand: str, kolommen: list[SavColumn]) -> None:
    """Note in the log each code whose label in the file is another than in the contract.

    A warning and no error: CBS rewrites labels from year to year, but a code that got another meaning shows up here.
    """
    for sav in kolommen:
        eigen = sav.kolom.labels or {}
        for code, label in kop.labels.get(sav.naam, {}).items():
            tekst = f"{code:g}" if isinstance(code, float) else str(code).strip()
            if tekst in eigen and eigen[tekst].casefold() != label.strip().casefold():
                log.warning(
                    "%s | %s | kolom %s: code %r heet in het bestand %r, in het contract %r",
                    contract.naam,
                    bestand,
                    sav.kolom.raw,
                    tekst,
                    label.strip(),
                    eigen[tekst],
                )
