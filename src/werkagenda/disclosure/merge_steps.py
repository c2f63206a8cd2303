"""A series of steps that rows leave at: small steps go together, so that no number has to be hidden."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Record = dict[str, Any]
REDEN = "reden"


def merge_steps(
    tabel: pd.DataFrame, *, kolommen: Mapping[str, str], minimum: int, eerder: Sequence[pd.DataFrame] = ()
) -> pd.DataFrame:
    """Put a step that few rows or persons left together with the next one, the last with the one before.

    Few is 1 to `minimum` - 1, of what left or of what it differs from the step of that name in an earlier export.

    Args:
        tabel: a row per step, in order, with `stap` and `reden` (why rows leave).
        kolommen: columns with the rows before (`van`) and after (`tot`), and the persons that left (`personen`).
        minimum: fewest rows and persons.
        eerder: the same table in earlier exports.

    Returns:
        The table with fewer steps; one that was put together has the name of the last and the reasons of all.

    """
    # A series that was hidden in an earlier export tells nothing.
    vorige = [
        {str(stap["stap"]): stap for stap in _records(export.dropna(subset=[kolommen["van"], kolommen["tot"]]))}
        for export in eerder
    ]

    def small(stap: Record) -> bool:
        verloren = [_left(stap, kolommen)]
        verloren += [
            {soort: aantal - eerst for (soort, aantal), eerst in zip(verloren[0].items(), oud, strict=True)}
            for export in vorige
            if stap["stap"] in export and (oud := list(_left(export[stap["stap"]], kolommen).values()))
        ]
        return any(0 < abs(aantal) < minimum for soorten in verloren for aantal in soorten.values())

    uit: list[Record] = []
    for stap in _records(tabel):
        samen = bool(uit) and small(uit[-1])
        uit = [*uit[:-1], _together(uit[-1], stap, kolommen)] if samen else [*uit, stap]
    while len(uit) > 1 and small(uit[-1]):
        uit = [*uit[:-2], _together(uit[-2], uit[-1], kolommen)]
    return pd.DataFrame(uit, columns=tabel.columns)


def _records(tabel: pd.DataFrame) -> list[Record]:
    return [{str(naam): waarde for naam, waarde in rij.items()} for rij in tabel.to_dict("records")]


def _left(stap: Record, kolommen: Mapping[str, str]) -> dict[str, int]:
    return {
        "rijen": int(stap[kolommen["van"]]) - int(stap[kolommen["tot"]]),
        "personen": int(stap[kolommen["personen"]]),
    }


def _together(eerste: Record, tweede: Record, kolommen: Mapping[str, str]) -> Record:
    van, personen = kolommen["van"], kolommen["personen"]
    return {
        **tweede,
        van: eerste[van],
        personen: eerste[personen] + tweede[personen],
        REDEN: "; ".join([eerste[REDEN], tweede[REDEN]]),
    }
