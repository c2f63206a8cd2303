"""Set the cohorts and their work together: one row per person and cohort, the table that every product reads."""

from collections.abc import Mapping

import pandas as pd

from werkagenda.persons.register import SLEUTEL
from werkagenda.run.step import step


def combine(cohorten: Mapping[str, pd.DataFrame], werk: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return all columns of the cohorts with werk_klasse, werk_uren (0 or 1) and uren (hours in October).

    Args:
        cohorten: per cohort one row per person.
        werk: per cohort the work of the same persons.

    """
    samen = [
        cohorten[cohort].merge(
            werk[cohort][[*SLEUTEL, "werk_klasse", "werk_uren", "uren"]], on=SLEUTEL, how="left", validate="1:1"
        )
        for cohort in sorted(cohorten)
    ]
    return pd.concat(samen, ignore_index=True)


if __name__ == "__main__":
    with step(snakemake) as s:
        s.write("analyse", combine(s.read_all("cohorten"), s.read_all("werk")))
