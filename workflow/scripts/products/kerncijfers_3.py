"""The numbers in the text of section 3.1: how many plans, and how many BCs they name."""

import pandas as pd

from werkagenda.run.step import step


def key_figures(plannen: pd.DataFrame, *, indeling: pd.DataFrame, bc: pd.DataFrame) -> pd.DataFrame:
    """Return `naam, waarde, n`: counts of institutions and BCs, and shares (0-1) of all BCs.

    Args:
        plannen: one row per plan: soort_plan, opgave (ja, geen, onbekend).
        indeling: `groep, instelling, bc`.
        bc: every BC of the crosswalk over all years.

    """
    opgave = plannen["opgave"].astype(str)
    soort = plannen["soort_plan"].astype(str)
    totaal, alle_bcs = len(plannen), len(bc)
    genoemd = set(indeling.loc[indeling["groep"] == "genoemd", "bc"])
    regeling = set(indeling.loc[indeling["groep"] == "regeling", "bc"]) & genoemd
    rijen = [
        ("instellingen_met_plan", totaal, totaal),
        ("opgave_ja", int((opgave == "ja").sum()), totaal),
        ("opgave_geen", int((opgave == "geen").sum()), totaal),
        ("opgave_geen_beroepscollege", int(((opgave == "geen") & (soort == "beroepscollege")).sum()), totaal),
        ("opgave_onbekend", int((opgave == "onbekend").sum()), totaal),
        ("bc_totaal", alle_bcs, alle_bcs),
        ("bc_genoemd", len(genoemd), alle_bcs),
        ("bc_regeling", len(regeling), alle_bcs),
        ("aandeel_bc_genoemd", len(genoemd) / alle_bcs, alle_bcs),
        ("aandeel_bc_regeling", len(regeling) / alle_bcs, alle_bcs),
    ]
    return pd.DataFrame(rijen, columns=["naam", "waarde", "n"])


if __name__ == "__main__":
    with step(snakemake) as s:
        s.write("data", key_figures(s.read("plannen"), indeling=s.read("indeling"), bc=s.read("bc")))
