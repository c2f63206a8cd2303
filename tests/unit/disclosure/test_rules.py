"""Each rule of disclosure control on either side of its border."""

import pandas as pd
import pytest

from werkagenda.disclosure.rules import (
    HERLEIDBAAR,
    first_reason,
    hide,
    protect,
    reason_count,
    reason_dominance,
    reason_freedom,
    reason_group,
    reason_quantile,
    reason_share,
)

KLEIN = "minder dan 10 personen"
UITKOMST = "minder dan 10 in een uitkomst"


def test_count_is_shown_from_the_minimum():
    assert reason_count(pd.Series([0, 9, 10, 11]), minimum=10).tolist() == [KLEIN, KLEIN, "", ""]
    assert reason_count(pd.Series([10, 12]), minimum=12).tolist() == ["minder dan 12 personen", ""]


def test_share_needs_the_minimum_in_both_outcomes():
    n, teller = pd.Series([9, 19, 20, 100, 100, 100]), pd.Series([5, 10, 10, 9, 91, 90])
    assert reason_share(n, teller, minimum=10).tolist() == [KLEIN, UITKOMST, "", UITKOMST, UITKOMST, ""]


@pytest.mark.parametrize(("kans", "nodig"), [(0.5, 20), (0.25, 40), (0.75, 40), (0.9, 100)])
def test_quantile_needs_the_minimum_on_either_side(kans, nodig):
    reden = reason_quantile(pd.Series([nodig - 1, nodig]), kans=kans, minimum=10)
    assert reden.tolist() == ["minder dan 10 aan een kant van het kwantiel", ""]


@pytest.mark.parametrize("kans", [0, 1])
def test_minimum_and_maximum_are_never_shown(kans):
    assert (reason_quantile(pd.Series([1, 10, 1_000_000]), kans=kans, minimum=10) != "").all()


def test_group_disclosure_from_the_first_tenth_above_ninety_percent():
    reden = reason_group(pd.Series([900, 901, 9, 1000]), pd.Series([1000, 1000, 10, 1000]), grens=0.9)
    assert reden.tolist() == ["", "meer dan 90% van het totaal", "", "meer dan 90% van het totaal"]


def test_largest_contributor_from_the_first_tenth_above_half():
    grenzen = {"dominantie": 0.5, "dominantie_twee": 1.0, "p_procent": 0.0}
    niets = pd.Series([0.0, 0.0, 0.0])
    reden = reason_dominance(pd.Series([50.0, 50.1, 0.0]), niets, pd.Series([100.0, 100.0, 0.0]), grenzen=grenzen)
    # A sum of nothing says nothing about how it is made up, and is hidden too.
    assert reden.tolist() == ["", "grootste bijdrage meer dan 50%", "grootste bijdrage meer dan 50%"]


def test_two_largest_together_and_what_the_second_works_out_of_the_first():
    """Of 100: 45 and 40 are 85 %, with 41 more; a first of 60 and a second of 31 leave 9, which is 15 % of 60."""
    grenzen = {"dominantie": 1.0, "dominantie_twee": 0.85, "p_procent": 0.0}
    een, som = pd.Series([45.0, 45.0]), pd.Series([100.0, 100.0])
    assert reason_dominance(een, pd.Series([40.0, 40.1]), som, grenzen=grenzen).tolist() == [
        "", "twee grootste bijdragen meer dan 85%",
    ]  # fmt: skip
    grenzen = {"dominantie": 1.0, "dominantie_twee": 1.0, "p_procent": 0.15}
    een = pd.Series([60.0, 60.0])
    assert reason_dominance(een, pd.Series([31.0, 31.1]), som, grenzen=grenzen).tolist() == [
        "", "grootste bijdrage binnen 15% te schatten",
    ]  # fmt: skip


def test_degrees_of_freedom_and_the_saturated_model():
    reden = reason_freedom(pd.Series([10, 9, 0]), minimum=10)
    assert reden.tolist() == ["", "minder dan 10 vrijheidsgraden", "minder dan 10 vrijheidsgraden"]


def test_first_reason_that_is_not_empty():
    assert first_reason(pd.Series(["", "a", ""]), pd.Series(["b", "b", ""])).tolist() == ["b", "a", ""]


def test_hide_empties_only_the_columns_named():
    tabel = pd.DataFrame({"n": [5, 50], "p": [0.2, 0.4], "m": [1, 2]})
    uit = hide(tabel, pd.Series(["te klein", ""]), ["n", "p"])
    assert uit["n"].isna().tolist() == uit["p"].isna().tolist() == [True, False]
    assert uit["m"].tolist() == [1, 2]


@pytest.mark.parametrize(
    ("n", "verborgen", "ook"),
    [
        # One alone would be the total minus the others: the smallest of those goes with it.
        ([4, 60, 30, 50], [0], [2]),
        # Two that are together under the minimum are as one.
        ([4, 3, 30, 50], [0, 1], [2]),
        ([4, 8, 30, 50], [0, 1], []),
        ([40, 30, 50], [], []),
        # Nobody is hidden in a row without persons.
        ([0, 30, 50], [0], []),
        ([0, 4, 30, 50], [0, 1], [2]),
    ],
)
def test_a_total_gives_no_hidden_row_away(n, verborgen, ook):
    reden = pd.Series(["te klein" if rij in verborgen else "" for rij in range(len(n))])
    uit = protect(reden, pd.Series(n), minimum=10)
    assert uit[uit == HERLEIDBAAR].index.tolist() == ook
    assert uit[verborgen].eq("te klein").all()
