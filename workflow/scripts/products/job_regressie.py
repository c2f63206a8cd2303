"""Table 5.B: a logit per question of the JOB-monitor on sex, age, level and leerweg; average marginal effects.

Students are not weighted: leerweg and level, by which the survey weighs, are in the model.
"""

from collections.abc import Sequence

import pandas as pd

from werkagenda.disclosure.rules import GEEN_PERSONEN, hide, protect, reason_count, reason_share
from werkagenda.models.logit_cells import CATEGORIEEN, estimate
from werkagenda.models.proportions import Z
from werkagenda.models.tests import DECIMALEN
from werkagenda.run.step import step
from werkagenda.surveys.answers import asked_in, questions, valid

LEEFTIJD, PER_JAAR = "leeftijd", "per_jaar"
NIET_TE_SCHATTEN, ENIGE = "niet te schatten", "geen andere categorie om mee te vergelijken"
CIJFERS = ["effect", "standaardfout", "effect_min", "effect_max", "p"]
SLEUTEL = ["kenmerk", "categorie"]


def count_categories(personen: pd.DataFrame) -> pd.DataFrame:
    """Return `kenmerk, categorie, n, teller` (students, and those satisfied), the row of age last."""
    delen = []
    for kenmerk, categorieen in CATEGORIEEN.items():
        som = personen.groupby(kenmerk)["tevreden"].agg(n="size", teller="sum").reindex(categorieen, fill_value=0)
        delen.append(som.rename_axis("categorie").reset_index().assign(kenmerk=kenmerk))
    leeftijd = {"kenmerk": LEEFTIJD, "categorie": PER_JAAR, "n": len(personen), "teller": personen["tevreden"].sum()}
    return pd.concat([*delen, pd.DataFrame([leeftijd])], ignore_index=True)


def reasons(tabel: pd.DataFrame, *, minimum: int) -> pd.Series:
    """Return per row why it can't be shown: too few students in either outcome."""
    return reason_share(tabel["n"], tabel["teller"], minimum=minimum).mask(tabel["n"] == 0, GEEN_PERSONEN)


def enough(personen: pd.DataFrame, *, minimum: int) -> pd.DataFrame:
    """Return the students outside categories that can't be shown; leaving some out can make another too small."""
    while True:
        tabel = count_categories(personen)
        te_klein = tabel[(reasons(tabel, minimum=minimum) != "") & (tabel["n"] > 0) & (tabel["kenmerk"] != LEEFTIJD)]
        if te_klein.empty:
            return personen
        for rij in te_klein[SLEUTEL].itertuples():
            personen = personen[personen[rij.kenmerk] != rij.categorie]


def effects(personen: pd.DataFrame, *, minimum: int) -> pd.DataFrame:
    """Return the rows of one question, effects on a scale of 0-1 with their 95 % interval; references have effect 0.

    `personen` are students with a valid answer, sex and age. A category with fewer than `minimum` in either outcome
    is not in the model; n counts the students of the model.
    """
    model = enough(personen, minimum=minimum)
    alle, rijen = count_categories(personen), count_categories(model)
    reden = reasons(alle, minimum=minimum).where(lambda eigen: eigen != "", reasons(rijen, minimum=minimum))
    schatting = estimate(model) if reden.iloc[-1] == "" else None
    leeg = NIET_TE_SCHATTEN if schatting is None else ENIGE
    if schatting is None:
        schatting = pd.DataFrame(columns=[*SLEUTEL, "effect", "standaardfout", "p"])
    uit = rijen.merge(schatting, on=SLEUTEL, how="left", validate="one_to_one").astype({"effect": "float64"})
    reden = reden.mask((reden == "") & uit["effect"].isna(), leeg)
    marge = Z * uit["standaardfout"].astype("float64")
    uit = uit.assign(effect_min=uit["effect"] - marge, effect_max=uit["effect"] + marge, reden=reden)
    uit[CIJFERS] = uit[CIJFERS].astype("float64").round(DECIMALEN)
    uit = hide(uit, reden, CIJFERS).drop(columns="teller")
    # All characteristics have the same total, so one small count alone could be worked out.
    klein = reason_count(alle["n"], minimum=minimum).mask(alle["n"] == 0, "")
    delen = [
        protect(klein[deel.index], alle.loc[deel.index, "n"], minimum=minimum) for _, deel in alle.groupby("kenmerk")
    ]
    return hide(uit, pd.concat(delen).reindex(uit.index), ["n"])


def regressions(antwoorden: pd.DataFrame, *, vragen: Sequence[str], minimum: int) -> pd.DataFrame:
    """Return the rows of `effects` for each question, with the question in `item`."""
    bekend = antwoorden.dropna(subset=["geslacht", LEEFTIJD]).astype({"niveau": "str"})
    kolommen = [*CATEGORIEEN, LEEFTIJD, "tevreden"]
    delen = [effects(valid(bekend, item)[kolommen], minimum=minimum).assign(item=item) for item in vragen]
    return pd.concat(delen, ignore_index=True)


if __name__ == "__main__":
    with step(snakemake) as s:
        antwoorden = s.read("job")
        bekend = antwoorden.dropna(subset=["geslacht", LEEFTIJD])
        weg = len(antwoorden) - len(bekend)
        if weg:
            s.attrition("job", len(antwoorden), len(bekend), "geslacht of leeftijd onbekend", studenten=weg)
        s.write("data", regressions(bekend, vragen=asked_in(bekend, questions(s.contract("contract_job"))), **s.params))
