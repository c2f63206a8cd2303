"""Draw the persons of the synthetic microdata, a cohort at a time: the analysis population and who falls out of it.

Everybody has a `rol`: `analyse`, or the step of the attrition table where the definitions must leave him out. The truth
(who is in, the linear index, who works) is kept apart, for the tests.
"""

from pathlib import Path

import numpy as np
import pandas as pd

from werkagenda.run.step import step
from werkagenda.synthetic.cbs import (
    ONBEKEND,
    draw_covariates,
    draw_population,
    education_cells,
    encrypt,
    person_profiles,
    published_coefficients,
)
from werkagenda.synthetic.cbs_sav import person_number
from werkagenda.synthetic.draw import Calibration

_BOL, _BBL = "bol", "bbl"
_OKTOBER, _MAANDEN = 10, 12
_WAARHEID = [
    *("rinpersoons", "rinpersoon", "cohort", "brin_crypt", "oplnr", "bc", "niveau", "leerweg", "sectorkamer"),
    *("opleidingsrichting", "leeftijd", "geslacht", "migratieachtergrond", "herkomst_nieuw", "opleiding_ouders"),
    *("index", "werk_klasse"),
]


def add_roles(
    analyse: pd.DataFrame, *, cellen: pd.DataFrame, cellen_buiten: pd.DataFrame, kalibratie: Calibration, cohort: int
) -> pd.DataFrame:
    """Return the analysis population of a cohort with the persons that must fall out, each with its `rol`.

    `cellen_buiten` are educations outside the scope (level 1, part-time bol, extraneus), as `cellen`.
    """
    rng, aannames, profielen = kalibratie.rng("rollen", cohort), kalibratie.aannames, person_profiles(kalibratie)
    geheim = encrypt(sorted(set(cellen["instelling"]) | set(cellen_buiten["instelling"])), zaad=kalibratie.zaad)
    delen = [analyse.assign(rol="analyse")]
    for rol, aandeel in aannames["rollen"].items():
        n = max(round(aandeel * len(analyse)), aannames["rollen_minstens"])
        bron = cellen[cellen["leerweg"] == _BOL] if rol == "uitstromer" else cellen
        deel = draw_covariates(n, bron, profielen, kalibratie=kalibratie, rng=rng).assign(rol=rol, cohort=cohort)
        if rol in {"niveau", "leerweg"}:
            buiten = cellen_buiten[(cellen_buiten["niveau"] == 1) == (rol == "niveau")]
            cel = buiten.iloc[rng.choice(len(buiten), n, p=buiten["gewicht"] / buiten["gewicht"].sum())]
            deel[list(buiten.columns[:-1])] = cel.iloc[:, :-1].to_numpy()
            deel["niveau"] = deel["niveau"].astype(int)
        elif rol == "leeftijd":
            deel["leeftijd"] = rng.integers(*aannames["leeftijd_te_oud"], n)
        delen.append(deel.assign(brin_crypt=deel["instelling"].map(geheim), werk_klasse=rng.integers(0, 2, n)))
    return pd.concat(delen, ignore_index=True)


def outside_cells(groepen: pd.DataFrame, programmas: pd.DataFrame) -> pd.DataFrame:
    """Return educations outside the scope: instelling, bc, niveau, leerweg, opleidingsrichting, gewicht."""
    buiten = groepen[(groepen["niveau"] == 1) | groepen["boldt"] | ~groepen["leerweg"].isin([_BOL, _BBL])]
    buiten = buiten.assign(leerweg=buiten["leerweg"].mask(buiten["boldt"], "bol_deeltijd"))
    buiten["opleidingsrichting"] = buiten["bc"].map(programmas.set_index("bc")["hoofdgroep_naam"])
    kolommen = ["instelling", "bc", "niveau", "leerweg", "opleidingsrichting", "gewicht"]
    return buiten[kolommen].sort_values(kolommen, ignore_index=True)


