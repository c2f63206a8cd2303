"""The typology on six institutions and four indicators with gaps and ties, every step worked out by hand.

Quarters as Stata's xtile. Indicator w (six values): low up to the second value, 0.20; high above the fifth, 0.50.
x (five, F has none): low up to the second, 0.30, which three share; high above the fourth, 0.40, so nobody.
y (four, no C and F): low up to (0.10 + 0.20) / 2, high above (0.40 + 0.50) / 2. z (five, no A): low up to 0.60, high
above 0.80.
"""

from statistics import stdev

import pandas as pd
import pytest

from werkagenda.indicators.typology import (
    ambition_levels,
    ambition_scores,
    group_doubt,
    groups,
    indicator_quarters,
    movement,
    quarter_shares,
    typology,
)

A, B, C, D, E, F = CODES = ["01AA", "02BB", "03CC", "04DD", "05EE", "06FF"]
GAT = None
START = {
    "w": [0.10, 0.20, 0.30, 0.40, 0.50, 0.60],
    "x": [0.30, 0.30, 0.30, 0.40, 0.40, GAT],
    "y": [0.50, 0.10, GAT, 0.20, 0.40, GAT],
    "z": [GAT, 0.70, 0.60, 0.90, 0.80, 0.50],
}
# B rises on all four: it takes the highest quarter of each, and the others move down a place.
RECENT = {
    "w": [0.10, 0.70, 0.30, 0.40, 0.50, 0.60],
    "x": [0.30, 0.50, 0.30, 0.40, 0.40, GAT],
    "y": [0.50, 0.60, GAT, 0.20, 0.40, GAT],
    "z": [GAT, 0.95, 0.60, 0.90, 0.80, 0.50],
}
# Targets on w alone: 5, 10, 2, 7 and 30 percentage points above the start; E gave none.
STREEF = {"w": [0.15, 0.30, 0.32, 0.47, GAT, 0.90]}
OMVANG = {"laag": 2, "hoog": 2}


def lang(tabel):
    rijen = [(code, naam, waarde) for naam, rij in tabel.items() for code, waarde in zip(CODES, rij, strict=True)]
    return pd.DataFrame(rijen, columns=["instelling", "indicator", "waarde"]).astype({"waarde": float})


@pytest.fixture
def delen():
    return quarter_shares(indicator_quarters(lang(START)))


def test_quarters_with_gaps_and_ties():
    kwarten = indicator_quarters(lang(START))
    per_kwart = {
        (naam, kwart): sorted(deel["instelling"]) for (naam, kwart), deel in kwarten.groupby(["indicator", "kwart"])
    }
    assert {sleutel: wie for sleutel, wie in per_kwart.items() if sleutel[1] != "midden"} == {
        ("w", "laag"): [A, B],
        ("w", "hoog"): [F],
        ("x", "laag"): [A, B, C],
        ("y", "laag"): [B],
        ("y", "hoog"): [A],
        ("z", "laag"): [C, F],
        ("z", "hoog"): [D],
    }
    assert len(kwarten) == 6 + 5 + 4 + 5


def test_shares_are_of_the_available_indicators(delen):
    assert delen["n"].tolist() == [3, 4, 3, 4, 4, 2]
    assert delen["laag"].tolist() == [2 / 3, 3 / 4, 2 / 3, 0, 0, 1 / 2]
    assert delen["hoog"].tolist() == [1 / 3, 0, 0, 1 / 4, 0, 1 / 2]


@pytest.mark.parametrize(
    ("laag", "hoog", "groepen"),
    [
        # A and C tie at two thirds: C is never high, so C is lower than A; A is then the second of the high group.
        (2, 2, {"laag": [B, C], "hoog": [A, F]}),
        # A is among both: two thirds low against one third high, so it is low, and D takes the place in high.
        (3, 2, {"laag": [A, B, C], "hoog": [D, F]}),
        # F is among both with equal shares: low. E is never in a quarter, so it is in neither group.
        (4, 5, {"laag": [A, B, C, F], "hoog": [D]}),
    ],
)
def test_groups_by_hand(delen, laag, hoog, groepen):
    uit = groups(delen, omvang={"laag": laag, "hoog": hoog})
    assert {naam: sorted(uit[uit == naam].index) for naam in ("laag", "hoog")} == groepen


def test_equal_in_everything_goes_by_code():
    delen = pd.DataFrame({"laag": [0.5, 0.5, 0.0], "hoog": [0.0, 0.0, 0.5]}, index=["02BB", "01AA", "03CC"])
    assert groups(delen, omvang={"laag": 1, "hoog": 1}).to_dict() == {"02BB": "midden", "01AA": "laag", "03CC": "hoog"}


