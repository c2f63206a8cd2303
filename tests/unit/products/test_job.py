"""Tables 5.B and 5.D from students, by hand and by counting."""

import numpy as np
import pandas as pd
import pytest
from products.job_overig import age_class, by_background
from products.job_regressie import count_categories, effects, enough, regressions
from unit.models.test_logit_cells import students

from werkagenda.contract.contracts import Column, Contract
from werkagenda.surveys.answers import questions, valid

TIEN = pd.DataFrame(
    {
        "jaar": 2024,
        "leerweg": ["bol"] * 6 + ["bbl"] * 4,
        "niveau": [1, 2, 2, 3, 4, 4, 2, 3, 3, 4],
        "geslacht": ["man", "vrouw", "man", "vrouw", None, "man", "man", "vrouw", "vrouw", "man"],
        "leeftijd": [16, 17, 18, 19, 22, 23, 30, 26, 27, 60],
        "gewicht": [1.0, 2.0, 3.0, 1.0, 1.0, 2.0, 4.0, 1.0, 2.0, 3.0],
        "vraag": [5, 4, 3, 1, np.nan, 4, 2, 5, 4, 3],
    }
)


def test_satisfied_is_four_or_five_of_valid_answers():
    uit = valid(TIEN, "vraag")
    assert len(uit) == 9
    assert uit["tevreden"].tolist() == [1, 1, 0, 0, 1, 0, 1, 1, 0]


def test_questions_are_the_columns_on_the_scale():
    kolommen = (
        Column("leeftijd", "geheel", "leeftijd", eenheid="jaar"),
        Column("vraag", "geheel", "vraag", eenheid="vijfpuntsschaal"),
    )
    assert questions(Contract("job", "", kolommen, ())) == ["vraag"]


def test_age_classes_meet_at_their_lower_bounds():
    uit = age_class(pd.Series([15, 17, 18, 22, 23, 26, 27, 64]), [18, 23, 27])
    jong, *midden, oud = uit.cat.categories
    assert (jong, midden, oud) == ("17 en jonger", ["18-22", "23-26"], "27 en ouder")
    assert uit.tolist() == [jong, jong, "18-22", "18-22", "23-26", "23-26", oud, oud]


def test_shares_by_background():
    uit = by_background(TIEN, vragen=["vraag"], jaren=[2024], leeftijden=[18, 23, 27], minimum=1)
    rijen = uit.set_index(["kenmerk", "categorie"])
    assert len(rijen) == 1 + 2 + 4 + 2 + 4
    assert set(uit["tussentijds"]) == {"nee"}
    # Satisfied weigh 1 + 2 + 2 + 1 + 2 of 19.
    assert rijen.loc[("totaal", "totaal"), ["aandeel", "n"]].tolist() == pytest.approx([8 / 19, 9])
    assert rijen.loc[("leerweg", "bbl"), ["aandeel", "n"]].tolist() == pytest.approx([3 / 10, 4])
    # Kish: 10 squared over 16 + 1 + 4 + 9 is 3.33 students; Wilson around 0.3.
    n, z = 10 / 3, 1.959963984540054
    midden = (0.3 + z**2 / (2 * n)) / (1 + z**2 / n)
    straal = z / (1 + z**2 / n) * np.sqrt(0.3 * 0.7 / n + z**2 / (4 * n**2))
    assert rijen.loc[("leerweg", "bbl"), ["aandeel_min", "aandeel_max"]].tolist() == pytest.approx(
        [midden - straal, midden + straal], abs=1e-8
    )


def test_too_few_students_are_empty_with_a_reason():
    groot = pd.concat([TIEN] * 12)
    uit = by_background(groot, vragen=["vraag"], jaren=[2024], leeftijden=[18], minimum=10).set_index(
        ["kenmerk", "categorie"]
    )
    # On level 1 nobody is dissatisfied; level 4, the smallest of the others, hides what it is.
    redenen = uit.loc["niveau", "reden"]
    assert redenen.to_dict() == {
        "1": "minder dan 10 in een uitkomst", "2": "", "3": "", "4": "beschermt een andere cel",
    }  # fmt: skip
    assert uit.loc["niveau", "aandeel"].isna().tolist() == [True, False, False, True]
    assert uit.loc[("totaal", "totaal"), "reden"] == ""


