"""Titles and variables of the tables, on rows small enough to work out by hand."""

import pandas as pd
from register import LABELS
from text import tabellen

DREMPELS = {"aandeel": 0.5, "aantal": 1.0}
BREUKEN = {"instroom": 2021}
MIN = "\N{MINUS SIGN}"


def test_breakdown_by_leerweg_and_level():
    rijen = []
    for maat in ("instroom", "gediplomeerd"):
        for jaar, aandeel in ((2020, 0.1), (2021, 0.30), (2022, 0.32)):
            rijen += [
                (jaar, maat, "regeling", "leerweg", "bol", "", "", aandeel),
                (jaar, maat, "regeling", "leerweg", "bbl", "", "", aandeel + 0.1),
                (jaar, maat, "regeling", "niveau", "", "2", "", aandeel),
                (jaar, maat, "regeling", "niveau", "", "3", "", aandeel + 0.05),
                (jaar, maat, "regeling", "leerweg_niveau", "bol", "2", "", aandeel),
                (jaar, maat, "bbl", "totaal", "", "", "", 0.25),
            ]
    kolommen = ["jaar", "maat", "groep", "uitsplitsing", "leerweg", "niveau", "soort_instelling", "aandeel"]
    data = pd.DataFrame(rijen, columns=kolommen)
    data = data.assign(aandeel_min=data["aandeel"], aandeel_max=data["aandeel"])
    tekst = tabellen.uitsplitsing(data, labels=LABELS, drempels=DREMPELS, breuken=BREUKEN)
    assert tekst["titel"].startswith("In 2022 ")
    assert tekst["titel"].endswith("32 procent in de bol en 42 procent in de bbl")
    variabelen = tekst["variabelen"]
    # inflow from the break on: 30 to 32 %; graduates know no break: 10 to 32 %
    assert variabelen["instroom_regeling_bol_verschil"] == "+2,0 procentpunt"
    assert variabelen["gediplomeerd_regeling_bol_verschil"] == "+22,0 procentpunt"
    assert variabelen["instroom_regeling_bol_niveau_2_tot"] == "32 procent"
    assert variabelen["instroom_bbl_totaal_richting"] == "gelijk gebleven"
    assert variabelen["instroom_hoogste_niveau"] == "3"


def test_spread_over_institutions():
    kolommen = ["jaar", "maat", "groep", "p2_5", "p25", "mediaan", "p75", "p97_5", "gemiddelde", "instellingen"]
    rijen = [
        (2021, "instroom", "regeling", 0, 0.1, 0.2, 0.3, 0.9, 0.26, 55),
        (2022, "instroom", "regeling", 0, 0.12, 0.2, 0.345, 0.9, 0.25, 54),
    ]
    tekst = tabellen.spreiding(pd.DataFrame(rijen, columns=kolommen), labels=LABELS, drempels=DREMPELS, breuken=BREUKEN)
    assert tekst["titel"].endswith("de instroom van 2022 tussen 12 procent en 35 procent")
    assert tekst["variabelen"]["instroom_regeling_gemiddelde_richting"] == "gedaald"
    assert tekst["variabelen"]["instroom_regeling_gemiddelde_verschil"] == f"{MIN}1,0 procentpunt"
    assert tekst["variabelen"]["instroom_regeling_instellingen"] == "54"


def test_sectors_that_drive_the_change():
    reeksen = {"zorg": (500, 400), "woningbouw": (300, 350), "onderwijs": (0, 0), "veiligheid": (1000, 1005)}
    rijen = [
        (jaar, maat, sector, aantal)
        for maat in ("instroom", "gediplomeerd")
        for sector, reeks in reeksen.items()
        for jaar, aantal in zip((2021, 2022), reeks, strict=True)
    ]
    data = pd.DataFrame(rijen, columns=["jaar", "maat", "sector", "aantal"])
    data = data.assign(aantal_min=data["aantal"], aantal_max=data["aantal"])
    tekst = tabellen.sectoren(data, labels=LABELS, drempels=DREMPELS, breuken=BREUKEN)
    assert tekst["titel"].endswith(f"het sterkst in de sector zorg ({MIN}100 studenten)")
    namen = ("stijgers", "dalers", "gelijk", "grootste", "som_verschil")
    gevonden = [tekst["variabelen"][f"instroom_{naam}"] for naam in namen]
    assert gevonden == ["woningbouw", "zorg", "veiligheid", "veiligheid", f"{MIN}45"]


def ontleed(totaaleffect, aandeeleffect, van=2023):
    delen = {"totaaleffect": totaaleffect, "aandeeleffect": aandeeleffect, "som": totaaleffect + aandeeleffect}
    return [("instroom", "regeling", van, van + 1, deel, aantal) for deel, aantal in delen.items()]


def test_decomposition_names_the_larger_cause_of_the_last_change():
    kolommen = ["maat", "groep", "van", "tot", "onderdeel", "aantal"]
    data = pd.DataFrame(ontleed(900, 1, van=2022) + ontleed(-20, 1070), columns=kolommen)
    tekst = tabellen.ontleding(data, labels=LABELS)
    assert tekst["titel"].endswith("2023 en 2024 (+1.050 studenten) komt vooral door de verandering van het aandeel")
    assert tekst["variabelen"]["instroom_regeling_totaaleffect"] == f"{MIN}20"
    leeg = tabellen.ontleding(data.head(0), labels=LABELS)
    assert leeg["titel"].startswith("Er zijn geen twee opeenvolgende jaren")


def test_table_b_0_1():
    data = pd.DataFrame(
        {
            "bc": ["bc1", "bc2", "bc3"],
            "naam": ["A", "B", "C"],
            "instellingen_genoemd": [2, 5, 5],
            "instellingen_met_gediplomeerden": [1, 9, 5],
            "sector": ["", "klimaat en energie", "zorg"],
        }
    )
    tekst = tabellen.beroepsopleidingen(data)
    assert "noemen 3 beroepsopleidingen" in tekst["titel"]
    assert tekst["titel"].endswith("; 2 daarvan horen bij een sector van de Regeling Kwaliteitsafspraken")
    assert tekst["variabelen"] == {
        "genoemd": "3",
        "in_sector": "2",
        "vaakst_naam": "B",
        "vaakst_aantal": "5",
        "boven_100": "een",
        "sector_klimaat_en_energie": "een",
        "sector_zorg": "een",
    }


def test_key_figures_of_the_published_report():
    opgaven = {"instellingen_met_plan": 55, "opgave_onbekend": 2, "opgave_geen_beroepscollege": 1}
    rijen = [(naam, aantal, 55) for naam, aantal in opgaven.items()]
    rijen += [("bc_genoemd", 137.0, 212), ("opgave_geen", 3.0, 55), ("aandeel_bc_regeling", 37 / 212, 212)]
    variabelen = tabellen.kerncijfers(pd.DataFrame(rijen, columns=["naam", "waarde", "n"]))["variabelen"]
    assert variabelen["bc_genoemd"] == "137"
    assert variabelen["bc_genoemd_aandeel"] == "65 procent"
    assert variabelen["opgave_geen_woord"] == "drie"
    assert variabelen["aandeel_bc_regeling"] == "17 procent"
