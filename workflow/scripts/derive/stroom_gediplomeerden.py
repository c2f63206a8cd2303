"""Add up graduates per group: the table from which the figures on graduates are made."""

import pandas as pd

from werkagenda.flow.groups import choose_edition, flow, note_choice, years_wanted
from werkagenda.run.step import step


def graduate_flow(
    cellen: pd.DataFrame, *, indeling: pd.DataFrame, crebo_bc: pd.DataFrame, fusies: pd.DataFrame, verwacht: str
) -> pd.DataFrame:
    """Return `stroom` of the measure `gediplomeerd`; a crebo is a programme, its BCs come from the crosswalk."""
    return flow(
        cellen.rename(columns={"crebo": "opleiding"}).assign(maat="gediplomeerd"),
        crebo_bc.rename(columns={"crebo": "opleiding"}),
        indeling=indeling,
        fusies=fusies,
        verwacht=verwacht,
    )


if __name__ == "__main__":
    with step(snakemake) as s:
        alle, fusies, crebo_bc = s.read("cellen"), s.read("fusies"), s.read("crebo_bc")
        gekozen = choose_edition(alle, s.params["voorrang"], years_wanted(alle, s.params["jaren"]))
        note_choice(s, "gediplomeerden", alle, gekozen, fusies)
        zonder = gekozen[~gekozen["crebo"].isin(crebo_bc["crebo"])]
        s.attrition(
            "gediplomeerden",
            len(gekozen),
            len(gekozen) - len(zonder),
            "crebo zonder beroepsopleiding: telt in het totaal en in geen groep",
            studenten=zonder["aantal"].sum(),
        )
        s.write(
            "stroom",
            graduate_flow(
                gekozen,
                indeling=s.read("indeling"),
                crebo_bc=crebo_bc,
                fusies=fusies,
                verwacht=s.params["verwacht"],
            ),
        )
