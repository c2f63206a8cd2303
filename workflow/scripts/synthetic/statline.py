"""Write the synthetic tables of StatLine as JSON, as the package cbsodata gives them."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import pandas as pd

from werkagenda.contract.contracts import Contract, load_contract
from werkagenda.run.step import step
from werkagenda.synthetic.draw import Calibration
from werkagenda.synthetic.surveys import LEERWEGEN

CEL = ["jaar", "leerweg", "niveau"]
TOTAAL = "totaal"


def titles(contract: Contract, kolom: str) -> dict[str, str]:
    """Return per code of ours the title that CBS gives it."""
    # The first title is the one that CBS gives now.
    return {code: titel for titel, code in reversed((contract.column(kolom).codes or {}).items())}


def totals(contract: Contract) -> dict[str, str]:
    """Return per dimension that is left out the title of its total."""
    return {naam: titels[0] for naam, titels in contract.formaat["totalen"].items()}


def inflow_counts(populatie: pd.DataFrame, *, jaren: list[int], kalibratie: Calibration) -> pd.DataFrame:
    """Return the inflow per year, leerweg, level, sectorkamer and age band, with rows of all of each together.

    Args:
        populatie: new students per institution and programme, with the code of its sectorkamer.
        jaren: first years of the study years.
        kalibratie: the calibration; the share of older students of a leerweg and level is spread over the sectorkamers.

    """
    aannames = kalibratie.aannames
    deel = populatie[populatie["jaar"].isin(jaren) & populatie["leerweg"].isin(LEERWEGEN)]
    deel = deel.assign(aantal=deel["nieuw"] + deel["switch"], factor=deel["sectorkamer"].map(aannames["ouder_kamer"]))
    som = deel.groupby([*CEL, "sectorkamer", "factor"], as_index=False)["aantal"].sum()
    heel = som.assign(gewogen=som["aantal"] * som["factor"]).groupby(CEL)[["aantal", "gewogen"]].transform("sum")
    som["factor"] *= heel["aantal"] / heel["gewogen"].where(heel["gewogen"] > 0, 1)
    rijen = []
    for rij in som.itertuples():
        verloop = aannames["vanaf_25_jaar"][rij.leerweg][rij.niveau - 1] * (rij.jaar - min(jaren))
        ouder = (aannames["vanaf_25"][rij.leerweg][rij.niveau - 1] + verloop) * rij.factor
        jong = aannames["jonger_dan_20"][rij.leerweg]
        delen = [(1 - ouder) * jong, (1 - ouder) * (1 - jong), *(ouder * np.array(aannames["klassen_vanaf_25"]))]
        leeftijden = ["15", "20", "25", "30", "35", "40", "45", "50"]
        rijen += [
            (rij.jaar, rij.leerweg, str(rij.niveau), rij.sectorkamer, leeftijd, rij.aantal * aandeel)
            for leeftijd, aandeel in zip(leeftijden, delen, strict=True)
        ]
    alle = [*CEL, "sectorkamer", "leeftijd"]
    cellen = pd.DataFrame(rijen, columns=[*alle, "aantal"])
    for kolom in ("leeftijd", "niveau", "leerweg", "sectorkamer"):
        over = [naam for naam in alle if naam != kolom]
        cellen = pd.concat([cellen, cellen.groupby(over, as_index=False)["aantal"].sum().assign(**{kolom: TOTAAL})])
    return cellen.sort_values(alle, ignore_index=True)


def inflow_rows(cellen: pd.DataFrame, contract: Contract, kalibratie: Calibration) -> Iterator[dict[str, Any]]:
    """Yield the rows of 85574NED: every count, and of all sectorkamers together also by sex and for a part of the rest.

    Args:
        cellen: the counts.
        contract: that of the rows by sectorkamer.
        kalibratie: the calibration.

    """
    aannames, totalen = kalibratie.aannames, totals(contract)
    per = {kolom: titles(contract, kolom) for kolom in ("leerweg", "niveau", "leeftijd", "sectorkamer")}
    stap = aannames["afronding"]
    for cel in cellen.itertuples():
        vrouw = aannames["aandeel_vrouw"].get(cel.leerweg, 0.5)
        varianten = [({}, 1.0)]
        if cel.sectorkamer == TOTAAL:
            varianten += [({"Geslacht": "Mannen"}, 1 - vrouw), ({"Geslacht": "Vrouwen"}, vrouw)]
            varianten += [({naam: titel}, aannames["deel"]) for naam, titel in aannames["deelrijen"].items()]
        for anders, aandeel in varianten:
            yield {
                **totalen,
                **anders,
                "Perioden": study_year(cel.jaar),
                "Leerweg": per["leerweg"][cel.leerweg],
                "Niveau": per["niveau"][cel.niveau],
                "Sectorkamer": per["sectorkamer"][cel.sectorkamer],
                "Leeftijd": per["leeftijd"][cel.leeftijd],
                "InstromersMbo_1": round(cel.aantal * aandeel / stap) * stap,
            }


def work_rows(uitstroom: pd.DataFrame, contract: Contract, kalibratie: Calibration) -> Iterator[dict[str, Any]]:
    """Yield the rows of 85698NED: leavers, their work a year later in classes of hours, and rows that overlap."""
    rng, aannames = kalibratie.rng("statline_werk"), kalibratie.aannames
    groepen, duur = titles(contract, "groep"), titles(contract, "arbeidsduur")
    stap = aannames["afronding"]
    met_werk = uitstroom.assign(werk=uitstroom["uitstromers"] * uitstroom["aandeel"])
    som = met_werk.groupby(CEL, as_index=False)[["uitstromers", "werk"]].sum()
    som["werk"] += som["uitstromers"] * rng.uniform(-1, 1, len(som)) * aannames["statline_verschil"]
    namen = {
        TOTAAL: pd.Series(TOTAAL, index=som.index),
        "leerweg": som["leerweg"],
        "cel": som["leerweg"] + "_" + som["niveau"].astype(str),
    }
    for groep in namen.values():
        per_groep = som.groupby([som["jaar"], groep.rename("groep")])[["uitstromers", "werk"]].sum()
        for (jaar, naam), rij in per_groep.iterrows():
            kenmerken = {duur[TOTAAL]: rij["uitstromers"]}
            kenmerken |= {duur[code]: rij["werk"] * deel for code, deel in aannames["uurklassen"].items()}
            kenmerken |= {titel: rij["uitstromers"] * deel for titel, deel in aannames["overlap"].items()}
            for titel, aantal in kenmerken.items():
                yield {
                    **totals(contract),
                    "Perioden": study_year(jaar - 1),
                    "UitstromersMboMetEnZonderDiploma": groepen[naam],
                    "Arbeidskenmerken": titel,
                    "UitstromersMbo_1": round(aantal / stap) * stap,
                }


def study_year(jaar: int) -> str:
    """Return a study year as CBS titles it, 2023/'24."""
    return f"{jaar}/'{(jaar + 1) % 100:02d}"


def as_json(rijen: Iterator[Mapping[str, Any]]) -> str:
    """Return rows as the file that holds them, numbered as CBS numbers them."""
    genummerd = [{"ID": nummer, **rij} for nummer, rij in enumerate(rijen)]
    return json.dumps({"value": genummerd}, ensure_ascii=False, indent=0) + "\n"


if __name__ == "__main__":
    with step(snakemake) as s:
        kalibratie = Calibration.from_file(s.read("kalibratie"), zaad=s.params["zaad"])
        instroom = load_contract(s.path("contract_instroom"))
        werk = load_contract(s.path("contract_werk"))
        kamer = s.read("programmas").set_index("bc")["sectorkamer"].str.lower()
        kamer = kamer.map(s.read("domeinen")["sectorkamer_code"])
        populatie = s.read("populatie")
        populatie = populatie.assign(sectorkamer=populatie["bc"].map(kamer).fillna("onbekend"))
        cellen = inflow_counts(populatie, jaren=s.params["jaren"], kalibratie=kalibratie)
        s.write("instroom", as_json(inflow_rows(cellen, instroom, kalibratie)))
        s.write("werk", as_json(work_rows(s.read("uitstroom"), werk, kalibratie)))
