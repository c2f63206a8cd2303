"""The JOB-monitor: which answers count, for every step that counts them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from werkagenda.contract.contracts import Contract

# The lowest answer that counts as satisfied (or, for trouble in finding a placement, as trouble).
TEVREDEN_VANAF = 4
# The unit that marks a question in the contract.
VIJFPUNT = "vijfpuntsschaal"


def questions(contract: Contract) -> list[str]:
    """Return the questions of the JOB-monitor, in the order of its contract."""
    return [kolom.naam for kolom in contract.kolommen if kolom.eenheid == VIJFPUNT]


def asked_in(antwoorden: pd.DataFrame, vragen: Iterable[str]) -> list[str]:
    """Return the questions that somebody answered: a file may lack those that the contract does not require."""
    return [vraag for vraag in vragen if vraag in antwoorden and antwoorden[vraag].notna().any()]


def valid(antwoorden: pd.DataFrame, vraag: str) -> pd.DataFrame:
    """Return the students with a valid answer to a question, with `tevreden` (0 or 1)."""
    geldig = antwoorden[antwoorden[vraag].notna()]
    return geldig.assign(tevreden=(geldig[vraag] >= TEVREDEN_VANAF).astype("int8"))
