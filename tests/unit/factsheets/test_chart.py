"""The chart and the numbers of an indicator's page, worked out by hand."""

import re
from math import sqrt

import pandas as pd
import pytest
from factsheets.indicatorpaginas import breakdowns, own_targets, series
from helpers.factsheet_example import indicator, read, register

from werkagenda.factsheets.chart import chart, ticks

WOORDEN = read("report/factsheets/indicatoren.yaml")["grafiek"]
BAND = {"p10": 0.1, "p25": 0.15, "p75": 0.25, "p90": 0.3}
REEKS = [
    {"jaar": 2022, "soort": "start", "waarde": 0.2, "laag": 0.15, "hoog": 0.25, **BAND},
    {"jaar": 2024, "soort": "recent", "waarde": 0.3, "laag": float("nan"), "hoog": float("nan")},
    {"jaar": 2026, "soort": "streef", "waarde": 0.4},
]  # fmt: skip


def test_ticks_are_round_and_hold_all_values():
    assert ticks(0.13, 0.42) == [0.1, 0.2, 0.3, 0.4, 0.5]
    assert ticks(6.5, 7.1) == [6.4, 6.6, 6.8, 7.0, 7.2]
    assert ticks(0.5, 0.5)[0] <= 0.5 <= ticks(0.5, 0.5)[-1]


def test_each_mark_stands_at_its_value_and_says_it():
    svg = chart(REEKS, titel="Een <titel>", woorden=WOORDEN, druk=lambda waarde: f"{waarde:.0%}")
    assert svg == chart(REEKS, titel="Een <titel>", woorden=WOORDEN, druk=lambda waarde: f"{waarde:.0%}")
    assert "<title>Een &lt;titel&gt;</title>" in svg
    assert "<title>2024: gemiddelde 30%</title>" in svg
    assert "<title>2026: streefwaarde 40%</title>" in svg
    assert "15% – 25%" in svg  # noqa: RUF001 - from to
    punten = [(float(x), float(y)) for x, y in re.findall(r'<circle cx="([\d.]+)" cy="([\d.]+)"', svg)]
    assert [x for x, _ in punten] == [52.0, 271.0, 490.0]
    # Equal steps of the value are equal steps of the drawing.
    assert punten[0][1] - punten[1][1] == pytest.approx(punten[1][1] - punten[2][1], abs=0.2)
    assert chart([], titel="", woorden=WOORDEN, druk=str).count("<") == 1


def test_the_mean_has_a_t_interval_over_institutions_from_the_minimum_on():
    rijen = [("veilig", "recent", 2024, waarde) for waarde in (0.1, 0.2, 0.3, 0.4)]
    waarden = pd.DataFrame(rijen, columns=["indicator", "soort", "jaar", "waarde"])
    sector = pd.DataFrame(
        {"indicator": ["veilig"], "soort": ["recent"], "jaar": [2024], "waarde": [0.25], "instellingen": [4]}
    )
    (rij,) = series(sector, waarden, minimum=4)["veilig"]
    # t of 3 degrees of freedom is 3.182446; the variance is 0.05 / 3.
    marge = 3.182446 * sqrt(0.05 / 3 / 4)
    assert (rij["laag"], rij["hoog"]) == pytest.approx((0.25 - marge, 0.25 + marge))
    assert pd.isna(series(sector, waarden, minimum=5)["veilig"][0]["laag"])


def test_own_targets_that_are_reached_in_spite_of_floats():
    rijen = [
        ("a", "recent", 0.95 - 0.05),
        ("a", "streef", 0.9),
        ("b", "recent", 0.5),
        ("b", "streef", 0.6),
        ("c", "recent", 1),
    ]
    waarden = pd.DataFrame(rijen, columns=["instelling", "soort", "waarde"]).assign(indicator="veilig")
    assert own_targets(waarden, minimum=2) == {"veilig": {"gehaald": 1, "n": 2}}
    assert own_targets(waarden, minimum=3) == {}


def test_breakdowns_weigh_students_and_leave_small_groups_out():
    rijen = [
        (2022, "bol", 2, 0.9, 100.0, 50),
        (2024, "bol", 2, 0.5, 300.0, 100),
        (2024, "bol", 3, 0.9, 100.0, 100),
        (2024, "bbl", 3, 0.4, 50.0, 4),
    ]
    job = pd.DataFrame(rijen, columns=["jaar", "leerweg", "niveau", "aandeel", "gewicht", "n"]).assign(item="v")
    een = indicator("Veilig", berekening={"product": "job", "vraag": "v", "leerwegen": ["bol"], "streef": "efile"})
    uit = breakdowns(job, register(veilig=een), minimum=10)["veilig"]
    assert [(rij["kenmerk"], rij["categorie"], rij["jaar"], rij["n"]) for rij in uit] == [
        ("leerweg", "bol", 2024, 200),
        ("niveau", 2, 2024, 100),
        ("niveau", 3, 2024, 104),
    ]
    assert uit[0]["aandeel"] == pytest.approx(0.6)
    # Effective size 400^2 / (300^2 / 100 + 100^2 / 100) = 160; Wilson of 96 in 160.
    assert (uit[0]["laag"], uit[0]["hoog"]) == pytest.approx((0.522605, 0.672706), abs=1e-6)
