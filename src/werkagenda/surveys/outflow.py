"""The CBS table on outflow with work: rows added up, each share weighted by the leavers behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd


def add_up(tabel: pd.DataFrame, per: Sequence[str]) -> pd.DataFrame:
    """Return one row per combination of the columns `per`: `uitstromers` (persons) and `aandeel` with work (0-1).

    `tabel` has `uitstromers` and a known `aandeel` in each row; add the rows of an institution up to get its share.
    """
    met_werk = tabel.assign(met_werk=tabel["uitstromers"] * tabel["aandeel"])
    som = met_werk.groupby(list(per), as_index=False, observed=True)[["uitstromers", "met_werk"]].sum()
    # Adding up rounds: all at work must not become more than all.
    som["aandeel"] = (som["met_werk"] / som["uitstromers"]).clip(upper=1)
    return som.drop(columns="met_werk")
