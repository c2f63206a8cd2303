"""Average each indicator over the institutions with a value: the sector's figure, every institution alike."""

import pandas as pd

from werkagenda.run.step import step

_SLEUTEL = ["indicator", "soort"]


def sector_means(waarden: pd.DataFrame) -> pd.DataFrame:
    """Return `indicator, soort, jaar, waarde, instellingen`: the unweighted mean of the values that are not empty.

    Start, recent and target value are one row each, though institutions may have measured in different years (`jaar` is
    the last); in between there is a row per year.
    """
    bekend = waarden.dropna(subset=["waarde"]).sort_values([*_SLEUTEL, "jaar", "instelling"])
    per_jaar = bekend["jaar"].where(bekend["soort"] == "tussen", 0).rename("reeks")
    som = bekend.groupby([*(bekend[naam] for naam in _SLEUTEL), per_jaar], observed=True).agg(
        jaar=("jaar", "max"), waarde=("waarde", "mean"), instellingen=("waarde", "size")
    )
    return som.reset_index().drop(columns="reeks")


if __name__ == "__main__":
    with step(snakemake) as s:
        s.write("sector", sector_means(s.read("waarden")))
