"""The tables of the synthesis: units, mirrored names, verdicts that need no colour."""

import pandas as pd
from helpers.registers import PRODUCTEN, koppen, labels_of, lees
from helpers.synthesis_example import inhoud
from tables import synthese

from werkagenda.formats import LEEG
from werkagenda.indicators.registry import registry
from werkagenda.report.pipe_table import print_tables

REGISTER = registry(inhoud())
MIN = "\N{MINUS SIGN}"


def druk(naam, data):
    product = PRODUCTEN[naam]
    tabellen = synthese.FAMILIES[product["familie"]](
        data, labels=labels_of(product["familie"]), koppen=koppen(naam), register=REGISTER
    )
    return print_tables(tabellen, "Leeg.").splitlines()


def test_marks_and_percentages_stand_in_their_own_unit():
    rijen = [("veilig", "procent", 0.825, 0.83, 0.85, 0.005, "vooruitgang", 2027.0, ""),
             ("cijfer", "rapportcijfer", 7.8, 7.65, None, -0.15, "geen_streefwaarde", None, ""),
             ("uitval", "procent", None, None, None, None, "", None, "er is geen waarde")]  # fmt: skip
    kolommen = [
        "indicator", "eenheid", "start", "recent", "streef", "verschil", "oordeel_synthese", "jaar_streef", "reden"
    ]  # fmt: skip
    data = pd.DataFrame(rijen, columns=kolommen).assign(basis="afgerond", n=40, jaar_start=2022, jaar_recent=2024)
    data = data.assign(gehaald=[20, 0, 0], gehaald_n=[40, 0, 0], n_start=41, n_streef=39,
                       n_samen=38, aandeel_studenten=0.755,
                       verandering_laag=[0.0012, -0.3, None],
                       verandering=[0.0049, -0.15, None], verandering_hoog=[0.0089, -0.001, None],
                       deel_weg=[0.654, None, None], deel_weg_laag=[0.1, None, None], deel_weg_hoog=[1.25, None, None],
                       oordeel=["te_langzaam", "geen_oordeel", "geen_oordeel"],
                       geen_oordeel=["", "geen_streefwaarde", "geen_waarde"])  # fmt: skip
    regels = druk("tabel_s_voortgang", data)
    assert regels[0] == "**Naar de regel van het syntheserapport**"
    eerste, tweede, derde = regels[4:7]
    # 82.5 is printed as 83; the difference comes from unrounded values.
    assert (
        eerste == "| Voelt zich veilig | 83% | 83% | 85% | +0,5 | **Vooruitgang** | Afgerond | 2022, 2024, 2027 | 40 |"
    )
    assert f"| 7,8 | 7,7 | {LEEG} | {MIN}0,2 | **Geen streefwaarde** |" in tweede
    assert derde.startswith(f"| Geen uitval | {LEEG} | {LEEG} | {LEEG} | {LEEG} | er is geen waarde |")
    # The monitor's own: same institutions, change and pace with their intervals.
    assert regels[-3:] == [
        f"| {wie} | 41, 40, 39; 38 | 76% | {cellen} |"
        for wie, cellen in (
            (
                "Voelt zich veilig",
                "+0,5 (+0,1 tot +0,9) | 20 van 40 | 0,65 (0,10 tot 1,25) | **Vooruitgang, te langzaam**",
            ),
            (
                "Tevreden personeel",
                f"{MIN}0,2 ({MIN}0,3 tot 0,0) | {LEEG} | {LEEG} | **Geen oordeel**: geen streefwaarde",
            ),
            ("Geen uitval", f"{LEEG} | {LEEG} | {LEEG} | **Geen oordeel**: geen start- of recente waarde"),
        )
    ]


def test_a_threshold_is_a_column():
    data = lees("""rang,indicator,drempel,oordeel
        1,veilig,0.9,op_koers
        1,veilig,1.0,te_langzaam""")
    regels = druk("tabel_s_drempels", data)
    assert regels[0] == "| Indicator | Drempel 0,90 | Drempel 1,00 |"
    assert regels[2:] == ["| Voelt zich veilig | Op koers | Vooruitgang, te langzaam |"]


