"""Intervals of files A and B and their intersection, by hand; and random cases of which the truth is known."""

import numpy as np
import pandas as pd
import pytest
from derive.instroom_cellen import MATEN, Suppressed, bound_cells, counts_of_measure, intersect, interval_per_cell

from werkagenda.errors import InputError

SLEUTEL = ["instelling", "bc", "leerweg", "niveau"]
GRENZEN = ["aantal_min", "aantal", "aantal_max", "onderdrukt"]


def settings(*, verwacht="midden", max_leeg=1.0, low_a="auto"):
    return Suppressed(low={"instroom_a": low_a, "instroom_b": 1}, high=4, verwacht=verwacht, max_leeg=max_leeg)


def file_a(rijen):
    """Build file A from (bc, totaal, nieuw, instroom); None is suppressed."""
    tabel = pd.DataFrame(rijen, columns=["bc", *MATEN]).assign(instelling="01AA", leerweg="bol", niveau=2)
    return tabel.astype(dict.fromkeys(MATEN, "Int64"))


def file_b(rijen):
    """Build file B from (bc, new to mbo, inflow, aantal)."""
    kolommen = ["bc", "is_instroom_mbo", "is_instroom_opleiding", "aantal"]
    tabel = pd.DataFrame(rijen, columns=kolommen).assign(instelling="01AA", leerweg="bol", niveau=2)
    return tabel.astype({"aantal": "Int64"})


A = file_a([("bc001", 20, 0, 10), ("bc001", 6, None, None), ("bc002", 9, None, 9), ("bc003", None, 0, None)])
B = file_b(
    [
        ("bc001", "J", "J", 6),
        ("bc001", "N", "J", 6),
        ("bc001", "N", "N", None),
        ("bc002", "J", "J", None),
        ("bc002", "N", "J", None),
        ("bc002", "N", "J", None),
        ("bc003", "N", "J", None),
    ]
)


def cells(uitkomst, maat="instroom_opleiding"):
    return uitkomst[0][uitkomst[0]["maat"] == maat].set_index("bc")[GRENZEN]


def test_same_header_is_a_count_in_a_and_a_flag_in_b():
    assert counts_of_measure(A, "instroom_mbo").isna().tolist() == [False, True, True, False]
    assert counts_of_measure(B, "instroom_mbo").fillna(-1).tolist() == [6, -1]
    assert counts_of_measure(B, "instroom_opleiding").fillna(-1).tolist() == [6, 6, -1, -1, -1, -1]
    assert len(counts_of_measure(B, "totaal_mbo")) == 7


def test_interval_adds_low_and_high_per_suppressed_cell_and_never_a_minus():
    per_cel, overzicht = interval_per_cell(B, "instroom_opleiding", "instroom_b", settings())
    per_cel = per_cel.reset_index("bc").set_index("bc")
    assert per_cel.loc["bc001"].tolist() == [12, 0, 12, 12, 12]
    assert per_cel.loc["bc002", ["gepubliceerd", "min", "verwacht", "max"]].tolist() == [0, 3, 7.5, 12]
    assert per_cel.loc["bc002", "onderdrukte_cellen"] == 3
    assert overzicht == {"cellen": 6, "onderdrukt": 4, "laagste": 1, "gemiddelde": 2.5, "standaardfout": 0.0}


@pytest.mark.parametrize(("maat", "laagste"), [("totaal_mbo", 0), ("instroom_mbo", 1), ("instroom_opleiding", 0)])
def test_low_auto_looks_at_the_column_itself(maat, laagste):
    # Only INSTROOM MBO shows a 0, so only there a suppressed cell holds at least one student.
    _, overzicht = interval_per_cell(A, maat, "instroom_a", settings())
    assert overzicht["laagste"] == laagste
    assert interval_per_cell(A, maat, "instroom_a", settings(low_a=1))[1]["laagste"] == 1


def test_intersection_of_a_and_b_by_hand():
    # bc001: A 10 + 0..4 = [10, 14], B 12. bc002: A 9, B 3 x 1..4 = [3, 12]. bc003: A [0, 4], B [1, 4].
    uit = cells(bound_cells({"instroom_a": A, "instroom_b": B}, settings()))
    assert uit.loc["bc001"].tolist() == [12, 12, 12, 0]
    assert uit.loc["bc002"].tolist() == [9, 9, 9, 0]
    assert uit.loc["bc003"].tolist() == [1, 2.5, 4, 2.5]  # B is narrower and published nothing: all of it suppressed


def test_cell_without_students_is_left_out():
    # bc003 has INSTROOM MBO 0 in A and no row with that flag in B.
    uit = cells(bound_cells({"instroom_a": A, "instroom_b": B}, settings()), "instroom_mbo")
    assert sorted(uit.index) == ["bc001", "bc002"]
    assert uit.loc["bc001"].tolist() == [6, 6, 6, 0]  # A [1, 4] and B 6 contradict: B


