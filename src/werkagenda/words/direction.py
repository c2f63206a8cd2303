"""What may be said of a change or a rank: every word of direction follows from an interval, at one level (5 %)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from math import isinf
from typing import TYPE_CHECKING

from werkagenda import formats as f

if TYPE_CHECKING:
    from collections.abc import Iterable

GESTEGEN, GEDAALD, GELIJK, NIET_TE_ZEGGEN = "gestegen", "gedaald", "gelijk gebleven", "niet te zeggen"
# Two medians of institutions, which have no interval, differ from a point on.
PUNT = 0.01
SAMEN = 3  # names that may share a first place; more have none
CIJFERS = 9  # decimals after which two numbers are the same


def direction(d: float, low: float, high: float, threshold: float) -> str:
    """Return `gestegen`, `gedaald`, `gelijk gebleven` (interval inside the threshold) or `niet te zeggen`.

    All are rounded as a change is published (one decimal), so that the word never contradicts the printed change.

    Args:
        d: the change, in percentage points or in percent of a count.
        low: lower end of its 95 % interval, as `high` the upper; both equal to `d` of an exact change.
        high: see `low`.
        threshold: smallest change that is called one, in the same unit.

    Raises:
        ValueError: `d` lies outside its interval, or is none.

    """
    if not low <= d <= high:
        message = f"{d} lies outside {low} to {high}"
        raise ValueError(message)
    onder, boven, drempel = _published(low), _published(high), f.exact(threshold)
    if onder >= drempel:
        return GESTEGEN
    if boven <= -drempel:
        return GEDAALD
    return GELIJK if -drempel < onder and boven < drempel else NIET_TE_ZEGGEN


def _published(verandering: float) -> Decimal:
    """Return a change as it is published, without the noise of binary numbers; an unknown end stays infinite."""
    if isinf(verandering):
        return Decimal(verandering)
    return f.half_op(round(verandering, CIJFERS), f.PUBLICATIEDECIMALEN)


def difference(old: tuple[float, float, float], new: tuple[float, float, float]) -> tuple[float, float, float]:
    """Return the difference of two independent estimates with the interval that theirs give it (Newcombe 1998).

    Args:
        old: the value and the lower and upper end of its 95 % interval.
        new: the same of the later or other value.

    Returns:
        The difference, and the lower and upper end of its interval.

    """
    d = new[0] - old[0]
    low = d - ((new[0] - new[1]) ** 2 + (old[2] - old[0]) ** 2) ** 0.5
    high = d + ((new[2] - new[0]) ** 2 + (old[0] - old[1]) ** 2) ** 0.5
    return d, low, high


@dataclass(frozen=True)
class Ranked:
    """One of the values that are ranked, with its interval; both ends are the value where it is exact."""

    naam: str
    waarde: float
    onder: float
    boven: float

    @classmethod
    def exact(cls, naam: str, waarde: float) -> Ranked:
        """Return a value without an interval."""
        return cls(naam, waarde, waarde, waarde)


def size(naam: str, d: float, low: float, high: float) -> Ranked:
    """Return how large a difference is to either side, with its interval: from zero where that of `d` holds zero."""
    ends = sorted((abs(low), abs(high)))
    return Ranked(naam, abs(d), 0.0 if low <= 0 <= high else ends[0], ends[1])


def ranking(waarden: Iterable[Ranked], *, hoogste: bool = True, verschil: float = 0.0) -> list[str]:
    """Return who comes first: one name, or with it those whose interval overlaps its own.

    Args:
        waarden: the values.
        hoogste: whether the highest comes first, or the lowest.
        verschil: smallest difference that sets two values apart, for values without an interval.

    Returns:
        Names, the first in front, equal values (after rounding to 9 decimals) by name; nobody where all of them, or
        more than three, share the place.

    """
    kant = 1 if hoogste else -1
    volgorde = sorted(waarden, key=lambda een: (-kant * round(een.waarde, CIJFERS), een.naam))
    samen = [een.naam for een in volgorde if not _apart(volgorde[0], een, verschil)]
    return samen if len(samen) < len(volgorde) and len(samen) <= SAMEN else []


def _apart(eerste: Ranked, ander: Ranked, verschil: float) -> bool:
    """Tell whether the intervals of two values leave no doubt which comes first."""
    onder, boven = sorted((eerste, ander), key=lambda een: een.waarde)
    ruimte = round(boven.onder - onder.boven, CIJFERS)
    afstand = round(boven.waarde - onder.waarde, CIJFERS)
    return ruimte > 0 and afstand >= verschil
