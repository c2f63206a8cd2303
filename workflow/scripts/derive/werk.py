"""Tell for each person of a cohort whether they work in the October of the outcome year, by both rules.

Rule `klasse`: any record that overlaps October has a high enough class of weekly hours, also when the classes within a
job differ. Rule `uren`: the hours of all such records together, times 7/31, reach the hours per week; a negative
correction counts, and a record that crosses the border of the month counts with all its hours. Interns do not work.
Employees only: the self-employed are not in the file, and count as without work.
"""

import datetime as dt

import pandas as pd
import polars as pl

from werkagenda.persons.cohorts import outcome_month
from werkagenda.persons.jobs import SCHAAL, exact, hours_needed, in_period
from werkagenda.persons.register import SLEUTEL
from werkagenda.run.step import step


def hours_per_person(banen: pl.LazyFrame, personen: pd.DataFrame, *, maand: tuple[dt.date, dt.date]) -> pl.DataFrame:
    """Return per row of `personen`, in their order: klasse (highest), uren (billionths), banen (jobs), null without.

    With pay per four weeks a job has two or three records in a month, and is one job.

    Args:
        banen: records as ingest keeps them.
        personen: `rinpersoons, rinpersoon`.
        maand: its first and last day.

    """
    # By their number and not by their key: grouping by texts and putting rows back in order by them costs a third more.
    genummerd = pl.from_pandas(personen[SLEUTEL]).with_row_index("nummer")
    gewerkt = (
        in_period(banen, *maand)
        .join(genummerd.lazy(), on=SLEUTEL)
        .group_by("nummer")
        .agg(klasse=pl.col("uurklasse").max(), uren=exact("uren").sum(), banen=pl.col("ikvid").n_unique())
        .collect(engine="streaming")
    )
    return genummerd.select("nummer").join(gewerkt, on="nummer", how="left", maintain_order="left")


def work(
    personen: pd.DataFrame,
    *,
    banen: pl.LazyFrame,
    maand: tuple[dt.date, dt.date],
    klasse_vanaf: int,
    uren_per_week: float,
) -> pd.DataFrame:
    """Return one row per person: werk_klasse and werk_uren (0 or 1), uren (hours in the month), banen (jobs).

    Args:
        personen: `rinpersoons, rinpersoon`, one row per person; who has no record has no work.
        banen: records of the year as ingest keeps them.
        maand: first and last day of the month.
        klasse_vanaf: lowest class (1-6) that is work.
        uren_per_week: fewest hours a week that are work.

    """
    uit = (
        hours_per_person(banen, personen, maand=maand)
        .select(
            werk_klasse=(pl.col("klasse") >= klasse_vanaf).fill_null(value=False).cast(pl.Int64),
            werk_uren=(pl.col("uren") >= hours_needed(uren_per_week, maand[1].day))
            .fill_null(value=False)
            .cast(pl.Int64),
            uren=pl.col("uren").fill_null(0),
            banen=pl.col("banen").fill_null(0).cast(pl.Int64),
        )
        .to_pandas()
    )
    # Here and not in polars, which multiplies by the reciprocal: hours would get a tail. The keys are those that came
    # in, in their order: texts that go to polars and back cost as much as the rest.
    return pd.concat([personen[SLEUTEL].reset_index(drop=True), uit.assign(uren=uit["uren"] / SCHAAL)], axis=1)


if __name__ == "__main__":
    with step(snakemake) as s:
        s.write(
            "werk",
            work(
                s.read("cohort"),
                banen=pl.scan_parquet(s.path("banen")),
                maand=outcome_month(int(s.wildcards["cohort"])),
                **s.params,
            ),
        )