def test_ambition_in_standard_deviations_of_the_start_values():
    """p: SD 0.2. q: all alike, so no scale and no say. r: SD 0.2, and B gave no target on it."""
    start = pd.DataFrame(
        [(A, "p", 0.2), (B, "p", 0.4), (C, "p", 0.6), (A, "q", 0.1), (B, "q", 0.1), (A, "r", 0.3), (B, "r", 0.5),
         (D, "r", 0.7)],
        columns=["instelling", "indicator", "waarde"],
    )  # fmt: skip
    streef = pd.DataFrame(
        [(A, "p", 0.4), (B, "p", 0.5), (A, "q", 0.9), (B, "q", 0.2), (A, "r", 0.3), (D, "r", 1.0), (E, "p", 0.9)],
        columns=["instelling", "indicator", "waarde"],
    )
    assert stdev([0.2, 0.4, 0.6]) == pytest.approx(0.2)
    # A: (1.0 + 0.0) / 2; B: 0.5 on p alone; D: 1.5 on r alone; C has no target and E no start value.
    assert ambition_scores(start, streef).to_dict() == pytest.approx({A: 0.5, B: 0.5, D: 1.5})


def test_ambition_levels_are_the_outer_quarters():
    scores = pd.Series({A: 0.05, B: 0.10, C: 0.02, D: 0.07, F: 0.30})
    assert ambition_levels(scores).to_dict() == {A: "laag", B: "midden", C: "laag", D: "midden", F: "hoog"}
    assert ambition_levels(scores.iloc[:0]).empty


@pytest.mark.parametrize(
    ("van", "naar", "beweging"),
    [
        ("laag", "midden", "stijger"),
        ("laag", "hoog", "stijger"),
        ("midden", "midden", "blijver"),
        ("hoog", "midden", "daler"),
        (None, "hoog", None),
        ("laag", float("nan"), None),
    ],
)
def test_movement_between_groups(van, naar, beweging):
    assert movement(van, naar) == beweging


def test_the_whole_typology_of_six_institutions():
    """Recent: B is high on all four; low are C (three of three) and A (two of three); nobody else is ever high.

    Type 1 is the high group, 3 the low one without a high ambition, 0 the middle; E gave no target and has no type.
    """
    waarden = pd.concat(
        lang(tabel).assign(soort=soort) for soort, tabel in {"start": START, "recent": RECENT, "streef": STREEF}.items()
    )
    uit = typology(waarden, omvang=OMVANG).set_index("instelling")
    assert uit["groep_start"].to_dict() == {A: "hoog", B: "laag", C: "laag", D: "midden", E: "midden", F: "hoog"}
    assert uit["groep_recent"].to_dict() == {A: "laag", B: "hoog", C: "laag", D: "midden", E: "midden", F: "midden"}
    assert uit["laag_recent"].tolist() == [2 / 3, 0, 1, 1 / 4, 0, 1 / 2]
    assert uit["hoog_recent"].tolist() == [0, 1, 0, 0, 0, 0]
    assert uit["ambitie"].fillna("").tolist() == ["laag", "midden", "laag", "midden", "", "hoog"]
    assert uit["type"].fillna(-1).tolist() == [1, 3, 3, 0, -1, 1]
    assert uit["beweging"].tolist() == ["daler", "stijger", "blijver", "blijver", "blijver", "daler"]


def test_an_institution_without_recent_values_does_not_move():
    waarden = lang(START).assign(soort="start")
    uit = typology(waarden, omvang=OMVANG)
    assert uit["groep_recent"].isna().all()
    assert uit["beweging"].isna().all()


def test_doubt_grows_as_the_margins_do():
    """Without persons behind the values nothing moves, nor with very many; with five almost everybody does."""
    waarden = lang(START).assign(n=None)
    assert group_doubt(waarden, omvang=OMVANG).tolist() == [0.0] * 6
    een = lang({"w": START["w"]})
    assert group_doubt(een.assign(n=10**9), omvang=OMVANG).tolist() == [0.0] * 6
    assert group_doubt(een.assign(n=5), omvang=OMVANG).min() > 0.1


def test_doubt_of_two_that_swap_is_the_normal_chance():
    """Four institutions on one indicator: the lowest is in the low quarter, the others are not.

    P(0.50 of n stays below 0.52 of n) with both redrawn: the difference is 0.02 with a standard error of
    sqrt(2 x 0.25 / 2500) = 0.01414, so the first loses its place in 1 - Phi(1.414) = 7.9 % of the redraws.
    """
    waarden = pd.DataFrame(
        {"instelling": ["A", "B", "C", "D"], "indicator": "x", "waarde": [0.50, 0.52, 0.8, 0.9], "n": 2500}
    )
    uit = group_doubt(waarden, omvang={"laag": 1, "hoog": 0}, trekkingen=4000)
    assert uit.tolist() == pytest.approx([0.0786, 0.0786, 0, 0], abs=0.013)


def test_an_institution_without_values_has_no_doubt():
    assert group_doubt(lang(START).assign(n=5).iloc[:0], omvang=OMVANG).empty
