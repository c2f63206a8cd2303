"""Table 2.9: which part of their budget institutions spend on priority 2 and its objectives."""

import pandas as pd

from werkagenda.run.step import step


def spending(besteding: pd.DataFrame) -> pd.DataFrame:
    """Return `doelstelling, gemiddelde, minimum, maximum, zonder, n`: shares (0-1), every institution weighs the same.

    `zonder` counts the institutions that spend nothing on it.
    """
    per_doel = besteding.assign(niets=besteding["aandeel"] == 0).groupby("doelstelling")
    uit = per_doel["aandeel"].agg(gemiddelde="mean", minimum="min", maximum="max", n="size")
    return uit.assign(zonder=per_doel["niets"].sum()).reset_index()


if __name__ == "__main__":
    with step(snakemake) as s:
        s.write("data", spending(s.read("besteding")))
