"""Bound each cell of inflow from files A and B together.

A and B count the same students, split differently and suppressed independently. Per institution, BC, leerweg and level
each gives an interval; the cell lies in their intersection. `aantal` is the expected value by the narrower file, kept
inside the intersection.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from werkagenda.errors import InputError
from werkagenda.flow.suppressed import expected_value, lowest
from werkagenda.run.step import log, step

SLEUTEL = ["instelling", "bc", "leerweg", "niveau"]
GRENZEN = ["min_a", "max_a", "min_b", "max_b"]
MATEN = ("totaal_mbo", "instroom_mbo", "instroom_opleiding")


@dataclass(frozen=True)
class Suppressed:
    """The settings of suppressed cells: `low` per file, `high`, and how the expected value is found."""

    low: Mapping[str, str | int]
    high: int
    verwacht: str
    max_leeg: float


def counts_of_measure(tabel: pd.DataFrame, maat: str) -> pd.Series:
    """Return the counts of one measure: a column in file A, the rows with its flag in file B (empty is suppressed)."""
    if maat in tabel.columns:
        return tabel[maat]
    return tabel["aantal"] if maat == "totaal_mbo" else tabel.loc[tabel[f"is_{maat}"] == "J", "aantal"]


def interval_per_cell(
    tabel: pd.DataFrame, maat: str, bron: str, instellingen: Suppressed
) -> tuple[pd.DataFrame, dict[str, Any]]:
    """Return per cell of one file the published sum, suppressed cells, lower bound, expected value and upper bound.

    Counts in students. The summary says how many cells were suppressed and what each was taken to hold.
    """
    telling = counts_of_measure(tabel, maat)
    leeg = telling.isna()
    low = lowest(instellingen.low[bron], bool((telling == 0).any()))
    zichtbaar = telling[~leeg].to_numpy(dtype=np.int64)
    verwacht, fout = expected_value(
        zichtbaar, int(leeg.sum()), low=low, high=instellingen.high, verwacht=instellingen.verwacht
    )
    # Added up by the codes of the file; only the cells that are left become text.
    per_cel = (
        tabel.loc[telling.index, SLEUTEL]
        .assign(gepubliceerd=telling.fillna(0).astype("int64"), onderdrukt=leeg)
        .groupby(SLEUTEL, sort=True, observed=True)[["gepubliceerd", "onderdrukt"]]
        .sum()
        .reset_index()
        .astype(dict.fromkeys(("instelling", "bc", "leerweg"), "str"))
        .set_index(SLEUTEL)
    )
    per_cel["min"] = per_cel["gepubliceerd"] + per_cel["onderdrukt"] * low
    per_cel["verwacht"] = per_cel["gepubliceerd"] + per_cel["onderdrukt"] * verwacht
    per_cel["max"] = per_cel["gepubliceerd"] + per_cel["onderdrukt"] * instellingen.high
    overzicht = {
        "cellen": len(telling),
        "onderdrukt": int(leeg.sum()),
        "laagste": low,
        "gemiddelde": verwacht,
        "standaardfout": fout,
    }
    return per_cel.rename(columns={"onderdrukt": "onderdrukte_cellen"}), overzicht


def intersect(a: pd.DataFrame | None, b: pd.DataFrame | None, *, verwacht: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the cells with their bounds, and the cells in which A and B contradict each other (B is then taken).

    A cell that one file does not have is 0 in that file; a file that is not there (None) bounds nothing.
    """
    if a is None or b is None:
        enige = b if a is None else a
        if enige is None:
            message = "neither file A nor file B"
            raise ValueError(message)
        cel = enige.rename(columns={"min": "aantal_min", "max": "aantal_max"})
        niets = pd.DataFrame(columns=GRENZEN, index=enige.index[:0], dtype="int64")
        return _expected(cel, enige, verwacht=verwacht), niets
    beide = a.join(b, how="outer", suffixes=("_a", "_b")).fillna(0).sort_index()
    onder = beide[["min_a", "min_b"]].max(axis=1)
    boven = beide[["max_a", "max_b"]].min(axis=1)
    leeg = onder > boven
    cel = pd.DataFrame({"aantal_min": onder.mask(leeg, beide["min_b"]), "aantal_max": boven.mask(leeg, beide["max_b"])})
    a_smaller = ((beide["max_a"] - beide["min_a"]) < (beide["max_b"] - beide["min_b"])) & ~leeg
    smalste = pd.DataFrame(
        {
            kolom: beide[f"{kolom}_a"].where(a_smaller, beide[f"{kolom}_b"])
            for kolom in ("gepubliceerd", "onderdrukte_cellen", "verwacht")
        }
    )
    return _expected(cel, smalste, verwacht=verwacht), beide.loc[leeg, GRENZEN].astype("int64")


