"""Figures 3.2 and 3.4: the share of each group of programmes in all inflow or graduates, per year."""

from collections.abc import Sequence

import pandas as pd

from werkagenda.flow.count import GROEPEN, mark_break, share, within
from werkagenda.flow.intervals import Margin
from werkagenda.run.step import step


def share_of_groups(
    stroom: pd.DataFrame, *, maat: str, leerwegen: Sequence[str], reeksbreuk: int, marge: Margin | None = None
) -> pd.DataFrame:
    """Return `jaar, groep`, the columns of `share` and `reeksbreuk`."""
    rijen = within(stroom, maat=maat, leerwegen=leerwegen)
    aandelen = share(rijen[rijen["groep"].isin(["totaal", *GROEPEN])], ["jaar"], marge)
    return mark_break(aandelen, maat=maat, reeksbreuk=reeksbreuk)


if __name__ == "__main__":
    with step(snakemake) as s:
        s.write("data", share_of_groups(s.read("stroom"), marge=Margin.read(s), **s.params))
