"""The raw files of the synthetic plans and JOB-monitor, by source: what their rules write and the ingest reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from werkagenda.synthetic_names import RAW

if TYPE_CHECKING:
    from collections.abc import Sequence

# A row per student: the file and what is read from it stay under results/persoon.
JOB = "results/persoon/synthetic/raw/job"
_PLANNEN = ("maatregelen", "streefwaarden", "begroting", "maatwerk", "samenwerking")


def synthetic_plan_files(job_jaren: Sequence[int]) -> dict[str, list[str]]:
    """Return per source the paths of its synthetic raw files, relative to the project; `job_jaren` have a survey."""
    return {f"plan_{naam}": [f"{RAW}/plans/{naam}.csv"] for naam in _PLANNEN} | {
        "job": [f"{JOB}/JOB-monitor {jaar}.sav" for jaar in sorted(job_jaren)]
    }
