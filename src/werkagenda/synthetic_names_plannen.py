"""The raw files of the synthetic plans and JOB-monitor, by source: what their rules write and the ingest reads."""

from __future__ import annotations

from werkagenda.synthetic_names import RAW

# A row per student: the file and what is read from it stay under results/persoon.
JOB = "results/persoon/synthetic/raw/job"
JOB_JAREN = (2020, 2022, 2024, 2025)
_PLANNEN = ("maatregelen", "streefwaarden", "begroting", "maatwerk", "samenwerking")


def synthetic_plan_files() -> dict[str, list[str]]:
    """Return per source the paths of its synthetic raw files, relative to the project, oldest first."""
    return {f"plan_{naam}": [f"{RAW}/plans/{naam}.csv"] for naam in _PLANNEN} | {
        "job": [f"{JOB}/JOB-monitor {jaar}.sav" for jaar in JOB_JAREN]
    }
