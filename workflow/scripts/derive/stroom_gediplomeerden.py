"""Add up graduates per group: the table from which the figures on graduates are made."""

import pandas as pd

from werkagenda.flow.groups import (
    choose_edition,
    flow,
    flow_of_parts,
    note_choice,
    shared_inputs,
    write_flow,
    years_wanted,
)
from werkagenda.run.step import step

MAAT = "gediplomeerd"


def graduate_flow(  # noqa: PLR0913 - one table each, by keyword
    cellen: pd.DataFrame,
    *,
    indeling: pd.DataFrame,
    crebo_bc: pd.DataFrame,
    fusies: pd.DataFrame,
    kalibratie: pd.DataFrame,
    verwacht: str,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return `stroom` and `onzeker` of `gediplomeerd`; a crebo is a programme, its BCs come from the crosswalk."""
    return flow(
        graduates(cellen),
        programmes(crebo_bc),
        indeling=indeling,
        fusies=fusies,
        verwacht=verwacht,
        kalibratie=kalibratie,
    )


def graduates(cellen: pd.DataFrame) -> pd.DataFrame:
    """Return the cells of graduates under the names of `flow`."""
    return cellen.rename(columns={"crebo": "opleiding"}).assign(maat=MAAT, bronmaat=MAAT)


def programmes(crebo_bc: pd.DataFrame) -> pd.DataFrame:
    """Return `opleiding, bc` of the crebos."""
    return crebo_bc.rename(columns={"crebo": "opleiding"})


if __name__ == "__main__":
    with step(snakemake) as s:
        alle, crebo_bc, samen = s.read("cellen"), s.read("crebo_bc"), shared_inputs(s)
        gekozen = choose_edition(alle, s.params["voorrang"], years_wanted(alle, s.params["jaren"]))
        note_choice(s, "gediplomeerden", alle, gekozen, samen["fusies"])
        zonder = gekozen[~gekozen["crebo"].isin(crebo_bc["crebo"])]
        s.attrition(
            "gediplomeerden",
            len(gekozen),
            len(gekozen) - len(zonder),
            "crebo zonder beroepsopleiding: telt in het totaal en in geen groep",
            studenten=zonder["aantal"].sum(),
        )
        delen = s.read("hoofdgroepen").query("soort == 'crebo'")[["opleiding", "groep"]]
        uit = graduate_flow(gekozen, crebo_bc=crebo_bc, **samen)
        per_deel = flow_of_parts(graduates(gekozen), programmes(crebo_bc), delen=delen, **samen)
        write_flow(s, uit, per_deel)
