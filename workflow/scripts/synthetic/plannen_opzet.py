"""Decide per institution what its plan and its surveys look like: spending per objective, and in which JOB it is.

Spending falls in quarters (low 14, high 13 of 53) whose make-up follows section 2.2 of the report: the share of roc's
and of bbl students. Everything is on today's codes; the raw files have those of the plans' year.
"""

import numpy as np
import pandas as pd
from scipy.optimize import brentq
from scipy.stats import norm, ttest_ind

from werkagenda.run.step import step
from werkagenda.synthetic.draw import DECIMALEN, Calibration
from werkagenda.synthetic.surveys import ALLE_LEERWEGEN, CEL, students

# The plans describe the institution as it was on 1 October of this year.
_PEILJAAR = 2022
# The highest of the levels that the report calls level 1 and 2.
_LAAG = 2
_DOELSTELLINGEN = ["2.1", "2.2", "2.3"]
# Draws, of which so many are looked at closely, and swaps.
_POGINGEN, _KEUZE, _WISSELS = 4000, 40, 10
# The report finds no difference in the share of bbl: p stays above its widest bound.
_NIET = 0.1
# In percentage points: how far the other institutions stay from the lowest and the highest share.
_RUIMTE = 1.0


def list_institutions(instellingen: pd.DataFrame, populatie: pd.DataFrame) -> pd.DataFrame:
    """Return one row per institution of today: has it a plan, is it a roc, did another merge into it, its students."""
    studenten = students(populatie, _PEILJAAR)
    alle = students(populatie, _PEILJAAR, leerwegen=ALLE_LEERWEGEN)
    eigen = instellingen[instellingen["type"] != "opgegaan"].set_index("vandaag")
    tabel = pd.DataFrame(
        {
            "plan": eigen["opgave"] != "",
            "roc": eigen["type"] == "roc",
            "gefuseerd": eigen.index.isin(instellingen.loc[instellingen["type"] == "opgegaan", "vandaag"]),
            "studenten": studenten.groupby("vandaag")["studenten"].sum(),
            "cellen": studenten.drop_duplicates(["vandaag", *CEL]).groupby("vandaag").size(),
            "bbl": share_of(alle, alle["leerweg"] == "bbl"),
            "laag_niveau": share_of(alle, alle["niveau"] <= _LAAG),
        }
    )
    return tabel.rename_axis("instelling").sort_index().reset_index()


def share_of(studenten: pd.DataFrame, deel: pd.Series) -> pd.Series:
    """Return per institution of today the share (0-1) of its students in the marked rows."""
    aantal = studenten["studenten"].where(deel, 0).groupby(studenten["vandaag"]).sum()
    return aantal / studenten.groupby("vandaag")["studenten"].sum()


def take_part(tabel: pd.DataFrame, *, metingen: list[int], kalibratie: Calibration) -> pd.DataFrame:
    """Return per year of the JOB-monitor whether an institution is in it: columns `job_<jaar>`.

    Who misses 2022 offers every leerweg and level and has a plan: those institutions do set targets.
    """
    rng, uit = kalibratie.rng("job", "deelname"), {}
    breed = tabel["plan"] & ~tabel["gefuseerd"] & (tabel["cellen"] == tabel["cellen"].max())
    for jaar in metingen:
        kandidaten = tabel.index[breed] if jaar == _PEILJAAR else tabel.index
        weg = rng.choice(kandidaten, len(tabel) - kalibratie.doelen["job_deelname"][jaar], replace=False)
        uit[f"job_{jaar}"] = ~tabel.index.isin(weg)
    return pd.DataFrame(uit)


