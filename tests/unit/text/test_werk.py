"""What the products on persons say: the finding of the data, its doubt, and nothing about cells that are held back."""

import pytest
from register import LABELS, lees
from text import werk
from unit.text.voorbeeld_werk import WOORDEN, effecten, met_noten
from unit.text.voorbeeld_werk import werk as figuur_5_4

from werkagenda.words import work

DREMPELS = {"aandeel": 0.5, "aantal": 1.0}
MIN = "\N{MINUS SIGN}"
VERSCHIL = f"het verschil is {MIN}0,3 procentpunt (95%-interval: {MIN}1,0 tot +0,4)."
ZONDER = ["zonder,bol,2,0.7,0.69,0.71", "zonder,bbl,2,0.8,0.79,0.81"]


@pytest.mark.parametrize(
    ("met", "titel"),
    [
        (["0.5,0.49,0.51", "0.6,0.59,0.61"], "bij elke leerweg en elk niveau minder vaak werk"),
        (["0.75,0.74,0.76", "0.9,0.89,0.91"], "bij elke leerweg en elk niveau vaker werk"),
        (
            ["0.69,0.6,0.75", "0.6,0.59,0.61"],
            "bij elke leerweg en elk niveau minder vaak werk (soms binnen de onzekerheid)",
        ),
        (["0.69,0.6,0.75", "0.79,0.7,0.85"], "bij elke leerweg en elk niveau minder vaak werk (binnen de onzekerheid)"),
        (["0.5,0.49,0.51", "0.9,0.89,0.91"], "bij 1 van de 2 combinaties van leerweg en niveau minder vaak werk"),
        (["0.5,0.49,0.51", ""], "bij elke getoonde combinatie van leerweg en niveau minder vaak werk"),
    ],
)
def test_the_title_follows_the_cells_that_are_shown(met, titel):
    rijen = [f"met,{leerweg},2{',' if cel else ''}{cel}" for leerweg, cel in zip(("bol", "bbl"), met, strict=True)]
    tekst = werk.werk_achtergrond(figuur_5_4(*ZONDER, *rijen), labels=LABELS)
    assert tekst["titel"] == f"Jongeren met een migratieachtergrond hebben {titel}"


def test_a_figure_without_one_pair_says_so_and_breaks_nothing():
    data = figuur_5_4(*ZONDER, "met,bol,2", "met,bbl,2")
    tekst = met_noten(werk.werk_achtergrond(data, labels=LABELS), data, "figuur_5_4")
    assert tekst["titel"] == "Het aandeel met werk naar migratieachtergrond berust op te weinig personen om te tonen"
    assert tekst["variabelen"]["met_bol_2"] == "niet getoond"
    assert tekst["variabelen"]["verschillen"] == ""
    assert (
        "Bol, niveau 2: 70 procent zonder migratieachtergrond en niet getoond met migratieachtergrond" in tekst["alt"]
    )
    assert tekst["noten"][-1].endswith("herkenbaar zou maken (minder dan 10 personen).")
    assert "nan" not in str(tekst).lower()


def test_the_largest_and_the_smallest_difference_are_named():
    data = figuur_5_4(*ZONDER, "met,bol,2,0.5,0.49,0.51", "met,bbl,2,0.75,0.74,0.76")
    assert work.verschillen(data, LABELS["leerweg"]) == (
        "Het verschil is het grootst op niveau 2 van de bol: 50 procent van hen heeft werk, tegenover 70 procent van "
        "de jongeren zonder migratieachtergrond. Het kleinst is het op niveau 2 van de bbl: 75 procent tegenover 80 "
        "procent."
    )


@pytest.mark.parametrize(
    ("rij", "zin"),
    [
        (
            "-0.142,-0.145,-0.139",
            "is de kans op werk van A gemiddeld 14,2 procentpunt kleiner dan die van B (95%-interval: 13,9 tot 14,5).",
        ),
        (
            "0.02,0.01,0.03",
            "is de kans op werk van A gemiddeld 2,0 procentpunt groter dan die van B (95%-interval: 1,0 tot 3,0).",
        ),
        (
            "-0.003,-0.01,0.004",
            f"verschilt de kans op werk van A niet aantoonbaar van die van B: {VERSCHIL}",
        ),
    ],
)
def test_an_effect_is_named_with_its_interval(rij, zin):
    data = effecten("geslacht,man,ja", f"geslacht,vrouw,nee,{rij}")
    assert work.effect(data, "geslacht", "vrouw", wie="A", dan="B") == f"Bij overigens gelijke kenmerken {zin}"


def test_an_effect_that_is_held_back_is_not_named():
    zin = work.effect(effecten("geslacht,vrouw,nee"), "geslacht", "vrouw", wie="vrouwen", dan="mannen")
    assert zin == "Voor vrouwen is het verschil met mannen niet te tonen: het zou op te weinig personen berusten."


def test_sectorkamers_rank_the_reference_too_and_leave_out_unknown():
    rijen = ["handel,ja", "zorg,nee,0.05,0.04,0.06", "techniek,nee,0.12,0.11,0.13", "onbekend,nee,0.4,0.3,0.5"]
    zin = work.sectorkamers(effecten(*(f"sectorkamer,{rij}" for rij in rijen)), LABELS)
    assert "het grootst in de sectorkamer Techniek en gebouwde omgeving en het kleinst in de sectorkamer Handel" in zin
    assert zin.endswith("het verschil 12,0 procentpunt.")
    dichtbij = effecten("sectorkamer,handel,ja", "sectorkamer,zorg,nee,0.01,-0.01,0.03")
    assert work.sectorkamers(dichtbij, LABELS).count("binnen de onzekerheid") == 2
    assert work.sectorkamers(effecten("sectorkamer,handel,ja", "sectorkamer,zorg,nee"), LABELS) == (
        "Tussen sectorkamers is geen verschil te tonen."
    )


