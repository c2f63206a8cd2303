"""Table B.0.2 and what stands beside it: sign, doubt and what is held back."""

import pytest
from register import LABELS, lees
from text import logit
from unit.text.voorbeeld_werk import coefficienten, effecten

MODEL = ["model,n,nee,,,,639170,", "model,pseudo_r2,nee,,,,0.0772,", "model,instellingen,nee,,,,61,"]


@pytest.mark.parametrize(
    ("rij", "titel"),
    [
        ("-0.776,0.008,****,,", "Met een migratieachtergrond is er een kleinere kans op werk"),
        ("0.5,0.1,****,,", "Met een migratieachtergrond is er een grotere kans op werk"),
        ("-0.1,0.1,,,", "Met en zonder migratieachtergrond verschilt de kans op werk niet aantoonbaar"),
        (",,,,minder dan 10", "De kans op werk naar kenmerken van afgestudeerden"),
    ],
)
def test_the_title_follows_sign_and_stars(rij, titel):
    data = coefficienten("migratieachtergrond,zonder,ja,,,,,", f"migratieachtergrond,met,nee,{rij}", *MODEL)
    tekst = logit.logit(data)
    assert tekst["titel"].startswith(titel)
    assert (tekst["variabelen"]["n"], tekst["variabelen"]["pseudo_r2"]) == ("639.170", "0,077")


def test_references_do_not_count_as_held_back():
    data = coefficienten("leeftijd,20,ja,,,,,", "leeftijd,onder_16,nee,,,,,minder dan 10", *MODEL)
    assert logit.logit(data)["variabelen"]["verborgen_zin"] == "Een van de categorieën is te klein om te tonen."
    assert logit.logit(coefficienten(*MODEL))["variabelen"]["verborgen_zin"] == "Alle coëfficiënten zijn getoond."


@pytest.mark.parametrize(
    ("grenzen", "slot"), [("-0.145,-0.139", "kans op werk"), ("-0.2,0.1", "kans op werk (binnen de onzekerheid)")]
)
def test_the_marginal_effect_is_in_the_title(grenzen, slot):
    data = effecten("migratieachtergrond,zonder,ja", f"migratieachtergrond,met,nee,-0.142,{grenzen}")
    assert logit.marginaal(data, labels=LABELS)["titel"] == (
        f"Een migratieachtergrond gaat samen met een 14,2 procentpunt kleinere {slot}"
    )


def test_variants_are_compared_where_the_base_differs_from_zero():
    data = lees("""variant,kenmerk,categorie,referentie,coefficient,standaardfout,sterren,waarde,reden
        basis,leerweg,bbl,nee,0.8,0.1,****,,
        basis,geslacht,vrouw,nee,0.01,0.1,,,
        basis,migratieachtergrond,met,nee,-0.7,0.1,****,,
        geclusterd,leerweg,bbl,nee,0.8,0.2,****,,
        geclusterd,geslacht,vrouw,nee,-0.01,0.2,,,
        geclusterd,migratieachtergrond,met,nee,-0.8,0.1,****,,""")
    tekst = logit.robuust(data)
    assert tekst["titel"] == "In alle varianten wijzen de aantoonbare verschillen dezelfde kant op als in tabel B.0.2"
    assert tekst["variabelen"]["vergeleken"] == "twee"
    assert "tussen \N{MINUS SIGN}0,800 en \N{MINUS SIGN}0,700" in tekst["variabelen"]["achtergrond"]
    data.loc[data["variant"].eq("geclusterd") & data["kenmerk"].eq("leerweg"), "coefficient"] = -0.1
    assert "wijst een van de twee coëfficiënten een andere kant op" in logit.robuust(data)["titel"]
    niets = logit.robuust(data.assign(coefficient=float("nan")))
    assert niets["titel"] == "Er is te weinig te tonen om de varianten te vergelijken"
