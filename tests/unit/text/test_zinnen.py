"""Sentences that must stay true when the data have one year, one leerweg, one institution, or nothing."""

import pandas as pd
import pytest
from text import tabellen

from werkagenda.words import extremes, flow
from werkagenda.words.series import Comparison, Period, Value
from werkagenda.words.text import frame

DREMPELS = {"aandeel": 0.5, "aantal": 1.0}
INSTROOM = {"kort": "Instroom", "zin": "de instroom", "deel": "de instroom", "verwijzing": "die"}
JAREN, JAAR = Period(2021, 2023), Period(2021, 2021)
LABELS = {"groep": {"regeling": {"zin": "de sectoren"}}, "leerweg": {"bol": "de bol", "bbl": "de bbl"}}


def paar(van, tot, soort="aantal", marge=0.0):
    waarden = [Value(waarde, (waarde - marge, waarde + marge)) for waarde in (van, tot)]
    return Comparison(*waarden, soort, DREMPELS)


def reeks(*aantallen):
    return pd.DataFrame({"jaar": range(2021, 2021 + len(aantallen)), "aantal": aantallen})


def test_two_years_are_compared_and_one_is_not():
    paren = {"totaal": paar(1000, 900), "regeling": paar(300, 330), "per_instelling": paar(200, 200)}
    zin = flow.aantallen(reeks(1000, 880, 900), paren, JAREN, INSTROOM)
    assert zin["totaal_ontwikkeling"] == (
        "Sinds 2021 is de instroom gedaald: \N{MINUS SIGN}10,0%. Het laagst was de instroom in 2022: 880."
    )
    assert zin["groepen_ontwikkeling"].startswith("Dat aantal is sinds 2021 gestegen: +10,0%.")
    assert zin["samengevat"].endswith("gedaald; in de sectoren van de Regeling is die gestegen.")
    een = flow.aantallen(reeks(1000), {naam: paar(7, 7) for naam in paren}, JAAR, INSTROOM)
    assert een["totaal_ontwikkeling"] == een["samengevat"] == "Een vergelijking met andere jaren is niet mogelijk."
    assert een["groepen_ontwikkeling"] == "In de BC's die de eigen instelling noemt, is de instroom 7."


def test_no_year_is_the_lowest_of_equals():
    paren = {"totaal": paar(0, 0), "regeling": paar(0, 0)}
    zin = flow.aantallen(reeks(0, 0, 0), paren, JAREN, INSTROOM)["totaal_ontwikkeling"]
    assert zin == "Sinds 2021 is de instroom gelijk gebleven: 0,0%."


def test_the_same_word_about_two_groups_is_said_once():
    gelijk = {"regeling": paar(0.3, 0.4, "aandeel"), "per_instelling": paar(0.2, 0.3, "aandeel")}
    anders = gelijk | {"per_instelling": paar(0.3, 0.2, "aandeel")}
    begin = "Sinds 2021 is het aandeel in de instroom"
    zin = flow.aandelen(gelijk, JAREN, INSTROOM)["tweeluik"]
    assert zin == f"{begin} zowel bij de eigen aanwijzing als bij de Regeling gestegen."
    zin = flow.aandelen(anders, JAREN, INSTROOM)["tweeluik"]
    assert zin == f"{begin} bij de eigen aanwijzing gedaald en bij de Regeling gestegen."
    een = flow.aandelen(gelijk, JAAR, INSTROOM)
    assert een["samengevat"] == "In 2021 is het aandeel van de Regeling in de instroom 40,0 procent"
    assert een["tweeluik"].startswith("Of het aandeel in de instroom stijgt of daalt, is niet te zeggen")


@pytest.mark.parametrize(
    ("marge", "einde"),
    [
        (0.0, "48 procent."),
        (0.01, "48 procent; door de afgeschermde aantallen ligt dat aandeel tussen 47 procent en 49 procent."),
        (0.002, "48 procent; door de afgeschermde aantallen ligt dat aandeel tussen 47,8 procent en 48,2 procent."),
    ],
)
def test_bounds_are_printed_only_where_they_differ(marge, einde):
    zin = flow.aandelen({"regeling": paar(0.48, 0.48, "aandeel", marge)}, JAREN, INSTROOM)["regeling_niveau"]
    assert zin == f"De sectoren van de Regeling omvatten {einde}"


