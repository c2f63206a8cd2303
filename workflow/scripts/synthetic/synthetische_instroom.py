"""Fill the groups of the synthetic world with students: new to mbo, switching, staying, per year of 1 October."""

import numpy as np
import pandas as pd

from werkagenda.run.step import step
from werkagenda.synthetic.draw import Calibration, fit_shares, largest_remainder, program_classes

_INSTELLINGEN = ("zaad", "omvang", "generator")
_MATEN = ["totaal_mbo", "instroom_mbo", "instroom_opleiding"]


def fill_year(groepen: pd.DataFrame, *, programmas: pd.DataFrame, jaar: int, kalibratie: Calibration) -> pd.DataFrame:
    """Return the groups of one year with `nieuw`, `switch` and `blijft` (students); `nieuw` and `switch` are inflow.

    The inflow of bol and bbl meets the targets of its year: per level, leerweg and group of programmes, pooled and
    averaged over institutions.
    """
    rng = kalibratie.rng("instroom", jaar)
    doelen, aannames, omvang = kalibratie.doelen, kalibratie.aannames, kalibratie.omvang
    ruis = np.exp(rng.normal(0, aannames["spreiding_jaar"], (3, len(groepen))))
    ruis *= kalibratie.of_year(groepen["vandaag"], 3, kalibratie.rng("instroom instelling", jaar))
    actief = _active(groepen, programmas, jaar, aannames["nieuw_aanbod_vanaf"])
    regulier = (actief & (groepen["leerweg"] != "overig")).to_numpy()
    deel = groepen[regulier].reset_index(drop=True)
    ruis = ruis[:, regulier]
    klasse, regeling = program_classes(deel, programmas)
    instelling = np.unique(deel["vandaag"], return_inverse=True)[1]
    niveaus = np.array(doelen["instroom_niveau"][jaar]) * 1000 * omvang
    totaal = niveaus.sum()
    genoemd, eigen = doelen["aandeel_genoemd"], doelen["aandeel_per_instelling"]
    bbl, aandeel = doelen["aandeel_bbl_instroom"][jaar], doelen["aandeel_regeling"][jaar]
    verwacht = fit_shares(
        deel["gewicht"].to_numpy() * ruis[0],
        [
            (klasse, totaal * np.array([1 - genoemd, genoemd - eigen, eigen])),
            (regeling.astype(np.int64), totaal * np.array([1 - aandeel, aandeel])),
            ((deel["leerweg"] == "bbl").to_numpy(dtype=np.int64), totaal * np.array([1 - bbl, bbl])),
            (deel["niveau"].to_numpy() - 1, niveaus),
        ],
        instelling=instelling,
        in_groep=regeling,
        ongewogen=aannames["ongewogen_instroom"][jaar],
    )
    stratum = instelling * 6 + klasse * 2 + regeling
    instroom = largest_remainder(verwacht, stratum)
    kans_nieuw = np.where(regeling, doelen["nieuw_regeling"][jaar], aannames["nieuw_overig"])
    nieuw = largest_remainder(_share(instroom, kans_nieuw, ruis[1], regeling), stratum)
    rest = doelen["totaal_mbo"][jaar] * 1000 * omvang - totaal
    blijft = _staying(verwacht * ruis[2], deel["niveau"].to_numpy(), rest, aannames["verblijf_niveau"])
    blijft = np.maximum(largest_remainder(blijft, stratum), deel["anker"].to_numpy(dtype=np.int64))
    uit = deel.assign(nieuw=nieuw, switch=instroom - nieuw, blijft=blijft)
    if jaar >= aannames["ex_vanaf"]:
        overig = groepen[(actief & (groepen["leerweg"] == "overig")).to_numpy()]
        gemiddeld = aannames["omvang_ex"] * omvang * overig["gewicht"] / overig["gewicht"].mean()
        trekking = rng.poisson(gemiddeld.to_numpy() / 3, (3, len(overig)))
        uit = pd.concat([uit, overig.assign(nieuw=trekking[0], switch=trekking[1], blijft=trekking[2])])
    uit = uit[uit[["nieuw", "switch", "blijft"]].sum(axis=1) > 0]
    kolommen = ["instelling", "vandaag", "bc", "niveau", "leerweg", "boldt", "nieuw", "switch", "blijft"]
    uit = uit[kolommen].sort_values(kolommen[:5], ignore_index=True)
    uit["boldt"] &= jaar <= aannames["boldt_tot_en_met"]
    return uit.assign(jaar=jaar)


def _active(groepen: pd.DataFrame, programmas: pd.DataFrame, jaar: int, nieuw_vanaf: int) -> pd.Series:
    """Return which groups run: programmes follow their first and last year, a new offer runs from its year."""
    loopt = set(programmas.loc[(programmas["eerste"] <= jaar) & (programmas["laatste"] >= jaar), "bc"])
    return groepen["bc"].isin(loopt) & (~groepen["nieuw"] | (jaar >= nieuw_vanaf))


def _share(aantal: np.ndarray, kans: np.ndarray, ruis: np.ndarray, regeling: np.ndarray) -> np.ndarray:
    """Return the expected part of each count: near `kans`, exact for the Regeling and for the rest together."""
    verwacht = aantal * np.clip(kans * ruis, 0, 0.95)
    for deel in (regeling, ~regeling):
        verwacht[deel] *= (aantal * kans)[deel].sum() / verwacht[deel].sum()
    return np.minimum(verwacht, aantal)


def _staying(instroom: np.ndarray, niveau: np.ndarray, totaal: float, verblijf: list[float]) -> np.ndarray:
    """Return the expected number of students who stay, `totaal` in all; higher levels take longer."""
    gewicht = instroom * (np.array(verblijf)[niveau - 1] - 1)
    return np.asarray(gewicht * totaal / gewicht.sum())


def truth(populatie: pd.DataFrame) -> pd.DataFrame:
    """Return the counts per year, institution of today, BC, leerweg and level, as files A and B define them."""
    maten = populatie.assign(
        instelling=populatie["vandaag"],
        instroom_mbo=populatie["nieuw"],
        instroom_opleiding=populatie["nieuw"] + populatie["switch"],
        totaal_mbo=populatie["nieuw"] + populatie["switch"] + populatie["blijft"],
    )
    return maten.groupby(["jaar", "instelling", "bc", "leerweg", "niveau"], as_index=False)[_MATEN].sum()


if __name__ == "__main__":
    with step(snakemake) as s:
        kalibratie = Calibration.from_file(s.read("kalibratie"), **{naam: s.params[naam] for naam in _INSTELLINGEN})
        groepen, programmas = s.read("groepen"), s.read("programmas")
        populatie = pd.concat(
            [fill_year(groepen, programmas=programmas, jaar=jaar, kalibratie=kalibratie) for jaar in s.params["jaren"]],
            ignore_index=True,
        )
        for naam, tabel in {"populatie": populatie, "waarheid": truth(populatie)}.items():
            tabel.to_parquet(s.target(naam), index=False)
            s.rows_out(naam, len(tabel))
