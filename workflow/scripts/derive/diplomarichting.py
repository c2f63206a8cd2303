"""Say of every graduate whether their programme is in care, technology or education."""

from collections.abc import Collection, Mapping

import pandas as pd

from werkagenda.errors import InputError, quoted
from werkagenda.persons.register import SLEUTEL
from werkagenda.run.step import step

# Care and welfare holds the programmes of education too: the teaching assistant.
HOOFDGROEPEN = (
    "afbouw, hout en onderhoud",
    "bouw en infra",
    "mobiliteit en voertuigen",
    "techniek en procesindustrie",
    "zorg en welzijn",
)
# Entree (level 1) has a hoofdgroep of its own for all directions.
NIVEAU_VANAF = 2
JA_NEE = {True: "ja", False: "nee"}
KOLOMMEN = ["jaar", *SLEUTEL, "leerweg", "zorg_techniek_onderwijs"]


def by_direction(
    gediplomeerden: Mapping[int, pd.DataFrame], koppeling: pd.DataFrame, *, leerwegen: Collection[str]
) -> pd.DataFrame:
    """Return who took level 2 or higher as their one diploma of a cohort, and whether it is in one of `HOOFDGROEPEN`.

    Args:
        gediplomeerden: diplomas per cohort: key, `oplnr`, `niveau`, `leerweg`, `gekozen` (1: the one of the person).
        koppeling: `oplnr, opleidingsrichting`.
        leerwegen: those that count.

    Raises:
        InputError: the crosswalk has no programme in one of the hoofdgroepen: it would count for nothing.

    """
    richting = koppeling.astype(str).set_index("oplnr")["opleidingsrichting"].str.strip().str.lower()
    if zonder := sorted(set(HOOFDGROEPEN) - set(richting)):
        raise InputError(
            "oplnr_bc",
            "koppeling",
            f"geen enkele opleiding heeft de hoofdgroep {quoted(zonder)}",
            kolom="opleidingsrichting",
            verwacht="de hoofdgroepen van DUO",
        )
    erin = richting.isin(HOOFDGROEPEN).map(JA_NEE)
    delen = []
    for cohort, alle in sorted(gediplomeerden.items()):
        keuze = (alle["gekozen"] == 1) & (alle["niveau"] >= NIVEAU_VANAF) & alle["leerweg"].isin(leerwegen)
        wie = alle[keuze.fillna(value=False).astype(bool)]
        delen.append(wie.assign(jaar=cohort, zorg_techniek_onderwijs=wie["oplnr"].astype(str).map(erin))[KOLOMMEN])
    return pd.concat(delen, ignore_index=True) if delen else pd.DataFrame(columns=KOLOMMEN)


if __name__ == "__main__":
    with step(snakemake) as s:
        per_cohort = {int(pad.stem): pd.read_parquet(pad) for pad in s.paths("gediplomeerden")}
        s.write("richting", by_direction(per_cohort, s.read("koppeling"), leerwegen=s.params["leerwegen"]))
