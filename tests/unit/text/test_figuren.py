"""The title states what the data say, in both directions, and never across a break."""

import pandas as pd
import pytest
from register import LABELS, PRODUCTEN, register_of
from text import figuren

from werkagenda.words.text import frame

DREMPELS = {"aandeel": 0.5, "aantal": 1.0}


def framed(eigen, data, naam, *, synthetisch):
    return frame(
        eigen,
        data,
        naam=naam,
        register=register_of(naam),
        openbaar=True,
        leerwegen=["bol", "bbl"],
        synthetisch=synthetisch,
        woorden={},
    )


def tellingen(totaal, regeling, *, marge=0, breuk=None):
    rijen = []
    for groep, reeks in (("totaal", totaal), ("regeling", regeling)):
        for jaar, aantal in reeks.items():
            onderdrukt = 0.0 if marge == 0 else 0.04
            teken = "ja" if jaar == breuk else "nee"
            rijen.append((jaar, groep, aantal, aantal - marge, aantal + marge, onderdrukt, teken))
    kolommen = ["jaar", "groep", "aantal", "aantal_min", "aantal_max", "aandeel_onderdrukt", "reeksbreuk"]
    return pd.DataFrame(rijen, columns=kolommen)


def verwoord(data, naam="figuur_3_1"):
    product, labels = PRODUCTEN[naam], LABELS
    eigen = figuren.FAMILIES[product["familie"]](data, product=product, labels=labels, drempels=DREMPELS)
    return framed(eigen, data, naam, synthetisch=True)


SECTOREN = "opleidingen in de sectoren van de Regeling Kwaliteitsafspraken"


@pytest.mark.parametrize(
    ("totaal", "regeling", "marge", "verwacht"),
    [
        ({2021: 1000, 2023: 900}, {2021: 300, 2023: 280}, 0, f"gedaald, ook in {SECTOREN}"),
        ({2021: 1000, 2023: 1100}, {2021: 300, 2023: 330}, 0, f"gestegen, ook in {SECTOREN}"),
        ({2021: 1000, 2023: 1005}, {2021: 300, 2023: 301}, 0, f"gelijk gebleven, ook in {SECTOREN}"),
        ({2021: 1000, 2023: 900}, {2021: 300, 2023: 330}, 0, f"gedaald, terwijl die in {SECTOREN} is gestegen"),
        ({2021: 1000, 2023: 900}, {2021: 300, 2023: 300}, 0, f"gedaald, terwijl die in {SECTOREN} gelijk is gebleven"),
        (
            {2021: 1000, 2023: 900},
            {2021: 300, 2023: 280},
            20,
            f"gedaald, ook in {SECTOREN} (daar binnen de onzekerheid)",
        ),
        (
            {2021: 1000, 2023: 1030},
            {2021: 300, 2023: 330},
            20,
            f"gestegen, ook in {SECTOREN} (beide binnen de onzekerheid)",
        ),
        (
            {2021: 1000, 2023: 960},
            {2021: 300, 2023: 330},
            20,
            f"gedaald, terwijl die in {SECTOREN} is gestegen (beide binnen de onzekerheid)",
        ),
    ],
)
def test_the_title_states_the_finding(totaal, regeling, marge, verwacht):
    titel = verwoord(tellingen(totaal, regeling, marge=marge))["titel"]
    begin = "De instroom in het mbo is tussen 2021 en 2023 "
    assert titel == begin + verwacht


def test_a_comparison_never_crosses_the_break():
    reeks = {2019: 500, 2020: 510, 2021: 1000, 2022: 990, 2023: 900}
    tekst = verwoord(tellingen(reeks, reeks, breuk=2021))
    assert "tussen 2021 en 2023 gedaald" in tekst["titel"]  # 500 to 900 would be a rise
    assert tekst["variabelen"]["totaal_verandering"] == "\N{MINUS SIGN}10,0%"
    assert (tekst["variabelen"]["eerste_jaar"], tekst["variabelen"]["van_jaar"]) == ("2019", "2021")
    assert tekst["variabelen"]["reeksbreuk_zin"].startswith("Met ingang van 2021 geldt een andere definitie")
    assert tekst["variabelen"]["reeksbreuk_zin"] in tekst["noten"]


