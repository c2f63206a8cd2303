"""Check a table of ours against its contract, and write it so that the same data give the same bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from werkagenda.errors import InputError, quoted

if TYPE_CHECKING:
    from pathlib import Path

    from werkagenda.contract.contracts import Column, Contract

_HEEL = frozenset({"geheel", "telling", "jaar"})


def check_table(frame: pd.DataFrame, contract: Contract) -> pd.DataFrame:
    """Return the frame with the contract's columns in order, typed, and sorted by key.

    Raises InputError on a missing or extra column, an empty cell, an unknown code, a share outside 0-1, a negative
    count or a key that stands twice (a join that multiplied rows).
    """
    _check_columns(frame, contract)
    uit = pd.DataFrame({kolom.naam: _column(frame[kolom.naam], kolom, contract.naam) for kolom in contract.kolommen})
    sleutel = list(contract.sleutel)
    if dubbel := int(uit.duplicated(sleutel).sum()):
        raise InputError(
            contract.naam, "tabel", f"{dubbel} rijen herhalen een sleutel", verwacht=f"uniek naar {', '.join(sleutel)}"
        )
    volgorde = {kolom.naam: kolom.codes for kolom in contract.kolommen if kolom.codes}
    return uit.sort_values(sleutel, key=lambda reeks: _rank(reeks, volgorde), kind="stable", ignore_index=True)


def _check_columns(frame: pd.DataFrame, contract: Contract) -> None:
    namen = [kolom.naam for kolom in contract.kolommen]
    if sorted(namen) != sorted(frame.columns):
        verschil = sorted(set(namen) ^ set(frame.columns))
        raise InputError(contract.naam, "tabel", f"kolommen wijken af van het contract: {quoted(verschil)}")


def _rank(reeks: pd.Series, volgorde: dict[str, dict[str, str]]) -> pd.Series:
    """Sort a code column in the order of its contract, not of the alphabet."""
    codes = volgorde.get(str(reeks.name))
    return reeks if codes is None else reeks.map({code: plaats for plaats, code in enumerate(codes)})


def _column(reeks: pd.Series, kolom: Column, tabel: str) -> pd.Series:
    leeg = reeks.isna()
    if leeg.any() and not kolom.leeg_mag:
        raise InputError(tabel, "tabel", f"{int(leeg.sum())} lege cellen", kolom=kolom.naam)
    if kolom.soort in {"getal", "aandeel"}:
        getallen = reeks.astype("float64")
        if kolom.soort == "aandeel" and (buiten := int(((getallen < 0) | (getallen > 1)).sum())):
            raise InputError(tabel, "tabel", f"{buiten} rijen buiten 0-1", kolom=kolom.naam, verwacht="een aandeel")
        return getallen
    if kolom.soort == "datum":
        return reeks.astype("datetime64[s]")
    if kolom.codes is not None:
        onbekend = sorted(set(map(str, reeks.dropna().unique())) - set(kolom.codes))
        if onbekend:
            raise InputError(tabel, "tabel", f"onbekende code {quoted(onbekend)}", kolom=kolom.naam)
    if kolom.leeg_mag and kolom.soort in _HEEL:
        return reeks.astype("Int64")
    if kolom.soort in {"code", "tekst"}:
        return reeks.astype("str")
    hele = reeks.astype("int64")
    if kolom.soort == "telling" and (hele < 0).any():
        raise InputError(tabel, "tabel", f"{int((hele < 0).sum())} negatieve aantallen", kolom=kolom.naam)
    return hele


def write_table(frame: pd.DataFrame, path: Path) -> None:
    """Write a checked table as Parquet or, by its extension, as csv (UTF-8, comma, one newline at the end)."""
    if path.suffix == ".parquet":
        frame.to_parquet(path, index=False)
    else:
        path.write_text(frame.to_csv(index=False, lineterminator="\n"), encoding="utf-8", newline="\n")


def read_table(path: Path, contract: Contract | None = None) -> pd.DataFrame:
    """Read a table that a step wrote; in csv an empty text stays an empty text, not a missing value.

    A csv file read through its contract has the kinds that the contract names: codes and texts are text, whole numbers
    `int64`, shares and numbers `float64`; a whole number that may be empty is `float64` with nan.
    """
    if path.suffix == ".parquet":
        return pd.read_parquet(path)
    if contract is None:
        return pd.read_csv(path, encoding="utf-8", keep_default_na=False, na_values={})
    soorten = {kolom.naam: _read_as(kolom) for kolom in contract.kolommen}
    # An empty number is a missing one, an empty text is a text.
    leeg = {naam: [""] for naam, soort in soorten.items() if soort != "str"}
    frame = pd.read_csv(path, encoding="utf-8", keep_default_na=False, na_values=leeg, dtype=soorten)
    _check_columns(frame, contract)
    data = {kolom.naam: "datetime64[s]" for kolom in contract.kolommen if kolom.soort == "datum"}
    return frame[list(soorten)].astype(data)


def _read_as(kolom: Column) -> str:
    if kolom.soort in {"code", "tekst"}:
        return "str"
    if kolom.soort == "datum":
        return "object"
    return "int64" if kolom.soort in _HEEL and not kolom.leeg_mag else "float64"
