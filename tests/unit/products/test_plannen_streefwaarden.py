"""Tables 2.1 to 2.6, figures 2.1 to 2.4 and the tests on them, by hand on five institutions."""

import math

import numpy as np
import pandas as pd
import pytest
from helpers.plans_example import DOELEN, JOB, STREEF, STUDENTEN
from products.samenhang import relations
from products.start_streef import pairs
from products.streef_verschil import differences, summary
from products.streefwaarden_niveau import target_table

from werkagenda.institutions.values import weigh_targets

KEUZE = {"indicator": "hulp_keuze", "startjaar": 2022}
LAATSTE = {"laatste_doelen": weigh_targets(STREEF[STREEF["meting"] == 2025], STUDENTEN)}


def test_targets_per_level():
    uit = target_table(DOELEN, studenten=STUDENTEN, job=JOB, leerwegen=["bol", "bbl"], **KEUZE, **LAATSTE)
    assert len(uit) == 8
    rij = uit.set_index(["leerweg", "niveau"]).loc[("bol", 4)]
    # Targets 0.40 (400 students), 0.30 (300) and 0.60 (50), of five institutions with students on this level.
    assert rij["gemiddelde"] == pytest.approx((160 + 90 + 30) / 750)
    assert (rij["minimum"], rij["maximum"], rij["n"]) == (0.30, 0.60, 3)
    assert (rij["instellingen_aanbod"], rij["aandeel_instellingen"]) == (5, pytest.approx(0.6))
    # 0.30, 0.50, 0.25 and 0.20 by the students of 1 October, not by the weights of the survey.
    assert rij["job_start"] == pytest.approx((120 + 100 + 75 + 20) / 1000)
    # In 2024 01AA and 02BB answered, with 400 and 200 students; in the reading of 2025 one target is left.
    assert rij["job_recent"] == pytest.approx((0.35 * 400 + 0.45 * 200) / 600)
    assert (rij["streef_recent"], rij["jaar_recent"]) == (0.99, 2024)


def test_a_level_that_nobody_offers_is_empty():
    uit = target_table(DOELEN, studenten=STUDENTEN, job=JOB, leerwegen=["bol"], **KEUZE, **LAATSTE).set_index("niveau")
    assert uit.loc[1, ["n", "instellingen_aanbod"]].tolist() == [0, 0]
    assert uit.loc[1, ["gemiddelde", "minimum", "aandeel_instellingen", "job_start"]].isna().all()
    # 03CC has no students on level 3, so it does not offer it.
    assert uit.loc[3, ["n", "instellingen_aanbod"]].tolist() == [1, 1]


def test_target_minus_start_in_both_variants():
    uit = differences(DOELEN, job=JOB, leerwegen=["bol"], **KEUZE).set_index("variant")
    # 01AA 0.42 - 0.325 and 03CC 0.30 - 0.25; 05EE has no start value; 02BB and 04DD stay as they are.
    gegeven = uit.loc["gegeven"]
    assert gegeven[["minimum_pp", "gemiddelde_pp", "maximum_pp", "n"]].tolist() == pytest.approx([5, 7.25, 9.5, 2])
    assert gegeven[["kwartiel_1_pp", "mediaan_pp", "kwartiel_3_pp"]].tolist() == pytest.approx([6.125, 7.25, 8.375])
    gelijk = uit.loc["gelijk_gebleven"]
    assert gelijk[["minimum_pp", "gemiddelde_pp", "maximum_pp", "n"]].tolist() == pytest.approx([0, 3.625, 9.5, 4])
    # Sorted 0, 0, 5, 9.5: the third quartile lies a quarter of the way from the third to the fourth.
    assert gelijk[["kwartiel_1_pp", "mediaan_pp", "kwartiel_3_pp"]].tolist() == pytest.approx([0, 2.5, 6.125])


def test_nobody_with_both_values_is_empty():
    leeg = summary(pd.Series([], dtype=float))
    assert leeg.pop("n") == 0
    assert all(math.isnan(waarde) for waarde in leeg.values())


def test_pairs_are_sorted_by_start_and_unnamed():
    uit = pairs(DOELEN, job=JOB, leerweg="bol", **KEUZE)
    assert sorted(uit.columns) == ["rang", "start", "streef"]
    assert uit["rang"].tolist() == [1, 2, 3, 4]
    assert uit["start"].tolist() == pytest.approx([0.25, 0.32, 0.325, 0.5])
    assert uit["streef"].tolist() == pytest.approx([0.30, np.nan, 0.42, np.nan], nan_ok=True)


def ten_institutions():
    """Start values of ten institutions, of which seven gave a target."""
    start = [0.30, 0.35, 0.41, 0.28, 0.52, 0.44, 0.39, 0.61, 0.33, 0.48]
    streef = [0.40, 0.42, 0.45, 0.41, 0.55, 0.50, 0.39]
    codes = [f"{nummer:02}AA" for nummer in range(10)]
    cel = {"leerweg": "bol", "niveau": 4}
    job = pd.DataFrame({"instelling": codes, "aandeel": start, **cel, "jaar": 2022, "item": "v", "gewicht": 1.0})
    doelen = pd.DataFrame({"instelling": codes[:7], "waarde": streef, **cel, "indicator": "v", "aantal": 10.0})
    return doelen, job, np.array(start), np.array(streef)


def test_relations_between_start_target_and_ambition():
    doelen, job, start, streef = ten_institutions()
    uit = relations(doelen, job=job, reeksen=[("v", "bol")], startjaar=2022).set_index(["vraag", "toets"])
    assert len(uit) == 5
    gaf, niet = start[:7], start[7:]
    t = (gaf.mean() - niet.mean()) / np.sqrt(gaf.var(ddof=1) / 7 + niet.var(ddof=1) / 3)
    assert uit.loc[("start_naar_gegeven", "welch"), ["waarde", "n"]].tolist() == pytest.approx([t, 10], abs=1e-8)
    r = np.corrcoef(gaf, streef - gaf)[0, 1]
    assert uit.loc[("start_ambitie", "pearson"), ["waarde", "n"]].tolist() == pytest.approx([r, 7], abs=1e-8)
    # Places of start 2 3 5 1 7 6 4 and of target 2 4 5 3 7 6 1: 1 - 6 x 14 / (7 x 48).
    assert uit.loc[("start_streef", "spearman"), "waarde"] == pytest.approx(1 - 6 * 14 / (7 * 48), abs=1e-8)
