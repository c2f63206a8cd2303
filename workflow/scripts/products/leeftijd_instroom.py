"""Figures 5.7 and 5.8: the share of older students in the inflow of a leerweg, by level and year."""

import pandas as pd

from werkagenda.errors import InputError
from werkagenda.run.step import step

TOTAAL = "totaal"
# How far the age bands together may lie from the total: each is rounded to tens.
AFRONDING = 100


def older_share(instroom: pd.DataFrame, *, leerweg: str, vanaf: int) -> pd.DataFrame:
    """Return per year and level the share of students from the age `vanaf` (0-1), their number and all students.

    Raises InputError when the age bands do not add up to the total: a band is missing or stands twice.
    """
    deel = instroom[instroom["leerweg"].astype(str) == leerweg].astype({"leeftijd": str, "niveau": str})
    breed = deel.pivot_table(index=["jaar", "niveau"], columns="leeftijd", values="instromers", dropna=False)
    klassen = breed.drop(columns=TOTAAL)
    buiten = (klassen.sum(axis=1, skipna=False) - breed[TOTAAL]).abs() > AFRONDING
    if buiten.any():
        raise InputError(
            "statline_instroom",
            f"leerweg {leerweg}",
            f"in {int(buiten.sum())} rijen tellen de leeftijden niet op tot het totaal",
            kolom="Leeftijd",
            verwacht="alle klassen, afgerond op tientallen",
        )
    teller = klassen[[klasse for klasse in klassen if int(klasse) >= vanaf]].sum(axis=1, skipna=False)
    uit = pd.DataFrame({"aandeel": teller / breed[TOTAAL], "teller": teller, "n": breed[TOTAAL]})
    return uit.reset_index()


if __name__ == "__main__":
    with step(snakemake) as s:
        s.write("data", older_share(s.read("instroom"), **s.params))
