"""Read a sheet of a workbook by its contract: by what its cells hold, not by the size that it states."""

from __future__ import annotations

import re
import zipfile
import zlib
from itertools import zip_longest
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import ParseError

import pyarrow as pa

from werkagenda.errors import InputError, did_you_mean, quoted
from werkagenda.ingest.delimited import check_header
from werkagenda.ingest.normalise import normalise
from werkagenda.ingest.numbers import cell_text

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.workbook import Workbook

    from werkagenda.contract.contracts import Contract

WERKBOEKEN = frozenset({".xlsx", ".xlsm", ".xls", ".xlsb"})
# What an old or a protected workbook starts with: both are a container of Microsoft's own.
_CONTAINER = b"\xd0\xcf\x11\xe0"
_BINAIR = "xl/workbook.bin"
PROCENT = "%"
_FORMULE = re.compile(rb"<(?:\w+:)?f[ >/]")
_KAPOT = (zipfile.BadZipFile, zlib.error, ParseError, KeyError, ValueError, EOFError, OSError)


def read_workbook(contract: Contract, path: Path) -> pa.Table:
    """Read, check and normalise the contract's sheet of a workbook; as `read_raw` otherwise.

    Without a sheet that the contract calls `optioneel` there are no rows.
    Raises InputError on a workbook that is protected, old or damaged, on a formula whose outcome was not stored, and on
    cells in a column without a name.
    """
    from openpyxl import load_workbook  # noqa: PLC0415 - only where a workbook was delivered

    _check_kind(contract, path)
    try:
        if contract.formaat.get("optioneel") and not _sheets(load_workbook(path, read_only=True), contract):
            leeg = pa.table({kolom.raw: pa.array([], pa.string()) for kolom in contract.used})
            return normalise(leeg, contract, path.name, rijnummers=[])
        rijen = _rows(load_workbook(path, read_only=True, data_only=True), contract, path.name)
        if _has_formulas(path):
            formules = _rows(load_workbook(path, read_only=True, data_only=False), contract, path.name)
            _check_formulas(rijen, formules, contract, path.name)
    except _KAPOT:
        raise InputError(
            contract.naam, path.name, "het bestand is leeg, beschadigd of geen werkboek", verwacht="een xlsx"
        ) from None
    gevuld = {nummer: rij for nummer, rij in rijen.items() if any(cel != "" for cel in rij)}
    if len(gevuld) <= 1:
        raise InputError(
            contract.naam,
            path.name,
            f"het blad {contract.formaat['blad']!r} heeft geen rijen",
            verwacht="een kopregel en rijen",
        )
    # Excel leaves out the empty cells at the end of a row, and keeps columns that hold nothing.
    kolommen = list(zip_longest(*gevuld.values(), fillvalue=""))
    if naamloos := [letter(plek) for plek, (kop, *cellen) in enumerate(kolommen) if not kop.strip() and any(cellen)]:
        raise InputError(
            contract.naam,
            path.name,
            f"kolom {quoted(naamloos)} heeft cellen en geen naam",
            verwacht="een naam erboven",
        )
    genoemd = [kolom for kolom in kolommen if kolom[0].strip()]
    check_header([kop.strip() for kop, *_ in genoemd], contract, path.name)
    aandelen = {kolom.raw for kolom in contract.kolommen if kolom.soort == "aandeel"}
    tabel = pa.table(
        {
            kop.strip(): pa.array(
                [cel.removesuffix(PROCENT) if kop.strip() in aandelen else cel for cel in cellen], pa.string()
            )
            for kop, *cellen in genoemd
        }
    )
    return normalise(tabel, contract, path.name, rijnummers=list(gevuld)[1:])


def letter(plek: int) -> str:
    """Return the letters that Excel gives to a column, counted from 0."""
    over, rest = divmod(plek, 26)
    return (letter(over - 1) if over else "") + chr(ord("A") + rest)


def _check_kind(contract: Contract, path: Path) -> None:
    if not path.exists():
        raise InputError(contract.naam, path.name, "het bestand bestaat niet")
    verwacht = "een xlsx of xlsm zonder wachtwoord"
    with path.open("rb") as bestand:
        if bestand.read(len(_CONTAINER)) == _CONTAINER:
            melding = "dit is een oud werkboek (.xls) of het heeft een wachtwoord"
            raise InputError(contract.naam, path.name, melding, verwacht=verwacht)
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archief:
            if _BINAIR in archief.namelist():
                raise InputError(contract.naam, path.name, "dit is een binair werkboek (.xlsb)", verwacht=verwacht)


def _sheets(werkboek: Workbook, contract: Contract) -> list[str]:
    """Return the sheets that have the name of the contract's, whatever its capitals."""
    return [naam for naam in werkboek.sheetnames if naam.strip().casefold() == contract.formaat["blad"].casefold()]


def _rows(werkboek: Workbook, contract: Contract, bestand: str) -> dict[int, list[str]]:
    """Return the rows of the contract's sheet that have a cell, by their number in the sheet."""
    blad, namen = contract.formaat["blad"], _sheets(werkboek, contract)
    if len(namen) != 1:
        hint = did_you_mean(blad, werkboek.sheetnames) if not namen else ""
        melding = f"{len(namen)} bladen heten {blad!r}" if namen else f"het blad {blad!r} ontbreekt{hint}"
        werkboek.close()
        raise InputError(contract.naam, bestand, melding, verwacht="een blad van die naam")
    vel: Any = werkboek[namen[0]]
    # The size that a sheet states may be that of an earlier version: read until its rows end.
    vel.reset_dimensions()
    rijen = {
        nummer: [_text(cel) for cel in rij]
        for nummer, rij in enumerate(vel.iter_rows(), start=1)
        if any(cel.value is not None for cel in rij)
    }
    werkboek.close()
    return rijen


def _text(cel: Any) -> str:  # noqa: ANN401 - openpyxl has a class for each kind of cell
    """Return a cell as text; 0.673 that is shown as 67.3% keeps its sign, for only a share can be meant by both."""
    tekst = cell_text(cel.value)
    is_getal = isinstance(cel.value, int | float) and not isinstance(cel.value, bool)
    return f"{tekst}{PROCENT}" if is_getal and PROCENT in str(cel.number_format) else tekst


def _has_formulas(path: Path) -> bool:
    with zipfile.ZipFile(path) as archief:
        bladen = [naam for naam in archief.namelist() if naam.startswith("xl/worksheets/")]
        return any(_FORMULE.search(archief.read(naam)) for naam in bladen)


def _check_formulas(
    rijen: dict[int, list[str]], formules: dict[int, list[str]], contract: Contract, bestand: str
) -> None:
    """Raise InputError on a formula without a stored outcome: it would read as an empty cell."""
    for nummer, rij in formules.items():
        for plek, cel in enumerate(rij):
            waarden = rijen.get(nummer, [])
            if cel.startswith("=") and (plek >= len(waarden) or waarden[plek] == ""):
                raise InputError(
                    contract.naam,
                    bestand,
                    f"cel {letter(plek)}{nummer} heeft een formule zonder uitkomst",
                    verwacht="een waarde; open het werkboek in Excel en sla het op",
                )
