"""Which word the interval of a change carries, and who may be called first."""

from math import inf

import pytest

from werkagenda.words.direction import GEDAALD, GELIJK, GESTEGEN, NIET_TE_ZEGGEN, Ranked, difference, direction, ranking


@pytest.mark.parametrize(
    ("d", "low", "high", "word"),
    [
        (2.0, 0.5, 3.5, GESTEGEN),
        (-2.0, -3.5, -0.5, GEDAALD),
        (0.1, -0.4, 0.4, GELIJK),
        (2.0, 0.4, 3.6, NIET_TE_ZEGGEN),  # more than nothing, not surely more than the threshold
        (0.0, -0.6, 0.6, NIET_TE_ZEGGEN),
        (-0.3, -0.7, 0.1, NIET_TE_ZEGGEN),
        (5.0, -inf, inf, NIET_TE_ZEGGEN),
        (0.45, 0.45, 0.45, GESTEGEN),  # printed as +0.5
        (0.44, 0.44, 0.44, GELIJK),
        (-0.5, -0.5, -0.5, GEDAALD),
        ((0.3045 - 0.3) * 100, (0.3045 - 0.3) * 100, (0.3045 - 0.3) * 100, GESTEGEN),  # 0.4499999999 in binary
    ],
)
def test_the_word_is_that_of_the_whole_interval(d, low, high, word):
    assert direction(d, low, high, 0.5) == word


@pytest.mark.parametrize(("d", "low", "high"), [(1.0, 2.0, 3.0), (float("nan"), 0.0, 1.0)])
def test_a_change_outside_its_interval_has_no_word(d, low, high):
    with pytest.raises(ValueError, match="outside"):
        direction(d, low, high, 0.5)


def test_the_interval_of_a_difference_is_that_of_newcombe():
    """Newcombe 1998, table II, (a), method 10: 56/70 - 48/80 has 0.0524 to 0.3339, from Wilson's intervals."""
    een, ander = (0.6, 0.4904, 0.7004), (0.8, 0.6925, 0.8771)
    d, low, high = difference(een, ander)
    assert (d, low, high) == (pytest.approx(0.2), pytest.approx(0.0531, abs=0.001), pytest.approx(0.3339, abs=0.001))


def test_exact_values_differ_exactly():
    assert difference((3.0, 3.0, 3.0), (5.0, 5.0, 5.0)) == (2.0, 2.0, 2.0)


APART = [Ranked("a", 0.9, 0.85, 0.95), Ranked("b", 0.7, 0.65, 0.75), Ranked("c", 0.2, 0.1, 0.3)]


def test_the_first_is_named_when_its_interval_is_free():
    assert ranking(APART) == ["a"]
    assert ranking(APART, hoogste=False) == ["c"]


def test_those_that_may_be_first_share_the_place():
    assert ranking([*APART, Ranked("d", 0.82, 0.79, 0.86)]) == ["a", "d"]
    assert ranking([Ranked("a", 0.9, 0.6, 0.95), *APART[1:]]) == ["a", "b"]


def test_nobody_is_first_where_all_may_be_or_more_than_three():
    assert ranking([Ranked("a", 0.9, 0.1, 0.95), *APART[1:]]) == []
    assert ranking([Ranked("a", 0.9, 0.9, 0.9)]) == []
    assert ranking([]) == []
    vier = [Ranked(naam, 0.9, 0.8, 1.0) for naam in "wxyz"]
    assert ranking([*vier, APART[-1]]) == []


def test_equal_values_are_those_equal_in_nine_decimals():
    waarden = [Ranked.exact("b", 0.1 + 0.2), Ranked.exact("a", 0.3), Ranked.exact("c", 0.1)]
    assert ranking(waarden) == ["a", "b"]


def test_values_without_an_interval_differ_from_a_point_on():
    waarden = [Ranked.exact("a", 0.82), Ranked.exact("b", 0.815), Ranked.exact("c", 0.81), Ranked.exact("d", 0.5)]
    assert ranking(waarden, verschil=0.01) == ["a", "b"]
