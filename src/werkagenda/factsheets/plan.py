"""Facts of a factsheet on the own plan of an institution: spending, measures and programmes that it names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from werkagenda.factsheets.rows import bands
from werkagenda.formats import LEEG, procent

if TYPE_CHECKING:
    import pandas as pd

TOEGEPAST = "pas toe"
VORMEN = {"nieuw": "nieuw", "voortgezet": "uitbreiding of voortzetting", "onbekend": "onduidelijk"}
_DECIMALEN = 1


def spending(besteding: pd.DataFrame, *, minimum: int) -> dict[str, dict[str, dict[str, str]]]:
    """Return per institution and objective its share of spending in the last year there is, beside the sector.

    Args:
        besteding: `instelling, doelstelling, jaar, aandeel` (0-1).
        minimum: institutions from which there is a band of the sector.

    Returns:
        `tekst`, `jaar` and `sector` (middle half of institutions), ready to print.

    """
    laatste = besteding[besteding["jaar"] == besteding["jaar"].max()]
    banden = bands(laatste.rename(columns={"aandeel": "waarde"}), by=["doelstelling"], minimum=minimum)
    sector = {
        rij["doelstelling"]: f"{procent(rij['p25'], _DECIMALEN)} tot {procent(rij['p75'], _DECIMALEN)}"
        for rij in banden.to_dict("records")
    }
    uit: dict[str, dict[str, dict[str, str]]] = {}
    for rij in laatste.dropna(subset="aandeel").sort_values(["instelling", "doelstelling"]).to_dict("records"):
        uit.setdefault(rij["instelling"], {})[rij["doelstelling"]] = {
            "tekst": procent(rij["aandeel"], _DECIMALEN),
            "jaar": str(int(rij["jaar"])),
            "sector": sector.get(rij["doelstelling"], LEEG),
        }
    return uit


def plans(maatregelen: pd.DataFrame, genoemd: pd.DataFrame, bc: pd.DataFrame) -> dict[str, dict[str, Any]]:
    """Return per institution with a plan what it says: numbers of measures, and names of programmes.

    Args:
        maatregelen: `instelling` (of today), `maatregel, oordeel, vorm`; of a merged institution a measure counts once.
        genoemd: `instelling` (of today), `bc`.
        bc: `bc, naam`.

    Returns:
        `gecodeerd` measures, of which `toegepast`, of those the numbers of VORMEN, and the names `bcs` in order.

    """
    namen = bc.astype(str).set_index("bc")["naam"]
    uit: dict[str, dict[str, Any]] = {}
    for code, eigen in maatregelen.groupby("instelling", sort=True, observed=True):
        # Applied by one of the parts is applied.
        past_toe = eigen[eigen["oordeel"] == TOEGEPAST].sort_values(["maatregel", "eigen"])
        past_toe = past_toe.drop_duplicates("maatregel")
        uit[str(code)] = {
            "gecodeerd": eigen["maatregel"].nunique(),
            "toegepast": len(past_toe),
            **{naam: int((past_toe["vorm"] == vorm).sum()) for naam, vorm in VORMEN.items()},
            "bcs": [],
        }
    for code, eigen in genoemd.groupby("instelling", sort=True, observed=True):
        if str(code) in uit:
            uit[str(code)]["bcs"] = sorted({namen.get(een, een) for een in eigen["bc"].astype(str)})
    return uit
