"""Small data files of the products on persons, as a step reads them."""

import pandas as pd
from helpers.registers import ALGEMEEN, lees, register_of

from werkagenda.words.settings import SETTINGS, in_words
from werkagenda.words.text import frame

WOORDEN = in_words(
    ALGEMEEN[SETTINGS],
    microdata={"cohorten": [2012, 2021], "niveaus": [2, 3, 4], "leeftijd_hoogstens": 26},
    werk={"regel": "klasse", "uren_per_week": 12, "zonder_cohorten": [2019, 2020]},
    start={"cohorten": [2021, 2021], "maanden": 15, "uren_per_week": 12, "vast_van": "loon"},
    disclosure={"minimum": 10, "breedte": 10, "dominantie": 0.5, "groepsaandeel": 0.9},
)


def werk(*rijen: str) -> pd.DataFrame:
    """Return figure 5.4 from lines such as `zonder,bol,2,0.7,0.69,0.71`; without numbers the cell is held back."""
    kop = "migratieachtergrond,leerweg,niveau,aandeel,aandeel_min,aandeel_max,teller,n,reden"
    vol = [rij + (",1,2," if rij.count(",") > 2 else ",,,,,,minder dan 10 personen") for rij in rijen]
    return lees("\n".join([kop, *vol]))


def effecten(*rijen: str) -> pd.DataFrame:
    """Return marginal effects from lines such as `geslacht,vrouw,nee,-0.01,-0.02,0.0`; without numbers held back."""
    kop = "kenmerk,categorie,referentie,effect,effect_min,effect_max,reden"
    leeg = {"ja": ",,,,", "nee": ",,,,minder dan 10 personen"}
    return lees("\n".join([kop, *(rij + leeg.get(rij.rpartition(",")[2], ",") for rij in rijen)]))


def coefficienten(*rijen: str) -> pd.DataFrame:
    """Return table B.0.2 from lines such as `leerweg,bbl,nee,0.852,0.01,****,,`."""
    return lees("\n".join(["kenmerk,categorie,referentie,coefficient,standaardfout,sterren,waarde,reden", *rijen]))


def met_noten(eigen: dict, data: pd.DataFrame, naam: str) -> dict:
    """Return the whole text of a product."""
    return frame(
        eigen,
        data,
        naam=naam,
        register=register_of(naam),
        openbaar=False,
        leerwegen=["bol", "bbl"],
        synthetisch=True,
        woorden=WOORDEN,
    )
