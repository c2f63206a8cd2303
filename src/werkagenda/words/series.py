"""Series by year: which years can be compared, and what a comparison says."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

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
    """A share (0-1) or count with its bounds."""

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
    def richting_zeker(self) -> str:
        """Return the word of direction, with `(binnen de onzekerheid)` where the bounds overlap."""
        return self.richting + f.zekerheid(self.van.grenzen, self.tot.grenzen)

    def variabelen(self, naam: str) -> dict[str, str]:
        """Return the comparison as variables of the prose.

        `<naam>_van`, `_tot`: the two values; `_van_precies`, `_tot_precies`: shares with one decimal;
        `_tot_onder`, `_tot_boven`: the bounds of the last one; `_verschil`: signed, in percentage points or students;
        `_verandering`: signed percentage of a count; `_richting`, `_richting_zeker`: the word.
        """
        oud, nieuw = self.van.waarde, self.tot.waarde
        druk = f.procent_voluit if self.soort == "aandeel" else f.aantal
        eigen = (
            {
                "van_precies": f.procent_voluit(oud, f.PUBLICATIEDECIMALEN),
                "tot_precies": f.procent_voluit(nieuw, f.PUBLICATIEDECIMALEN),
                "verschil": f.procentpunt(oud, nieuw),
            }
            if self.soort == "aandeel"
            else {"verschil": f.met_teken(nieuw - oud), "verandering": f.procent_verandering(oud, nieuw)}
        )
        woorden = {
            "van": druk(oud),
            "tot": druk(nieuw),
            "tot_onder": druk(self.tot.grenzen[0]),
            "tot_boven": druk(self.tot.grenzen[1]),
            "richting": self.richting,
            "richting_zeker": self.richting_zeker,
        } | eigen
        return {f"{naam}_{achter}": woord for achter, woord in woorden.items()}


def vergelijk(reeks: pd.DataFrame, kolom: f.Soort, tijd: Period, drempels: Mapping[str, float]) -> Comparison:
    """Compare `kolom` in a series of one row per year between the ends of `tijd`."""
    return Comparison(_in_jaar(reeks, kolom, tijd.van), _in_jaar(reeks, kolom, tijd.tot), kolom, drempels)


def _in_jaar(reeks: pd.DataFrame, kolom: f.Soort, jaar: int) -> Value:
    """Take `kolom`, `kolom_min` and `kolom_max` of one year."""
    rij = reeks[reeks["jaar"] == jaar].iloc[0]
    return Value(float(rij[kolom]), (float(rij[f"{kolom}_min"]), float(rij[f"{kolom}_max"])))
