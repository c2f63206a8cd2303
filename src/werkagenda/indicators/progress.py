"""How far an indicator has come: from start value to target, by the rule of the synthesis and by the monitor's own.

The synthesis compares the means of all values there are. The monitor compares the same institutions, and says no more
than the interval of their change carries. Every value is mirrored so that higher is better.
"""

from __future__ import annotations

from math import isnan, nan, sqrt
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pandas as pd
from scipy.special import stdtrit

from werkagenda.formats import exact, half_op

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from decimal import Decimal

    from werkagenda.indicators.registry import Register

BEREIKT = "bereikt"
OP_KOERS = "op_koers"
VOORUITGANG = "vooruitgang"
NIET_OP_KOERS = "niet_op_koers"
GEEN_STREEFWAARDE = "geen_streefwaarde"
ONBEKEND = ""
SOORTEN = ("start", "recent", "streef")
OORDELEN = (BEREIKT, OP_KOERS, VOORUITGANG, NIET_OP_KOERS, GEEN_STREEFWAARDE)

# The monitor's own verdicts; `bereikt` and `op_koers` go by the names above.
TE_LANGZAAM = "te_langzaam"
GEEN_VERANDERING = "geen_verandering"
ACHTERUITGANG = "achteruitgang"
GEEN_OORDEEL = "geen_oordeel"
EIGEN_OORDELEN = (BEREIKT, OP_KOERS, TE_LANGZAAM, GEEN_VERANDERING, ACHTERUITGANG, GEEN_OORDEEL)
# Which verdicts of the synthesis say the same, per verdict of the monitor.
ZELFDE = {
    BEREIKT: {BEREIKT},
    OP_KOERS: {OP_KOERS},
    TE_LANGZAAM: {VOORUITGANG},
    GEEN_VERANDERING: {NIET_OP_KOERS},
    ACHTERUITGANG: {NIET_OP_KOERS},
    GEEN_OORDEEL: {GEEN_STREEFWAARDE, ONBEKEND},
}
# Why the monitor gives no verdict, in the order in which it looks.
GEEN_WAARDE = "geen_waarde"
JAREN = "jaren"
VRAAG = "vraag"
TE_WEINIG = "te_weinig"
MINDERHEID = "minderheid"
REDENEN = (GEEN_WAARDE, JAREN, VRAAG, TE_WEINIG, MINDERHEID, GEEN_STREEFWAARDE)
GESTEGEN, GEDAALD, NIET_TE_ZEGGEN = "gestegen", "gedaald", "niet_te_zeggen"
TWEEZIJDIG = 0.975  # quantile of t that leaves 5 % outside an interval

ONAFGEROND, AFGEROND = "onafgerond", "afgerond"
# Adding up floats leaves noise behind the fifteenth digit; a mean that is 0.94 must be 0.94 when half way is 0.94.
RUIS = 12  # decimals kept


def verdict(start: float | None, recent: float | None, streef: float | None) -> str:
    """Return the verdict on one indicator; nothing when its start or recent value is missing.

    `bereikt`: the target is reached or passed, also when the value fell; `op_koers`: half of the way or more;
    `vooruitgang`: less than half; `niet_op_koers`: standstill or decline; `geen_streefwaarde`: there is no target.
    Half way is judged on exact decimals: half of 0.93 to 0.95 is 0.94, which binary floats do not know.
    """
    begin, nu, doel = (decimals(waarde) for waarde in (start, recent, streef))
    if begin is None or nu is None:
        return ONBEKEND
    if doel is None:
        return GEEN_STREEFWAARDE
    if nu >= doel:
        return BEREIKT
    if nu <= begin:
        return NIET_OP_KOERS
    return OP_KOERS if 2 * (nu - begin) >= doel - begin else VOORUITGANG


def difference(start: float | None, recent: float | None) -> float | None:
    """Return recent minus start as an exact decimal difference, in the unit of the indicator; None without both."""
    begin, nu = decimals(start), decimals(recent)
    return None if begin is None or nu is None else float(nu - begin)


def base_of(waarden: Iterable[float], *, decimalen: int) -> str:
    """Tell whether values are rounded ones: whole percentages (`decimalen` 2 of a share), marks with one decimal.

    A yes or no (1 or 0) is exact.
    """
    uniek = set(waarden)
    rond = all(half_op(waarde, decimalen) == half_op(waarde, RUIS) for waarde in uniek)
    return AFGEROND if rond and not uniek <= {0.0, 1.0} else ONAFGEROND


