"""Table 5.A: the share with work in the old and in the new classification of background, where a cohort has both."""

import pandas as pd

from werkagenda.persons.work_share import REGELS, add_share, count_by
from werkagenda.run.step import step

INDELINGEN = {"oud": "migratieachtergrond", "nieuw": "herkomst_nieuw"}
ACHTERGROND = ("zonder", "met")


def work_by_classification(analyse: pd.DataFrame, *, regel: str) -> pd.DataFrame:
    """Return the share with work with its interval per classification, background and cohort.

    The same persons in both: those whose new classification is known.
    """
    beide = analyse[analyse["herkomst_nieuw"].isin(ACHTERGROND)]
    cohorten = sorted(beide["cohort"].unique())
    delen = []
    for indeling, kolom in INDELINGEN.items():
        aantallen = count_by(beide, {kolom: ACHTERGROND, "cohort": cohorten}, uitkomst=REGELS[regel])
        delen.append(aantallen.rename(columns={kolom: "achtergrond"}).assign(indeling=indeling))
    return add_share(pd.concat(delen, ignore_index=True))


if __name__ == "__main__":
    with step(snakemake) as s:
        s.write("data", work_by_classification(s.read("analyse"), **s.params))
