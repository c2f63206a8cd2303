"""Figures 5.1, 5.5 and 5.5b: satisfaction per measurement and the ambition, nationally, by spending and its spread."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from werkagenda.institutions.values import (
    effective_answers,
    mean_size,
    read_plans,
    satisfaction,
    students,
    target,
    weighted_mean,
)
from werkagenda.models.proportions import wilson
from werkagenda.run.step import step

LANDELIJK = "landelijk"
BANDEN = {"p2_5": 0.025, "p25": 0.25, "p75": 0.75, "p97_5": 0.975}


def lines(
    waarden: pd.Series,
    *,
    gewicht: pd.Series,
    kwart: pd.Series,
    omvang: pd.Series | None = None,
    minimum: int = 1,
) -> pd.DataFrame:
    """Return `reeks, waarde, waarde_laag, waarde_hoog, n` of the values (0-1) of institutions at one moment.

    The national mean and those of the lowest and highest quarter of spending are weighted by students (`gewicht`), and
    have Wilson's interval on Kish's effective number of answers, of which `omvang` has those of each institution;
    targets are no answers, and have none. Bands are unweighted, by numpy's type 7. A line of fewer
    than `minimum` institutions is left out, and so are the bands then.
    """
    groepen = {LANDELIJK: waarden} | {
        naam: waarden[waarden.index.isin(kwart.index[kwart == naam])] for naam in ("laag", "hoog")
    }
    antwoorden = pd.Series(dtype=float) if omvang is None else omvang
    rijen = []
    for naam, groep in groepen.items():
        if len(groep) < minimum:
            continue
        eigen = antwoorden[antwoorden.index.isin(groep.index)]
        rijen.append((naam, weighted_mean(groep, gewicht), len(groep), mean_size(eigen, gewicht)))
    if len(waarden) >= minimum:
        rijen += [
            (naam, float(np.quantile(waarden, kans, method="linear")), len(waarden), np.nan)
            for naam, kans in BANDEN.items()
        ]
    uit = pd.DataFrame(rijen, columns=["reeks", "waarde", "n", "omvang"]).dropna(subset=["waarde"])
    uit["waarde_laag"], uit["waarde_hoog"] = wilson(uit["waarde"] * uit["omvang"], uit["omvang"])
    return uit[["reeks", "waarde", "waarde_laag", "waarde_hoog", "n"]]


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
    minimum: int,
) -> pd.DataFrame:
    """Return `leerweg, jaar, reeks, waarde, waarde_laag, waarde_hoog, n, tussenmeting, reeksbreuk`.

    n counts institutions. Of a measurement that is not among `jaren` (an interim one, of part of the institutions) only
    the national line is there.

    Args:
        doelen: targets with the students they are for.
        studenten: students per institution, leerweg and level on one day: they weigh every year.
        job: share of satisfied students, their weight and number per year, question, institution, leerweg and level.
        kwart: quarter of spending (laag, midden, hoog) per institution.
        indicator: the question.
        leerwegen: alle, bol or bbl: a panel each.
        jaren: years of the JOB-monitor that are compared; one without answers is left out.
        streefjaar: year of the ambition, whose values are the targets.
        reeksbreuk: first year in which the question was asked as it is now.
        minimum: institutions from which a line or band is shown.

    """
    delen = []
    gesteld = job[job["item"] == indicator]
    alle = sorted({*jaren, *(int(jaar) for jaar in gesteld["jaar"].unique())})
    for leerweg in leerwegen:
        gewicht = students(studenten, leerweg=leerweg)
        for jaar in alle:
            meting = lines(
                satisfaction(job, item=indicator, jaar=jaar, leerweg=leerweg),
                gewicht=gewicht,
                kwart=kwart,
                omvang=effective_answers(job, item=indicator, jaar=jaar, leerweg=leerweg),
                minimum=minimum,
            )
            meting = meting if jaar in jaren else meting[meting["reeks"] == LANDELIJK]
            delen.append(meting.assign(leerweg=leerweg, jaar=jaar))
        doel = target(doelen, item=indicator, leerweg=leerweg)
        delen.append(
            lines(doel, gewicht=gewicht, kwart=kwart, minimum=minimum).assign(leerweg=leerweg, jaar=streefjaar)
        )
    uit = pd.concat(delen, ignore_index=True)
    tussen = ~uit["jaar"].isin([*jaren, streefjaar])
    breuk = (uit["jaar"] == reeksbreuk) & bool((uit["jaar"] < reeksbreuk).any())
    ja_nee = {True: "ja", False: "nee"}
    return uit.assign(tussenmeting=tussen.map(ja_nee), reeksbreuk=breuk.map(ja_nee))


if __name__ == "__main__":
    with step(snakemake) as s:
        namen = ("indicator", "leerwegen", "jaren", "streefjaar", "reeksbreuk", "minimum")
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