def synthesis_values(sector: pd.DataFrame, register: Register) -> list[dict[str, Any]]:
    """Return one row per indicator of the synthesis, in its order, with what there is of it.

    Args:
        sector: `indicator, soort, jaar, waarde, instellingen`; the unweighted means over institutions.
        register: the registry of indicators.

    Returns:
        `rang, indicator, eenheid, n` and `start, recent, streef`, `jaar_start, jaar_recent, jaar_streef` (None where
        missing); `n` institutions have a recent value.

    """
    gemeten = {(rij["indicator"], rij["soort"]): rij for rij in sector.dropna(subset="waarde").to_dict("records")}
    rijen = []
    for een in register.synthese():
        van = {soort: gemeten.get((een.id, soort), {}) for soort in SOORTEN}
        rijen.append(
            {"rang": een.synthese, "indicator": een.id, "eenheid": een.eenheid}
            | {soort: rij.get("waarde") for soort, rij in van.items()}
            | {f"jaar_{soort}": rij.get("jaar") for soort, rij in van.items()}
            | {"n": int(van["recent"].get("instellingen", 0))}
        )
    return rijen


def decimals(waarde: float | None) -> Decimal | None:
    """Return a value as a decimal number without the noise of floats; None when it is missing."""
    return None if waarde is None or waarde != waarde else half_op(exact(waarde), RUIS)  # noqa: PLR0124 - nan


class Estimate(NamedTuple):
    """A value with its 95 % interval; nan where there is none."""

    waarde: float
    laag: float
    hoog: float


NIETS = Estimate(nan, nan, nan)


def common_set(waarden: pd.DataFrame) -> pd.DataFrame:
    """Return one row per institution that has start, recent and, where any institution has one, target value.

    Args:
        waarden: `instelling, soort, waarde` of one indicator.

    """
    bekend = waarden.dropna(subset="waarde").set_index("instelling")
    breed = pd.DataFrame({soort: bekend.loc[bekend["soort"] == soort, "waarde"] for soort in SOORTEN})
    nodig = ["start", "recent"] + (["streef"] if breed["streef"].notna().any() else [])
    return breed.dropna(subset=nodig).sort_index()


def mean_interval(verschillen: Iterable[float]) -> Estimate:
    """Return the mean with a t interval over institutions; nan bounds from one institution.

    What varies is how institutions develop; a difference of two survey values holds the chance of both samples, so
    that its variance over institutions does too.
    """
    reeks = np.asarray(list(verschillen), dtype=float)
    if not len(reeks):
        return NIETS
    midden = float(reeks.mean())
    if len(reeks) == 1:
        return Estimate(_clean(midden), nan, nan)
    marge = float(stdtrit(len(reeks) - 1, TWEEZIJDIG) * reeks.std(ddof=1) / sqrt(len(reeks)))
    return Estimate(_clean(midden), _clean(midden - marge), _clean(midden + marge))


def ratio_interval(teller: Iterable[float], noemer: Iterable[float]) -> Estimate:
    """Return mean(teller) / mean(noemer) of pairs with Fieller's interval: every ratio that a t test does not reject.

    No value where the mean of `noemer` is not above 0; no bounds where it may be 0 itself: any ratio would fit then.
    """
    x, y = np.asarray(list(teller), dtype=float), np.asarray(list(noemer), dtype=float)
    if not len(x) or _clean(float(y.mean())) <= 0:
        return NIETS
    a, b = float(x.mean()), float(y.mean())
    if len(x) == 1:
        return Estimate(_clean(a / b), nan, nan)
    t = float(stdtrit(len(x) - 1, TWEEZIJDIG))
    (v_xx, v_xy), (_, v_yy) = np.cov(x, y) * t * t / len(x)
    # Roots of (a - r b)^2 = t^2 var(a - r b), a parabola in r.
    kwadraat, helft, rest = b * b - v_yy, a * b - v_xy, a * a - v_xx
    if kwadraat <= 0:
        return Estimate(_clean(a / b), nan, nan)
    wortel = sqrt(max(helft * helft - kwadraat * rest, 0.0))
    return Estimate(_clean(a / b), _clean((helft - wortel) / kwadraat), _clean((helft + wortel) / kwadraat))


