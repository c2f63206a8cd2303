"""What an intruder may not work out: from the text beside a cell, from what is missing, from a total or last year."""

import pandas as pd
import pytest
from disclosure.beveiligen import protect
from helpers.disclosure_rules import (
    GRENZEN,
    INHOUD,
    REGELS,
    SCHEMA,
    WOORDEN,
    as_export,
    background,
    estimates,
    kiesmbo,
    protected,
    start,
)

from werkagenda.disclosure.descriptions import load_rules
from werkagenda.disclosure.release import outside_verdicts
from werkagenda.errors import InputError


def work_rules(cohorten, *, n):
    """Return the table of the two work rules: half of `n` persons a cohort work by each, most of them by both."""
    helft = n // 2
    tabel = pd.DataFrame({"cohort": cohorten}).assign(n=n, klasse_ja=helft, klasse_nee=helft, uren_ja=helft)
    tabel = tabel.assign(uren_nee=helft, beide=helft - 20, alleen_klasse=20, alleen_uren=20, geen=helft - 20)
    kolommen = [f"{regel}_{deel}" for regel in ("klasse", "uren") for deel in ("aandeel", "min", "max")]
    return tabel.assign(**dict.fromkeys(kolommen, 0.5))


CEL = ["migratieachtergrond", "leerweg", "niveau"]


def test_verdicts_that_leave_do_not_say_which_rule_hides_how_many():
    """Two cells hidden beside a sum of 17: both under ten would mean 8 or 9 each."""
    kolommen = ["tabel", "regel", "cellen", "onderdrukt", "oordeel"]
    beide = [("t", "minimum", 72, 2, "onderdrukt"), ("t", "secundair", 72, 0, "in orde")]
    een = [("t", "minimum", 72, 1, "onderdrukt"), ("t", "secundair", 72, 1, "onderdrukt")]
    buiten = [outside_verdicts(pd.DataFrame(rijen, columns=kolommen))[kolommen] for rijen in (beide, een)]
    pd.testing.assert_frame_equal(*buiten)
    assert buiten[0].fillna("").to_numpy().tolist() == [
        ["t", "minimum", 72, "", "in orde"],
        ["t", "onderdrukking", 72, 2, "onderdrukt"],
    ]
    geweigerd = pd.DataFrame([*een[:1], ("t", "secundair", 72, 3, "niet vrijgegeven")], columns=kolommen)
    assert outside_verdicts(geweigerd)["oordeel"].tolist() == ["in orde", "niet vrijgegeven"]
    assert outside_verdicts(geweigerd)["onderdrukt"].iloc[-1] == 3


def test_an_estimate_beside_a_hidden_count_would_say_that_the_other_count_is_small():
    """Nine men hide the 591 women too; an estimate of the women needs ten in each outcome, so the men would be few."""
    _, vrij, aantallen, _ = protected(tabel_b_0_2=estimates(vrouw=(591, 295)))
    rijen = vrij["tabel_b_0_2"].set_index("categorie").loc[["man", "vrouw"]]
    assert rijen[["n", "coefficient", "standaardfout", "p"]].isna().all(axis=None)
    assert set(rijen["sterren"]) <= {"", "*"}
    assert rijen.loc["vrouw", "sterren"] == ""
    assert set(rijen["reden"]) == {"onderdrukt"}
    assert aantallen["tabel_b_0_2"].set_index("categorie").loc[["man", "vrouw"], "n"].isna().all()


@pytest.mark.parametrize(("zonder", "getoond"), [(9, False), (10, True), (0, True)])
def test_students_less_those_with_a_wage_are_a_cell(zonder, getoond):
    anders = {"n_loon": 100 - zonder, "vast": 45}
    _, vrij, *_ = protected(figuur_k_startpositie=start(bouw=anders))
    bouw = vrij["figuur_k_startpositie"].set_index("opleidingsrichting").loc["bouw"]
    assert bouw[["studenten", "n_loon", "startloon", "kans_vast"]].notna().eq(getoond).all()


@pytest.mark.parametrize(("onbekend", "getoond"), [((9, 0), False), ((20, 10), True), ((19, 10), False)])
def test_the_total_less_men_and_women_is_a_cell(onbekend, getoond):
    """Of nine persons of unknown sex nobody knows the site; of twenty ten do."""
    n, teller = onbekend
    _, vrij, *_ = protected(tabel_5_kiesmbo=kiesmbo(totaal=(2000 + n, 1000 + teller)))
    tabel = vrij["tabel_5_kiesmbo"].set_index("categorie")
    assert tabel["aandeel"].notna().all() == getoond


def last(tabel, naam, **grenzen):
    """Return a product as an earlier export under other limits gives it back."""
    _, vrij, aantallen, _ = protected(**{naam: tabel}, grenzen=grenzen)
    return as_export(naam, vrij[naam], aantallen[naam])


def test_one_person_more_than_last_year_hides_where_he_is_and_no_table():
    """That the total differs by one gives nobody away; the cell does, and so do the margins it is in."""
    uit, vrij, *_ = protected([last(background(), "figuur_5_4")], figuur_5_4=background(met_bbl_3=(601, 300)))
    tabel = vrij["figuur_5_4"].set_index(CEL)
    assert not uit.geweigerd
    assert tabel.loc[("met", "bbl", 3), ["n", "aandeel"]].isna().all()
    assert tabel["n"].notna().sum() == 11
    # What is small today is protected as without last year, by a reader who knows all margins of today.
    klein = background(zonder_bol_2=(601, 300), met_bbl_3=(600, 595))
    alleen, samen = (
        protected(eerder, figuur_5_4=klein)[1]["figuur_5_4"] for eerder in ([], [last(background(), "figuur_5_4")])
    )
    weg = set(samen.index[samen["aandeel"].isna()])
    assert weg == {*alleen.index[alleen["aandeel"].isna()], 0}
    assert len(weg) == 3


def test_a_rest_that_was_given_away_before_refuses_its_table_alone():
    tabel = kiesmbo(totaal=(2005, 1002))
    uit, vrij, *_ = protected(
        [last(tabel, "tabel_5_kiesmbo", minimum=2)], tabel_5_kiesmbo=tabel, figuur_5_4=background()
    )
    assert set(uit.geweigerd) == {"tabel_5_kiesmbo"}
    assert vrij["figuur_5_4"]["aandeel"].notna().all()


def test_start_positions_of_two_cohorts_are_no_cell_of_the_table_by_cohort():
    tabellen = {"figuur_k_startpositie": start(), "tabel_c_werkregels": work_rules([2020, 2021], n=200)}
    een = load_rules(INHOUD, SCHEMA, woorden=WOORDEN)
    with pytest.raises(InputError, match="andere aantallen"):
        protect(tabellen, regels=een, grenzen=GRENZEN, eerder=[])
    twee = WOORDEN | {"start": "2020-2021", "start_eigenschap": "cohorten"}
    _, vrij, *_ = protect(tabellen, regels=load_rules(INHOUD, SCHEMA, woorden=twee), grenzen=GRENZEN, eerder=[])
    assert vrij["figuur_k_startpositie"]["startloon"].notna().all()


def test_no_table_that_can_leave_stops_with_one_line():
    tabel = kiesmbo(totaal=(2005, 1002))
    eerder = [last(tabel, "tabel_5_kiesmbo", minimum=2)]
    with pytest.raises(InputError, match="geen enkele tabel over personen kan naar buiten"):
        protect({"tabel_5_kiesmbo": tabel}, regels=REGELS, grenzen=GRENZEN, eerder=eerder)
