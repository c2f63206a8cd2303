"""The synthetic JOB-monitor: its size, its bytes, what spending and background have to do with satisfaction."""

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from helpers.survey_files import BASIS, OMVANG, job_file, satisfied, survey, today, write_job
from scipy import stats
from worlds.synthetic.test_plannen import PUBLICATIE

from werkagenda.synthetic.job import cell_shares, standard_scores, whole_counts
from werkagenda.synthetic.job import satisfied as draw_satisfied


@pytest.mark.parametrize("jaar", [2022, 2024])
def test_size_and_institutions(job, jaar):
    assert len(job[jaar]) == round(PUBLICATIE["job_rijen"][jaar] * OMVANG)
    assert job[jaar]["instelling"].nunique() == PUBLICATIE["job_deelname"][jaar]


def test_the_same_seed_gives_the_same_bytes(map_):
    eerst = (map_ / job_file(2024)).read_bytes()
    write_job(map_, 2024)
    assert (map_ / job_file(2024)).read_bytes() == eerst


@pytest.mark.parametrize(("jaar", "significant"), [(2022, True), (2024, False)])
def test_high_spenders_on_2_2_have_fewer_satisfied_bol_students(map_, job, jaar, significant):
    opzet = pd.read_parquet(map_ / BASIS["opzet"]).set_index("instelling")["kwart_2_2"]
    start = satisfied(job[jaar], "begeleiding_school_stage", "instelling")
    laag, hoog = (start[opzet.reindex(start.index) == kwart] for kwart in ("laag", "hoog"))
    verwacht = PUBLICATIE["groepen"]["begeleiding_school_stage_bol"][jaar]
    assert [laag.mean() / 100, hoog.mean() / 100] == pytest.approx(verwacht, abs=0.01)
    assert (stats.ttest_ind(laag, hoog, equal_var=False).pvalue < 0.05) == significant


@pytest.mark.parametrize(
    ("vraag", "tekens"),
    [
        ("hulp_keuze", {"vrouw": -1, "leeftijd": 1, "bbl": -1, "hoog": -1}),
        ("begeleiding_school_stage", {"vrouw": -1, "leeftijd": 1, "hoog": -1}),
        ("begeleiding_leerbedrijf", {"vrouw": -1, "leeftijd": -1, "bbl": 1}),
    ],
)
def test_signs_of_the_regressions(job, vraag, tekens):
    rijen = job[2022][job[2022][vraag].between(1, 5) & job[2022]["geslacht"].isin([1, 2])]
    kenmerken = pd.DataFrame(
        {
            "constante": 1.0,
            "vrouw": (rijen["geslacht"] == 2).astype(float),
            "leeftijd": rijen["leeftijd"],
            "bbl": (rijen["leerweg"] == "bbl").astype(float),
            "hoog": rijen["niveau"].isin(["3", "4"]).astype(float),
        }
    )
    if vraag == "begeleiding_school_stage":
        kenmerken = kenmerken.drop(columns="bbl")
    schatting = sm.Logit((rijen[vraag] >= 4).astype(float), kenmerken).fit(disp=0)
    for naam, teken in tekens.items():
        assert np.sign(schatting.params[naam]) == teken
        assert schatting.pvalues[naam] < 0.05


def test_whole_counts_pass_on_what_rounding_leaves():
    # Cell 1: 0.34 x 10 = 3.4, so 3 and 0.4 x 2 = 0.8 student over; cell 2 has 3.4 + 0.8 / 4 = 3.6, so 4.
    aandeel, n, factor = np.array([0.34, 0.34]), np.array([10, 10]), np.array([2.0, 4.0])
    assert whole_counts(aandeel, n, factor, np.array([1, 1])).tolist() == [3, 4]
    assert whole_counts(aandeel, n, factor, np.array([1, 2])).tolist() == [3, 3]


def test_shares_meet_national_and_group_means():
    rng = np.random.default_rng(3)
    instelling, niveau = np.repeat(np.arange(20), 2), np.tile([0, 1], 20)
    gewicht, landelijk = rng.uniform(50, 500, 40), np.array([0.6, 0.3])
    groep, omvang = np.repeat([0, 1, 2], [5, 10, 5]), np.bincount(instelling, gewicht)
    score = standard_scores(rng.normal(size=20), groep, omvang)
    assert np.average(score[:5], weights=omvang[:5]) == pytest.approx(0, abs=1e-9)
    aandeel = cell_shares(
        gewicht,
        instelling,
        niveau,
        landelijk=landelijk,
        score=score,
        spreiding=0.05,
        groep=groep,
        gemiddelde={0: 0.50, 2: 0.40},
    )
    for nummer, verwacht in enumerate(landelijk):
        hier = niveau == nummer
        assert np.average(aandeel[hier], weights=gewicht[hier]) == pytest.approx(verwacht, abs=1e-6)
    start = np.array([np.average(aandeel[instelling == i], weights=gewicht[instelling == i]) for i in range(20)])
    assert [start[:5].mean(), start[15:].mean()] == pytest.approx([0.50, 0.40], abs=1e-6)
    assert start[:5].std(ddof=1) == pytest.approx(0.05, abs=1e-6)


def test_who_is_satisfied_answered_and_leans_that_way():
    cel, geldig = np.repeat([0, 1], 500), np.tile([True, True, True, False], 250)
    neiging = np.tile([3.0, 0.0], 500)
    uit = draw_satisfied(np.array([100, 0]), cel, neiging, geldig, np.random.default_rng(1))
    assert (uit[cel == 0].sum(), uit[cel == 1].sum(), uit[~geldig].sum()) == (100, 0, 0)
    assert uit[neiging == 3].sum() > 85


def test_a_survey_is_not_in_the_order_of_institutions(map_, fusies):
    assert not today(survey(map_, 2022), fusies)["instelling"].is_monotonic_increasing


def test_support_was_asked_of_a_part_and_programmes_are_of_the_institution(map_, job):
    """28 percent of the students were asked about support; each BC has students at that institution."""
    rijen = job[2024]
    gesteld = rijen["ondersteuning_school"].notna().mean()
    assert gesteld == pytest.approx(0.28, abs=0.01)
    assert rijen["sfeer"].notna().all()
    populatie = pd.read_parquet(map_ / BASIS["populatie"])
    sleutel = ["vandaag", "leerweg", "niveau", "bc"]
    bekend = set(map(tuple, populatie[sleutel].astype(str).drop_duplicates().to_numpy()))
    niveau = rijen["niveau"].astype(float).astype(int).astype(str)
    gezien = rijen.assign(vandaag=rijen["instelling"], niveau=niveau)[sleutel].astype(str)
    assert set(map(tuple, gezien.drop_duplicates().to_numpy())) <= bekend
