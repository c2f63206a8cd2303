"""The decomposition by hand, and that it always sums exactly."""

import numpy as np
import pytest
from helpers.flow_example import slice_of, stroom
from products.ontleding import decompose


def year(jaar, totaal, groep, nieuw=None, maat="instroom"):
    groepen = lambda n: {"genoemd": n, "per_instelling": n, "regeling": n}  # noqa: E731
    rijen = slice_of(jaar, maat, totaal, groepen(groep))
    if maat == "instroom":
        rijen += slice_of(jaar, "instroom_nieuw", totaal // 2, groepen(nieuw or 0))
    return rijen


def run(*jaren, leerwegen=("bol",), definitie="opleiding"):
    rijen = [rij for jaar in (*jaren, year(2017, 9, 9, maat="gediplomeerd")) for rij in jaar]
    return decompose(stroom(*rijen), leerwegen=leerwegen, reeksbreuk=2021, definitie=definitie)


def parts(tabel, maat="instroom", groep="regeling", van=2022):
    deel = tabel[(tabel["maat"] == maat) & (tabel["groep"] == groep) & (tabel["van"] == van)]
    return dict(zip(deel["onderdeel"], deel["aantal"], strict=True))


def test_change_of_share_and_of_total_by_hand():
    # From 300 of 1,000 to 240 of 1,200: mean share (0.3 + 0.2) / 2 = 0.25 x 200 = +50; mean total 1,100 x -0.1 = -110.
    uit = run(year(2022, 1000, 300, 200), year(2023, 1200, 240, 190))
    assert parts(uit) == {"totaaleffect": 50, "aandeeleffect": -110, "som": -60, "nieuw": -10, "switch": -50}


def test_halves_of_the_total_effect_go_up():
    # 1 of 2 to 2 of 3: mean share 7/12 x 1 = 0.58 -> 1; 1 of 4 to 1 of 6: mean share 5/24 x 2 = 0.42 -> 0.
    assert parts(run(year(2022, 2, 1), year(2023, 3, 2)))["totaaleffect"] == 1
    assert parts(run(year(2022, 4, 1), year(2023, 6, 1)))["totaaleffect"] == 0
    # 1 of 2 to 2 of 4 ... 1 of 1 to 1 of 2 gives 0.75 -> 1, back -0.75 -> -1.
    assert parts(run(year(2022, 2, 1), year(2023, 1, 1)))["totaaleffect"] == -1


def test_years_across_the_break_and_across_a_gap_are_left_out():
    uit = run(*[year(jaar, 100, 30) for jaar in (2019, 2020, 2021, 2022, 2024)])
    assert sorted(set(zip(uit["van"], uit["tot"], strict=True))) == [(2019, 2020), (2021, 2022)]


def test_graduates_know_no_break_and_no_switchers():
    uit = run(
        *[year(jaar, 100, 30 + jaar - 2020, maat="gediplomeerd") for jaar in (2020, 2021)],
        year(2021, 9, 9),
        year(2022, 9, 9),
    )
    assert parts(uit, "gediplomeerd", van=2020) == {"totaaleffect": 0, "aandeeleffect": 1, "som": 1}


def test_definition_mbo_has_no_switchers():
    assert set(parts(run(year(2022, 100, 30), year(2023, 90, 30), definitie="mbo"))) == {
        "totaaleffect",
        "aandeeleffect",
        "som",
    }


def test_every_group_is_there_and_the_total_is_not():
    assert set(run(year(2022, 100, 30), year(2023, 90, 30))["groep"]) == {"genoemd", "per_instelling", "regeling"}


@pytest.mark.parametrize("zaad", range(5))
def test_parts_sum_exactly(zaad):
    rng = np.random.default_rng(zaad)
    jaren = []
    for jaar in range(2021, 2026):
        totaal = int(rng.integers(500, 5000))
        groep = int(rng.integers(0, totaal))
        jaren.append(year(jaar, totaal, groep, int(rng.integers(0, groep + 1))))
    breed = run(*jaren).pivot(index=["groep", "van"], columns="onderdeel", values="aantal")
    assert (breed["totaaleffect"] + breed["aandeeleffect"] == breed["som"]).all()
    assert (breed["nieuw"] + breed["switch"] == breed["som"]).all()
    assert len(breed) == 12


def test_other_leerwegen_and_other_groups_do_not_count():
    jaren = [year(2022, 1000, 300, 200), year(2023, 1200, 240, 190)]
    vreemd = slice_of(2023, "instroom", 500, {"regeling": 99, "sector:zorg": 50}, leerweg="overig")
    vreemd += slice_of(2023, "instroom", 0, {"sector:zorg": 0})
    assert run(*jaren, vreemd).equals(run(*jaren))
    met = run(*jaren, vreemd, leerwegen=("bol", "overig"))
    assert parts(met)["som"] == 240 + 99 - 300