def test_small_categories_leave_the_model_one_after_the_other():
    rijen = students(600, leerweg="bol")
    rijen = rijen[rijen["niveau"] != "1"]
    # Nine students on level 1 leave, and then the bbl has eleven students, of whom nine are satisfied: too few not.
    niveau_1 = students(9, niveau="1", leerweg="bbl", tevreden=1).assign(tevreden=[1, 0, 0, 0, 0, 0, 0, 0, 0])
    bbl = students(11, niveau="2", leerweg="bbl").assign(tevreden=[1] * 9 + [0] * 2)
    model = enough(pd.concat([rijen, niveau_1, bbl]), minimum=10)
    assert set(model["niveau"]) == {"2", "3", "4"}
    assert set(model["leerweg"]) == {"bol"}
    assert len(model) == len(rijen)
    aantallen = count_categories(model).set_index(["kenmerk", "categorie"])
    assert aantallen.loc[("niveau", "1"), ["n", "teller"]].tolist() == [0, 0]
    assert aantallen.loc[("leeftijd", "per_jaar"), "n"] == len(rijen)


def test_rows_references_and_reasons():
    rijen = pd.concat([students(900, leerweg="bol"), students(4, zaad=2, leerweg="bol", niveau="1")])
    rijen = rijen[(rijen["niveau"] != "1") | (rijen.index < 4)]
    uit = effects(rijen, minimum=50).set_index(["kenmerk", "categorie"])
    assert len(uit) == 2 + 1 + 4 + 2
    assert uit.loc[("niveau", "4"), ["effect", "reden"]].tolist() == [0.0, ""]
    assert uit.loc[("niveau", "1"), "reden"] == "minder dan 50 personen"
    assert np.isnan(uit.loc[("niveau", "1"), "effect"])
    assert uit.loc[("leerweg", "bbl"), "reden"] == "geen personen"
    assert uit.loc[("leerweg", "bol"), "reden"].startswith("geen andere categorie")
    vrouw = uit.loc[("geslacht", "vrouw")]
    assert vrouw["effect_max"] - vrouw["effect"] == pytest.approx(1.959963984540054 * vrouw["standaardfout"], abs=1e-8)
    # The count of level 1 is small, and so is hidden with one more that would give it away.
    assert uit.loc["niveau", "n"].isna().sum() == 2


def test_everyone_the_same_is_a_row_without_numbers():
    uit = effects(students(80).assign(tevreden=1), minimum=10)
    assert uit["effect"].isna().all()
    assert (uit["reden"] != "").all()


def test_each_question_has_its_own_students():
    rijen = students(1000).rename(columns={"tevreden": "a"})
    rijen["a"] = rijen["a"] * 4 + 1.0
    rijen["b"] = rijen["a"].where(rijen["leerweg"] == "bol")
    rijen.loc[:9, "geslacht"] = None
    uit = regressions(rijen.assign(niveau=rijen["niveau"].astype(int)), vragen=["a", "b"], minimum=10)
    per = uit.set_index(["item", "kenmerk", "categorie"])["n"]
    assert per["a", "leeftijd", "per_jaar"] == 990
    assert per["b", "leeftijd", "per_jaar"] == (rijen.loc[10:, "leerweg"] == "bol").sum()


def test_a_measurement_that_is_not_among_the_full_ones_is_marked():
    beide = pd.concat([TIEN, TIEN.assign(jaar=2025)])
    uit = by_background(beide, vragen=["vraag"], jaren=[2022, 2024], leeftijden=[18], minimum=1)
    assert uit.groupby("jaar")["tussentijds"].first().to_dict() == {2024: "nee", 2025: "ja"}


def test_by_hoofdgroep_where_the_programme_is_known():
    """Zorg: students 1 to 3 (5, 4 and 3, weights 1, 2 and 3), Bouw: 4 (1, weight 1); of the others it is not known."""
    met = TIEN.assign(opleidingsrichting=["Zorg"] * 3 + ["Bouw"] + [None] * 6)
    uit = by_background(met, vragen=["vraag"], jaren=[2024], leeftijden=[18], minimum=1)
    rijen = uit[uit["kenmerk"] == "opleidingsrichting"].set_index("categorie")
    assert rijen["n"].to_dict() == {"Bouw": 1, "Zorg": 3}
