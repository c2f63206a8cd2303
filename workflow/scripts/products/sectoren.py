"""Inflow and graduates per sector of the Regeling: which sectors drive the change."""


from collections.abc import Sequence

import pandas as pd

from werkagenda.optellen import count
from werkagenda.step import step

MATEN = ("instroom", "gediplomeerd")
VOORVOEGSEL = "sector:"


def count_sectors(stroom: pd.DataFrame, *, leerwegen: Sequence[str]) -> pd.DataFrame:
    """Return `jaar, maat, sector, aantal, aantal_min, aantal_max, aandeel_onderdrukt` (students)."""
    telt = stroom["maat"].isin(MATEN) & stroom["leerweg"].isin(list(leerwegen))
    rijen = stroom[telt & stroom["groep"].str.startswith(VOORVOEGSEL)]
    uit = count(rijen, ["jaar", "maat", "groep"]).rename(columns={"groep": "sector"})
    return uit.assign(sector=uit["sector"].str.removeprefix(VOORVOEGSEL))


if __name__ == "__main__":
    with step(snakemake) as s:
        s.write("data", count_sectors(s.read("stroom"), **s.params))
