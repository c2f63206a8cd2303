"""95 % intervals of sums with suppressed cells, from what the calibration says of their errors.

The error of a sum is a part per cell, a part that the cells of a BC share, one that those of an institution share, and
one that all share. With x the weight of a cell in the sum and k its suppressed cells, the variance is
per_cel (sum of x^2 k) + per_opleiding (sum over BCs of (sum of x k)^2) + per_instelling (the same over institutions) +
gedeeld (sum of x k)^2. Cells taken as independent would cover 72 % instead of 95 %.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from werkagenda.formats import BEGRENSD, GESCHAT, GETELD
from werkagenda.models.proportions import Z

if TYPE_CHECKING:
    from collections.abc import Sequence

    from werkagenda.run.step import Step

# What the error of a sum consists of: the columns of `features` and the names of the variances in `kalibratie`.
DELEN = ["per_cel", "per_opleiding", "per_instelling", "gedeeld"]
# Draws behind the interval of a percentile, which has no formula; the seed is fixed.
_TREKKINGEN = 400
_ZAAD = 20231001
# Cells and draws that are worked on at once: all together are hundreds of megabytes.
_CELLEN_SAMEN, _TREKKINGEN_SAMEN = 500, 10
# One cell of the counts: institution of today and programme, split by leerweg and level.
VAK = ["jaar", "maat", "instelling", "leerweg", "niveau"]
CEL = [*VAK, "opleiding"]
SECTOR = "sector:"


def kind(by: Sequence[str], groep: str) -> str:
    """Name the kind of block, for which the calibration has a width of its own: from the finest split."""
    if "instelling" in by:
        return "instelling" if groep == "totaal" else "groep_instelling"
    for kenmerk in ("niveau", "leerweg"):
        if kenmerk in by:
            return kenmerk
    if groep == "totaal":
        return "totaal"
    return "sector" if groep.startswith(SECTOR) else "groep"


class Division:
    """How cells fall into blocks, and those of a block into BCs and institutions: for sums with any weights.

    `sleutel` has the values of `by` per block, sorted; `nummer` says per cell which of these blocks it is in.
    """

    def __init__(self, cellen: pd.DataFrame, by: Sequence[str]) -> None:
        """Divide cells: `by`, instelling, bc, cellen (suppressed cells)."""
        groepen = cellen.groupby(list(by), sort=True)
        self.nummer, self.sleutel = groepen.ngroup().to_numpy(), groepen.size().index
        self._k = cellen["cellen"].to_numpy(dtype=float)
        self._samen = []
        for kolom in ("bc", "instelling"):
            code, waarden = pd.factorize(cellen[kolom])
            deel, samen = pd.factorize(self.nummer * len(waarden) + code)
            self._samen.append((deel, samen // max(len(waarden), 1)))

    def sum(self, waarden: np.ndarray) -> np.ndarray:
        """Return sums per block (a row per row) of values per cell (rows x cells)."""
        return _sums(self.nummer, waarden, len(self.sleutel))

    def features(self, x: np.ndarray) -> np.ndarray:
        """Return the four numbers of DELEN (4 x rows x blocks) for cells that weigh `x` (rows x cells)."""
        xk = x * self._k
        # The squared sum of each BC (institution) in a block, added up over the block.
        samen = [_sums(blok, _sums(deel, xk, len(blok)) ** 2, len(self.sleutel)) for deel, blok in self._samen]
        return np.stack([self.sum(x * xk), *samen, self.sum(xk) ** 2])


def _sums(nummer: np.ndarray, waarden: np.ndarray, aantal: int) -> np.ndarray:
    """Add up each row of `waarden` by `nummer`, below `aantal`."""
    return np.array([np.bincount(nummer, rij, aantal) for rij in waarden]).reshape(len(waarden), aantal)


def _pieces(aantal: int, samen: int) -> list[slice]:
    return [slice(plek, plek + samen) for plek in range(0, aantal, samen)]


def features(rijen: pd.DataFrame, by: Sequence[str]) -> pd.DataFrame:
    """Return per block of `by` the four numbers that the variances of `DELEN` are multiplied by.

    Args:
        rijen: a row per cell in a block: `by`, instelling, bc, cellen (suppressed cells), x (weight in the sum).
        by: the columns that tell the blocks apart.

    """
    deling = Division(rijen, by)
    kenmerken = deling.features(rijen["x"].to_numpy(dtype=float)[None])[:, 0]
    return pd.DataFrame(dict(zip(DELEN, kenmerken, strict=True)), index=deling.sleutel)


@dataclass(frozen=True)
class Margin:
    """The suppressed cells of a `stroom`, and the calibration of their errors.

    `cellen`: groep, the columns of CEL, bc, bronmaat, cellen, gewicht (share of the programme in the group, 0-1).
    `kalibratie`: the derived table; a bronmaat that is not in it has intervals as wide as the bounds.
    """

    cellen: pd.DataFrame
    kalibratie: pd.DataFrame

    @classmethod
    def read(cls, stap: Step, onzeker: str = "onzeker") -> Margin:
        """Read the inputs `onzeker` (or of another name) and `kalibratie` of a step, each of which may be several."""
        return cls(*(pd.concat(stap.read_all(naam).values()) for naam in (onzeker, "kalibratie")))

    def with_bbl(self) -> Margin:
        """Return the margin with bbl as a group."""
        totaal = self.cellen[self.cellen["groep"] == "totaal"]
        return Margin(pd.concat([self.cellen, totaal[totaal["leerweg"] == "bbl"].assign(groep="bbl")]), self.kalibratie)

    def of_counts(self, stroom: pd.DataFrame, by: Sequence[str]) -> pd.DataFrame:
        """Return per combination of `by` that is not exact: `halve`, `cellen`.

        `halve` is half the width of the 95 % interval in students, missing without a calibration. `by` holds `groep`,
        or `stroom` has one group alone.
        """
        rijen = self._cells(stroom, by).rename(columns={"gewicht": "x"})
        return self._half(rijen, by, "aantal")

    def of_shares(self, stroom: pd.DataFrame, delen: pd.DataFrame, by: Sequence[str]) -> pd.DataFrame:
        """Return per group and combination of `by`: `halve` (0-1), `cellen`.

        Args:
            stroom: the rows that were added up, `totaal` included.
            delen: groep, `by`, aandeel, noemer: a cell inside counts for 1 - aandeel, one outside for -aandeel.
            by: the columns of the shares, without `groep`.

        """
        return self._half(self._in_shares(stroom, delen, by), ["groep", *by], "aandeel")

    def of_changes(self, stroom: pd.DataFrame, gewichten: pd.DataFrame, by: Sequence[str]) -> pd.DataFrame:
        """Return per combination of `by` that is not exact: `halve` (students), of sums over more than one year.

        The errors of two years count as independent: what they share only makes the change surer.

        Args:
            stroom: the rows that were added up, `totaal` included.
            gewichten: groep, `by`, jaar, maat, in_groep, alle: what a cell inside the group, and any cell, counts for.
            by: the columns that tell the changes apart, with `groep`.

        """
        cellen = self._cells(stroom, ())
        totaal = cellen[cellen["groep"] == "totaal"].drop(columns=["groep", "gewicht"])
        rijen = gewichten.merge(totaal, on=["jaar", "maat"], how="inner")
        rijen = rijen.merge(cellen[["groep", *CEL, "gewicht"]], on=["groep", *CEL], how="left", validate="many_to_one")
        rijen["x"] = rijen["in_groep"] * rijen["gewicht"].fillna(0.0) + rijen["alle"]
        sleutel = list(by)
        per_jaar = self._half(rijen, [*sleutel, *(naam for naam in ("jaar", "maat") if naam not in by)], "aantal")
        kwadraat = per_jaar.assign(halve=per_jaar["halve"] ** 2).groupby(sleutel, sort=True)["halve"]
        som = kwadraat.sum(min_count=1).where(kwadraat.count() == kwadraat.size())
        return som.pow(0.5).reset_index()

    def draws(self, stroom: pd.DataFrame, delen: pd.DataFrame, by: Sequence[str]) -> pd.DataFrame:
        """Return errors of shares drawn by the calibration: a row per group and combination of `by`, a column per draw.

        Shares without a suppressed cell have no row; without a calibration the errors are missing. The arguments are
        those of `of_shares`. What institutions or BCs share, they share here too.
        """
        rijen = self._in_shares(stroom, delen, by).sort_values([*CEL, "groep"], ignore_index=True)
        cellen = rijen[[*CEL, "bc", "bronmaat", "cellen"]].drop_duplicates(CEL, ignore_index=True)
        rng = np.random.default_rng(_ZAAD)
        sd = np.sqrt(self._of_maat(cellen["bronmaat"]).to_numpy())
        k = cellen["cellen"].to_numpy(dtype=float)
        fout = rng.standard_normal((len(cellen), _TREKKINGEN))
        fout *= (sd[:, 0] * np.sqrt(k))[:, None]
        jaar = ["jaar", "maat"]
        for plek, samen in enumerate(([*jaar, "bc"], [*jaar, "instelling"], jaar), start=1):
            groep = cellen.groupby(samen, sort=True).ngroup().to_numpy()
            gedeeld = rng.standard_normal((groep.max(initial=-1) + 1, _TREKKINGEN))
            gewicht = (sd[:, plek] * k)[:, None]
            for deel in _pieces(len(cellen), _CELLEN_SAMEN):
                fout[deel] += gedeeld[groep[deel]] * gewicht[deel]
        van_cel = pd.MultiIndex.from_frame(cellen[CEL]).get_indexer(pd.MultiIndex.from_frame(rijen[CEL]))
        x = rijen["x"].to_numpy()[:, None]
        groepen = rijen.groupby(["groep", *by], sort=True)
        blok = groepen.ngroup().to_numpy()
        sommen = [
            pd.DataFrame(fout[van_cel, deel] * x, copy=False).groupby(blok, sort=True).sum(min_count=1).to_numpy()
            for deel in _pieces(_TREKKINGEN, _TREKKINGEN_SAMEN)
        ]
        return pd.DataFrame(np.concatenate(sommen, axis=1), index=groepen.size().index, copy=False)

    def _in_shares(self, stroom: pd.DataFrame, delen: pd.DataFrame, by: Sequence[str]) -> pd.DataFrame:
        """Return a row per share and suppressed cell in its total, with the weight `x` of the cell in the share."""
        cellen = self._cells(stroom, by)
        alle = cellen[cellen["groep"] == "totaal"].drop(columns=["groep", "gewicht"])
        rijen = delen[["groep", *by, "aandeel", "noemer"]].merge(alle, on=list(by), how="inner")
        rijen = rijen.merge(cellen[["groep", *CEL, "gewicht"]], on=["groep", *CEL], how="left", validate="many_to_one")
        rijen["x"] = (rijen["gewicht"].fillna(0.0) - rijen["aandeel"]) / rijen["noemer"]
        return rijen

    def _cells(self, stroom: pd.DataFrame, by: Sequence[str]) -> pd.DataFrame:
        """Return the suppressed cells behind rows of `stroom`, with the columns of `by` that those have."""
        extra = [kolom for kolom in by if kolom not in {"groep", *VAK}]
        return self.cellen.merge(
            stroom[["groep", *VAK, *extra]], on=["groep", *VAK], how="inner", validate="many_to_one"
        )

    def _half(self, rijen: pd.DataFrame, by: Sequence[str], grootheid: str) -> pd.DataFrame:
        sleutel = list(by)
        uit = rijen.groupby(sleutel, sort=True).agg(cellen=("cellen", "sum"), bronmaat=("bronmaat", "first"))
        # Blocks of several groups have each their kind; a table of one group has no column for it.
        groepen = rijen.groupby(sleutel, sort=True)["groep"].first()
        soort = [kind(sleutel, groep) for groep in groepen]
        wat = features(rijen, sleutel)
        variantie = (wat * self._of_maat(uit["bronmaat"])).sum(axis=1, skipna=False)
        factor = self.kalibratie[self.kalibratie["onderdeel"] == "factor"].set_index(["bronmaat", "soort", "grootheid"])
        waar = pd.MultiIndex.from_arrays([uit["bronmaat"], soort, [grootheid] * len(uit)])
        uit["halve"] = Z * factor["waarde"].reindex(waar).to_numpy(dtype=float) * np.sqrt(variantie)
        return uit[["halve", "cellen"]].reset_index()

    def _of_maat(self, maten: pd.Series) -> pd.DataFrame:
        """Return the variances of each bronmaat, on the index of `maten`; missing without a calibration."""
        van = self.kalibratie[self.kalibratie["onderdeel"].isin(DELEN)]
        breed = van.pivot_table(index="bronmaat", columns="onderdeel", values="waarde").reindex(columns=DELEN)
        return breed.reindex(maten).set_axis(maten.index).astype(float)


def add_interval(
    tabel: pd.DataFrame, halve: pd.DataFrame | None, kolom: str, *, sleutel: Sequence[str]
) -> pd.DataFrame:
    """Add `<kolom>_laag`, `<kolom>_hoog` and `telling` to a table of values with their outer bounds.

    Args:
        tabel: `sleutel`, `<kolom>`, `<kolom>_min`, `<kolom>_max`, and `<kolom>_zeker` and `_mogelijk`: the value
            without and with all that is only perhaps in the group (a crebo with several BCs).
        halve: what a `Margin` returns; None when there is no calibration.
        kolom: name of the value.
        sleutel: the columns that tell the rows apart.

    """
    if halve is None:
        halve = tabel[[*sleutel]].assign(halve=np.nan, cellen=1)
    uit = tabel.merge(halve, on=list(sleutel), how="left", validate="one_to_one")
    onder, boven = uit[f"{kolom}_min"], uit[f"{kolom}_max"]
    exact = onder == boven
    # Bounds may differ without a suppressed cell: then by what is only perhaps in the group, and that is no estimate.
    geen = uit["cellen"].fillna(0).eq(0)
    helft = uit["halve"].mask(geen, 0.0)
    laag = (uit[f"{kolom}_zeker"] - helft).clip(onder, boven).where(helft.notna(), onder)
    hoog = (uit[f"{kolom}_mogelijk"] + helft).clip(onder, boven).where(helft.notna(), boven)
    # A share is one of whole students: rounding may bring it just outside.
    laag, hoog = laag.clip(upper=uit[kolom]), hoog.clip(lower=uit[kolom])
    telling = np.select([exact | geen, helft.isna()], [GETELD, BEGRENSD], GESCHAT)
    uit = uit.drop(columns=["halve", "cellen", f"{kolom}_zeker", f"{kolom}_mogelijk"])
    uit[f"{kolom}_laag"], uit[f"{kolom}_hoog"], uit["telling"] = laag, hoog, telling
    return uit
