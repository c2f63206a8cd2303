"""Small data files of the products on plans and surveys, as a step reads them."""

import pandas as pd
from helpers.registers import lees

MAATREGELEN = pd.read_csv("resources/maatregelen.csv", keep_default_na=False)
DREMPELS = {"aandeel": 0.5, "aantal": 1.0}
DICHT = "minder dan 5 instellingen met 10 uitstromers"


def streefwaarden(naam: str) -> pd.DataFrame:
    """Return table 2.1, 2.3 or 2.5 with the published numbers, in the unit of the data file."""
    gepubliceerd = pd.read_csv("resources/published/hoofdstuk_2.csv", dtype=str, keep_default_na=False)
    eigen = gepubliceerd[(gepubliceerd["product"] == naam) & gepubliceerd["soort"].isin(["exact", "afgeleid"])]
    # Where the report contradicts itself the row says so; those cells are no example.
    eigen = eigen[eigen["strijdig_met"].eq("") & ~eigen["sleutel"].str.contains(">")]
    breed = eigen.pivot_table(index="sleutel", columns="kolom", values="waarde", aggfunc="first")
    rijen = [dict(deel.split("=") for deel in str(sleutel).split(";")) for sleutel in breed.index]
    tabel = pd.DataFrame(rijen).join(breed.reset_index(drop=True).astype(float))
    delen = ["gemiddelde", "minimum", "maximum", "job_start", "aandeel_instellingen"]
    tabel[delen] = tabel[delen] / 100
    # What the report does not print: the last reading of the plans and the last JOB-monitor.
    tabel = tabel.assign(streef_recent=tabel["gemiddelde"], job_recent=tabel["job_start"], jaar_recent=2025)
    return tabel.sort_values(["leerweg", "niveau"], ascending=[False, True], ignore_index=True)


def banden(*rijen: str, marge: float = 0.0) -> pd.DataFrame:
    """Return a figure with bands from lines such as `bol,2022,landelijk,0.64,ja`, `marge` unsure on either side.

    2025 is an interim measurement.
    """
    data = lees("\n".join(["leerweg,jaar,reeks,waarde,reeksbreuk", *rijen]))
    lijnen = data["waarde"].where(data["reeks"].isin(["landelijk", "laag", "hoog"]) & data["jaar"].ne(2027))
    tussen = data["jaar"].eq(2025).map({True: "ja", False: "nee"})
    return data.assign(waarde_laag=lijnen - marge, waarde_hoog=lijnen + marge, n=12, tussenmeting=tussen)


def dozen(*rijen: str) -> pd.DataFrame:
    """Return boxes from lines such as `zorg,0.4,0.5,0.6,0.7,0.8,20`; without values a direction is held back.

    The share of all leavers lies a point above the median.
    """
    kop = "opleidingsrichting,snor_laag,kwartiel_1,mediaan,kwartiel_3,snor_hoog,instellingen,reden"
    tabel = lees(
        "\n".join([kop, *(r + "," if r.count(",") > 1 else f"{r.split(',')[0]},,,,,,3,{DICHT}" for r in rijen)])
    )
    return tabel.assign(landelijk=tabel["mediaan"] + 0.01)
