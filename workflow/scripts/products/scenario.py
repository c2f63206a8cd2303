"""Figure 3.2 under other placements of programmes in the sectors of the Regeling."""

from collections.abc import Sequence

import pandas as pd

from werkagenda.flow.count import mark_break, share, within
from werkagenda.flow.intervals import Margin
from werkagenda.run.step import step

BASIS = "regeling"
VOORVOEGSEL = "scenario:"


def share_of_scenarios(
    stroom: pd.DataFrame, *, maat: str, leerwegen: Sequence[str], reeksbreuk: int, marge: Margin | None = None
) -> pd.DataFrame:
    """Return `jaar, scenario`, the columns of `share` and `reeksbreuk`; the base is `regeling`."""
    rijen = within(stroom, maat=maat, leerwegen=leerwegen)
    telt = rijen["groep"].isin(["totaal", BASIS]) | rijen["groep"].str.startswith(VOORVOEGSEL)
    aandelen = share(rijen[telt], ["jaar"], marge).rename(columns={"groep": "scenario"})
    aandelen["scenario"] = aandelen["scenario"].str.removeprefix(VOORVOEGSEL)
    return mark_break(aandelen, maat=maat, reeksbreuk=reeksbreuk)


if __name__ == "__main__":
    with step(snakemake) as s:
        s.write("data", share_of_scenarios(s.read("stroom"), marge=Margin.read(s), **s.params))
