"""The rows of a factsheet: start, recent and target of one institution beside the band of the sector, ready to print.

Everything is rounded here to what the page shows, so that a page is made again only when something on it changed.
Values are mirrored already, so that higher is better; one over too few students has a reason, and is in no cell.
"""

from __future__ import annotations

from math import ceil, hypot
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from werkagenda.formats import LEEG, aantal, getal, half_op, with_sign
from werkagenda.indicators.progress import SOORTEN
from werkagenda.indicators.registry import SCHALEN
from werkagenda.models.proportions import wilson

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from werkagenda.indicators.registry import Indicator

KANSEN = {"p10": 0.1, "p25": 0.25, "p75": 0.75, "p90": 0.9}
_TEKEN = {"procent": "%", "rapportcijfer": ""}
_DECIMALEN = 1
# Why a cell is empty of which the data say nothing: keys of the words of the page.
GEEN_WAARDE, GEEN_STREEF, GEEN_MARGE = "geen_waarde", "geen_opgave", "geen_marge"
# Whether the own target is reached: keys of the words of the page.
BEREIKT, NIET, OPEN = "bereikt", "niet", "open"
JA, NEE = "ja", "nee"


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


def year_bands(waarden: pd.DataFrame, *, minimum: int, groepen: pd.Series | None = None) -> pd.DataFrame:
    """Return what `bands` does per indicator and year of measurement; a value that is start and recent counts once.

    With `groepen`, the kind per institution, that is done per `groep` too.
    """
    gemeten = waarden[waarden["soort"] != "streef"].drop_duplicates(["instelling", "indicator", "jaar"])
    by = ["indicator", "jaar"]
    if groepen is not None:
        gemeten = gemeten.assign(groep=gemeten["instelling"].astype(str).map(groepen)).dropna(subset="groep")
        by = ["groep", *by]
    return bands(gemeten, by=by, minimum=minimum)


def rows(
    waarden: pd.DataFrame,
    indicatoren: Iterable[Indicator],
    codes: Iterable[str],
    *,
    minimum: int,
    groepen: pd.Series,
) -> dict[str, list[dict[str, Any]]]:
    """Return per institution a row for each indicator that any institution has, in the order of the registry.

    Args:
        waarden: `instelling, indicator, soort, jaar, waarde, n, n_effectief, reden`; one row at most per institution
            and kind, of `tussen` (years before the most recent) several.
        indicatoren: those with a value per institution.
        codes: institutions, also those without any value.
        minimum: institutions from which there is a band; a value stands beside the band of its own year.
        groepen: kind of each institution, for the band of those that compare.

    """
    per_cel = _by_cell(waarden.assign(ruim=_margins(waarden)))
    sector = _by_year(year_bands(waarden, minimum=minimum))
    met_groep = year_bands(waarden, minimum=minimum, groepen=groepen)
    gelijken = {str(groep): _by_year(deel) for groep, deel in met_groep.groupby("groep")}
    aanwezig = set(waarden["indicator"])
    gebruikt = [een for een in indicatoren if een.id in aanwezig]
    return {
        code: [_row(een, code, per_cel, (sector, gelijken.get(str(groepen.get(code)), {}))) for een in gebruikt]
        for code in codes
    }


def _by_year(banden: pd.DataFrame) -> dict[str, dict[int, Mapping[Any, Any]]]:
    uit: dict[str, dict[int, Mapping[Any, Any]]] = {}
    for rij in banden.to_dict("records"):
        uit.setdefault(rij["indicator"], {})[int(rij["jaar"])] = rij
    return uit


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
    een: Indicator,
    code: str,
    per_cel: Mapping[tuple[str, str, str], Any],
    banden: tuple[Mapping[str, Mapping[int, Mapping[Any, Any]]], ...],
) -> dict[str, Any]:
    # What a merger takes the highest of is a yes or a no: a share says little about one institution.
    ja_nee = "fusie" in een.berekening
    laag, hoog, _ = SCHALEN[een.eenheid]
    cellen = {soort: _cell(per_cel.get((code, een.id, soort)), een, soort=soort, ja_nee=ja_nee) for soort in SOORTEN}
    # The band of the year of its own last value; of the last year there is where it has none.
    jaar = cellen["recent"]["jaar"] or cellen["start"]["jaar"]
    naast = []
    for per_indicator in banden:
        per_jaar = per_indicator.get(een.id, {})
        gevonden = per_jaar.get(int(jaar) if jaar else max(per_jaar, default=0))
        naast.append(_band(gevonden, een.eenheid) if gevonden and not ja_nee else None)
    return {
        "id": een.id,
        "naam": een.display_name,
        "doelstelling": een.doelstelling,
        "schaal": [laag, hoog],
        **cellen,
        "verschil": _difference(cellen["start"], cellen["recent"]),
        "doel": _verdict(cellen["recent"], cellen["streef"], ja_nee=ja_nee),
        "band": naast[0],
        "gelijken": naast[1],
    }


