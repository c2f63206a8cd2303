"""Background of graduates from the registers: age, migration background and parents' education."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from werkagenda.persons.cohorts import OKTOBER
from werkagenda.persons.register import SLEUTEL, row_per_person

if TYPE_CHECKING:
    import polars as pl

# From low to high; the order of table B.0.2.
OPLEIDINGEN = ["max_mbo3", "mbo4_havo_vwo", "bachelor", "master"]
ONBEKEND = "onbekend"
_GEEN_GENERATIE = 0


def age_on_reference_day(jaar: int, *, geboortejaar: pd.Series, geboortemaand: pd.Series) -> pd.Series[float]:
    """Return the age on 1 October of a year (years; missing where the birth is not known).

    The day of birth counts as the 1st, so who was born in October has had the birthday.
    """
    leeftijd = jaar - geboortejaar.astype("float64") - (geboortemaand > OKTOBER)
    return leeftijd.where(geboortemaand.notna())


def migration_background(generatie: pd.Series) -> pd.Series[str]:
    """Return `zonder` for generation 0 and `met` for the first and the second, missing where it is not known."""
    return (generatie == _GEEN_GENERATIE).map({True: "zonder", False: "met"}).where(generatie.notna())


def origin(geboren_in_nederland: pd.Series, ouders_buitenland: pd.Series) -> pd.Series[str]:
    """Return the background by the classification of 2022: `zonder`, `met`, or empty where the file does not tell.

    `zonder` is born in the Netherlands with no parent born abroad; one of the two against it is enough for `met`.
    """
    zonder = (geboren_in_nederland == "ja") & (ouders_buitenland == 0)
    met = (geboren_in_nederland == "nee") | (ouders_buitenland > 0)
    return zonder.map({True: "zonder", False: ""}).mask(met, "met")


def parents_education(personen: pd.DataFrame, *, kindouder: pl.LazyFrame, hoogsteopl: pl.LazyFrame) -> pd.Series[str]:
    """Return per row the highest education of both parents: one known, that one; none known, `onbekend`.

    Args:
        personen: `rinpersoons, rinpersoon`, one row per person.
        kindouder: per child the numbers of mother and father, missing where unknown.
        hoogsteopl: per person `opleiding`, missing where unknown.

    Raises:
        InputError: a person has more than one row in a register.

    """
    rollen = {rol: [f"{deel}_{rol}" for deel in SLEUTEL] for rol in ("ma", "pa")}
    kinderen = row_per_person(kindouder, personen, [kolom for rol in rollen.values() for kolom in rol], "kindouder")
    ouders = {rol: kinderen[rollen[rol]].set_axis(SLEUTEL, axis="columns") for rol in rollen}
    opleidingen = row_per_person(hoogsteopl, pd.concat(ouders.values()), ["opleiding"], "hoogsteopl")
    # A class that is not in the list raises; only an empty cell is unknown.
    rang = opleidingen["opleiding"].map(OPLEIDINGEN.index, na_action="ignore")
    rang.index = pd.MultiIndex.from_frame(opleidingen[SLEUTEL])
    per_kind = pd.DataFrame(
        {rol: rang.reindex(pd.MultiIndex.from_frame(wie)).to_numpy() for rol, wie in ouders.items()},
        index=pd.MultiIndex.from_frame(kinderen[SLEUTEL]),
    )
    hoogste = per_kind.max(axis="columns").reindex(pd.MultiIndex.from_frame(personen[SLEUTEL]))
    return hoogste.map(dict(enumerate(OPLEIDINGEN))).fillna(ONBEKEND).set_axis(personen.index)
