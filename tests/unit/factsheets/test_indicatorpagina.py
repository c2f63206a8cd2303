"""The page of an indicator: what it is, its series and verdict, and the reason where nothing computes it."""

import pandas as pd
from factsheets.indicatorpaginas import not_computed, pages, series
from helpers.factsheet_example import ROOT, group, indicator, read, register

from werkagenda.indicators.registry import load_registry
from werkagenda.report.book import foreign

GESPIEGELD = indicator(
    "Werkdruk te hoog",
    naam_gespiegeld="Werkdruk niet te hoog",
    richting="lager",
    doelstelling="3.3",
    lijsten={"monitoringsplan": ["MTO-1"], "synthese": 1},
)
LANDELIJK = indicator("Instroom", lijsten={"bijlage_a": 2}, berekening={"producten": ["figuur_3_1", "figuur_9_9"]})
ZONDER = indicator("Cao's", lijsten={"bijlage_a": 15}, berekening={"geen": "nieuw te ontwikkelen"})
REGISTER = register(werkdruk=GESPIEGELD, instroom=LANDELIJK, caos=ZONDER)
TEKST = read("report/factsheets/indicatoren.yaml")
LABELS = read("resources/labels.yaml")
MIN = "\N{MINUS SIGN}"
SECTOR = pd.DataFrame(
    {
        "indicator": ["veilig", "veilig"],
        "soort": ["start", "recent"],
        "jaar": [2022, 2024],
        "waarde": [0.25, 0.3],
        "instellingen": [3, 5],
    }
)
VOORTGANG = pd.DataFrame(
    {
        "indicator": ["werkdruk"],
        "eenheid": ["procent"],
        "oordeel_synthese": ["niet_op_koers"],
        "basis": ["onafgerond"],
        "reden": [""],
        "oordeel": ["geen_verandering"],
        "geen_oordeel": [""],
        "n_samen": [40],
        "aandeel_studenten": [0.744],
        "verandering": [-0.006],
        "verandering_laag": [-0.0203],
        "verandering_hoog": [0.008],
    }
)


def made(**anders):
    gegevens = {
        "reeksen": series(SECTOR, group(), minimum=5),
        "groepen": {},
        "gehaald": {},
        "redenen": {},
        "voortgang": VOORTGANG,
        "register": REGISTER,
        "producten": {
            "figuur_3_1": {"nummer": "Figuur 3.1", "hoofdstuk": "hoofdstuk_3"},
            "tabel_a_dekking": {"nummer": "Tabel A", "hoofdstuk": "bijlage_a"},
            "tabel_s_voortgang": {"nummer": "Tabel S.1", "hoofdstuk": "synthese"},
        },
        "banner": "",
        "factsheets": "../../factsheets",
        "labels": LABELS,
        "tekst": TEKST,
    } | anders
    return pages(gegevens.pop("register"), **gegevens)


def test_a_page_for_every_indicator_and_the_list():
    assert set(made()) == {"index", *REGISTER.indicatoren}
    echt = load_registry(ROOT / "resources" / "indicatoren.yaml", ROOT / "config/schema/indicatoren.schema.yaml")
    alle = pages(
        echt,
        reeksen={},
        groepen={},
        gehaald={},
        redenen={},
        voortgang=VOORTGANG.iloc[:0],
        producten={},
        banner="",
        factsheets="..",
        labels=LABELS,
        tekst=TEKST,
    )
    assert set(alle) == {"index", *echt.indicatoren}
    for naam, tekst in alle.items():
        assert foreign(tekst) == [], naam
    for een in echt.indicatoren.values():
        assert f"[{een.display_name}]({een.id}.html)" in alle["index"]


def test_an_indicator_whose_file_is_not_there_says_so():
    ander = next(naam for naam in REGISTER.indicatoren if naam != "veilig")
    dekking = pd.DataFrame({"indicator": ["veilig", ander], "berekend": ["nee", "ja"], "berekening": ["geen x", "y"]})
    alle = made(redenen=not_computed(dekking))
    assert "nog niet berekend: geen x" in alle["veilig"]
    assert alle["index"].count("Nog niet berekend: geen x") == 1
    assert "nog niet berekend" not in alle[ander]


def test_the_series_has_the_mean_and_the_band_of_its_own_year():
    tekst = made()["veilig"]
    # Band and interval (t of 4, 2.776 times 0.158 over the root of 5) are of five institutions, in 2024 alone.
    assert "| 2022 | startwaarde | 25,0% | – | – | – | – | – | 3 |" in tekst  # noqa: RUF001
    assert "| 2024 | recente waarde | 30,0% | 10,4% tot 49,6% | 14,0% | 20,0% | 40,0% | 46,0% | 5 |" in tekst


def test_the_figures_about_an_indicator_and_its_breakdowns_are_named_once():
    """A product of another indicator is not, and neither is a breakdown that this run has not."""
    register_ = register(
        hulp=indicator("Hulp", uitsplitsingen={"leerweg": "tabel_5_1", "niveau": "tabel_5_1", "leeftijd": "tabel_5_9"})
    )
    producten = {
        "figuur_5_1": {"nummer": "Figuur 5.1", "hoofdstuk": "hoofdstuk_5", "indicator": "hulp"},
        "figuur_5_5": {"nummer": "Figuur 5.5", "hoofdstuk": "hoofdstuk_5", "indicator": "stage"},
        "tabel_5_1": {"nummer": "Tabel 5.1", "hoofdstuk": "hoofdstuk_5", "indicator": ""},
    }
    tekst = made(register=register_, producten=producten)["hulp"]
    assert [tekst.count(naam) for naam in ("Figuur 5.1", "Tabel 5.1]", "Figuur 5.5", "tabel_5_9")] == [1, 2, 0, 0]


