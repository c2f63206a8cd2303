"""The later reading of the plans: the highest targets come down, or the lowest go up, to the published mean."""

import pandas as pd
import pytest
from synthetic.plannen_streefwaarden import bound

STUDENTEN = pd.DataFrame(
    {
        "instelling": ["01AA", "01AA", "03CC", "98AA"], "vandaag": ["01AA", "01AA", "03CC", "03CC"],
        "leerweg": "bol", "niveau": [2, 4, 4, 2], "studenten": [100, 300, 150, 50],
    }
)  # fmt: skip
DOELEN = pd.DataFrame(
    {
        "instelling": ["01AA", "01AA", "03CC", "98AA"], "leerweg": "bol", "niveau": [2, 4, 4, 2],
        "waarde": [80.0, 40, 60, 20],
    },
    index=[7, 3, 9, 1],
)  # fmt: skip


def test_nothing_changes_at_the_mean_there_is():
    # Institutions aim at (100 * 80 + 300 * 40) / 400 = 50 and (150 * 60 + 50 * 20) / 200 = 50.
    assert bound(DOELEN, STUDENTEN, doel=50).to_dict() == pytest.approx(DOELEN["waarde"].to_dict(), abs=1e-6)


def test_the_highest_come_down():
    # Under a cap of 60 the first aims at (100 * 60 + 300 * 40) / 400 = 45, the other at 50 still: together 47.5.
    assert bound(DOELEN, STUDENTEN, doel=47.5).to_dict() == pytest.approx({7: 60, 3: 40, 9: 60, 1: 20})


def test_the_lowest_go_up():
    # Above a floor of 40 the other aims at (150 * 60 + 50 * 40) / 200 = 55, the first at 50 still: together 52.5.
    assert bound(DOELEN, STUDENTEN, doel=52.5).to_dict() == pytest.approx({7: 80, 3: 40, 9: 60, 1: 40})
