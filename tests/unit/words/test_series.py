"""Which years may be compared."""

from decimal import Decimal

import pandas as pd

from werkagenda.words.series import Period, breukjaar, periode, vergelijk

DREMPELS = {"aandeel": 0.5, "aantal": 1.0}


def reeks(**per_jaar):
    jaren = [int(naam.removeprefix("j")) for naam in per_jaar]
    return pd.DataFrame({"jaar": jaren, "reeksbreuk": list(per_jaar.values())})


def test_a_series_is_compared_from_its_break_on():
    data = reeks(j2019="nee", j2020="nee", j2021="ja", j2022="nee", j2023="nee")
    assert breukjaar(data) == 2021
    assert periode(data["jaar"], 2021) == Period(2021, 2023)


def test_a_series_that_begins_with_the_new_definition_has_no_break():
    assert breukjaar(reeks(j2021="ja", j2022="nee")) is None


def test_years_on_one_side_are_all_compared():
    assert periode([2018, 2019, 2020], 2021) == Period(2018, 2020)
    assert periode([2022, 2023], 2021) == Period(2022, 2023)
    assert periode([2018, 2023]) == Period(2018, 2023)


def test_one_year_under_the_new_definition_compares_with_nothing():
    assert not periode([2019, 2020, 2021], 2021).vergelijkbaar


def test_facts_of_a_comparison():
    rijen = [(2021, 0.264, 0.26, 0.27), (2022, 0.9, 0.9, 0.9), (2023, 0.256, 0.25, 0.26)]
    data = pd.DataFrame(rijen, columns=["jaar", "aandeel", "aandeel_min", "aandeel_max"])
    feiten = vergelijk(data, "aandeel", Period(2021, 2023), DREMPELS).facts()
    assert (feiten["van"], feiten["tot"], feiten["onder"], feiten["boven"]) == (0.264, 0.256, 0.25, 0.26)
    assert feiten["verandering"] == Decimal("-0.8")
    assert (feiten["richting"], feiten["onzeker"]) == ("gedaald", True)
