"""Write a table of the synthetic microdata as a .sav by its contract: raw names, codes, labels and missing values."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl
import polars_readstat
import pyreadstat

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from numpy.typing import NDArray

    from werkagenda.contract.contracts import Column, Contract

# Where the header of a .sav keeps the moment of writing, and a fixed moment of the same length.
_MOMENT_PLEK, _MOMENT = 92, b"01 Jan 2400:00:00"
# Where the records of variables begin, and more bytes than those and the labels take.
_VARIABELEN, _KOP = 176, 1 << 16
# Number of persons that exist at most; a prime, so that every number gives another person.
_PERSONEN, _STAP, _BEGIN = 999_999_937, 387_420_489, 123_456_789
_BANEN = 99_999_999_977
_LETTERS = {"klein": str.lower, "groot": str.upper}
_VAST_TEKST = frozenset({"datum", "tekst"})


def person_number(nummer: NDArray[np.int64] | pl.Series) -> pl.Series:
    """Return RINPERSOON (9 digits as text) of persons by their number in the synthetic world; no two are alike."""
    rin = (pl.Series(nummer, dtype=pl.Int64) * _STAP + _BEGIN) % _PERSONEN
    return rin.cast(pl.String).str.zfill(9)


def job_number(nummer: NDArray[np.int64]) -> pl.Series:
    """Return IKVID (11 digits as text) of jobs by their number in the synthetic world; no two are alike."""
    return ((pl.Series(nummer, dtype=pl.Int64) * _STAP) % _BANEN).cast(pl.String).str.zfill(11)


@dataclass(frozen=True)
class SavStyle:
    """How the file of a year differs from those of other years, in what its contract leaves open.

    `als_getal`: code columns are numbers with value labels (where every code is one), else text; `tekstlabels`: text
    columns have labels too, which only the slow writer can: for small files; `zonder_nullen`: codes of a fixed width
    have lost their zeros; `kolomletters`: names of columns are all small (`klein`) or capitals (`groot`); `leeg`: the
    one mark of an unknown value, per column; `onbekend`: a code that no contract knows, per column.
    """

    jaar: int | None = None
    als_getal: bool = False
    tekstlabels: bool = False
    zonder_nullen: bool = False
    kolomletters: str = ""
    leeg: Mapping[str, str] = field(default_factory=dict)
    onbekend: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of_year(cls, wereld: dict[str, Any], bron: str, jaar: int, *, onbekende_codes: bool) -> SavStyle:
        """Return the style that `wereld` of the calibration gives the file of a source and a year."""
        als_getal = jaar in wereld["codes_als_getal"]
        return cls(
            jaar=jaar,
            als_getal=als_getal,
            tekstlabels=bron in wereld["tekstlabels"] and not als_getal,
            zonder_nullen=jaar in wereld["oplnr_zonder_nullen"],
            kolomletters=wereld["kolomletters"].get(jaar, ""),
            leeg=wereld["open_einde"][jaar in wereld["einde_in_woorden"]],
            onbekend=wereld["onbekende_codes"].get(bron, {}) if onbekende_codes else {},
        )


def write_sav(  # noqa: PLR0913 - what to write, where, by which contract, and how this file differs
    tabel: pl.DataFrame,
    pad: Path,
    *,
    contract: Contract,
    rng: np.random.Generator,
    stijl: SavStyle,
    extra: Mapping[str, pl.Series] | None = None,
) -> None:
    """Write `tabel` (our column names and values, null = unknown) as a raw file.

    Where a contract knows several codes for a value, or marks for an unknown one, each cell draws its own. `extra` are
    raw columns behind those of the contract. The file has no date of writing: the same table gives the same bytes.
    """
    uit: dict[str, pl.Series] = {}
    labels: dict[str, dict[Any, str]] = {}
    missend: dict[str, list[Any]] = {}
    for kolom in contract.kolommen:
        if not kolom.in_year(stijl.jaar):
            continue
        waarden, getal = _raw_codes(tabel[kolom.naam], kolom, stijl=stijl, rng=rng)
        if getal:
            uit[kolom.raw], missend[kolom.raw] = _number_missing(waarden, kolom)
        elif kolom.soort == "getal":
            uit[kolom.raw] = waarden
        else:
            merken = (stijl.leeg[kolom.naam],) if kolom.naam in stijl.leeg else kolom.leeg
            uit[kolom.raw] = _text_missing(waarden, merken, rng)
            missend[kolom.raw] = [merk for merk in kolom.leeg if len(merk) == 1]
        if kolom.labels and (getal or stijl.tekstlabels):
            labels[kolom.raw] = {
                float(code) if getal else code: woorden[0]
                for code, woorden in kolom.labels.items()
                if not getal or code.isdigit()
            }
    letters = _LETTERS.get(stijl.kolomletters, str)
    data = pl.DataFrame({letters(naam): kolom for naam, kolom in (uit | dict(extra or {})).items()})
    labels = {letters(naam): waarden for naam, waarden in labels.items()}
    missend = {letters(naam): waarden for naam, waarden in missend.items() if waarden}
    if stijl.tekstlabels:
        pyreadstat.write_sav(data.to_pandas(), str(pad), variable_value_labels=labels, missing_ranges=missend)
    else:
        polars_readstat.write_readstat(data, str(pad), format="sav", value_labels=labels, missing_ranges=missend)
    _fix_bytes(pad)


def _fix_bytes(pad: Path) -> None:
    """Replace what differs from run to run in a .sav: the moment of writing, and the order of value labels.

    Source: the layout of system files in the PSPP developers' guide. A record of labels (3) holds per label a value of
    8 bytes and a text with its length, padded to a multiple of 8; records of variables (2) come before them.
    """
    with pad.open("r+b") as bestand:
        kop = bytearray(bestand.read(_KOP))
        kop[_MOMENT_PLEK : _MOMENT_PLEK + len(_MOMENT)] = _MOMENT
        plek = _VARIABELEN
        soort, breed, label, missend = struct.unpack_from("<4i", kop, plek)
        while soort == 2:  # noqa: PLR2004 - the kind of record
            plek += 32 + 8 * abs(missend)
            if label:
                message = "een variabele met een naam erbij is hier niet voorzien"
                raise ValueError(message)
            soort, breed, label, missend = struct.unpack_from("<4i", kop, plek)
        while soort == 3:  # noqa: PLR2004
            begin = einde = plek + 8
            delen = []
            for _ in range(breed):
                lengte = 8 + (kop[einde + 8] + 8) // 8 * 8
                delen.append(bytes(kop[einde : einde + lengte]))
                einde += lengte
            kop[begin:einde] = b"".join(sorted(delen))
            _, aantal = struct.unpack_from("<2i", kop, einde)
            plek = einde + 8 + 4 * aantal
            soort, breed = struct.unpack_from("<2i", kop, plek)
        bestand.seek(0)
        bestand.write(kop)


def _raw_codes(
    waarden: pl.Series, kolom: Column, *, stijl: SavStyle, rng: np.random.Generator
) -> tuple[pl.Series, bool]:
    """Return the raw code of each value as text (null stays null), and whether the column can hold numbers.

    Where several codes mean the same, each row draws one of them.
    """
    if kolom.soort == "getal":
        return waarden.cast(pl.Float64), False
    mag = stijl.als_getal and kolom.opslag is None and kolom.soort not in _VAST_TEKST
    tekst = waarden.cast(pl.String)
    if not kolom.codes:
        tekst = tekst.str.strip_chars_start("0") if kolom.breedte and stijl.zonder_nullen else tekst
        return tekst, mag and bool(tekst.drop_nulls().str.contains(r"^\d+$").all())
    per_waarde: dict[str, list[str]] = {}
    for code, waarde in kolom.codes.items():
        per_waarde.setdefault(waarde, []).append(code)
    cijfers = {waarde: [code for code in codes if code.isdigit()] for waarde, codes in per_waarde.items()}
    mag = mag and all(cijfers.values())
    keuze = cijfers if mag else per_waarde
    aantal = np.array([len(codes) for codes in keuze.values()])
    begin = np.cumsum(aantal) - aantal
    soort = tekst.replace_strict(list(keuze), list(range(len(keuze))), return_dtype=pl.Int64)
    nummer = soort.fill_null(0).to_numpy()
    plek = begin[nummer] + rng.integers(0, 1 << 31, len(nummer)) % aantal[nummer]
    alle = pl.Series([code for codes in keuze.values() for code in codes])
    codes = alle.gather(plek).zip_with(soort.is_not_null(), pl.Series([None], dtype=pl.String))
    return codes.scatter(0, stijl.onbekend[kolom.naam]) if kolom.naam in stijl.onbekend else codes, mag


def _number_missing(waarden: pl.Series, kolom: Column) -> tuple[pl.Series, list[float]]:
    """Return the codes as numbers; unknown is empty, a number that the contract knows, or one declared missing."""
    getallen = waarden.cast(pl.Int64)
    if "" in kolom.leeg or not kolom.leeg:
        return getallen, []
    bekend = [int(merk) for merk in kolom.leeg if merk.isdigit()]
    if bekend:
        return getallen.fill_null(bekend[0]), []
    breedte = kolom.breedte or max(len(merk) for merk in kolom.leeg)
    merk = int("9" * breedte)
    return getallen.fill_null(merk), [float(merk)]


def _text_missing(waarden: pl.Series, leeg: tuple[str, ...], rng: np.random.Generator) -> pl.Series:
    """Return the codes with one of the marks for unknown in each empty cell."""
    merken = pl.Series(leeg or ("",))
    gat = waarden.is_null()
    if not gat.any():
        return waarden
    gekozen = merken.gather(rng.integers(0, len(merken), len(waarden)))
    return waarden.zip_with(~gat, gekozen)
