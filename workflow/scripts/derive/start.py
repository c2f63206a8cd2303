"""Tell how each person of a cohort started: months to a job, wage and contract some months on, and paid internships.

Months are counted from the month of the exam: the month after it is 1. Of each job the records that overlap a month are
added up first (two or three where pay is per four weeks). A month's hours are those of all jobs together; the month is
substantial when they reach the hours per week. Wage and contract are those of the last month that is looked at. The
contract is the main job's: most hours, then the highest wage, then the lowest IKVID; when the records of that job
differ, the one that ends last counts.

An internship is of the study year of the diploma: its records that overlap the days from 1 October up to the end of the
month of the exam, each with all its pay. It is paid when they add up to more than nothing; its pay is per calendar
month that they overlap. What is paid outside the payroll, such as expenses, is in no record.
"""

import datetime as dt

import pandas as pd
import polars as pl

from werkagenda.persons.jobs import SCHAAL, exact, hours_needed, in_period, interns_in_period
from werkagenda.persons.register import SLEUTEL
from werkagenda.run.step import step

# A job with two contracts that end on one day has the first of these.
CONTRACTEN = ["vast", "tijdelijk", "nvt"]
CENT = SCHAAL // 100
_MAANDEN_PER_JAAR, _OKTOBER = 12, 10
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


def months_to_any_job(per_maand: pl.DataFrame) -> pl.DataFrame:
    """Return per person with a job the first month with hours in any: maanden_baan. Arguments as `months_to_job`."""
    return (
        per_maand.group_by("wie", "maand")
        .agg(pl.col("uren").sum())
        .filter(pl.col("uren") > 0)
        .group_by("wie")
        .agg(maanden_baan=pl.col("maand").min())
    )


def paid_internships(banen: pl.LazyFrame, afgestudeerd: pl.DataFrame) -> pl.DataFrame:
    """Return per person with a paid internship in the study year of the diploma: stageloon (whole cents a month).

    Args:
        banen: records of the years that the study year falls in, as ingest keeps them.
        afgestudeerd: `wie, rinpersoons, rinpersoon, cohort, examenmaand`, one row per person.

    """
    begin = pl.col("cohort").cast(pl.Int32) * _MAANDEN_PER_JAAR + _OKTOBER - 1
    eerste = dt.date(afgestudeerd["cohort"].min(), _OKTOBER, 1)
    laatste = _first_day(afgestudeerd["examenmaand"].max() + 1) - dt.timedelta(days=1)
    van = pl.max_horizontal(month_number("aanvang"), begin)
    tot = pl.min_horizontal(month_number("einde"), pl.col("examenmaand"))
    stages = (
        interns_in_period(banen, eerste, laatste)
        .join(afgestudeerd.lazy(), on=SLEUTEL)
        .filter(van <= tot)
        .select("wie", exact("loon"), maand=pl.int_ranges(van, tot + 1))
    )
    maanden_lang = pl.col("maanden").cast(pl.Int64)
    maanden = stages.explode("maand").group_by("wie").agg(maanden=pl.col("maand").n_unique())
    return (
        stages.group_by("wie")
        .agg(pl.col("loon").sum())
        .filter(pl.col("loon") > 0)
        .join(maanden, on="wie")
        # In integers, a half upwards: the last digit of a quotient of floats differs between machines.
        .select("wie", stageloon=(2 * pl.col("loon") + CENT * maanden_lang) // (2 * CENT * maanden_lang))
        .collect(engine="streaming")
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
    """Return one row per person: how the start on the labour market was.

    `maanden` (to a substantial job, null: none yet), `maanden_baan` (to any job), `loon` (euro, null: no job),
    `contract` (empty: no job), `stage` (ja or nee: a paid internship) and `stageloon` (euro a month, null: no stage).

    Args:
        cohort: `rinpersoons, rinpersoon, cohort, examendatum`, one row per person.
        banen: records of the years that the months fall in, as ingest keeps them.
        maanden: months to look at; wage and contract are those of the last.
        uren_per_week: fewest hours a week, over all jobs, of a substantial month.

    """
    # A number per person is lighter to group by than two texts.
    afgestudeerd = (
        pl.from_pandas(cohort[[*SLEUTEL, "cohort", "examendatum"]])
        .select(*SLEUTEL, "cohort", examenmaand=month_number("examendatum"))
        .with_row_index("wie")
    )
    per_maand = jobs_per_month(banen, afgestudeerd, maanden=maanden).collect(engine="streaming")
    eerste_baan = months_to_job(per_maand, uren_per_week=uren_per_week)
    positie = wage_and_contract(per_maand.filter(pl.col("maand") == maanden))
    uit = (
        afgestudeerd.join(eerste_baan, on="wie", how="left")
        .join(months_to_any_job(per_maand), on="wie", how="left")
        .join(positie, on="wie", how="left")
        .join(paid_internships(banen, afgestudeerd), on="wie", how="left")
        .select(
            *SLEUTEL,
            "maanden",
            "maanden_baan",
            "loon",
            pl.col("contract").fill_null(""),
            stage=pl.when(pl.col("stageloon").is_null()).then(pl.lit("nee")).otherwise(pl.lit("ja")),
            stageloon="stageloon",
        )
        .sort(SLEUTEL)
        .to_pandas()
    )
    # Here and not in polars, which multiplies by the reciprocal: 0.01 euro would get a tail.
    return uit.assign(loon=uit["loon"] / SCHAAL, stageloon=uit["stageloon"] / 100)


if __name__ == "__main__":
    with step(snakemake) as s:
        s.write(
            "start",
            start_position(s.read("cohort"), banen=pl.scan_parquet(s.paths("banen")), **s.params),
        )
