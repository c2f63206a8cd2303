"""Populations that are part of one another, or versions of one another: their differences are cells too."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from werkagenda.disclosure.margins import BRON, CEL
from werkagenda.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from werkagenda.disclosure.margins import Marges

EMPTY = pd.DataFrame(columns=[*CEL, "waarde", "onder", "primair", "door"])


@dataclass(frozen=True)
class Difference:
    """A population that is part of another, or an older version of it.

    Attributes:
        deel: the part, or the older version.
        geheel: the whole, or the newer version.
        minimum: a difference of 1 to `minimum` - 1 persons is a cell to protect.
        genest: no person of `deel` is missing in `geheel`; otherwise it is taken to be so, or the other way round,
            where all counts agree with it: who knows how the populations are defined knows it.

    """

    deel: str
    geheel: str
    minimum: int
    genest: bool = True


def _more(deel: Difference, marges: Marges) -> pd.DataFrame:
    """Return how many persons the whole has more than the part, wherever both have the cell."""
    meer = [
        (cel, waarde - marge[cel])
        for (universum, dims), marge in marges.items()
        if universum == deel.deel
        for cel, waarde in marges.get((deel.geheel, dims), {}).items()
        if cel in marge
    ]
    return pd.concat([EMPTY, pd.DataFrame(meer, columns=["cel", "waarde"])], ignore_index=True)


def nested(deel: Difference, marges: Marges) -> Difference:
    """Return the populations as part and whole where their counts say so."""
    if deel.genest:
        return deel
    meer = _more(deel, marges)["waarde"]
    if (meer < 0).any() and (meer > 0).any():
        return deel
    eerst, dan = (deel.geheel, deel.deel) if (meer < 0).any() else (deel.deel, deel.geheel)
    return replace(deel, deel=eerst, geheel=dan, genest=True)


def telltale(cellen: pd.DataFrame, delen: Sequence[Difference], *, vast: AbstractSet[str]) -> pd.Series:
    """Return which cells are not taken as known from elsewhere, since they would give away a difference to protect.

    Those of the part that differ; beside an earlier export, where one of them does, all of the population of today:
    margins add up. Where a reader does know both from elsewhere, the difference is not ours to keep.
    """
    uit = pd.Series(data=False, index=cellen.index)
    for deel in delen:
        geheim = cellen.loc[cellen["primair"] & (cellen["universum"] == _difference(deel)), "cel"]
        eigen = cellen["universum"].isin([deel.deel, deel.geheel])
        zelf = eigen & cellen["bekend"] & cellen["cel"].isin(geheim)
        if vast & {deel.deel, deel.geheel}:
            uit |= eigen if zelf.any() else False
        else:
            uit |= zelf & (cellen["universum"] == deel.deel)
    return uit


def _difference(deel: Difference) -> str:
    return f"{deel.geheel} zonder {deel.deel}"


def differences(deel: Difference, marges: Marges, *, vast: AbstractSet[str]) -> pd.DataFrame:
    """Return a cell for what the whole has more than the part, wherever both have the cell.

    Args:
        deel: the two populations.
        marges: the margins of all populations.
        vast: populations of earlier exports, of which nothing can be hidden any more.

    Raises:
        InputError: a part that is more than the whole.

    """
    uit = _more(deel, marges)
    if deel.genest and (uit["waarde"] < 0).any():
        raise InputError(BRON, deel.deel, f"een cel is groter dan in {deel.geheel}")
    return uit.assign(
        universum=_difference(deel),
        door=deel.geheel if deel.deel in vast else deel.deel,
        onder=0.0 if deel.genest else -np.inf,
        primair=uit["waarde"].abs().between(1, deel.minimum - 1),
    )


def links(delen: Sequence[Difference], verschillen: Sequence[pd.DataFrame]) -> Iterator[pd.DataFrame]:
    """Yield the equations whole = part + difference."""
    for nummer, (deel, verschil) in enumerate(zip(delen, verschillen, strict=True), start=1):
        for universum, factor in ((deel.geheel, -1), (deel.deel, 1), (verschil["universum"], 1)):
            yield verschil[["cel"]].assign(stap=-nummer, doel=verschil["cel"], universum=universum, factor=factor)
