"""Facts of the products on persons: the finding of the data, its doubt, and nothing about cells that are held back."""

import pytest
from helpers.persons_tables import met_noten
from helpers.persons_tables import werk as figuur_5_4
from unit.text import facts_werk as w


@pytest.mark.parametrize(
    ("naam", "verwacht"),
    [
        ("vol", (2, True, 2, "minder", 0)),
        ("vaker", (2, True, 0, "vaker", 0)),
        ("soms_onzeker", (2, True, 1, "minder", 1)),
        ("onzeker", (2, True, 0, "geen", 2)),
        ("deels", (2, True, 1, "deels", 0)),
        ("een_getoond", (1, False, 1, "minder", 0)),
    ],
)
def test_the_case_follows_the_cells_that_are_shown(naam, verwacht):
    facts = w.EXAMPLES["werk_achtergrond"][naam]
    assert tuple(facts[feit] for feit in ("combinaties", "alle", "lager", "hoe", "rest")) == verwacht


def test_a_figure_without_one_pair_says_why_and_breaks_nothing():
    facts = w.EXAMPLES["werk_achtergrond"]["leeg"]
    assert facts["combinaties"] == 0
    assert facts["grootste"] == facts["kleinste"] == []
    tekst = met_noten(facts, figuur_5_4(*w.ZONDER, "met,bol,2", "met,bbl,2"), "figuur_5_4")
    assert tekst["noten"][-1].endswith("herkenbaar zou maken (minder dan 10 personen).")
    assert "nan" not in str(tekst).lower()


def test_the_largest_and_the_smallest_difference_are_named():
    facts = w.achtergrond("0.5,0.49,0.51", "0.75,0.74,0.76")
    assert facts["grootste"] == [{"leerweg": "de bol", "niveau": 2, "met": 0.5, "zonder": 0.7}]
    assert facts["kleinste"] == [{"leerweg": "de bbl", "niveau": 2, "met": 0.75, "zonder": 0.8}]
    assert w.EXAMPLES["werk_achtergrond"]["een_getoond"]["grootste"] == []


@pytest.mark.parametrize(("zoekduur", "langer", "decimalen"), [("9", False, 0), ("7.5", False, 1), ("16", True, 0)])
def test_the_letter_s_figure_has_ends_and_national_values(zoekduur, langer, decimalen):
    facts = w.startpositie(land=f"1877.2,{zoekduur},0.3512")
    assert facts["land"] == {"startloon": 1877.2, "zoekduur": float(zoekduur), "kans_vast": 0.3512}
    assert (facts["langer"], facts["decimalen"], facts["maanden"]) == (langer, decimalen, 15)
    assert (facts["loon_hoogst"], facts["loon_laagst"]) == ("ICT", "zorg en welzijn")
    assert (facts["plek_best"], facts["plek_slechtst"]) == ("zorg en welzijn", "ICT")
    assert [rij["richting"] for rij in facts["richtingen"]] == ["ICT", "zorg en welzijn"]


def test_a_letter_s_figure_without_directions_has_no_ends():
    facts = w.EXAMPLES["startpositie"]["leeg"]
    assert facts["loon_hoogst"] is facts["plek_best"] is None
    assert set(facts["land"].values()) == {None}


@pytest.mark.parametrize(
    ("naam", "nieuw", "hoe"),
    [("vol", -0.14, "gedaald"), ("gelijk", -0.16, "gelijk gebleven"), ("onzeker", -0.14, "niet te zeggen")],
)
def test_the_two_classifications_are_compared_in_the_last_complete_cohort(naam, nieuw, hoe):
    facts = w.EXAMPLES["herkomst"][naam]
    assert (facts["cohort"], facts["hoe"]) == (2020, hoe)
    assert (facts["oud"], facts["nieuw"]) == (pytest.approx(-0.16), pytest.approx(nieuw))


def test_work_rules_are_pooled_by_persons():
    """100 persons with 0.5 and 300 with 0.7 are 0.65 together; 60 + 250 and 30 + 40 agree: 380 of 400."""
    facts = w.EXAMPLES["werkregels"]["vol"]
    assert facts == {
        "klasse_aandeel": pytest.approx(0.65),
        "uren_aandeel": pytest.approx(0.675),
        "eens": pytest.approx(0.95),
    }
    assert set(w.EXAMPLES["werkregels"]["leeg"].values()) == {None}
    assert w.EXAMPLES["werkregels"]["zonder_tabel"]["eens"] is None


def test_attrition_has_begin_and_end():
    facts = w.EXAMPLES["uitval_personen"]["vol"]
    assert facts == {"begin": 1000, "einde": 500, "over": 0.5}
    assert set(w.EXAMPLES["uitval_personen"]["leeg"].values()) == {None}
    data = w.lees(w.UITVAL.format(begin="1000"))
    # Its reasons are content, not cells that are held back.
    assert len(met_noten(facts, data, "tabel_c_uitval")["noten"]) == 1
