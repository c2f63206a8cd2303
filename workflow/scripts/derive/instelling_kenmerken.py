"""Bring what the plans say of an institution (roc or not, shares of students) to the institutions of today."""

import pandas as pd

from werkagenda.institutions.codes import to_today
from werkagenda.run.step import step

AANDELEN = ["aandeel_niveau_1_2", "aandeel_bbl"]


def merge_parts(plannen: pd.DataFrame, studenten: pd.DataFrame) -> pd.DataFrame:
    """Return `instelling, roc, aandeel_niveau_1_2, aandeel_bbl` (0-1), one row per institution of today with a plan.

    A merged institution is a roc when a part is one; its shares are the student-weighted means of its parts, or plain
    means where no part has students under its own code.

    Args:
        plannen: one row per plan: `instelling` of today, `eigen` (the code of the plan), `soort_plan` and the shares.
        studenten: `instelling` (code of the file) and `aantal`, several rows per institution.

    """
    per_code = studenten.groupby("instelling")["aantal"].sum()
    gewicht = plannen["eigen"].map(per_code).fillna(0.0)
    gewicht = gewicht.where(gewicht.groupby(plannen["instelling"]).transform("sum") > 0, 1.0)
    deel = plannen[AANDELEN].mul(gewicht, axis=0).assign(gewicht=gewicht).groupby(plannen["instelling"]).sum()
    roc = (plannen["soort_plan"].astype("str") == "roc").astype("int64").groupby(plannen["instelling"]).max()
    return deel[AANDELEN].div(deel["gewicht"], axis=0).clip(0, 1).assign(roc=roc).reset_index()


if __name__ == "__main__":
    with step(snakemake) as s:
        plannen, studenten = s.read("plannen"), s.read("studenten")
        vandaag = to_today(
            plannen, bron="plan_instellingen", instellingen=s.read("instellingen"), fusies=s.read("fusies")
        )
        verhuisd = vandaag.loc[vandaag["eigen"] != vandaag["instelling"], "eigen"]
        eigen = studenten[studenten["jaar"] == s.params["peiljaar"]]
        if len(verhuisd):
            s.attrition(
                "plan_instellingen",
                len(vandaag),
                vandaag["instelling"].nunique(),
                f"{len(verhuisd)} plannen van een gefuseerde instelling tellen bij die van vandaag",
                studenten=eigen.loc[eigen["instelling"].isin(verhuisd), "aantal"].sum(),
            )
        s.write("kenmerken", merge_parts(vandaag, eigen))
