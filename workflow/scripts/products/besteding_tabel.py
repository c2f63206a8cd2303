"""Table 2.9: which part of their budget institutions spend on priority 2 and its objectives."""

import pandas as pd

from werkagenda.run.step import step


def spending(besteding: pd.DataFrame) -> pd.DataFrame:
    """Return `doelstelling, gemiddelde, minimum, maximum, n`: shares (0-1), every institution weighs the same."""
    per_doel = besteding.groupby("doelstelling")["aandeel"]
    return per_doel.agg(gemiddelde="mean", minimum="min", maximum="max", n="size").reset_index()


if __name__ == "__main__":
    with step(snakemake) as s:
        s.write("data", spending(s.read("besteding")))
