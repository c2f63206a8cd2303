"""The spread of a group's share over institutions, those with none included, and the unweighted mean."""

from collections.abc import Sequence

import pandas as pd

from werkagenda.flow.count import GROEPEN, mark_break, share
from werkagenda.run.step import step

MATEN = ("instroom", "gediplomeerd")
KWANTIELEN = {"p2_5": 0.025, "p25": 0.25, "mediaan": 0.5, "p75": 0.75, "p97_5": 0.975}


def spread(stroom: pd.DataFrame, *, leerwegen: Sequence[str], reeksbreuk: int) -> pd.DataFrame:
    """Return `jaar, maat, groep, p2_5, p25, mediaan, p75, p97_5, gemiddelde, instellingen`.

    Unweighted over institutions with any students that year; quantiles by numpy's type 7 (linear).
    """
    telt = stroom["maat"].isin(MATEN) & stroom["leerweg"].isin(list(leerwegen))
    rijen = stroom[telt & stroom["groep"].isin(["totaal", *GROEPEN])]
    per_instelling = share(rijen, ["jaar", "maat", "instelling"]).groupby(["jaar", "maat", "groep"])["aandeel"]
    uit = per_instelling.agg(gemiddelde="mean", instellingen="size")
    for naam, kans in KWANTIELEN.items():
        uit[naam] = per_instelling.quantile(kans, interpolation="linear")
    return mark_break(uit.reset_index(), reeksbreuk=reeksbreuk)


if __name__ == "__main__":
    with step(snakemake) as s:
        s.write("data", spread(pd.concat(s.read_all("stroom").values()), **s.params))
