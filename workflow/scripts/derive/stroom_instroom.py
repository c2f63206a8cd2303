"""Add up inflow per group: the table from which the figures on inflow are made."""

import pandas as pd

from werkagenda.flow.groups import (
    choose_edition,
    flow,
    flow_of_parts,
    note_choice,
    own_programmes,
    shared_inputs,
    write_flow,
)
from werkagenda.run.step import step

# The measure of DUO's inflow files that counts those new to mbo.
NIEUW = "instroom_mbo"


def inflow_measures(cellen: pd.DataFrame, definitie: str) -> pd.DataFrame:
    """Return the inflow cells under the names of the report: `instroom` by the definition, and `instroom_nieuw`."""
    namen = {"instroom": f"instroom_{definitie}", "instroom_nieuw": NIEUW}
    delen = [cellen[cellen["maat"] == bron].assign(maat=maat, bronmaat=bron) for maat, bron in namen.items()]
    return pd.concat(delen).rename(columns={"bc": "opleiding"})


def inflow_flow(  # noqa: PLR0913 - one table each, by keyword
    cellen: pd.DataFrame,
    *,
    indeling: pd.DataFrame,
    fusies: pd.DataFrame,
    kalibratie: pd.DataFrame,
    definitie: str,
    verwacht: str,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return `stroom` and `onzeker` of the measures `instroom` and `instroom_nieuw`; a BC is its own programme."""
    maten = inflow_measures(cellen, definitie)
    samen = {"indeling": indeling, "fusies": fusies, "kalibratie": kalibratie}
    return flow(maten, own_programmes(maten["opleiding"]), verwacht=verwacht, **samen)


if __name__ == "__main__":
    with step(snakemake) as s:
        alle, samen = pd.concat(s.read_all("cellen").values()), shared_inputs(s)
        gekozen = choose_edition(alle, s.params["voorrang"], alle["jaar"].unique())
        note_choice(s, "instroom", alle, gekozen, samen["fusies"])
        delen = s.read("hoofdgroepen").query("soort == 'bc'")[["opleiding", "groep"]]
        instroom = inflow_measures(gekozen, s.params["definitie"]).query("maat == 'instroom'")
        uit = inflow_flow(gekozen, definitie=s.params["definitie"], **samen)
        per_deel = flow_of_parts(instroom, own_programmes(instroom["opleiding"]), delen=delen, **samen)
        write_flow(s, uit, per_deel)
