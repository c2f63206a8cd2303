"""The raw files of the synthetic world, by source: what its rules write and what the ingest reads."""

from __future__ import annotations

RAW = "results/synthetic/raw"
_A = "nieuw-instromende-studenten-per-instelling-hoofdgroep-leerweg-beroepsopleiding-niveau-vooropleiding.csv"
_B = "nieuw-instromende-studenten-per-instelling-niveau-leerweg-beroepsopleiding-met-soorten-instroom.csv"
# The crosswalk is published per school year; these are the years DUO offers today.
SCHOOLJAREN = range(2020, 2025)


def synthetic_files(open_years: tuple[int, int], levering_years: tuple[int, int]) -> dict[str, list[str]]:
    """Return per source the paths of its raw files, relative to the project, oldest first.

    Both arguments are the first and the last year. The graduates' file name says a year earlier than its columns,
    as DUO's does.
    """
    bestanden: dict[str, list[str]] = {}
    for voorvoegsel, map_, (eerste, laatste) in (
        ("", f"{RAW}/duo", open_years),
        ("levering_", f"{RAW}/duo/levering", levering_years),
    ):
        jaren = range(eerste, laatste + 1)
        bestanden[f"{voorvoegsel}instroom_a"] = [f"{map_}/{jaar} {_A}" for jaar in jaren]
        bestanden[f"{voorvoegsel}instroom_b"] = [f"{map_}/{jaar} {_B}" for jaar in jaren]
        bestanden[f"{voorvoegsel}gediplomeerden"] = [f"{map_}/{eerste - 1}-{laatste - 1}-gediplomeerden.csv"]
    naam = "combinatie-erkende-opleidingscode-en-beroep"
    return bestanden | {
        "instellingen": [f"{RAW}/duo/instellingenmbo.csv"],
        "crebo_bc": [f"{RAW}/crosswalk/{naam}-{jaar}-{jaar + 1}.csv" for jaar in SCHOOLJAREN],
        "fusies": [f"{RAW}/crosswalk/fusies.csv"],
        "plan_instellingen": [f"{RAW}/plans/instellingen.csv"],
        "plan_bc_genoemd": [f"{RAW}/plans/bc_genoemd.csv"],
    }
