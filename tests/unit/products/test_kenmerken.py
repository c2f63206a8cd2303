"""Table 2.C: quarters of spending compared, by hand."""

import numpy as np
import pandas as pd
import pytest
from helpers.plans_example import DOELEN, JOB
from products.kenmerken import compare, compare_all, of_institutions, of_question, of_work
from scipy.special import stdtr

CODES = [f"{nummer:02}AA" for nummer in range(10)]
KWART = pd.Series(["laag"] * 4 + ["midden"] * 2 + ["hoog"] * 4, index=CODES)
WAARDEN = pd.Series([0.30, 0.34, 0.38, 0.42, 0.9, 0.9, 0.50, 0.52, 0.61, 0.45], index=CODES)


def test_means_are_unweighted_and_the_difference_is_high_minus_low():
    uit = compare(WAARDEN, kwart=KWART, toets="welch", minimum=3)
    assert (uit["laag"], uit["hoog"], uit["verschil"]) == pytest.approx((0.36, 0.52, 0.16))
    assert (uit["n_laag"], uit["n_hoog"], uit["reden"]) == (4, 4, "")
    # The squared deviations add up to 0.008 and 0.0134; n - 1 is 3 and n is 4.
    a, b = 0.008 / 12, 0.0134 / 12
    vrijheid = (a + b) ** 2 / ((a**2 + b**2) / 3)
    assert uit["p"] == pytest.approx(2 * stdtr(vrijheid, -0.16 / (a + b) ** 0.5), abs=1e-8)
    assert uit["sterren"] == "**"


def test_a_group_under_the_minimum_is_empty_with_its_reason_and_its_n():
    uit = compare(WAARDEN.drop(CODES[:2]), kwart=KWART, toets="welch", minimum=3)
    assert (uit["n_laag"], uit["n_hoog"]) == (2, 4)
    assert np.isnan([uit["laag"], uit["verschil"], uit["p"]]).all()
    assert uit["hoog"] == pytest.approx(0.52)
    assert uit["reden"] == "minder dan 3 instellingen in een groep"
    genoeg = compare(WAARDEN, kwart=KWART, toets="welch", minimum=4)
    assert (genoeg["laag"], genoeg["reden"]) == (pytest.approx(0.36), "")
    assert uit["sterren"] == ""


def test_roc_is_tested_by_fisher_and_the_rest_by_welch():
    kenmerken = pd.DataFrame(
        {"instelling": CODES, "roc": [1, 1, 1, 0, 1, 1, 0, 0, 0, 1], "aandeel_niveau_1_2": WAARDEN.to_numpy()}
    ).assign(aandeel_bbl=0.2)
    besteding = KWART.rename("kwart").rename_axis("instelling").reset_index().assign(doelstelling="2.2")
    uit = compare_all({"2.2": [of_institutions(kenmerken)]}, besteding=besteding, minimum=3).set_index("kenmerk")
    assert uit.loc["roc", ["laag", "hoog", "toets"]].tolist() == [0.75, 0.25, "fisher"]
    # Tables with 4 and 4 in the margins: 3 or more, or 1 or fewer, of the four roc's are low: (16 + 1) x 2 of 70.
    assert uit.loc["roc", "p"] == pytest.approx(34 / 70)
    assert uit.loc["aandeel_niveau_1_2", "toets"] == "welch"
    # All the same: a mean, and nothing to test.
    assert uit.loc["aandeel_bbl", "laag"] == pytest.approx(0.2)
    assert np.isnan(uit.loc["aandeel_bbl", "p"])


def test_each_objective_has_its_own_quarters_and_characteristics():
    """High and low change places from one objective to the other, and so does the difference."""
    besteding = pd.concat(
        pd.DataFrame({"doelstelling": doel, "instelling": CODES, "kwart": kwarten})
        for doel, kwarten in (("2.1", KWART), ("2.3", KWART[::-1].to_numpy()))
    )
    per_doel = {
        "2.1": [iter([("vraag", "bol", "totaal", WAARDEN)])],
        "2.3": [iter([("vraag", "bol", "totaal", WAARDEN)]), iter([("roc", "alle", "totaal", (WAARDEN > 0.5) * 1.0)])],
    }
    uit = compare_all(per_doel, besteding=besteding, minimum=3)
    assert uit[["doelstelling", "kenmerk", "leerweg", "niveau", "toets"]].to_numpy().tolist() == [
        ["2.1", "vraag", "bol", "totaal", "welch"],
        ["2.3", "vraag", "bol", "totaal", "welch"],
        ["2.3", "roc", "alle", "totaal", "fisher"],
    ]
    assert uit["verschil"].tolist() == pytest.approx([0.16, -0.16, -0.5])


def test_work_is_of_the_latest_study_year_and_weighted_within_an_institution():
    uitstroom = pd.DataFrame(
        [
            ("2020/2021", "01AA", "bol", 2, 100, 0.1),
            ("2021/2022", "01AA", "bol", 2, 30, 0.8),
            ("2021/2022", "01AA", "bol", 2, 10, 0.4),
            ("2021/2022", "01AA", "bbl", 3, 60, 0.9),
            ("2021/2022", "02BB", "bol", 4, 20, 0.5),
        ],
        columns=["studiejaar", "instelling", "leerweg", "niveau", "uitstromers", "aandeel"],
    )
    waarden = {(leerweg, niveau): reeks for _, leerweg, niveau, reeks in of_work(uitstroom)}
    assert waarden["bol", "2"].to_dict() == pytest.approx({"01AA": 0.7})
    assert waarden["alle", "totaal"].to_dict() == pytest.approx({"01AA": 0.82, "02BB": 0.5})
    assert waarden["bbl", "totaal"].to_dict() == pytest.approx({"01AA": 0.9})


def test_a_question_has_its_years_and_its_ambition():
    vraag = {"indicator": "hulp_keuze", "leerweg": "bol", "jaren": [2022, 2024], "startjaar": 2022}
    waarden = {kenmerk: reeks for kenmerk, _, _, reeks in of_question(DOELEN, job=JOB, **vraag)}
    assert list(waarden) == ["hulp_keuze_2022", "hulp_keuze_2024", "hulp_keuze_ambitie"]
    assert waarden["hulp_keuze_2024"].to_dict() == pytest.approx({"01AA": 0.35, "02BB": 0.45})
    assert waarden["hulp_keuze_ambitie"].to_dict() == pytest.approx({"01AA": 0.095, "03CC": 0.05})
