"""Figure S.3: start, recent and target value of one indicator at each institution, unnamed, sorted by start value."""

import pandas as pd

from werkagenda.indicators.progress import SOORTEN
from werkagenda.run.step import step


def triples(waarden: pd.DataFrame, *, indicator: str) -> pd.DataFrame:
    """Return `rang, start, recent, streef` (0-1) of institutions with a start value; the others may be empty."""
    # What may not be shown of an institution is not shown without its name either.
    eigen = waarden[(waarden["indicator"] == indicator) & (waarden["reden"] == "")]
    breed = eigen.pivot_table(index="instelling", columns="soort", values="waarde", aggfunc="first", observed=True)
    breed = breed.reindex(columns=list(SOORTEN)).dropna(subset="start")
    # By value alone, so that the order of equal ones says nothing about who they are.
    uit = breed.sort_values(list(SOORTEN), ignore_index=True)
    return uit.assign(rang=uit.index + 1)


if __name__ == "__main__":
    with step(snakemake) as s:
        s.write("data", triples(s.read("waarden"), **s.params))
