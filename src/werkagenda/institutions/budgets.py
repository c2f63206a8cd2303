"""The budgets in the plans: which of them say what goes to each objective."""

from __future__ import annotations

import pandas as pd

from werkagenda.errors import InputError, quoted

TOTAAL = "totaal"
DOELSTELLINGEN = ("2.1", "2.2", "2.3")
BRUIKBAAR, PER_PRIORITEIT, ONVOLLEDIG = "bruikbaar", "per_prioriteit", "onvolledig"


def usable(begroting: pd.DataFrame, *, max_verschil: float) -> pd.DataFrame:
    """Return the budgets whose objectives add up to the total: one row per code, a column per objective, in euros.

    An objective without an amount gets nothing. Amounts per priority, or of some objectives only, are of no use.
    Raises InputError on a negative amount.
    """
    negatief = begroting[begroting["bedrag"] < 0]
    if len(negatief):
        wie = sorted(set(negatief["instelling"].astype(str)))
        raise InputError(
            "plan_begroting",
            "begroting",
            f"{len(negatief)} rijen met een negatief bedrag, van instelling {quoted(wie)}",
            kolom="bedrag",
            verwacht="een bedrag vanaf 0",
        )
    lang = begroting.astype({"instelling": str, "doelstelling": str})
    breed = lang.pivot_table(index="instelling", columns="doelstelling", values="bedrag", aggfunc="sum")
    breed = breed.reindex(columns=sorted({*breed.columns, *DOELSTELLINGEN, TOTAAL}))
    doelen = [naam for naam in breed.columns if "." in naam]
    afwijking = (breed[doelen].sum(axis=1) - breed[TOTAAL]).abs()
    goed = breed[(breed[TOTAAL] > 0) & (afwijking <= max_verschil * breed[TOTAAL])]
    return goed[[*doelen, TOTAAL]].fillna(0.0)


def kinds(begroting: pd.DataFrame, *, max_verschil: float) -> pd.Series:
    """Return per code of a plan whether its budget is `bruikbaar`, `per_prioriteit`, or `onvolledig`.

    The last gives amounts of some objectives only, such as the obligatory measures.
    """
    posten = begroting.astype({"instelling": str, "doelstelling": str})
    per_doel = set(posten.loc[posten["doelstelling"].str.contains(".", regex=False), "instelling"])
    goed = set(usable(begroting, max_verschil=max_verschil).index)
    codes = sorted(set(posten["instelling"]))
    soorten = [BRUIKBAAR if code in goed else ONVOLLEDIG if code in per_doel else PER_PRIORITEIT for code in codes]
    return pd.Series(soorten, index=codes)
