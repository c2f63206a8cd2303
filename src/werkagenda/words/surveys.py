"""Facts about surveys: how a share moved, which group stands out, what is left after other traits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from werkagenda import formats as f
from werkagenda.disclosure.rules import GEEN_PERSONEN
from werkagenda.words.estimates import group
from werkagenda.words.labels import decimals_apart
from werkagenda.words.series import compare_years, periode

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

Facts = dict[str, Any]
# How many measurements a movement tells of.
GEEN, EEN, MEER = "geen", "een", "meer"


def effects(rijen: pd.DataFrame, labels: Mapping[str, Any]) -> list[Facts]:
    """Return what each trait does to the chance of an answer, other traits being equal; traits with an estimate only.

    Args:
        rijen: traits and categories of one question: `effect`, `effect_min`, `effect_max` (0-1); a reference has no
            bounds.
        labels: words of the codes, from the register.

    Returns:
        Per trait `referentie` (the group compared with, "" without one) and its `groepen`: `wie`, `effect` (0-1,
        signed) and `kant` (groter or kleiner; "" where the bounds hold zero).

    """
    kenmerken = []
    for kenmerk, deel in rijen.groupby("kenmerk", sort=False):
        groepen = [
            {
                "wie": group(labels, str(kenmerk), str(rij["categorie"])),
                "effect": rij["effect"],
                "kant": _side(rij),
            }
            for rij in deel.dropna(subset=["effect_min", "effect_max"]).to_dict("records")
        ]
        basis = deel[deel["effect"].eq(0) & deel["effect_min"].isna()]["categorie"]
        referentie = group(labels, str(kenmerk), str(basis.iloc[0])) if len(basis) else ""
        if groepen:
            kenmerken.append({"groepen": groepen, "referentie": referentie})
    return kenmerken


def _side(rij: Mapping[Any, Any]) -> str:
    if rij["effect_min"] <= 0 <= rij["effect_max"]:
        return ""
    return "groter" if rij["effect"] > 0 else "kleiner"


def asked(data: pd.DataFrame) -> pd.DataFrame:
    """Return the effects without the traits on which a question, asked of one group only, has none to estimate."""
    per_kenmerk = data.groupby(["item", "kenmerk"], sort=False)
    leeg = per_kenmerk["effect"].transform(lambda effect: effect.isna().all())
    zonder_groep = per_kenmerk["reden"].transform(lambda reden: reden.eq(GEEN_PERSONEN).any())
    return data[~(leeg & zonder_groep)]


def movement(reeks: pd.DataFrame, drempels: Mapping[str, float], breuk: int | None = None) -> Facts:
    """Return how a share with bounds moved between its first and last comparable year.

    Args:
        reeks: one row per year: `jaar`, `aandeel`, `aandeel_min`, `aandeel_max`; a year that is not shown is empty.
        drempels: smallest change that is called one.
        breuk: first year of the present question; earlier years are not compared with it.

    Returns:
        `metingen` (how many are told: geen, een, meer), `van` and `jaar` (first and last year), `oud` and `nieuw`
        (shares, 0-1), `decimalen` (that tell them apart), `richting` (gestegen, gedaald, gelijk gebleven, niet te
        zeggen) and the interval it follows from: `verandering_onder`, `verandering_boven` (percentage points).

    """
    getoond = reeks.dropna(subset="aandeel")
    if getoond.empty:
        return {"metingen": GEEN}
    tijd = periode(getoond["jaar"], breuk)
    paar = compare_years(getoond, "aandeel", tijd, drempels).facts()
    return {
        "metingen": MEER if tijd.comparable else EEN,
        "van": tijd.van,
        "jaar": tijd.tot,
        "oud": paar["van"],
        "nieuw": paar["tot"],
        "decimalen": decimals_apart(paar["van"], paar["tot"]),
        **{naam: paar[naam] for naam in ("richting", "verandering_onder", "verandering_boven")},
    }


def extremes(rijen: pd.DataFrame, kenmerk: str, labels: Mapping[str, Any]) -> Facts | None:
    """Return the categories of a trait with the highest and the lowest share; None with fewer than two shown.

    Args:
        rijen: one year: `jaar` (where there are more), `categorie`, `aandeel`, `aandeel_min`, `aandeel_max` (0-1).
        kenmerk: the trait.
        labels: words of the codes, from the register.

    Returns:
        `jaar` (None without), `hoog` and `laag` (shares, 0-1), `wie_hoog` and `wie_laag` (the groups), `decimalen`
        (with which the shares can be told apart), `gelijk` (they cannot), `onduidelijk` (their bounds overlap).

    """
    volgorde = rijen.dropna(subset="aandeel").sort_values(["aandeel", "categorie"]).to_dict("records")
    if len(volgorde) <= 1:
        return None
    laag, hoog = volgorde[0], volgorde[-1]
    decimalen = decimals_apart(hoog["aandeel"], laag["aandeel"])
    return {
        "jaar": hoog.get("jaar"),
        "hoog": hoog["aandeel"],
        "laag": laag["aandeel"],
        "wie_hoog": group(labels, kenmerk, str(hoog["categorie"])),
        "wie_laag": group(labels, kenmerk, str(laag["categorie"])),
        "decimalen": decimalen,
        "gelijk": f.procent(hoog["aandeel"], decimalen) == f.procent(laag["aandeel"], decimalen),
        "onduidelijk": f.intervals_overlap(*((rij["aandeel_min"], rij["aandeel_max"]) for rij in (laag, hoog))),
    }


def is_difficulty(item: str) -> bool:
    """Tell whether a 4 or 5 on the question means trouble instead of satisfaction."""
    return item.startswith("moeite")
