"""What a CBS .sav says about itself, read before a single row: columns, storage, labels, missing values, row count."""

from __future__ import annotations

import re
import warnings
from dataclasses import dataclass, field
from difflib import SequenceMatcher, get_close_matches
from typing import TYPE_CHECKING, Any, Literal

import pyreadstat

from werkagenda.contract.contracts import JAREN
from werkagenda.errors import InputError, Problem, quoted

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from werkagenda.contract.contracts import Column, Contract

# What pyreadstat raises on a file that it cannot read; a header cut off inside a text gives a ValueError.
LEESFOUTEN = (pyreadstat.ReadstatError, pyreadstat.PyreadstatError, OSError, ValueError)
# Formats by which SPSS shows a number of seconds as a date.
_DATUMS = ("DATE", "ADATE", "EDATE", "SDATE", "JDATE", "YMDHMS")
# Formats that show it as a time or a part of a date: no contract has one, and not every reader leaves it a number.
_TIJDEN = ("TIME", "DTIME", "MTIME", "MOYR", "QYR", "WKYR", "MONTH", "WKDAY")
# What a .sav with a password holds near its start.
_VERSLEUTELD = b"ENCRYPTEDSAV"
# How a .zsav starts, whose rows are packed by zlib.
_ZSAV = b"$FL3"
# A .sav stores every value in blocks of this many bytes.
_BLOK = 8
# From here on two labels are taken for the same one.
_LIJKT = 0.6
_HERNOEMD = re.compile(r"(.+)_duplicated\d+")
Opslag = Literal["tekst", "getal", "tijd", "datum"]


@dataclass(frozen=True)
class SavColumn:
    """A column of the contract in one file: its name and place there, how it is stored, whether it declares missings.

    `breedte` are the bytes of a text; `grenzen` the first and last year that the column may hold in this file.
    """

    kolom: Column
    naam: str
    opslag: Opslag
    verklaard_leeg: bool = False
    plek: int = 0
    breedte: int = 0
    grenzen: tuple[int, int] = JAREN


@dataclass(frozen=True)
class SavHeader:
    """The header of a .sav: storage, value labels and declared missings by column, rows and bytes per row.

    `rijen` is None where the writer of the file did not fill it in; `breedte` are the bytes of each text; `reeksen` are
    the columns with text that declare all between two texts missing; `zsav` tells that zlib packed the rows.
    """

    opslag: Mapping[str, Opslag]
    labels: Mapping[str, Mapping[Any, str]]
    verklaard_leeg: frozenset[str]
    rijen: int | None
    rijbreedte: int
    breedte: Mapping[str, int] = field(default_factory=dict)
    reeksen: frozenset[str] = frozenset()
    codering: str = "UTF-8"
    zsav: bool = False


