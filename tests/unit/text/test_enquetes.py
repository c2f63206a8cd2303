"""What the products from surveys say: directions within one question, doubt, groups that are held back."""

import pytest
from register import LABELS, PRODUCTEN, lees
from text import enquetes, uitstroom
from unit.text.voorbeeld_plannen import DREMPELS, banden, dozen

from werkagenda.words.surveys import asked

MIN = "\N{MINUS SIGN}"
BOL = [
    "bol,2020,landelijk,0.70,nee",
    "bol,2022,landelijk,0.64,ja",
    "bol,2024,landelijk,0.62,nee",
    "bol,2024,laag,0.66,nee",
    "bol,2024,hoog,0.60,nee",
    "bol,2024,p25,0.58,nee",
    "bol,2024,p75,0.67,nee",
    "bol,2027,landelijk,0.672,nee",
]


def verwoord(naam, data, **extra):
    product = PRODUCTEN[naam]
    module = uitstroom if product["familie"] in uitstroom.FAMILIES else enquetes
    extra = {"drempels": DREMPELS} | ({"ambitie": 2027, "reeksbreuk": 2022} if module is enquetes else {}) | extra
    return module.FAMILIES[product["familie"]](data, product=product, labels=LABELS, **extra)


def test_a_change_is_taken_from_the_present_question_on():
    """From 2020 it would be 8 points; the question of 2022 gives 64 to 62."""
    tekst = verwoord("figuur_5_5", banden(*BOL))
    assert tekst["titel"] == (
        "De tevredenheid over de begeleiding van school bij de stage is tussen 2022 en 2024 in de bol gedaald; de "
        "ambitie voor 2027 ligt 5,2 procentpunt hoger"
    )
    variabelen = tekst["variabelen"]
    assert (
        variabelen["ontwikkeling"]
        == "De tevredenheid is tussen 2022 en 2024 in de bol gedaald (van 64 naar 62 procent)."
    )
    assert variabelen["besteding"] == (
        "In 2024 was de tevredenheid in de bol gemiddeld 60 procent bij de instellingen met de hoogste besteding en 66 "
        "procent bij die met de laagste."
    )
    assert "in de bol 58 tot 67 procent van de studenten tevreden" in variabelen["spreiding"]
    assert variabelen["breuk"] == "Met ingang van 2022 is anders gevraagd dan daarvoor."


@pytest.mark.parametrize(
    ("bbl", "slot"),
    [
        ("0.68", "in de bol en in de bbl gedaald"),
        ("0.72", "in de bol gedaald en in de bbl gestegen"),
    ],
)
def test_two_leerwegen_share_a_title(bbl, slot):
    data = banden(*BOL, "bbl,2022,landelijk,0.70,ja", f"bbl,2024,landelijk,{bbl},nee", "bbl,2020,landelijk,0.7,nee")
    assert verwoord("figuur_5_5b", data)["titel"].endswith(f"is tussen 2022 en 2024 {slot}")


def test_one_measurement_is_a_level_and_a_missing_line_no_sentence():
    tekst = verwoord("figuur_5_1", banden("alle,2024,landelijk,0.33,nee"))
    assert tekst["titel"].endswith("was in 2024 33 procent")
    assert tekst["variabelen"]["besteding"] == tekst["variabelen"]["ambitie"] == tekst["variabelen"]["breuk"] == ""


REGRESSIE = """item,kenmerk,categorie,effect,effect_min,effect_max,n,reden
    begeleiding_school_stage,geslacht,man,0.0,,,65040,
    begeleiding_school_stage,geslacht,vrouw,-0.0496,-0.0546,-0.0446,72950,
    begeleiding_school_stage,leeftijd,per_jaar,0.0091,0.0083,0.0098,137990,
    begeleiding_school_stage,niveau,4,0.0,,,77623,
    begeleiding_school_stage,niveau,3,0.002,-0.004,0.008,31311,
    begeleiding_school_stage,leerweg,bol,,,,137990,niet te schatten
    begeleiding_school_stage,leerweg,bbl,,,,0,geen personen
    moeite_stage_vinden,geslacht,man,0.0,,,10,
    moeite_stage_vinden,geslacht,vrouw,0.01,0.007,0.014,10,
    hulp_keuze,niveau,1,,,,,minder dan 10 personen"""


