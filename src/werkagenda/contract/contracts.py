"""Contracts: what a table holds, written down once in YAML.

A contract of a raw file serves validation at ingest, the synthetic writer and the documentation page; a contract of a
derived table or product guards what a step writes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from werkagenda.contract.yaml_file import read_yaml
from werkagenda.errors import did_you_mean

if TYPE_CHECKING:
    from pathlib import Path

SOORTEN = frozenset({"code", "tekst", "geheel", "telling", "jaar", "getal", "aandeel", "datum"})
# The disclosure levels of files with a row per person: whatever is made of them stays under results/persoon.
PERSOON = frozenset({"persoon_cbs", "persoon_enquete"})
# The folder of the contracts of raw files; the columns of those are not ours to share.
_RUW = "raw"
# The years that any year or date can lie in, unless its column says otherwise.
JAREN = (1900, 2100)
# In the bounds of a column: the year that the name of the file says.
BESTAND = "bestand"
# How a number may be written; which of them holds where is a line of the contract.
NOTATIES = {
    "decimaalpunt": re.compile(r"-?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)"),
    "decimaalkomma": re.compile(r"-?(?:[0-9]+(?:,[0-9]+)?|,[0-9]+)"),
    "duizendpunt": re.compile(r"-?[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?:,[0-9]+)?"),
    "duizendkomma": re.compile(r"-?[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?"),
}
# The kinds of files whose numbers come as text, or may.
_MET_TEKST = frozenset({"csv", "tabel", "json"})


@dataclass(frozen=True)
class Column:
    """One column: its name in the raw file, our name, its kind and what it may hold.

    `kop` is the heading of the column in tables and the workbook; `eenheid_uit` the column that holds the unit of each
    row where they differ. `leeg` are raw values that mean "unknown" and become null; `breedte` fills digits with zeros
    on the left; `vanaf` and `tot` are the first and last year whose file has the column; `opslag` says that a .sav must
    hold it as text; `labels` are the value labels of a .sav, per code the wordings that mean the same, the first being
    the one we write; `sleutels` are the keys that CBS gives the categories of a table of StatLine, per key our code;
    `notaties` are the keys of NOTATIES in which a number may come; `grenzen` are the first and last
    year it may hold, "bestand" being the year of the file.
    """

    naam: str
    soort: str
    raw: str
    beschrijving: str = ""
    eenheid: str = ""
    kop: str = ""
    eenheid_uit: str = ""
    codes: dict[str, str] | None = None
    patroon: str | None = None
    kleine_letters: bool = False
    gebruik: bool = True
    verplicht: bool = True
    leeg_mag: bool = False
    leeg: tuple[str, ...] = ()
    breedte: int = 0
    vanaf: int | None = None
    tot: int | None = None
    opslag: str | None = None
    labels: dict[str, tuple[str, ...]] | None = None
    sleutels: dict[str, str] = field(default_factory=dict)
    notaties: tuple[str, ...] = ()
    grenzen: tuple[int | str, int | str] = JAREN

    def matches(self, tekst: str) -> bool:
        """Tell whether a text has the form of the column; a digit is one of ten, not one of any script."""
        return re.fullmatch(self.patroon or ".*", tekst, re.ASCII) is not None

    def bounds(self, jaar: int | None) -> tuple[int, int]:
        """Return the first and last year that the column may hold in the file of a year; without a year the widest."""
        eerste, laatste = (
            (jaar or breedste) if grens == BESTAND else int(grens)
            for grens, breedste in zip(self.grenzen, JAREN, strict=True)
        )
        return eerste, laatste

    def in_year(self, jaar: int | None) -> bool:
        """Tell whether the file of a year has this column; without a year every column counts."""
        return jaar is None or ((self.vanaf is None or jaar >= self.vanaf) and (self.tot is None or jaar <= self.tot))


@dataclass(frozen=True)
class WideColumns:
    """Columns that repeat per year and group: the pattern of their names and what their cells hold."""

    patroon: re.Pattern[str]
    naam: str
    codes: dict[str, dict[str, str]]
    eenheid: str
    beschrijving: str


@dataclass(frozen=True)
class Contract:
    """A table's columns, key, file format and where its year and version stand.

    `volgorde` is the order of rows where no key is unique.
    """

    naam: str
    titel: str
    kolommen: tuple[Column, ...]
    sleutel: tuple[str, ...]
    bron: str = ""
    niveau: str = ""
    toelichting: str = ""
    formaat: dict[str, Any] = field(default_factory=dict)
    jaar: dict[str, str] = field(default_factory=dict)
    versie: dict[str, Any] = field(default_factory=dict)
    volgorde: tuple[str, ...] = ()
    breed: WideColumns | None = None

    def column(self, naam: str) -> Column:
        """Return the column with our name `naam`; KeyError when there is none."""
        for kolom in self.kolommen:
            if kolom.naam == naam:
                return kolom
        raise KeyError(naam)

    @property
    def used(self) -> tuple[Column, ...]:
        """The columns that ingest keeps."""
        return tuple(kolom for kolom in self.kolommen if kolom.gebruik)


def load_contract(path: Path) -> Contract:
    """Read one contract, with what several contracts share.

    Code lists come from `domeinen.yaml` in the parent folder, and columns of tables of ours from `kolommen.yaml` there,
    of which a contract says only what is special.

    Raises ValueError on an unknown key, kind or code list, so that a slip in a contract never widens what is accepted.
    """
    # The workflow reads every contract when it starts.
    inhoud: dict[str, Any] = read_yaml(path, bron="contract")
    lijsten, van_eigen = shared_files(path)
    domeinen = _shared(lijsten)
    gedeeld = {} if path.parent.name == _RUW else _columns(van_eigen)
    kolommen = tuple(_column(_with_shared(regel, gedeeld), domeinen, path.name) for regel in inhoud.pop("kolommen"))
    for kolom in kolommen if inhoud.get("formaat", {}).get("soort") in _MET_TEKST else ():
        if kolom.gebruik and kolom.soort in {"getal", "aandeel"} and not kolom.notaties:
            message = f"{path.name}, kolom {kolom.naam}: notaties ontbreken; kies uit {', '.join(NOTATIES)}"
            raise ValueError(message)
    breed = inhoud.pop("breed", None)
    sleutel = tuple(inhoud.pop("sleutel"))
    volgorde = tuple(inhoud.pop("volgorde", ()))
    try:
        return Contract(
            kolommen=kolommen,
            sleutel=sleutel,
            volgorde=volgorde,
            breed=_wide(breed) if breed else None,
            **inhoud,
        )
    except TypeError as fout:
        message = f"{path.name}: {fout}"
        raise ValueError(message) from fout


def shared_files(path: Path) -> tuple[Path, Path]:
    """Return the files that hold what contracts share: the code lists, and columns of tables of ours."""
    return path.parent.parent / "domeinen.yaml", path.parent.parent / "kolommen.yaml"


def _shared(path: Path) -> dict[str, Any]:
    """Return what several contracts share; nothing where there is no such file."""
    return _read_value(path, path.stat().st_mtime_ns) if path.exists() else {}


def _columns(path: Path) -> dict[str, dict[str, Any]]:
    return {kolom["naam"]: kolom for kolom in _shared(path).get("kolommen", [])}


def _with_shared(regel: dict[str, Any] | str, gedeeld: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """Return a column with what it shares; a name alone is a column as it is shared."""
    regel = {"naam": regel} if isinstance(regel, str) else regel
    return gedeeld.get(regel["naam"], {}) | regel


@cache
def _read_value(path: Path, _datum: int) -> dict[str, Any]:
    inhoud: dict[str, Any] = read_yaml(path, bron="contract")
    return inhoud


def _column(regel: dict[str, Any], domeinen: dict[str, Any], bestand: str) -> Column:
    regel = dict(regel)
    domein = regel.pop("domein", None)
    if domein is not None:
        if domein not in domeinen:
            message = f"{bestand}: onbekend domein {domein!r}{did_you_mean(domein, sorted(domeinen))}"
            raise ValueError(message)
        codes = domeinen[domein]
        regel["codes"] = codes if isinstance(codes, dict) else {code: code for code in codes}
    elif isinstance(regel.get("codes"), list):
        regel["codes"] = {str(code): str(code) for code in regel["codes"]}
    regel.setdefault("raw", regel["naam"])
    regel["leeg"] = tuple(regel.get("leeg", ()))
    regel["notaties"] = tuple(regel.get("notaties", ()))
    regel["grenzen"] = tuple(regel.get("grenzen", JAREN))
    if "labels" in regel:
        regel["labels"] = {
            code: (woorden,) if isinstance(woorden, str) else tuple(woorden)
            for code, woorden in regel["labels"].items()
        }
    try:
        kolom = Column(**regel)
    except TypeError as fout:
        message = f"{bestand}, kolom {regel.get('naam')}: {fout}"
        raise ValueError(message) from fout
    if vreemd := sorted(set(kolom.notaties) - set(NOTATIES)):
        message = f"{bestand}, kolom {kolom.naam}: onbekende notatie {vreemd[0]!r}; kies uit {', '.join(NOTATIES)}"
        raise ValueError(message)
    if kolom.soort not in SOORTEN:
        hint = did_you_mean(kolom.soort, sorted(SOORTEN))
        message = f"{bestand}, kolom {kolom.naam}: onbekende soort {kolom.soort!r}{hint}"
        raise ValueError(message)
    return kolom


def _wide(regel: dict[str, Any]) -> WideColumns:
    return WideColumns(
        patroon=re.compile(regel["patroon"], re.ASCII),
        naam=regel["naam"],
        codes=regel.get("codes", {}),
        eenheid=regel.get("eenheid", ""),
        beschrijving=regel.get("beschrijving", ""),
    )
