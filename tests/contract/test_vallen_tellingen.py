"""Traps in the counts: suppression, its three spellings, its lowest value, and that it is never added up."""

import numpy as np
import pandas as pd
import pytest
from derive.gediplomeerden_cellen import bound_cells as bound_graduates
from derive.instroom_cellen import Suppressed, bound_cells, interval_per_cell
from helpers.small_folder import KOP_A, KOP_B, KOP_GEDIPLOMEERDEN, kop_gediplomeerden, regels

from werkagenda.errors import InputError

A = "2023 a.csv"
B = "2023 b.csv"
INSTELLINGEN = Suppressed(
    low={"instroom_a": "auto", "instroom_b": 1, "gediplomeerden": "auto"}, high=4, verwacht="midden", max_leeg=0.01
)


def rij_a(*tellingen, vooropleiding="havo diploma"):
    vast = [vooropleiding, "mbo niveau 1 diploma", "N", "21CY", "Curio", "hg001", "Zorg", "4", "BOLVT", "bc008", "Café"]
    return [*vast, *tellingen]


def rij_b(mbo, opleiding, aantal):
    cel = ["2023", "21CY", "4", "BOL", "bc008", "Café"]
    return [*cel, " ", " ", "havo diploma", " ", "mbo niveau 1 diploma", "Geen instroom", mbo, opleiding, aantal]


def rij_g(*tellingen, leerweg="BOLVT"):
    return ["21CY", "Curio", "Breda", leerweg, "4", "25001", "Café", "Zorg", "Zorg", *tellingen]


def test_minus_one_and_less_than_five_are_suppressed(lees):
    rijen = [rij_a("-1", "<5", "25"), rij_a("7", "0", "-1", vooropleiding="vbo diploma")]
    tabel = lees("instroom_a", A, regels(KOP_A, rijen).encode())
    assert tabel["totaal_mbo"].isna().tolist() == [True, False]
    assert tabel["instroom_mbo"].isna().tolist() == [True, False]
    assert tabel["instroom_opleiding"].isna().tolist() == [False, True]
    assert tabel[["totaal_mbo", "instroom_mbo", "instroom_opleiding"]].sum().tolist() == [7, 0, 25]


def test_a_four_is_suppressed_only_where_the_indication_says_so(lees):
    kop = [*KOP_A, "INDICATIEAVG"]
    rijen = [[*rij_a("4", "9", "4"), "J"], [*rij_a("4", "4", "8", vooropleiding="vbo diploma"), "N"]]
    tabel = lees("instroom_a", A, regels(kop, rijen).encode())
    assert tabel["totaal_mbo"].isna().tolist() == [True, False]
    assert tabel["instroom_mbo"].tolist() == [9, 4]
    assert tabel["instroom_opleiding"].isna().tolist() == [True, False]


def test_a_four_without_the_column_is_a_count(lees):
    assert lees("instroom_a", A, regels(KOP_A, [rij_a("4", "4", "4")]).encode())["totaal_mbo"].tolist() == [4]


def test_the_indication_counts_in_the_wide_file_too(lees):
    kop = [*KOP_GEDIPLOMEERDEN, "INDICATIEAVG", "DIPMAN2021", "DIPVROUW2021"]
    rij = rij_g()
    tabel = lees("gediplomeerden", "g.csv", regels(kop, [[*rij, "J", "4", "12"]]).encode())
    assert tabel.loc[tabel["geslacht"] == "man", "aantal"].isna().all()
    assert tabel.loc[tabel["geslacht"] == "vrouw", "aantal"].tolist() == [12]


@pytest.mark.parametrize("waarde", ["-2", "", "4,5", "1.234", "n.v.t.", "99999999999", "²"])
def test_what_is_no_count_stops_the_run(lees, waarde):
    with pytest.raises(InputError, match=r"instroom_a .* kolom TOTAAL MBO: 1 rijen met een waarde die geen telling is"):
        lees("instroom_a", A, regels(KOP_A, [rij_a(waarde, "1", "1")]).encode())