def read_header(bron: str, path: Path) -> SavHeader:
    """Read the header of a .sav, and no rows.

    Raises InputError when the file is not there or is no readable .sav.
    """
    if not path.is_file():
        raise InputError(bron, path.name, "het bestand bestaat niet")
    with path.open("rb") as bestand:
        begin = bestand.read(64)
        if _VERSLEUTELD in begin:
            raise InputError(
                bron, path.name, "het bestand heeft een wachtwoord", verwacht="een SPSS-bestand zonder wachtwoord"
            )
    try:
        with warnings.catch_warnings():
            # About a column that stands twice: that is an error here.
            warnings.simplefilter("ignore", UserWarning)
            _, meta = pyreadstat.read_sav(path, metadataonly=True, user_missing=True, output_format="dict")
    except LEESFOUTEN:
        raise InputError(
            bron, path.name, "de kop is niet te lezen (leeg, afgebroken of geen .sav)", verwacht="een SPSS-bestand"
        ) from None
    if dubbel := sorted({naam for naam in map(_first_name, meta.column_names) if naam and naam in meta.column_names}):
        raise InputError(bron, path.name, f"kolommen staan er twee keer: {quoted(dubbel)}", verwacht="een per naam")
    return SavHeader(
        opslag={
            naam: _storage(meta.readstat_variable_types[naam], meta.original_variable_types[naam] or "")
            for naam in meta.column_names
        },
        labels=meta.variable_value_labels,
        verklaard_leeg=frozenset(meta.missing_ranges),
        rijen=meta.number_rows,
        rijbreedte=sum(-(-breedte // _BLOK) * _BLOK for breedte in meta.variable_storage_width.values()),
        breedte=meta.variable_storage_width,
        reeksen=frozenset(
            naam
            for naam, delen in meta.missing_ranges.items()
            if meta.readstat_variable_types[naam] == "string" and any(_is_range(deel) for deel in delen)
        ),
        codering=meta.file_encoding or "UTF-8",
        zsav=begin.startswith(_ZSAV),
    )


def _is_range(deel: Any) -> bool:  # noqa: ANN401 - a value, or a pair of them
    return isinstance(deel, dict) and deel["lo"] != deel["hi"]


def _first_name(naam: str) -> str | None:
    """Return the name that pyreadstat changed because an earlier column has it; None for any other."""
    treffer = _HERNOEMD.fullmatch(naam)
    return treffer[1] if treffer else None


def _storage(soort: str, formaat: str) -> Opslag:
    if soort == "string":
        return "tekst"
    if formaat.startswith(_DATUMS):
        return "datum"
    return "tijd" if formaat.startswith(_TIJDEN) else "getal"


def active_columns(contract: Contract, jaar: int | None) -> list[Column]:
    """Return the columns that ingest reads from the file of a year; a name of ours stands at most once in it."""
    return [kolom for kolom in contract.used if kolom.in_year(jaar)]


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
                f"kolommen verschillen alleen in hoofdletters: {quoted(namen)}",
                kolom=kolom.raw,
                verwacht="een kolom van die naam",
            )
        if namen:
            opslag = kop.opslag[namen[0]]
            _check_storage(contract.naam, bestand, kolom, opslag)
            uit.append(
                SavColumn(
                    kolom,
                    namen[0],
                    opslag,
                    verklaard_leeg=namen[0] in kop.verklaard_leeg,
                    plek=list(kop.opslag).index(namen[0]),
                    breedte=kop.breedte.get(namen[0], 0) if opslag == "tekst" else 0,
                    grenzen=kolom.bounds(jaar),
                )
            )
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


def check_labels(contract: Contract, kop: SavHeader, bestand: str, kolommen: list[SavColumn]) -> list[str]:
    """Return the codes whose label in the file is worded otherwise than in the contract, as `COLUMN 1 'label'`.

    Raises InputError where a label is rather that of another code of the column: then the codes have other meanings,
    and every table would follow them without a word.
    """
    anders: list[str] = []
    strijdig: list[Problem] = []
    for sav in kolommen:
        eigen = {code: [_plain(woord) for woord in woorden] for code, woorden in (sav.kolom.labels or {}).items()}
        for code, label in label_codes(kop, sav).items():
            if code not in eigen or _plain(label) in eigen[code]:
                continue
            if lijkt := _belongs_to(_plain(label), code, eigen):
                ons = (sav.kolom.labels or {})[code][0]
                melding = (
                    f"code {code!r} heet in het bestand {label!r}, in het contract {ons!r}; dat lijkt op {lijkt!r}"
                )
                strijdig.append(
                    Problem(sav.kolom.raw, melding, "dezelfde betekenis, of dit label bij de code in het contract")
                )
            else:
                anders.append(f"{sav.kolom.raw} {code} {label!r}")
    if strijdig:
        raise InputError.together(contract.naam, bestand, strijdig)
    return anders


def unknown_label_codes(kop: SavHeader, kolommen: list[SavColumn]) -> dict[str, list[str]]:
    """Return per column, by its raw name, the codes that have a label in the file and no line in the contract."""
    uit = {}
    for sav in kolommen:
        kolom = sav.kolom
        if kolom.codes is None:
            continue
        bekend = {*kolom.codes, *kolom.leeg, *(kolom.labels or {})}
        vreemd = [code for code in label_codes(kop, sav) if _code(code, kolom) not in bekend]
        if vreemd and not sav.verklaard_leeg:
            uit[kolom.raw] = vreemd
    return uit


def label_codes(kop: SavHeader, sav: SavColumn) -> dict[str, str]:
    """Return the value labels of a column in the file, its codes as text."""
    return {
        f"{code:g}" if isinstance(code, float) else str(code).strip(): label.strip()
        for code, label in kop.labels.get(sav.naam, {}).items()
    }


def _code(code: str, kolom: Column) -> str:
    if kolom.kleine_letters:
        code = code.lower()
    return str(int(code)) if kolom.soort == "geheel" and code.isdigit() else code


def _plain(label: str) -> str:
    """Return a label without what differs from year to year: capitals, signs and spaces."""
    return " ".join(re.findall(r"\w+", label.casefold()))


def _belongs_to(label: str, code: str, eigen: Mapping[str, list[str]]) -> str | None:
    """Return the wording of another code that a label is, or is more like than any of its own code; None without."""
    beste, wie = _LIJKT, None
    for ander, woorden in eigen.items():
        for woord in woorden:
            gelijk = SequenceMatcher(None, label, woord).ratio()
            # Its own code wins a tie.
            if gelijk > beste or (gelijk == beste and ander == code):
                beste, wie = gelijk, None if ander == code else woord
    return wie
