"""Which years may be compared."""

from decimal import Decimal

import pandas as pd
import pytest

from werkagenda.words.direction import Ranked
from werkagenda.words.series import Period, break_year, compare_years, periode, ranked

DREMPELS = {"aandeel": 0.5, "aantal": 1.0}


def reeks(**per_jaar):
    jaren = [int(naam.removeprefix("j")) for naam in per_jaar]
    return pd.DataFrame({"jaar": jaren, "reeksbreuk": list(per_jaar.values())})


def test_a_series_is_compared_from_its_break_on():
    data = reeks(j2019="nee", j2020="nee", j2021="ja", j2022="nee", j2023="nee")
    assert break_year(data) == 2021
    assert periode(data["jaar"], 2021) == Period(2021, 2023)


def test_a_series_that_begins_with_the_new_definition_has_no_break():
    assert break_year(reeks(j2021="ja", j2022="nee")) is None


def test_years_on_one_side_are_all_compared():
    assert periode([2018, 2019, 2020], 2021) == Period(2018, 2020)
    assert periode([2022, 2023], 2021) == Period(2022, 2023)
    assert periode([2018, 2023]) == Period(2018, 2023)


def test_one_year_under_the_new_definition_compares_with_nothing():
    assert not periode([2019, 2020, 2021], 2021).comparable


def test_facts_of_a_comparison():
    rijen = [(2021, 0.264, 0.26, 0.27), (2022, 0.9, 0.9, 0.9), (2023, 0.256, 0.25, 0.26)]
    data = pd.DataFrame(rijen, columns=["jaar", "aandeel", "aandeel_min", "aandeel_max"])
    feiten = compare_years(data, "aandeel", Period(2021, 2023), DREMPELS).facts()
    assert (feiten["van"], feiten["tot"], feiten["onder"], feiten["boven"]) == (0.264, 0.256, 0.25, 0.26)
    assert feiten["verandering"] == Decimal("-0.8")
    # d = -0.8; down to -0.8 - sqrt(0.6^2 + 0.6^2), up to -0.8 + sqrt(0.4^2 + 0.4^2): across the threshold of 0.5.
    assert feiten["verandering_onder"] == pytest.approx(-1.6485, abs=1e-4)
    assert feiten["verandering_boven"] == pytest.approx(-0.2343, abs=1e-4)
    assert feiten["richting"] == "niet te zeggen"


@pytest.mark.parametrize(
    ("oud", "nieuw", "telling", "woord"),
    [
        ((1000, 990, 1010), (900, 880, 930), "geschat", "gedaald"),  # -10%, -12.2 to -6.8
        ((1000, 950, 1050), (985, 940, 1030), "geschat", "niet te zeggen"),
        ((1000, 999, 1001), (1002, 1001, 1003), "geschat", "gelijk gebleven"),
        ((1000, 1000, 1000), (500, 400, 600), "begrensd", "niet te zeggen"),  # outer bounds carry no trend
        ((1000, 1000, 1000), (500, 500, 500), "begrensd", "gedaald"),
        ((0, 0, 0), (5, 5, 5), "geteld", "gestegen"),
        ((0, 0, 0), (0, 0, 0), "geteld", "gelijk gebleven"),
        ((0, 0, 3), (5, 1, 9), "geschat", "niet te zeggen"),
    ],
)
def test_counts_take_the_word_that_their_intervals_carry(oud, nieuw, telling, woord):
    kolommen = ["jaar", "aantal", "aantal_laag", "aantal_hoog"]
    data = pd.DataFrame([(2021, *oud), (2022, *nieuw)], columns=kolommen).assign(telling=["geteld", telling])
    assert compare_years(data, "aantal", Period(2021, 2022), DREMPELS).direction == woord


def test_facts_of_counts_are_in_percent_of_the_older_one():
    """Down 100 of 1000: from -100 - sqrt(10^2 + 20^2) to -100 + sqrt(10^2 + 30^2), over 1000."""
    kolommen = ["jaar", "aantal", "aantal_laag", "aantal_hoog"]
    data = pd.DataFrame([(2021, 1000, 990, 1010), (2022, 900, 880, 930)], columns=kolommen)
    feiten = compare_years(data, "aantal", Period(2021, 2022), DREMPELS).facts()
    assert [feiten[naam] for naam in ("van", "tot", "onder", "boven")] == [1000, 900, 880, 930]
    assert feiten["verandering"] == Decimal("-10.0")
    assert feiten["verandering_onder"] == pytest.approx(-10 - 500**0.5 / 10)
    assert feiten["verandering_boven"] == pytest.approx(-10 + 1000**0.5 / 10)


def test_a_rise_from_nobody_is_no_percentage():
    """From none to 1 at least: up by all; from none to none perhaps: not below."""
    kolommen = ["jaar", "aantal", "aantal_laag", "aantal_hoog"]
    data = pd.DataFrame([(2021, 0, 0, 3), (2022, 9, 5, 12)], columns=kolommen)
    vergeleken = compare_years(data, "aantal", Period(2021, 2022), DREMPELS)
    assert vergeleken.change == (100.0, 100.0)
    anders = compare_years(data.assign(telling=["begrensd", "geteld"]), "aantal", Period(2021, 2022), DREMPELS)
    assert anders.change == (float("-inf"), float("inf"))


@pytest.mark.parametrize("kolom", ["aantal", "aandeel"])
def test_what_is_ranked_has_the_interval_where_there_is_one_else_the_outer_bounds(kolom):
    data = pd.DataFrame({"groep": ["a"], kolom: [5.0], f"{kolom}_min": [1.0], f"{kolom}_max": [9.0]})
    assert ranked(data, kolom, "groep") == [Ranked("a", 5.0, 1.0, 9.0)]
    data = data.assign(**{f"{kolom}_laag": [4.0], f"{kolom}_hoog": [6.0]})
    assert ranked(data, kolom, "groep") == [Ranked("a", 5.0, 4.0, 6.0)]
