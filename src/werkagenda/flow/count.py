"""Counts and shares of chapter 3 from `stroom`: one definition each, for every product that shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from werkagenda.flow.intervals import add_interval

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from werkagenda.flow.intervals import Margin

GROEPEN = ("genoemd", "per_instelling", "regeling")
_GRENZEN = [
    "aantal_min",
    "aantal_zeker",
    "aantal",
    "aantal_mogelijk",
    "aantal_max",
    "onderdrukt",
    "rest_min",
    "rest_max",
]


def half_up(waarden: pd.Series) -> pd.Series:
    """Round half up, as the report does; Python and numpy would round 2.5 to 2."""
    # The tiny addend undoes the error of sums of expected values, which differ in the last bit from run to run.
    return (waarden + 0.5 + 1e-9).floordiv(1).astype("int64")


def within(stroom: pd.DataFrame, *, maat: str, leerwegen: Sequence[str]) -> pd.DataFrame:
    """Return the rows of one measure in the leerwegen that count in numerator and denominator."""
    return stroom[(stroom["maat"] == maat) & stroom["leerweg"].isin(list(leerwegen))]


def count(stroom: pd.DataFrame, by: Sequence[str], marge: Margin | None = None) -> pd.DataFrame:
    """Return counts per combination of `by` (students).

    Columns: by, aantal, aantal_laag, aantal_hoog (95 % interval), aantal_min, aantal_max (outer bounds),
    aandeel_onderdrukt (0-1), telling (geteld, geschat or begrensd). Without `marge` the interval is the outer bounds.
    """
    sleutel = list(by)
    som = stroom.groupby(sleutel, sort=True)[_GRENZEN].sum().reset_index()
    uit = add_interval(som, marge.of_counts(stroom, sleutel) if marge else None, "aantal", sleutel=sleutel)
    uit["aandeel_onderdrukt"] = (uit["onderdrukt"] / uit["aantal"]).fillna(0.0)
    namen = ["aantal", "aantal_laag", "aantal_hoog", "aantal_min", "aantal_max"]
    uit[namen] = uit[namen].apply(half_up)
    return uit[[*sleutel, *namen, "aandeel_onderdrukt", "telling"]]


def share(stroom: pd.DataFrame, by: Sequence[str], marge: Margin | None = None) -> pd.DataFrame:
    """Return each group's share in its `totaal` per combination of `by` (which must not hold `groep`).

    Columns: by, groep, aandeel, aandeel_laag, aandeel_hoog, aandeel_min, aandeel_max (0-1), teller, noemer (students),
    telling. `aandeel` is teller/noemer; its lower bound has the group at its minimum and the rest at its maximum, its
    upper bound the reverse; between them lies the 95 % interval, as in `count`. Combinations without students are left
    out: they have no share.
    """
    sleutel = list(by)
    som = stroom.groupby(["groep", *sleutel], sort=True)[_GRENZEN].sum().reset_index()
    som["teller"] = half_up(som["aantal"])
    is_totaal = som["groep"] == "totaal"
    totaal = som.loc[is_totaal, [*sleutel, "teller", "aantal"]].rename(columns={"teller": "noemer", "aantal": "alle"})
    uit = som[~is_totaal].merge(totaal, on=sleutel, validate="many_to_one")
    uit = uit[uit["noemer"] > 0].copy()
    uit["aandeel"] = uit["teller"] / uit["noemer"]
    uit["aandeel_min"] = _part(uit["aantal_min"], uit["rest_max"])
    uit["aandeel_max"] = _part(uit["aantal_max"], uit["rest_min"])
    for naam in ("zeker", "mogelijk"):
        uit[f"aandeel_{naam}"] = uit["aandeel"] + (uit[f"aantal_{naam}"] - uit["aantal"]) / uit["alle"]
    helft = marge.of_shares(stroom, uit, sleutel) if marge else None
    uit = add_interval(uit, helft, "aandeel", sleutel=["groep", *sleutel])
    grenzen = ["aandeel", "aandeel_laag", "aandeel_hoog", "aandeel_min", "aandeel_max"]
    return uit[["groep", *sleutel, *grenzen, "teller", "noemer", "telling"]]


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
