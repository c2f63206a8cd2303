"""The share of older students in the inflow: figures 5.7 and 5.8 by level and year, and a table by sectorkamer."""

from collections.abc import Collection, Mapping, Sequence

import pandas as pd

from werkagenda.errors import InputError
from werkagenda.run.step import step

TOTAAL = "totaal"
# How far the age bands together may lie from the total: each is rounded to tens.
AFRONDING = 100
# How far a count that is rounded to tens may lie from the true one.
HALF = 5


def older_share(
    instroom: pd.DataFrame, *, bron: str, alleen: Mapping[str, Collection[str]], per: Sequence[str], vanaf: int
) -> pd.DataFrame:
    """Return per year and category the share of students from the age `vanaf`, their number and all students.

    Args:
        instroom: rows of StatLine: jaar, leeftijd (first year of the band, or `totaal`), instromers and the dimensions.
        bron: the source, for an error.
        alleen: per dimension the codes that count.
        per: dimensions to split by.
        vanaf: age in years.

    Returns:
        `jaar`, the dimensions, `aandeel` (0-1) with the bounds that rounding leaves (certain, not of 95 %), `teller`
        and `n`.

    Raises:
        InputError: the age bands do not add up to the total: a band is missing or stands twice.

    """
    deel = instroom.astype({"leeftijd": str, **dict.fromkeys([*alleen, *per], str)})
    for dimensie, codes in alleen.items():
        deel = deel[deel[dimensie].isin(codes)]
    breed = deel.pivot_table(index=["jaar", *per], columns="leeftijd", values="instromers", dropna=False)
    # With secret bands come also the combinations that no row has.
    breed = breed[breed.index.isin(pd.MultiIndex.from_frame(deel[["jaar", *per]]))]
    klassen = breed.drop(columns=TOTAAL)
    buiten = (klassen.sum(axis=1, skipna=False) - breed[TOTAAL]).abs() > AFRONDING
    if buiten.any():
        raise InputError(
            bron,
            "85574NED",
            f"in {int(buiten.sum())} rijen tellen de leeftijden niet op tot het totaal",
            kolom="Leeftijd",
            verwacht="alle klassen, afgerond op tientallen",
        )
    ouder = [klasse for klasse in klassen if int(klasse) >= vanaf]
    teller, n, ruimte = klassen[ouder].sum(axis=1, skipna=False), breed[TOTAAL], HALF * len(ouder)
    uit = pd.DataFrame(
        {
            "aandeel": teller / n,
            "aandeel_min": ((teller - ruimte) / (n + HALF)).clip(lower=0),
            "aandeel_max": ((teller + ruimte) / (n - HALF).where(n > HALF)).fillna(1).clip(upper=1),
            "teller": teller,
            "n": n,
        }
    )
    uit["aandeel_max"] = uit["aandeel_max"].where(uit["aandeel"].notna())
    return uit.reset_index()


if __name__ == "__main__":
    with step(snakemake) as s:
        tabel = older_share(s.read("instroom"), **s.params)
        # Of a whole leerweg the bounds are of no use: a few tens in tens of thousands.
        s.write("data", tabel[[kolom.naam for kolom in s.contract().kolommen]])
