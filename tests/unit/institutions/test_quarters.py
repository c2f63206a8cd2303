"""Quarters by hand, and what the last bits of a float may not decide."""

from __future__ import annotations

import numpy as np
import pandas as pd

from werkagenda.indicators.typology import groups
from werkagenda.institutions.quarters import quarters

RUIS = np.finfo(float).eps


def test_quarters_by_hand():
    """Of eight, the 25th percentile is the mean of the second and third, and the 75th that of the sixth and seventh."""
    uit = quarters(pd.Series([1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0]))
    assert uit.tolist() == ["laag", "laag", *["midden"] * 4, "hoog", "hoog"]


def test_the_last_bit_decides_no_quarter():
    """0.1 + 0.2 is 0.30000000000000004: above 0.3 in floats, and the same number to who reads it."""
    waarden = pd.Series([0.3, 0.1, 0.1 + 0.2, 0.3, 0.9])
    assert waarden[2] > waarden[0]
    assert quarters(waarden).tolist() == quarters(pd.Series([0.3, 0.1, 0.3, 0.3, 0.9])).tolist()


def test_the_last_bit_decides_no_group():
    """Two with a third of their indicators in the lowest quarter: the tie goes by the other share, then by code."""
    delen = pd.DataFrame({"laag": [1 / 3, 1 / 3 + 2 * RUIS], "hoog": [0.0, 0.0]}, index=["01AA", "02BB"])
    assert delen["laag"].iloc[1] > delen["laag"].iloc[0]
    assert groups(delen, omvang={"laag": 1, "hoog": 1}).to_dict() == {"01AA": "laag", "02BB": "midden"}
