"""Facts of the products on plans: the published numbers give the published finding, odd data no nonsense."""

from unit.text.facts_plannen import EXAMPLES as PLANNEN
from unit.text.facts_plannen import VORM
from unit.text.facts_plannen import facts as plan
from unit.text.facts_streefwaarden import EXAMPLES as STREEF


def test_the_published_targets_give_the_published_finding():
    """Table 2.1 of the report: highest for entree. Table 2.5: higher in bbl; equal on all levels, as its cells say."""
    assert STREEF["streefwaarden"]["hoogste niveau"]["hoogste_niveaus"] == ["1"]
    assert STREEF["streefwaarden"]["gelijk"]["gelijk"] == [
        {"gemiddelde": 0.67, "waar": " in de bol"},
        {"gemiddelde": 0.71, "waar": " in de bbl"},
    ]


def test_the_published_targets_are_summed_up_as_the_report_does():
    """Section 2.1: 27 to 85 percent, entree already above its target, level 2 about at it (43 of 43 in bol)."""
    facts = STREEF["streefwaarden"]["hoogste niveau"]
    assert (facts["laagste"], facts["hoogste"]) == (0.27, 0.85)
    assert [(rij["leerweg"], rij["niveaus"]) for rij in facts["bereikt"]] == [
        ("de bol", ["1", "2"]),
        ("de bbl", ["1"]),
    ]
    assert (min(facts["n"]), max(facts["n"])) == (31, 40)
    assert (min(facts["aandelen"]), max(facts["aandelen"])) == (0.67, 0.73)


def test_levels_that_differ_are_not_called_equal_and_none_is_the_highest_of_both_leerwegen():
    facts = STREEF["streefwaarden"]["ongelijk"]
    assert (facts["gelijk"], facts["hoogste_niveaus"], facts["bereikt"]) == ([], [], [])


def test_an_ambition_keeps_its_leerweg_and_who_gave_none_is_counted_apart():
    facts = STREEF["verschil"]["per leerweg"]
    assert [(rij["gemiddelde"], rij["waar"]) for rij in facts["gegeven"]] == [(3.2, " in de bol"), (-0.6, " in de bbl")]
    assert [rij["gemiddelde"] for rij in facts["gelijk_gebleven"]] == [2.1]


def test_pairs_are_counted_as_they_are_printed():
    facts = STREEF["start_streef"]["een hoger"]
    assert [facts[naam] for naam in ("n", "met", "hoger", "lager")] == [4, 3, 1, 1]
    assert [round(facts[naam], 9) for naam in ("verschil_laagste", "verschil_hoogste")] == [-5, 15]


def test_a_relation_is_named_only_where_both_correlations_show_it():
    facts = STREEF["samenhang"]["een vraag"]
    assert (facts["toetsen"], facts["aantoonbaar"]) == (5, 3)
    assert [(rij["kant"], rij["p"]) for rij in facts["start_streef_bij"]] == [("hoger", 0.03)]
    assert facts["start_naar_gegeven_bij"] == facts["start_ambitie_bij"] == []


def test_measures_are_ranked_and_the_obligatory_one_is_named():
    facts = PLANNEN["maatregelen"]["een meerderheid"]
    assert (facts["aantal"], facts["meerderheid"]) == (3, 1)
    assert (facts["minst"], facts["minst_deel"]) == ("inzet van alumni bij LOB", 0.31)
    assert (facts["uitgelegd"].split()[-1], facts["uitgelegd_deel"]) == ("oriëntatieprogramma", 0.42)
    assert (facts["verplichte"], facts["verplichte_delen"]) == (
        ["investeren in capaciteit en kwaliteit van LOB"],
        [0.92],
    )


def test_form_partners_and_own_indicators():
    facts = PLANNEN["maatregelvorm"]["vol"]
    assert facts["nieuwste"].startswith("meldpunt")
    assert facts["nieuw_delen"] == [0.156, 0.553]
    assert [(rij["naam"], rij["aantal"]) for rij in facts["partners"]] == [("bedrijfsleven", 38), ("gemeente", 22)]
    assert facts["zonder_bbl"] == 1


def test_the_partners_of_one_objective_are_not_those_of_another():
    elders = VORM.replace("partner,2.2,bedrijfsleven", "partner,2.3,bedrijfsleven")
    assert [rij["naam"] for rij in plan("tabel_2_maatregelvorm", elders)["partners"]] == ["gemeente"]


def test_comparisons_say_how_many_chance_alone_would_give():
    """20 comparisons at 5 percent give one by chance; p = 0.09 is no difference."""
    facts = PLANNEN["kenmerken"]["een verschil"]
    assert [facts[naam] for naam in ("aantal", "verwacht", "verschillend")] == [20, 1, 1]
    doel = facts["doel_2_2"]
    assert [(rij["hoog"], rij["laag"], rij["ambitie"]) for rij in doel["gevonden"]] == [(0.187, 0.146, True)]
    assert [doel["roc"][naam] for naam in ("naam", "p", "ambitie")] == ["roc", 0.209, False]
    assert facts["doel_2_1"]["gevonden"] == []


def test_shares_that_print_alike_get_a_decimal():
    doel = PLANNEN["kenmerken"]["twee verschillen"]["doel_2_3"]
    assert [rij["decimalen"] for rij in doel["gevonden"]] == [1, 0]


def test_spending_tailor_made_programmes_and_domains():
    facts = PLANNEN["besteding"]["vol"]
    assert (facts["meeste"], facts["meeste_deel"], facts["minste_deel"]) == ("doelstelling 2.1", 0.092, 0.068)
    assert (facts["minimum"], facts["maximum"], facts["instellingen"]) == (0.035, 0.54, 53)
    facts = PLANNEN["maatwerk"]["leerwegen"]
    assert [facts[f"aanbod_{soort}"] for soort in ("ja", "ambitie", "onbekend")] == [42, 0, 9]
    assert [rij["naam"] for rij in facts["leerweg"]] == ["bbl", "bol"]
    assert [rij["naam"] for rij in PLANNEN["domeinen"]["vol"]["genoemd"]] == ["Zorg en Welzijn", "Techniek"]
