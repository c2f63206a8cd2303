"""Contracts: what a table holds, written down once in YAML.

A contract of a raw file serves validation at ingest, the synthetic writer and the documentation page; a contract of a
derived table or product guards what a step writes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

import yaml

from werkagenda.errors import bedoelde_u

if TYPE_CHECKING:
    from pathlib import Path

SOORTEN = frozenset({"code", "tekst", "geheel", "telling", "jaar", "getal", "aandeel", "datum"})
# The disclosure levels of files with a row per person: whatever is made of them stays under results/persoon.
PERSOON = frozenset({"persoon_cbs", "persoon_enquete"})
# The folder of the contracts of raw files; the columns of those are not ours to share.
_RUW = "raw"


@dataclass(frozen=True)
class Column:
    """One column: its name in the raw file, our name, its kind and what it may hold.

    `kop` is the heading of the column in tables and the workbook; `eenheid_uit` the column that holds the unit of each
    row where they differ. `leeg` are raw values that mean "unknown" and become null; `breedte` fills digits with zeros
    on the left; `vanaf` and `tot` are the first and last year whose file has the column; `opslag` says that a .sav must
    hold it as text; `labels` are the value labels of a .sav.
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
    labels: dict[str, str] | None = None

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

    def kolom(self, naam: str) -> Column:
        """Return the column with our name `naam`; KeyError when there is none."""
        for kolom in self.kolommen:
            if kolom.naam == naam:
                return kolom
        raise KeyError(naam)

    @property
    def gebruikt(self) -> tuple[Column, ...]:
        """The columns that ingest keeps."""
        return tuple(kolom for kolom in self.kolommen if kolom.gebruik)


def load_contract(path: Path) -> Contract:
    """Read one contract, with what several contracts share.

    Code lists come from `domeinen.yaml` in the parent folder, and columns of tables of ours from `kolommen.yaml` there,
    of which a contract says only what is special.

    Raises ValueError on an unknown key, kind or code list, so that a slip in a contract never widens what is accepted.
    """
    inhoud = _lees(path.read_text(encoding="utf-8"))
    domeinen = _shared(path.parent.parent / "domeinen.yaml")
    gedeeld = {} if path.parent.name == _RUW else _columns(path.parent.parent / "kolommen.yaml")
    kolommen = tuple(_kolom(_met_gedeeld(regel, gedeeld), domeinen, path.name) for regel in inhoud.pop("kolommen"))
    breed = inhoud.pop("breed", None)
    sleutel = tuple(inhoud.pop("sleutel"))
    volgorde = tuple(inhoud.pop("volgorde", ()))
    try:
        return Contract(
            kolommen=kolommen,
            sleutel=sleutel,
            volgorde=volgorde,
            breed=_breed(breed) if breed else None,
            **inhoud,
        )
    except TypeError as fout:
        message = f"{path.name}: {fout}"
        raise ValueError(message) from fout


def _lees(tekst: str) -> dict[str, Any]:
    # The workflow reads every contract when it starts: libyaml takes a tenth of the time.
    inhoud: dict[str, Any] = yaml.load(tekst, Loader=yaml.CSafeLoader)
    return inhoud


def _shared(path: Path) -> dict[str, Any]:
    """Return what several contracts share; nothing where there is no such file."""
    return _gelezen(path.read_text(encoding="utf-8")) if path.exists() else {}


def _columns(path: Path) -> dict[str, dict[str, Any]]:
    return {kolom["naam"]: kolom for kolom in _shared(path).get("kolommen", [])}


def _met_gedeeld(regel: dict[str, Any] | str, gedeeld: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """Return a column with what it shares; a name alone is a column as it is shared."""
    regel = {"naam": regel} if isinstance(regel, str) else regel
    return gedeeld.get(regel["naam"], {}) | regel


_gelezen = cache(_lees)


def _kolom(regel: dict[str, Any], domeinen: dict[str, Any], bestand: str) -> Column:
    regel = dict(regel)
    domein = regel.pop("domein", None)
    if domein is not None:
        if domein not in domeinen:
            message = f"{bestand}: onbekend domein {domein!r}{bedoelde_u(domein, sorted(domeinen))}"
            raise ValueError(message)
        codes = domeinen[domein]
        regel["codes"] = codes if isinstance(codes, dict) else {code: code for code in codes}
    elif isinstance(regel.get("codes"), list):
        regel["codes"] = {str(code): str(code) for code in regel["codes"]}
    regel.setdefault("raw", regel["naam"])
    regel["leeg"] = tuple(regel.get("leeg", ()))
    try:
        kolom = Column(**regel)
    except TypeError as fout:
        message = f"{bestand}, kolom {regel.get('naam')}: {fout}"
        raise ValueError(message) from fout
    if kolom.soort not in SOORTEN:
        hint = bedoelde_u(kolom.soort, sorted(SOORTEN))
        message = f"{bestand}, kolom {kolom.naam}: onbekende soort {kolom.soort!r}{hint}"
        raise ValueError(message)
    return kolom


def _breed(regel: dict[str, Any]) -> WideColumns:
    return WideColumns(
        patroon=re.compile(regel["patroon"]),
        naam=regel["naam"],
        codes=regel.get("codes", {}),
        eenheid=regel.get("eenheid", ""),
        beschrijving=regel.get("beschrijving", ""),
    )
