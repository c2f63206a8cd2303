"""Facts of the products from surveys: directions within one question, doubt, groups that are held back."""

import pytest
from helpers.plans_tables import banden
from helpers.registers import lees
from unit.text import facts_enquetes as e
from unit.text import facts_uitstroom as u

from werkagenda.words.surveys import asked


def test_a_change_is_taken_from_the_present_question_on():
    """From 2020 it would be 8 points; the question of 2022 gives 64 to 62."""
    facts = e.EXAMPLES["banden"]["vol"]
    assert (facts["breuk"], facts["van"], facts["jaar"]) == (2022, 2022, 2024)
    (beweging,) = facts["bewegingen"]
    assert [beweging[naam] for naam in ("leerweg", "oud", "nieuw", "richting")] == ["de bol", 0.64, 0.62, "gedaald"]
    # 2 points down, 2 points unsure on either side of both.
    (onzeker,) = e.EXAMPLES["banden"]["onzeker"]["onduidelijk"]
    assert onzeker["verandering_onder"] == pytest.approx(-2 - 8**0.5)
    assert onzeker["verandering_boven"] == pytest.approx(-2 + 8**0.5)
    (ambitie,) = facts["ambities"]
    assert (ambitie["verschil"], ambitie["kant"]) == (pytest.approx(0.052), "hoger")
    assert facts["bestedingen"] == [{"leerweg": "de bol", "laag": 0.66, "hoog": 0.60, "decimalen": 0}]
    assert [(rij["onder"], rij["boven"]) for rij in facts["middelsten"]] == [(0.58, 0.67)]
    assert facts["enige"]
    assert [label.rpartition(" (")[2] for _, label in facts["figuur"]["reeksen"][:3]] == ["n = 12)"] * 3


def test_leerwegen_share_a_direction_or_have_their_own():
    samen, apart, een_meting = (e.EXAMPLES["banden"][naam] for naam in ("twee_samen", "twee_apart", "twee_een_meting"))
    assert samen["samen"] == "gedaald"
    assert [rij["richting"] for rij in apart["bewegingen"]] == ["gedaald", "gestegen"]
    assert apart["samen"] is een_meting["samen"] is None
    half = e.EXAMPLES["banden"]["een_van_twee_onzeker"]
    assert [rij["leerweg"] for rij in half["duidelijk"]] == ["de bbl"]
    assert [rij["leerweg"] for rij in half["onduidelijk"]] == ["de bol"]
    assert een_meting["onduidelijk"] == []
    assert not samen["enige"]


def test_a_line_without_one_of_its_values_does_not_move():
    data = banden("bol,2022,landelijk,,nee", "bol,2024,landelijk,0.4,nee", "bol,2024,laag,0.3,nee")
    facts = e.facts("figuur_5_5", data)
    assert facts["vergelijkbaar"]
    assert facts["bewegingen"] == facts["ambities"] == facts["bestedingen"] == []
    assert facts["breuk"] is None


def test_effects_name_their_reference_and_their_doubt():
    facts = e.EXAMPLES["job_regressie"]["vol"]
    geslacht, leeftijd, niveau = facts["effecten"]["begeleiding_school_stage"]
    assert geslacht == {
        "groepen": [{"wie": "onder vrouwen", "effect": -0.0496, "kant": "kleiner"}],
        "referentie": "onder mannen",
    }
    assert (leeftijd["groepen"][0]["kant"], leeftijd["referentie"]) == ("groter", "")
    assert (niveau["groepen"][0]["kant"], niveau["referentie"]) == ("", "op niveau 4")
    assert facts["effecten"]["hulp_keuze"] == []
    # Trouble is no satisfaction: one question is left on which sexes differ.
    assert (facts["vragen"], facts["verschillend"], facts["kant"]) == (1, 1, "minder")


@pytest.mark.parametrize(
    ("naam", "aantallen"),
    [("alle_vragen", (3, 3, "minder")), ("deel", (3, 2, "meer")), ("gelijk", (1, 0, None)), ("leeg", (0, 0, None))],
)
def test_women_differ_on_some_questions(naam, aantallen):
    facts = e.EXAMPLES["job_regressie"][naam]
    assert (facts["vragen"], facts["verschillend"], facts["kant"]) == aantallen


def test_a_question_of_one_leerweg_has_no_reason_to_give():
    over = asked(lees(e.REGRESSIE))
    assert set(over["reden"]) == {"", "minder dan 10 personen"}


def test_kiesmbo_with_the_published_shares():
    facts = e.EXAMPLES["kiesmbo"]["vol"]
    kent, geholpen = facts["verloop"]["kent"], facts["verloop"]["geholpen"]
    assert (kent["oud"], kent["nieuw"], kent["richting"]) == (0.41, 0.47, "gestegen")
    # 6 points, sqrt(1 + 1) = 1.4 wide to either side.
    assert kent["verandering_onder"] == pytest.approx(6 - 2**0.5)
    assert kent["verandering_boven"] == pytest.approx(6 + 2**0.5)
    assert geholpen["richting"] == "niet te zeggen"
    uiterste = facts["uitersten"]["kent"]["geslacht"]
    assert (uiterste["wie_hoog"], uiterste["hoog"], uiterste["wie_laag"]) == ("onder vrouwen", 0.5, "onder mannen")
    assert facts["uitersten"]["geholpen"]["geslacht"]["gelijk"]
    assert facts["uitersten"]["kent"]["herkomst"] is facts["uitersten"]["geholpen"]["herkomst"] is None


