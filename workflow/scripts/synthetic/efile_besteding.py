"""Write the synthetic e-file's spending of a year: euros per institution and objective, as a part of its budget."""

import numpy as np
import pandas as pd
import pyarrow as pa
from scipy.optimize import brentq

from werkagenda.contract.contracts import load_contract
from werkagenda.ingest.delimited import read_raw, write_raw
from werkagenda.run.step import step
from werkagenda.synthetic.draw import Calibration, largest_remainder

_TOTAAL = "totaal"


def shares(aantal: int, *, kalibratie: Calibration) -> np.ndarray:
    """Return the share of the budget (0-1) that each of `aantal` institutions spends in the year.

    A few lie below and above the usual range, and the mean is the published one.
    """
    rng, aannames = kalibratie.rng("efile", "besteding"), kalibratie.aannames
    doel, grenzen = kalibratie.doelen["besteding_instellingen"], aannames["aandeel"]
    laag, hoog = (rng.uniform(*grenzen[naam], doel[naam]) for naam in ("laag", "hoog"))
    plek = rng.random(aantal - len(laag) - len(hoog))
    onder, boven = grenzen["midden"]
    rest = aannames["gemiddeld"] * aantal - laag.sum() - hoog.sum()
    macht = brentq(lambda m: float((onder + (boven - onder) * plek**m).sum()) - rest, 0.01, 100)
    return rng.permutation(np.concatenate([laag, onder + (boven - onder) * plek**macht, hoog]))


def spend(totaal: pd.Series, *, kalibratie: Calibration) -> pd.DataFrame:
    """Return `instelling, doelstelling, jaar, bedrag` (euros) from the total budget per institution (its index)."""
    doel, aannames = kalibratie.doelen["besteding"], kalibratie.aannames
    deel = np.array(list(doel.values())) / sum(doel.values())
    kans = kalibratie.rng("efile", "doelstelling").dirichlet(aannames["concentratie"] * deel, len(totaal))
    besteed = totaal.to_numpy() * shares(len(totaal), kalibratie=kalibratie)
    delen = [
        pd.DataFrame(
            {"instelling": code, "doelstelling": list(doel), "bedrag": largest_remainder(som * rij, [0] * len(rij))}
        )
        for code, som, rij in zip(totaal.index, besteed, kans, strict=True)
    ]
    return pd.concat(delen, ignore_index=True).assign(jaar=aannames["besteding_jaar"])


if __name__ == "__main__":
    with step(snakemake) as s:
        kalibratie = Calibration.from_file(s.read("kalibratie"), zaad=s.params["zaad"])
        begroting: pa.Table = read_raw(load_contract(s.path("contract_plan_begroting")), s.path("begroting"))
        vandaag = s.read("instellingen").set_index("instelling")["vandaag"]
        posten = begroting.to_pandas()
        posten = posten[posten["doelstelling"] == _TOTAAL]
        totaal = posten.groupby(posten["instelling"].astype(str).map(vandaag))["bedrag"].sum().sort_index()
        ruw = spend(totaal, kalibratie=kalibratie)
        write_raw(ruw.astype(str), s.contract(), s.target("efile_besteding"))
        s.rows_out("efile_besteding", len(ruw))
