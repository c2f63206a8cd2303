"""Add up the JOB-monitor per institution of today, leerweg, level and question.

Satisfied is 4 or 5 on the five-point scale, over the valid answers; both are weighted by the survey's own weight.
"""

import pandas as pd

from werkagenda.institutions.codes import to_today
from werkagenda.run.step import step
from werkagenda.surveys.answers import asked_in, questions, valid

_SLEUTEL = ["jaar", "instelling", "leerweg", "niveau"]


def satisfaction(antwoorden: pd.DataFrame, vragen: list[str]) -> pd.DataFrame:
    """Return `jaar, instelling, leerweg, niveau, item, aandeel, gewicht, n, tevreden`, a row per cell with an answer.

    Args:
        antwoorden: one row per student: key columns, `gewicht` (students) and a column of answers (1-5) per question.
        vragen: the questions.

    """
    delen = []
    for vraag in asked_in(antwoorden, vragen):
        geldig = valid(antwoorden[[*_SLEUTEL, "gewicht", vraag]], vraag)
        geldig = geldig.assign(gewogen=geldig["gewicht"] * geldig["tevreden"])
        som = geldig.groupby(_SLEUTEL, as_index=False, observed=True).agg(
            gewogen=("gewogen", "sum"), gewicht=("gewicht", "sum"), n=(vraag, "size"), tevreden=("tevreden", "sum")
        )
        delen.append(som.assign(item=vraag, aandeel=(som["gewogen"] / som["gewicht"]).clip(0, 1)))
    return pd.concat(delen, ignore_index=True).drop(columns="gewogen")


if __name__ == "__main__":
    with step(snakemake) as s:
        vragen = questions(s.contract("contract_job"))
        instellingen, fusies = s.read("instellingen"), s.read("fusies")
        delen = []
        for rijen in s.read_all("job").values():
            vandaag = to_today(rijen, bron="job", instellingen=instellingen, fusies=fusies)
            verhuisd = vandaag["eigen"] != vandaag["instelling"]
            if verhuisd.any():
                jaar = int(rijen["jaar"].iloc[0])
                s.attrition(
                    "job",
                    len(rijen),
                    len(rijen),
                    f"{jaar}: {int(verhuisd.sum())} studenten van een gefuseerde instelling tellen bij die van vandaag",
                    studenten=verhuisd.sum(),
                )
            delen.append(satisfaction(vandaag, vragen))
        s.write("job_instelling", pd.concat(delen))
