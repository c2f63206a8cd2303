"""The share with work per institution, cohort, leerweg and level, to set beside the CBS table; it never leaves."""

import pandas as pd

from werkagenda.persons.work_share import REGELS
from werkagenda.run.step import step


def work_by_institution(analyse: pd.DataFrame, *, regel: str) -> pd.DataFrame:
    """Return `n`, `teller` (persons) and `aandeel` (0-1) of every combination that occurs; nothing is hidden."""
    groepen = analyse.groupby(["cohort", "brin_crypt", "leerweg", "niveau"])[REGELS[regel]]
    uit = groepen.agg(n="size", teller="sum").reset_index()
    return uit.assign(aandeel=uit["teller"] / uit["n"])


if __name__ == "__main__":
    with step(snakemake) as s:
        s.write("data", work_by_institution(s.read("analyse"), **s.params))
