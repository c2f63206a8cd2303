"""Facts of table B.0.2 and what stands beside it: sign, doubt and what is held back."""

import pytest
from unit.text import facts_logit as t


@pytest.mark.parametrize(
    ("naam", "hoe"), [("vol", "kleinere"), ("groter", "grotere"), ("gelijk", "gelijk"), ("leeg", None)]
)
def test_the_case_follows_sign_and_stars(naam, hoe):
    assert t.EXAMPLES["logit"][naam]["hoe"] == hoe


def test_references_and_those_counted_with_a_neighbour_are_not_held_back():
    assert [t.EXAMPLES["logit"][naam]["verborgen"] for naam in ("vol", "groter", "gelijk")] == [0, 1, 2]
    facts = t.EXAMPLES["logit"]["vol"]
    assert (facts["n"], facts["pseudo_r2"], facts["instellingen"]) == (639170, 0.0772, 61)


@pytest.mark.parametrize(
    ("rij", "kant"),
    [("-0.142,-0.145,-0.139", "kleiner"), ("0.02,0.01,0.03", "groter"), ("-0.003,-0.01,0.004", "")],
)
def test_an_effect_has_its_side_and_its_interval(rij, kant):
    effect = t.marginal("geslacht,man,ja", f"geslacht,vrouw,nee,{rij}")["effecten"]["geslacht"]
    assert (effect["wie"], effect["dan"]) == ("vrouwen", "mannen")
    assert [effect[deel] for deel in ("effect", "onder", "boven")] == [float(deel) for deel in rij.split(",")]
    assert effect["kant"] == kant


def test_an_effect_that_is_held_back_has_no_value():
    effect = t.EXAMPLES["marginaal"]["leeg"]["effecten"]["achtergrond"]
    assert effect["effect"] is effect["kant"] is None


def test_sectorkamers_rank_the_reference_too_and_leave_out_unknown():
    kamers = t.EXAMPLES["marginaal"]["vol"]["kamers"]
    assert (kamers["hoogste"], kamers["laagste"]) == (["Techniek en gebouwde omgeving"], ["Handel"])
    assert kamers["verschil"] == pytest.approx(0.12)
    assert t.EXAMPLES["marginaal"]["onzeker"]["kamers"] == {"hoogste": [], "laagste": [], "beide": [], "verschil": None}
    breed = t.EXAMPLES["marginaal"]["aan beide kanten"]["kamers"]
    assert [[naam[:3] for naam in breed[kant]] for kant in ("hoogste", "laagste", "beide")] == [
        ["Zor"],
        ["ICT"],
        ["Spe"],
    ]
    gedeeld = t.EXAMPLES["marginaal"]["gedeelde_kamers"]["kamers"]
    assert gedeeld["hoogste"] == ["Techniek en gebouwde omgeving", "Zorg, welzijn en sport"]
    assert (gedeeld["laagste"], gedeeld["verschil"]) == (["Handel"], None)


def test_one_star_is_no_difference():
    """A p of 0,05 or more: the words follow 5 %."""
    assert t.voorop("-0.1,0.05,*,,")["hoe"] == "gelijk"
    assert t.voorop("-0.1,0.05,**,,")["hoe"] == "kleinere"


def test_sectorkamers_that_are_held_back_have_no_ends():
    assert t.EXAMPLES["marginaal"]["leeg"]["kamers"] is None


def test_parents_are_grouped_by_what_differs_from_the_reference():
    facts = t.EXAMPLES["marginaal"]["vol"]
    assert facts["ouders_basis"] == "een hbo- of wo-bachelor"
    assert facts["ouders"] == [
        {"kant": "groter", "groepen": [{"naam": "hoogstens mbo-2 of mbo-3", "effect": 0.034}]},
        {"kant": "kleiner", "groepen": [{"naam": "een hbo- of wo-master of hoger", "effect": -0.038}]},
        {"kant": "", "groepen": [{"naam": "mbo-4, havo of vwo", "effect": 0.001}]},
    ]


def test_variants_are_compared_where_the_base_differs_from_zero():
    facts = t.EXAMPLES["robuust"]["vol"]
    assert (facts["varianten"], facts["vergeleken"], facts["omgekeerd"]) == (2, 2, 0)
    assert (facts["laagste"], facts["hoogste"], facts["gelijk"]) == (-0.8, -0.7, False)
    omgekeerd = t.EXAMPLES["robuust"]["omgekeerd"]
    assert (omgekeerd["omgekeerd"], omgekeerd["gelijk"]) == (1, True)
    niets = t.EXAMPLES["robuust"]["leeg"]
    assert (niets["vergeleken"], niets["laagste"]) == (0, None)
