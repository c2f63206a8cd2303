"""The settings, as notes and chapters name them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from werkagenda import formats as f

if TYPE_CHECKING:
    from collections.abc import Mapping

WERK = {
    "klasse": "een baan in loondienst van ten minste {uren} uur per week",
    "uren": "banen in loondienst van samen ten minste {uren} uur per week",
}
ANDERE_REGEL = {"klasse": "uren", "uren": "klasse"}


def in_words(
    *, microdata: Mapping[str, Any], werk: Mapping[str, Any], start: Mapping[str, Any], disclosure: Mapping[str, Any]
) -> dict[str, str]:
    """Return settings as words, by the name that a note or chapter gives them.

    Args:
        microdata: section `microdata` of the configuration.
        werk: section `werk`.
        start: section `startpositie`.
        disclosure: section `disclosure`.

    """
    uren = str(werk["uren_per_week"])
    return {
        "cohorten": _studiejaren(*microdata["cohorten"]),
        "cohorten_start": _studiejaren(*start["cohorten"]),
        "niveaus": f.opsomming(str(niveau) for niveau in microdata["niveaus"]),
        "leeftijd": str(microdata["leeftijd_hoogstens"]),
        "uren": uren,
        "werk": WERK[werk["regel"]].format(uren=uren),
        "regel": str(werk["regel"]),
        "andere_regel": ANDERE_REGEL[werk["regel"]],
        "zonder": f.opsomming(str(cohort) for cohort in werk["zonder_cohorten"]),
        "uren_start": str(start["uren_per_week"]),
        "maanden": str(start["maanden"]),
        "minimum": str(disclosure["minimum"]),
        "breedte": str(disclosure["breedte"]),
        "dominantie": f.procent_voluit(disclosure["dominantie"]),
        "groepsaandeel": f.procent_voluit(disclosure["groepsaandeel"]),
    }


def _studiejaren(eerste: int, laatste: int) -> str:
    slot = f"{laatste}/{laatste + 1}"
    return slot if eerste == laatste else f"{eerste}/{eerste + 1} tot en met {slot}"


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
