"""What the products on plans say: the published numbers give the published finding, odd data no nonsense."""

import pytest
from register import LABELS, PRODUCTEN, koppen, lees
from text import plannen, streefwaarden
from unit.text.voorbeeld_plannen import MAATREGELEN
from unit.text.voorbeeld_plannen import streefwaarden as gepubliceerd

MIN = "\N{MINUS SIGN}"
HULP = "de tevredenheid over de hulp van school bij de keuze verder leren of werken"


def verwoord(functie, naam, data):
    return functie(data, product=PRODUCTEN[naam], labels=LABELS, maatregel=MAATREGELEN)


def streef(naam, data):
    product = PRODUCTEN[naam] | {"koppen": koppen(naam)}
    return streefwaarden.FAMILIES[product["familie"]](data, product=product, labels=LABELS)


@pytest.mark.parametrize(
    ("naam", "slot"),
    [
        ("tabel_2_1", "is het hoogst op niveau 1"),
        ("tabel_2_5", "is op elk niveau gelijk: 67 procent in de bol en 71 procent in de bbl"),
    ],
)
def test_the_published_targets_give_the_published_titles(naam, slot):
    """Table 2.1 of the report: highest for entree. Table 2.5: higher in bbl; equal on all levels, as its cells say."""
    assert streef(naam, gepubliceerd(naam))["titel"].endswith(slot)


def test_the_published_targets_are_summed_up_as_the_report_does():
    """Section 2.1: 27 to 85 percent, entree already above its target, level 2 about at it (43 of 43 in bol)."""
    variabelen = streef("tabel_2_1", gepubliceerd("tabel_2_1"))["variabelen"]
    assert variabelen["spreiding"] == "De laagste streefwaarde is 27 procent, de hoogste 85 procent."
    assert variabelen["start"].startswith(
        "In de bol op niveau 1 en 2 en de bbl op niveau 1 waren studenten bij de start"
    )
    assert variabelen["respons"] == (
        "Per leerweg en niveau gaven 31 tot 40 instellingen een bruikbare streefwaarde: 67 tot 73 procent van de "
        "instellingen die er studenten hebben."
    )


def test_targets_that_nobody_gave_are_said_to_be_missing():
    data = lees("""leerweg,niveau,gemiddelde,minimum,maximum,n,aandeel_instellingen,job_2022
        bol,1,,,,0,0.0,0.5""")
    tekst = streef("tabel_2_1", data)
    assert tekst["titel"] == f"Geen instelling gaf een bruikbare streefwaarde voor {HULP}"
    assert "nan" not in str(tekst).lower()


VERSCHIL = """leerweg,variant,minimum_pp,kwartiel_1_pp,mediaan_pp,gemiddelde_pp,kwartiel_3_pp,maximum_pp,n
    bol,gegeven,-22,0,3,3.2,6,18,33
    bol,gelijk_gebleven,-22,0,0,2.1,4,18,51
    bbl,gegeven,-25,-1,1,-0.6,5,14,31"""


def test_an_ambition_keeps_its_sign_and_leerweg():
    variabelen = streef("tabel_2_6", lees(VERSCHIL))["variabelen"]
    assert variabelen["ambitie"].endswith(f"is +3 procentpunt in de bol en {MIN}1 procentpunt in de bbl.")
    assert f"tussen {MIN}1 en +5 procentpunt in de bbl" in variabelen["helft"]
    assert variabelen["gelijk"].endswith("de gemiddelde ambitie +2 procentpunt in de bol.")
    assert variabelen["bol_gegeven_minimum"] == f"{MIN}22 procentpunt"


def test_pairs_are_counted_as_they_are_printed():
    """0.300 to 0.304 prints as 30 percent twice: neither higher nor lower; the last has no target."""
    data = lees("""rang,start,streef
        1,0.25,0.40
        2,0.300,0.304
        3,0.35,0.30
        4,0.40,""")
    tekst = streef("figuur_2_1", data)
    assert tekst["titel"].startswith("Van de 3 instellingen met een streefwaarde voor de hulp van school")
    assert tekst["titel"].endswith("mikt er 1 hoger dan hun startwaarde")
    variabelen = tekst["variabelen"]
    assert [variabelen[naam] for naam in ("met", "zonder", "hoger", "gelijk", "lager")] == ["3", "1", "1", "1", "1"]
    assert variabelen["uitersten"] == f"Het verschil loopt van {MIN}5 procentpunt tot +15 procentpunt."


def test_a_relation_is_named_only_where_both_correlations_show_it():
    data = lees("""indicator,leerweg,vraag,toets,waarde,p,n
        hulp_keuze,alle,start_naar_gegeven,welch,0.2,0.8,51
        hulp_keuze,alle,start_streef,pearson,0.5,0.001,36
        hulp_keuze,alle,start_streef,spearman,0.4,0.03,36
        begeleiding_leerbedrijf,bol,start_streef,pearson,0.3,0.04,36
        begeleiding_leerbedrijf,bol,start_streef,spearman,0.2,0.20,36""")
    tekst = streef("tabel_2_samenhang", data)
    assert tekst["titel"] == "Van de 5 toetsen op samenhang met de startwaarde tonen er drie een verband aan (p < 0,10)"
    assert tekst["variabelen"]["start_streef"] == (
        "De streefwaarde hangt aantoonbaar samen met de startwaarde bij de hulp van school bij de keuze verder leren "
        "of werken (hoe hoger, hoe hoger; p = 0,03)."
    )
    assert tekst["variabelen"]["start_naar_gegeven"].endswith("verschilt bij geen enkele vraag aantoonbaar.")
    assert tekst["variabelen"]["start_ambitie"].startswith("De beoogde verandering hangt bij geen enkele vraag")


