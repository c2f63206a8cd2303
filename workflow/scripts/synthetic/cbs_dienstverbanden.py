"""Draw the jobs of the persons of the synthetic microdata, a cohort at a time.

A person works in the October of the outcome year by rule `klasse` exactly when the truth says so. The first job begins
`zoekduur` months after the exam; `val` names what makes a job hard to count. Beside these are internships before the
exam and small jobs soon after it.
"""

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pandas as pd

from werkagenda.run.step import step
from werkagenda.synthetic.cbs_sav import job_number
from werkagenda.synthetic.draw import DECIMALEN, Calibration

_MAAND, _DAG = "datetime64[M]", "datetime64[D]"
_OKTOBER = 9
_KLASSEN = 6
_KLASSE_VANAF = [12, 20, 25, 30, 35]
# Place of a job in the number of its person: the main job and small ones beside it come first.
_STAGE, _EERSTE_BAAN = 8, 9
_STUDIEJAAR = 10
_SNEL = 3
_KOLOMMEN = ["nummer", "rinpersoons", "rinpersoon", "val", "begin", "eind", "klasse", "uren", "uurloon", "contract"]
_KOLOMMEN += ["soort_baan", "vierweken", "fase", "ikvid"]


def draw_jobs(personen: pd.DataFrame, *, kalibratie: Calibration) -> pd.DataFrame:
    """Return a row per job of the persons of a cohort, sorted by `ikvid`.

    Columns: nummer, rinpersoons, rinpersoon, ikvid, begin and eind (days), klasse (0: not filled in), uren (a week),
    uurloon (euro), contract, soort_baan, vierweken (paid per four weeks), fase (week in which those begin), val.
    """
    cohort = int(personen["cohort"].iloc[0])
    # Who died or left the country has no job either.
    personen = personen[personen["rol"] != "register"]
    rng, aannames, n = kalibratie.rng("dienstverbanden", cohort), kalibratie.aannames, len(personen)
    basis = personen[["nummer", "rinpersoons", "rinpersoon", "opleidingsrichting"]].reset_index(drop=True)
    werkt = personen["werk_klasse"].to_numpy() == 1
    val = np.where(werkt, _draw(aannames["vallen_werk"], n, rng), _draw(aannames["vallen_geen_werk"], n, rng))
    januari = np.datetime64(f"{cohort + 2}-01", "M")
    oktober = januari + _OKTOBER
    examen = pd.to_datetime(personen["examen"].astype(str), format="%Y%m%d").to_numpy().astype(_MAAND)
    afstand = (oktober - examen).astype(int)
    maanden = first_job(basis["opleidingsrichting"], afstand, kalibratie=kalibratie, rng=rng)
    begin = (examen + np.where(val == "eerder", np.minimum(maanden, afstand - 1), maanden)).astype(_DAG)
    eind = np.full(n, (januari + 12 + 6).astype(_DAG))
    weg = rng.random(n) < 1 / 2
    # Half of the earlier jobs stop the day before October, the others in the month they began.
    kort = np.where(weg, oktober.astype(_DAG), (begin.astype(_MAAND) + 1).astype(_DAG)) - 1
    eind = np.where(val == "eerder", kort, eind)
    begin = np.where(val == "later", (oktober + 1).astype(_DAG), begin)
    grens = val == "grens"
    begin = np.where(grens & weg, (oktober + 1).astype(_DAG) - 1, begin)
    eind = np.where(grens & ~weg, np.maximum(oktober.astype(_DAG), begin), eind)
    klasse = rng.choice(_KLASSEN, n, p=aannames["kans_klasse"]) + 1
    klasse = np.where(np.isin(val, ["kleine_baan", "kleine_banen"]), 1, np.where(val == "nul_uren", 0, klasse))
    eerste = basis.assign(val=val, begin=begin, eind=eind, klasse=klasse, volgnummer=0)
    eerste = eerste[werkt | (val != "")]
    klein = eerste[eerste["val"].isin(["tweede_baan", "kleine_banen"])]
    keer = np.where(klein["val"] == "kleine_banen", aannames["kleine_banen_aantal"] - 1, 1)
    klein = klein.loc[klein.index.repeat(keer)].assign(klasse=1)
    klein["volgnummer"] = klein.groupby(level=0).cumcount() + 1
    banen = pd.concat([eerste, klein], ignore_index=True)
    banen["ikvid"] = job_number(banen["nummer"].to_numpy() * 10 + banen["volgnummer"].to_numpy()).to_numpy()
    banen = _terms(banen, kalibratie=kalibratie, rng=rng)
    snel = (begin.astype(_MAAND) - examen).astype(int) <= _SNEL
    telt = (werkt | (val != "")) & ~np.isin(val, ["stage", "nul_uren"])
    personen = personen.reset_index(drop=True)
    delen = [
        banen,
        draw_internships(personen, kalibratie=kalibratie),
        draw_first_jobs(personen, snel=telt & snel, voor=np.where(telt, begin, eind), kalibratie=kalibratie),
    ]
    uit = pd.concat([deel[_KOLOMMEN] for deel in delen]).sort_values("ikvid", ignore_index=True)
    return uit.round({"uurloon": DECIMALEN})


