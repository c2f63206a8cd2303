"""Tables 2.4b, 2.7 and 2.8: how many institutions apply a measure, explain why not, or leave it unclear."""

from collections.abc import Sequence

import pandas as pd

from werkagenda.run.step import step

OORDELEN = {"pas_toe": "pas toe", "leg_uit": "leg uit", "onduidelijk": "onduidelijk"}


def judgements(plannen: pd.DataFrame, *, maatregelen: Sequence[str]) -> pd.DataFrame:
    """Return per measure the share (0-1) and count of institutions by judgement, of those with a coded judgement.

    `plannen` has one row per plan and coded measure, on the codes of the plans' own year; a measure that is not coded
    is not unclear.
    """
    aantal = pd.crosstab(plannen["maatregel"].astype("str"), plannen["oordeel"].astype("str"))
    aantal = aantal.reindex(index=list(maatregelen), columns=list(OORDELEN.values()), fill_value=0)
    n = aantal.sum(axis=1)
    uit = pd.DataFrame({"n": n})
    for naam, oordeel in OORDELEN.items():
        uit[f"aantal_{naam}"] = aantal[oordeel]
        uit[naam] = aantal[oordeel] / n.where(n > 0)
    return uit.rename_axis("maatregel").reset_index()


if __name__ == "__main__":
    with step(snakemake) as s:
        lijst = s.read("maatregelen").astype("str")
        eigen = lijst.loc[lijst["doelstelling"] == s.params["doelstelling"], "code"]
        s.write("data", judgements(s.read("plannen"), maatregelen=list(eigen)))
