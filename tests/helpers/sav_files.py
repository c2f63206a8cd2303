"""Small .sav files as CBS delivers them, written with pyreadstat, and their ingest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
import polars as pl
import pyreadstat
from helpers.project import ROOT

from werkagenda.contract.contracts import load_contract
from werkagenda.ingest.sav import ingest_sav

if TYPE_CHECKING:
    from pathlib import Path

CONTRACTEN = ROOT / "resources" / "contracts" / "raw"
MOTOREN = ("polars-readstat", "pyreadstat")
PERSOON = {"RINPERSOONS": ["R", "R", "G"], "RINPERSOON": ["000000017", "000000023", "000000005"]}
# Three rows per source, good by its contract.
GOED: dict[str, dict[str, list[Any]]] = {
    "inschrijvingen": PERSOON
    | {
        "BRIN_crypt": ["AAA1", "AAA1", "BBB2"],
        "OPLNR": ["201234", "005678", "201234"],
        "AANVINSCHR": ["20200801", "20210801", "20190801"],
        "EINDINSCHR": ["20210731", "99999999", "Niet uitgeschreven"],
        "HOOFDINSCHR": ["1", "0", "1"],
        "TYPEONDERWIJS": ["3", "3", "1"],
        "BEKOSTIGING": ["J", "N", "J"],
    },
    "diplomas": PERSOON
    | {
        "EXAMENDATUMMBO": ["20220630", "20211015", "20220701"],
        "OPLNR": ["201234", "005678", "201234"],
        "BRIN_crypt": ["AAA1", "AAA1", "BBB2"],
        "TYPEMBODPL": ["1", "3", "2"],
        "SELECTIEHOOFDDPLMBO": ["1", "2", "0"],
        "SELECTIEHOOGSTEDPLMBO": ["1", "1", "0"],
    },
    "personen": PERSOON
    | {
        "GBAGESLACHT": ["1", "2", "-"],
        "GBAGEBOORTEJAAR": ["2001", "1999", "----"],
        "GBAGEBOORTEMAAND": ["01", "12", "--"],
        "GBAGENERATIE": ["0", "2", "-"],
        "GBAHERKOMSTGROEPERING": ["0000", "5010", "----"],
    },
    "kindouder": PERSOON
    | {
        "RINPERSOONSMa": ["R", "-", ""],
        "RINPERSOONMa": ["000000101", "---------", ""],
        "RINPERSOONSpa": ["R", "R", "-"],
        "RINPERSOONpa": ["000000102", "000000103", "-"],
    },
    "hoogsteopl": PERSOON | {"OPLNIVSOI2016AGG4HBMETNIRWO": ["2112", "3111", "----"]},
    "banen": PERSOON
    | {
        "IKVID": ["IKV1", "IKV2", "IKV3"],
        "SDATUMAANVANGIKO": ["20231001", "20231002", "20230925"],
        "SDATUMEINDEIKO": ["20231031", "20231031", "20231022"],
        "SWEKARBDUURKLASSE": ["6", "1", ""],
        "SBASISUREN": [160.0, 12.5, -8.0],
        "SBASISLOON": [2400.0, 0.0, -120.75],
        "SCONTRACTSOORT": ["O", "b", "9"],
        "SSOORTBAAN": ["9", "2", "4"],
        "SPOLISDIENSTVERBAND": ["1", "2", "2"],
    },
    "opleidingsnummers": {
        "OPLNR": [201234.0, 5678.0, 201111.0],
        "CTO": ["12345", "-----", "54321"],
        "SOI2016NIVEAU1": ["3", "-", "2"],
        "ISCEDF2013RICHTINGNL": ["0413", "----", "0715"],
    },
}
JAAR = {"hoogsteopl": 2018, "opleidingsnummers": None, "banen": 2023}


def write_sav(pad: Path, kolommen: dict[str, list[Any]], **opties: Any) -> Path:
    """Write columns as a .sav; `opties` as pyreadstat's (missing_ranges, variable_value_labels)."""
    pyreadstat.write_sav(pd.DataFrame(kolommen), str(pad), **opties)
    return pad


def ingest(bron: str, pad: Path, *, jaar: int | None = None, motor: str = "auto") -> pl.DataFrame:
    """Ingest a file by the contract of a source and return the rows."""
    doel = pad.with_name("uit.parquet")
    rijen = ingest_sav(load_contract(CONTRACTEN / f"{bron}.yaml"), pad, doel, jaar=jaar, motor=motor)
    uit = pl.read_parquet(doel)
    assert len(uit) == rijen
    return uit
