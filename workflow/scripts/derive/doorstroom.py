"""Follow graduates of level 2: who goes on at level 4, and who of them has a diploma of level 4 some years later."""

from collections.abc import Collection, Mapping

import pandas as pd
import polars as pl

from werkagenda.persons.register import SLEUTEL, are_among, enrolled
from werkagenda.run.step import step

VAN, NAAR = 2, 4
MBO = "mbo"
JA_NEE = {True: "ja", False: "nee"}
KOLOMMEN = ["jaar", *SLEUTEL, "leerweg", "doorstroom", "diploma"]


def enrolled_at(
    inschrijvingen: pl.LazyFrame,
    personen: pd.DataFrame,
    *,
    jaar: int,
    oplnr: Collection[str],
    bekostigd: Collection[str],
) -> pd.Series:
    """Return per person whether they are enrolled on 1 October in funded mbo, under one of the numbers."""
    op_niveau = inschrijvingen.filter(pl.col("type_onderwijs") == MBO, pl.col("oplnr").is_in(list(oplnr)))
    return enrolled(op_niveau, personen, jaar=jaar, bekostigd=bekostigd)


def follow(  # noqa: PLR0913 - the tables and the settings, by name
    gediplomeerden: Mapping[int, pd.DataFrame],
    inschrijvingen: Mapping[int, pl.LazyFrame],
    koppeling: pd.DataFrame,
    *,
    jaren: int,
    leerwegen: Collection[str],
    bekostigd: Collection[str],
) -> pd.DataFrame:
    """Return who took level 2 as their one diploma of a cohort, whether they went on and took level 4.

    Args:
        gediplomeerden: diplomas per cohort: key, `niveau`, `leerweg`, `gekozen` (1: the one diploma of the person).
        inschrijvingen: enrolments per calendar year after a cohort: the cohorts that are followed.
        koppeling: `oplnr, niveau`.
        jaren: study years after that of level 2 in which level 4 counts: a diploma up to 30 September of the last.
        leerwegen: those of level 2 that count.
        bekostigd: codes of funded education.

    """
    naar = koppeling.loc[koppeling["niveau"] == NAAR, "oplnr"]
    delen = []
    for jaar, van_jaar in sorted(inschrijvingen.items()):
        cohort = jaar - 1
        alle = gediplomeerden[cohort]
        keuze = (alle["gekozen"] == 1) & (alle["niveau"] == VAN) & alle["leerweg"].isin(leerwegen)
        wie = alle.loc[keuze, [*SLEUTEL, "leerweg"]]
        later = pd.concat([gediplomeerden[cohort + na] for na in range(1, jaren + 1)])
        door = enrolled_at(van_jaar, wie, jaar=jaar, oplnr=naar, bekostigd=bekostigd)
        haalt = are_among(wie, later[later["niveau"] == NAAR]).map(JA_NEE)
        delen.append(wie.assign(jaar=cohort, doorstroom=door.map(JA_NEE), diploma=haalt.where(door)))
    return pd.concat(delen, ignore_index=True)[KOLOMMEN] if delen else pd.DataFrame(columns=KOLOMMEN)


if __name__ == "__main__":
    with step(snakemake) as s:
        cohorten = s.params["cohorten"]
        tabel = follow(
            {int(pad.stem): pd.read_parquet(pad) for pad in s.paths("gediplomeerden")},
            {cohort + 1: pl.scan_parquet(pad) for cohort, pad in zip(cohorten, s.paths("inschrijvingen"), strict=True)},
            s.read("koppeling"),
            jaren=s.params["jaren"],
            leerwegen=s.params["leerwegen"],
            bekostigd=s.params["bekostigd"],
        )
        s.write("doorstroom", tabel)