def test_measures_have_an_answer_a_column():
    data = lees("""doelstelling,onderdeel,categorie,aantal,aandeel,n
        1.2,effectiviteit,effectief,34,0.68,50
        1.2,effectiviteit,heel effectief,10,0.20,50
        1.2a,voortgang,achter,5,0.125,40
        1.2a,voortgang,zoals verwacht,35,0.875,40""")
    regels = druk("tabel_s_maatregelen", data)
    assert regels[0] == "**Voortgang van de maatregelen**"
    assert "| 1.2a Welzijn: veiligheid | 88% | 13% | 40 |" in regels
    assert "| 1.2 Welzijn | 68% | 50 |" in regels


def test_spending_ends_with_the_total():
    data = lees("""doelstelling,jaar,gemiddelde,minimum,maximum,lager,hoger,n
        totaal,2024,0.28,0.15,0.45,6,2,54
        1.2,2024,0.03,0.01,0.05,,,54""")
    assert druk("tabel_s_besteding", data)[2:] == [
        "| 1.2 Welzijn | 3,0% | 1,0% | 5,0% | 54 |",
        "| Totaal | 28,0% | 15,0% | 45,0% | 54 |",
    ]


def test_moves_are_a_square_with_totals():
    groepen = ["laag", "midden", "hoog", "totaal"]
    rijen = [(van, naar, i * 4 + j) for i, van in enumerate(groepen) for j, naar in enumerate(groepen)]
    regels = druk("tabel_s_beweging", pd.DataFrame(rijen, columns=["van", "naar", "aantal"]))
    assert regels[0] == "| Groep naar startwaarden | Nu: lage groep | Nu: middengroep | Nu: hoge groep | Totaal |"
    assert regels[2:] == [
        "| Lage groep | 0 | 1 | 2 | 3 |",
        "| Middengroep | 4 | 5 | 6 | 7 |",
        "| Hoge groep | 8 | 9 | 10 | 11 |",
        "| Totaal | 12 | 13 | 14 | 15 |",
    ]


def test_groups_stand_side_by_side_with_the_test_of_the_outer_ones():
    data = lees("""moment,groep,kenmerk,aantal,n,p
        recent,laag,randstad,9,13,0.004
        recent,midden,randstad,5,29,0.2
        recent,hoog,randstad,1,12,0.08
        recent,alle,randstad,15,54,
        recent,laag,confessioneel,0,0,
        recent,midden,confessioneel,0,0,
        recent,hoog,confessioneel,0,0,
        recent,alle,confessioneel,0,0,""")
    regels = druk("tabel_s_groepen", data)
    assert regels[0] == "**Nu**"
    assert regels[4] == "| In de Randstad | 9 van 13 | 5 van 29 | 1 van 12 | 15 van 54 | \\< 0,01 | 0,08 |"
    assert regels[5] == f"| Confessioneel | {' | '.join([LEEG] * 6)} |"


def test_regions_and_correlations_carry_their_interval_and_n():
    regio = lees("""regio,soort,gemiddelde,gemiddelde_laag,gemiddelde_hoog,n
        west,recent,0.59,0.561,0.62,12""")
    assert druk("tabel_s_regio", regio)[4] == f"| West | {LEEG} | 59% (56% tot 62%), n = 12 | {LEEG} |"
    verband = lees("""oorzaak,rang,indicator,waarde,waarde_laag,waarde_hoog,p,n
        besteding,1,veilig,0.444,0.05,0.7,0.02,27
        besteding,2,uitval,,,,,2""")
    assert druk("tabel_s_verband", verband)[4:] == [
        "| Voelt zich veilig | 0,44 (0,05 tot 0,70) | 0,02 | 27 |",
        f"| Geen uitval | {LEEG} | {LEEG} | 2 |",
    ]
