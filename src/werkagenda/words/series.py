"""Series by year: which years can be compared, and what a comparison says."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from werkagenda import formats as f


@dataclass(frozen=True)
class Period:
    """The first and last year that share one definition; equal when only one year does."""

    van: int
    tot: int

    @property
    def vergelijkbaar(self) -> bool:
        """Tell whether there are two years to compare."""
        return self.van < self.tot


def breukjaar(reeks: pd.DataFrame) -> int | None:
    """Return the first year of the new definition, or None when the series does not cross a break.

    Args:
        reeks: one row or more per year, with `jaar` and `reeksbreuk` (ja on the first year of the new definition).

    """
    nieuw = reeks.loc[reeks["reeksbreuk"] == "ja", "jaar"]
    return int(nieuw.min()) if not nieuw.empty and reeks["jaar"].min() < nieuw.min() else None


def periode(jaren: Iterable[int], breuk: int | None = None) -> Period:
    """Return the years to compare: from the break on, unless the whole series lies before it."""
    alle = sorted({int(jaar) for jaar in jaren})
    na_breuk = [jaar for jaar in alle if breuk is None or jaar >= breuk]
    bruikbaar = na_breuk or alle
    return Period(bruikbaar[0], bruikbaar[-1])


@dataclass(frozen=True)
class Value:
    """A share (0-1) or count with its interval."""

    waarde: float
    grenzen: f.Grenzen


@dataclass(frozen=True)
class Comparison:
    """One quantity in the first and last comparable year."""

    van: Value
    tot: Value
    soort: f.Soort
    drempels: Mapping[str, float]

    @property
    def richting(self) -> str:
        """Return gestegen, gedaald or gelijk gebleven."""
        return f.richting(self.van.waarde, self.tot.waarde, soort=self.soort, drempels=self.drempels)

    @property
    def onzeker(self) -> bool:
        """Tell whether the two intervals overlap."""
        return f.overlappen(self.van.grenzen, self.tot.grenzen)

    def facts(self) -> dict[str, Any]:
        """Return the comparison as facts.

        `van`, `tot`: the two values, and the interval `onder`, `boven` of the last (0-1 or students); `verandering`:
        in percentage points, or in percent of the older count; `richting`: the word of direction; `onzeker`: whether it
        lies within the uncertainty.
        """
        onder, boven = self.tot.grenzen
        return {
            "van": self.van.waarde,
            "tot": self.tot.waarde,
            "onder": onder,
            "boven": boven,
            "verandering": f.verandering(self.van.waarde, self.tot.waarde, self.soort),
            "richting": self.richting,
            "onzeker": self.onzeker,
        }


def vergelijk(reeks: pd.DataFrame, kolom: f.Soort, tijd: Period, drempels: Mapping[str, float]) -> Comparison:
    """Compare `kolom` in a series of one row per year between the ends of `tijd`."""
    return Comparison(_in_jaar(reeks, kolom, tijd.van), _in_jaar(reeks, kolom, tijd.tot), kolom, drempels)


def _in_jaar(reeks: pd.DataFrame, kolom: f.Soort, jaar: int) -> Value:
    """Take `kolom` and its interval of one year."""
    rij = reeks[reeks["jaar"] == jaar].iloc[0]
    onder, boven = f.intervalkolommen(kolom, reeks.columns)
    return Value(float(rij[kolom]), (float(rij[onder]), float(rij[boven])))