def add_diploma(personen: pd.DataFrame, *, opleidingen: pd.DataFrame, kalibratie: Calibration) -> pd.DataFrame:
    """Give each person the OPLNR of his programme and the day of his exam (`examen`, yyyymmdd) within the cohort."""
    cohort = int(personen["cohort"].iloc[0])
    rng, n = kalibratie.rng("diploma", cohort), len(personen)
    uit = personen.copy()
    zonder = (uit["sectorkamer"] == ONBEKEND) & (uit["rol"] != "zonder_koppeling")
    vast = opleidingen[opleidingen["sectorkamer"] == ONBEKEND].set_index("niveau")
    # Whose sectorkamer is unknown followed the one programme of his level without one.
    for kolom in ("bc", "opleidingsrichting"):
        uit.loc[zonder, kolom] = uit.loc[zonder, "niveau"].map(vast[kolom])
    gewoon = opleidingen[opleidingen["gekoppeld"] & (opleidingen["sectorkamer"] != ONBEKEND)]
    lijsten = gewoon.groupby(["bc", "niveau"])["oplnr"].agg(list)
    keuze = pd.MultiIndex.from_frame(uit[["bc", "niveau"]]).map(lijsten)
    loting = rng.random(n)
    uit["oplnr"] = [lijst[int(lot * len(lijst))] for lijst, lot in zip(keuze, loting, strict=True)]
    uit.loc[zonder, "oplnr"] = uit.loc[zonder, "niveau"].map(vast["oplnr"])
    los = opleidingen.loc[~opleidingen["gekoppeld"], "oplnr"].to_numpy()
    wie = uit["rol"] == "zonder_koppeling"
    uit.loc[wie, "oplnr"] = los[rng.integers(0, len(los), int(wie.sum()))]
    maand = (rng.choice(_MAANDEN, n, p=kalibratie.aannames["examenmaand"]) + _OKTOBER - 1) % _MAANDEN + 1
    eerste = np.array([f"{cohort + (m < _OKTOBER)}-{m:02d}" for m in maand], dtype="datetime64[M]")
    lengte = ((eerste + 1).astype("datetime64[D]") - eerste.astype("datetime64[D]")).astype(int)
    dag = eerste.astype("datetime64[D]") + (rng.random(n) * lengte).astype(int)
    return uit.assign(examen=pd.Series(dag).dt.strftime("%Y%m%d").astype(int))


def add_registers(personen: pd.DataFrame, *, kalibratie: Calibration) -> pd.DataFrame:
    """Give each person what the population register knows: number, sex, birth, both classifications of origin."""
    cohort = int(personen["cohort"].iloc[0])
    rng, n = kalibratie.rng("register", cohort), len(personen)
    aannames, wereld = kalibratie.aannames, kalibratie.wereld
    nummer = wereld["nummers"]["cohort"] * (cohort % 20) + rng.permutation(n)
    buiten_r = (personen["rol"] == "register") & (rng.random(n) < aannames["geen_r"])
    maand = rng.integers(1, _MAANDEN + 1, n)
    met = personen["migratieachtergrond"].eq("met").to_numpy()
    eerste = rng.random(n) < aannames["eerste_generatie"]
    buitenland = ~met & (rng.random(n) < aannames["buiten_nederland_geboren"])
    elders = np.array(wereld["herkomst"]["elders"])[rng.integers(0, len(wereld["herkomst"]["elders"]), n)]
    herkomst = np.where(met, elders, wereld["herkomst"]["nederland"])
    in_nederland = np.where(buitenland | (met & eerste), "nee", "ja")
    uit = personen.assign(
        nummer=nummer,
        rinpersoon=person_number(nummer).to_numpy(),
        rinpersoons=np.where(buiten_r, np.where(rng.random(n) < 1 / 2, "G", "O"), "R"),
        geboortemaand=pd.array(maand, dtype="Int64"),
        # Who was born in October or earlier has had the birthday on 1 October after the diploma.
        geboortejaar=pd.array(cohort + 1 - personen["leeftijd"] - (maand > _OKTOBER), dtype="Int64"),
        generatie=pd.array(np.where(met, np.where(eerste, 1, 2), 0), dtype="Int64"),
        geboren_in_nederland=in_nederland,
        herkomst_nieuw=np.where(~met & (in_nederland == "ja"), "zonder", "met"),
        ouders_buitenland=pd.array(np.where(met, rng.integers(1, 3, n), 0), dtype="Int64"),
        herkomstgroepering=herkomst,
        herkomstland=herkomst,
    )
    zonder = uit["rol"] == "achtergrond_onbekend"
    uit.loc[zonder, ["geboortejaar", "geboortemaand"]] = pd.NA
    mist = np.flatnonzero(uit["rol"] == "kenmerk_onbekend")
    uit.loc[mist[::2], "geslacht"] = None
    uit.loc[mist[1::2], ["generatie", "ouders_buitenland"]] = pd.NA
    uit.loc[mist[1::2], ["geboren_in_nederland", "herkomstgroepering", "herkomstland"]] = None
    return uit