def draw_internships(personen: pd.DataFrame, *, kalibratie: Calibration) -> pd.DataFrame:
    """Return a row per internship before the exam: paid, without pay, or of the study year before."""
    cohort = int(personen["cohort"].iloc[0])
    rng, aannames = kalibratie.rng("stages", cohort), kalibratie.aannames["stage"]
    kans = _per_group(personen, aannames["kans"])
    wie = personen[rng.random(len(personen)) < kans].reset_index(drop=True)
    n, val = len(wie), _draw(aannames["vallen"], len(wie), rng)
    examen = pd.to_datetime(wie["examen"].astype(str), format="%Y%m%d").to_numpy().astype(_MAAND)
    eerste = np.datetime64(f"{cohort}-{_STUDIEJAAR}", "M")
    eerder = val == "ander_jaar"
    laatste = np.where(eerder, eerste - 1, examen)
    begin = laatste - rng.integers(*aannames["maanden"], n, endpoint=True) + 1
    begin = np.where(eerder, begin, np.maximum(begin, eerste))
    uren = rng.uniform(*aannames["uren"], n)
    uurloon = aannames["uurloon"] * np.exp(rng.normal(0, aannames["spreiding"], n))
    return _small_terms(wie, _STAGE, rng=rng).assign(
        val="",
        begin=begin.astype(_DAG),
        eind=(laatste + 1).astype(_DAG) - 1,
        klasse=np.searchsorted(_KLASSE_VANAF, uren, side="right") + 1,
        uren=uren,
        uurloon=np.where(val == "zonder_loon", 0.0, uurloon),
        contract="nvt",
        soort_baan="2",
    )


def draw_first_jobs(
    personen: pd.DataFrame, *, snel: np.ndarray, voor: np.ndarray, kalibratie: Calibration
) -> pd.DataFrame:
    """Return a row per small job soon after the exam, of as many persons as make the share with a job in three months.

    Such a job has too few hours to be substantial, and ends before the main one begins: the search for that one and the
    wage of later are as they were.

    Args:
        personen: the persons of a cohort.
        snel: per person whether the main job begins in time.
        voor: day before which the small job must have ended.
        kalibratie: the calibration.

    """
    rng, aannames = kalibratie.rng("eerste_banen", int(personen["cohort"].iloc[0])), kalibratie.aannames
    wens = _per_group(personen, aannames["baan_binnen_drie_maanden"])
    loting, kies = rng.random(len(personen)), np.zeros(len(personen), dtype=bool)
    for plekken in personen.groupby(["rol", "leerweg", "niveau"]).indices.values():
        nodig = round(float(wens[plekken].sum())) - int(snel[plekken].sum())
        over = plekken[~snel[plekken]]
        kies[over[np.argsort(loting[over])][: max(nodig, 0)]] = True
    wie, n = personen[kies].reset_index(drop=True), int(kies.sum())
    examen = pd.to_datetime(wie["examen"].astype(str), format="%Y%m%d").to_numpy().astype(_MAAND)
    begin = examen + rng.integers(1, _SNEL, n, endpoint=True)
    eind = (begin + rng.integers(*aannames["eerste_baan_maanden"], n, endpoint=True)).astype(_DAG)
    return _small_terms(wie, _EERSTE_BAAN, rng=rng).assign(
        val="",
        begin=begin.astype(_DAG),
        eind=np.minimum(eind, voor[kies].astype(_DAG)) - 1,
        klasse=1,
        uren=rng.uniform(*aannames["eerste_baan_uren"], n),
        uurloon=aannames["uurloon"] * np.exp(rng.normal(0, aannames["spreiding_uurloon"], n)),
        contract="tijdelijk",
        soort_baan="9",
    )


