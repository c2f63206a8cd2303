"""Tables 2.2, 2.4a and 2.6: target minus start over institutions, and what that is when no target means no change."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from werkagenda.institutions.values import read_plans, satisfaction, target
from werkagenda.run.step import step

KWANTIELEN = {"minimum_pp": 0, "kwartiel_1_pp": 0.25, "mediaan_pp": 0.5, "kwartiel_3_pp": 0.75, "maximum_pp": 1}


def summary(verschil: pd.Series) -> dict[str, float]:
    """Return quantiles (numpy's type 7), mean and n of differences (0-1), in percentage points; nan without any."""
    punten = verschil.to_numpy() * 100
    leeg = len(punten) == 0
    uit = {
        naam: float("nan") if leeg else float(np.quantile(punten, kans, method="linear"))
        for naam, kans in KWANTIELEN.items()
    }
    return {**uit, "gemiddelde_pp": float("nan") if leeg else float(punten.mean()), "n": len(punten)}


def differences(
    doelen: pd.DataFrame, *, job: pd.DataFrame, indicator: str, leerwegen: Sequence[str], startjaar: int
) -> pd.DataFrame:
    """Return one row per leerweg (alle, bol, bbl) and variant: the spread of target minus start, in percentage points.

    Every institution in the JOB-monitor of `startjaar` weighs the same. In the variant `gelijk_gebleven` one without
    a target wants to stay as it is.
    """
    rijen = []
    for leerweg in leerwegen:
        start = satisfaction(job, item=indicator, jaar=startjaar, leerweg=leerweg)
        gegeven = (target(doelen, item=indicator, leerweg=leerweg).reindex(start.index) - start).sort_index()
        for variant, verschil in (("gegeven", gegeven.dropna()), ("gelijk_gebleven", gegeven.fillna(0.0))):
            rijen.append({"leerweg": leerweg, "variant": variant, **summary(verschil)})
    return pd.DataFrame(rijen)


if __name__ == "__main__":
    with step(snakemake) as s:
        jaren = {naam: s.params[naam] for naam in ("meting", "peiljaar", "startjaar")}
        keuze = {naam: s.params[naam] for naam in ("indicator", "leerwegen", "startjaar")}
        plannen = read_plans(s, **jaren)
        s.write("data", differences(plannen.doelen, job=plannen.job, **keuze))
