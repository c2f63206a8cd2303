"""Write the targets of the synthetic plans as researchers coded them: as read first, and as corrected a year later.

Institutions stand under the code of the plans' year, and some gave a value on a five-point scale.
"""

import numpy as np
import pandas as pd
from scipy.optimize import brentq

from werkagenda.ingest.delimited import write_raw
from werkagenda.run.step import step
from werkagenda.synthetic.draw import Calibration
from werkagenda.synthetic.surveys import LEERWEGEN, students

_PEILJAAR, _METINGEN = 2022, (2024, 2025)
_VIJFPUNT = (3.1, 3.9)


def own_codes(doelen: pd.DataFrame, studenten: pd.DataFrame, *, hoger: float) -> pd.DataFrame:
    """Return the targets under the codes of the plans' year: parts of a merged institution differ, their mean does not.

    The smaller part aims `hoger` percentage points above the larger one.
    """
    delen = doelen.drop(columns="studenten").merge(
        studenten, on=["vandaag", "leerweg", "niveau"], validate="many_to_many"
    )
    sleutel = ["indicator", "vandaag", "leerweg", "niveau"]
    som = delen.groupby(sleutel)["studenten"].transform("sum")
    kleinste = delen["studenten"] < delen.groupby(sleutel)["studenten"].transform("max")
    aandeel_klein = (delen["studenten"].where(kleinste, 0)).groupby([delen[k] for k in sleutel]).transform("sum") / som
    delen["waarde"] += hoger * (kleinste - aandeel_klein)
    return delen.drop(columns=["vandaag", "studenten", "cel"])


def five_points(  # noqa: PLR0913 - three tables, and for which question
    doelen: pd.DataFrame,
    studenten: pd.DataFrame,
    opzet: pd.DataFrame,
    *,
    vraag: str,
    aantal: int,
    kalibratie: Calibration,
) -> pd.DataFrame:
    """Return targets on a five-point scale, of institutions with a plan that gave no percentage for this question."""
    rng = kalibratie.rng("vijfpuntsschaal", vraag)
    gaven = set(doelen.loc[doelen["indicator"] == vraag, "vandaag"])
    zonder = [code for code in opzet.loc[opzet["plan"] & ~opzet["gefuseerd"], "instelling"] if code not in gaven]
    leerwegen = kalibratie.aannames["vragen"][vraag].get("leerwegen", LEERWEGEN)
    wie = rng.choice(sorted(zonder), aantal, replace=False)
    cellen = studenten[studenten["vandaag"].isin(wie) & studenten["leerweg"].isin(leerwegen)]
    punten = dict(zip(wie, np.round(rng.uniform(*_VIJFPUNT, aantal), 1), strict=True))
    return cellen[["instelling", "leerweg", "niveau"]].assign(
        indicator=vraag, waarde=cellen["vandaag"].map(punten), eenheid="vijfpuntsschaal"
    )


def later_reading(doelen: pd.DataFrame, studenten: pd.DataFrame, *, jaar: int, kalibratie: Calibration) -> pd.DataFrame:
    """Return the targets as read a year later: five-point values are percentages now, some others were corrected.

    The most ambitious targets came down, or the least went up, until the mean over institutions is the published one.
    """
    rng, regels = kalibratie.rng("streefwaarden", jaar), kalibratie.aannames["correctie"]
    gemiddeld = doelen[doelen["eenheid"] == "percentage"].groupby("indicator")["waarde"].mean().round()
    vijfpunt = doelen["eenheid"] == "vijfpuntsschaal"
    codes = sorted(doelen["instelling"].unique())
    gekozen = doelen["instelling"].isin([code for code in codes if rng.random() < regels["aandeel"]])
    waarde = doelen["waarde"] + regels["procentpunt"] * (gekozen & ~vijfpunt)
    waarde = waarde.where(~vijfpunt, doelen["indicator"].map(gemiddeld))
    for indicator, doel in kalibratie.doelen[f"streefwaarden_{jaar}"].items():
        eigen = doelen["indicator"] == indicator
        waarde[eigen] = bound(doelen[eigen].assign(waarde=waarde[eigen]), studenten, doel=doel)
    return doelen.assign(waarde=waarde, eenheid="percentage", meting=jaar)


def bound(doelen: pd.DataFrame, studenten: pd.DataFrame, *, doel: float) -> pd.Series:
    """Return targets of one question under a cap, or above a floor, so that institutions aim at `doel` on average.

    An institution of today counts once, its targets weighted by its students.
    """
    cellen = (
        doelen.reset_index().merge(studenten, on=["instelling", "leerweg", "niveau"], how="left").set_index("index")
    )

    def inside(grens: float) -> pd.Series:
        hoog = _mean(cellen["waarde"], cellen) > doel
        return cellen["waarde"].clip(upper=grens) if hoog else cellen["waarde"].clip(lower=grens)

    grens = brentq(lambda g: _mean(inside(g), cellen) - doel, cellen["waarde"].min(), cellen["waarde"].max())
    return inside(grens)


def _mean(waarde: pd.Series, cellen: pd.DataFrame) -> float:
    som = (waarde * cellen["studenten"]).groupby(cellen["vandaag"]).sum()
    return float((som / cellen.groupby("vandaag")["studenten"].sum()).mean())


if __name__ == "__main__":
    with step(snakemake) as s:
        kalibratie = Calibration.from_file(s.read("kalibratie"), zaad=s.params["zaad"])
        opzet, doelen = s.read("opzet"), s.read("doelen")
        studenten = students(s.read("populatie"), _PEILJAAR)
        eerste, tweede = _METINGEN
        eigen = own_codes(doelen, studenten, hoger=kalibratie.aannames["opgegaan_hoger"])
        delen = [eigen.assign(eenheid="percentage")] + [
            five_points(doelen, studenten, opzet, vraag=vraag, aantal=aantal, kalibratie=kalibratie)
            for vraag, aantal in kalibratie.aannames["vijfpunt"].items()
        ]
        nu = pd.concat(delen, ignore_index=True).assign(meting=eerste)
        alles = pd.concat([nu, later_reading(nu, studenten, jaar=tweede, kalibratie=kalibratie)])
        contract = s.contract()
        alles = alles.sort_values(list(contract.sleutel), ignore_index=True)
        # As researchers type it: a decimal comma.
        tekst = alles.assign(waarde=alles["waarde"].map("{:.1f}".format).str.replace(".", ","))
        write_raw(tekst, contract, s.target("plan_streefwaarden"))
        s.rows_out("plan_streefwaarden", len(tekst))
