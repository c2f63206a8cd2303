"""Figure 5.6: how often graduates applied for a placement, by migration background and year."""

from collections.abc import Sequence

import pandas as pd

from werkagenda.run.step import step
from werkagenda.surveys.weighted import shares
from werkagenda.surveys.years import stack_years

HERKOMST = ("zonder", "met")


def answered(svo: pd.DataFrame) -> pd.DataFrame:
    """Return the graduates whose background and answer are known."""
    return svo.dropna(subset=["herkomst", "sollicitaties", "gewicht"])


def applications(svo: pd.DataFrame, *, antwoorden: Sequence[str]) -> pd.DataFrame:
    """Return the weighted distribution of the answers per year and background, with 95 % intervals.

    Args:
        svo: one row per graduate who answered.
        antwoorden: the answers in their order.

    """
    delen = []
    for jaar in sorted(svo["jaar"].unique()):
        for herkomst in HERKOMST:
            groep = svo[(svo["jaar"] == jaar) & (svo["herkomst"] == herkomst)]
            delen.append(shares(groep, "sollicitaties", antwoorden).assign(jaar=jaar, herkomst=herkomst))
    tabel = pd.concat(delen, ignore_index=True)
    return tabel.assign(n_nee=tabel["n"] - tabel["teller"])


if __name__ == "__main__":
    with step(snakemake) as s:
        alle = stack_years(s.read_all("svo"), bron="svo")
        svo = answered(alle)
        s.attrition("svo", len(alle), len(svo), "herkomst of antwoord onbekend", studenten=len(alle) - len(svo))
        antwoorden = list(s.contract().column("sollicitaties").codes)
        s.write("data", applications(svo, antwoorden=antwoorden))
