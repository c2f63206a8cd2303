"""Figure S.1: start, recent and target value of each indicator of the synthesis that is a percentage."""

import pandas as pd

from werkagenda.indicators.progress import SOORTEN, synthesis_values
from werkagenda.indicators.registry import Register, registry
from werkagenda.run.step import step

KOLOMMEN = ["indicator", "rang", *SOORTEN, "n"]


def sector_picture(sector: pd.DataFrame, *, register: Register) -> pd.DataFrame:
    """Return `indicator, rang, start, recent, streef` (0-1, mirrored so that higher is better) and `n` (institutions).

    `sector` has the unweighted means over institutions; marks from 1 to 10 are left to the table of verdicts.
    """
    rijen = [rij for rij in synthesis_values(sector, register) if rij["eenheid"] == "procent"]
    return pd.DataFrame(rijen)[KOLOMMEN]


if __name__ == "__main__":
    with step(snakemake) as s:
        s.write("data", sector_picture(s.read("sector"), register=registry(s.read("indicatoren"))))
