"""Add up graduates per group: the table from which the figures on graduates are made."""

import pandas as pd

from werkagenda.errors import InvoerFout
from werkagenda.groepen import choose_edition, flow, note_choice
from werkagenda.step import step


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


def years_wanted(cellen: pd.DataFrame, gevraagd: str | list[int]) -> list[int]:
    """Return the diploma years to make: all there are for `auto`, else first to last.

    Raises InvoerFout on a year without graduates in any file.
    """
    aanwezig = sorted(int(jaar) for jaar in cellen["jaar"].unique())
    eerste, laatste = (aanwezig[0], aanwezig[-1]) if gevraagd == "auto" else gevraagd
    ontbreekt = [jaar for jaar in range(eerste, laatste + 1) if jaar not in aanwezig]
    if ontbreekt:
        raise InvoerFout(
            "gediplomeerden",
            f"diplomajaar {ontbreekt[0]}",
            "dit jaar staat in geen bestand",
            verwacht=f"kolommen voor {eerste} tot en met {laatste}, of andere jaren onder jaren.gediplomeerden",
        )
    return list(range(eerste, laatste + 1))


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
