"""Figures 3.1 and 3.3: how many students in all and in each group of programmes, per year."""

from collections.abc import Sequence

import pandas as pd

from werkagenda.flow.count import GROEPEN, count, mark_break, within
from werkagenda.flow.intervals import Margin
from werkagenda.run.step import step


def count_groups(
    stroom: pd.DataFrame, *, maat: str, leerwegen: Sequence[str], reeksbreuk: int, marge: Margin | None = None
) -> pd.DataFrame:
    """Return `jaar, groep`, the columns of `count` and `reeksbreuk`, `totaal` included."""
    rijen = within(stroom, maat=maat, leerwegen=leerwegen)
    return mark_break(
        count(rijen[rijen["groep"].isin(["totaal", *GROEPEN])], ["jaar", "groep"], marge),
        maat=maat,
        reeksbreuk=reeksbreuk,
    )


if __name__ == "__main__":
    with step(snakemake) as s:
        s.write("data", count_groups(s.read("stroom"), marge=Margin.read(s), **s.params))
