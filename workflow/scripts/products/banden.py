"""Figures 5.1, 5.5 and 5.5b: satisfaction per measurement and the ambition, nationally, by spending and its spread."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from werkagenda.institutions.values import read_plans, satisfaction, students, target, weighted_mean
from werkagenda.run.step import step

BANDEN = {"p2_5": 0.025, "p25": 0.25, "p75": 0.75, "p97_5": 0.975}


def lines(waarden: pd.Series, *, gewicht: pd.Series, kwart: pd.Series) -> pd.DataFrame:
    """Return `reeks, waarde, n` of the values (0-1) of institutions at one moment.

    The national mean and those of the lowest and highest quarter of spending are weighted by students (`gewicht`);
    bands are unweighted, by numpy's type 7. A line without institutions is left out.
    """
    groepen = {"landelijk": waarden} | {
        naam: waarden[waarden.index.isin(kwart.index[kwart == naam])] for naam in ("laag", "hoog")
    }
    rijen = [(naam, weighted_mean(groep, gewicht), len(groep)) for naam, groep in groepen.items()]
    if len(waarden):
        rijen += [
            (naam, float(np.quantile(waarden, kans, method="linear")), len(waarden)) for naam, kans in BANDEN.items()
        ]
    return pd.DataFrame(rijen, columns=["reeks", "waarde", "n"]).dropna(subset=["waarde"])


def bands(  # noqa: PLR0913 - four tables, and the settings by keyword
    doelen: pd.DataFrame,
    *,
    studenten: pd.DataFrame,
    job: pd.DataFrame,
    kwart: pd.Series,
    indicator: str,
    leerwegen: Sequence[str],
    jaren: Sequence[int],
    streefjaar: int,
    reeksbreuk: int,
) -> pd.DataFrame:
    """Return `leerweg, jaar, reeks, waarde, n, reeksbreuk`; n counts institutions.

    Args:
        doelen: targets with the students they are for.
        studenten: students per institution, leerweg and level on one day: they weigh every year.
        job: share of satisfied students per year, question, institution, leerweg and level.
        kwart: quarter of spending (laag, midden, hoog) per institution.
        indicator: the question.
        leerwegen: alle, bol or bbl: a panel each.
        jaren: years of the JOB-monitor; one without answers is left out.
        streefjaar: year of the ambition, whose values are the targets.
        reeksbreuk: first year in which the question was asked as it is now.

    """
    delen = []
    for leerweg in leerwegen:
        gewicht = students(studenten, leerweg=leerweg)
        metingen = {jaar: satisfaction(job, item=indicator, jaar=jaar, leerweg=leerweg) for jaar in jaren}
        metingen[streefjaar] = target(doelen, item=indicator, leerweg=leerweg)
        delen += [
            lines(waarden, gewicht=gewicht, kwart=kwart).assign(leerweg=leerweg, jaar=jaar)
            for jaar, waarden in metingen.items()
        ]
    uit = pd.concat(delen, ignore_index=True)
    breuk = (uit["jaar"] == reeksbreuk) & bool((uit["jaar"] < reeksbreuk).any())
    return uit.assign(reeksbreuk=breuk.map({True: "ja", False: "nee"}))


if __name__ == "__main__":
    with step(snakemake) as s:
        namen = ("indicator", "leerwegen", "jaren", "streefjaar", "reeksbreuk")
        besteding = s.read("besteding")
        eigen = besteding[besteding["doelstelling"] == s.params["doelstelling"]]
        doelen, studenten, job = read_plans(s, meting=s.params["meting"], peiljaar=s.params["peiljaar"])
        s.write(
            "data",
            bands(
                doelen,
                studenten=studenten,
                job=job,
                kwart=eigen.set_index("instelling")["kwart"],
                **{naam: s.params[naam] for naam in namen},
            ),
        )
