"""What the synthesis says: the published values give the published findings, one and none are said in good Dutch."""

import pandas as pd
from register import LABELS, PRODUCTEN, lees, sentences
from text import synthese, synthese_instellingen, synthese_typering
from unit.products.synthese_voorbeeld import blok, inhoud
from unit.text.voorbeeld_plannen import DREMPELS

from werkagenda.indicators.registry import registry

REGISTER = registry(inhoud())
MODULES = (synthese, synthese_instellingen, synthese_typering)


def plat(zin):
    """Return a sentence with plain signs around the names of indicators."""
    return zin.replace("\N{LEFT SINGLE QUOTATION MARK}", "<").replace("\N{RIGHT SINGLE QUOTATION MARK}", ">")


def verwoord(naam, data, register=REGISTER):
    product = PRODUCTEN[naam]
    (module,) = (een for een in MODULES if product["familie"] in een.FAMILIES)
    tekst = module.FAMILIES[product["familie"]](
        data, product=product, labels=LABELS, register=register, drempels=DREMPELS
    )
    return tekst | {"variabelen": {naam: plat(zin) for naam, zin in tekst["variabelen"].items()}}


def test_verdicts_are_named_with_what_is_shown():
    data = pd.DataFrame({
        "rang": [1, 2, 3], "indicator": ["veilig", "uitval", "cijfer"],
        "eenheid": ["procent", "procent", "rapportcijfer"],
        "jaar_recent": [2025, 2023, 2024], "start": [0.82, 0.93, 6.5], "recent": [0.83, 0.95, 6.9],
        "streef": [0.85, 0.95, None], "verschil": [0.01, 0.02, 0.4], "reden": "",
        "oordeel": ["vooruitgang", "bereikt", "geen_streefwaarde"], "basis": ["onafgerond", "afgerond", "afgerond"],
    })  # fmt: skip
    tekst = verwoord("tabel_s_voortgang", data)
    assert tekst["titel"] == (
        "Op een van de 3 indicatoren is de streefwaarde bereikt; op geen enkele met een streefwaarde is er geen "
        "vooruitgang"
    )
    variabelen = tekst["variabelen"]
    # The mirrored name, not that of the source.
    assert variabelen["bereikt_lijst"] == (
        "Voor een indicator geldt: de streefwaarde is bereikt. Het gaat om <valt niet uit>."
    )
    assert variabelen["niet_op_koers_lijst"] == (
        "Voor geen enkele indicator geldt: de waarde is gelijk gebleven of gedaald."
    )
    assert variabelen["jaren"] == "2023, 2024 en 2025"
    assert variabelen["cijfers"] == "In rapportcijfers: <tevreden personeel> (van 6,5 naar 6,9)."
    assert variabelen["basis"].startswith("Van <valt niet uit> en <tevreden personeel> gaven instellingen alleen afge")
    assert variabelen["ontbreekt"] == ""


def test_the_picture_counts_rises_as_they_are_printed():
    """82.4 to 82.6 prints as 82 to 83: a rise. 50.1 to 50.4 prints as 50 twice: none."""
    stand = inhoud()
    stand["indicatoren"]["vlak"] = blok("Blijft vlak", 4)
    data = lees("""indicator,rang,start,recent,streef,n
        veilig,1,0.824,0.826,0.85,40
        uitval,2,0.93,0.91,0.95,50
        vlak,4,0.501,0.504,,50""")
    variabelen = verwoord("figuur_s_sectorbeeld", data, registry(stand))["variabelen"]
    assert variabelen["verdeling"] == "In hele procenten is er een gestegen, een gedaald en een gelijk gebleven."
    assert variabelen["daling"] == "Het meest daalde <valt niet uit> (van 93 naar 91 procent)."
    assert variabelen["doel"] == "Het verst van de streefwaarde is <valt niet uit>: nog 4,0 procentpunt."