MAATREGEL = """maatregel,pas_toe,leg_uit,onduidelijk,n
    2.1.1,0.92,0.02,0.06,53
    2.1.1e,0.31,0.02,0.67,52
    2.1.4,0.47,0.42,0.11,53"""


def test_measures_are_ranked_and_the_obligatory_one_is_named():
    """Table 2.4 of the report: a majority for all but alumni and the experiment."""
    tekst = verwoord(plannen.maatregelen, "tabel_2_4b", lees(MAATREGEL))
    assert tekst["titel"] == "Van de drie maatregelen wordt er een door meer dan de helft van de instellingen toegepast"
    assert "Het minst vaak: inzet van alumni bij LOB (31 procent)." in tekst["variabelen"]["toepassing"]
    assert tekst["variabelen"]["uitleg"].endswith("oriëntatieprogramma (42 procent).")
    assert tekst["variabelen"]["verplicht"].endswith(
        "capaciteit en kwaliteit van LOB) past 92 procent van de instellingen toe."
    )


def test_form_partners_and_own_indicators():
    data = lees("""onderdeel,sleutel,categorie,aantal,aandeel,n
        vorm,2.2.3,nieuw,26,0.553,47
        vorm,2.1.2,nieuw,7,0.156,45
        partner,2.2,gemeente,22,0.415,53
        partner,2.2,bedrijfsleven,38,0.717,53
        partner,2.2,po,0,0,53
        partner,2.3,po,0,0,53
        eigen_indicator,2.1,ja,24,0.436,55
        bbl_aanbod,,nee,1,0.018,55
        stagevergoeding,,ja,28,0.509,55""")
    variabelen = verwoord(plannen.maatregelvorm, "tabel_2_maatregelvorm", data)["variabelen"]
    assert "is zij voor 16 tot 55 procent nieuw; het vaakst bij: meldpunt" in variabelen["nieuw"]
    assert variabelen["partners_2_2"].endswith("bedrijfsleven (38) en gemeente (22).")
    assert variabelen["partners_2_3"] == "Geen instelling noemt een partner."
    assert variabelen["eigen_2_1"] == "Bij doelstelling 2.1 volgen 24 van de 55 instellingen een eigen indicator."
    assert variabelen["bbl"].startswith("Van de instellingen biedt er een geen bbl aan")


def test_comparisons_say_how_many_chance_alone_would_give():
    """20 comparisons at 10 percent give two by chance; Fisher's p of 12 of 14 against 8 of 13 is 0.21."""
    rijen = ["2.1,aandeel_bbl,alle,totaal,0.3,0.3,0.0,welch,0.9,,14,13,"] * 18
    data = lees("\n".join([
        "doelstelling,kenmerk,leerweg,niveau,laag,hoog,verschil,toets,p,sterren,n_laag,n_hoog,reden",
        *rijen,
        "2.2,roc,alle,totaal,0.857,0.615,-0.242,fisher,0.209,,14,13,",
        "2.2,hulp_keuze_ambitie,alle,totaal,0.146,0.187,0.041,welch,0.03,**,8,6,",
        "2.2,werk,bbl,1,,,,welch,,,1,4,minder dan 2 instellingen in een groep",
    ]))  # fmt: skip
    variabelen = verwoord(plannen.kenmerken, "tabel_2_kenmerken", data)["variabelen"]
    assert (variabelen["vergelijkingen"], variabelen["toeval"], variabelen["aantoonbaar"]) == ("20", "twee", "een")
    assert variabelen["roc_2_2"] == "roc (hoog 62 procent, laag 86 procent; p = 0,21)"
    assert "(hoog +18,7 procentpunt, laag +14,6 procentpunt; p = 0,03)" in variabelen["verschillen_2_2"]
    assert variabelen["verschillen_2_1"].endswith("verschillen in geen enkel opzicht aantoonbaar.")


def test_spending_tailor_made_programmes_and_domains():
    besteding = lees("""doelstelling,gemiddelde,minimum,maximum,n
        prioriteit_2,0.231,0.035,0.54,53
        2.1,0.092,0.013,0.322,53
        2.2,0.068,0.004,0.358,53""")
    tekst = verwoord(plannen.besteding, "tabel_2_9", besteding)
    assert tekst["titel"].endswith("23 procent van hun budget aan prioriteit 2, het meest aan doelstelling 2.1")
    assert tekst["variabelen"]["spreiding"].endswith("van 3,5 tot 54,0 procent.")
    aanbod = lees("""onderdeel,categorie,aantal,n
        aanbod,ja,42,55
        aanbod,onbekend,9,55
        leerweg,bol,9,42
        leerweg,bbl,21,42""")
    variabelen = verwoord(plannen.maatwerk, "tabel_4_aanbod", aanbod)["variabelen"]
    assert (variabelen["ja_aandeel"], variabelen["ambitie"], variabelen["onbekend"]) == ("76 procent", "nul", "negen")
    assert variabelen["leerwegen"].endswith("het vaakst bbl (21) en bol (9).")
    assert variabelen["doelgroepen"].endswith("het vaakst niets.")
    domeinen = lees("domein,aantal\nTechniek,18\nGroen,5\nZorg en Welzijn,19")
    assert verwoord(plannen.domeinen, "tabel_b_0_3", domeinen)["titel"].endswith(
        "Zorg en Welzijn (19 keer) en Techniek (18 keer)"
    )