def add_parents(personen: pd.DataFrame, *, kalibratie: Calibration) -> pd.DataFrame:
    """Give each person a mother and a father (`ma`, `pa`: there or not) and what HOOGSTEOPL knows of their education.

    The highest of both is the person's class; of the other parent it is not higher, or not known.
    """
    rng, n = kalibratie.rng("ouders", int(personen["cohort"].iloc[0])), len(personen)
    klassen = list(kalibratie.doelen["opleiding_ouders"])
    hoogste = personen["opleiding_ouders"].map({naam: i for i, naam in enumerate(klassen)}).to_numpy()
    bekend = hoogste < klassen.index(ONBEKEND)
    ander = np.floor(rng.random(n) * (hoogste + 1)).astype(int)
    ander_bekend = bekend & (rng.random(n) >= kalibratie.aannames["andere_ouder_onbekend"])
    moeder_hoogst = rng.random(n) < 1 / 2
    uit = personen.copy()
    for ouder, is_hoogst in (("ma", moeder_hoogst), ("pa", ~moeder_hoogst)):
        weet = np.where(is_hoogst, bekend, ander_bekend)
        naam = np.array(klassen, dtype=object)[np.where(is_hoogst, hoogste, ander)]
        uit[f"{ouder}_opleiding"] = np.where(weet, naam, None)
        uit[ouder] = weet | (rng.random(n) >= kalibratie.aannames["ouder_ontbreekt"])
    return uit


if __name__ == "__main__":
    with step(snakemake) as s:
        params = dict(s.params)
        cohorten = params.pop("cohorten")
        kalibratie = Calibration.from_file(s.read("kalibratie"), **params)
        groepen, programmas, opleidingen = s.read("groepen"), s.read("programmas"), s.read("opleidingen")
        cellen = education_cells(
            groepen,
            programmas,
            sectorkamers=s.contract("contract_oplnr_bc").column("sectorkamer").codes,
            kalibratie=kalibratie,
        )
        buiten = outside_cells(groepen, programmas)
        coefficienten = published_coefficients(s.read("gepubliceerd"))
        rollen = []
        doelen = zip(cohorten, s.output["personen"], s.output["waarheid"], strict=True)
        for cohort, personen_pad, waarheid_pad in doelen:
            analyse = draw_population(cellen, kalibratie=kalibratie, coefficienten=coefficienten, cohorten=[cohort])
            personen = add_roles(analyse, cellen=cellen, cellen_buiten=buiten, kalibratie=kalibratie, cohort=cohort)
            personen = add_diploma(personen, opleidingen=opleidingen, kalibratie=kalibratie)
            personen = add_parents(add_registers(personen, kalibratie=kalibratie), kalibratie=kalibratie)
            personen.to_parquet(s.stage(Path(personen_pad)), index=False)
            waar = personen.loc[personen["rol"] == "analyse", _WAARHEID]
            waar.sort_values(["rinpersoons", "rinpersoon"]).to_parquet(s.stage(Path(waarheid_pad)), index=False)
            rollen.append(personen.groupby(["cohort", "rol"], as_index=False).size())
        pd.concat(rollen).rename(columns={"size": "personen"}).to_parquet(s.target("rollen"), index=False)
