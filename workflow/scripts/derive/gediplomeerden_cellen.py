"""Bound each cell of graduates: per diploma year, institution, crebo, leerweg and level."""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from werkagenda.flow.suppressed import expected_value, lowest
from werkagenda.run.step import step

BRON = "gediplomeerden"
SLEUTEL = ["instelling", "crebo", "leerweg", "niveau"]


def bound_cells(tabel: pd.DataFrame, *, low: str | int, high: int, verwacht: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return cells and a summary of suppression.

    Args:
        tabel: one edition as ingest keeps it: jaar, key, geslacht, aantal (empty is suppressed).
        low: lowest value of a suppressed cell, or `auto`.
        high: highest value of a suppressed cell.
        verwacht: `model` or `midden`.

    Returns:
        cells: jaar, key, aantal_min, aantal, aantal_max, onderdrukt (students), onderdrukte_cellen;
        summary: jaar, bron, maat, cellen, onderdrukt, laagste, gemiddelde, standaardfout.

    """
    cellen, overzichten = [], []
    for jaar, deel in tabel.groupby("jaar", sort=True):
        leeg = deel["aantal"].isna()
        laagste = lowest(low, bool((deel["aantal"] == 0).any()))
        gemiddelde, fout = expected_value(
            deel.loc[~leeg, "aantal"].to_numpy(dtype=np.int64),
            int(leeg.sum()),
            low=laagste,
            high=high,
            verwacht=verwacht,
        )
        per_cel = (
            deel[SLEUTEL]
            .astype(dict.fromkeys(("instelling", "crebo", "leerweg"), "str"))
            .assign(gepubliceerd=deel["aantal"].fillna(0).astype("int64"), leeg=leeg)
            .groupby(SLEUTEL, sort=True)[["gepubliceerd", "leeg"]]
            .sum()
        )
        cellen.append(
            pd.DataFrame(
                {
                    "aantal_min": per_cel["gepubliceerd"] + per_cel["leeg"] * laagste,
                    "aantal": per_cel["gepubliceerd"] + per_cel["leeg"] * gemiddelde,
                    "aantal_max": per_cel["gepubliceerd"] + per_cel["leeg"] * high,
                    "onderdrukt": per_cel["leeg"] * gemiddelde,
                    "onderdrukte_cellen": per_cel["leeg"],
                }
            )
            .query("aantal_max > 0")
            .reset_index()
            .assign(jaar=jaar)
        )
        overzichten.append(
            {
                "jaar": jaar,
                "bron": BRON,
                "maat": "gediplomeerd",
                "cellen": len(deel),
                "onderdrukt": int(leeg.sum()),
                "laagste": laagste,
                "gemiddelde": gemiddelde,
                "standaardfout": fout,
            }
        )
    return pd.concat(cellen), pd.DataFrame(overzichten)


def combine(delen: Iterable[tuple[str, pd.DataFrame]]) -> pd.DataFrame:
    """Return the tables of several editions as one, with the edition in `uitgave`."""
    return pd.concat([deel.assign(uitgave=uitgave) for uitgave, deel in delen])


if __name__ == "__main__":
    with step(snakemake) as s:
        uitkomsten = {
            uitgave: bound_cells(s.read(uitgave), **s.params) for uitgave in ("open", "levering") if s.paths(uitgave)
        }
        s.write("cellen", combine((uitgave, cellen) for uitgave, (cellen, _) in uitkomsten.items()))
        s.write("overzicht", combine((uitgave, overzicht) for uitgave, (_, overzicht) in uitkomsten.items()))