def _expected(cel: pd.DataFrame, smalste: pd.DataFrame, *, verwacht: str) -> pd.DataFrame:
    """Add the expected value inside the bounds, and how many suppressed cells of the narrower file hold how much of it.

    A cell that the other file shows has none.
    """
    aantal = (
        (cel["aantal_min"] + cel["aantal_max"]) / 2
        if verwacht == "midden"
        else smalste["verwacht"].clip(cel["aantal_min"], cel["aantal_max"])
    )
    onderdrukt = aantal - smalste["gepubliceerd"]
    cellen = smalste["onderdrukte_cellen"].where(cel["aantal_min"] < cel["aantal_max"], 0)
    uit = cel[["aantal_min", "aantal_max"]].astype("int64")
    uit = uit.assign(aantal=aantal, onderdrukt=onderdrukt, onderdrukte_cellen=cellen.astype("int64"))
    return uit[uit["aantal_max"] > 0]


def bound_cells(
    bestanden: Mapping[str, pd.DataFrame], instellingen: Suppressed
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Return cells, contradictions and summary for one year of one edition.

    Args:
        bestanden: `instroom_a` and `instroom_b`, or one of them, as ingest keeps them.
        instellingen: the settings of suppressed cells.

    Returns:
        cells: maat, the key, aantal_min, aantal, aantal_max, onderdrukt (students), onderdrukte_cellen;
        contradictions: maat, the key, the bounds of either file;
        summary: bron, maat, cellen, onderdrukt, laagste, gemiddelde, standaardfout.

    Raises:
        InputError: in more than `max_leeg` of the cells the files contradict each other.

    """
    cellen, strijdig, overzichten = [], [], []
    for maat in MATEN:
        delen = {}
        for bron, tabel in bestanden.items():
            delen[bron], overzicht = interval_per_cell(tabel, maat, bron, instellingen)
            overzichten.append({"bron": bron, "maat": maat, **overzicht})
        cel, leeg = intersect(delen.get("instroom_a"), delen.get("instroom_b"), verwacht=instellingen.verwacht)
        if len(leeg) > instellingen.max_leeg * max(len(cel), 1):
            raise InputError(
                "instroom_a en instroom_b",
                maat,
                f"{len(leeg)} van {len(cel)} cellen spreken elkaar tegen",
                verwacht=f"hoogstens een aandeel van {instellingen.max_leeg} (suppressed.max_leeg)",
            )
        cellen.append(cel.reset_index().assign(maat=maat))
        strijdig.append(leeg.reset_index().assign(maat=maat))
    return pd.concat(cellen), pd.concat(strijdig), pd.DataFrame(overzichten)


if __name__ == "__main__":
    with step(snakemake) as s:
        instellingen = Suppressed(**s.params)
        jaar, uitgave = int(s.wildcards["jaar"]), s.wildcards["uitgave"]
        bestanden = {bron: s.read(bron) for bron in ("instroom_a", "instroom_b") if s.paths(bron)}
        if len(bestanden) == 1:
            log.warning("%s (%s): alleen %s; de grenzen zijn ruimer dan met beide", jaar, uitgave, *bestanden)
        uitkomsten = bound_cells(bestanden, instellingen)
        for naam, tabel in zip(("cellen", "strijdig", "overzicht"), uitkomsten, strict=True):
            s.write(naam, tabel.assign(jaar=jaar, uitgave=uitgave))