def test_contradiction_falls_back_to_b_and_is_listed_with_both_intervals():
    _, strijdig, _ = bound_cells({"instroom_a": A, "instroom_b": B}, settings())
    rij = strijdig[strijdig["maat"] == "instroom_mbo"]
    assert rij[["bc", "min_a", "max_a", "min_b", "max_b"]].to_numpy().tolist() == [["bc001", 1, 4, 6, 6]]


def test_cell_that_a_does_not_have_is_zero_there():
    uit, strijdig, _ = bound_cells({"instroom_a": A.iloc[:3], "instroom_b": B}, settings())
    assert strijdig[strijdig["maat"] == "instroom_opleiding"]["bc"].tolist() == ["bc003"]
    assert uit[(uit["maat"] == "instroom_opleiding") & (uit["bc"] == "bc003")][
        ["aantal_min", "aantal_max"]
    ].to_numpy().tolist() == [[1, 4]]


def test_more_than_max_leeg_contradictions_stop_the_run():
    # One of the four cells of INSTROOM OPLEIDING contradicts: 0.25.
    a = file_a([(f"bc00{i}", 9, 5, 9 if i else 8) for i in range(4)])
    b = file_b([(f"bc00{i}", "J", "J", 5) for i in range(4)] + [(f"bc00{i}", "N", "J", 4) for i in range(4)])
    bound_cells({"instroom_a": a, "instroom_b": b}, settings(max_leeg=0.25))
    with pytest.raises(InputError, match=r"instroom_opleiding: 1 van 4 cellen .*0\.24 \(suppressed\.max_leeg\)"):
        bound_cells({"instroom_a": a, "instroom_b": b}, settings(max_leeg=0.24))


@pytest.mark.parametrize(
    ("bestanden", "verwacht"),
    [
        ({"instroom_a": A}, [[10, 12, 14, 2], [9, 9, 9, 0], [0, 2, 4, 2]]),
        ({"instroom_b": B}, [[12, 12, 12, 0], [3, 7.5, 12, 7.5], [1, 2.5, 4, 2.5]]),
    ],
)
def test_one_file_alone_is_enough(bestanden, verwacht):
    uitkomst = bound_cells(bestanden, settings(max_leeg=0.0))
    assert cells(uitkomst).loc[["bc001", "bc002", "bc003"]].to_numpy().tolist() == verwacht
    assert uitkomst[1].empty
    assert set(uitkomst[2]["bron"]) == set(bestanden)
    assert uitkomst[2]["maat"].tolist() == list(MATEN)


def test_no_file_at_all_is_refused():
    with pytest.raises(ValueError, match="neither"):
        intersect(None, None, verwacht="midden")


def interval(**kolommen):
    index = pd.MultiIndex.from_tuples([("01AA", "bc001", "bol", 2)], names=SLEUTEL)
    return pd.DataFrame(
        {naam: [waarde] for naam, waarde in kolommen.items()} | {"onderdrukte_cellen": [3]}, index=index
    )


@pytest.mark.parametrize(
    ("a", "b", "uit"),
    [
        # A is narrower (4 against 9): its expected value, its suppressed part.
        ((20, 21, 23.6, 25), (12, 15, 19.0, 24), [21, 23.6, 24, 3.6]),
        # As wide as each other: B.
        ((20, 21, 23.6, 25), (18, 21, 22.4, 25), [21, 22.4, 25, 4.4]),
        # B is narrower and its expected value lies under the bound of A: kept inside.
        ((20, 21, 23.6, 30), (18, 19, 20.1, 22), [21, 21.0, 22, 3.0]),
        # A is narrower but contradicts B: B with everything of it.
        ((20, 20, 20.0, 20), (12, 15, 16.5, 18), [15, 16.5, 18, 4.5]),
    ],
)
def test_narrower_file_gives_the_expected_value_inside_the_bounds(a, b, uit):
    kolommen = ("gepubliceerd", "min", "verwacht", "max")
    cel, _ = intersect(
        interval(**dict(zip(kolommen, a, strict=True))),
        interval(**dict(zip(kolommen, b, strict=True))),
        verwacht="model",
    )
    assert cel.iloc[0][GRENZEN].tolist() == pytest.approx(uit)


def test_midden_is_the_middle_of_the_intersection_not_of_the_narrower_file():
    kolommen = ("gepubliceerd", "min", "verwacht", "max")
    a = interval(**dict(zip(kolommen, (20, 21, 23.6, 25), strict=True)))
    b = interval(**dict(zip(kolommen, (12, 15, 19.0, 24), strict=True)))
    cel, _ = intersect(a, b, verwacht="midden")
    assert cel.iloc[0][GRENZEN].tolist() == [21, 22.5, 24, 2.5]


