"""The e-file on the scale of the tables: mirrored, divided, and merged institutions, by hand."""

import pandas as pd
import pytest
from helpers.project import ROOT

from werkagenda.indicators.efile import latest, merge_parts, scale, to_scale, whole_institution
from werkagenda.indicators.registry import load_registry

REGISTER = load_registry(
    ROOT / "resources" / "indicatoren.yaml", ROOT / "config" / "schema" / "indicatoren.schema.yaml"
)


def parts(indicator, *delen):
    """Rows of one institution of today: own code, value, persons."""
    tabel = pd.DataFrame(delen, columns=["eigen", "waarde", "n"])
    return tabel.assign(instelling="01AA", indicator=indicator, soort="start", jaar=2022)


@pytest.mark.parametrize(
    ("indicator", "opgegeven", "waarde"),
    [
        ("lc_ld", 47.0, 0.47),
        # 7 per cent leave early: 93 per cent do not.
        ("voortijdig_schoolverlaten", 7.0, 0.93),
        ("voortijdig_schoolverlaten", 6.95, 0.9305),
        ("blijven_werken", 7.8, 7.8),
        ("lc_ld", 0.0, 0.0),
        ("werkdruk", 0.0, 1.0),
    ],
)
def test_a_value_on_the_scale_of_the_tables(indicator, opgegeven, waarde):
    assert scale(pd.Series([opgegeven]), REGISTER.indicatoren[indicator]).tolist() == [waarde]


def test_a_mirrored_mark_goes_from_1_to_10():
    een = REGISTER.indicatoren["blijven_werken"]
    omgekeerd = type(een)(**{**een.__dict__, "richting": "lager", "naam_gespiegeld": "Anders"})
    assert scale(pd.Series([1.0, 4.0, 10.0]), omgekeerd).tolist() == [10.0, 7.0, 1.0]


def test_every_row_keeps_its_own_indicator():
    tabel = pd.DataFrame(
        {"indicator": ["werkdruk", "lc_ld", "werkdruk"], "waarde": [40.0, 40.0, 10.0]}, index=[5, 3, 1]
    )
    assert to_scale(tabel, REGISTER).to_dict() == {5: 0.6, 3: 0.4, 1: 0.9}


def test_a_merged_institution_is_weighted_by_persons():
    uit = merge_parts(parts("lc_ld", ("01AA", 40.0, 300.0), ("02BB", 60.0, 100.0)), REGISTER)
    assert uit[["waarde", "n"]].to_numpy().tolist() == [[45.0, 400.0]]


def test_parts_weigh_the_same_where_one_does_not_say_how_many():
    uit = merge_parts(parts("lc_ld", ("01AA", 40.0, 300.0), ("02BB", 60.0, None)), REGISTER)
    assert uit["waarde"].tolist() == [50.0]
    assert uit["n"].isna().all()


def test_parts_with_start_values_of_two_years_are_one_start_value():
    rijen = parts("lc_ld", ("01AA", 40.0, None), ("02BB", 60.0, None)).assign(jaar=[2022, 2023])
    assert merge_parts(rijen, REGISTER)[["jaar", "waarde"]].to_numpy().tolist() == [[2023, 50.0]]
    assert len(merge_parts(rijen.assign(soort="recent"), REGISTER)) == 2


def test_one_practoraat_is_enough_after_a_merger():
    uit = merge_parts(parts("practoraat", ("01AA", 0.0, None), ("02BB", 100.0, None)), REGISTER)
    assert uit["waarde"].tolist() == [100.0]


def test_the_latest_year_per_group():
    jaren = pd.Series([2023, 2024, 2023])
    assert latest(jaren, [pd.Series(["a", "a", "b"])]).tolist() == [False, True, True]


def test_values_of_a_part_of_the_students_are_left_out_of_the_whole():
    tabel = pd.DataFrame({"waarde": [1.0, 2.0, 3.0], "leerweg": [None, "bol", None], "niveau": [None, None, "4"]})
    assert whole_institution(tabel)["waarde"].tolist() == [1.0]
    assert list(whole_institution(tabel)) == ["waarde"]
    assert whole_institution(tabel[["waarde"]])["waarde"].tolist() == [1.0, 2.0, 3.0]


def test_no_values_stay_no_values():
    assert to_scale(pd.DataFrame({"indicator": pd.Series(dtype=str), "waarde": pd.Series(dtype=float)}), REGISTER).empty
