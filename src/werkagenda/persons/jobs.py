"""Job records of SPOLISBUS: which count in a period, and their hours added up exactly.

A record covers the days from `aanvang` up to `einde`, both included. Hours and wages are added as whole billionths:
integers give the same sum in any order and on any number of threads, and a sum at the very border of a rule is not
decided by the last bit of a floating number.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    import datetime as dt

# SSOORTBAAN of an intern (contract `banen`): not work.
STAGE = "2"
SCHAAL = 10**9
_DAGEN_PER_WEEK = 7


def in_period(banen: pl.LazyFrame, eerste: dt.date, laatste: dt.date) -> pl.LazyFrame:
    """Return the records of employees, interns left out, that overlap the days from `eerste` up to `laatste`."""
    return _overlapping(banen, eerste, laatste).filter(pl.col("soort_baan") != STAGE)


def interns_in_period(banen: pl.LazyFrame, eerste: dt.date, laatste: dt.date) -> pl.LazyFrame:
    """Return the records of interns that overlap the days from `eerste` up to `laatste`."""
    return _overlapping(banen, eerste, laatste).filter(pl.col("soort_baan") == STAGE)


def _overlapping(banen: pl.LazyFrame, eerste: dt.date, laatste: dt.date) -> pl.LazyFrame:
    return banen.filter(pl.col("aanvang") <= laatste, pl.col("einde") >= eerste)


def exact(kolom: str) -> pl.Expr:
    """Return a column of hours or euros as whole billionths, negative corrections included."""
    return (pl.col(kolom) * SCHAAL).round().cast(pl.Int64)


def hours_needed(uren_per_week: float, dagen: int) -> int:
    """Return the hours of a month (billionths) that make `uren_per_week`: a month of `dagen` days is dagen/7 weeks.

    12 hours a week in October is 12 x 31/7 = 53.142857 hours. Rounded as `exact` rounds the hours themselves.
    """
    return round(Fraction(str(uren_per_week)) * dagen / _DAGEN_PER_WEEK * SCHAAL)