def _difference(start: Mapping[str, Any], recent: Mapping[str, Any]) -> dict[str, Any]:
    """Return how far the recent value is from the start, with the margin of both surveys together, upwards.

    `stap` is 1 where that is a rise, -1 where it is a fall, 0 where the margin leaves that open or nothing changed, and
    None where nothing can be said.
    """
    if start["plek"] is None or recent["plek"] is None:
        return {"tekst": LEEG, "jaar": "", "marge": "", "reden": "", "stap": None}
    d = float(half_op(recent["plek"] - start["plek"], _DECIMALEN))
    tekst = with_sign(d, _DECIMALEN)
    if start["ruim"] is None or recent["ruim"] is None:
        return {"tekst": tekst, "jaar": "", "marge": "", "reden": GEEN_MARGE, "stap": None}
    ruim = ceil(round(hypot(start["ruim"], recent["ruim"]) * 10, 6)) / 10
    stap = 0 if abs(d) <= ruim else 1 if d > 0 else -1
    marge = f"±{getal(ruim, _DECIMALEN)}" if ruim else ""
    return {"tekst": tekst, "jaar": "", "marge": marge, "reden": "", "stap": stap}


def _verdict(recent: Mapping[str, Any], streef: Mapping[str, Any], *, ja_nee: bool) -> str:
    """Return whether the own target is reached: `bereikt`, `niet`, `open` within a survey's margin, or empty."""
    if recent["reden"] or streef["reden"] or recent["ruim"] is None:
        return ""
    if ja_nee:
        return BEREIKT if recent["tekst"] == streef["tekst"] or recent["tekst"] == JA else NIET
    ruimte = half_op(recent["plek"] - streef["plek"], _DECIMALEN)
    if ruimte >= recent["ruim"]:
        return BEREIKT
    return NIET if ruimte < -recent["ruim"] else OPEN


def _cell(rij: Mapping[str, Any] | None, een: Indicator, *, soort: str, ja_nee: bool) -> dict[str, Any]:
    """Return one cell: `tekst`, `jaar`, `plek` on the scale (None when empty), `reden` of that, a survey's `marge`.

    `ruim` is that margin as a number: 0 of what is counted, None where it is not known.
    """
    if rij is None or rij["waarde"] != rij["waarde"] or rij["reden"]:
        reden = (rij["reden"] if rij else "") or (GEEN_STREEF if soort == "streef" else GEEN_WAARDE)
        return {"tekst": LEEG, "jaar": "", "plek": None, "reden": reden, "marge": "", "ruim": None}
    plek = _shown(rij["waarde"], een.eenheid)
    van_enquete = een.product == "job" and een.eenheid == "procent" and soort != "streef"
    ruim = rij["ruim"] if van_enquete else 0.0
    ruim = None if pd.isna(ruim) else float(ruim)
    tekst = (JA if rij["waarde"] > 0 else NEE) if ja_nee else getal(plek, _DECIMALEN) + _TEKEN[een.eenheid]
    return {
        "tekst": tekst,
        "jaar": str(int(rij["jaar"])),
        "plek": None if ja_nee else plek,
        "reden": "",
        "marge": f"±{getal(ruim, _DECIMALEN)}; n = {aantal(rij['n'])}" if ruim else "",
        "ruim": ruim,
    }


def _margins(waarden: pd.DataFrame) -> pd.Series:
    """Return half the width of Wilson's 95 % interval of shares, in percentage points, upwards; missing where none is.

    The interval is that of Kish's effective number (`n_effectief`); printed is how many answered (`n`).
    """
    deel = waarden[waarden["waarde"].between(0, 1)]
    waarde, omvang = deel["waarde"], deel["n_effectief"].astype("float64")
    laag, hoog = wilson(waarde * omvang, omvang)
    helft = np.maximum(waarde - laag, hoog - waarde) * 100
    naar_boven: pd.Series = np.ceil((helft * 10).round(6)) / 10
    return naar_boven.reindex(waarden.index)


def _band(rij: Mapping[str, Any], eenheid: str) -> dict[str, Any]:
    plekken = [_shown(rij[naam], eenheid) for naam in KANSEN]
    p25, p75 = (getal(plek, _DECIMALEN) for plek in plekken[1:3])
    return {
        "plekken": plekken,
        "midden": f"{p25} tot {p75}{_TEKEN[eenheid]}",
        "jaar": str(int(rij["jaar"])),
    }


def _shown(waarde: float, eenheid: str) -> float:
    """Return a value on the drawn scale (percent or mark), rounded as it is printed."""
    # Adding up floats leaves noise far behind the last digit that counts; it must not tip a half.
    return float(half_op(half_op(waarde * SCHALEN[eenheid][2], 9), _DECIMALEN))
