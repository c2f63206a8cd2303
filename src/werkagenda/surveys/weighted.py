"""Weighted shares of a survey with their 95 % interval, and hidden where too few persons are behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from werkagenda.disclosure.rules import GEEN_PERSONEN, hide, protect, reason_count, reason_share
from werkagenda.models.proportions import wilson

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

INTERVAL = ["aandeel", "aandeel_min", "aandeel_max"]


def effective_size(gewicht: pd.Series) -> float:
    """Return Kish's effective number of persons: the sample without weights that is as precise."""
    kwadraten = float((gewicht**2).sum())
    return float(gewicht.sum()) ** 2 / kwadraten if kwadraten else 0.0


def shares(personen: pd.DataFrame, uitkomst: str, categorieen: Sequence[Hashable]) -> pd.DataFrame:
    """Return one row per category of an answer: its weighted share of all rows, with Wilson's interval on Kish's size.

    Args:
        personen: one row per person who answered, with the answer and `gewicht`.
        uitkomst: column of the answer.
        categorieen: answers to report, in order.

    Returns:
        The category in column `uitkomst`, `teller` (persons who gave it), `n` (persons), `aandeel`, `aandeel_min` and
        `aandeel_max` (0-1; empty without persons).

    """
    per_antwoord = personen.groupby(uitkomst, observed=True)["gewicht"]
    som = pd.DataFrame({"teller": per_antwoord.size(), "gewicht": per_antwoord.sum()})
    som = som.reindex(pd.Index(list(categorieen), name=uitkomst), fill_value=0).reset_index()
    omvang = pd.Series(effective_size(personen["gewicht"]), index=som.index)
    som["n"] = len(personen)
    # Added up in another order the same weights differ in their last digit: all of them are a share of 1 and no more.
    som["aandeel"] = (som["gewicht"] / (float(personen["gewicht"].sum()) or float("nan"))).clip(upper=1)
    som["aandeel_min"], som["aandeel_max"] = wilson(som["aandeel"] * omvang, omvang)
    return som.drop(columns="gewicht")


def protect_within(tabel: pd.DataFrame, groep: Sequence[str], *, personen: str, minimum: int) -> pd.DataFrame:
    """Hide the shares of too few persons, and within each group as many more as keep those from being worked out.

    Args:
        tabel: rows with `n`, `teller` and the shares.
        groep: columns of rows that add up to a known total.
        personen: column with the persons of a row, of which the smallest is hidden first.
        minimum: persons needed in each outcome.

    """
    eigen = reason_share(tabel["n"], tabel["teller"], minimum=minimum).mask(tabel["n"] == 0, GEEN_PERSONEN)
    delen = [
        protect(eigen[deel.index], deel[personen], minimum=minimum) if len(deel) > 1 else eigen[deel.index]
        for _, deel in tabel.groupby(list(groep), sort=False)
    ]
    reden = pd.concat(delen).reindex(tabel.index)
    uit = hide(tabel.assign(reden=reden), reden, [*INTERVAL, "teller"])
    # A size that is hidden must not follow from the total and the size of the row that protects it.
    klein = reason_count(uit["n"], minimum=minimum)
    samen = (klein.ne("") & uit["n"].gt(0)).groupby([uit[kolom] for kolom in groep]).transform("any")
    return hide(uit, klein.mask(samen & (klein == ""), reden), ["n"])