def draw(zaad, cellen=40):
    """Draw a true count per cell and split it over rows in two ways, each suppressed on its own."""
    rng = np.random.default_rng(zaad)
    waar, a, b = {}, [], []
    for i in range(cellen):
        bc, omvang = f"bc{i:03}", int(rng.integers(0, 60))
        soorten = rng.multinomial(omvang, [0.5, 0.3, 0.2])
        waar[bc] = dict(zip(MATEN, (soorten.sum(), soorten[0], soorten[0] + soorten[1]), strict=True))
        delen = np.array([rng.multinomial(n, rng.dirichlet([0.4] * 6)) for n in soorten])
        a += [(bc, *(int(n) for n in (d.sum(), d[0], d[0] + d[1]))) for d in delen.T if d.sum()]
        for vlaggen, n in zip((("J", "J"), ("N", "J"), ("N", "N")), soorten, strict=True):
            b += [(bc, *vlaggen, int(d)) for d in rng.multinomial(n, rng.dirichlet([0.4] * 8)) if d]
    verberg = lambda rijen, van: [(*r[:van], *(None if 0 < n < 5 else n for n in r[van:])) for r in rijen]  # noqa: E731
    return waar, file_a(verberg(a, 1)), file_b(verberg(b, 3))


@pytest.mark.parametrize("zaad", range(3))
@pytest.mark.parametrize("verwacht", ["model", "midden"])
@pytest.mark.parametrize("bestanden", [("instroom_a", "instroom_b"), ("instroom_a",), ("instroom_b",)])
def test_truth_lies_inside_the_bounds_and_so_does_the_expected_value(zaad, verwacht, bestanden):
    waar, a, b = draw(zaad)
    tabellen = {naam: tabel for naam, tabel in (("instroom_a", a), ("instroom_b", b)) if naam in bestanden}
    uit, strijdig, _ = bound_cells(tabellen, settings(verwacht=verwacht, max_leeg=0.0))
    assert strijdig.empty
    assert (uit["aantal_min"] <= uit["aantal"]).all()
    assert (uit["aantal"] <= uit["aantal_max"]).all()
    assert uit["onderdrukt"].between(0, uit["aantal"]).all()
    for maat in MATEN:
        cel = uit[uit["maat"] == maat].set_index("bc")
        echt = pd.Series({bc: telling[maat] for bc, telling in waar.items()})
        assert set(echt[echt > 0].index) <= set(cel.index)
        assert echt[cel.index].between(cel["aantal_min"], cel["aantal_max"]).all()


def test_bounds_together_are_never_wider_than_those_of_one_file():
    _, a, b = draw(7)
    samen = cells(bound_cells({"instroom_a": a, "instroom_b": b}, settings()))
    for alleen in ({"instroom_a": a}, {"instroom_b": b}):
        een = cells(bound_cells(alleen, settings())).reindex(samen.index).fillna(0)
        assert (samen["aantal_min"] >= een["aantal_min"]).all()
        assert (samen["aantal_max"] <= een["aantal_max"]).all()


@pytest.mark.parametrize("verwacht", ["model", "midden"])
def test_order_of_the_rows_does_not_matter(verwacht):
    _, a, b = draw(3)
    een = bound_cells({"instroom_a": a, "instroom_b": b}, settings(verwacht=verwacht))
    geschud = {"instroom_b": b.sample(frac=1, random_state=1), "instroom_a": a.sample(frac=1, random_state=2)}
    ander = bound_cells(geschud, settings(verwacht=verwacht))
    sleutel = ["maat", *SLEUTEL]
    pd.testing.assert_frame_equal(
        een[0].sort_values(sleutel, ignore_index=True), ander[0].sort_values(sleutel, ignore_index=True)
    )


def test_cell_of_one_student_counts():
    uit = cells(bound_cells({"instroom_a": file_a([("bc001", 1, 1, 1)])}, settings()))
    assert uit.loc["bc001"].tolist() == [1, 1, 1, 0]


def test_model_sees_the_published_cells_and_how_many_are_suppressed():
    # Counts that halve from 5 up: the mean of 1-4 is (1 x 8 + 2 x 4 + 3 x 2 + 4) / 15 = 26/15.
    zichtbaar = [("bc001", "J", "J", k) for k in range(5, 13) for _ in range(2 ** (13 - k))]
    verborgen = [("bc002", "J", "J", None)] * sum(2 ** (13 - k) for k in range(1, 5))
    uit = cells(bound_cells({"instroom_b": file_b(zichtbaar + verborgen)}, settings(verwacht="model")))
    assert uit.loc["bc002", "aantal"] / len(verborgen) == pytest.approx(26 / 15, abs=0.02)


def test_institutions_leerwegen_and_levels_are_cells_of_their_own():
    rijen = file_a([("bc001", 8, 5, 6)] * 4)
    rijen["instelling"] = ["01AA", "02BB", "01AA", "01AA"]
    rijen["leerweg"] = ["bol", "bol", "bbl", "bol"]
    rijen["niveau"] = [2, 2, 2, 3]
    uit = bound_cells({"instroom_a": rijen}, settings())[0].query("maat == 'totaal_mbo'")
    assert uit["aantal"].tolist() == [8, 8, 8, 8]
    assert not uit.duplicated(SLEUTEL).any()
