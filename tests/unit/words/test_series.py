"""Which years may be compared."""

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


def test_variables_of_a_comparison():
    rijen = [(2021, 0.264, 0.26, 0.27), (2022, 0.9, 0.9, 0.9), (2023, 0.256, 0.25, 0.26)]
    data = pd.DataFrame(rijen, columns=["jaar", "aandeel", "aandeel_min", "aandeel_max"])
    paar = vergelijk(data, "aandeel", Period(2021, 2023), DREMPELS)
    assert paar.variabelen("regeling") == {
        "regeling_van": "26 procent",
        "regeling_tot": "26 procent",
        "regeling_van_precies": "26,4 procent",
        "regeling_tot_precies": "25,6 procent",
        "regeling_tot_onder": "25 procent",
        "regeling_tot_boven": "26 procent",
        "regeling_verschil": "\N{MINUS SIGN}0,8 procentpunt",
        "regeling_richting": "gedaald",
        "regeling_richting_zeker": "gedaald (binnen de onzekerheid)",
    }
