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
