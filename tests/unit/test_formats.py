"""Numbers and words as the report prints them; expected values written out by hand."""

from decimal import Decimal

import pytest

from werkagenda import formats as f
from werkagenda.words.direction import direction

DREMPELS = {"aandeel": 0.5, "aantal": 1.0}
MIN = "\N{MINUS SIGN}"
STREEP = "\N{EN DASH}"


@pytest.mark.parametrize(
    ("waarde", "decimalen", "verwacht"),
    [(62.5, 0, 63), (61.5, 0, 62), (-0.25, 1, -0.3), (2.675, 2, 2.68), (1.005, 2, 1.01), (0.05, 1, 0.1)],
)
def test_half_goes_up_where_binary_rounding_goes_down(waarde, decimalen, verwacht):
    assert float(f.half_op(waarde, decimalen)) == verwacht


@pytest.mark.parametrize(
    ("waarde", "verwacht"),
    [(12345, "12.345"), (999, "999"), (1234567, "1.234.567"), (-1234, f"{MIN}1.234"), (float("nan"), STREEP)],
)
def test_counts_in_dutch(waarde, verwacht):
    assert f.aantal(waarde) == verwacht


def test_a_rounded_zero_has_no_sign():
    assert f.getal(-0.04, 1) == "0,0"
    assert f.with_sign(0.04, 1) == "0,0"


@pytest.mark.parametrize(
    ("aandeel", "decimalen", "verwacht"),
    [
        (0.3049, 0, "30%"),
        (0.625, 0, "63%"),
        (0.145, 0, "15%"),
        (0.285, 0, "29%"),
        (0.3049, 1, "30,5%"),
        (2.0, 0, "200%"),
    ],
)
def test_shares(aandeel, decimalen, verwacht):
    assert f.procent(aandeel, decimalen) == verwacht
    assert f.percent_in_full(aandeel, decimalen) == verwacht.replace("%", " procent")


def test_a_missing_share_is_a_dash():
    assert f.procent(None) == STREEP
    assert f.percent_in_full(float("nan")) == STREEP


def test_differences_carry_their_sign():
    assert f.with_sign(1234) == "+1.234"
    assert f.with_sign(-56) == f"{MIN}56"


@pytest.mark.parametrize(
    ("oud", "nieuw", "soort", "verwacht"),
    [(200, 197, "aantal", "-1.5"), (0, 3, "aantal", "100"), (0, 0, "aantal", "0"), (0.264, 0.256, "aandeel", "-0.8")],
)
def test_a_change_is_exact(oud, nieuw, soort, verwacht):
    assert f.change(oud, nieuw, soort) == Decimal(verwacht)


@pytest.mark.parametrize(
    ("oud", "nieuw", "soort", "verwacht"),
    [
        (0.300, 0.305, "aandeel", "gestegen"),  # exactly on the threshold, 0.00500000000000000044 in binary
        (0.305, 0.300, "aandeel", "gedaald"),
        (0.300, 0.3045, "aandeel", "gestegen"),  # published as 0,5
        (0.300, 0.3044, "aandeel", "gelijk gebleven"),  # published as 0,4
        (0.264, 0.256, "aandeel", "gedaald"),
        (0.304, 0.306, "aandeel", "gelijk gebleven"),  # printed 30 % and 31 %, but only 0.2 points apart
        (1000, 1010, "aantal", "gestegen"),
        (1000, 1009, "aantal", "gelijk gebleven"),
        (1000, 990, "aantal", "gedaald"),
        (0, 3, "aantal", "gestegen"),
        (0, 0, "aantal", "gelijk gebleven"),
    ],
)
def test_words_of_direction(oud, nieuw, soort, verwacht):
    meer = float(f.change(oud, nieuw, soort))
    assert direction(meer, meer, meer, DREMPELS[soort]) == verwacht


def test_the_threshold_is_a_setting():
    assert direction(1.0, 1.0, 1.0, 2) == "gelijk gebleven"


@pytest.mark.parametrize(
    ("oud", "nieuw", "onzeker"),
    [
        ((10, 20), (20, 30), True),
        ((10, 20), (21, 30), False),
        ((21, 30), (10, 20), False),
        ((10, 40), (20, 30), True),
        ((10, 10), (8, 12), True),
        ((10, 10), (10, 10), False),  # two exact numbers
    ],
)
def test_overlapping_bounds_are_a_doubt(oud, nieuw, onzeker):
    assert f.intervals_overlap(oud, nieuw) is onzeker


def test_dutch_helpers():
    assert f.enumeration(["a", "b", "c"]) == "a, b en c"
    assert f.enumeration(["a"]) == "a"
    assert [f.number_word(n) for n in (0, 1, 12, 13, 1200)] == ["nul", "één", "twaalf", "13", "1.200"]
    assert f.capitalised("de BC") == "De BC"
    assert f.capitalised(f.number_word(1)) == "Eén"
    assert f.date_in_full("2026-11-30") == "30 november 2026"
    assert f.years(["2018", "2019", "2020", "2022", "2023", "2025"]) == "2018 tot en met 2020, 2022, 2023 en 2025"
    assert [f.uncapitalised(tekst) for tekst in ("De BC", "LOB", "")] == ["de BC", "LOB", ""]


def test_an_upper_limit_is_never_rounded_below_itself():
    assert [f.percent_rounded_up(deel) for deel in (0.0, 0.0401, 0.04, 0.001)] == [
        "0 procent",
        "5 procent",
        "4 procent",
        "1 procent",
    ]
    assert f.percent_rounded_up(0.04111, 1) == "4,2 procent"
