"""Facts of a factsheet on group 3 and on the position in the sector: descriptive, no judgement of quality."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from werkagenda.flow.count import share
from werkagenda.formats import LEEG, half_op, procent
from werkagenda.institutions.quarters import HOOG, LAAG

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

    from werkagenda.flow.intervals import Margin

GROEP = "regeling"
MATEN = ("instroom", "gediplomeerd")
# As many years as fit beside each other on a sheet of A4.
JAREN = 5
KENMERKEN = ("beweging", "ambitie")
_DECIMALEN = 1


def group_shares(
    stroom: pd.DataFrame, spreiding: pd.DataFrame, *, leerwegen: Sequence[str], marge: Margin | None = None
) -> dict[str, Any]:
    """Return per institution the shares of group 3 in its inflow and graduates of the last years, beside the sector.

    Args:
        stroom: both tables of chapter 3.
        spreiding: `tabel_3_spreiding`.
        leerwegen: those that count in numerator and denominator.
        marge: the suppressed cells behind `stroom`; without them an interval is as wide as the outer bounds.

    """
    rijen = stroom[stroom["maat"].isin(MATEN) & stroom["leerweg"].isin(list(leerwegen))]
    telt = rijen["groep"].isin(["totaal", GROEP])
    delen = share(rijen[telt], ["instelling", "maat", "jaar"], marge).sort_values(["instelling", "maat", "jaar"])
    jaren = sorted(set(delen["jaar"]))[-JAREN:]
    sector = {
        (rij["maat"], rij["jaar"]): f"{_percent(rij['p25'])} tot {_percent(rij['p75'])}"
        for rij in spreiding[spreiding["groep"] == GROEP].to_dict("records")
    }
    eigen: dict[tuple[str, str, int], Any] = {
        (rij["instelling"], rij["maat"], rij["jaar"]): rij for rij in delen.to_dict("records")
    }
    return {
        code: {
            "jaren": [str(jaar) for jaar in jaren],
            "maten": [
                {
                    "maat": maat,
                    "eigen": [_share(eigen.get((code, maat, jaar))) for jaar in jaren],
                    "sector": [sector.get((maat, jaar), LEEG) for jaar in jaren],
                }
                for maat in MATEN
            ],
        }
        for code in sorted(set(delen["instelling"]))
    }


def position(rij: Mapping[str, Any]) -> dict[str, Any]:
    """Return the quarter counts and groups of one row of `typering`, and its movement and ambition (empty: unknown)."""
    tellingen = []
    for soort in ("start", "recent"):
        n = rij[f"n_{soort}"]
        # Missing where the institution has no values of this kind.
        if not n > 0:
            continue
        laag, hoog = (str(half_op(rij[f"{kwart}_{soort}"] * n)) for kwart in (LAAG, HOOG))
        tellingen.append({"soort": soort, "n": str(int(n)), "laag": laag, "hoog": hoog, "groep": rij[f"groep_{soort}"]})
    return {"tellingen": tellingen} | {naam: rij[naam] if isinstance(rij[naam], str) else "" for naam in KENMERKEN}


def _percent(waarde: float) -> str:
    return procent(waarde, _DECIMALEN)


def _share(rij: Mapping[str, Any] | None) -> dict[str, str]:
    """Return the share, and its interval where suppressed cells leave room that shows."""
    if rij is None:
        return {"tekst": LEEG, "grenzen": ""}
    onder, boven = _percent(rij["aandeel_laag"]), _percent(rij["aandeel_hoog"])
    return {"tekst": _percent(rij["aandeel"]), "grenzen": "" if onder == boven else f"{onder} tot {boven}"}