def test_effects_name_their_reference_and_their_doubt():
    tekst = verwoord("tabel_5_job_regressie", lees(REGRESSIE))
    zinnen = tekst["variabelen"]
    assert zinnen["begeleiding_school_stage"] == (
        "Bij overigens gelijke kenmerken is de kans op tevredenheid onder vrouwen 5,0 procentpunt kleiner dan onder "
        "mannen; per jaar dat een student ouder is 0,9 procentpunt groter; op niveau 3 niet aantoonbaar anders (+0,2 "
        "procentpunt) dan op niveau 4."
    )
    assert zinnen["hulp_keuze"] == ""
    assert "de kans op moeite om een stage of leerbaan te vinden onder vrouwen" in zinnen["moeite_stage_vinden"]
    # Trouble is no satisfaction: the only question left on which sexes differ.
    assert tekst["titel"] == "Vrouwen zijn over de ene vraag minder tevreden dan mannen met dezelfde kenmerken"


def test_a_question_of_one_leerweg_has_no_reason_to_give():
    over = asked(lees(REGRESSIE))
    assert set(over["reden"]) == {"", "minder dan 10 personen"}


def test_kiesmbo_with_the_published_shares():
    data = lees("""jaar,vraag,kenmerk,categorie,aandeel,aandeel_min,aandeel_max,n,reden
        2022,kent,totaal,totaal,0.41,0.40,0.42,9,
        2023,kent,totaal,totaal,0.47,0.46,0.48,9,
        2023,kent,geslacht,man,0.44,0.43,0.45,9,
        2023,kent,geslacht,vrouw,0.50,0.49,0.51,9,
        2023,kent,herkomst,met,,,,,minder dan 10 personen
        2022,geholpen,totaal,totaal,0.55,0.53,0.57,9,
        2023,geholpen,totaal,totaal,0.56,0.54,0.58,9,
        2023,geholpen,geslacht,man,0.56,0.54,0.58,9,
        2023,geholpen,geslacht,vrouw,0.56,0.54,0.58,9,""")
    tekst = verwoord("tabel_5_kiesmbo", data)
    assert tekst["titel"].endswith("dat KiesMBO.nl kent is tussen 2022 en 2023 gestegen: van 41 naar 47 procent")
    zinnen = tekst["variabelen"]
    assert zinnen["geholpen"].endswith("gestegen (binnen de onzekerheid): van 55 naar 56 procent.")
    assert zinnen["kent_geslacht"] == "In 2023 is het aandeel 50 procent onder vrouwen en 44 procent onder mannen."
    assert zinnen["geholpen_geslacht"] == "In 2023 is het aandeel in elke groep 56 procent."
    assert zinnen["kent_herkomst"] == zinnen["geholpen_herkomst"] == ""


# Seed 002, printed labels of 2024.
DELEN = {"zonder": (0.27, 0.39, 0.22, 0.07, 0.02, 0.03), "met": (0.18, 0.31, 0.29, 0.12, 0.05, 0.05)}


def sollicitaties(leeg=()):
    rijen = [
        f"2024,{wie},{wat}," + (",,," if (wie, wat) in leeg else f"{deel},{deel},{deel},") + "9,"
        for wie, delen in DELEN.items()
        for wat, deel in zip(LABELS["sollicitaties"], delen, strict=True)
    ]
    return lees("\n".join(["jaar,herkomst,sollicitaties,aandeel,aandeel_min,aandeel_max,n,reden", *rijen]))


