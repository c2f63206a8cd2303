"""The files of a survey, one a year, put together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from werkagenda.errors import InputError, quoted

if TYPE_CHECKING:
    from collections.abc import Mapping


def stack_years(bestanden: Mapping[str, pd.DataFrame], *, bron: str) -> pd.DataFrame:
    """Return the rows of all years; `bestanden` are the files by their year, each with a column `jaar`.

    Raises InputError when a file holds another year than its name says: its persons would count twice.
    """
    for naam, tabel in bestanden.items():
        if vreemd := sorted(set(tabel["jaar"].astype(str)) - {naam}):
            raise InputError(
                bron,
                f"jaar {naam}",
                f"{int((tabel['jaar'].astype(str) != naam).sum())} rijen van een ander jaar: {quoted(vreemd)}",
                kolom="jaar",
                verwacht=f"{naam}, zoals de bestandsnaam zegt",
            )
    return pd.concat(bestanden.values(), ignore_index=True)
