"""The share of persons with an outcome, per group: with its interval."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from werkagenda.models.proportions import wilson

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence

# The outcome of each work rule in the table of leavers.
REGELS = {"klasse": "werk_klasse", "uren": "werk_uren"}


def count_by(personen: pd.DataFrame, groepen: Mapping[str, Sequence[Hashable]], *, uitkomst: str) -> pd.DataFrame:
    """Return `n` and `teller`, persons and those with 1 in `uitkomst`, for every combination of the groups' values."""
    aantallen = personen.groupby(list(groepen))[uitkomst].agg(n="size", teller="sum").astype("int64")
    alle = pd.MultiIndex.from_product(list(groepen.values()), names=list(groepen))
    return aantallen.reindex(alle, fill_value=0).reset_index()


def add_share(tabel: pd.DataFrame) -> pd.DataFrame:
    """Add `n_nee`, `aandeel`, `aandeel_min`, `aandeel_max` (0-1) to rows with `n` and `teller`; nothing is hidden."""
    n, teller = tabel["n"], tabel["teller"]
    onder, boven = wilson(teller, n)
    return tabel.assign(n_nee=n - teller, aandeel=teller / n.where(n > 0), aandeel_min=onder, aandeel_max=boven)
