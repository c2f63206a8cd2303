"""What stands out on a factsheet, counted from its rows: targets reached, places beside the sector, changes."""

from __future__ import annotations

from math import hypot
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


def striking(rijen: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    """Return the counts that the sentences on top of a factsheet tell.

    Args:
        rijen: row per indicator (`rows`): the cells `start`, `recent` and `streef` with `plek` and `ruim`, and `band`.

    Returns:
        `bereikt` of `met_streef` indicators with a target reached it; of `met_band` the recent value is `hoger` or
        `lager` than the middle half of institutions; of `met_start` it `steeg` or `daalde`. What a survey measures
        counts where its margin leaves no doubt, and nowhere without one.

    """
    alle = list(rijen)
    doel = [rij for rij in alle if _known(rij, "recent", "streef")]
    band = [rij for rij in alle if rij["band"] and _known(rij, "recent")]
    begin = [rij for rij in alle if _known(rij, "start", "recent")]
    stappen = [_step(rij["start"], rij["recent"]) for rij in begin]
    return {
        "met_streef": len(doel),
        "bereikt": sum(rij["recent"]["plek"] - rij["recent"]["ruim"] >= rij["streef"]["plek"] for rij in doel),
        "met_band": len(band),
        "hoger": sum(rij["recent"]["plek"] - rij["recent"]["ruim"] > rij["band"]["plekken"][2] for rij in band),
        "lager": sum(rij["recent"]["plek"] + rij["recent"]["ruim"] < rij["band"]["plekken"][1] for rij in band),
        "met_start": len(begin),
        "steeg": stappen.count(1),
        "daalde": stappen.count(-1),
    }


def _known(rij: Mapping[str, Any], *soorten: str) -> bool:
    return all(rij[soort]["plek"] is not None and rij[soort]["ruim"] is not None for soort in soorten)


def _step(start: Mapping[str, Any], recent: Mapping[str, Any]) -> int:
    """Return 1 where a value rose, -1 where it fell, 0 where its margins leave that open or nothing changed."""
    verschil = recent["plek"] - start["plek"]
    return 0 if abs(verschil) <= hypot(start["ruim"], recent["ruim"]) else 1 if verschil > 0 else -1
