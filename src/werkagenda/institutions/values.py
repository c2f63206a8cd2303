"""One value per institution of today: satisfaction, target and students, over all levels of one leerweg or of both.

Every value is a Series with the institution as its index.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from werkagenda.errors import InputError, quoted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from werkagenda.run.step import Step

LEERWEGEN = {"alle": ("bol", "bbl"), "bol": ("bol",), "bbl": ("bbl",)}
_CEL = ["instelling", "leerweg", "niveau"]


def students(studenten: pd.DataFrame, *, leerweg: str) -> pd.Series:
    """Return the students of each institution; `studenten` has those of one day."""
    eigen = studenten[studenten["leerweg"].isin(LEERWEGEN[leerweg])]
    return eigen.groupby("instelling")["aantal"].sum()


def satisfaction(job: pd.DataFrame, *, item: str, jaar: int, leerweg: str) -> pd.Series:
    """Return the share of satisfied students (0-1) in one year, the levels weighted by the weights of the survey."""
    eigen = job[(job["item"] == item) & (job["jaar"] == jaar) & job["leerweg"].isin(LEERWEGEN[leerweg])]
    return _mean(eigen["aandeel"], eigen["gewicht"], eigen["instelling"])


def effective_answers(job: pd.DataFrame, *, item: str, jaar: int, leerweg: str) -> pd.Series:
    """Return the answers behind `satisfaction`: Kish's effective number, with equal weights within a level.

    `job` has, per year, question, institution, leerweg and level, `gewicht` (their sum) and `n` (answers).
    """
    eigen = job[(job["item"] == item) & (job["jaar"] == jaar) & job["leerweg"].isin(LEERWEGEN[leerweg])]
    return effective_size(eigen, ["instelling"])


def effective_size(cellen: pd.DataFrame, by: Sequence[str]) -> pd.Series:
    """Return Kish's effective number of answers per combination of `by`, with equal weights within a cell.

    `cellen` has, beside `by`, `gewicht` (the sum of a cell) and `n` (its answers, one or more).
    """
    delen = cellen.assign(kwadraat=cellen["gewicht"] ** 2 / cellen["n"])
    som = delen.groupby(list(by), observed=True)[["gewicht", "kwadraat"]].sum()
    return som["gewicht"] ** 2 / som["kwadraat"]


def target(doelen: pd.DataFrame, *, item: str, leerweg: str) -> pd.Series:
    """Return the target (0-1): the student-weighted mean of the targets that the institution gave."""
    eigen = doelen[(doelen["indicator"] == item) & doelen["leerweg"].isin(LEERWEGEN[leerweg])]
    return _mean(eigen["waarde"], eigen["aantal"], eigen["instelling"])


def weigh_targets(streefwaarden: pd.DataFrame, studenten: pd.DataFrame) -> pd.DataFrame:
    """Return the targets of one reading with `aantal`, the students they are for.

    A target for a leerweg and level without students is for nobody, and left out. `studenten` has those of one day.
    """
    met_studenten = studenten.loc[studenten["aantal"] > 0, [*_CEL, "aantal"]]
    return streefwaarden.merge(met_studenten, on=_CEL, validate="many_to_one")


class Plans(NamedTuple):
    """What the products of the plans start from: targets with their students, students of one day, JOB-monitor."""

    doelen: pd.DataFrame
    studenten: pd.DataFrame
    job: pd.DataFrame


def read_plans(s: Step, *, meting: int, peiljaar: int, startjaar: int | None = None) -> Plans:
    """Read the inputs `streefwaarden`, `studenten` and `job`; targets that are for nobody are noted.

    Args:
        s: the step.
        meting: year of the reading of the plans.
        peiljaar: year of 1 October whose students weigh.
        startjaar: year of the start values, for products that have them.

    Raises:
        InputError: one of these years is not in the data.

    """
    streefwaarden, studenten, job = s.read("streefwaarden"), s.read("studenten"), s.read("job")
    rijen = only(streefwaarden, "meting", meting, bron="plan_streefwaarden")
    studenten = only(studenten, "jaar", peiljaar, bron="instroom_a")
    if startjaar is not None:
        only(job, "jaar", startjaar, bron="job")
    doelen = weigh_targets(rijen, studenten)
    if weg := len(rijen) - len(doelen):
        reden = f"{weg} streefwaarden voor een leerweg en niveau zonder studenten"
        s.attrition("streefwaarden", len(rijen), len(doelen), reden, studenten=0, let_op=True)
    return Plans(doelen, studenten, job)


def only(tabel: pd.DataFrame, kolom: str, jaar: int, *, bron: str) -> pd.DataFrame:
    """Return the rows of one year; InputError names the years that there are."""
    uit = tabel[tabel[kolom] == jaar]
    if uit.empty:
        jaren = [str(ander) for ander in sorted(tabel[kolom].unique())]
        raise InputError(bron, "alle bestanden", f"geen rijen van {jaar}", kolom=kolom, verwacht=quoted(jaren))
    return uit


def weighted_mean(waarden: pd.Series, gewicht: pd.Series) -> float:
    """Return the mean of the values that are known, weighted; nan where nothing weighs. Indexes are matched."""
    bekend = waarden.dropna()
    eigen = gewicht.reindex(bekend.index).fillna(0)
    som = float(eigen.sum())
    return float((bekend * eigen).sum()) / som if som > 0 else math.nan


def mean_size(omvang: pd.Series, gewicht: pd.Series) -> float:
    """Return Kish's effective number of answers behind a weighted mean of institutions, of their own numbers."""
    eigen = gewicht.reindex(omvang.index).fillna(0)
    kwadraten = float((eigen**2 / omvang).sum())
    return float(eigen.sum()) ** 2 / kwadraten if kwadraten else math.nan


def _mean(waarden: pd.Series, gewicht: pd.Series, instelling: pd.Series) -> pd.Series:
    som = pd.DataFrame({"deel": waarden * gewicht, "gewicht": gewicht}).groupby(instelling).sum()
    # Adding up rounds: the mean of ones must not become more than one.
    return (som["deel"] / som["gewicht"]).clip(0, 1)
