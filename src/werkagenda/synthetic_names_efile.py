"""The raw files of the synthetic e-file, by source: what its rules write and the ingest reads."""

from __future__ import annotations

from werkagenda.synthetic_names import RAW


def synthetic_efile_files() -> dict[str, list[str]]:
    """Return per source the path of its synthetic raw file, relative to the project."""
    return {f"efile_{naam}": [f"{RAW}/efile/{naam}.csv"] for naam in ("waarden", "besteding", "maatregelen")}
