"""Institution codes of plans and surveys: from that of their own year to that of today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from werkagenda.errors import InputError, quoted
from werkagenda.institutions.mergers import current_codes

if TYPE_CHECKING:
    import pandas as pd


def to_today(tabel: pd.DataFrame, *, bron: str, instellingen: pd.DataFrame, fusies: pd.DataFrame) -> pd.DataFrame:
    """Return the table with `instelling` as today's code and the code it came with as `eigen`.

    Args:
        tabel: rows with `instelling`, the code of the year of the plan or survey.
        bron: source, for the message.
        instellingen: today's institutions.
        fusies: `oud, nieuw, datum`.

    Raises:
        InputError: a code is no institution of today, and the mergers do not lead to one.

    """
    eigen = tabel["instelling"].astype(str)
    uit = tabel.assign(eigen=eigen, instelling=current_codes(eigen, fusies))
    vreemd = ~uit["instelling"].isin(instellingen["instelling"].astype(str))
    if vreemd.any():
        codes = sorted(eigen[vreemd].unique())
        raise InputError(
            bron,
            "instellingen",
            f"{int(vreemd.sum())} rijen van instellingen die in geen lijst staan: {quoted(codes)}",
            kolom="instelling",
            verwacht="instellingen uit instellingenmbo, of een rij in fusies",
        )
    return uit