def test_one_comparable_year_gives_a_level_and_no_direction():
    reeks = {2019: 12500, 2020: 12510, 2021: 12000}
    titel = verwoord(tellingen(reeks, {jaar: n // 4 for jaar, n in reeks.items()}, breuk=2021))["titel"]
    assert titel == f"De instroom in het mbo was in 2021 12.000, waarvan 3.000 in {SECTOREN}"


def test_notes_come_only_where_the_data_call_for_them():
    zonder = verwoord(tellingen({2021: 100, 2022: 100}, {2021: 30, 2022: 30}))["noten"]
    met = verwoord(tellingen({2021: 100, 2022: 100}, {2021: 30, 2022: 30}, marge=2))["noten"]
    assert zonder == ["Studenten in de bol en de bbl die op 1 oktober van het jaar aan een opleiding zijn begonnen."]
    (extra,) = [noot for noot in met if noot not in zonder]
    assert extra.startswith("DUO maakt aantallen onder de vijf niet openbaar.")
    assert "zij vormen ten hoogste 4,0 procent van een getal" in extra


def test_the_alt_text_has_the_first_and_last_values():
    alt = verwoord(tellingen({2021: 12000, 2022: 5, 2023: 11000}, {2021: 300, 2022: 5, 2023: 280}))["alt"]
    assert "Alle opleidingen: 12.000 in 2021 en 11.000 in 2023." in alt
    assert "300 in 2021 en 280 in 2023" in alt


def aandelen(**reeksen):
    rijen = [
        (jaar, groep, teller / noemer, teller / noemer, teller / noemer, teller, noemer, "nee")
        for groep, reeks in reeksen.items()
        for jaar, (teller, noemer) in reeks.items()
    ]
    kolommen = ["jaar", "groep", "aandeel", "aandeel_min", "aandeel_max", "teller", "noemer", "reeksbreuk"]
    return pd.DataFrame(rijen, columns=kolommen)


@pytest.mark.parametrize(
    ("van", "tot", "einde"),
    [
        ((300, 1000), (320, 1000), "gestegen, van 30 naar 32 procent"),
        ((320, 1000), (300, 1000), "gedaald, van 32 naar 30 procent"),
        ((300, 1000), (303, 1000), "gelijk gebleven: 30 procent in 2023"),
        ((264, 1000), (256, 1000), "gedaald, van 26,4 naar 25,6 procent"),
    ],
)
def test_the_title_of_a_share(van, tot, einde):
    titel = verwoord(aandelen(regeling={2018: van, 2023: tot}), "figuur_3_4")["titel"]
    assert titel == f"Het aandeel van {SECTOREN} in alle gediplomeerden is tussen 2018 en 2023 {einde}"


def test_the_pooled_share_weighs_years_by_students():
    variabelen = verwoord(aandelen(regeling={2018: (10, 100), 2023: (600, 900)}), "figuur_3_4")["variabelen"]
    assert variabelen["regeling_gepoold"] == "61 procent"  # 610 of 1000, not the mean of 10 % and 67 %


def test_scenarios_are_compared_with_the_base():
    data = aandelen(regeling={2021: (300, 1000), 2023: (320, 1000)}, zorg={2021: (400, 1000), 2023: (400, 1000)})
    data = data.rename(columns={"groep": "scenario"})
    labels = LABELS | {"scenario": {"regeling": {"kort": "Basis"}, "zorg": {"kort": "Met zorg"}}}
    product = PRODUCTEN["figuur_3_2_scenario"]
    tekst = figuren.scenario(data, product=product, labels=labels, drempels=DREMPELS)
    omvang, verloop = tekst["titel"].split("; ")
    assert omvang.endswith("32 tot 40 procent van de instroom")
    assert verloop == "sinds 2021 is dat aandeel gelijk gebleven of gestegen"
    assert tekst["variabelen"]["zorg_afstand"] == "+8,0 procentpunt"
    assert tekst["variabelen"]["hoogste_naam"] == "Met zorg"
    assert tekst["reeksen"] == [["regeling", "Basis"], ["zorg", "Met zorg"]]


def test_real_files_carry_no_mark():
    data = tellingen({2021: 100, 2022: 100}, {2021: 30, 2022: 30})
    eigen = {"titel": "t", "alt": "a", "variabelen": {}}
    zonder = framed(eigen, data, "figuur_3_1", synthetisch=False)
    assert zonder["merk"] == ""
    assert verwoord(data)["merk"] == "SYNTHETISCH"
