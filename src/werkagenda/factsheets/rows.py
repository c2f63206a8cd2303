"""The rows of a factsheet: start, recent and target of one institution beside the band of the sector, ready to print.

Everything is rounded here to what the page shows, so that a page is made again only when something on it changed.
Values are mirrored already, so that higher is better; one over too few students has a reason, and is in no cell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from werkagenda.formats import LEEG, getal, half_op
from werkagenda.indicators.progress import SOORTEN
from werkagenda.indicators.registry import SCHALEN

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import pandas as pd

    from werkagenda.indicators.registry import Indicator

KANSEN = {"p10": 0.1, "p25": 0.25, "p75": 0.75, "p90": 0.9}
_TEKEN = {"procent": "%", "rapportcijfer": ""}
_DECIMALEN = 1
# Why a cell is empty of which the data say nothing: keys of the words of the page.
GEEN_WAARDE, GEEN_STREEF = "geen_waarde", "geen_opgave"


def bands(waarden: pd.DataFrame, *, by: Sequence[str] = ("indicator", "soort"), minimum: int) -> pd.DataFrame:
    """Return `p10, p25, p75, p90` and `instellingen` per combination of `by`: unweighted, numpy's type 7.

    Args:
        waarden: one row per institution and combination of `by`, with `waarde`.
        by: columns.
        minimum: institutions from which there is a band.

    """
    per_soort = waarden.dropna(subset="waarde").groupby(list(by), sort=True)["waarde"]
    uit = per_soort.agg(instellingen="size")
    for naam, kans in KANSEN.items():
        uit[naam] = per_soort.quantile(kans, interpolation="linear")
    genoeg: pd.DataFrame = uit[uit["instellingen"] >= minimum]
    return genoeg.reset_index()


def rows(
    waarden: pd.DataFrame, banden: pd.DataFrame, indicatoren: Iterable[Indicator], codes: Iterable[str]
) -> dict[str, list[dict[str, Any]]]:
    """Return per institution a row for each indicator that any institution has, in the order of the registry.

    Args:
        waarden: `instelling, indicator, soort, jaar, waarde, reden`; one row at most per institution and kind, of
            `tussen` (years before the most recent) several.
        banden: what `bands` returns.
        indicatoren: those with a value per institution.
        codes: institutions, also those without any value.

    """
    per_cel = _by_cell(waarden)
    per_band = {(rij["indicator"], rij["soort"]): rij for rij in banden.to_dict("records")}
    aanwezig = set(waarden["indicator"])
    gebruikt = [een for een in indicatoren if een.id in aanwezig]
    return {code: [_row(een, code, per_cel, per_band) for een in gebruikt] for code in codes}


def _by_cell(waarden: pd.DataFrame) -> dict[tuple[str, str, str], Any]:
    """Return the row of each institution, indicator and kind; who skipped the last survey has its own last value."""
    uit: dict[tuple[str, str, str], Any] = {}
    eerder: dict[tuple[str, str, str], Any] = {}
    for rij in waarden.sort_values("jaar").to_dict("records"):
        sleutel = (rij["instelling"], rij["indicator"])
        if rij["soort"] != "tussen":
            uit[*sleutel, rij["soort"]] = rij
        elif rij["waarde"] == rij["waarde"] and not rij["reden"]:
            eerder[*sleutel, "recent"] = rij
    return eerder | uit


def _row(
    een: Indicator, code: str, per_cel: Mapping[tuple[str, str, str], Any], per_band: Mapping[tuple[str, str], Any]
) -> dict[str, Any]:
    # What a merger takes the highest of is a yes or a no: a share says little about one institution.
    ja_nee = "fusie" in een.berekening
    laag, hoog, _ = SCHALEN[een.eenheid]
    vergeleken = per_band.get((een.id, "recent")) or per_band.get((een.id, "start"))
    return {
        "id": een.id,
        "naam": een.display_name,
        "doelstelling": een.doelstelling,
        "schaal": [laag, hoog],
        **{
            soort: _cell(per_cel.get((code, een.id, soort)), eenheid=een.eenheid, soort=soort, ja_nee=ja_nee)
            for soort in SOORTEN
        },
        "band": _band(vergeleken, een.eenheid) if vergeleken and not ja_nee else None,
    }


def _cell(rij: Mapping[str, Any] | None, *, eenheid: str, soort: str, ja_nee: bool) -> dict[str, Any]:
    """Return one cell: `tekst`, `jaar`, `plek` on the scale (None when empty) and `reden` when empty."""
    if rij is None or rij["waarde"] != rij["waarde"] or rij["reden"]:
        reden = (rij["reden"] if rij else "") or (GEEN_STREEF if soort == "streef" else GEEN_WAARDE)
        return {"tekst": LEEG, "jaar": "", "plek": None, "reden": reden}
    plek = _shown(rij["waarde"], eenheid)
    tekst = ("ja" if rij["waarde"] > 0 else "nee") if ja_nee else getal(plek, _DECIMALEN) + _TEKEN[eenheid]
    return {"tekst": tekst, "jaar": str(int(rij["jaar"])), "plek": None if ja_nee else plek, "reden": ""}


def _band(rij: Mapping[str, Any], eenheid: str) -> dict[str, Any]:
    plekken = [_shown(rij[naam], eenheid) for naam in KANSEN]
    p10, p25, p75, p90 = (getal(plek, _DECIMALEN) for plek in plekken)
    return {
        "plekken": plekken,
        "midden": f"{p25} tot {p75}{_TEKEN[eenheid]}",
        "breed": f"{p10} tot {p90}{_TEKEN[eenheid]}",
        "soort": rij["soort"],
    }


def _shown(waarde: float, eenheid: str) -> float:
    """Return a value on the drawn scale (percent or mark), rounded as it is printed."""
    # Adding up floats leaves noise far behind the last digit that counts; it must not tip a half.
    return float(half_op(half_op(waarde * SCHALEN[eenheid][2], 9), _DECIMALEN))
