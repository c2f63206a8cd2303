"""What a factsheet says on group 3 and on the position in the sector: descriptive, no judgement of quality."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from werkagenda.flow.count import share
from werkagenda.formats import LEEG, half_op, procent
from werkagenda.indicators.typology import BLIJVER, DALER, STIJGER
from werkagenda.institutions.quarters import HOOG, LAAG, MIDDEN

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

GROEP = "regeling"
MATEN = {"instroom": "Instroom", "gediplomeerd": "Gediplomeerden"}
# As many years as fit beside each other on a sheet of A4.
JAREN = 5
GROEPSNAAM = {LAAG: "lage groep", MIDDEN: "middengroep", HOOG: "hoge groep"}
BEWEGING = {
    DALER: "Op de recente waarden staat de instelling in een lagere groep dan op de startwaarden.",
    BLIJVER: "Op de recente waarden staat de instelling in dezelfde groep als op de startwaarden.",
    STIJGER: "Op de recente waarden staat de instelling in een hogere groep dan op de startwaarden.",
}
AMBITIE = {LAAG: "het laagste kwart", MIDDEN: "de middelste helft", HOOG: "het hoogste kwart"}
_DECIMALEN = 1


def group_shares(stroom: pd.DataFrame, spreiding: pd.DataFrame, *, leerwegen: Sequence[str]) -> dict[str, Any]:
    """Return per institution the shares of group 3 in its inflow and graduates of the last years, beside the sector.

    Args:
        stroom: both tables of chapter 3.
        spreiding: `tabel_3_spreiding`.
        leerwegen: those that count in numerator and denominator.

    """
    rijen = stroom[stroom["maat"].isin(list(MATEN)) & stroom["leerweg"].isin(list(leerwegen))]
    telt = rijen["groep"].isin(["totaal", GROEP])
    delen = share(rijen[telt], ["instelling", "maat", "jaar"]).sort_values(["instelling", "maat", "jaar"])
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
                    "naam": naam,
                    "eigen": [_share(eigen.get((code, maat, jaar))) for jaar in jaren],
                    "sector": [sector.get((maat, jaar), LEEG) for jaar in jaren],
                }
                for maat, naam in MATEN.items()
            ],
        }
        for code in sorted(set(delen["instelling"]))
    }


def position(rij: Mapping[str, Any]) -> dict[str, Any]:
    """Return the quarter counts and groups of one row of `typering`, and its movement and ambition in words."""
    tellingen = []
    for soort, naam in (("start", "Startwaarden"), ("recent", "Recente waarden")):
        n = rij[f"n_{soort}"]
        # Missing where the institution has no values of this kind.
        if not n > 0:
            continue
        laag, hoog = (str(half_op(rij[f"{kwart}_{soort}"] * n)) for kwart in (LAAG, HOOG))
        groep = GROEPSNAAM[rij[f"groep_{soort}"]]
        tellingen.append({"naam": naam, "n": str(int(n)), "laag": laag, "hoog": hoog, "groep": groep})
    zinnen = [BEWEGING[rij["beweging"]]] if rij["beweging"] in BEWEGING else []
    if rij["ambitie"] in AMBITIE:
        zinnen.append(
            f"Het verschil tussen streefwaarden en startwaarden ligt in {AMBITIE[rij['ambitie']]} van de instellingen."
        )
    return {"tellingen": tellingen, "zinnen": zinnen}


def _percent(waarde: float) -> str:
    return procent(waarde, _DECIMALEN)


def _share(rij: Mapping[str, Any] | None) -> dict[str, str]:
    """Return the share, and its bounds where suppressed cells leave room that shows."""
    if rij is None:
        return {"tekst": LEEG, "grenzen": ""}
    onder, boven = _percent(rij["aandeel_min"]), _percent(rij["aandeel_max"])
    return {"tekst": _percent(rij["aandeel"]), "grenzen": "" if onder == boven else f"{onder} tot {boven}"}
