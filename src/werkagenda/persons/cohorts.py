"""The dates of a cohort: everything turns on 1 October.

Cohort c is study year c/c+1: diplomas from 1 October c up to 30 September c+1, leaving judged on 1 October c+1, work in
October c+2. Source: the cohort of 2021/22 of the monitor, which is written out in the method appendix.
"""

from __future__ import annotations

import datetime as dt

OKTOBER = 10


def reference_day(jaar: int) -> dt.date:
    """Return 1 October of a year: who is enrolled then is in education that year."""
    return dt.date(jaar, OKTOBER, 1)


def exam_window(cohort: int) -> tuple[dt.date, dt.date]:
    """Return the first and the last exam date of a cohort, both in it."""
    return reference_day(cohort), reference_day(cohort + 1) - dt.timedelta(days=1)


def outcome_month(cohort: int) -> tuple[dt.date, dt.date]:
    """Return the first and the last day of the October in which a cohort's work is measured."""
    return reference_day(cohort + 2), dt.date(cohort + 2, OKTOBER, 31)