def _per_group(personen: pd.DataFrame, kansen: Mapping[str, Mapping[int, float]]) -> np.ndarray:
    """Return the chance of each person by leerweg and level; 0 where none is given."""
    paren = zip(personen["leerweg"], personen["niveau"], strict=True)
    return np.array([kansen.get(leerweg, {}).get(niveau, 0.0) for leerweg, niveau in paren])


def _small_terms(wie: pd.DataFrame, plek: int, *, rng: np.random.Generator) -> pd.DataFrame:
    """Return the persons with the number of a job, paid per month: periods of four weeks are in the main jobs."""
    return wie[["nummer", "rinpersoons", "rinpersoon"]].assign(
        ikvid=job_number(wie["nummer"].to_numpy() * 10 + plek).to_numpy(),
        vierweken=False,
        fase=rng.integers(0, 4, len(wie)),
    )


def _draw(kansen: dict[str, float], n: int, rng: np.random.Generator) -> np.ndarray:
    """Return a name per row by its probability; empty for the rest."""
    namen = np.array([*kansen, ""], dtype=object)
    return namen[np.searchsorted(np.cumsum(list(kansen.values())), rng.random(n), side="right")]


def first_job(
    richting: pd.Series, afstand: np.ndarray, *, kalibratie: Calibration, rng: np.random.Generator
) -> np.ndarray:
    """Return the months from exam to first job, at most `afstand` (months to the October of the outcome)."""
    kansen = kalibratie.aannames["zoekduur_kans"]
    maanden = np.searchsorted(np.cumsum(kansen), rng.random(len(richting)), side="right") + 1
    verschuiving = richting.map({naam: deel["maanden"] for naam, deel in kalibratie.aannames["richting"].items()})
    gevonden = maanden <= len(kansen)
    verschoven = np.clip(maanden + verschuiving.fillna(0).to_numpy(dtype=int), 1, len(kansen))
    later = len(kansen) + 1 + (rng.random(len(richting)) * np.maximum(afstand - len(kansen), 1)).astype(int)
    return np.minimum(np.where(gevonden, verschoven, later), afstand)


def _terms(banen: pd.DataFrame, *, kalibratie: Calibration, rng: np.random.Generator) -> pd.DataFrame:
    """Return the jobs with hours a week, wage per hour, contract, kind of job and how the wage is paid."""
    aannames, n = kalibratie.aannames, len(banen)
    klassen = np.array(aannames["uren_klasse"], dtype=float)[np.maximum(banen["klasse"].to_numpy(), 1) - 1]
    deel = rng.random(n)
    uren = klassen[:, 0] + deel * (klassen[:, 1] - klassen[:, 0])
    laagst, hoogst = aannames["kleine_banen_uren"]
    uren = np.where(banen["val"] == "kleine_banen", laagst + deel * (hoogst - laagst), uren)
    uren = np.where(banen["val"] == "weinig_uren", uren * aannames["weinig_uren"], uren)
    per_richting = pd.DataFrame(aannames["richting"]).T.reindex(banen["opleidingsrichting"])
    loon = aannames["uurloon"] * per_richting["loon"].fillna(1).to_numpy()
    kans_vast = aannames["vast"] + per_richting["vast"].fillna(0).to_numpy()
    contract = np.where(rng.random(n) < kans_vast, "vast", "tijdelijk")
    soorten = aannames["soort_baan"]
    soort = rng.choice(list(soorten), n, p=list(soorten.values()))
    return banen.assign(
        uren=np.where(banen["val"] == "nul_uren", 0.0, uren),
        uurloon=loon * np.exp(rng.normal(0, aannames["spreiding_uurloon"], n)),
        contract=np.where(rng.random(n) < aannames["contract_nvt"], "nvt", contract),
        soort_baan=np.where(banen["val"] == "stage", "2", soort),
        vierweken=rng.random(n) < aannames["vierweken"],
        fase=rng.integers(0, 4, n),
    )


if __name__ == "__main__":
    with step(snakemake) as s:
        kalibratie = Calibration.from_file(s.read("kalibratie"), **s.params)
        for pad, doel in zip(s.paths("personen"), s.output["banen"], strict=True):
            banen = draw_jobs(pd.read_parquet(pad), kalibratie=kalibratie)
            banen.to_parquet(s.stage(Path(doel)), index=False)
