"""Bring what plans and DUO's list say of an institution (kind, place, students) to the institutions of today."""

import pandas as pd

from werkagenda.institutions.codes import to_today
from werkagenda.run.step import step

AANDELEN = ["aandeel_niveau_1_2", "aandeel_bbl"]
# Denominations without a religious character; of `overige` it is not known.
NIET_CONFESSIONEEL = {"openbaar", "algemeen_bijzonder", "antroposofisch", "samenwerking_openbaar_algemeen_bijzonder"}
ONBEKEND = {"overige"}


def merge_parts(plannen: pd.DataFrame, studenten: pd.DataFrame) -> pd.DataFrame:
    """Return one row per institution of today with a plan: what it is, where it stands, and its students.

    A merged institution is a roc, in the Randstad or in a G4 city when a part is; its region is that of its largest
    part. Its shares are the student-weighted means of its parts, or plain means where no part has students under its
    own code.

    Args:
        plannen: one row per plan: `instelling` of today, `eigen` (the code of the plan), `soort_plan`, `regio`,
            `randstad`, `g4` (ja, nee) and the shares.
        studenten: `instelling` (code of the file) and `aantal`, several rows per institution.

    Returns:
        `instelling, roc, randstad, g4` (1 is yes), `regio`, `aandeel_niveau_1_2`, `aandeel_bbl` (0-1), `studenten`.

    """
    per_code = studenten.groupby("instelling")["aantal"].sum()
    gewicht = plannen["eigen"].map(per_code).fillna(0.0)
    gewicht = gewicht.where(gewicht.groupby(plannen["instelling"]).transform("sum") > 0, 1.0)
    deel = plannen[AANDELEN].mul(gewicht, axis=0).assign(gewicht=gewicht).groupby(plannen["instelling"]).sum()
    tekst = plannen[["soort_plan", "randstad", "g4"]].astype("str")
    vlaggen = pd.DataFrame(
        {"roc": tekst["soort_plan"] == "roc", "randstad": tekst["randstad"] == "ja", "g4": tekst["g4"] == "ja"}
    )
    grootste = plannen.assign(gewicht=gewicht, regio=plannen["regio"].astype("str")).sort_values(
        ["instelling", "gewicht", "eigen"], ascending=[True, False, True]
    )
    uit = deel[AANDELEN].div(deel["gewicht"], axis=0).clip(0, 1)
    uit = uit.join(vlaggen.astype("int64").groupby(plannen["instelling"]).max())
    uit["regio"] = grootste.drop_duplicates("instelling").set_index("instelling")["regio"]
    uit["studenten"] = plannen["eigen"].map(per_code).fillna(0.0).groupby(plannen["instelling"]).sum()
    return uit.reset_index()


def confessional(instellingen: pd.DataFrame) -> pd.Series:
    """Return per institution of today 1 with a religious denomination, 0 without one; missing where it is not known.

    The file may come without the column.
    """
    gegeven = instellingen.reindex(columns=["denominatie"])["denominatie"]
    denominatie = gegeven.astype("str").mask(gegeven.isna())
    soort = (
        (~denominatie.isin(NIET_CONFESSIONEEL)).astype("Int64").mask(denominatie.isna() | denominatie.isin(ONBEKEND))
    )
    return soort.set_axis(instellingen["instelling"].astype("str"))


if __name__ == "__main__":
    with step(snakemake) as s:
        plannen, studenten, instellingen = s.read("plannen"), s.read("studenten"), s.read("instellingen")
        vandaag = to_today(plannen, bron="plan_instellingen", instellingen=instellingen, fusies=s.read("fusies"))
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
        uit = merge_parts(vandaag, eigen)
        s.write("kenmerken", uit.assign(confessioneel=uit["instelling"].map(confessional(instellingen))))
