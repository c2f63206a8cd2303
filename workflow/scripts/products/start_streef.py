"""Figures 2.1 to 2.4: start and target value of each institution, unnamed, sorted by start value."""

import pandas as pd

from werkagenda.institutions.values import read_plans, satisfaction, target
from werkagenda.run.step import step


def pairs(doelen: pd.DataFrame, *, job: pd.DataFrame, indicator: str, leerweg: str, startjaar: int) -> pd.DataFrame:
    """Return `rang, start, streef` (0-1) of institutions in the JOB-monitor of `startjaar`; `streef` may be empty."""
    start = satisfaction(job, item=indicator, jaar=startjaar, leerweg=leerweg)
    paren = pd.DataFrame(
        {"start": start, "streef": target(doelen, item=indicator, leerweg=leerweg).reindex(start.index)}
    )
    # By value alone, so that the order of equal ones says nothing about who they are.
    uit = paren.sort_values(["start", "streef"], ignore_index=True)
    return uit.assign(rang=uit.index + 1)


if __name__ == "__main__":
    with step(snakemake) as s:
        jaren = {naam: s.params[naam] for naam in ("meting", "peiljaar", "startjaar")}
        keuze = {naam: s.params[naam] for naam in ("indicator", "leerweg", "startjaar")}
        plannen = read_plans(s, **jaren)
        s.write("data", pairs(plannen.doelen, job=plannen.job, **keuze))
