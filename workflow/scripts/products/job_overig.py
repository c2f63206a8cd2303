"""Tables 5.D and B.A: what students say, by background: fit and trouble of placements, and all other questions."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

import pandas as pd

from werkagenda.models.proportions import wilson
from werkagenda.run.step import step
from werkagenda.surveys.answers import asked_in, questions, valid
from werkagenda.surveys.weighted import protect_within

TOTAAL = "totaal"
RICHTING = "opleidingsrichting"


def age_class(leeftijd: pd.Series, grenzen: Sequence[int]) -> pd.Series:
    """Return the class of each age: `17 en jonger`, `18-22`, ... `27 en ouder` for lower bounds 18, 23 and 27."""
    eerste, laatste = grenzen[0], grenzen[-1]
    namen = [f"{eerste - 1} en jonger", *(f"{van}-{tot - 1}" for van, tot in pairwise(grenzen))]
    randen = [-float("inf"), *grenzen, float("inf")]
    return pd.cut(leeftijd.astype("float64"), randen, right=False, labels=[*namen, f"{laatste} en ouder"])


def terms(antwoorden: pd.DataFrame) -> pd.DataFrame:
    """Return per student what its answer adds to a weighted share and its interval, to be summed per category.

    `n` and `teller` (persons, and satisfied ones), `gewicht`, `kwadraten` (of it) and `tevreden` (of the satisfied).
    """
    gewicht = antwoorden["gewicht"]
    return pd.DataFrame(
        {
            "n": 1,
            "teller": antwoorden["tevreden"].astype("int64"),
            "gewicht": gewicht,
            "kwadraten": gewicht**2,
            "tevreden": gewicht * antwoorden["tevreden"],
        }
    )


def by_background(
    antwoorden: pd.DataFrame,
    *,
    vragen: Sequence[str],
    jaren: Sequence[int],
    leeftijden: Sequence[int],
    minimum: int,
) -> pd.DataFrame:
    """Return the weighted share of 4 or 5 per question, year and category, with its 95 % interval.

    Args:
        antwoorden: one row per student, of one year or more, with `gewicht` and the answers (1-5), and where the
            programme is known its hoofdgroep in `opleidingsrichting`.
        vragen: the questions.
        jaren: the full measurements; another one is marked as held in between (`tussentijds`).
        leeftijden: lower bounds of the age classes but the first.
        minimum: students needed in each outcome of a share.

    """
    rijen = antwoorden.assign(
        **{TOTAAL: TOTAAL, "leeftijd": age_class(antwoorden["leeftijd"], leeftijden)},
        niveau=antwoorden["niveau"].astype("str"),
    )
    kenmerken: Mapping[str, Sequence[str]] = {
        TOTAAL: [TOTAAL],
        "leerweg": ["bol", "bbl"],
        "niveau": ["1", "2", "3", "4"],
        "geslacht": ["man", "vrouw"],
        "leeftijd": list(rijen["leeftijd"].cat.categories),
    }
    if RICHTING in rijen:
        kenmerken = {**kenmerken, RICHTING: sorted(rijen[RICHTING].dropna().unique())}
    # Grouped by for every question and year: made plain objects once.
    rijen = rijen.astype(dict.fromkeys(kenmerken, "object"))
    delen = []
    for item in vragen:
        for jaar, in_jaar in valid(rijen, item).groupby("jaar"):
            per_student = terms(in_jaar)
            for kenmerk, categorieen in kenmerken.items():
                per_groep = per_student.groupby(in_jaar[kenmerk]).sum().reindex(list(categorieen), fill_value=0)
                delen.append(
                    per_groep.rename_axis("categorie").reset_index().assign(item=item, jaar=jaar, kenmerk=kenmerk)
                )
    tabel = pd.concat(delen, ignore_index=True)
    omvang = (tabel["gewicht"] ** 2 / tabel["kwadraten"]).fillna(0.0)
    tabel["aandeel"] = tabel["tevreden"] / tabel["gewicht"].where(tabel["gewicht"] > 0)
    tabel["aandeel_min"], tabel["aandeel_max"] = wilson(tabel["aandeel"] * omvang, omvang)
    tabel = tabel.drop(columns=["gewicht", "kwadraten", "tevreden"])
    beschermd = protect_within(tabel, ["item", "jaar", "kenmerk"], personen="n", minimum=minimum)
    full = beschermd["jaar"].isin(list(jaren))
    return beschermd.drop(columns="teller").assign(tussentijds=full.map({True: "nee", False: "ja"}))


if __name__ == "__main__":
    with step(snakemake) as s:
        stage = s.params["vragen"]
        antwoorden = pd.concat(s.read_all("job").values())
        # A question may be new, and the programme of a student is not always delivered.
        alle = asked_in(antwoorden, questions(s.contract("contract_job")))
        if "bc" in antwoorden:
            groepen = s.read("hoofdgroepen").query("soort == 'bc'").set_index("opleiding")["groep"]
            antwoorden = antwoorden.assign(**{RICHTING: antwoorden["bc"].astype("object").map(groepen)})
        keuze = {naam: s.params[naam] for naam in ("jaren", "leeftijden", "minimum")}
        tabel = by_background(antwoorden, vragen=alle, **keuze)
        is_stage = tabel["item"].isin(stage)
        s.write("data", tabel[is_stage])
        s.write("overige", tabel[~is_stage])
