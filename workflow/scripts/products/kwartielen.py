"""Figure S.5: how often each institution is in the lowest and in the highest quarter, unnamed."""

import pandas as pd

from werkagenda.run.step import step


def quarters_per_institution(typering: pd.DataFrame) -> pd.DataFrame:
    """Return `rang, laag, hoog, groep, n` on recent values, from most often low to most often high.

    `laag_start`, `hoog_start` and `n_start` say the same of the start values, missing for who has none. `typering` has
    a row per institution; those without recent values are left out.
    """
    eigen = typering.dropna(subset="groep_recent").rename(
        columns={"laag_recent": "laag", "hoog_recent": "hoog", "groep_recent": "groep", "n_recent": "n"}
    )[["laag", "hoog", "groep", "n", "laag_start", "hoog_start", "n_start"]]
    plaats = eigen["groep"].astype(str).map({"laag": 0, "midden": 1, "hoog": 2})
    # By value alone, so that the order of equal ones says nothing about who they are.
    uit = eigen.assign(plaats=plaats, saldo=eigen["hoog"] - eigen["laag"]).sort_values(
        ["plaats", "saldo", "laag", "n", "laag_start", "hoog_start"], ignore_index=True
    )
    return uit.assign(rang=uit.index + 1).drop(columns=["plaats", "saldo"])


if __name__ == "__main__":
    with step(snakemake) as s:
        s.write("data", quarters_per_institution(s.read("typering")))
