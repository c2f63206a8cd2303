"""Counts and shares by hand on ten persons."""

import pandas as pd
import pytest

from werkagenda.persons.work_share import add_share, count_by


def test_counts_of_ten_persons_with_a_row_for_who_is_not_there():
    personen = pd.DataFrame(
        {
            "leerweg": ["bol"] * 6 + ["bbl"] * 4,
            "niveau": [2, 2, 2, 3, 3, 4, 2, 2, 4, 4],
            "werk": [1, 0, 1, 1, 1, 0, 0, 1, 1, 1],
        }
    )
    tabel = count_by(personen, {"leerweg": ["bol", "bbl"], "niveau": [2, 3, 4]}, uitkomst="werk")
    assert tabel.to_numpy().tolist() == [
        ["bol", 2, 3, 2], ["bol", 3, 2, 2], ["bol", 4, 1, 0], ["bbl", 2, 2, 1], ["bbl", 3, 0, 0], ["bbl", 4, 2, 2],
    ]  # fmt: skip


def test_a_share_of_few_is_still_there():
    tabel = add_share(pd.DataFrame({"n": [0, 8, 100], "teller": [0, 2, 80]}))
    assert tabel["aandeel"].fillna(-1).tolist() == [-1, 0.25, 0.8]
    assert tabel["n_nee"].tolist() == [0, 6, 20]
    assert add_share(pd.DataFrame({"n": [1], "teller": [1]}))["aandeel"].tolist() == [1]
    assert tabel["aandeel_min"][1] == pytest.approx(0.0715, abs=5e-5)
