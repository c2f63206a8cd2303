"""Write the synthetic JOB-monitor of a year as .sav: a row per student, institutions under their code of that year."""

import datetime as dt
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import polars as pl

from werkagenda.run.step import step
from werkagenda.synthetic.cbs_sav import SavStyle, write_sav
from werkagenda.synthetic.draw import Calibration, largest_remainder
from werkagenda.synthetic.job import cell_shares, satisfied, standard_scores, whole_counts
from werkagenda.synthetic.surveys import LEERWEGEN, code_on, students

_KWARTEN = {"laag": 0, "midden": 1, "hoog": 2}


def list_cells(
    studenten: pd.DataFrame, opzet: pd.DataFrame, *, jaar: int, omvang: float, kalibratie: Calibration
) -> pd.DataFrame:
    """Return one row per code, leerweg and level that takes part: students, respondents and the weight of each."""
    rng, aannames = kalibratie.rng("job", "respons", jaar), kalibratie.aannames
    mee = set(opzet.loc[opzet[f"job_{jaar}"], "instelling"])
    cellen = studenten[studenten["vandaag"].isin(mee)].sort_values(
        ["instelling", "leerweg", "niveau"], ignore_index=True
    )
    namen = sorted(mee)
    respons = dict(zip(namen, np.exp(rng.normal(0, aannames["spreiding_respons"], len(namen))), strict=True))
    verwacht = (cellen["studenten"] * cellen["vandaag"].map(respons)).to_numpy(dtype=float)
    rijen = round(kalibratie.doelen["job_rijen"][jaar] * omvang)
    minimum = np.minimum(aannames["cel_minimum"], rijen // len(cellen))
    verwacht = minimum + verwacht * (rijen - minimum * len(cellen)) / verwacht.sum()
    aantal = largest_remainder(verwacht, np.zeros(len(cellen)))
    return cellen.assign(respondenten=aantal, gewicht=np.round(cellen["studenten"] / aantal, 4))


def draw_students(cellen: pd.DataFrame, *, jaar: int, kalibratie: Calibration) -> pd.DataFrame:
    """Return one row per respondent: number of the cell, leerweg, level, sex (None: unknown), age and weight."""
    rng, aannames = kalibratie.rng("job", "studenten", jaar), kalibratie.aannames
    rijen = cellen.loc[cellen.index.repeat(cellen["respondenten"])].rename_axis("cel").reset_index()
    leeftijd = aannames["leeftijd"]
    gemiddeld = np.array([leeftijd[lw][nv - 1] for lw, nv in zip(rijen["leerweg"], rijen["niveau"], strict=True)])
    ouder = rng.gamma(leeftijd["vorm"], (gemiddeld - leeftijd["laagste"]) / leeftijd["vorm"])
    vrouw = rng.random(len(rijen)) < rijen["leerweg"].map(aannames["vrouw"])
    geslacht = pd.Series(np.where(vrouw, "vrouw", "man"), dtype=object)
    geslacht[rng.random(len(rijen)) < aannames["geslacht_onbekend"]] = None
    return rijen.assign(
        jaar=jaar,
        geslacht=geslacht,
        leeftijd=np.minimum(leeftijd["laagste"] + ouder, leeftijd["hoogste"]).astype(int),
    )


def programmes(rijen: pd.DataFrame, populatie: pd.DataFrame, *, jaar: int, kalibratie: Calibration) -> np.ndarray:
    """Return the BC of each respondent: one that has students at the institution, in that leerweg and level."""
    rng, sleutel = kalibratie.rng("job", "bc", jaar), ["instelling", "leerweg", "niveau"]
    jaren = populatie["jaar"].unique()
    naaste = min(jaren, key=lambda ander: (abs(ander - jaar), ander))
    deel = populatie[populatie["jaar"] == naaste]
    deel = deel.assign(studenten=deel[["nieuw", "switch", "blijft"]].sum(axis=1))
    per_bc = deel.groupby([*sleutel, "bc"])["studenten"].sum()
    per_bc = per_bc[per_bc > 0].reset_index()
    aanbod, bcs = per_bc.groupby(sleutel).indices, per_bc["bc"].to_numpy(dtype=object)
    uit = np.empty(len(rijen), dtype=object)
    for cel, plekken in rijen.groupby(sleutel).indices.items():
        kans = per_bc["studenten"].to_numpy(dtype=float)[aanbod[cel]]
        uit[plekken] = rng.choice(bcs[aanbod[cel]], len(plekken), p=kans / kans.sum())
    return uit


def answer(  # noqa: PLR0913 - three tables, and which question of which year
    rijen: pd.DataFrame, cellen: pd.DataFrame, opzet: pd.DataFrame, *, vraag: str, jaar: int, kalibratie: Calibration
) -> np.ndarray:
    """Return the answers to one question: 1-5, 9 for no answer, nan where the question was not put."""
    rng, regels = kalibratie.rng("job", vraag, jaar), kalibratie.aannames["vragen"][vraag]
    schaal = kalibratie.aannames["schaal"]
    gesteld = rijen["leerweg"].isin(regels.get("leerwegen", LEERWEGEN)).to_numpy()
    if "gesteld" in regels:
        gesteld = gesteld & (kalibratie.rng("job", "gesteld", vraag, jaar).random(len(rijen)) < regels["gesteld"])
    geldig = gesteld & (rng.random(len(rijen)) >= kalibratie.aannames["onbeantwoord"])
    cel = rijen["cel"].to_numpy(dtype=np.int64)
    antwoorden = np.bincount(cel, geldig, len(cellen)).astype(np.int64)
    factor = cellen["gewicht"].to_numpy()
    aandeel = _shares(cellen, opzet, factor * antwoorden, vraag=vraag, jaar=jaar, kalibratie=kalibratie)
    stratum = cellen["niveau"].to_numpy() * 10 + (cellen["leerweg"] == "bbl").to_numpy()
    aantal = whole_counts(aandeel, antwoorden, factor, stratum)
    neiging = (
        regels["vrouw"] * (rijen["geslacht"] == "vrouw").to_numpy() + regels["leeftijd"] * rijen["leeftijd"].to_numpy()
    )
    tevreden = satisfied(aantal, cel, neiging, geldig, rng)
    uit = np.where(
        tevreden,
        rng.choice([4, 5], len(rijen), p=schaal["tevreden"]),
        rng.choice([1, 2, 3], len(rijen), p=schaal["anders"]),
    ).astype(float)
    uit[~geldig] = 9
    uit[~gesteld] = np.nan
    return uit


def _shares(  # noqa: PLR0913 - three tables, and which question of which year
    cellen: pd.DataFrame, opzet: pd.DataFrame, gewicht: np.ndarray, *, vraag: str, jaar: int, kalibratie: Calibration
) -> np.ndarray:
    """Return the share of satisfied students per cell; leerwegen apart: who does well in one need not in the other."""
    doelen, aannames = kalibratie.doelen, kalibratie.aannames
    regels = aannames["vragen"][vraag]
    niveaus = doelen["job_2022"].get(vraag) or regels["niveau"]
    mee = opzet[opzet[f"job_{jaar}"]].reset_index(drop=True)
    nummer = {code: plek for plek, code in enumerate(mee["instelling"])}
    groep = np.ones(len(mee), dtype=np.int64)
    if vraag in aannames["doelstelling"]:
        kolom = f"kwart_{aannames['doelstelling'][vraag].replace('.', '_')}"
        groep = mee[kolom].map(_KWARTEN).fillna(1).to_numpy(dtype=np.int64)
    uit = np.zeros(len(cellen))
    for leerweg, landelijk in niveaus.items():
        deel = (cellen["leerweg"] == leerweg).to_numpy() & (gewicht > 0)
        vast, eigen = kalibratie.rng("job", vraag, leerweg), kalibratie.rng("job", vraag, leerweg, jaar)
        blijvend = dict(zip(opzet["instelling"], vast.normal(size=len(opzet)), strict=True))
        rho = aannames["samenhang_jaren"]
        ruw = rho * mee["instelling"].map(blijvend).to_numpy() + np.sqrt(1 - rho**2) * eigen.normal(size=len(mee))
        omvang = cellen[deel].groupby("vandaag")["studenten"].sum().reindex(mee["instelling"], fill_value=0)
        doel: dict[int, list[float]] = doelen["groepen"].get(f"{vraag}_{leerweg}", {})
        laag_hoog = doel.get(jaar)
        uit[deel] = cell_shares(
            gewicht[deel],
            cellen.loc[deel, "vandaag"].map(nummer).to_numpy(dtype=np.int64),
            cellen.loc[deel, "niveau"].to_numpy(dtype=np.int64) - 1,
            landelijk=np.array(landelijk) + regels["verschil"][jaar],
            score=standard_scores(ruw, groep, omvang.to_numpy(dtype=float)),
            spreiding=regels["spreiding"][jaar],
            groep=groep,
            gemiddelde={0: laag_hoog[0], 2: laag_hoog[1]} if laag_hoog else {},
        )
    return uit


def measured(rijen: pd.DataFrame, vragen: list[str]) -> pd.DataFrame:
    """Return what the file says per institution of today, question and leerweg: share (0-1) and students behind it."""
    delen = []
    for vraag in vragen:
        geldig = rijen[rijen[vraag].between(1, 5)]
        geldig = geldig.assign(tevreden=geldig["gewicht"] * (geldig[vraag] >= 4))  # noqa: PLR2004 - tevreden is 4 of 5
        som = geldig.groupby(["vandaag", "leerweg"], as_index=False)[["tevreden", "gewicht"]].sum()
        delen.append(som.assign(vraag=vraag))
    return pd.concat(delen, ignore_index=True)


def to_polars(rijen: pd.DataFrame, *, codes: dict[str, str], vragen: list[str]) -> pl.DataFrame:
    """Return the rows under the names of the contract, institutions with the code they had in that year."""
    tabel: dict[str, Any] = {
        "jaar": rijen["jaar"].to_numpy(),
        "instelling": rijen["instelling"].map(codes).to_list(),
        "leerweg": rijen["leerweg"].to_list(),
        "niveau": rijen["niveau"].to_numpy(),
        "geslacht": rijen["geslacht"].to_list(),
        "leeftijd": rijen["leeftijd"].to_numpy(),
        "gewicht": rijen["gewicht"].to_numpy(),
        "bc": rijen["bc"].to_list(),
    }
    return pl.DataFrame(tabel | {vraag: pl.Series(rijen[vraag].to_numpy(), nan_to_null=True) for vraag in vragen})


if __name__ == "__main__":
    with step(snakemake) as s:
        kalibratie = Calibration.from_file(s.read("kalibratie"), zaad=s.params["zaad"])
        jaar, opzet, instellingen = int(s.wildcards["jaar"]), s.read("opzet"), s.read("instellingen")
        maand, dag = map(int, kalibratie.aannames["peildag"].split("-"))
        populatie = s.read("populatie")
        cellen = list_cells(
            students(populatie, jaar), opzet, jaar=jaar, omvang=s.params["omvang"], kalibratie=kalibratie
        )
        rijen = draw_students(cellen, jaar=jaar, kalibratie=kalibratie)
        rijen["bc"] = programmes(rijen, populatie, jaar=jaar, kalibratie=kalibratie)
        regels = kalibratie.aannames["vragen"]
        vragen = [vraag for vraag in regels if jaar >= regels[vraag].get("vanaf", jaar)]
        for vraag in vragen:
            rijen[vraag] = answer(rijen, cellen, opzet, vraag=vraag, jaar=jaar, kalibratie=kalibratie)
        tabel = to_polars(rijen, codes=code_on(instellingen, dt.date(jaar, maand, dag)), vragen=vragen)
        # In the order in which students answered, and not by institution.
        tabel = tabel[kalibratie.rng("job", "volgorde", jaar).permutation(len(tabel))]
        contract = s.contract("contract_bestand")
        eigen = tuple(kolom for kolom in contract.kolommen if kolom.naam not in regels)
        write_sav(
            tabel,
            s.target("bestand"),
            contract=replace(contract, kolommen=eigen),
            rng=kalibratie.rng("job", "codes", jaar),
            stijl=SavStyle(jaar=jaar, als_getal=True),
            # As numbers of our own: "no answer" and "not asked" differ in the file, and mean the same afterwards.
            extra={contract.column(vraag).raw: tabel[vraag] for vraag in vragen},
        )
        s.rows_out("bestand", len(tabel))
        meting = measured(rijen, vragen)
        meting.to_parquet(s.target("meting"), index=False)
        s.rows_out("meting", len(meting))