def test_the_largest_estimated_part_is_rounded_up():
    assert "meer dan 5 procent geschat" in flow.zekerheid(0.0412, INSTROOM)
    assert flow.zekerheid(0.0, INSTROOM) == "In de aantallen over instroom is niets afgeschermd."


def test_scenarios_that_agree_have_no_extremes():
    namen = {"a": {"kort": "A"}, "b": {"kort": "B"}}
    een = flow.uitersten({"a": paar(0, 0, "aandeel"), "b": paar(0, 0, "aandeel")}, namen, JAREN)
    assert een == {"uitersten": "In 2023 komt elke indeling uit op 0,0 procent.", "bereik": "op 0,0 procent"}
    twee = flow.uitersten({"a": paar(0.3, 0.3, "aandeel"), "b": paar(0.3, 0.2, "aandeel")}, namen, JAREN)
    assert twee["uitersten"] == "In 2023 is het laagste aandeel 20 procent (*B*). Het hoogste is 30 procent (*A*)."


ZONDER = "nodig is voor maatschappelijke opgaven"


@pytest.mark.parametrize(
    ("plannen", "geen", "college", "onbekend", "verwacht"),
    [
        (
            5,
            1,
            1,
            1,
            f" verklaart er een dat geen van haar opleidingen {ZONDER}; dat is een beroepscollege. Een instelling laat",
        ),
        (
            9,
            3,
            2,
            2,
            f" verklaren er drie dat geen van hun opleidingen {ZONDER} (onder hen twee beroepscolleges). Twee",
        ),
        (55, 0, 0, 0, f" verklaart er geen een dat geen van haar opleidingen {ZONDER}."),
    ],
)
def test_singular_and_plural_of_institutions(plannen, geen, college, onbekend, verwacht):
    namen = ("instellingen_met_plan", "opgave_geen", "opgave_geen_beroepscollege", "opgave_onbekend")
    zin = flow.opgave(dict(zip(namen, (plannen, geen, college, onbekend), strict=True)))
    assert zin.startswith(f"Van de {plannen} instellingen met een kwaliteitsagenda{verwacht}")


@pytest.mark.parametrize(
    ("aantal", "in_sector", "verwacht"),
    [
        (0, 0, "Geen instelling noemt een beroepsopleiding"),
        (1, 0, "noemen 1 beroepsopleiding als nodig voor maatschappelijke opgaven in de regio; die hoort niet bij"),
        (3, 1, "noemen 3 beroepsopleidingen als nodig voor maatschappelijke opgaven in de regio; 1 daarvan hoort bij"),
        (3, 0, "; geen daarvan hoort bij"),
    ],
)
def test_singular_and_plural_of_programmes(aantal, in_sector, verwacht):
    assert verwacht in extremes.beroepsopleidingen(pd.DataFrame({"bc": ["x"] * aantal}), in_sector)


def test_only_what_stands_out_is_ranked():
    assert extremes.enige_hoogste({"2": 0.3, "3": 0.4}) == "3"
    assert extremes.enige_hoogste({"2": 0.0, "3": 0.0}) == ""
    assert extremes.enige_hoogste({"2": 0.3}) == ""


def test_sectors():
    titel, zin = extremes.sectoren({"zorg": paar(500, 400), "bouw": paar(100, 120)}, JAREN, INSTROOM)
    assert titel.endswith("het sterkst in de sector zorg (\N{MINUS SIGN}100 studenten)")
    assert zin.startswith("In 2023 is de instroom het grootst in de sector zorg. De instroom verandert")
    titel, _ = extremes.sectoren({"zorg": paar(500, 400, marge=60), "bouw": paar(1, 1)}, JAREN, INSTROOM)
    assert titel.endswith("(\N{MINUS SIGN}100 studenten, binnen de onzekerheid)")
    titel, _ = extremes.sectoren({"zorg": paar(5, 5), "bouw": paar(9, 9)}, JAAR, INSTROOM)
    assert titel == "De instroom is in 2021 het grootst in de sector bouw: 9"
    titel, _ = extremes.sectoren({"zorg": paar(0, 0), "bouw": paar(0, 0)}, JAREN, INSTROOM)
    assert titel == "De instroom is tussen 2021 en 2023 in geen enkele sector veranderd"


