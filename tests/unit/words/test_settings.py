"""What chapters say of the settings on plans and surveys."""

from helpers.persons_tables import WOORDEN
from helpers.registers import ALGEMEEN

from werkagenda.words.labels import decimals_apart, level_name, p_waarde, range_of
from werkagenda.words.render import render
from werkagenda.words.settings import SETTINGS, plan_words


def test_settings_on_persons_are_said():
    assert (WOORDEN["cohorten"], WOORDEN["cohorten_start"]) == ("2012/2013 tot en met 2021/2022", "2021/2022")
    assert (WOORDEN["niveaus"], WOORDEN["zonder"], WOORDEN["dominantie"]) == ("2, 3 en 4", "2019 en 2020", "50 procent")
    assert (WOORDEN["regel"], WOORDEN["andere_regel"]) == ("klasse", "uren")
    assert WOORDEN["werk"] == "een baan in loondienst van ten minste 12 uur per week"
    uren = render(ALGEMEEN[SETTINGS]["werk"], {"regel": "uren", "uren": "12"})
    assert uren == "banen in loondienst van samen ten minste 12 uur per week"


def test_settings_are_words():
    woorden = plan_words(
        plannen={"peiljaar": 2022, "streefjaar": 2027},
        job={"startjaar": 2021, "reeksbreuk": 2020},
        boxplot={"uitstromers": 10, "instellingen": 5},
        leeftijd_vanaf=25,
    )
    assert woorden == {
        "peiljaar": "2022",
        "streefjaar": "2027",
        "startjaar": "2021",
        "job_breuk": "2020",
        "uitstromers": "10",
        "instellingen": "5",
        "leeftijd_vanaf": "25",
    }


def test_ranges_pairs_and_p_values_print_what_can_be_told_apart():
    assert range_of([0.4, 0.48, 0.41]) == "40 tot 48 procent"
    assert range_of([0.402, 0.404]) == "40 procent"
    assert [decimals_apart(*paar) for paar in ((0.331, 0.329), (0.33, 0.4), (0.33, 0.33))] == [1, 0, 0]
    assert [p_waarde(p) for p in (0.2091, 0.0099, 0.01)] == ["p = 0,21", "p < 0,01", "p = 0,01"]
    assert [level_name(*paar) for paar in (("bol", "2"), ("alle", "totaal"), ("bbl", "totaal"))] == [
        "Bol, niveau 2",
        "",
        "Bbl",
    ]
