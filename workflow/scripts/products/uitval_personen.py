"""Table C.A: who leaves on the way from diplomas to the analysis population; all cohorts together."""

import pandas as pd

from werkagenda.run.step import step

AANTALLEN = ["rijen_in", "rijen_uit", "personen_uit"]


def pool_attrition(uitval: pd.DataFrame) -> pd.DataFrame:
    """Return per step `rijen_in`, `rijen_uit` (diplomas), `personen_uit` (persons that left) and `reden`."""
    return uitval.groupby(["volgorde", "stap", "reden"])[AANTALLEN].sum().reset_index()


if __name__ == "__main__":
    with step(snakemake) as s:
        s.write("data", pool_attrition(pd.concat(s.read_all("uitval").values())))
