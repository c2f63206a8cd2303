"""Turn raw text columns into typed ones by their contract.

Columns come dictionary-encoded: validation and normalisation look at each distinct value once, not at each row,
which keeps ingest near the speed of a bare read.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from werkagenda.contract.contracts import PERSOON
from werkagenda.errors import InputError, Problem, quoted
from werkagenda.ingest.numbers import readings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from werkagenda.contract.contracts import Column, Contract

# DUO's ways of writing a suppressed count; the third, a 4 with INDICATIEAVG = J, needs a second column.
ONDERDRUKT = frozenset({"-1", "<5"})
# Digits as people type them, no more than the number type of the column can hold.
_TELLING = re.compile(r"[0-9]{1,9}")
_GEHEEL = re.compile(r"[0-9]{1,4}")
# What a cell shows whose formula went wrong, in English and in Dutch.
EXCELFOUTEN = (
    *("#N/A", "#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"),
    *("#N/B", "#VERW!", "#DEEL/0!", "#WAARDE!", "#NAAM?", "#GETAL!", "#LEEG!", "#OVERLOOP!", "#BEREKEN!"),
)
INDICATIE = "INDICATIEAVG"
INDICATIE_WAARDE = "4"
# So many unknown values of a column are named; more say nothing more.
_HOOGSTENS = 40


def normalise(tabel: pa.Table, contract: Contract, bestand: str, *, rijnummers: Sequence[int]) -> pa.Table:
    """Turn a table of raw text columns into typed columns with our names, sorted by key; see `read_raw`.

    `rijnummers` are the numbers by which a person finds the rows in the file. All columns are looked at before an
    InputError names what is wrong with them.
    """
    fouten = _Errors(rijnummers)
    indicatie = _indication(tabel)
    kolommen: dict[str, pa.Array] = {}
    rangen: dict[str, np.ndarray] = {}
    for kolom in contract.used:
        if kolom.raw not in tabel.column_names:
            continue
        codes, waarden = _dictionary(tabel[kolom.raw], kleine_letters=kolom.kleine_letters, breedte=kolom.breedte)
        rangen[kolom.naam] = codes  # the distinct values come sorted
        kolommen[kolom.naam] = _convert(codes, waarden, kolom, fouten, indicatie)
    breed = _wide(tabel, contract, fouten, indicatie)
    if fouten.problemen:
        raise InputError.together(contract.naam, bestand, fouten.problemen)
    if breed:
        return _unfold(kolommen, rangen, breed, contract, bestand)
    return _sort(pa.table(kolommen), rangen, contract, bestand)


class _Errors:
    """What is wrong in the columns of one file, with the row where a person can look."""

    def __init__(self, rijnummers: Sequence[int]) -> None:
        self.problemen: list[Problem] = []
        self._rijnummers = rijnummers

    def notify(self, raw: str, rijen: np.ndarray, wat: str, verwacht: str) -> None:
        """Note the rows that are wrong, if any; `wat` says what they hold."""
        if rijen.any():
            eerste = self._rijnummers[int(np.argmax(rijen))]
            self.problemen.append(
                Problem(raw, f"{int(rijen.sum())} rijen met {wat}, de eerste in rij {eerste}", verwacht)
            )


def _enumerated(fout: np.ndarray, waarden: np.ndarray) -> str:
    return quoted(sorted(waarden[fout]), hoogstens=_HOOGSTENS)


def _dictionary(
    kolom: pa.ChunkedArray, *, kleine_letters: bool = False, breedte: int = 0
) -> tuple[np.ndarray, np.ndarray]:
    """Return per row the index of its value, and the distinct values: trimmed, digits filled to `breedte`."""
    array = kolom.combine_chunks()
    if isinstance(array, pa.ChunkedArray):
        array = array.unify_dictionaries().combine_chunks().chunk(0)
    if not pa.types.is_dictionary(array.type):
        array = array.dictionary_encode()
    ruw = [("" if waarde is None else waarde).strip() for waarde in array.dictionary.to_pylist()]
    if kleine_letters:
        ruw = [waarde.lower() for waarde in ruw]
    if breedte:
        ruw = [waarde.zfill(breedte) if waarde.isdigit() else waarde for waarde in ruw]
    waarden, plaats = np.unique(np.array(ruw, dtype=object), return_inverse=True)
    return plaats.astype(np.int32)[array.indices.to_numpy(zero_copy_only=False)], waarden


def _convert(
    codes: np.ndarray, waarden: np.ndarray, kolom: Column, fouten: _Errors, indicatie: np.ndarray | None
) -> pa.Array:
    if kolom.soort == "telling":
        return _count_of(codes, waarden, kolom.raw, fouten, indicatie)
    fout, nieuw, verwacht = _translate(waarden, kolom)
    fouten.notify(kolom.raw, fout[codes], f"een onbekende waarde {_enumerated(fout, waarden)}", verwacht)
    if pa.types.is_string(nieuw.type):
        # Two raw codes may become one of ours (BOLVT and BOLDT): a dictionary holds each value once.
        leeg = np.array([waarde is None for waarde in nieuw.to_pylist()], dtype=bool)
        uniek, plaats = np.unique(nieuw.fill_null("").to_numpy(zero_copy_only=False).astype(str), return_inverse=True)
        indices = pa.array(plaats[codes].astype(np.int32), mask=leeg[codes])
        return pa.DictionaryArray.from_arrays(indices, pa.array(uniek, pa.string()))
    return nieuw.take(pa.array(codes))


def _translate(waarden: np.ndarray, kolom: Column) -> tuple[np.ndarray, pa.Array, str]:
    """Return which distinct values are wrong, what each becomes, and what was expected."""
    leeg = np.isin(waarden.astype(str), kolom.leeg)
    if kolom.soort in {"getal", "aandeel"}:
        return _numbers(waarden, kolom, leeg)
    fout = np.zeros(len(waarden), dtype=bool)
    nieuw = list(waarden)
    verwacht = ""
    if kolom.codes is not None:
        fout = np.array([waarde not in kolom.codes for waarde in waarden], dtype=bool)
        nieuw = [kolom.codes.get(waarde) for waarde in waarden]
        verwacht = quoted(sorted(kolom.codes), hoogstens=12)
    elif kolom.patroon is not None:
        fout = np.array([not kolom.matches(waarde) for waarde in waarden], dtype=bool)
        verwacht = f"het patroon {kolom.patroon}"
    else:
        fout = np.isin(waarden.astype(str), EXCELFOUTEN)
        verwacht = "een tekst, geen fout van een rekenblad"
    fout &= ~leeg
    if kolom.soort in {"geheel", "jaar"}:
        fout |= np.array([not _GEHEEL.fullmatch(waarde) for waarde in waarden], dtype=bool) & ~leeg
        getallen = [int(w) if goed else None for w, goed in zip(nieuw, ~(fout | leeg), strict=True)]
        if kolom.soort == "jaar":
            eerste, laatste = kolom.bounds(None)
            fout |= np.array([g is not None and not eerste <= g <= laatste for g in getallen], dtype=bool)
            verwacht = f"een jaar van {eerste} tot en met {laatste}"
        elif kolom.codes is None and kolom.patroon is None:
            verwacht = "een geheel getal"
        return fout, pa.array(getallen, pa.int16()), verwacht
    nieuw = [None if onbekend else waarde for waarde, onbekend in zip(nieuw, leeg, strict=True)]
    return fout, pa.array(nieuw, pa.string()), verwacht


def _numbers(waarden: np.ndarray, kolom: Column, leeg: np.ndarray) -> tuple[np.ndarray, pa.Array, str]:
    gelezen = [readings(waarde, kolom.notaties) for waarde in waarden]
    getallen = [keuzes[0] if len(keuzes) == 1 else None for keuzes in gelezen]
    fout = np.array([getal is None for getal in getallen], dtype=bool) & ~leeg
    verwacht = "een getal"
    if kolom.soort == "aandeel":
        verwacht = "een aandeel van 0 tot 1"
        fout |= np.array([getal is not None and not 0 <= getal <= 1 for getal in getallen], dtype=bool)
    twee = [(waarde, keuzes) for waarde, keuzes in zip(waarden, gelezen, strict=True) if len(keuzes) > 1]
    if twee:
        waarde, keuzes = twee[0]
        verwacht += f" zonder punt of komma tussen duizendtallen ({waarde!r} kan {keuzes[0]:g} en {keuzes[1]:.0f} zijn)"
    return fout, pa.array(getallen, pa.float64()), verwacht


def _count_of(
    codes: np.ndarray, waarden: np.ndarray, raw: str, fouten: _Errors, indicatie: np.ndarray | None
) -> pa.Array:
    """Counts: whole and not negative; a suppressed one becomes null and is never summed."""
    onderdrukt = np.array([waarde in ONDERDRUKT for waarde in waarden], dtype=bool)
    geteld = np.array([bool(_TELLING.fullmatch(waarde)) for waarde in waarden], dtype=bool)
    verwacht = "een geheel getal vanaf 0, of -1 of <5 voor een onderdrukte cel"
    fout = ~(onderdrukt | geteld)
    fouten.notify(raw, fout[codes], f"een waarde die geen telling is: {_enumerated(fout, waarden)}", verwacht)
    getallen = np.array([int(w) if goed else 0 for w, goed in zip(waarden, geteld, strict=True)], dtype=np.int32)
    leeg = ~geteld[codes]
    if indicatie is not None:
        leeg = leeg | (indicatie & (waarden == INDICATIE_WAARDE)[codes])
    return pa.array(getallen[codes], mask=leeg)


def _indication(tabel: pa.Table) -> np.ndarray | None:
    if INDICATIE not in tabel.column_names:
        return None
    codes, waarden = _dictionary(tabel[INDICATIE])
    return np.asarray((waarden == "J")[codes], dtype=bool)


def _wide(
    tabel: pa.Table, contract: Contract, fouten: _Errors, indicatie: np.ndarray | None
) -> list[tuple[int, dict[str, str], pa.Array]]:
    """Return per wide column its year, its group codes and its counts."""
    if contract.breed is None:
        return []
    uit = []
    for naam in sorted(tabel.column_names):
        treffer = contract.breed.patroon.fullmatch(naam)
        if treffer is None:
            continue
        groepen = treffer.groupdict()
        jaar = int(groepen.pop("jaar"))
        vertaald = {groep: contract.breed.codes[groep][code] for groep, code in groepen.items()}
        codes, waarden = _dictionary(tabel[naam])
        uit.append((jaar, vertaald, _count_of(codes, waarden, naam, fouten, indicatie)))
    return uit


def _unfold(
    kolommen: dict[str, pa.Array],
    rangen: dict[str, np.ndarray],
    breed: list[tuple[int, dict[str, str], pa.Array]],
    contract: Contract,
    bestand: str,
) -> pa.Table:
    assert contract.breed is not None  # noqa: S101 - only called for wide files
    rijen = len(breed[0][2])
    delen = []
    for jaar, groepen, aantallen in breed:
        vast = {"jaar": pa.array(np.full(rijen, jaar, np.int16))}
        nullen = pa.array(np.zeros(rijen, np.int32))
        vast |= {naam: pa.DictionaryArray.from_arrays(nullen, pa.array([code])) for naam, code in groepen.items()}
        delen.append(pa.table({**vast, **kolommen, contract.breed.naam: aantallen}))
    herhaald = {naam: np.tile(rang, len(breed)) for naam, rang in rangen.items()}
    herhaald["jaar"] = np.repeat([jaar for jaar, _, _ in breed], rijen)
    for naam in breed[0][1]:
        volgorde = {code: plaats for plaats, code in enumerate(sorted({groepen[naam] for _, groepen, _ in breed}))}
        herhaald[naam] = np.repeat([volgorde[groepen[naam]] for _, groepen, _ in breed], rijen)
    return _sort(pa.concat_tables(delen).unify_dictionaries().combine_chunks(), herhaald, contract, bestand)


def _sort(tabel: pa.Table, rangen: dict[str, np.ndarray], contract: Contract, bestand: str) -> pa.Table:
    """Sort by key and refuse a key that stands twice.

    The key is taken on the raw codes (before BOLVT and BOLDT both become bol), since that is what DUO keeps unique.
    """
    if not contract.sleutel:
        return tabel
    # A column of the key that a file may lack tells no rows apart where it does.
    samen = _one_number([rangen[naam] for naam in contract.sleutel if naam in rangen])
    volgorde = np.argsort(samen, kind="stable")
    gesorteerd = samen[volgorde]
    dubbel = gesorteerd[1:] == gesorteerd[:-1]
    if dubbel.any():
        wie = ""
        if "instelling" in contract.sleutel and contract.niveau not in PERSOON:
            codes = set(tabel["instelling"].take(pa.array(volgorde[1:][dubbel])).to_pylist())
            wie = f", van instelling {quoted(sorted(map(str, codes)))}"
        raise InputError(
            contract.naam,
            bestand,
            f"{int(dubbel.sum())} rijen herhalen een sleutel die al voorkwam{wie}",
            verwacht="een unieke combinatie van " + ", ".join(contract.sleutel),
        )
    return tabel.take(pc.cast(pa.array(volgorde), pa.int64()))


def _one_number(rangen: list[np.ndarray]) -> np.ndarray:
    """Return one whole number per row that sorts as the columns do together; faster than sorting by each in turn."""
    samen = np.zeros(len(rangen[0]), dtype=np.int64)
    for rang in rangen:
        breedte = int(rang.max(initial=0)) + 1
        if int(samen.max(initial=0)) > np.iinfo(np.int64).max // breedte - 1:
            samen = np.unique(samen, return_inverse=True)[1].astype(np.int64)
        samen = samen * breedte + rang
    return samen
