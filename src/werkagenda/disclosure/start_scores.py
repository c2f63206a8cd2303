"""Standard scores over the rows of a table that are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

TOTAAL = "totaal"
# The last digits of a z score differ between machines.
DECIMALEN = 9


def start_scores(tabel: pd.DataFrame) -> pd.DataFrame:
    """Add `z_zoekduur` (reversed), `z_vast` and their mean `startpositie` to the table of start positions.

    Over the opleidingsrichtingen shown, never over all: standard scores add up to zero, so over all of them the scores
    shown would give a hidden one back, and with the mean and deviation that two rows shown tell also its search time
    and chance. Made of shown rows alone they say nothing that those rows don't. Missing for the total and hidden rows.
    """
    getoond = tabel[tabel["opleidingsrichting"] != TOTAAL].dropna(subset=["zoekduur", "kans_vast"])
    uit = tabel.assign(z_zoekduur=_z(-getoond["zoekduur"]), z_vast=_z(getoond["kans_vast"]))
    uit["startpositie"] = (uit["z_zoekduur"] + uit["z_vast"]) / 2
    return uit.round(DECIMALEN)


def _z(waarden: pd.Series) -> pd.Series:
    # Without the sign of a zero.
    return ((waarden - waarden.mean()) / waarden.std(ddof=1)).round(DECIMALEN) + 0.0
