"""Weighted shares, their interval and what is hidden, by hand and beside statsmodels."""

import numpy as np
import pandas as pd
import pytest
from statsmodels.stats.proportion import proportion_confint

from werkagenda.surveys.weighted import effective_size, protect_within, shares


def personen(*groepen):
    """Return persons from (number, answer, weight)."""
    rijen = [(antwoord, gewicht) for aantal, antwoord, gewicht in groepen for _ in range(aantal)]
    return pd.DataFrame(rijen, columns=["antwoord", "gewicht"])


def test_effective_size_by_hand():
    # The square of the sum, 16, by the sum of the squares, 6.
    assert effective_size(pd.Series([1.0, 1.0, 2.0])) == pytest.approx(16 / 6)
    assert effective_size(pd.Series([3.0] * 7)) == pytest.approx(7)
    assert effective_size(pd.Series([], dtype=float)) == 0


def test_shares_by_hand_and_their_interval():
    # Twenty of weight one and ten of weight two are half and half; the size of Kish is 1600 / 60.
    tabel = shares(personen((20, "ja", 1.0), (10, "nee", 2.0)), "antwoord", ["ja", "nee", "soms"])
    assert tabel["antwoord"].tolist() == ["ja", "nee", "soms"]
    assert tabel["aandeel"].tolist() == [0.5, 0.5, 0]
    assert tabel["teller"].tolist() == [20, 10, 0]
    assert set(tabel["n"]) == {30}
    onder, boven = proportion_confint(0.5 * 1600 / 60, 1600 / 60, method="wilson")
    assert tabel.loc[0, ["aandeel_min", "aandeel_max"]].tolist() == pytest.approx([onder, boven], abs=1e-12)


def test_equal_weights_give_the_interval_without_weights():
    tabel = shares(personen((12, "ja", 3.5), (28, "nee", 3.5)), "antwoord", ["ja"])
    onder, boven = proportion_confint(12, 40, method="wilson")
    assert tabel.loc[0, ["aandeel_min", "aandeel_max"]].tolist() == pytest.approx([onder, boven], abs=1e-12)


def test_nobody_answered():
    tabel = shares(personen(), "antwoord", ["ja"])
    assert tabel[["teller", "n"]].to_numpy().tolist() == [[0, 0]]
    assert tabel[["aandeel", "aandeel_min", "aandeel_max"]].isna().all(axis=None)
    assert protect_within(tabel.assign(g=1), ["g"], personen="teller", minimum=10)["reden"].tolist() == [
        "geen personen"
    ]


def test_one_hidden_answer_takes_a_second_with_it():
    # 9 are too few; 100 less the others would tell them, so the smallest other answer goes too.
    antwoorden = personen((9, "a", 1.0), (40, "b", 1.0), (20, "c", 1.0), (31, "d", 1.0))
    tabel = protect_within(
        shares(antwoorden, "antwoord", list("abcd")).assign(g=1), ["g"], personen="teller", minimum=10
    )
    assert tabel.loc[tabel["aandeel"].isna(), "antwoord"].tolist() == ["a", "c"]
    assert tabel["reden"].tolist() == ["minder dan 10 in een uitkomst", "", "beschermt een andere cel", ""]
    assert set(tabel["n"]) == {100}


def test_groups_are_protected_apart():
    groot = shares(personen((50, "ja", 1.0), (50, "nee", 1.0)), "antwoord", ["ja", "nee"]).assign(g=1)
    klein = shares(personen((4, "ja", 1.0), (4, "nee", 1.0)), "antwoord", ["ja", "nee"]).assign(g=2)
    tabel = protect_within(pd.concat([groot, klein], ignore_index=True), ["g"], personen="teller", minimum=10)
    assert tabel["aandeel"].notna().tolist() == [True, True, False, False]
    # The size of a group of eight is hidden too.
    assert tabel["n"].isna().tolist() == [False, False, True, True]


def test_a_size_that_protects_a_hidden_size_goes_with_it():
    """Rows with a size each, of a known total: 8 are too few, and the total less the others would tell them."""
    tabel = pd.DataFrame({"g": [1, 1, 1, 2, 2], "n": [8, 30, 40, 30, 40], "teller": [4, 15, 20, 15, 20]})
    tabel = tabel.assign(**dict.fromkeys(("aandeel", "aandeel_min", "aandeel_max"), 0.5))
    uit = protect_within(tabel, ["g"], personen="n", minimum=10)
    assert uit["aandeel"].isna().tolist() == [True, True, False, False, False]
    assert uit["n"].isna().tolist() == [True, True, False, False, False]
    assert uit["teller"].isna().tolist() == [True, True, False, False, False]


def test_a_size_without_anybody_takes_no_other_with_it():
    tabel = pd.DataFrame({"g": [1, 1, 1], "n": [0, 30, 40], "teller": [0, 15, 4]})
    tabel = tabel.assign(**dict.fromkeys(("aandeel", "aandeel_min", "aandeel_max"), 0.5))
    uit = protect_within(tabel, ["g"], personen="n", minimum=10)
    assert uit["n"].isna().tolist() == [True, False, False]
    assert uit.loc[0, "reden"] == "geen personen"


def test_all_of_a_group_are_a_share_of_one_whatever_the_last_digit_of_the_sum():
    rng = np.random.default_rng(1)
    for _ in range(50):
        gewicht = np.round(np.exp(rng.normal(0, 0.35, 32)) * 3, 4)
        rij = shares(pd.DataFrame({"antwoord": "ja", "gewicht": gewicht}), "antwoord", ["ja"]).iloc[0]
        assert rij["aandeel"] <= 1
        assert 1 - 1e-12 < rij["aandeel_max"] <= 1