def test_the_published_counts_give_the_published_sentence():
    delen = {
        "bereikt": 4, "op_koers": 6, "vooruitgang": 6, "niet_op_koers": 4, "geen_streefwaarde": 3,
        "minstens_halverwege": 10, "niet_halverwege": 13, "zonder_vooruitgang": 6, "minder_dan_halverwege": 7,
        "enige_vooruitgang": 17, "gestegen": 15,
    }  # fmt: skip
    data = pd.DataFrame({"onderdeel": list(delen), "aantal": list(delen.values()), "n": 23})
    tekst = verwoord("tabel_s_oordelen", data)
    assert tekst["titel"].startswith("Op tien van de 23 indicatoren is de streefwaarde bereikt")
    assert "Van de andere 13 is er op zes geen vooruitgang, en op zeven wel" in tekst["variabelen"]["telling"]


def test_spending_is_counted_within_and_outside_the_bounds():
    """The synthesis: most between 20 and 30 percent, six lower, two higher."""
    data = pd.DataFrame({"aandeel": [0.19] * 6 + [0.2, 0.28, 0.3] + [0.31] * 2})
    variabelen = verwoord("figuur_s_besteding", data.assign(rang=data.index + 1))["variabelen"]
    assert variabelen["verdeling"] == (
        "Bij drie instellingen ligt de besteding tussen 20 en 30 procent van het budget, bij zes instellingen lager en "
        "bij twee instellingen hoger."
    )


def test_measures_name_the_objectives_by_their_registry():
    data = lees("""doelstelling,onderdeel,categorie,aantal,aandeel,n
        1.2,voortgang,zoals verwacht,40,0.8,50
        1.2a,voortgang,zoals verwacht,30,0.6,50
        1.2,effectiviteit,effectief,34,0.68,50
        1.2a,effectiviteit,effectief,20,0.40,50
        1.2,effectiviteit,wisselt per activiteit,10,0.2,50""")
    variabelen = verwoord("tabel_s_maatregelen", data)["variabelen"]
    assert variabelen["verwacht"].endswith("volgens 60 tot 80 procent van de instellingen zoals verwacht.")
    assert variabelen["minst_verwacht"].endswith("bij welzijn: veiligheid (60 procent) en welzijn (80 procent).")
    assert variabelen["uitersten"].startswith("Dat is het vaakst bij welzijn (68 procent)")


def test_practoraten_rise_fall_or_are_unknown():
    data = lees("jaar,aandeel,teller,n\n2023,0.63,34,54\n2025,0.632,34,54")
    assert verwoord("figuur_s_practoraten", data)["titel"].endswith("is tussen 2023 en 2025 gelijk gebleven")
    assert verwoord("figuur_s_practoraten", data.iloc[:0])["titel"].startswith("Van geen jaar is bekend")


def test_positions_are_counted_and_not_judged():
    data = lees("rang,laag,hoog,groep,n\n1,0.6,0.1,laag,20\n2,0.5,0.0,laag,20\n3,0.1,0.2,midden,20\n4,0.0,0.7,hoog,20")
    tekst = verwoord("figuur_s_kwartielen", data.assign(groep=["laag", "laag", "midden", "hoog"]))
    assert tekst["titel"] == (
        "Een instelling zit op meer dan de helft van de indicatoren in het hoogste kwart, een instelling in het laagste"
    )
    assert tekst["variabelen"]["uitersten"].startswith("Van de twee instellingen in de lage groep zit er een op een of")
    noten = " ".join(noot for familie in ("kwartielen", "typen") for noot in sentences(familie)["noten"])
    assert "Zij zeggen niets over de kwaliteit" in noten


def test_the_published_typology_is_summed_up_as_the_synthesis_does():
    """Low group: both with a high ambition rose, of the others four of eight. High group: 4 of 6 and 2 of 7 stayed."""
    rijen = [(0, "midden", "midden", 11, 2, 6, 3), (1, "hoog", "hoog", 6, 2, 4, 0), (1, "hoog", "midden", 7, 5, 2, 0),
             (2, "laag", "hoog", 2, 0, 0, 2), (3, "laag", "midden", 6, 0, 2, 4), (3, "laag", "laag", 2, 0, 2, 0),
             (4, "midden", "hoog", 8, 3, 4, 1), (5, "midden", "laag", 10, 3, 6, 1)]  # fmt: skip
    kolommen = ["type", "groep", "ambitie", "aantal", "dalers", "gelijk", "stijgers"]
    tekst = verwoord("tabel_s_typering", pd.DataFrame(rijen, columns=kolommen))
    assert tekst["titel"] == "Van de 10 instellingen in de lage groep schoven er zes op naar een hogere groep"
    assert tekst["variabelen"]["ambitie_laag"] == (
        "In de lage groep: van de twee instellingen met een hoge ambitie schoven er twee op en van de acht andere "
        "schoven er vier op."
    )
    assert "bleven er vier daar en van de zeven andere bleven er twee daar." in tekst["variabelen"]["ambitie_hoog"]


