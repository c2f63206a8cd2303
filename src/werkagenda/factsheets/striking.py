"""What stands out on a factsheet, counted from its rows: targets reached, places beside the sector, changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from werkagenda.factsheets.rows import BEREIKT

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


def striking(rijen: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    """Return the counts that the sentences on top of a factsheet tell.

    Args:
        rijen: row per indicator (`rows`): the cell `recent` with `plek` and `ruim`, `band`, `verschil` and `doel`.

    Returns:
        `bereikt` of `met_streef` indicators with a target reached it; of `met_band` the recent value is `hoger` or
        `lager` than the middle half of institutions; of `met_start` it `steeg` or `daalde`. What a survey measures
        counts where its margin leaves no doubt, and nowhere without one.

    """
    alle = list(rijen)
    doel = [rij["doel"] for rij in alle if rij["doel"]]
    band = [
        (rij["recent"], rij["band"]["plekken"]) for rij in alle if rij["band"] and rij["recent"]["ruim"] is not None
    ]
    stappen = [rij["verschil"]["stap"] for rij in alle if rij["verschil"]["stap"] is not None]
    return {
        "met_streef": len(doel),
        "bereikt": doel.count(BEREIKT),
        "met_band": len(band),
        "hoger": sum(recent["plek"] - recent["ruim"] > plekken[2] for recent, plekken in band),
        "lager": sum(recent["plek"] + recent["ruim"] < plekken[1] for recent, plekken in band),
        "met_start": len(stappen),
        "steeg": stappen.count(1),
        "daalde": stappen.count(-1),
    }
