"""Write the synthetic Schoolverlatersonderzoek of all years as .sav: a row per graduate of the mbo or of the vmbo.

Answers are dealt out over the weighted respondents, so that each group meets its share to the weight of one person.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pandas as pd
import polars as pl

from werkagenda.contract.contracts import Contract, load_contract
from werkagenda.run.step import step
from werkagenda.synthetic.cbs_sav import SavStyle, write_sav
from werkagenda.synthetic.draw import Calibration
from werkagenda.synthetic.surveys import LEERWEGEN

HERKOMST = ["zonder", "met"]
GESLACHT = ["man", "vrouw"]


def deal(kansen: Sequence[float], gewicht: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Return a category per person, in random order, so that the weighted shares are `kansen`."""
    orde = rng.permutation(len(gewicht))
    plek = np.cumsum(gewicht[orde]) - gewicht[orde] / 2
    uit = np.empty(len(gewicht), dtype=np.int64)
    grenzen = np.cumsum(kansen)[:-1] * gewicht.sum()
    uit[orde] = np.searchsorted(grenzen, plek, side="right")
    return uit


def draw_people(
    soort: str, vrouw: np.ndarray, *, totaal: float, kalibratie: Calibration, rng: np.random.Generator
) -> pd.DataFrame:
    """Return one respondent per chance to be a girl: sex, background and weight; weights add up to `totaal` persons."""
    aantal, met = len(vrouw), kalibratie.aannames["met_migratieachtergrond"][soort]
    ruw = np.exp(rng.normal(0, kalibratie.aannames["spreiding_gewicht"], aantal))
    gewicht = np.round(ruw * totaal / ruw.sum(), 4)
    geslacht = np.where(rng.random(aantal) < vrouw, 1, 0)
    herkomst = np.empty(aantal, dtype=np.int64)
    for nummer in (0, 1):
        # Dealt per sex, so that sex and background do not lean on each other.
        eigen = geslacht == nummer
        herkomst[eigen] = deal([1 - met, met], gewicht[eigen], rng)
    return pd.DataFrame(
        {
            "geslacht": np.array(GESLACHT, dtype=object)[geslacht],
            "herkomst": np.array(HERKOMST, dtype=object)[herkomst],
            "gewicht": gewicht,
        }
    )


def answer(
    personen: pd.DataFrame,
    groepen: Sequence[str],
    kansen: Mapping[tuple[str, ...], Sequence[float]],
    rng: np.random.Generator,
) -> np.ndarray:
    """Return the number of the answer of each person; `kansen` holds the shares of the answers per group."""
    uit = np.empty(len(personen), dtype=np.int64)
    for groep, plekken in personen.groupby(list(groepen)).indices.items():
        sleutel = groep if isinstance(groep, tuple) else (groep,)
        uit[plekken] = deal(kansen[sleutel], personen["gewicht"].to_numpy()[plekken], rng)
    return uit


def forget(personen: pd.DataFrame, kolommen: Mapping[str, float], rng: np.random.Generator) -> pd.DataFrame:
    """Return the persons with part of their answers empty: per column the share (0-1) without one."""
    uit = personen.copy()
    for kolom, aandeel in kolommen.items():
        uit[kolom] = uit[kolom].astype(object).mask(rng.random(len(uit)) < aandeel, None)
    return uit


def graduates_mbo(
    jaar: int, gediplomeerden: pd.DataFrame, *, antwoorden: Sequence[str], omvang: float, kalibratie: Calibration
) -> pd.DataFrame:
    """Return the respondents among the graduates of the mbo of one year; `gediplomeerden` are all, per programme."""
    rng, aannames = kalibratie.rng("svo", jaar), kalibratie.aannames
    groepen = gediplomeerden[(gediplomeerden["jaar"] == jaar) & gediplomeerden["leerweg"].isin(LEERWEGEN)]
    aantal = (groepen["man"] + groepen["vrouw"]).to_numpy(dtype=float)
    gekozen = groepen.iloc[rng.choice(len(groepen), round(aannames["svo_rijen"] * omvang), p=aantal / aantal.sum())]
    vrouw = (gekozen["vrouw"] / (gekozen["man"] + gekozen["vrouw"])).to_numpy()
    personen = draw_people("mbo", vrouw, totaal=aantal.sum(), kalibratie=kalibratie, rng=rng)
    for kolom in ("leerweg", "niveau", "opleidingsrichting"):
        personen[kolom] = gekozen[kolom].to_numpy()
    zonder = aannames["zonder_antwoord"]
    personen = forget(personen.assign(jaar=jaar), {naam: zonder[naam] for naam in ("herkomst", "geslacht")}, rng)
    kansen = {(herkomst,): per_jaar[jaar] for herkomst, per_jaar in kalibratie.doelen["sollicitaties"].items()}
    geeft = personen["herkomst"].isin(HERKOMST) & (rng.random(len(personen)) >= zonder["vraag"])
    personen["sollicitaties"] = None
    nummer = answer(personen[geeft], ["herkomst"], kansen, rng)
    personen.loc[geeft, "sollicitaties"] = np.array(antwoorden, dtype=object)[nummer]
    return more_answers(personen, jaar, kalibratie=kalibratie)


