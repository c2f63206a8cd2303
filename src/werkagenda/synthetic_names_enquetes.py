"""The raw files of the synthetic surveys and public tables, by source: what their rules write and the ingest reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from werkagenda.synthetic_names import RAW

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# A row per person: what is read from it stays under results/persoon.
SVO = "results/persoon/synthetic/raw/svo"
# The sources whose configuration is a first and a last year.
REEKSEN = ("svo", "svo_vmbo", "sbb", "svo_werk", "statline")


def survey_years(enquetes: Mapping[str, Sequence[int]]) -> dict[str, list[int]]:
    """Return all years per survey, study years by their begin; `enquetes` is `synthetisch.enquetes`."""
    return {naam: list(range(enquetes[naam][0], enquetes[naam][1] + 1)) for naam in REEKSEN}


def synthetic_survey_files(enquetes: Mapping[str, Sequence[int]]) -> dict[str, list[str]]:
    """Return per source the paths of its synthetic raw files, relative to the project, oldest first."""
    jaren = survey_years(enquetes)
    return {
        "svo": [f"{SVO}/SVO {jaar}.sav" for jaar in jaren["svo"]],
        "svo_vmbo": [f"{SVO}/SVO vmbo {jaar}.sav" for jaar in jaren["svo_vmbo"]],
        "svo_werk": [f"{RAW}/svo/uitstroom_werk.csv"],
        "statline_instroom": [f"{RAW}/statline/85574NED.json"],
        "statline_werk": [f"{RAW}/statline/85698NED.json"],
        "sbb_meldingen": [f"{RAW}/sbb/meldingen.csv"],
        "sbb_bpv": [f"{RAW}/sbb/bpv_monitor.csv"],
    }
