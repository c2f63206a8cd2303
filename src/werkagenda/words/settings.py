"""The settings, as notes and chapters name them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from werkagenda.words.render import render_all

if TYPE_CHECKING:
    from collections.abc import Mapping

SETTINGS = "instellingen"  # the key of the sentences on settings, in report/teksten/algemeen.yaml


def in_words(
    zinnen: Mapping[str, str],
    *,
    microdata: Mapping[str, Any],
    werk: Mapping[str, Any],
    start: Mapping[str, Any],
    disclosure: Mapping[str, Any],
) -> dict[str, str]:
    """Return settings as words, by the name that a note or chapter gives them.

    Args:
        zinnen: how settings are said that are no number or word by themselves.
        microdata: section `microdata` of the configuration.
        werk: section `werk`.
        start: section `startpositie`.
        disclosure: section `disclosure`.

    """
    feiten = {
        "eerste": microdata["cohorten"][0],
        "laatste": microdata["cohorten"][1],
        "eerste_start": start["cohorten"][0],
        "laatste_start": start["cohorten"][1],
        "niveaus": microdata["niveaus"],
        "zonder": werk["zonder_cohorten"],
        "vast_van": start["vast_van"],
        "dominantie": disclosure["dominantie"],
        "groepsaandeel": disclosure["groepsaandeel"],
    }
    zelf = {
        "leeftijd": str(microdata["leeftijd_hoogstens"]),
        "uren": str(werk["uren_per_week"]),
        "regel": str(werk["regel"]),
        "uren_start": str(start["uren_per_week"]),
        "maanden": str(start["maanden"]),
        "minimum": str(disclosure["minimum"]),
        "breedte": str(disclosure["breedte"]),
    }
    return zelf | render_all(zinnen, feiten | zelf, "algemeen")


def plan_words(
    *, plannen: Mapping[str, Any], job: Mapping[str, Any], boxplot: Mapping[str, Any], leeftijd_vanaf: int
) -> dict[str, str]:
    """Return settings as words, by the name that a chapter gives them.

    Args:
        plannen: section `plannen` of the configuration.
        job: section `job`.
        boxplot: section `boxplot`.
        leeftijd_vanaf: age (years) from which a new student counts as older.

    """
    return {
        "peiljaar": str(plannen["peiljaar"]),
        "streefjaar": str(plannen["streefjaar"]),
        "startjaar": str(job["startjaar"]),
        "job_breuk": str(job["reeksbreuk"]),
        "uitstromers": str(boxplot["uitstromers"]),
        "instellingen": str(boxplot["instellingen"]),
        "leeftijd_vanaf": str(leeftijd_vanaf),
    }


def report_variables(
    *, richting: Mapping[str, float], reeksbreuk: int, verwacht: str, tekst: Mapping[str, str]
) -> dict[str, dict[str, str]]:
    """Return the settings that the text names, said with `tekst` (`rapport` in `report/paginas/boek.yaml`).

    Thresholds of direction (`aandeel` in percentage points, `aantal` in percent), the year of the break, and the case
    of `verwacht`: how a hidden cell is estimated.
    """
    facts = {f"drempel_{soort}": drempel for soort, drempel in richting.items()}
    return {"rapport": render_all(tekst, facts | {"reeksbreuk": reeksbreuk, "verwacht": verwacht})}


def chapter_variables(
    instellingen: Mapping[str, Mapping[str, Any]], *, zinnen: Mapping[str, str], rapport: Mapping[str, str]
) -> dict[str, dict[str, str]]:
    """Return the variables of the chapters that are settings, nested as chapters name them.

    Args:
        instellingen: `rapport`, `personen`, `plannen`: arguments of `report_variables`, `in_words` and `plan_words`.
        zinnen: how settings on persons are said.
        rapport: how those of the report are said.

    """
    return report_variables(**instellingen["rapport"], tekst=rapport) | {
        "personen": in_words(zinnen, **instellingen["personen"]),
        "plannen": plan_words(**instellingen["plannen"]),
    }