def own_progress(
    rij: Mapping[str, Any],
    waarden: pd.DataFrame,
    *,
    studenten: pd.Series[float],
    grenzen: Mapping[str, Any],
    vraagbreuk: int | None,
) -> dict[str, Any]:
    """Return how far one indicator is in the institutions that have all its values, and the monitor's verdict.

    Args:
        rij: its row of `synthesis_values`.
        waarden: `instelling, soort, waarde`: its values of institutions.
        studenten: students per institution, of every institution there is.
        grenzen: `drempel` (part of the way at which it is on course), `instellingen` and `deel` (least number and least
            share of institutions in common).
        vraagbreuk: first year of the question as it is asked now; None where there is no such year.

    Returns:
        `n_start, n_streef, n_samen` (institutions), `aandeel_studenten` (0-1, of those in common), `start_samen,
        recent_samen, streef_samen` (unweighted means of those in common), `verandering` and `deel_weg` with `_laag` and
        `_hoog` (recent minus start in the unit of the indicator; part of the way gone against part of the time gone, 1
        is on schedule), `richting` (empty where the institutions in common do not carry one), `oordeel`, and
        `geen_oordeel`: why there is none.

    """
    samen = common_set(waarden)
    telling = waarden.dropna(subset="waarde").groupby("soort")["instelling"].nunique()
    verandering = mean_interval(samen["recent"] - samen["start"])
    weg = ratio_interval(samen["recent"] - samen["start"], samen["streef"] - samen["start"])
    tijd = _time_gone(rij)
    reden = _no_verdict(rij, len(samen), len(studenten), grenzen=grenzen, vraagbreuk=vraagbreuk)
    stand = (
        {
            "n_start": int(telling.get("start", 0)),
            "n_streef": int(telling.get("streef", 0)),
            "n_samen": len(samen),
            "aandeel_studenten": float(studenten.reindex(samen.index).sum() / studenten.sum()),
        }
        | {f"{soort}_samen": _clean(float(samen[soort].mean())) for soort in SOORTEN}
        | _columns("verandering", verandering)
        | _columns("deel_weg", Estimate(*(_clean(waarde / tijd) for waarde in weg)) if tijd else NIETS)
        | {
            "richting": direction(verandering) if reden in ("", GEEN_STREEFWAARDE) else "",
            "geen_oordeel": reden,
        }
    )
    return stand | {"oordeel": own_verdict(stand, drempel=grenzen["drempel"])}


def own_verdict(stand: Mapping[str, Any], *, drempel: float) -> str:
    """Return the monitor's verdict on what `own_progress` found, `drempel` being the part of the way that is enough."""
    if stand["geen_oordeel"]:
        return GEEN_OORDEEL
    if stand["recent_samen"] >= stand["streef_samen"]:
        return BEREIKT
    if stand["richting"] == GESTEGEN:
        return OP_KOERS if stand["deel_weg"] >= drempel else TE_LANGZAAM
    return ACHTERUITGANG if stand["richting"] == GEDAALD else GEEN_VERANDERING


def direction(verandering: Estimate) -> str:
    """Return which side of 0 the interval of a change lies; that it can't be said where it holds 0."""
    if verandering.laag > 0:
        return GESTEGEN
    return GEDAALD if verandering.hoog < 0 else NIET_TE_ZEGGEN


def _no_verdict(
    rij: Mapping[str, Any], samen: int, alle: int, *, grenzen: Mapping[str, Any], vraagbreuk: int | None
) -> str:
    """Return why there is no verdict, the first reason of `REDENEN` that holds; empty when there is one."""
    start, recent, streef = (rij[f"jaar_{soort}"] for soort in SOORTEN)
    if decimals(rij["start"]) is None or decimals(rij["recent"]) is None:
        return GEEN_WAARDE
    zonder_doel = decimals(rij["streef"]) is None
    if recent <= start or (not zonder_doel and streef <= start):
        return JAREN
    if vraagbreuk is not None and start < vraagbreuk <= recent:
        return VRAAG
    if samen < grenzen["instellingen"]:
        return TE_WEINIG
    if samen < grenzen["deel"] * alle:
        return MINDERHEID
    return GEEN_STREEFWAARDE if zonder_doel else ""


def _time_gone(rij: Mapping[str, Any]) -> float | None:
    """Return which part of the time from start to target year has gone; None where the years do not give one."""
    start, recent, streef = (rij[f"jaar_{soort}"] for soort in SOORTEN)
    return (recent - start) / (streef - start) if start and recent and streef and start < min(recent, streef) else None


def _columns(naam: str, schatting: Estimate) -> dict[str, float]:
    return {naam: schatting.waarde, f"{naam}_laag": schatting.laag, f"{naam}_hoog": schatting.hoog}


def _clean(waarde: float) -> float:
    """Return a value without the noise of floats: a mean change of 0 is 0."""
    return waarde if isnan(waarde) else float(half_op(exact(waarde), RUIS))
