"""The e-file, figures that institutions report: what is wrong with it, and its values on the scale of the tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from werkagenda.errors import InputError, quoted
from werkagenda.indicators.registry import BESTAND as REGISTER
from werkagenda.indicators.registry import SCHALEN

if TYPE_CHECKING:
    from collections.abc import Iterable

    from werkagenda.indicators.registry import Indicator, Register

WAARDEN = "efile_waarden"
RECENT = "recent"
_BESTAND = "waarden.csv"
_SLEUTEL = ["instelling", "indicator", "soort", "jaar"]
# A percentage of at most 1 is a share typed as it is where the indicator's median is this many times as high.
_FACTOR = 20


def check_values(waarden: pd.DataFrame, register: Register) -> None:
    """Raise InputError on the first thing wrong: nothing is guessed.

    That is an indicator that the registry lacks, or that has no value per institution; a value outside its scale, or on
    another scale than the other institutions use; a start or target value that an institution gives twice; a recent or
    target value that is not later than the start.

    Args:
        waarden: `instelling, indicator, soort, jaar, waarde` as ingested.
        register: the registry.

    """
    register.require(waarden["indicator"].astype(str), bron=WAARDEN, bestand=_BESTAND)
    for naam, rijen in waarden.groupby(waarden["indicator"].astype(str)):
        _check_scale(rijen, register.indicatoren[str(naam)])
    eenmalig = waarden[waarden["soort"].astype(str) != RECENT]
    dubbel = eenmalig[eenmalig.duplicated(["instelling", "indicator", "soort"])]
    if len(dubbel):
        raise InputError(
            WAARDEN,
            _BESTAND,
            f"{len(dubbel)} start- of streefwaarden staan er voor twee jaren, van instelling {_codes(dubbel)}",
            kolom="jaar",
            verwacht="een startwaarde en een streefwaarde per instelling en indicator",
        )
    start = waarden[waarden["soort"].astype(str) == "start"].astype({"instelling": str, "indicator": str})
    per = waarden.astype({"instelling": str, "indicator": str}).merge(
        start[["instelling", "indicator", "jaar"]], on=["instelling", "indicator"], suffixes=("", "_start")
    )
    vroeg = per[(per["soort"].astype(str) != "start") & (per["jaar"] <= per["jaar_start"])]
    if len(vroeg):
        raise InputError(
            WAARDEN,
            _BESTAND,
            f"{len(vroeg)} {_kinds(vroeg)} van het jaar van de startwaarde of eerder, van instelling {_codes(vroeg)}",
            kolom="jaar",
            verwacht="een later jaar dan dat van de startwaarde",
        )


def _check_scale(rijen: pd.DataFrame, een: Indicator) -> None:
    if een.eenheid not in SCHALEN or not een.per_institution:
        raise InputError(
            WAARDEN,
            _BESTAND,
            f"{een.id!r} heeft geen waarde per instelling ({len(rijen)} rijen)",
            kolom="indicator",
            verwacht=f"een indicator met een product per instelling in {REGISTER}",
        )
    laagste, hoogste, _ = SCHALEN[een.eenheid]
    waarde = rijen["waarde"]
    buiten = rijen[~waarde.between(laagste, hoogste)]
    if len(buiten):
        raise InputError(
            WAARDEN,
            _BESTAND,
            f"{len(buiten)} {_kinds(buiten)} van {een.id} buiten {laagste:g}-{hoogste:g}, "
            f"van instelling {_codes(buiten)}",
            kolom="waarde",
            verwacht=f"een {een.eenheid} van {laagste:g} tot en met {hoogste:g}",
        )
    aandeel = rijen[waarde.between(0, 1, inclusive="right") & (waarde * _FACTOR < waarde.median())]
    if len(aandeel) and een.eenheid == "procent":
        raise InputError(
            WAARDEN,
            _BESTAND,
            f"{len(aandeel)} {_kinds(aandeel)} van {een.id} op een andere schaal, van instelling {_codes(aandeel)}",
            kolom="waarde",
            verwacht="een percentage van 0 tot en met 100, geen aandeel van 0 tot 1",
        )


def _kinds(rijen: pd.DataFrame) -> str:
    namen = {"start": "startwaarden", RECENT: "recente waarden", "streef": "streefwaarden"}
    return " en ".join(naam for soort, naam in namen.items() if (rijen["soort"].astype(str) == soort).any())


def _codes(rijen: pd.DataFrame) -> str:
    return quoted(sorted(set(rijen["instelling"].astype(str))))


def merge_parts(waarden: pd.DataFrame, register: Register) -> pd.DataFrame:
    """Return one row per institution of today, indicator, `soort` and year, still in the unit of the e-file.

    The value of a merged institution is the mean of its parts, weighted by the persons behind them where all parts say
    how many; or the highest where the registry says so. Parts with start values of two years have that of the last.
    """
    tabel = waarden[[*_SLEUTEL, "eigen", "waarde", "n"]].astype({"indicator": str, "soort": str, "instelling": str})
    eenmalig = tabel["soort"] != RECENT
    laatste = tabel.groupby(["instelling", "indicator", "soort"])["jaar"].transform("max")
    tabel["jaar"] = tabel["jaar"].mask(eenmalig, laatste)
    tabel = tabel.sort_values([*_SLEUTEL, "eigen"])
    sleutel = [tabel[naam] for naam in _SLEUTEL]
    alle = tabel["n"].notna().groupby(sleutel).transform("all") & (tabel["n"].groupby(sleutel).transform("sum") > 0)
    tabel["gewicht"] = tabel["n"].where(alle, 1.0)
    tabel["deel"] = tabel["waarde"] * tabel["gewicht"]
    uit = tabel.groupby(_SLEUTEL, as_index=False).agg(
        deel=("deel", "sum"), gewicht=("gewicht", "sum"), hoogste=("waarde", "max"), n=("n", "sum"), delen=("n", "size")
    )
    uit["n"] = uit["n"].where(alle.groupby(sleutel).all().to_numpy())
    hoogste = uit["indicator"].map(lambda naam: "fusie" in register.indicatoren[naam].berekening)
    # One part keeps its value to the last digit.
    enig = (uit["delen"] == 1) | hoogste
    return uit.assign(waarde=uit["hoogste"].where(enig, uit["deel"] / uit["gewicht"]))[[*_SLEUTEL, "waarde", "n"]]


def to_scale(waarden: pd.DataFrame, register: Register) -> pd.Series:
    """Return the values as the tables have them: shares 0-1 or marks 1-10, mirrored so that higher is better."""
    delen = [scale(rijen["waarde"], register.indicatoren[str(naam)]) for naam, rijen in waarden.groupby("indicator")]
    return pd.concat(delen).reindex(waarden.index) if delen else waarden["waarde"]


def scale(waarde: pd.Series, een: Indicator) -> pd.Series:
    """Return values of one indicator, from the unit of the e-file, on the scale of the tables."""
    laagste, hoogste, factor = SCHALEN[een.eenheid]
    # Subtracted before it is divided: whole tenths stay exact as long as they can.
    gericht = laagste + hoogste - waarde if een.mirrored else waarde
    return (gericht / factor).round(12)


def latest(jaren: pd.Series, per: Iterable[pd.Series]) -> np.ndarray:
    """Tell per row whether its year is the latest of its group."""
    return np.asarray(jaren == jaren.groupby(list(per)).transform("max"))


def whole_institution(waarden: pd.DataFrame) -> pd.DataFrame:
    """Return the values over all leerwegen and levels: a file may have those of a part of the students beside them."""
    delen = [naam for naam in ("leerweg", "niveau") if naam in waarden]
    uit: pd.DataFrame = waarden[waarden[delen].isna().all(axis=1)].drop(columns=delen)
    return uit