def more_answers(personen: pd.DataFrame, jaar: int, *, kalibratie: Calibration) -> pd.DataFrame:
    """Return the respondents with what they say of discrimination, and who works in a related field of who works."""
    rng, aannames, n = kalibratie.rng("svo_vragen", jaar), kalibratie.aannames, len(personen)
    ervoer = {(naam,): [kans, 1 - kans] for naam, kans in kalibratie.doelen["discriminatie"]["herkomst"].items()}
    verwant = {
        (leerweg, niveau): [kans, 1 - kans]
        for leerweg in LEERWEGEN
        for niveau, kans in enumerate(aannames["verwant"][leerweg], start=1)
    }
    ja_nee = np.array(["ja", "nee"], dtype=object)
    uit = personen.assign(discriminatie=None, verwant=None)
    for vraag, groepen, kansen, geeft in (
        ("discriminatie", ["herkomst"], ervoer, rng.random(n) >= aannames["zonder_antwoord"]["vraag"]),
        ("verwant", ["leerweg", "niveau"], verwant, rng.random(n) < aannames["met_werk"]),
    ):
        wie = uit["herkomst"].isin(HERKOMST) & geeft
        uit.loc[wie, vraag] = ja_nee[answer(uit[wie], groepen, kansen, rng)]
    return uit


def graduates_vmbo(jaar: int, *, omvang: float, kalibratie: Calibration) -> pd.DataFrame:
    """Return the respondents among the graduates of the vmbo of one year: who knows KiesMBO, and whom it helped."""
    rng, aannames = kalibratie.rng("svo_vmbo", jaar), kalibratie.aannames
    helft = np.full(round(aannames["svo_vmbo_rijen"] * omvang), 0.5)
    totaal = aannames["vmbo_gediplomeerden"]
    personen = draw_people("vmbo", helft, totaal=totaal, kalibratie=kalibratie, rng=rng).assign(jaar=jaar)
    kent = {(g, h): [kans, 1 - kans] for g, rij in aannames["kent"][jaar].items() for h, kans in rij.items()}
    hielp = {(g, h): [kans, 1 - kans] for g in GESLACHT for h, kans in aannames["geholpen"][jaar].items()}
    ja_nee = np.array(["ja", "nee"], dtype=object)
    personen["kent"] = ja_nee[answer(personen, ["geslacht", "herkomst"], kent, rng)]
    kenners = (personen["kent"] == "ja").to_numpy()
    personen["geholpen"] = None
    nummer = answer(personen[kenners], ["geslacht", "herkomst"], hielp, rng)
    personen.loc[kenners, "geholpen"] = ja_nee[nummer]
    zonder = aannames["zonder_antwoord"]
    return forget(personen, {naam: zonder[naam] for naam in ("herkomst", "geslacht")}, rng)


def write_year(personen: pd.DataFrame, path: Path, *, contract: Contract, jaar: int, kalibratie: Calibration) -> None:
    """Write the respondents of one year under the names and codes of the contract."""
    write_sav(
        pl.DataFrame({kolom.naam: personen[kolom.naam].to_list() for kolom in contract.kolommen}),
        path,
        contract=contract,
        rng=kalibratie.rng(contract.naam, "codes", jaar),
        stijl=SavStyle(jaar=jaar, als_getal=True),
    )


if __name__ == "__main__":
    with step(snakemake) as s:
        kalibratie = Calibration.from_file(s.read("kalibratie"), zaad=s.params["zaad"])
        contracten = {naam: load_contract(s.path(f"contract_{naam}")) for naam in ("svo", "svo_vmbo")}
        antwoorden = list(contracten["svo"].column("sollicitaties").codes.values())
        richting = s.read("programmas").set_index("bc")["hoofdgroep_naam"]
        alle = s.read("gediplomeerden")
        alle = alle.assign(opleidingsrichting=alle["bc"].map(richting).str.lower()).dropna(subset="opleidingsrichting")
        omvang = s.params["omvang"]
        for naam, jaren in s.params["jaren"].items():
            for jaar, doel in zip(jaren, s.output[naam], strict=True):
                personen = (
                    graduates_mbo(jaar, alle, antwoorden=antwoorden, omvang=omvang, kalibratie=kalibratie)
                    if naam == "svo"
                    else graduates_vmbo(jaar, omvang=omvang, kalibratie=kalibratie)
                )
                write_year(personen, s.stage(Path(doel)), contract=contracten[naam], jaar=jaar, kalibratie=kalibratie)
                s.rows_out(f"{naam}_{jaar}", len(personen))
