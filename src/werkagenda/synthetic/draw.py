"""Draws and roundings of the synthetic world: seeded per purpose, whole numbers that keep their sums."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.optimize import brentq

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from numpy.typing import ArrayLike, NDArray

SUPPRESSED = -1
# Numbers that a logarithm or a power is behind are written to this many decimals: their last digits differ between
# processors and operating systems, and a file would then have other bytes.
DECIMALEN = 6
DECIMALEN_AANDEEL = 9  # of a share 0-1, which is rounded once more where it is printed
# The generator of the synthetic counts unless another is asked for.
USUAL = "standaard"
_LIMIT = 5
# Keys from here on are years, and not levels or counts.
_EERSTE_JAAR = 1900


class PerYear(dict[int, Any]):
    """Values by year; a year without one takes those of the last year before it: a file of a next year needs no source.

    Raises KeyError for a year before the first.
    """

    def __missing__(self, jaar: int) -> Any:  # noqa: ANN401 - whatever a calibration holds
        """Carry the last known year forward."""
        if eerder := [bekend for bekend in self if bekend < jaar]:
            return self[max(eerder)]
        raise KeyError(jaar)


def _by_year(inhoud: Any) -> Any:  # noqa: ANN401 - whatever a calibration holds
    """Return the contents with every mapping whose keys are years as `PerYear`, at any depth."""
    if isinstance(inhoud, dict):
        delen = {sleutel: _by_year(deel) for sleutel, deel in inhoud.items()}
        jaren = bool(delen) and all(isinstance(sleutel, int) and sleutel >= _EERSTE_JAAR for sleutel in delen)
        return PerYear(delen) if jaren else delen
    return inhoud


@dataclass(frozen=True)
class Calibration:
    """What the synthetic world must meet: targets with a source, assumptions without, its make-up, seed and size.

    `spreiding` is that of another generator of the counts (`lognormal_propensities`), None for the usual one.
    """

    doelen: dict[str, Any]
    aannames: dict[str, Any]
    wereld: dict[str, Any]
    zaad: int
    omvang: float = 1.0
    spreiding: dict[str, float] | None = None

    @classmethod
    def from_file(
        cls, inhoud: dict[str, Any], *, zaad: int, omvang: float = 1.0, generator: str = USUAL
    ) -> Calibration:
        """Take over `resources/kalibratie.yaml`; targets by name.

        Args:
            inhoud: of the file.
            zaad: of all draws.
            omvang: size against the real numbers (1).
            generator: `standaard`, or one of `aannames.werelden`.

        """
        doelen = {doel["naam"]: doel["waarde"] for doel in inhoud["doelen"]}
        anders = None if generator == USUAL else inhoud["aannames"]["werelden"][generator]
        deel = anders["omvang"] if anders else 1.0
        return cls(_by_year(doelen), _by_year(inhoud["aannames"]), inhoud["wereld"], zaad, omvang * deel, anders)

    def rng(self, *doel: str | int) -> np.random.Generator:
        """Return a generator of its own for one purpose (a table, a year): the order of drawing does not matter."""
        return np.random.default_rng([self.zaad, *(zlib.crc32(str(deel).encode("utf-8")) for deel in doel)])

    def uneven(
        self,
        kansen: NDArray[np.float64],
        concentratie: ArrayLike,
        *,
        instelling: pd.Series[str],
        rng: np.random.Generator,
    ) -> NDArray[np.float64]:
        """Draw rows of chances around `kansen`, each of an institution, by the generator of this world."""
        if self.spreiding is None:
            return propensities(kansen, concentratie, rng)
        return lognormal_propensities(kansen, np.unique(instelling, return_inverse=True)[1], self.spreiding, rng)

    def of_year(self, instelling: pd.Series[str], rijen: int, rng: np.random.Generator) -> NDArray[np.float64]:
        """Return `rijen` x institutions factors that an institution's year shares; 1 in the usual world."""
        if self.spreiding is None:
            return np.ones((rijen, len(instelling)))
        plek = np.unique(instelling, return_inverse=True)[1]
        return np.asarray(np.exp(rng.normal(0, self.spreiding["jaar"], (rijen, plek.max() + 1)))[:, plek])


def largest_remainder(verwacht: NDArray[np.float64], stratum: ArrayLike) -> NDArray[np.int64]:
    """Round expected counts to whole numbers so that each stratum keeps its (rounded) sum.

    Ties go to the first row, so the result depends on nothing but its arguments.
    """
    codes = np.unique(np.asarray(stratum), return_inverse=True)[1]
    heel = np.floor(verwacht).astype(np.int64)
    rest = verwacht - heel
    tekort = np.rint(np.bincount(codes, rest)).astype(np.int64)
    volgorde = np.lexsort([np.arange(len(rest)), -rest, codes])
    begin = np.concatenate([[0], np.cumsum(np.bincount(codes))[:-1]])
    rang = np.empty(len(rest), dtype=np.int64)
    rang[volgorde] = np.arange(len(rest)) - begin[codes[volgorde]]
    return heel + (rang < tekort[codes])


