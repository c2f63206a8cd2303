"""Counts and shares of chapter 3 from `stroom`: one definition each, for every product that shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

GROEPEN = ("genoemd", "per_instelling", "regeling")
_GRENZEN = ["aantal_min", "aantal", "aantal_max", "onderdrukt", "rest_min", "rest_max"]


def half_up(waarden: pd.Series) -> pd.Series:
    """Round half up, as the report does; Python and numpy would round 2.5 to 2."""
    # The tiny addend undoes the error of sums of expected values, which differ in the last bit from run to run.
    return (waarden + 0.5 + 1e-9).floordiv(1).astype("int64")


def within(stroom: pd.DataFrame, *, maat: str, leerwegen: Sequence[str]) -> pd.DataFrame:
    """Return the rows of one measure in the leerwegen that count in numerator and denominator."""
    return stroom[(stroom["maat"] == maat) & stroom["leerweg"].isin(list(leerwegen))]


def count(stroom: pd.DataFrame, by: Sequence[str]) -> pd.DataFrame:
    """Return counts per combination of `by`: aantal_min, aantal, aantal_max (students), aandeel_onderdrukt (0-1)."""
    som = stroom.groupby(list(by), sort=True)[_GRENZEN].sum().reset_index()
    uit = som[list(by)].copy()
    for naam in ("aantal_min", "aantal", "aantal_max"):
        uit[naam] = half_up(som[naam])
    uit["aandeel_onderdrukt"] = (som["onderdrukt"] / som["aantal"]).fillna(0.0)
    return uit


def share(stroom: pd.DataFrame, by: Sequence[str]) -> pd.DataFrame:
    """Return each group's share in its `totaal` per combination of `by` (which must not hold `groep`).

    Columns: by, groep, aandeel, aandeel_min, aandeel_max (0-1), teller, noemer (students). `aandeel` is teller/noemer;
    its lower bound has the group at its minimum and the rest at its maximum, its upper bound the reverse. Combinations
    without students are left out: they have no share.
    """
    sleutel = list(by)
    som = stroom.groupby(["groep", *sleutel], sort=True)[_GRENZEN].sum().reset_index()
    som["teller"] = half_up(som["aantal"])
    totaal = som.loc[som["groep"] == "totaal", [*sleutel, "teller"]].rename(columns={"teller": "noemer"})
    uit = som[som["groep"] != "totaal"].merge(totaal, on=sleutel, validate="many_to_one")
    uit = uit[uit["noemer"] > 0].copy()
    uit["aandeel"] = uit["teller"] / uit["noemer"]
    uit["aandeel_min"] = _part(uit["aantal_min"], uit["rest_max"])
    uit["aandeel_max"] = _part(uit["aantal_max"], uit["rest_min"])
    return uit[["groep", *sleutel, "aandeel", "aandeel_min", "aandeel_max", "teller", "noemer"]]


def _part(deel: pd.Series, rest: pd.Series) -> pd.Series:
    # Nobody for sure on either side: 0 / 0.
    return (deel / (deel + rest)).fillna(0.0)


def mark_break(tabel: pd.DataFrame, *, reeksbreuk: int, maat: str | None = None) -> pd.DataFrame:
    """Add `reeksbreuk`: ja in the first year of the new definition of inflow, when the series has an earlier year.

    `maat` is the measure of the whole table; without it the table has a column `maat`.
    """
    maten = tabel["maat"] if maat is None else tabel["jaar"].map(lambda _: maat)
    jaar = tabel["jaar"].where(maten == "instroom")
    breuk = (jaar == reeksbreuk) & bool((jaar < reeksbreuk).any())
    return tabel.assign(reeksbreuk=breuk.map({True: "ja", False: "nee"}))
