"""Shares with work by background, classification, institution and rule, by hand."""

import pandas as pd
import pytest
from helpers.cbs_example import leavers
from products.uitval_personen import pool_attrition
from products.werk_achtergrond import work_by_background
from products.werk_herkomst import work_by_classification
from products.werk_instelling import work_by_institution
from products.werkregels import compare_rules


def test_background_by_leerweg_and_level():
    personen = leavers(
        (30, {}), (10, {"werk_klasse": 0}), (12, {"migratieachtergrond": "met", "werk_uren": 0}),
        (11, {"migratieachtergrond": "met", "werk_klasse": 0}), (5, {"leerweg": "bbl"}),
    )  # fmt: skip
    tabel = work_by_background(personen, regel="klasse", leerwegen=["bol", "bbl"], niveaus=[4])
    per_cel = tabel.set_index(["migratieachtergrond", "leerweg"])
    assert len(tabel) == 4
    assert per_cel.loc[("zonder", "bol"), ["aandeel", "teller", "n"]].tolist() == [0.75, 30, 40]
    assert per_cel.loc[("met", "bol"), "aandeel"] == pytest.approx(12 / 23)
    assert per_cel[["teller", "n_nee", "n"]].to_numpy().tolist() == [[30, 10, 40], [5, 0, 5], [12, 11, 23], [0, 0, 0]]
    # The other rule: those twelve do not work, and the eleven do.
    uren = work_by_background(personen, regel="uren", leerwegen=["bol"], niveaus=[4])
    assert uren.set_index("migratieachtergrond").loc["met", "teller"] == 11


def test_both_classifications_of_the_same_persons():
    personen = leavers(
        (40, {}), (20, {"werk_klasse": 0}),
        # Born abroad of parents born here: with a background only in the new one. And the reverse.
        (10, {"herkomst_nieuw": "met"}), (10, {"herkomst_nieuw": "met", "werk_klasse": 0}),
        (15, {"migratieachtergrond": "met"}), (15, {"migratieachtergrond": "met", "werk_klasse": 0}),
        (50, {"cohort": 2019, "herkomst_nieuw": ""}), (3, {"herkomst_nieuw": "", "migratieachtergrond": "met"}),
    )  # fmt: skip
    tabel = work_by_classification(personen, regel="klasse").set_index(["indeling", "achtergrond"])
    assert set(tabel["cohort"]) == {2021}
    assert tabel["n"].to_dict() == {
        ("oud", "zonder"): 80, ("oud", "met"): 30, ("nieuw", "zonder"): 90, ("nieuw", "met"): 20,
    }  # fmt: skip
    assert tabel.loc[("oud", "zonder"), "aandeel"] == pytest.approx(50 / 80)
    assert tabel.loc[("nieuw", "zonder"), "aandeel"] == pytest.approx(55 / 90)


def test_no_cohort_with_the_new_classification_gives_an_empty_table():
    assert work_by_classification(leavers((30, {"herkomst_nieuw": ""})), regel="klasse").empty


def test_institutions_keep_their_small_counts():
    personen = leavers((2, {}), (1, {"werk_klasse": 0}), (1, {"brin_crypt": "B"}))
    tabel = work_by_institution(personen, regel="klasse")
    assert tabel.to_numpy().tolist() == [[2021, "A", "bol", 4, 3, 2, 2 / 3], [2021, "B", "bol", 4, 1, 1, 1.0]]


def test_cross_table_of_the_rules():
    personen = leavers(
        (50, {}), (20, {"werk_uren": 0}), (15, {"werk_klasse": 0}), (15, {"werk_klasse": 0, "werk_uren": 0}),
        (50, {"cohort": 2020}), (20, {"cohort": 2020, "werk_uren": 0}), (4, {"cohort": 2020, "werk_klasse": 0}),
        (26, {"cohort": 2020, "werk_klasse": 0, "werk_uren": 0}),
    )  # fmt: skip
    tabel = compare_rules(personen).set_index("cohort")
    cellen = ["beide", "alleen_klasse", "alleen_uren", "geen"]
    assert tabel.loc[2021, [*cellen, "n", "klasse_aandeel", "uren_aandeel"]].tolist() == [
        50,
        20,
        15,
        15,
        100,
        0.7,
        0.65,
    ]
    assert tabel.loc[2021, "klasse_min"] == pytest.approx(0.604, abs=5e-4)
    assert tabel.loc[2020, cellen].tolist() == [50, 20, 4, 26]
    assert tabel.loc[2020, ["n", "klasse_aandeel", "uren_aandeel"]].tolist() == [100, 0.7, 0.54]
    assert tabel.loc[2020, ["klasse_ja", "klasse_nee", "uren_ja", "uren_nee"]].tolist() == [70, 30, 54, 46]


def attrition(cohort, *stappen):
    kolommen = ["cohort", "stap", "volgorde", "rijen_in", "rijen_uit", "personen_uit", "reden"]
    return pd.DataFrame(
        [(cohort, naam, i, *aantallen, f"r_{naam}") for i, (naam, *aantallen) in enumerate(stappen, 1)],
        columns=kolommen,
    )


def test_attrition_is_pooled_over_cohorts():
    eerste, tweede = (("a", 500, 498, 2), ("b", 498, 400, 90)), (("a", 500, 497, 3), ("b", 497, 420, 76))
    tabel = pool_attrition(pd.concat([attrition(2020, *eerste), attrition(2021, *tweede)]))
    assert tabel[["volgorde", "stap", "reden", "rijen_in", "rijen_uit", "personen_uit"]].to_numpy().tolist() == [
        [1, "a", "r_a", 1000, 995, 5],
        [2, "b", "r_b", 995, 820, 166],
    ]
