"""Tell how each person of a cohort started: months to a substantial job, and wage and contract some months on.

Months are counted from the month of the exam: the month after it is 1. Of each job the records that overlap a month are
added up first (two or three where pay is per four weeks). A month's hours are those of all jobs together; the month is
substantial when they reach the hours per week. Wage and contract are those of the last month that is looked at. The
contract is the main job's: most hours, then the highest wage, then the lowest IKVID; when the records of that job
differ, the one that ends last counts.
"""

import datetime as dt

import pandas as pd
import polars as pl

from werkagenda.persons.jobs import SCHAAL, exact, hours_needed, in_period
from werkagenda.persons.register import SLEUTEL
from werkagenda.run.step import step

# A job with two contracts that end on one day has the first of these.
CONTRACTEN = ["vast", "tijdelijk", "nvt"]
_MAANDEN_PER_JAAR = 12
_LENGTES = (28, 29, 30, 31)


def month_number(datum: str) -> pl.Expr:
    """Return the months since year 0 of a date column."""
    return pl.col(datum).dt.year().cast(pl.Int32) * _MAANDEN_PER_JAAR + pl.col(datum).dt.month().cast(pl.Int32) - 1


def jobs_per_month(banen: pl.LazyFrame, afgestudeerd: pl.DataFrame, *, maanden: int) -> pl.LazyFrame:
    """Return per person (wie), job, month and contract: uren and loon (billionths), einde (last day of its records).

    A record counts with all its hours and wage in every month that it overlaps.

    Args:
        banen: records of the years that the months fall in, as ingest keeps them.
        afgestudeerd: `wie, rinpersoons, rinpersoon, examenmaand`, one row per person.
        maanden: the last month to look at; 1 is the month after the exam.

    """
    eerste = _first_day(afgestudeerd["examenmaand"].min() + 1)
    laatste = _first_day(afgestudeerd["examenmaand"].max() + maanden + 1) - dt.timedelta(days=1)
    van = (month_number("aanvang") - pl.col("examenmaand")).clip(lower_bound=1)
    tot = (month_number("einde") - pl.col("examenmaand")).clip(upper_bound=maanden)
    return (
        in_period(banen, eerste, laatste)
        .join(afgestudeerd.lazy(), on=SLEUTEL)
        .filter(van <= tot)
        .select(
            "wie",
            "examenmaand",
            "ikvid",
            "contract",
            "einde",
            exact("uren"),
            exact("loon"),
            maand=pl.int_ranges(van, tot + 1),
        )
        .explode("maand")
        .group_by("wie", "examenmaand", "ikvid", "maand", "contract")
        .agg(pl.col("uren", "loon").sum(), pl.col("einde").max())
    )


def _first_day(maand: int) -> dt.date:
    return dt.date(maand // _MAANDEN_PER_JAAR, maand % _MAANDEN_PER_JAAR + 1, 1)


def months_to_job(per_maand: pl.DataFrame, *, uren_per_week: float) -> pl.DataFrame:
    """Return per person with a substantial month the first of them: maanden.

    Args:
        per_maand: result of `jobs_per_month`.
        uren_per_week: fewest hours a week, over all jobs, of a substantial month.

    """
    kalender = pl.col("examenmaand") + pl.col("maand")
    eerste_dag = pl.date(kalender // _MAANDEN_PER_JAAR, kalender % _MAANDEN_PER_JAAR + 1, 1)
    nodig = {dagen: hours_needed(uren_per_week, dagen) for dagen in _LENGTES}
    return (
        per_maand.group_by("wie", "examenmaand", "maand")
        .agg(pl.col("uren").sum())
        .filter(pl.col("uren") >= eerste_dag.dt.month_end().dt.day().replace_strict(nodig, return_dtype=pl.Int64))
        .group_by("wie")
        .agg(maanden=pl.col("maand").min())
    )


def wage_and_contract(per_contract: pl.DataFrame) -> pl.DataFrame:
    """Return per person with a job: loon (billionths, all jobs) and contract (main job).

    Args:
        per_contract: the rows of one month of `jobs_per_month`.

    """
    per_baan = (
        per_contract.with_columns(rang=pl.col("contract").replace_strict({c: i for i, c in enumerate(CONTRACTEN)}))
        .sort("einde", "rang", descending=[True, False])
        .group_by("wie", "ikvid", maintain_order=True)
        .agg(pl.col("uren", "loon").sum(), pl.col("contract").first())
    )
    return (
        per_baan.sort("uren", "loon", "ikvid", descending=[True, True, False])
        .group_by("wie", maintain_order=True)
        .agg(pl.col("loon").sum(), pl.col("contract").first())
    )


def start_position(cohort: pd.DataFrame, *, banen: pl.LazyFrame, maanden: int, uren_per_week: float) -> pd.DataFrame:
    """Return one row per person: maanden (null: none yet), loon (euro, null: no job), contract (empty: no job).

    Args:
        cohort: `rinpersoons, rinpersoon, examendatum`, one row per person.
        banen: records of the years that the months fall in, as ingest keeps them.
        maanden: months to look at; wage and contract are those of the last.
        uren_per_week: fewest hours a week, over all jobs, of a substantial month.

    """
    # A number per person is lighter to group by than two texts.
    afgestudeerd = (
        pl.from_pandas(cohort[[*SLEUTEL, "examendatum"]])
        .select(*SLEUTEL, examenmaand=month_number("examendatum"))
        .with_row_index("wie")
    )
    per_maand = jobs_per_month(banen, afgestudeerd, maanden=maanden).collect(engine="streaming")
    eerste_baan = months_to_job(per_maand, uren_per_week=uren_per_week)
    positie = wage_and_contract(per_maand.filter(pl.col("maand") == maanden))
    uit = (
        afgestudeerd.join(eerste_baan, on="wie", how="left")
        .join(positie, on="wie", how="left")
        .select(*SLEUTEL, "maanden", "loon", pl.col("contract").fill_null(""))
        .sort(SLEUTEL)
        .to_pandas()
    )
    # Here and not in polars, which multiplies by the reciprocal: 0.01 euro would get a tail.
    return uit.assign(loon=uit["loon"] / SCHAAL)


if __name__ == "__main__":
    with step(snakemake) as s:
        s.write(
            "start",
            start_position(s.read("cohort"), banen=pl.scan_parquet(s.paths("banen")), **s.params),
        )
