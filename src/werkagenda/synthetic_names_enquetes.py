"""The raw files of the synthetic surveys and public tables, by source: what their rules write and the ingest reads."""

from __future__ import annotations

from werkagenda.synthetic_names import RAW

# A row per person: what is read from it stays under results/persoon.
SVO = "results/persoon/synthetic/raw/svo"
SVO_JAREN = range(2022, 2025)
SVO_VMBO_JAREN = range(2022, 2024)
# First calendar year of the study years in the tables of CBS.
WERK_JAREN = range(2018, 2023)
INSTROOM_JAREN = range(2018, 2024)


def synthetic_survey_files() -> dict[str, list[str]]:
    """Return per source the paths of its synthetic raw files, relative to the project, oldest first."""
    return {
        "svo": [f"{SVO}/SVO {jaar}.sav" for jaar in SVO_JAREN],
        "svo_vmbo": [f"{SVO}/SVO vmbo {jaar}.sav" for jaar in SVO_VMBO_JAREN],
        "svo_werk": [f"{RAW}/svo/uitstroom_werk.csv"],
        "statline_instroom": [f"{RAW}/statline/85574NED.json"],
        "statline_werk": [f"{RAW}/statline/85698NED.json"],
        "sbb_meldingen": [f"{RAW}/sbb/meldingen.csv"],
        "sbb_bpv": [f"{RAW}/sbb/bpv_monitor.csv"],
    }
