"""Facts of the synthesis: the published values give the published findings."""

import pytest
from unit.text import facts_synthese, facts_synthese_instellingen, facts_synthese_typering

VOORBEELDEN = facts_synthese.EXAMPLES | facts_synthese_instellingen.EXAMPLES | facts_synthese_typering.EXAMPLES


def keep(facts, *namen):
    return {naam: facts[naam] for naam in namen}


def test_verdicts_are_named_with_what_is_shown():
    facts = VOORBEELDEN["voortgang"]["vol"]
    # The mirrored name, not that of the source.
    assert keep(facts, "bereikt", "te_langzaam", "achteruitgang", "afgerond") == {
        "bereikt": ["Valt niet uit"],
        "te_langzaam": ["Voelt zich veilig"],
        "achteruitgang": [],
        "afgerond": ["Valt niet uit", "Tevreden personeel"],
    }
    assert [(een["naam"], een["richting"]) for een in facts["zonder_doel"]] == [("Tevreden personeel", "gestegen")]
    # Each verdict of the synthesis says what the monitor's says.
    assert facts["anders"] == []
    assert facts["jaren"] == [2023, 2024, 2025]
    assert facts["cijfers"] == [{"naam": "Tevreden personeel", "start": 6.5, "recent": 6.9, "streef": None}]
    zonder = VOORBEELDEN["voortgang"]["zonder_oordeel"]
    assert [(een["reden"], een["namen"]) for een in zonder["redenen"]] == [
        ("geen start- of recente waarde", ["Tevreden personeel"]),
        ("minder dan de helft van de instellingen heeft alle waarden", ["Valt niet uit"]),
    ]
    assert zonder["anders"] == [{"synthese": "op koers", "monitor": "geen oordeel", "namen": ["Valt niet uit"]}]


def test_a_verdict_that_hangs_on_the_threshold_is_named():
    assert VOORBEELDEN["drempels"]["vol"]["anders"] == ["Voelt zich veilig"]
    assert VOORBEELDEN["drempels"]["gelijk"]["anders"] == []


def test_the_picture_counts_what_the_intervals_carry():
    facts = VOORBEELDEN["sectorbeeld"]["vol"]
    assert keep(facts, "n", "onzeker") == {"n": 3, "onzeker": 1}
    assert [[een["naam"] for een in facts[woord]] for woord in ("gestegen", "gedaald", "gelijk")] == [
        ["Voelt zich veilig"], ["Valt niet uit"], []
    ]  # fmt: skip
    assert facts["dalers"] == facts["gedaald"]
    # 2.5 to 7.5 points overlaps with 2 to 4, and not with 0.6 to 1.9.
    overlap = VOORBEELDEN["sectorbeeld"]["overlap"]
    assert [een["naam"] for een in overlap["stijgers"]] == ["Valt niet uit", "Voelt zich veilig"]
    assert [een["naam"] for een in VOORBEELDEN["sectorbeeld"]["alles_gedaald"]["dalers"]] == [
        "Valt niet uit", "Voelt zich veilig"
    ]  # fmt: skip
    # A distance of 0.95 - 0.91 without the noise of floats.
    assert [keep(een, "naam", "afstand") for een in facts["verste"]] == [{"naam": "Valt niet uit", "afstand": 0.04}]


def test_the_published_counts_are_those_of_the_published_sentence():
    facts = VOORBEELDEN["oordelen"]["vol"]
    assert facts == {
        "halverwege": 10, "niet_halverwege": 13, "stil": 6, "minder": 7, "eigen": 10, "n": 23, "alle": 3
    }  # fmt: skip


def test_spending_is_counted_within_and_outside_the_bounds():
    """The synthesis: most between 20 and 30 percent, six lower, two higher."""
    facts = VOORBEELDEN["besteding_instelling"]["vol"]
    assert keep(facts, "onder", "boven", "lager", "tussen", "hoger") == {
        "onder": 0.2, "boven": 0.3, "lager": 6, "tussen": 3, "hoger": 2
    }  # fmt: skip
    # (6 x 0.19 + 0.2 + 0.28 + 0.3 + 2 x 0.31) / 11
    assert facts["gemiddeld"] == pytest.approx(2.54 / 11)


def test_measures_name_the_objectives_by_their_registry():
    facts = VOORBEELDEN["maatregelen_voortgang"]["vol"]
    assert keep(facts, "verwacht_laag", "verwacht_hoog", "effectief_laag", "effectief_hoog", "wisselt_laag") == {
        "verwacht_laag": 0.6, "verwacht_hoog": 0.8, "effectief_laag": 0.4, "effectief_hoog": 0.68, "wisselt_laag": 0.2
    }  # fmt: skip
    assert [doel["naam"] for doel in facts["minste"]] == ["welzijn: veiligheid", "welzijn"]
    assert facts["vaakst"] == {"naam": "welzijn", "aandeel": 0.68}
    assert VOORBEELDEN["maatregelen_voortgang"]["zonder_wisselt"]["wisselt_laag"] is None


