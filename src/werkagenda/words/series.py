"""Series by year: which years can be compared, and what a comparison says."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import inf
from typing import Any

import pandas as pd

from werkagenda import formats as f
from werkagenda.words.direction import Ranked, difference, direction


@dataclass(frozen=True)
class Period:
    """The first and last year that share one definition; equal when only one year does."""

    van: int
    tot: int

    @property
    def comparable(self) -> bool:
        """Tell whether there are two years to compare."""
        return self.van < self.tot


def break_year(reeks: pd.DataFrame) -> int | None:
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
    """A share (0-1) or count with its interval; `begrensd` when that is no more than the outer bounds."""

    waarde: float
    grenzen: f.Grenzen
    begrensd: bool = False


@dataclass(frozen=True)
class Comparison:
    """One quantity in the first and last comparable year."""

    van: Value
    tot: Value
    soort: f.Soort
    drempels: Mapping[str, float]

    @property
    def change(self) -> f.Grenzen:
        """Return the 95 % interval of the change, in percentage points or in percent of the older count.

        It has no ends where one of the years has nothing but outer bounds, from which no trend can be read.
        """
        if self.van.begrensd or self.tot.begrensd:
            return -inf, inf
        _, *ends = difference((self.van.waarde, *self.van.grenzen), (self.tot.waarde, *self.tot.grenzen))
        if self.soort == "aantal" and not self.van.waarde:
            onder, boven = (100.0 * (end > 0) for end in ends)
        else:
            onder, boven = (100 * end / (self.van.waarde if self.soort == "aantal" else 1) for end in ends)
        return onder, boven

    @property
    def direction(self) -> str:
        """Return gestegen, gedaald, gelijk gebleven or niet te zeggen."""
        onder, boven = self.change
        d = float(f.change(self.van.waarde, self.tot.waarde, self.soort))
        return direction(d, min(onder, d), max(boven, d), self.drempels[self.soort])

    def facts(self) -> dict[str, Any]:
        """Return the comparison as facts.

        `van`, `tot`: the two values, and the interval `onder`, `boven` of the last (0-1 or students); `verandering`
        and its interval `verandering_onder`, `verandering_boven`: in percentage points, or in percent of the older
        count; `richting`: the word of direction that follows from them.
        """
        onder, boven = self.tot.grenzen
        verandering_onder, verandering_boven = self.change
        return {
            "van": self.van.waarde,
            "tot": self.tot.waarde,
            "onder": onder,
            "boven": boven,
            "verandering": f.change(self.van.waarde, self.tot.waarde, self.soort),
            "verandering_onder": verandering_onder,
            "verandering_boven": verandering_boven,
            "richting": self.direction,
        }


def compare_years(reeks: pd.DataFrame, kolom: f.Soort, tijd: Period, drempels: Mapping[str, float]) -> Comparison:
    """Compare `kolom` in a series of one row per year between the ends of `tijd`."""
    return Comparison(_in_year(reeks, kolom, tijd.van), _in_year(reeks, kolom, tijd.tot), kolom, drempels)


def ranked(rijen: pd.DataFrame, kolom: f.Soort, sleutel: str) -> list[Ranked]:
    """Return the rows of one year as what is ranked: named by `sleutel`, each `kolom` with its interval."""
    onder, boven = f.interval_columns(kolom, rijen.columns)
    namen = ["naam", "waarde", "onder", "boven"]
    tabel = rijen[[sleutel, kolom, onder, boven]].set_axis(namen, axis=1)
    return [Ranked(str(rij["naam"]), *(float(rij[naam]) for naam in namen[1:])) for rij in tabel.to_dict("records")]


def _in_year(reeks: pd.DataFrame, kolom: f.Soort, jaar: int) -> Value:
    """Take `kolom` and its interval of one year."""
    rij = reeks[reeks["jaar"] == jaar].iloc[0]
    onder, boven = (float(rij[naam]) for naam in f.interval_columns(kolom, reeks.columns))
    return Value(float(rij[kolom]), (onder, boven), rij.get("telling") == f.BEGRENSD and onder < boven)