def test_moves_leave_the_totals_out():
    paren = {("laag", "laag"): 4, ("laag", "midden"): 6, ("midden", "laag"): 8, ("midden", "midden"): 16,
             ("midden", "hoog"): 5, ("hoog", "midden"): 7, ("hoog", "hoog"): 6, ("totaal", "totaal"): 52}  # fmt: skip
    groepen = ["laag", "midden", "hoog"]
    rijen = [(van, naar, paren.get((van, naar), 0)) for van in [*groepen, "totaal"] for naar in [*groepen, "totaal"]]
    tekst = verwoord("tabel_s_beweging", pd.DataFrame(rijen, columns=["van", "naar", "aantal"]))
    assert tekst["titel"] == "26 van de 52 instellingen bleven in dezelfde groep"
    assert (tekst["variabelen"]["stijgers"], tekst["variabelen"]["dalers"]) == ("elf", "15")
    assert tekst["variabelen"]["sprong"].startswith("Geen enkele instelling ging van de lage naar de hoge groep")


def test_spread_leaves_out_what_is_a_yes_or_no():
    stand = inhoud()
    stand["indicatoren"]["ja_nee"] = blok("Heeft het", 4)
    data = pd.DataFrame(
        [("veilig", "start", 0.5, 0.7), ("veilig", "recent", 0.5, 0.8), ("uitval", "start", 0.9, 0.95),
         ("uitval", "recent", 0.92, 0.96), ("ja_nee", "start", 0.0, 1.0), ("ja_nee", "recent", 0.0, 1.0)],
        columns=["indicator", "soort", "p10", "p90"],
    ).assign(eenheid="procent")  # fmt: skip
    tekst = verwoord("tabel_s_spreiding", data, registry(stand))
    assert plat(tekst["titel"]) == "Instellingen verschillen het meest op <voelt zich veilig>"
    assert tekst["variabelen"]["grootste"].endswith("de middelste 80 procent ligt tussen 50 en 80 procent.")
    assert tekst["variabelen"]["verandering"].endswith("werd het verschil tussen instellingen op een groter.")


def test_coverage_counts_the_reasons():
    data = pd.DataFrame({
        "berekend": ["ja", "nee", "nee", "nee"],
        "berekening": ["DUO", "bron niet in project", "bron niet in project", "nieuw te ontwikkelen"],
        "monitoringsplan": ["ja", "ja", "ja", "nee"], "bijlage_a": ["nee"] * 4, "synthese": ["ja", "nee", "nee", "nee"],
    })  # fmt: skip
    tekst = verwoord("tabel_a_dekking", data)
    assert tekst["titel"] == "Van de 4 indicatoren wordt er 1 in dit project berekend"
    assert tekst["variabelen"]["redenen"].endswith(
        "twee keer <bron niet in project> en een keer <nieuw te ontwikkelen>."
    )
    assert [tekst["variabelen"][lijst] for lijst in ("monitoringsplan", "bijlage_a", "synthese")] == ["3", "0", "1"]


def test_spending_per_objective_names_the_largest():
    data = pd.DataFrame(
        [("totaal", 0.28), ("1.2", 0.06), ("3.3", 0.048), ("1.2a", 0.03), ("2.1", 0.02), ("2.2", 0.012)],
        columns=["doelstelling", "gemiddelde"],
    ).assign(jaar=2024)  # fmt: skip
    stand = inhoud()
    stand["doelstellingen"] |= {"2.1": "Opgaven", "2.2": "Stage"}
    variabelen = verwoord("tabel_s_besteding", data, registry(stand))["variabelen"]
    assert variabelen["meeste"].startswith(
        "Het meeste ging naar welzijn (6,0 procent), werken in het mbo (4,8 procent)"
    )
    assert variabelen["overige"] == "Naar elke andere doelstelling ging gemiddeld 1 tot 2 procent."
    assert (variabelen["jaar"], variabelen["gemiddeld"]) == ("2024", "28 procent")
