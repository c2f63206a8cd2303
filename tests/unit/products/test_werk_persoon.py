"""Shares with work by background, classification, institution and rule, by hand."""

import pandas as pd
import pytest
from products.uitval_personen import pool_attrition
from products.werk_achtergrond import work_by_background
from products.werk_herkomst import work_by_classification
from products.werk_instelling import work_by_institution
from products.werkregels import compare_rules
from unit.products.cbs_voorbeeld import leavers


def test_background_by_leerweg_and_level():
    personen = leavers(
        (30, {}), (10, {"werk_klasse": 0}), (12, {"migratieachtergrond": "met", "werk_uren": 0}),
        (11, {"migratieachtergrond": "met", "werk_klasse": 0}), (5, {"leerweg": "bbl"}),
    )  # fmt: skip
    tabel = work_by_background(personen, regel="klasse", leerwegen=["bol", "bbl"], niveaus=[4], minimum=10)
    per_cel = tabel.set_index(["migratieachtergrond", "leerweg"])
    assert len(tabel) == 4
    assert per_cel.loc[("zonder", "bol"), ["aandeel", "teller", "n"]].tolist() == [0.75, 30, 40]
    assert per_cel.loc[("met", "bol"), "aandeel"] == pytest.approx(12 / 23)
    assert per_cel["reden"].tolist() == ["", "minder dan 10 personen", "", "geen personen"]
    # The other rule: those twelve do not work, and the eleven do.
    uren = work_by_background(personen, regel="uren", leerwegen=["bol"], niveaus=[4], minimum=10)
    assert uren.set_index("migratieachtergrond").loc["met", "teller"] == 11


def test_both_classifications_of_the_same_persons():
    personen = leavers(
        (40, {}), (20, {"werk_klasse": 0}),
        # Born abroad of parents born here: with a background only in the new one. And the reverse.
        (10, {"herkomst_nieuw": "met"}), (10, {"herkomst_nieuw": "met", "werk_klasse": 0}),
        (15, {"migratieachtergrond": "met"}), (15, {"migratieachtergrond": "met", "werk_klasse": 0}),
        (50, {"cohort": 2019, "herkomst_nieuw": ""}), (3, {"herkomst_nieuw": "", "migratieachtergrond": "met"}),
    )  # fmt: skip
    tabel = work_by_classification(personen, regel="klasse", minimum=10).set_index(["indeling", "achtergrond"])
    assert set(tabel["cohort"]) == {2021}
    assert tabel["n"].to_dict() == {
        ("oud", "zonder"): 80, ("oud", "met"): 30, ("nieuw", "zonder"): 90, ("nieuw", "met"): 20,
    }  # fmt: skip
    assert tabel.loc[("oud", "zonder"), "aandeel"] == pytest.approx(50 / 80)
    assert tabel.loc[("nieuw", "zonder"), "aandeel"] == pytest.approx(55 / 90)


def test_no_cohort_with_the_new_classification_gives_an_empty_table():
    assert work_by_classification(leavers((30, {"herkomst_nieuw": ""})), regel="klasse", minimum=10).empty


def test_institutions_keep_their_small_counts():
    personen = leavers((2, {}), (1, {"werk_klasse": 0}), (1, {"brin_crypt": "B"}))
    tabel = work_by_institution(personen, regel="klasse")
    assert tabel.to_numpy().tolist() == [[2021, "A", "bol", 4, 3, 2, 2 / 3], [2021, "B", "bol", 4, 1, 1, 1.0]]


def test_cross_table_of_the_rules():
    personen = leavers(
        (50, {}), (20, {"werk_uren": 0}), (15, {"werk_klasse": 0}), (15, {"werk_klasse": 0, "werk_uren": 0}),
        # In this cohort four have work by hours alone; with the shares the other cells would tell.
        (50, {"cohort": 2020}), (20, {"cohort": 2020, "werk_uren": 0}), (4, {"cohort": 2020, "werk_klasse": 0}),
        (26, {"cohort": 2020, "werk_klasse": 0, "werk_uren": 0}),
    )  # fmt: skip
    tabel = compare_rules(personen, minimum=10).set_index("cohort")
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
    assert tabel.loc[2020, cellen].isna().all()
    assert tabel.loc[2020, ["n", "klasse_aandeel", "uren_aandeel"]].tolist() == [100, 0.7, 0.54]
    assert tabel["reden"].tolist() == ["minder dan 10 personen", ""]


def attrition(cohort, *stappen):
    kolommen = ["cohort", "stap", "volgorde", "rijen_in", "rijen_uit", "personen_uit", "reden"]
    return pd.DataFrame(
        [(cohort, naam, i, *aantallen, f"r_{naam}") for i, (naam, *aantallen) in enumerate(stappen, 1)],
        columns=kolommen,
    )


def test_attrition_is_pooled_and_small_steps_go_together():
    eerste = (("a", 500, 500, 0), ("b", 500, 498, 2), ("c", 498, 496, 2), ("d", 496, 400, 90), ("e", 400, 399, 1))
    tweede = (("a", 500, 500, 0), ("b", 500, 497, 3), ("c", 497, 496, 1), ("d", 496, 420, 76), ("e", 420, 418, 2))
    tabel = pool_attrition(pd.concat([attrition(2020, *eerste), attrition(2021, *tweede)]), minimum=10)
    # 5 of b and 3 of c are still 8, so d takes them; the 3 of e, at the end, go with those before.
    assert tabel[["volgorde", "stap", "reden", "rijen_in", "rijen_uit", "personen_uit"]].to_numpy().tolist() == [
        [1, "a", "r_a", 1000, 1000, 0],
        [5, "e", "r_b; r_c; r_d; r_e", 1000, 817, 177],
    ]


def test_large_steps_stand_alone():
    uitval = attrition(2020, ("a", 500, 480, 20), ("b", 480, 470, 10), ("c", 470, 470, 0))
    assert pool_attrition(uitval, minimum=10)["personen_uit"].tolist() == [20, 10, 0]
    # Rows say as much as persons: four diplomas that are left out belong to four persons at most.
    uitval = attrition(2020, ("a", 500, 496, 0), ("b", 496, 400, 96))
    assert pool_attrition(uitval, minimum=10)["stap"].tolist() == ["b"]
