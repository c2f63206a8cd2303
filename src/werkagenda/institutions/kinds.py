"""Institutions that compare: beroepscolleges, and rocs above or up to the median size of rocs."""

from __future__ import annotations

import pandas as pd

BEROEPSCOLLEGE, GROOT, KLEIN = "beroepscollege", "groot roc", "klein roc"


def kind(roc: pd.Series, studenten: pd.Series) -> pd.Series:
    """Return per institution whether it is a beroepscollege, a `groot roc` (above the median of rocs) or a `klein roc`.

    Args:
        roc: whether it is a roc, by institution.
        studenten: number of students, by institution; who is missing has none.

    """
    omvang = studenten.reindex(roc.index).fillna(0)
    van_roc = pd.Series(KLEIN, index=roc.index).mask(omvang > omvang[roc].median(), GROOT)
    return van_roc.mask(~roc, BEROEPSCOLLEGE)