def test_applications_are_added_up_to_three_times():
    """27 + 39 + 22 is 88; 18 + 31 + 29 is 78."""
    tekst = verwoord("figuur_5_6", sollicitaties())
    assert tekst["titel"] == (
        "Hoogstens drie keer solliciteerde in 2024 88 procent van de gediplomeerden zonder migratieachtergrond en 78 "
        "procent van hen met een migratieachtergrond"
    )
    assert tekst["variabelen"]["vaak"].startswith(
        "Meer dan tien keer solliciteerde 5 procent van de gediplomeerden met"
    )


def test_a_sum_with_a_hidden_part_is_not_given():
    tekst = verwoord("figuur_5_6", sollicitaties(leeg=[("met", "1")]))
    assert tekst["titel"] == "Hoe vaak studenten in 2024 solliciteerden, is niet te tonen"
    assert "nan" not in str(tekst["variabelen"]).lower()


def test_boxes_name_the_widest_and_those_left_out():
    data = dozen("zorg en welzijn,0.6,0.7,0.8,0.85,0.9,20", "ICT,0.4,0.5,0.6,0.7,0.8,12", "handel,")
    tekst = verwoord("figuur_5_2", data)
    assert tekst["titel"].endswith("tussen instellingen het meest in de richting ICT")
    assert tekst["variabelen"]["mediaan"].startswith(
        "De mediane instelling heeft het hoogste aandeel met werk in de richting zorg en welzijn (80 procent)"
    )
    assert tekst["variabelen"]["spreiding"].endswith("zonder uitschieters van 40 tot 80 procent.")
    assert tekst["variabelen"]["weggelaten"] == "Niet getoond, want met te weinig instellingen: handel."
    leeg = verwoord("figuur_5_2", dozen("handel,"))
    assert "in geen opleidingsrichting genoeg instellingen" in leeg["titel"]


def test_spread_per_level_names_the_leerweg_that_is_wider():
    kop = "studiejaar,leerweg,niveau,snor_laag,kwartiel_1,mediaan,kwartiel_3,snor_hoog,instellingen,reden"
    rijen = ["bol,1,0.4,0.5,0.55,0.6,0.7,44", "bbl,1,0.3,0.5,0.6,0.7,0.9,40", "bol,2,0.6,0.7,0.8,0.85,0.9,50"]
    data = lees("\n".join([kop, *(f"2022/2023,{rij}," for rij in [*rijen, "bbl,2,0.8,0.85,0.9,0.92,0.95,50"])]))
    assert verwoord("figuur_b_0_1", data)["titel"] == (
        "In 2022/2023 verschilden instellingen het meest in de bol op niveau 2 en de bbl op niveau 1"
    )


def test_older_students_and_reports():
    leeftijd = lees("""jaar,niveau,aandeel,teller,n
        2022,totaal,0.033,33,1000
        2023,totaal,0.031,31,1000
        2023,1,0.125,125,1000
        2023,4,0.021,21,1000""")
    tekst = verwoord("figuur_5_8", leeftijd)
    assert tekst["titel"].endswith("het hoogst op niveau 1: 13 procent in 2023")
    assert tekst["variabelen"]["ontwikkeling"].endswith("gelijk gebleven: van 3,3 naar 3,1 procent.")
    meldingen = """onderdeel,jaar,waarde,reden
        meldingen,2023,56,
        instellingen_met,2023,12,
        instellingen_zonder,2023,36,
        instellingen_onbekend,2023,7,
        maximum,2023,{},{}"""
    verborgen = verwoord("tabel_5_meldingen", lees(meldingen.format("", "een maximum")))
    assert verborgen["titel"].endswith("56 meldingen van stagediscriminatie gedaan, bij 12 instellingen")
    assert verborgen["variabelen"]["maximum_zin"].startswith(
        "Het aantal bij de instelling met de meeste meldingen blijft"
    )
    open_ = verwoord("tabel_5_meldingen", lees(meldingen.format("15", "")))
    assert open_["variabelen"]["maximum_zin"] == "Het grootste aantal bij één instelling is 15."
