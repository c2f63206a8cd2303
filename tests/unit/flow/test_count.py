"""Counts and shares from a `stroom` of ten rows, worked out by hand."""

import pandas as pd
import pytest

from werkagenda.flow.count import count, half_up, mark_break, share, within

KOLOMMEN = [
    "jaar", "maat", "groep", "leerweg", "aantal_min", "aantal", "aantal_max", "onderdrukt", "rest_min", "rest_max",
]  # fmt: skip
RIJEN = [
    # In total 30-44 students in bol (36.4 expected, of which 9.1 from suppressed cells) and 10 in bbl.
    (2022, "instroom", "totaal", "bol", 30, 36.4, 44, 9.1, 0, 0),
    (2022, "instroom", "totaal", "bbl", 10, 10.0, 10, 0.0, 0, 0),
    (2022, "instroom", "totaal", "overig", 7, 7.0, 7, 0.0, 0, 0),
    (2022, "instroom", "genoemd", "bol", 20, 24.2, 28, 6.0, 10, 16),
    (2022, "instroom", "genoemd", "bbl", 5, 5.0, 5, 0.0, 5, 5),
    (2022, "instroom", "genoemd", "overig", 7, 7.0, 7, 0.0, 0, 0),
    (2023, "instroom", "totaal", "bol", 0, 0.0, 0, 0.0, 0, 0),
    (2023, "instroom", "genoemd", "bol", 0, 0.0, 0, 0.0, 0, 0),
    (2022, "gediplomeerd", "totaal", "bol", 99, 99.0, 99, 0.0, 0, 0),
    (2022, "gediplomeerd", "genoemd", "bol", 98, 98.0, 98, 0.0, 1, 1),
]


def build(rijen):
    """Build `stroom` without anything that is only perhaps in a group."""
    tabel = pd.DataFrame(rijen, columns=KOLOMMEN)
    return tabel.assign(aantal_zeker=tabel["aantal"], aantal_mogelijk=tabel["aantal"])


STROOM = build(RIJEN)


def instroom():
    return within(STROOM, maat="instroom", leerwegen=["bol", "bbl"])


def test_halves_go_up_and_bits_of_dust_do_not_matter():
    waarden = pd.Series([0.5, 1.5, 2.5, 2.4999, 2.5 - 1e-12, 0.0, -0.5, -1.5, -1.6])
    assert half_up(waarden).tolist() == [1, 2, 3, 2, 3, 0, 0, -1, -2]


def test_within_keeps_one_measure_and_the_leerwegen_of_the_denominator():
    uit = instroom()
    assert uit["aantal"].sum() == pytest.approx(36.4 + 10 + 24.2 + 5)
    assert set(uit["leerweg"]) == {"bol", "bbl"}
    assert within(STROOM, maat="instroom", leerwegen=["bol", "bbl", "overig"])["aantal"].sum() == pytest.approx(89.6)


def test_counts_are_sums_rounded_half_up_once():
    uit = count(instroom(), ["jaar", "groep"]).set_index(["jaar", "groep"])
    # Without a calibration the interval is as wide as the outer bounds.
    assert uit.columns.tolist() == [
        "aantal", "aantal_laag", "aantal_hoog", "aantal_min", "aantal_max", "aandeel_onderdrukt", "telling",
    ]  # fmt: skip
    assert uit.loc[(2022, "totaal")].tolist() == [46, 40, 54, 40, 54, pytest.approx(9.1 / 46.4), "begrensd"]
    assert uit.loc[(2022, "genoemd")].tolist() == [29, 25, 33, 25, 33, pytest.approx(6.0 / 29.2), "begrensd"]
    assert uit.loc[(2023, "genoemd")].tolist() == [0, 0, 0, 0, 0, 0.0, "geteld"]


def test_rounding_comes_after_the_sum():
    drie = build([(2022, "instroom", "totaal", "bol", 1, 1.4, 4, 1.4, 0, 0)] * 3)
    assert count(drie, ["jaar"])["aantal"].tolist() == [4]  # 4.2; three times 1 would be 3


def test_share_has_the_group_at_one_end_and_the_rest_at_the_other():
    uit = share(instroom(), ["jaar"])
    assert uit["jaar"].tolist() == [2022]  # no students in 2023: no share
    rij = uit.iloc[0]
    assert (rij["teller"], rij["noemer"]) == (29, 46)
    assert rij["aandeel"] == pytest.approx(29 / 46)
    assert rij["aandeel_min"] == pytest.approx(25 / (25 + 21))
    assert rij["aandeel_max"] == pytest.approx(33 / (33 + 15))


def test_share_of_a_single_student():
    een = build([(2022, "instroom", g, "bol", 1, 1.0, 1, 0.0, 0, 0) for g in ("totaal", "genoemd")])
    assert share(een, ["jaar"])[["aandeel", "noemer"]].to_numpy().tolist() == [[1, 1]]


def test_denominator_follows_the_leerwegen():
    uit = share(within(STROOM, maat="instroom", leerwegen=["bol", "bbl", "overig"]), ["jaar"])
    assert uit["noemer"].tolist() == [53]
    assert uit["teller"].tolist() == [36]  # 24.2 + 5 + 7


def test_share_per_leerweg_has_the_leerweg_as_denominator():
    uit = share(instroom(), ["jaar", "leerweg"]).set_index("leerweg")
    assert uit.loc["bbl", ["teller", "noemer", "aandeel"]].tolist() == [5, 10, 0.5]
    assert uit.loc["bol", ["teller", "noemer"]].tolist() == [24, 36]


def test_slice_that_may_be_empty_has_bounds_and_no_missing_value():
    # One suppressed cell of 0-4 (1.8 expected), outside the group: whatever it holds, the group has nothing.
    rijen = [
        (2022, "instroom", "totaal", "bol", 0, 1.8, 4, 1.8, 0, 0),
        (2022, "instroom", "genoemd", "bol", 0, 0.0, 0, 0.0, 0, 4),
    ]
    uit = share(build(rijen), ["jaar"]).iloc[0]
    assert uit[["teller", "noemer", "aandeel", "aandeel_min", "aandeel_max"]].tolist() == [0, 2, 0, 0, 0]


@pytest.mark.parametrize(
    ("maat", "jaren", "verwacht"),
    [
        ("instroom", [2020, 2021, 2022], ["nee", "ja", "nee"]),
        ("instroom", [2021, 2022], ["nee", "nee"]),
        ("instroom", [2019, 2020], ["nee", "nee"]),
        ("gediplomeerd", [2020, 2021, 2022], ["nee", "nee", "nee"]),
    ],
)
def test_break_mark_only_where_inflow_crosses_the_new_definition(maat, jaren, verwacht):
    uit = mark_break(pd.DataFrame({"jaar": jaren}), maat=maat, reeksbreuk=2021)
    assert uit["reeksbreuk"].tolist() == verwacht
