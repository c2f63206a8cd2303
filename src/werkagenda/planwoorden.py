"""The settings about plans and surveys, as the chapters name them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


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
