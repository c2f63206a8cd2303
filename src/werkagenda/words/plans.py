"""Pieces of sentences about plans: what is named most, what differs, and how many do something."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from werkagenda import formats as f
from werkagenda.words.labels import is_ambitie, kenmerknaam, naast, p_waarde

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

MEESTE = 3  # names that a sentence gives


def top(data: pd.DataFrame, onderdeel: str) -> str:
    """Return the categories of a part that are named most, with their counts."""
    return named_most(data[data["onderdeel"] == onderdeel]) or "niets"


def named_most(rijen: pd.DataFrame) -> str:
    """Return the categories with the largest `aantal`; nothing when none is named."""
    volgorde = rijen[rijen["aantal"] > 0].sort_values(["aantal", "categorie"], ascending=[False, True]).head(MEESTE)
    paren = zip(volgorde["categorie"], volgorde["aantal"], strict=True)
    namen = [f"{naam} ({f.aantal(aantal)})" for naam, aantal in paren]
    return f.opsomming(namen) if namen else ""


def difference(rij: Mapping[str, Any], labels: Mapping[str, Any]) -> str:
    """Return a trait with both means and p: `roc (hoog 62 procent, laag 86 procent; p = 0,21)`."""
    if is_ambitie(rij["kenmerk"]):
        hoog, laag = (f"{f.met_teken(rij[kant] * 100, 1)} procentpunt" for kant in ("hoog", "laag"))
    else:
        hoog, laag = naast(rij["hoog"], rij["laag"])
    return f"{f.kleine_letter(kenmerknaam(rij, labels))} (hoog {hoog}, laag {laag}; {p_waarde(rij['p'])})"


def bieden(aantal: int) -> str:
    """Return `bieden er vier`, in the number of the count."""
    return f"{'biedt' if aantal == 1 else 'bieden'} er {f.getalwoord(aantal)}"


def worden(aantal: int) -> str:
    """Return `worden er vier`, in the number of the count."""
    return f"{'wordt' if aantal == 1 else 'worden'} er {f.getalwoord(aantal)}"