def uitgesplitst(*rijen):
    kolommen = ["jaar", "groep", "uitsplitsing", "leerweg", "aandeel"]
    data = pd.DataFrame(rijen, columns=kolommen).assign(maat="instroom", niveau="", soort_instelling="")
    return data.assign(aandeel_min=data["aandeel"], aandeel_max=data["aandeel"])


def test_a_leerweg_that_the_data_lack_is_not_mentioned():
    data = uitgesplitst(
        (2022, "regeling", "leerweg", "bol", 0.3),
        (2023, "regeling", "leerweg", "bol", 0.4),
        (2022, "bbl", "totaal", "", 0.0),
        (2023, "bbl", "totaal", "", 0.0),
    )
    tekst = tabellen.uitsplitsing(data, labels=LABELS, drempels=DREMPELS, breuken={"instroom": 2021})
    assert tekst["titel"] == "In 2023 is het aandeel van de sectoren in de instroom 40 procent in de bol"
    assert tekst["variabelen"]["instroom_zin"] == (
        "In 2023 begon van de studenten in de bol 40 procent aan een BC van de Regeling."
    )


def test_decomposition_with_and_without_switchers_or_years():
    delen = {"totaaleffect": 30, "aandeeleffect": -10, "som": 20}
    zonder = extremes.ontleding(delen, JAREN, "de sectoren")[1]
    assert zonder.endswith("Daarvan hangt +30 samen met het totaal en \N{MINUS SIGN}10 met het aandeel.")
    met = extremes.ontleding(delen | {"nieuw": 15, "switch": 5}, JAREN, "de sectoren")[1]
    assert met == f"{zonder} Voor de instroom{met.split(' Voor de instroom')[1]}"
    assert met.endswith("de eersten dragen +15 bij en de anderen +5.")
    niets = tabellen.ontleding(
        pd.DataFrame(columns=["maat", "groep", "van", "tot", "onderdeel", "aantal"]), labels=LABELS
    )
    assert niets["variabelen"]["instroom_zin"].startswith("Er zijn geen twee opeenvolgende jaren")
    nul = extremes.ontleding(dict.fromkeys(delen, 0), JAREN, "de sectoren")[0]
    assert nul == "De instroom in de sectoren is tussen 2021 en 2023 niet veranderd"


@pytest.mark.parametrize(
    ("maat", "boven", "begin"),
    [
        ("instroom", 0.31, "DUO maakt aantallen"),
        ("gediplomeerd", 0.31, "Waar een opleiding"),
        ("gediplomeerd", 0.3, ""),
    ],
)
def test_the_note_on_bounds_names_their_cause(maat, boven, begin):
    noten = {"grenzen": "DUO maakt aantallen", "grenzen_gediplomeerd": "Waar een opleiding"}
    register = {
        "product": {"soort": "figuur", "familie": "f", "maat": maat, "bron": "b"},
        "labels": LABELS,
        "zinnen": {},
        "algemeen": {
            "merk": "M",
            "bronnen": {"b": "B"},
            "grenswoorden": {"figuur": "Streepjes"},
            "voorwaardelijke_noten": noten,
        },
    }
    data = pd.DataFrame({"jaar": [2023], "aandeel_min": [0.3], "aandeel_max": [boven]})
    tekst = {"titel": "", "alt": "", "variabelen": {}}
    vast = {"naam": "x", "openbaar": True, "leerwegen": ["bol"], "synthetisch": False, "woorden": {}}
    assert "".join(frame(tekst, data, register=register, **vast)["noten"]) == begin
