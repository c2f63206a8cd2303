"""Table 2.C: institutions in the lowest and highest quarter of spending on an objective, compared.

Every institution weighs the same. What an institution is stands beside each objective, the questions and the share
with work only beside the objective that they belong to.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

import pandas as pd

from werkagenda.institutions.values import LEERWEGEN, read_plans, satisfaction, target
from werkagenda.models.tests import DECIMALEN, TestResult, fisher, stars, welch
from werkagenda.run.step import step
from werkagenda.surveys.outflow import add_up

TOTAAL = "totaal"
ROC = "roc"
KENMERKEN = (ROC, "aandeel_niveau_1_2", "aandeel_bbl")
KOLOMMEN = ["doelstelling", "kenmerk", "leerweg", "niveau"]
TOETSEN: dict[str, Callable[[pd.Series, pd.Series], TestResult]] = {"welch": welch, "fisher": fisher}
# A characteristic, its leerweg and level, and its value (0-1, or a difference of such) per institution.
Waarden = Iterator[tuple[str, str, str, pd.Series]]


def of_institutions(kenmerken: pd.DataFrame) -> Waarden:
    """Yield the share of roc's (0 or 1), of students on levels 1 and 2 and of students in the bbl."""
    for naam in KENMERKEN:
        yield naam, "alle", TOTAAL, kenmerken.set_index("instelling")[naam].astype("float64")


def of_work(uitstroom: pd.DataFrame) -> Waarden:
    """Yield the share of leavers with work in the latest study year, per leerweg and level and of all together."""
    laatste = uitstroom[uitstroom["studiejaar"] == uitstroom["studiejaar"].max()]
    for leerweg, leerwegen in LEERWEGEN.items():
        eigen = laatste[laatste["leerweg"].isin(leerwegen)]
        delen = {TOTAAL: eigen} | {str(niveau): deel for niveau, deel in eigen.groupby("niveau")}
        for niveau, deel in delen.items():
            yield "werk", leerweg, niveau, add_up(deel, ["instelling"]).set_index("instelling")["aandeel"]


def of_question(  # noqa: PLR0913 - two tables, which question of which leerweg, and the years
    doelen: pd.DataFrame, *, job: pd.DataFrame, indicator: str, leerweg: str, jaren: Sequence[int], startjaar: int
) -> Waarden:
    """Yield the share of satisfied students per year, and target minus start of those with a target."""
    for jaar in jaren:
        waarden = satisfaction(job, item=indicator, jaar=jaar, leerweg=leerweg)
        yield f"{indicator}_{jaar}", leerweg, TOTAAL, waarden
    start = satisfaction(job, item=indicator, jaar=startjaar, leerweg=leerweg)
    yield f"{indicator}_ambitie", leerweg, TOTAAL, (target(doelen, item=indicator, leerweg=leerweg) - start).dropna()


def compare(waarden: pd.Series, *, kwart: pd.Series, toets: str, minimum: int) -> dict[str, object]:
    """Return means of both quarters, their difference (high minus low), test, p, stars, both n and the reason if empty.

    A quarter with fewer than `minimum` institutions has no mean, and there is no test.
    """
    laag, hoog = (waarden[waarden.index.isin(kwart.index[kwart == naam])].sort_index() for naam in ("laag", "hoog"))
    groot_genoeg = min(len(laag), len(hoog)) >= minimum
    gemiddelden = {naam: _mean(groep, minimum) for naam, groep in (("laag", laag), ("hoog", hoog))}
    p = TOETSEN[toets](laag, hoog).p if groot_genoeg else float("nan")
    return {
        **gemiddelden,
        "verschil": round(gemiddelden["hoog"] - gemiddelden["laag"], DECIMALEN),
        "toets": toets,
        "p": p,
        "sterren": stars(p),
        "n_laag": len(laag),
        "n_hoog": len(hoog),
        "reden": "" if groot_genoeg else f"minder dan {minimum} instellingen in een groep",
    }


def _mean(groep: pd.Series, minimum: int) -> float:
    return round(float(groep.mean()), DECIMALEN) if len(groep) >= minimum else float("nan")


def compare_all(per_doel: Mapping[str, Sequence[Waarden]], *, besteding: pd.DataFrame, minimum: int) -> pd.DataFrame:
    """Return the table: per objective, characteristic, leerweg and level what `compare` gives."""
    rijen = []
    for doelstelling, groepen in per_doel.items():
        kwart = besteding[besteding["doelstelling"] == doelstelling].set_index("instelling")["kwart"]
        for kenmerk, leerweg, niveau, waarden in (rij for groep in groepen for rij in groep):
            toets = "fisher" if kenmerk == ROC else "welch"
            sleutel = dict(zip(KOLOMMEN, (doelstelling, kenmerk, leerweg, niveau), strict=True))
            rijen.append(sleutel | compare(waarden, kwart=kwart, toets=toets, minimum=minimum))
    return pd.DataFrame(rijen)


if __name__ == "__main__":
    with step(snakemake) as s:
        doelen, _, job = read_plans(s, **{naam: s.params[naam] for naam in ("meting", "peiljaar", "startjaar")})
        kenmerken, uitstroom = s.read("kenmerken"), s.read("uitstroom")
        jaren = {"jaren": s.params["jaren"], "startjaar": s.params["startjaar"]}
        per_doel = {
            doelstelling: [
                of_institutions(kenmerken),
                *(
                    of_question(doelen, job=job, indicator=indicator, leerweg=leerweg, **jaren)
                    for indicator, leerweg in reeksen
                ),
                *([of_work(uitstroom)] if doelstelling == s.params["werk_bij"] else []),
            ]
            for doelstelling, reeksen in s.params["reeksen"].items()
        }
        s.write("data", compare_all(per_doel, besteding=s.read("besteding"), minimum=s.params["minimum"]))