def rake(
    gewicht: NDArray[np.float64],
    marges: Sequence[tuple[NDArray[np.int64], NDArray[np.float64]]],
    *,
    rondes: int = 60,
) -> NDArray[np.float64]:
    """Scale weights by iterative proportional fitting until they add up to every margin.

    A margin is, per row, the number of its class, and the sum wanted per class.
    Raises ValueError when the margins can't be met together.
    """
    uit = gewicht.astype(float)
    for _ in range(rondes):
        afwijking = 0.0
        for klasse, doel in marges:
            som = np.bincount(klasse, uit, len(doel))
            factor = np.divide(doel, som, out=np.ones(len(doel)), where=som > 0)
            uit *= factor[klasse]
            afwijking = max(afwijking, float(np.abs(factor - 1).max()))
        if afwijking < 1e-6:  # noqa: PLR2004 - far below one student in all margins
            return uit
    if afwijking > 1e-3:  # noqa: PLR2004 - a tenth of a per cent is still within every tolerance
        message = f"de marges zijn samen niet haalbaar (afwijking {afwijking:.4f})"
        raise ValueError(message)
    return uit


def fit_shares(
    gewicht: NDArray[np.float64],
    marges: Sequence[tuple[NDArray[np.int64], NDArray[np.float64]]],
    *,
    instelling: NDArray[np.int64],
    in_groep: NDArray[np.bool_],
    ongewogen: float,
) -> NDArray[np.float64]:
    """Rake weights so that the group's share, averaged over institutions without weights, is `ongewogen` too.

    The group is moved towards larger or smaller institutions; the margins keep its share of the whole.
    Raises ValueError when no shift reaches the share.
    """
    omvang = np.log(np.bincount(instelling, gewicht))
    schuif = ((omvang - omvang.mean()) / omvang.std())[instelling] * in_groep

    def fitting(kappa: float) -> NDArray[np.float64]:
        return rake(gewicht * np.exp(kappa * schuif), marges)

    def difference(kappa: float) -> float:
        uit = fitting(kappa)
        return float((np.bincount(instelling, uit * in_groep) / np.bincount(instelling, uit)).mean()) - ongewogen

    return fitting(brentq(difference, -1, 1, xtol=1e-4))


def program_classes(groepen: pd.DataFrame, programmas: pd.DataFrame) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Return per group of students its class, and whether its BC is in a sector of the Regeling.

    Class 0: nobody named the BC; 1: other institutions did; 2: this institution did.
    """
    eigen = programmas.set_index("bc")
    klasse = (groepen["bc"].map(eigen["genoemd"]).gt(0).astype(int) + groepen["genoemd"]).to_numpy(dtype=np.int64)
    return klasse, groepen["bc"].map(eigen["sector"]).ne("").to_numpy(dtype=bool)


def split(
    aantal: NDArray[np.int64], kansen: NDArray[np.float64], concentratie: ArrayLike, rng: np.random.Generator
) -> NDArray[np.int64]:
    """Split each count over the columns of `kansen` (rows add up to 1) by a Dirichlet-multinomial draw."""
    return rng.multinomial(aantal, propensities(kansen, concentratie, rng))


def propensities(kansen: NDArray[np.float64], concentratie: ArrayLike, rng: np.random.Generator) -> NDArray[np.float64]:
    """Draw rows of a Dirichlet distribution around `kansen`; a small concentration makes them uneven."""
    vorm = kansen * np.broadcast_to(np.asarray(concentratie, dtype=float), (len(kansen),))[:, None]
    trekking = rng.standard_gamma(vorm)
    leeg = trekking.sum(axis=1) == 0
    trekking[leeg] = kansen[leeg]
    return np.asarray(trekking / trekking.sum(axis=1, keepdims=True))


def lognormal_propensities(
    kansen: NDArray[np.float64], eenheid: NDArray[np.int64], spreiding: dict[str, float], rng: np.random.Generator
) -> NDArray[np.float64]:
    """Draw rows around `kansen` that are lognormal, and of which those of one unit share how uneven they are and where.

    Args:
        kansen: rows that add up to 1.
        eenheid: number of the unit of each row.
        spreiding: standard deviations of logarithms: `cel`, `eenheid` (shared), `ongelijkheid` (of `cel`, per unit).
        rng: of the draws.

    """
    aantal = eenheid.max() + 1
    ongelijk = spreiding["cel"] * np.exp(rng.normal(0, spreiding["ongelijkheid"], aantal))
    gedeeld = rng.normal(0, spreiding["eenheid"], (aantal, kansen.shape[1]))
    eigen = rng.standard_normal(kansen.shape) * ongelijk[eenheid][:, None]
    trekking = kansen * np.exp(eigen + gedeeld[eenheid])
    return np.asarray(trekking / trekking.sum(axis=1, keepdims=True))


def suppress(aantal: NDArray[np.int64]) -> NDArray[np.int64]:
    """Replace counts of 1 to 4 by DUO's mark; a zero stays a zero."""
    return np.where((aantal > 0) & (aantal < _LIMIT), SUPPRESSED, aantal)
