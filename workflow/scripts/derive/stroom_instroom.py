"""Add up inflow per group: the table from which the figures on inflow are made."""

import pandas as pd

from werkagenda.flow.groups import choose_edition, flow, note_choice
from werkagenda.run.step import step

# The measure of DUO's inflow files that counts those new to mbo.
NIEUW = "instroom_mbo"


def inflow_measures(cellen: pd.DataFrame, definitie: str) -> pd.DataFrame:
    """Return the inflow cells under the names of the report: `instroom` by the definition, and `instroom_nieuw`."""
    namen = {"instroom": f"instroom_{definitie}", "instroom_nieuw": NIEUW}
    delen = [cellen[cellen["maat"] == bron].assign(maat=maat) for maat, bron in namen.items()]
    return pd.concat(delen).rename(columns={"bc": "opleiding"})


def inflow_flow(
    cellen: pd.DataFrame, *, indeling: pd.DataFrame, fusies: pd.DataFrame, definitie: str, verwacht: str
) -> pd.DataFrame:
    """Return `stroom` of the measures `instroom` and `instroom_nieuw`; a BC is its own programme."""
    maten = inflow_measures(cellen, definitie)
    opleidingen = sorted(maten["opleiding"].unique())
    koppeling = pd.DataFrame({"opleiding": opleidingen, "bc": opleidingen})
    return flow(maten, koppeling, indeling=indeling, fusies=fusies, verwacht=verwacht)


if __name__ == "__main__":
    with step(snakemake) as s:
        alle, fusies = pd.concat(s.read_all("cellen").values()), s.read("fusies")
        gekozen = choose_edition(alle, s.params["voorrang"], alle["jaar"].unique())
        note_choice(s, "instroom", alle, gekozen, fusies)
        s.write(
            "stroom",
            inflow_flow(
                gekozen,
                indeling=s.read("indeling"),
                fusies=fusies,
                definitie=s.params["definitie"],
                verwacht=s.params["verwacht"],
            ),
        )
