"""Figures 5.1, 5.5 and 5.5b: weighted lines and unweighted bands, by hand."""

import numpy as np
import pandas as pd
import pytest
from helpers.plans_example import DOELEN, JOB, STUDENTEN
from products.banden import bands, lines

from werkagenda.institutions.values import effective_answers

KWART = pd.Series({"01AA": "laag", "02BB": "hoog", "03CC": "midden", "05EE": "hoog"})


def test_lines_are_weighted_and_bands_are_not():
    waarden = pd.Series({"01AA": 0.2, "02BB": 0.4, "03CC": 0.6, "04DD": 0.5, "05EE": 0.9})
    gewicht = pd.Series({"01AA": 500, "02BB": 200, "03CC": 300, "04DD": 0, "05EE": 50})
    uit = lines(waarden, gewicht=gewicht, kwart=KWART).set_index("reeks")
    waarde_n = ["waarde", "n"]
    assert uit.loc["landelijk", waarde_n].tolist() == pytest.approx([(100 + 80 + 180 + 45) / 1050, 5])
    assert uit.loc["laag", waarde_n].tolist() == [0.2, 1]
    assert uit.loc["hoog", waarde_n].tolist() == pytest.approx([(80 + 45) / 250, 2])
    assert uit[["waarde_laag", "waarde_hoog"]].isna().all(axis=None)  # without answers no interval
    # Sorted 0.2 0.4 0.5 0.6 0.9; type 7: place 4p from the first.
    assert uit.loc[["p2_5", "p25", "p75", "p97_5"], "waarde"].tolist() == pytest.approx([0.22, 0.4, 0.6, 0.87])


def test_the_interval_of_a_line_is_that_of_its_effective_answers():
    """Institutions of 300 and 100 students with 60 and 40 answers: 400^2 / (300^2/60 + 100^2/40) = 91.43 answers.

    Their mean is 0.5; Wilson by hand: 0.5 -+ z sqrt(0.25/n + z^2/4n^2) / (1 + z^2/n), z = 1.96.
    """
    waarden = pd.Series({"01AA": 0.4, "02BB": 0.8})
    gewicht, omvang = pd.Series({"01AA": 300, "02BB": 100}), pd.Series({"01AA": 60.0, "02BB": 40.0})
    uit = lines(waarden, gewicht=gewicht, kwart=KWART, omvang=omvang).set_index("reeks")
    straal = 1.959964 * (0.25 / 91.42857 + 1.959964**2 / (4 * 91.42857**2)) ** 0.5 / (1 + 1.959964**2 / 91.42857)
    grenzen = ["waarde_laag", "waarde_hoog"]
    assert uit.loc["landelijk", grenzen].tolist() == pytest.approx([0.5 - straal, 0.5 + straal], abs=1e-6)
    assert uit.loc["laag", "waarde_laag"] < 0.4 < uit.loc["laag", "waarde_hoog"]
    assert uit.loc["p25", grenzen].isna().all()


def test_answers_with_unequal_weights_count_for_less():
    """Weights of 100 over 50 answers and 300 over 50: 400^2 / (100^2/50 + 300^2/50) = 80, of 100."""
    job = JOB.assign(n=50)
    assert effective_answers(job, item="hulp_keuze", jaar=2022, leerweg="bol")["01AA"] == pytest.approx(80)
    assert effective_answers(job, item="hulp_keuze", jaar=2022, leerweg="bol")["02BB"] == pytest.approx(50)


def test_a_line_without_institutions_is_left_out():
    uit = lines(pd.Series({"03CC": 0.6}), gewicht=pd.Series({"03CC": 10}), kwart=KWART)
    assert uit["reeks"].tolist() == ["landelijk", "p2_5", "p25", "p75", "p97_5"]
    assert lines(pd.Series(dtype=float), gewicht=pd.Series(dtype=float), kwart=KWART).empty


def help_in_bol(jaren, reeksbreuk):
    """Return the lines of the help in choosing, in the bol, with these years compared."""
    vast = {"indicator": "hulp_keuze", "leerwegen": ["bol"], "streefjaar": 2027, "minimum": 1}
    job = JOB.assign(n=50)
    return bands(DOELEN, studenten=STUDENTEN, job=job, kwart=KWART, jaren=jaren, reeksbreuk=reeksbreuk, **vast)


def test_years_ambition_and_break():
    uit = help_in_bol([2022, 2024], 2024).set_index(["jaar", "reeks"])
    # 0.325, 0.5, 0.25 and 0.32 by 500, 200, 300 and 100 students.
    assert uit.loc[(2022, "landelijk"), "waarde"] == pytest.approx((162.5 + 100 + 75 + 32) / 1100)
    assert uit.loc[(2022, "landelijk"), "n"] == 4
    # Targets 0.42, 0.30 and 0.60 by 500, 300 and 50 students; 05EE alone is in the highest quarter.
    assert uit.loc[(2027, "landelijk"), ["waarde", "n"]].tolist() == pytest.approx([(210 + 90 + 30) / 850, 3])
    assert uit.loc[(2027, "hoog"), ["waarde", "n"]].tolist() == pytest.approx([0.60, 1])
    assert uit.loc[(2027, "p25"), "waarde"] == pytest.approx(np.quantile([0.30, 0.42, 0.60], 0.25))
    assert uit["waarde_laag"].notna().groupby("jaar").sum().to_dict() == {2022: 3, 2024: 3, 2027: 0}
    assert set(uit["tussenmeting"]) == {"nee"}
    assert uit["reeksbreuk"].groupby("jaar").first().to_dict() == {2022: "nee", 2024: "ja", 2027: "nee"}


def test_a_measurement_that_is_not_compared_has_the_national_line_and_says_so():
    """2024 is not among the years that are compared: part of the institutions took part."""
    uit = help_in_bol([2022], 2022).set_index("jaar")
    assert uit.loc[[2024], "reeks"].tolist() == ["landelijk"]
    assert uit["tussenmeting"].groupby("jaar").first().to_dict() == {2022: "nee", 2024: "ja", 2027: "nee"}
    assert uit.loc[2024, "n"] == JOB[(JOB["jaar"] == 2024) & (JOB["item"] == "hulp_keuze")]["instelling"].nunique()
    assert uit.loc[2024, "waarde_laag"] < uit.loc[2024, "waarde"] < uit.loc[2024, "waarde_hoog"]


def test_a_line_of_too_few_institutions_is_left_out():
    """Four institutions, of which one in the lowest quarter: with a minimum of two that line is gone."""
    waarden = pd.Series({"01AA": 0.3, "02BB": 0.4, "03CC": 0.5, "05EE": 0.6})
    gewicht = pd.Series(1, index=waarden.index)
    alle = lines(waarden, gewicht=gewicht, kwart=KWART)["reeks"].tolist()
    groot = lines(waarden, gewicht=gewicht, kwart=KWART, minimum=2)
    assert set(alle) - set(groot["reeks"]) == {"laag"}
    assert lines(waarden, gewicht=gewicht, kwart=KWART, minimum=5).empty
