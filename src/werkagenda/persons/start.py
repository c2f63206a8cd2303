"""The start on the labour market of the cohorts that have one, with the traits that tables are split by."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from werkagenda.errors import InputError
from werkagenda.persons.register import SLEUTEL

if TYPE_CHECKING:
    from collections.abc import Mapping

KENMERKEN = ["leerweg", "niveau", "opleidingsrichting"]
# Months after the exam within which a first job is soon.
SNEL = 3


def with_traits(start: Mapping[str, pd.DataFrame], cohorten: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return the start of all persons of the cohorts, with their leerweg, niveau and opleidingsrichting.

    Raises InputError when a cohort and its start do not hold the same persons.
    """
    delen = []
    for cohort, personen in cohorten.items():
        samen = personen[[*SLEUTEL, *KENMERKEN]].merge(
            start[cohort], on=SLEUTEL, how="outer", validate="1:1", indicator=True
        )
        if not (samen["_merge"] == "both").all():
            raise InputError("start", cohort, "cohort en startposities zijn niet van dezelfde personen")
        delen.append(samen)
    return pd.concat(delen, ignore_index=True)


def job_soon(maanden_baan: pd.Series) -> pd.Series:
    """Return per person whether there was a job within three months: ja or nee; a missing month is no job yet."""
    return maanden_baan.le(SNEL).fillna(value=False).map({True: "ja", False: "nee"})
