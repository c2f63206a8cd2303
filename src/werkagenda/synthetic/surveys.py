"""What the synthetic plans and surveys take from the synthetic world: students per cell and codes of a year."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

CEL = ["leerweg", "niveau"]
LEERWEGEN = ["bol", "bbl"]
# With those outside bol and bbl (examination only), whom the plans count among their students.
ALLE_LEERWEGEN = [*LEERWEGEN, "overig"]


def students(populatie: pd.DataFrame, jaar: int, *, leerwegen: Sequence[str] = LEERWEGEN) -> pd.DataFrame:
    """Return the students on 1 October of a year, or of the nearest year that the world has; by default bol and bbl.

    One row per institution code of the plans' year, today's code, leerweg and level: `studenten`, what file A calls
    TOTAAL MBO.
    """
    jaren = populatie["jaar"].unique()
    naaste = min(jaren, key=lambda ander: (abs(ander - jaar), ander))
    deel = populatie[(populatie["jaar"] == naaste) & populatie["leerweg"].isin(leerwegen)]
    deel = deel.assign(studenten=deel[["nieuw", "switch", "blijft"]].sum(axis=1))
    som = deel.groupby(["instelling", "vandaag", *CEL], as_index=False)["studenten"].sum()
    uit: pd.DataFrame = som[som["studenten"] > 0].reset_index(drop=True)
    return uit


def code_on(instellingen: pd.DataFrame, dag: dt.date) -> dict[str, str]:
    """Return per code of the plans' year the code in use on a day: the old one until the day of its merger."""
    uit = {}
    for oud, nieuw, datum in instellingen[["instelling", "vandaag", "datum"]].astype(str).to_numpy().tolist():
        uit[oud] = nieuw if datum and dt.date.fromisoformat(datum) <= dag else oud
    return uit