def spread(doel: list[float], *, vast: list[float], n: int, spreiding: float) -> np.ndarray:
    """Return n sorted values, `vast` among them, whose [mean, minimum, maximum] is `doel`; lognormal in between."""
    gemiddelde, laagste, hoogste = doel
    eind = 0 if hoogste in vast else 1
    vrij = n - len(vast)
    kwantielen = np.exp(spreiding * norm.ppf((np.arange(vrij + 1 - eind) + 0.5) / (vrij + 1 - eind)))
    plek = ((kwantielen - kwantielen[0]) / (kwantielen[-1] - kwantielen[0]))[:vrij]

    def values_at(macht: float) -> np.ndarray:
        return np.sort(np.concatenate([laagste + (hoogste - laagste) * plek**macht, vast]))

    return values_at(brentq(lambda macht: values_at(macht).mean() - gemiddelde, 0.05, 20))


def spend(tabel: pd.DataFrame, *, kalibratie: Calibration) -> pd.DataFrame:
    """Return `besteding_2_1` ... (per cent of the budget) and `kwart_2_1` ... (laag, midden, hoog) of who has a budget.

    Raises ValueError when no draw meets the lowest and highest share of the whole priority.
    """
    rng, doelen, aannames = kalibratie.rng("besteding"), kalibratie.doelen["besteding"], kalibratie.aannames
    n, vast = len(tabel), aannames["besteding_vast"]
    kwarten = np.repeat(["laag", "midden", "hoog"], [-(-n // 4), n - -(-n // 4) - n // 4, n // 4])
    arm, rijk = rng.choice(tabel.index[tabel["roc"] & ~tabel["gefuseerd"]], 2, replace=False)
    waarden, orde, plekken = {}, {}, {}
    for d in _DOELSTELLINGEN:
        nul = [0.0] * (kalibratie.doelen["besteding_niets"] - 1) if doelen[d][1] == 0 else []
        eigen = [vast["laag"][d], vast["hoog"][d]]
        waarden[d] = spread(doelen[d], vast=[*eigen, *nul], n=n, spreiding=aannames["besteding_spreiding"])
        plekken[d] = [int(np.flatnonzero(waarden[d] == waarde)[0]) for waarde in eigen]
        orde[d] = order(
            tabel,
            kwarten=kwarten,
            vast=dict(zip(plekken[d], (arm, rijk), strict=True)),
            doelstelling=d,
            rng=rng,
            kalibratie=kalibratie,
        )
    for _ in range(_POGINGEN):
        deel = {}
        for d in _DOELSTELLINGEN:
            volgorde = orde[d].copy()
            for kwart in np.unique(kwarten):
                # Shuffled within the quarter; the two institutions with a fixed share keep their place.
                vrij = np.setdiff1d(np.flatnonzero(kwarten == kwart), plekken[d])
                volgorde[vrij] = rng.permutation(volgorde[vrij])
            deel[d] = pd.DataFrame({"besteding": waarden[d], "kwart": kwarten}, index=volgorde).sort_index()
        som = sum(uit["besteding"] for uit in deel.values())
        rest = som.drop([arm, rijk])
        if rest.min() > som[arm] + _RUIMTE and rest.max() < som[rijk] - _RUIMTE:
            uit = pd.concat([een.add_suffix(f"_{d.replace('.', '_')}") for d, een in deel.items()], axis=1)
            return uit.round(DECIMALEN)
    message = "geen verdeling van de besteding past bij het laagste en hoogste aandeel"
    raise ValueError(message)


def order(  # noqa: PLR0913 - whom to order, what stands fixed, and for which objective
    tabel: pd.DataFrame,
    *,
    kwarten: np.ndarray,
    vast: dict[int, int],
    doelstelling: str,
    rng: np.random.Generator,
    kalibratie: Calibration,
) -> np.ndarray:
    """Return institutions from the lowest quarter to the highest, `vast` at their place.

    Of many draws it is the one whose outer quarters come nearest to the shares of roc's, bbl and levels 1-2, and do not
    differ significantly in that of bbl.
    """
    andere = np.setdiff1d(np.arange(len(tabel)), list(vast.values()))
    draws = np.empty((_POGINGEN, len(tabel)), dtype=int)
    draws[:, list(vast)] = list(vast.values())
    vrij = np.setdiff1d(np.arange(len(tabel)), list(vast))
    draws[:, vrij] = rng.permuted(np.tile(andere, (_POGINGEN, 1)), axis=1)
    roc = kalibratie.doelen["roc_in_kwart"].get(doelstelling)
    bbl = kalibratie.aannames["besteding_bbl"].get(doelstelling)
    score = np.zeros(_POGINGEN)
    for plek, kwart in enumerate(("laag", "hoog")):
        leden = draws[:, kwarten == kwart]
        for kolom, doel, gewicht in (
            ("roc", roc[plek] / leden.shape[1] if roc else tabel["roc"].mean(), 100 if roc else 1),
            ("bbl", bbl[plek] if bbl else tabel["bbl"].mean(), 1),
            ("laag_niveau", tabel["laag_niveau"].mean(), 1),
        ):
            score += gewicht * np.abs(tabel[kolom].to_numpy(dtype=float)[leden].mean(axis=1) - doel)
    beste, hoogste = draws[score.argmin()], 0.0
    for draw in draws[score.argsort()[:_KEUZE]]:
        orde = draw
        for kwart, doel in zip(("laag", "hoog"), bbl or (), strict=False):
            orde = refine(orde, tabel, leden=kwarten == kwart, midden=kwarten == "midden", vast=list(vast), doel=doel)
        laag, hoog = (tabel["bbl"].to_numpy()[orde[kwarten == kwart]] for kwart in ("laag", "hoog"))
        p = ttest_ind(laag, hoog, equal_var=False).pvalue
        if p > hoogste:
            beste, hoogste = orde, p
        if p > _NIET:
            break
    return beste


def refine(  # noqa: PLR0913 - an order, the places that may change, and the mean to reach
    orde: np.ndarray, tabel: pd.DataFrame, *, leden: np.ndarray, midden: np.ndarray, vast: list[int], doel: float
) -> np.ndarray:
    """Return the order after swaps of a quarter with the middle, roc for roc, that bring its share of bbl to `doel`."""
    uit = orde.copy()
    bbl, roc = tabel["bbl"].to_numpy(), tabel["roc"].to_numpy()
    eigen, ander = (np.setdiff1d(np.flatnonzero(plekken), vast) for plekken in (leden, midden))
    for _ in range(_WISSELS):
        tekort = doel - bbl[uit[leden]].mean()
        winst = (bbl[uit[ander]][None, :] - bbl[uit[eigen]][:, None]) / leden.sum()
        over = np.where(roc[uit[ander]][None, :] == roc[uit[eigen]][:, None], np.abs(tekort - winst), np.inf)
        rij, kolom = np.unravel_index(over.argmin(), over.shape)
        if over[rij, kolom] >= abs(tekort):
            break
        uit[[eigen[rij], ander[kolom]]] = uit[[ander[kolom], eigen[rij]]]
    return uit


if __name__ == "__main__":
    with step(snakemake) as s:
        kalibratie = Calibration.from_file(s.read("kalibratie"), zaad=s.params["zaad"])
        tabel = list_institutions(s.read("instellingen"), s.read("populatie"))
        tabel = tabel.join(take_part(tabel, metingen=s.params["metingen"], kalibratie=kalibratie))
        plannen = tabel.index[tabel["plan"] & ~tabel["gefuseerd"]]
        over = tabel["plan"].sum() - kalibratie.doelen["begroting_bruikbaar"]
        zonder = kalibratie.rng("begroting").choice(plannen, over, replace=False)
        bruikbaar = tabel[tabel["plan"] & ~tabel.index.isin(zonder)]
        besteding = spend(bruikbaar.reset_index(drop=True), kalibratie=kalibratie).set_index(bruikbaar.index)
        tabel.join(besteding).to_parquet(s.target("opzet"), index=False)
        s.rows_out("opzet", len(tabel))
