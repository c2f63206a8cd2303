"""Table 2.B: do satisfied institutions set a target less often, and does ambition go with the start value?"""

from collections.abc import Sequence

import pandas as pd

from werkagenda.institutions.values import read_plans, satisfaction, target
from werkagenda.models.tests import pearson, spearman, welch
from werkagenda.run.step import step

CORRELATIES = {"pearson": pearson, "spearman": spearman}


def relations(
    doelen: pd.DataFrame, *, job: pd.DataFrame, reeksen: Sequence[tuple[str, str]], startjaar: int
) -> pd.DataFrame:
    """Return `indicator, leerweg, vraag, toets, waarde, p, n` for each pair (indicator, leerweg) of `reeksen`.

    `waarde` is Welch's t (institutions with a target minus those without) or a correlation over the institutions with
    a target; n is the institutions compared.
    """
    rijen = []
    for indicator, leerweg in reeksen:
        start = satisfaction(job, item=indicator, jaar=startjaar, leerweg=leerweg)
        streef = target(doelen, item=indicator, leerweg=leerweg).reindex(start.index)
        gaf = streef.notna()
        eigen = {"indicator": indicator, "leerweg": leerweg}
        t = welch(start[gaf], start[~gaf])
        rijen.append({**eigen, "vraag": "start_naar_gegeven", "toets": "welch", **t._asdict(), "n": len(start)})
        for vraag, ander in (("start_ambitie", streef - start), ("start_streef", streef)):
            for toets, correlatie in CORRELATIES.items():
                r = correlatie(start[gaf], ander[gaf])
                rijen.append({**eigen, "vraag": vraag, "toets": toets, **r._asdict(), "n": int(gaf.sum())})
    return pd.DataFrame(rijen)


if __name__ == "__main__":
    with step(snakemake) as s:
        jaren = {naam: s.params[naam] for naam in ("meting", "peiljaar", "startjaar")}
        keuze = {naam: s.params[naam] for naam in ("reeksen", "startjaar")}
        plannen = read_plans(s, **jaren)
        s.write("data", relations(plannen.doelen, job=plannen.job, **keuze))
