"""Figures 5.2, 5.3 and B.0.1 to B.0.5: how institutions differ in the share of leavers with work.

The box is the middle half of the institutions, unweighted; the whiskers reach the furthest institutions within 1.5
times the interquartile range, and outliers are left out, as the notes of the report say.
"""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from werkagenda.run.step import step
from werkagenda.surveys.boxes import box
from werkagenda.surveys.outflow import add_up

DOOS = ["snor_laag", "kwartiel_1", "mediaan", "kwartiel_3", "snor_hoog"]


def box_per_group(
    tabel: pd.DataFrame,
    *,
    per: Sequence[str],
    alleen: Mapping[str, object],
    laatste_jaar: bool,
    minimum: Mapping[str, int],
) -> pd.DataFrame:
    """Return a box over institutions for each combination of the columns `per`, and the share of all its leavers.

    Args:
        tabel: outflow with work per institution of today.
        per: columns of the groups.
        alleen: value per column of the rows that count.
        laatste_jaar: whether only the latest study year counts.
        minimum: `uitstromers` from which an institution counts, and `instellingen` from which a box is shown; a smaller
            group is empty, with the reason.

    """
    for kolom, waarde in alleen.items():
        tabel = tabel[tabel[kolom] == waarde]
    if laatste_jaar:
        tabel = tabel[tabel["studiejaar"] == tabel["studiejaar"].max()]
    te_weinig = f"minder dan {minimum['instellingen']} instellingen met {minimum['uitstromers']} uitstromers"
    rijen = []
    for groep, deel in add_up(tabel, [*per, "instelling"]).groupby(list(per)):
        telt = deel[deel["uitstromers"] >= minimum["uitstromers"]]
        genoeg = len(telt) >= minimum["instellingen"]
        rijen.append(
            dict(zip(per, groep, strict=True))
            | dict(zip(DOOS, box(telt["aandeel"].to_numpy()) if genoeg else [None] * len(DOOS), strict=True))
            | {
                "landelijk": float(np.average(deel["aandeel"], weights=deel["uitstromers"])) if genoeg else None,
                "instellingen": len(telt),
                "reden": "" if genoeg else te_weinig,
            }
        )
    return pd.DataFrame(rijen, columns=[*per, *DOOS, "landelijk", "instellingen", "reden"])


if __name__ == "__main__":
    with step(snakemake) as s:
        s.write("data", box_per_group(s.read("uitstroom"), **s.params))
