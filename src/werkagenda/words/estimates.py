"""Products from persons: cells that may be held back, and the words of their codes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from werkagenda import formats as f

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

NIET_GETOOND = "niet getoond"
REFERENTIE = "(ref.)"
DECIMALEN = 3  # of coefficients and standard errors


def woord(labels: Mapping[str, Any], kenmerk: str, categorie: str, vorm: str = "kort") -> str:
    """Return the word of a category, for a table (`kort`) or a sentence (`zin`).

    A category without words of its own takes the pattern of its kenmerk: `Studiejaar 2013`.
    """
    van_kenmerk = labels["categorie"][kenmerk]
    eigen = van_kenmerk.get(categorie)
    if eigen is None:
        return str(van_kenmerk.get("overig", "{}").format(categorie))
    return str(eigen.get(vorm, eigen["kort"]))


def group(labels: Mapping[str, Any], kenmerk: str, categorie: str, vorm: str = "onder") -> str:
    """Return how a sentence names a group of persons.

    As those among whom something is so (`onder`: `onder vrouwen`, `op niveau 3`), or by itself (`wie`: `vrouwen`).
    """
    van_kenmerk = labels["categorie"][kenmerk]
    eigen = van_kenmerk.get(categorie, {})
    if vorm in eigen:
        return str(eigen[vorm])
    return str(van_kenmerk[vorm].format(eigen.get("zin", eigen.get("kort", categorie))))


def leerweg_name(leerweg: str) -> str:
    """Return a leerweg as an axis or table names it: `Bol`, `Bol deeltijd`."""
    return f.capitalised(leerweg.replace("_", " "))


def variant(labels: Mapping[str, Any], code: str) -> str:
    """Return the heading of a variant; one without cohorts names them: `zonder_2019_2020`."""
    if code in labels["variant"]:
        return str(labels["variant"][code])
    return f.capitalised(f"zonder {f.enumeration(code.split('_')[1:])}")


def shown_or_reason(waarde: float, druk: Callable[[float], str], reden: str = NIET_GETOOND) -> str:
    """Print a number; where it is missing for a reason say so, and where there is none leave a dash.

    A reason that bounds the number, `> 90 %`, is printed in its place.
    """
    return bounded(reden) if pd.isna(waarde) else druk(waarde)


def bounded(reden: str) -> str:
    """Return what stands for a number that is missing: its bound, that it is held back, or a dash without a reason."""
    if reden.startswith((">", "<")):
        return reden
    return NIET_GETOOND if reden else f.LEEG


def coefficient(rij: Mapping[str, Any]) -> str:
    """Print an estimate as the report does: `0,096**** (0,014)`."""
    return shown_or_reason(
        rij["coefficient"],
        lambda waarde: f"{f.getal(waarde, DECIMALEN)}{rij['sterren']} ({f.getal(rij['standaardfout'], DECIMALEN)})",
        rij["reden"],
    )


def with_interval(rij: Mapping[str, Any], kolom: str = "aandeel", grenzen: str = "aandeel") -> str:
    """Print a share with its interval, `71,2% (70,8-71,6%)`; its bounds stand in `<grenzen>_min` and `_max`."""
    onder, boven = (rij[f"{grenzen}_{kant}"] for kant in ("min", "max"))
    decimalen = f.PUBLICATIEDECIMALEN
    return shown_or_reason(
        rij[kolom],
        lambda aandeel: (
            f"{f.procent(aandeel, decimalen)} "
            f"({f.getal(f.exact(onder) * 100, decimalen)}-{f.procent(boven, decimalen)})"
        ),
        rij["reden"],
    )


def in_points(effect: float) -> str:
    """Print an effect (0-1) in percentage points with its sign, `+3,4`."""
    return f.with_sign(f.exact(effect) * 100, f.PUBLICATIEDECIMALEN)
