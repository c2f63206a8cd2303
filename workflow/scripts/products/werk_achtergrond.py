"""Figure 5.4: the share with work by migration background, leerweg and level; all cohorts together."""

from collections.abc import Sequence

import pandas as pd

from werkagenda.persons.work_share import REGELS, add_share, count_by
from werkagenda.run.step import step

ACHTERGROND = ("zonder", "met")


def work_by_background(
    analyse: pd.DataFrame, *, regel: str, leerwegen: Sequence[str], niveaus: Sequence[int]
) -> pd.DataFrame:
    """Return the share with work with its interval, for every combination of background, leerweg and level."""
    groepen = {"migratieachtergrond": ACHTERGROND, "leerweg": leerwegen, "niveau": niveaus}
    return add_share(count_by(analyse, groepen, uitkomst=REGELS[regel]))


if __name__ == "__main__":
    with step(snakemake) as s:
        s.write("data", work_by_background(s.read("analyse"), **s.params))