@pytest.mark.parametrize(
    ("tweede", "grenzen"),
    # Published 7 and one suppressed cell: without a 0 in the column that cell holds 0-4, with one 1-4.
    [("7", (7, 9, 11)), ("0", (1, 2.5, 4))],
)
def test_low_is_found_per_column(lees, tweede, grenzen):
    rijen = [rij_a("9", "9", "-1"), rij_a("9", "0", tweede, vooropleiding="vbo diploma")]
    tabel = lees("instroom_a", A, regels(KOP_A, rijen).encode())
    per_cel, overzicht = interval_per_cell(tabel, "instroom_opleiding", "instroom_a", INSTELLINGEN)
    assert tuple(per_cel[["min", "verwacht", "max"]].iloc[0]) == grenzen
    assert (overzicht["cellen"], overzicht["onderdrukt"]) == (2, 1)


def test_low_of_b_is_one(lees):
    tabel = lees("instroom_b", B, regels(KOP_B, [rij_b("J", "J", "-1"), rij_b("N", "J", "6")]).encode())
    per_cel, _ = interval_per_cell(tabel, "instroom_opleiding", "instroom_b", INSTELLINGEN)
    assert tuple(per_cel[["min", "verwacht", "max"]].iloc[0]) == (7, 8.5, 10)


def test_flags_of_b_choose_the_rows(lees):
    rijen = [rij_b("J", "J", "11"), rij_b("N", "J", "6"), rij_b("N", "N", "100")]
    tabel = lees("instroom_b", B, regels(KOP_B, rijen).encode())
    som = {
        maat: int(interval_per_cell(tabel, maat, "instroom_b", INSTELLINGEN)[0]["gepubliceerd"].iloc[0])
        for maat in ("totaal_mbo", "instroom_opleiding", "instroom_mbo")
    }
    assert som == {"totaal_mbo": 117, "instroom_opleiding": 17, "instroom_mbo": 11}


def test_a_and_b_bound_each_other(lees):
    # A: 9 and one suppressed cell, no 0: 9-13. B: one suppressed cell beside 10: 11-14. Together 11-13, the middle 12.
    a = lees(
        "instroom_a", A, regels(KOP_A, [rij_a(*["9"] * 3), rij_a(*["-1"] * 3, vooropleiding="vbo diploma")]).encode()
    )
    b = lees(
        "instroom_b",
        B,
        regels(
            KOP_B, [rij_b("J", "J", "10"), [*rij_b("J", "J", "-1")[:7], "2022", *rij_b("J", "J", "-1")[8:]]]
        ).encode(),
    )
    cellen, strijdig, _ = bound_cells({"instroom_a": a, "instroom_b": b}, INSTELLINGEN)
    assert strijdig.empty
    assert np.unique(cellen[["aantal_min", "aantal", "aantal_max"]], axis=0).tolist() == [[11, 12, 13]]


def test_a_delivery_has_no_suppression_and_no_bounds(lees):
    rijen = [rij_a("3", "1", "2"), rij_a("40", "20", "0", vooropleiding="vbo diploma")]
    cellen, _, overzicht = bound_cells(
        {"instroom_a": lees("instroom_a", A, regels(KOP_A, rijen).encode())}, INSTELLINGEN
    )
    gevonden = {rij.maat: (rij.aantal_min, rij.aantal, rij.aantal_max) for rij in cellen.itertuples()}
    assert gevonden == {"totaal_mbo": (43, 43, 43), "instroom_mbo": (21, 21, 21), "instroom_opleiding": (2, 2, 2)}
    assert overzicht["onderdrukt"].sum() == 0


def test_graduates_are_bounded_per_year_and_never_summed_with_minus_one(lees):
    # BOLVT and BOLDT together. 2021: 10 + 20 and two suppressed, no 0 shown: 30-38. 2022: 5 + 0 + 6 and one: 12-15.
    kop = kop_gediplomeerden([2021, 2022])
    rijen = [rij_g("10", "-1", "5", "0"), rij_g("20", "-1", "6", "-1", leerweg="BOLDT")]
    cellen, overzicht = bound_graduates(
        lees("gediplomeerden", "g.csv", regels(kop, rijen).encode()), low="auto", high=4, verwacht="midden"
    )
    verwacht = pd.DataFrame(
        {"aantal_min": [30, 12], "aantal": [34.0, 13.5], "aantal_max": [38, 15]}, index=[2021, 2022]
    )
    pd.testing.assert_frame_equal(
        cellen.set_index("jaar")[list(verwacht)], verwacht, check_dtype=False, check_names=False
    )
    assert overzicht["laagste"].tolist() == [0, 1]
