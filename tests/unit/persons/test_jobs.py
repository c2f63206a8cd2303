"""Hours of a month as whole numbers, against fractions."""

from fractions import Fraction

import polars as pl
import pytest

from werkagenda.persons.jobs import exact, hours_needed


@pytest.mark.parametrize("dagen", [28, 29, 30, 31])
@pytest.mark.parametrize("per_week", [12, 12.5, 14, 36])
def test_border_is_that_of_the_fraction_to_a_billionth(dagen, per_week):
    echt = Fraction(per_week) * dagen / 7
    assert abs(Fraction(hours_needed(per_week, dagen), 10**9) - echt) <= Fraction(1, 2 * 10**9)


def test_hours_are_added_without_a_tail():
    tabel = pl.DataFrame({"uren": [0.1, 0.2, -0.3, None]})
    assert sum(tabel["uren"].drop_nulls()) != 0
    assert tabel.select(exact("uren").sum()).item() == 0
