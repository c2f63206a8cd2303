"""Decide the targets of the synthetic plans: tables 2.1 to 2.6 of the report come out of them.

Start values are those that the synthetic JOB-monitor of 2022 gives, so the differences hold at every size of that file.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import stats

from werkagenda.run.step import step
from werkagenda.synthetic.draw import Calibration
from werkagenda.synthetic.surveys import CEL, LEERWEGEN, students
from werkagenda.synthetic.targets import TargetProblem, draw_order, preferred, solve, wishes

_STARTJAAR = 2022
_POGINGEN, _ORDES = 150, 20
# Significant, and by far not.
_WEL, _NIET = 0.04, 0.12
# In percentage points: how near an institution's wish must be to an extreme to take it, for one whose difference is
# printed, and before one without a start value, whose target is free, does.
_MARGE, _VRIJ = 0.3, 1.5


@dataclass(frozen=True)
class CellTable:
    """A table of differences and its targets: who could give one, in which cells, and what is published.

    `cellen` has a row per institution of today and cell (leerweg and level) that it offers; `kandidaten` a row per
    institution with its start value (per cent, or nan). The arrays have a number per cell.
    """

    naam: str
    vraag: str
    cellen: pd.DataFrame
    kandidaten: pd.DataFrame
    publicatie: dict[str, np.ndarray]
    verschillen: dict[str, list[float | None]]
    per_niveau: bool
    kwart: str
    neiging: dict[str, float]


def table_of(
    naam: str, *, studenten: pd.DataFrame, meting: pd.DataFrame, opzet: pd.DataFrame, kalibratie: Calibration
) -> CellTable:
    """Gather what one table of differences needs; its name is a question, with a leerweg where it is about one."""
    doelen, aannames = kalibratie.doelen, kalibratie.aannames
    samen = naam in doelen["job_2022"]
    vraag = naam if samen else naam.rsplit("_", 1)[0]
    leerwegen = LEERWEGEN if samen else [naam.rsplit("_", 1)[1]]
    gedrukt = [doelen["streefwaarden"][f"{vraag}_{leerweg}"] for leerweg in leerwegen]
    nummer = {sleutel: plek for plek, sleutel in enumerate((lw, nv) for lw in leerwegen for nv in range(1, 5))}
    cellen = studenten.groupby(["vandaag", *CEL], as_index=False)["studenten"].sum()
    cellen = cellen[cellen["leerweg"].isin(leerwegen)].reset_index(drop=True)
    cellen["cel"] = [nummer[sleutel] for sleutel in zip(cellen["leerweg"], cellen["niveau"], strict=True)]
    gemeten = meting[(meting["vraag"] == vraag) & meting["leerweg"].isin(leerwegen)]
    som = gemeten.groupby("vandaag")[["tevreden", "gewicht"]].sum()
    kandidaten = opzet.set_index("instelling").loc[sorted(cellen["vandaag"].unique())]
    return CellTable(
        naam=naam,
        vraag=vraag,
        cellen=cellen,
        kandidaten=kandidaten.assign(start=100 * som["tevreden"] / som["gewicht"]),
        publicatie={k: np.concatenate([np.array(deel[k], dtype=float) for deel in gedrukt]) for k in gedrukt[0]},
        verschillen=doelen["verschillen"][naam],
        per_niveau=vraag in aannames["streef_per_niveau"],
        kwart=f"kwart_{aannames['doelstelling'][vraag].replace('.', '_')}",
        neiging=aannames["neiging"][naam],
    )


def choose_givers(tabel: CellTable, rng: np.random.Generator) -> list[str]:
    """Return who gives a target: who has no start value always does, who offers few levels does less often.

    In some tables one whose students are satisfied already does less often too.
    """
    plannen = tabel.kandidaten[tabel.kandidaten["plan"]]
    breedte = tabel.cellen.groupby("vandaag").size().reindex(plannen.index) / tabel.cellen["cel"].nunique()
    lot = rng.random(len(plannen)) - breedte / 2 + tabel.neiging.get("geven", 0.0) * plannen["start"].rank(pct=True)
    geven = int(tabel.publicatie["n"].max())
    return sorted(lot.where(plannen["start"].notna(), -1).nsmallest(geven).index)


def drop_cells(cellen: pd.DataFrame, aantallen: list[int], eerst: str, rng: np.random.Generator) -> pd.DataFrame:
    """Leave out cells until each level has the number of institutions that gave a target; nobody loses all of them.

    The institution `eerst` is the first to lose a cell, so that its target is bound by fewer levels.
    """
    over = cellen.assign(lot=np.where(cellen["vandaag"] == eerst, -1.0, rng.random(len(cellen))))
    for cel, aantal in enumerate(aantallen):
        groot = over.groupby("vandaag")["cel"].transform("size") > 1
        hier = over[(over["cel"] == cel) & groot].sort_values("lot")
        weg = (over["cel"] == cel).sum() - aantal
        over = over.drop(index=hier.index[:weg])
    return over.drop(columns="lot").reset_index(drop=True)


def off(opgave: TargetProblem, orde: np.ndarray, wens: np.ndarray) -> float:
    """Return how far (percentage points) the wishes of those with a start value are from a mean of a level at most."""
    mis = preferred(opgave, orde, wens) - opgave.gemiddelde[opgave.niveau]
    gewicht = np.where(np.isnan(mis), 0.0, opgave.gewicht)
    per_niveau = np.bincount(opgave.niveau, gewicht * np.nan_to_num(mis)) / np.bincount(opgave.niveau, gewicht)
    return float(np.abs(per_niveau).max())


def assign(opgave: TargetProblem, orde: np.ndarray, wens: np.ndarray) -> dict[int, float]:
    """Return which variables take the lowest and the highest target of each level: those that wish to be nearest."""
    doel = preferred(opgave, orde, wens)
    # The ends of the order have their difference printed: their target is free only if it happens to be the extreme.
    uiteinden = set(opgave.plek[np.isin(opgave.instelling, orde[[0, -1]])])
    vast: dict[int, float] = {}
    for grens, teken in ((opgave.minimum, 1), (opgave.maximum, -1)):
        for niveau in np.argsort(grens * teken):
            rijen = np.flatnonzero(opgave.niveau == niveau)
            if any(vast.get(int(opgave.plek[rij])) == grens[niveau] for rij in rijen):
                continue
            # One target for all levels takes the extreme of a level only where no other level forbids it.
            laag, hoog = opgave.limits
            mag = [
                rij
                for rij in rijen
                if laag[opgave.plek[rij]] <= grens[niveau] <= hoog[opgave.plek[rij]]
                and int(opgave.plek[rij]) not in vast
                and (opgave.plek[rij] not in uiteinden or abs(doel[rij] - grens[niveau]) < _MARGE)
            ]
            if not mag:
                return {}
            gekozen = min(mag, key=lambda rij: _VRIJ if np.isnan(doel[rij]) else abs(doel[rij] - grens[niveau]))
            vast[int(opgave.plek[gekozen])] = float(grens[niveau])
    return vast


def met_by(doel: np.ndarray, opgave: TargetProblem, groep: np.ndarray, *, andere: np.ndarray, naam: str) -> list[bool]:
    """Return what the text of the report says of start, ambition and spending, and whether the targets say it too.

    `andere` are the start values of institutions without a target.
    """
    streef, gewicht = opgave.per_institution @ doel, np.bincount(opgave.instelling, opgave.gewicht)
    met = ~np.isnan(opgave.start)
    start, ambitie = opgave.start[met], (streef - opgave.start)[met]
    kwart = {k: groep == k for k in ("laag", "midden", "hoog")}
    hoogte = {k: np.average(streef[leden], weights=gewicht[leden]) for k, leden in kwart.items()}
    gelijk = stats.ttest_ind(ambitie[kwart["laag"][met]], ambitie[kwart["hoog"][met]], equal_var=False)
    gegeven = stats.ttest_ind(start, andere, equal_var=False)
    verband = gegeven.pvalue < _WEL and gegeven.statistic < 0
    uit = [gelijk.pvalue > _NIET, verband if naam == "begeleiding_leerbedrijf_bol" else gegeven.pvalue > _NIET]
    if naam in ("hulp_keuze", "begeleiding_school_stage_bol"):
        uit += [stats.pearsonr(start, ambitie).pvalue > _NIET, stats.spearmanr(start, ambitie).pvalue > _NIET]
        uit.append(hoogte["hoog"] > hoogte["laag"] > hoogte["midden"])
    if naam == "hulp_keuze":
        uit.append(stats.pearsonr(start, streef[met]).pvalue < _WEL)
    if naam == "begeleiding_leerbedrijf_bbl":
        leden = kwart["hoog"] & met
        uit.append(np.average((streef - opgave.start)[leden], weights=gewicht[leden]) < 0)
    return uit


def draw_once(tabel: CellTable, rng: np.random.Generator) -> tuple[pd.DataFrame, list[bool]] | None:
    """Return targets that meet the tables, and which statements of the text they meet; None when the draw has none."""
    leden = choose_givers(tabel, rng)
    rijen = tabel.cellen[tabel.cellen["vandaag"].isin(leden)]
    aantallen = tabel.publicatie["n"].astype(int).tolist()
    if (rijen.groupby("cel").size().reindex(range(len(aantallen)), fill_value=0) < aantallen).any():
        return None
    eigen = tabel.kandidaten.loc[leden]
    start = eigen["start"].to_numpy()
    rijen = drop_cells(rijen, aantallen, eigen["start"].isna().idxmax(), rng)
    instelling = rijen["vandaag"].map({code: plek for plek, code in enumerate(leden)}).to_numpy()
    met = int((~np.isnan(start)).sum())
    opgave = TargetProblem(
        instelling=instelling,
        niveau=rijen["cel"].to_numpy(),
        gewicht=rijen["studenten"].to_numpy(dtype=float),
        plek=np.arange(len(rijen)) if tabel.per_niveau else instelling,
        start=start,
        gemiddelde=100 * tabel.publicatie["gemiddelde"],
        minimum=100 * tabel.publicatie["minimum"],
        maximum=100 * tabel.publicatie["maximum"],
        gegeven=tabel.verschillen["gegeven"],
        gelijk=tabel.verschillen["gelijk_gebleven"],
        zonder=int(tabel.kandidaten["start"].notna().sum()) - met,
    )
    groep = eigen[tabel.kwart].fillna("midden").to_numpy()
    hoog_begin = np.nan_to_num((start - np.nanmean(start)) / np.nanstd(start))
    helling = np.array([tabel.neiging.get(kwart, 0.0) for kwart in groep])
    helling += tabel.neiging.get("start", 0.0) * hoog_begin
    wens = wishes(tabel.verschillen["gegeven"], met)
    # Of several orders the one whose wishes come nearest to the means of the levels by themselves.
    orde = min(
        (draw_order(opgave, wens, helling, rng) for _ in range(_ORDES)), key=lambda orde: off(opgave, orde, wens)
    )
    vast = assign(opgave, orde, wens)
    doel = solve(opgave, orde, wens, vast) if vast else None
    if doel is None:
        return None
    andere = tabel.kandidaten.loc[~tabel.kandidaten.index.isin(leden), "start"].to_numpy()
    gehaald = met_by(doel, opgave, groep, andere=andere, naam=tabel.naam)
    return rijen.assign(indicator=tabel.vraag, waarde=np.round(doel[opgave.plek], 1)), gehaald


def draw_targets(tabel: CellTable, *, kalibratie: Calibration) -> pd.DataFrame:
    """Return targets: institution of today, leerweg, level, students, question and target (per cent, in tenths).

    The first draw that meets the tables and all that the text says; else the one that meets most of the text.
    Raises ValueError when no draw meets the tables.
    """
    beste, score = None, -1
    for poging in range(_POGINGEN):
        trekking = draw_once(tabel, kalibratie.rng("streefwaarden", tabel.naam, poging))
        if trekking is not None and sum(trekking[1]) > score:
            beste, score = trekking[0], sum(trekking[1])
            if all(trekking[1]):
                break
    if beste is None:
        message = f"geen trekking van de streefwaarden voldoet aan de tabellen van {tabel.naam}"
        raise ValueError(message)
    return beste


if __name__ == "__main__":
    with step(snakemake) as s:
        kalibratie = Calibration.from_file(s.read("kalibratie"), zaad=s.params["zaad"])
        opzet, meting = s.read("opzet"), s.read("meting")
        studenten = students(s.read("populatie"), _STARTJAAR)
        tabellen = [
            table_of(naam, studenten=studenten, meting=meting, opzet=opzet, kalibratie=kalibratie)
            for naam in kalibratie.doelen["verschillen"]
        ]
        doelen = pd.concat([draw_targets(tabel, kalibratie=kalibratie) for tabel in tabellen], ignore_index=True)
        doelen.to_parquet(s.target("doelen"), index=False)
        s.rows_out("doelen", len(doelen))