def test_practoraten_rise_or_stay_or_are_unknown():
    voorbeelden = VOORBEELDEN["practoraten"]
    assert [voorbeelden[naam]["richting"] for naam in ("vol", "gelijk", "leeg")] == [
        "gestegen", "gelijk gebleven", None
    ]  # fmt: skip
    assert keep(voorbeelden["vol"], "van_jaar", "van", "tot_jaar", "tot") == {
        "van_jaar": 2023, "van": 0.63, "tot_jaar": 2025, "tot": 0.72
    }  # fmt: skip


def test_targets_are_counted_among_institutions_that_have_both():
    facts = VOORBEELDEN["start_recent_streef"]["vol"]
    assert keep(facts, "n", "hoger", "n_doel", "gehaald") == {"n": 2, "hoger": 1, "n_doel": 2, "gehaald": 1}
    assert [float(facts[f"breedte_{soort}"]) for soort in ("start", "recent")] == [0.1, 0.25]


def test_positions_are_counted_and_not_judged():
    facts = VOORBEELDEN["kwartielen"]["vol"]
    assert keep(facts, "laag", "hoog", "lage_groep", "gemengd") == {"laag": 1, "hoog": 1, "lage_groep": 2, "gemengd": 1}


def test_the_published_typology_is_summed_up_as_the_synthesis_does():
    """Low group: both with a high ambition rose, of the others four of eight. High group: 4 of 6 and 2 of 7 stayed."""
    facts = VOORBEELDEN["typen"]["vol"]
    assert keep(facts, "lage", "hoge", "omhoog") == {"lage": 10, "hoge": 13, "omhoog": 6}
    assert keep(facts, "alle", "onzeker") == {"alle": 52, "onzeker": 12}
    assert facts["laag_omhoog"] == [{"ambitie": "hoog", "aantal": 2, "n": 2}, {"ambitie": "ander", "aantal": 4, "n": 8}]
    assert [(deel["aantal"], deel["n"]) for deel in facts["hoog_gebleven"]] == [(4, 6), (2, 7)]
    assert VOORBEELDEN["typen"]["een"]["hoog_gebleven"] == [{"ambitie": "alle", "aantal": 0, "n": 1}]


def test_moves_leave_the_totals_out():
    facts = VOORBEELDEN["beweging"]["vol"]
    assert keep(facts, "n", "blijvers", "sprongen") == {"n": 52, "blijvers": 26, "sprongen": 0}
    assert keep(facts, "laag_nog", "laag_erbij", "hoog_nog", "hoog_erbij") == {
        "laag_nog": 4, "laag_erbij": 8, "hoog_nog": 6, "hoog_erbij": 5
    }  # fmt: skip


def test_spread_leaves_out_what_is_a_yes_or_no():
    facts = VOORBEELDEN["spreiding_indicatoren"]["vol"]
    assert [keep(een, "naam", "p25", "p75") for een in facts["wijd"]] == [
        {"naam": "Voelt zich veilig", "p25": 0.55, "p75": 0.75}
    ]
    assert [een["naam"] for een in facts["smal"]] == ["Valt niet uit"]
    # veilig from 10 to 20 points, uitval from 2 to 2.5: half a point is no change.
    assert keep(facts, "n", "gegroeid") == {"n": 2, "gegroeid": 1}


def test_coverage_counts_the_reasons():
    facts = VOORBEELDEN["dekking"]["vol"]
    assert keep(facts, "alle", "wel", "in_monitoringsplan", "in_bijlage_a", "in_synthese") == {
        "alle": 4, "wel": 1, "in_monitoringsplan": 3, "in_bijlage_a": 0, "in_synthese": 1
    }  # fmt: skip
    assert facts["redenen"] == [
        {"reden": "bron niet in project", "aantal": 2}, {"reden": "nieuw te ontwikkelen", "aantal": 1}
    ]  # fmt: skip


def test_spending_per_objective_names_the_largest():
    facts = VOORBEELDEN["besteding_doel"]["vol"]
    assert facts["hoogste"][:2] == [
        {"naam": "welzijn", "aandeel": 0.06}, {"naam": "werken in het mbo", "aandeel": 0.048}
    ]  # fmt: skip
    assert keep(facts, "boekjaar", "totaal", "rest_laag", "rest_hoog") == {
        "boekjaar": 2024, "totaal": 0.28, "rest_laag": 0.012, "rest_hoog": 0.02
    }  # fmt: skip