def test_a_page_says_where_a_breakdown_is_and_which_there_is_not():
    register_ = register(
        hulp=indicator(
            "Hulp", uitsplitsingen={"leerweg": "tabel_5_1", "opleidingsniveau": "tabel_5_1", "sector": None}
        ),
        druk=indicator("Druk", uitsplitsingen={}),
    )
    producten = {"tabel_5_1": {"nummer": "Tabel 5.1", "hoofdstuk": "hoofdstuk_5", "indicator": ""}}
    alle = made(register=register_, producten=producten)
    assert "Naar leerweg en niveau staat het cijfer in [Tabel 5.1](../hoofdstuk_5.html#tabel-5-1)." in alle["hulp"]
    assert "Naar leeftijd, opleidingsrichting en sector is het cijfer er in deze monitor niet." in alle["hulp"]
    assert "is het cijfer er" not in alle["druk"]
    rij = {"kenmerk": "niveau", "categorie": "2", "jaar": 2024, "aandeel": 0.5, "laag": 0.4, "hoog": 0.6, "n": 9}
    op_bladzijde = made(register=register_, producten=producten, groepen={"hulp": [rij]})["hulp"]
    assert "Naar leerweg staat het cijfer in" in op_bladzijde


def test_a_figure_of_a_flow_is_named_with_the_indicator_of_that_flow():
    register_ = register(
        erin=indicator("Erin", berekening={"product": "stroom", "maat": "instroom"}),
        eruit=indicator("Eruit", berekening={"product": "stroom", "maat": "gediplomeerd"}),
    )
    producten = {
        "figuur_3_1": {"nummer": "Figuur 3.1", "hoofdstuk": "hoofdstuk_3", "indicator": "", "maat": "instroom"},
        "tabel_2_1": {"nummer": "Tabel 2.1", "hoofdstuk": "hoofdstuk_2", "indicator": "", "maat": ""},
    }
    alle = made(register=register_, producten=producten)
    assert ["Figuur 3.1" in alle[naam] for naam in ("erin", "eruit")] == [True, False]
    assert "Tabel 2.1" not in alle["erin"] + alle["eruit"]


def test_values_per_institution_are_pointed_to_only_where_they_are_public():
    # "veilig" has a value per institution.
    assert "staan op de [factsheets](../../factsheets/index.html)" in made()["veilig"]
    assert "actsheet" not in "".join(made(factsheets="").values())


def test_a_mirrored_indicator_goes_by_what_is_shown_and_says_what_the_source_counts():
    tekst = made()["werkdruk"]
    assert tekst.startswith("# Werkdruk niet te hoog {#indicator}")
    assert "| Wat de bron telt | Werkdruk te hoog |" in tekst
    assert "Oordeel van de monitor over de voortgang van de sector: **geen aantoonbare verandering**." in tekst
    niet = "\N{LEFT SINGLE QUOTATION MARK}niet op koers\N{RIGHT SINGLE QUOTATION MARK}"
    assert f"Naar de regel van het syntheserapport is het oordeel {niet}, op onafgeronde waarden." in tekst
    assert "Alle waarden zijn er van 40 instellingen, met samen 74 procent van de studenten" in tekst
    assert f"met {MIN}0,6 procentpunt (95%-interval {MIN}2,0 tot +0,8)" in tekst
    assert "monitoringsplan (MTO-1); synthese (nummer 1)" in tekst
    assert "(../herkomst/tabel_s_voortgang.html)" in tekst


def test_without_a_product_the_reason_stands_there():
    tekst = made(redenen={"caos": "nieuw te ontwikkelen"})["caos"]
    assert "nog niet berekend: nieuw te ontwikkelen" in tekst
    assert "## Reeks" not in tekst
    assert "Bijlage A (rij 15)" in tekst
    assert "(../herkomst/tabel_a_dekking.html)" in tekst


def test_a_national_indicator_links_to_the_products_of_this_run():
    tekst = made()["instroom"]
    assert "[Figuur 3.1](../hoofdstuk_3.html#figuur-3-1)" in tekst
    assert "[herkomst van figuur 3.1](../herkomst/figuur_3_1.html)" in tekst
    assert "`figuur_9_9`, niet in deze uitgave" in tekst


def test_no_verdict_says_why():
    voortgang = VOORTGANG.assign(
        oordeel_synthese="", basis="", reden="geen recente waarde", oordeel="geen_oordeel", geen_oordeel="geen_waarde",
        n_samen=0, verandering=None, verandering_laag=float("nan"),
    )  # fmt: skip
    tekst = made(voortgang=voortgang)["werkdruk"]
    assert "Naar de regel van het syntheserapport is er geen oordeel: geen recente waarde." in tekst
    assert "**geen oordeel** (geen start- of recente waarde)." in tekst
    assert "Daar veranderde" not in tekst
