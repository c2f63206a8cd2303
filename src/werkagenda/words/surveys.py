"""Whole sentences about surveys: how a share moved, which group stands out, what is left after other traits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from werkagenda import formats as f
from werkagenda.disclosure.rules import GEEN_PERSONEN
from werkagenda.words.estimates import NIET_GETOOND, in_procentpunt
from werkagenda.words.labels import PROCENT, categorienaam, naast, punten
from werkagenda.words.series import periode, vergelijk

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

PER_JAAR = "per_jaar"


def effecten(rijen: pd.DataFrame, item: str, labels: Mapping[str, Any]) -> str:
    """Say what each trait does to the chance of an answer, other traits being equal; nothing without an estimate.

    Args:
        rijen: traits and categories of one question: `effect`, `effect_min`, `effect_max` (0-1); a reference has no
            bounds.
        item: the question.
        labels: words of the codes, from the register.

    """
    delen = [_effect(deel, str(kenmerk), labels) for kenmerk, deel in rijen.groupby("kenmerk", sort=False)]
    if not any(delen):
        return ""
    kans = labels["item"][item]["zin"] if is_moeite(item) else "tevredenheid"
    return f"Bij overigens gelijke kenmerken is de kans op {kans} {'; '.join(filter(None, delen))}."


def _effect(rijen: pd.DataFrame, kenmerk: str, labels: Mapping[str, Any]) -> str:
    """Say what one trait does: `onder vrouwen 5,0 procentpunt kleiner dan onder mannen`."""
    delen = []
    for rij in rijen.dropna(subset=["effect_min", "effect_max"]).to_dict("records"):
        wie = _onder(kenmerk, str(rij["categorie"]), labels)
        if rij["effect_min"] <= 0 <= rij["effect_max"]:
            delen.append(f"{wie} niet aantoonbaar anders ({in_procentpunt(rij['effect'])} procentpunt)")
        else:
            woord = "groter" if rij["effect"] > 0 else "kleiner"
            delen.append(f"{wie} {punten(rij['effect'] * 100, f.PUBLICATIEDECIMALEN)} {woord}")
    referentie = rijen[rijen["effect"].eq(0) & rijen["effect_min"].isna()]["categorie"]
    dan = f" dan {_onder(kenmerk, str(referentie.iloc[0]), labels)}" if len(referentie) else ""
    return f"{f.opsomming(delen)}{dan}" if delen else ""


def asked(data: pd.DataFrame) -> pd.DataFrame:
    """Return the effects without the traits on which a question, asked of one group only, has none to estimate."""
    per_kenmerk = data.groupby(["item", "kenmerk"], sort=False)
    leeg = per_kenmerk["effect"].transform(lambda effect: effect.isna().all())
    zonder_groep = per_kenmerk["reden"].transform(lambda reden: reden.eq(GEEN_PERSONEN).any())
    return data[~(leeg & zonder_groep)]


def verloop(reeks: pd.DataFrame, begin: str, drempels: Mapping[str, float], breuk: int | None = None) -> str:
    """Say how a share with bounds moved between its first and last comparable year.

    Args:
        reeks: one row per year: `jaar`, `aandeel`, `aandeel_min`, `aandeel_max`, shown years only.
        begin: what the share is of, the start of the sentence.
        drempels: smallest change that is called one.
        breuk: first year of the present question; earlier years are not compared with it.

    """
    if reeks.empty:
        return f"{begin} is {NIET_GETOOND}."
    tijd = periode(reeks["jaar"], breuk)
    paar = vergelijk(reeks, "aandeel", tijd, drempels)
    if not tijd.vergelijkbaar:
        return f"{begin} was in {tijd.tot} {f.procent_voluit(paar.tot.waarde)}."
    een, ander = naast(paar.van.waarde, paar.tot.waarde)
    getallen = ander if een == ander else f"van {een.removesuffix(PROCENT)} naar {ander}"
    return f"{begin} is tussen {tijd.van} en {tijd.tot} {paar.richting_zeker}: {getallen}."


def uitersten(rijen: pd.DataFrame, kenmerk: str, labels: Mapping[str, Any]) -> str:
    """Name the categories of a trait with the highest and the lowest share, and the doubt when their bounds overlap."""
    if len(rijen) <= 1:
        return ""
    volgorde = rijen.sort_values(["aandeel", "categorie"]).to_dict("records")
    laag, hoog = volgorde[0], volgorde[-1]
    een, ander = naast(hoog["aandeel"], laag["aandeel"])
    if een == ander:
        return f"In {hoog['jaar']} is het aandeel in elke groep {een}."
    twijfel = f.zekerheid(*((rij["aandeel_min"], rij["aandeel_max"]) for rij in (laag, hoog)))
    return (
        f"In {hoog['jaar']} is het aandeel {een} {_onder(kenmerk, str(hoog['categorie']), labels)} en {ander} "
        f"{_onder(kenmerk, str(laag['categorie']), labels)}{twijfel}."
    )


def in_jaar(reeks: pd.DataFrame, jaar: int) -> float:
    """Return the share of one year; missing where it is not shown."""
    gevonden = reeks.loc[reeks["jaar"] == jaar, "aandeel"]
    return float(gevonden.iloc[0]) if len(gevonden) else float("nan")


def is_moeite(item: str) -> bool:
    """Tell whether a 4 or 5 on the question means trouble instead of satisfaction."""
    return item.startswith("moeite")


def wat(item: str, labels: Mapping[str, Any]) -> str:
    """Return what students are counted for: trouble is no satisfaction."""
    zin: str = labels["item"][item]["zin"]
    return zin if is_moeite(item) else f"een positief oordeel over {zin}"


def _onder(kenmerk: str, categorie: str, labels: Mapping[str, Any]) -> str:
    zin = categorienaam(labels, kenmerk, categorie, "zin")
    if kenmerk == "niveau":
        return f"op niveau {categorie}"
    if kenmerk == "leerweg":
        return f"in {zin}"
    if kenmerk == "leeftijd":
        return "per jaar dat een student ouder is" if categorie == PER_JAAR else f"in de leeftijdsgroep {zin}"
    return f"onder gediplomeerden {zin}" if kenmerk == "herkomst" else f"onder {zin}"