def test_parents_are_grouped_by_what_differs_from_the_reference():
    data = effecten(
        "opleiding_ouders,max_mbo3,nee,0.034,0.03,0.04",
        "opleiding_ouders,bachelor,ja",
        "opleiding_ouders,master,nee,-0.038,-0.04,-0.03",
        "opleiding_ouders,mbo4_havo_vwo,nee,0.001,-0.01,0.01",
    )
    assert work.ouders(data, LABELS) == (
        "Vergeleken met jongeren van wie de ouders een hbo- of wo-bachelor hebben, is de kans op werk groter als zij "
        f"hoogstens mbo-2 of mbo-3 (+3,4 procentpunt) hebben, kleiner als zij een hbo- of wo-master of hoger ({MIN}3,8 "
        "procentpunt) hebben en niet aantoonbaar anders als zij mbo-4, havo of vwo (+0,1 procentpunt) hebben."
    )


START = """opleidingsrichting,startloon,zoekduur,kans_vast,startpositie,studenten,reden
    ICT,2100.4,5,0.41,0.8,120,
    zorg en welzijn,1800,7.5,0.52,1.1,400,
    kunst,,,,,,minder dan 10 personen
    totaal,1877.2,{zoekduur},0.3512,,530,"""


@pytest.mark.parametrize(
    ("zoekduur", "woord"), [("9", "9 maanden"), ("7.5", "7,5 maanden"), ("16", "meer dan 15 maanden")]
)
def test_the_letter_s_figure_names_ends_and_national_values(zoekduur, woord):
    tekst = werk.startpositie(lees(START.format(zoekduur=zoekduur)), woorden=WOORDEN)
    assert tekst["titel"] == (
        "Het startloon is het hoogst in de richting ICT; de startpositie is het best in de richting zorg en welzijn"
    )
    assert tekst["variabelen"]["landelijk"] == (
        f"Landelijk is het gemiddelde startloon 1.877 euro en de mediane zoekduur {woord}; 35 procent heeft een vast "
        "contract."
    )
    assert "kunst" not in tekst["alt"].lower()


def test_a_letter_s_figure_without_directions_says_so():
    data = lees(START.format(zoekduur="9"))
    tekst = werk.startpositie(data[data["opleidingsrichting"].isin(["kunst", "totaal"])], woorden=WOORDEN)
    assert tekst["titel"] == "Van te weinig opleidingsrichtingen zijn startloon en startpositie te tonen"


@pytest.mark.parametrize(
    ("nieuw", "woord"),
    [("0.60", "vrijwel hetzelfde verschil in werk als"), ("0.62", "een kleiner verschil in werk dan")],
)
def test_the_two_classifications_are_compared_in_the_last_complete_cohort(nieuw, woord):
    data = lees(f"""indeling,achtergrond,cohort,aandeel,reden
        oud,zonder,2020,0.76,
        oud,met,2020,0.60,
        nieuw,zonder,2020,0.76,
        nieuw,met,2020,{nieuw},
        oud,zonder,2021,0.9,
        oud,met,2021,,minder dan 10
        nieuw,zonder,2021,0.9,
        nieuw,met,2021,,minder dan 10""")
    tekst = werk.herkomst(data, drempels=DREMPELS)
    assert tekst["titel"] == f"De nieuwe indeling naar herkomst geeft {woord} de oude"
    assert tekst["variabelen"]["cohort"] == "2020"
    assert tekst["variabelen"]["oud_verschil"] == f"{MIN}16,0 procentpunt"


def test_work_rules_are_pooled_by_persons():
    # 100 persons with 0.5 and 300 with 0.7 are 0.65 together; 60 + 250 and 30 + 40 agree: 380 of 400.
    data = lees("""cohort,n,klasse_aandeel,uren_aandeel,beide,alleen_klasse,alleen_uren,geen,reden
        2012,100,0.5,0.6,60,2,8,30,
        2013,300,0.7,0.7,250,5,5,40,""")
    variabelen = werk.werkregels(data)["variabelen"]
    assert (variabelen["klasse"], variabelen["uren"]) == ("65,0 procent", "67,5 procent")
    assert variabelen["eens"] == "95,0 procent"
    leeg = lees("cohort,n,klasse_aandeel,uren_aandeel,beide,geen,reden\n2012,,,,,,minder dan 10 personen")
    assert werk.werkregels(leeg)["variabelen"]["klasse"] == "niet getoond"


def test_attrition_names_begin_and_end():
    data = lees("""stap,volgorde,rijen_in,rijen_uit,personen_uit,reden
        niveau,2,900,500,400,niveau telt niet mee
        diplomas_gelezen,1,1000,900,20,dubbel""")
    tekst = met_noten(werk.uitval_personen(data), data, "tabel_c_uitval")
    assert tekst["titel"] == "Van de 1.000 gelezen diploma's tellen er 500 mee als uitstromer"
    assert tekst["variabelen"]["aandeel"] == "50 procent"
    assert len(tekst["noten"]) == 1  # its reasons are content, not cells that are held back