def test_a_question_that_changed_is_compared_from_then_on():
    facts = e.EXAMPLES["job_overig"]["vol"]
    moeite = facts["verloop"]["moeite_stage_vinden"]
    assert (moeite["metingen"], moeite["nieuw"]) == ("een", 0.20)
    aansluiting = facts["verloop"]["aansluiting_stage"]
    assert (aansluiting["metingen"], aansluiting["richting"]) == ("meer", "niet te zeggen")
    assert facts["uitersten"]["moeite_stage_vinden"]["leerweg"]["onduidelijk"]
    leeg = e.EXAMPLES["job_overig"]["leeg"]
    assert leeg["verloop"]["moeite_stage_vinden"] == {"metingen": "geen"}
    # One category that is shown has nothing to stand beside.
    assert leeg["uitersten"]["moeite_stage_vinden"]["niveau"] is None


def test_the_monitor_of_placements_has_its_last_year():
    facts = e.EXAMPLES["bpv"]["vol"]
    assert facts["jaar"] == 2024
    assert facts["aandelen"]["begeleiding_leerbedrijf_student"] == 0.84
    assert facts["aandelen"]["contact_vooraf_student"] is None
    assert (facts["vergelijkbaar"], e.EXAMPLES["bpv"]["leeg"]["vergelijkbaar"]) == (True, False)


def test_reports_are_those_of_the_last_year():
    aantallen = e.EXAMPLES["meldingen"]["vol"]["aantallen"]
    assert (aantallen["meldingen"], aantallen["instellingen_met"], aantallen["maximum"]) == (56, 12, 15)
    verborgen = e.EXAMPLES["meldingen"]["leeg"]["aantallen"]
    assert verborgen["maximum"] is verborgen["instellingen_onbekend"] is None


def test_applications_are_added_up_to_three_times():
    """27 + 39 + 22 is 88; 18 + 31 + 29 is 78."""
    facts = u.EXAMPLES["sollicitaties"]["vol"]
    assert (facts["drie_zonder"], facts["drie_met"]) == (pytest.approx(0.88), pytest.approx(0.78))
    assert (facts["vaak_zonder"], facts["vaak_met"], facts["decimalen"]) == (0.03, 0.05, 0)


def test_a_sum_with_a_hidden_part_is_not_given():
    facts = u.facts("figuur_5_6", u.sollicitaties(leeg=[("met", "1")]))
    assert (facts["drie_met"], facts["drie_getoond"], facts["vaak_getoond"]) == (None, False, True)


def test_boxes_name_the_widest_and_those_left_out():
    facts = u.EXAMPLES["dozen"]["vol"]
    ict = {"naam": "ICT", "waarde": 0.6, "onder": 0.5, "boven": 0.7}
    # The middle half: 20 points against 15.
    assert facts["wijdste"] == facts["laagste"] == [ict]
    assert [(rij["naam"], rij["waarde"]) for rij in facts["hoogste"]] == [("zorg en welzijn", 0.8)]
    assert facts["onderaan"] is None  # two directions are no rest
    assert u.EXAMPLES["dozen"]["onderaan"]["onderaan"] == {"naam": "ICT", "verschil": pytest.approx(0.2)}
    assert facts["weggelaten"] == ["handel"]
    assert [u.EXAMPLES["dozen"][naam]["enige"] for naam in ("vol", "een", "leeg")] == [None, ict, None]
    leeg = u.EXAMPLES["dozen"]["leeg"]
    assert leeg["wijdste"] == leeg["hoogste"] == leeg["laagste"] == []
    assert leeg["onderaan"] is None
    # Half a point apart is no difference between institutions.
    gelijk = u.EXAMPLES["dozen"]["gedeeld"]
    assert [rij["naam"] for rij in gelijk["wijdste"]] == ["bouw, hout en infra", "ICT"]
    assert [rij["naam"] for rij in gelijk["laagste"]] == ["ICT", "bouw, hout en infra"]
    assert [rij["naam"] for rij in gelijk["hoogste"]] == ["handel"]


def test_spread_per_level_names_the_leerweg_that_is_wider():
    assert u.EXAMPLES["dozen_jaren"]["vol"]["breder"] == [
        {"leerweg": "de bol", "niveaus": ["2"]},
        {"leerweg": "de bbl", "niveaus": ["1"]},
    ]


def test_older_students_per_level():
    facts = u.EXAMPLES["leeftijd_25"]["vol"]
    assert (facts["niveau_hoog"], facts["hoog"], facts["niveau_laag"], facts["laag"]) == ("1", 0.125, "4", 0.021)
    verloop = facts["verloop"]
    assert (verloop["oud"], verloop["nieuw"], verloop["richting"]) == (0.033, 0.031, "gelijk gebleven")
    assert u.EXAMPLES["leeftijd_25"]["leeg"]["hoog"] is None


def test_questions_stand_by_what_their_national_share_did():
    facts = e.EXAMPLES["job_items"]["vol"]
    per_woord = {woord: [rij["vraag"] for rij in facts[woord]] for woord in ("gestegen", "gedaald", "gelijk")}
    assert per_woord == {
        "gestegen": ["de veiligheid op school"],
        "gedaald": ["de lessen rekenen"],
        "gelijk": ["de lessen burgerschap"],
    }
    assert [facts[naam] for naam in ("onduidelijk", "van", "tot", "tussentijds")] == [1, 2022, 2024, [2025]]
    leeg = e.EXAMPLES["job_items"]["leeg"]
    assert [leeg[naam] for naam in ("onduidelijk", "van", "tot", "tussentijds")] == [0, None, None, []]
