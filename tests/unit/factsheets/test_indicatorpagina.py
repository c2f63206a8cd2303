"""The page of an indicator: what it is, its series and verdict, and the reason where nothing computes it."""

import pandas as pd
from factsheets.indicatorpaginas import pages, series
from unit.factsheets.voorbeeld import ROOT, group, indicator, read, register

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
    {"indicator": ["werkdruk"], "oordeel": ["niet_op_koers"], "basis": ["onafgerond"], "reden": [""]}
)


def made(**anders):
    gegevens = {
        "reeksen": series(SECTOR, group(), minimum=5),
        "voortgang": VOORTGANG,
        "producten": {
            "figuur_3_1": {"nummer": "Figuur 3.1", "hoofdstuk": "hoofdstuk_3"},
            "tabel_a_dekking": {"nummer": "Tabel A", "hoofdstuk": "bijlage_a"},
            "tabel_s_voortgang": {"nummer": "Tabel S.1", "hoofdstuk": "synthese"},
        },
        "banner": "",
        "factsheets": "../../factsheets",
        "tekst": TEKST,
    } | anders
    return pages(REGISTER, **gegevens)


def test_a_page_for_every_indicator_and_the_list():
    assert set(made()) == {"index", *REGISTER.indicatoren}
    echt = load_registry(ROOT / "resources" / "indicatoren.yaml", ROOT / "config/schema/indicatoren.schema.yaml")
    alle = pages(echt, reeksen={}, voortgang=VOORTGANG.iloc[:0], producten={}, banner="", factsheets="..", tekst=TEKST)
    assert set(alle) == {"index", *echt.indicatoren}
    for naam, tekst in alle.items():
        assert foreign(tekst) == [], naam
    for een in echt.indicatoren.values():
        assert f"[{een.toonnaam}]({een.id}.html)" in alle["index"]


def test_the_series_has_the_mean_and_the_band_of_its_own_year():
    tekst = made()["veilig"]
    # The band of five institutions is known for 2024 alone; quantiles as in test_rijen.
    assert "| 2022 | startwaarde | 25,0% | – | – | – | – | 3 |" in tekst  # noqa: RUF001
    assert "| 2024 | recente waarde | 30,0% | 14,0% | 20,0% | 40,0% | 46,0% | 5 |" in tekst


def test_a_mirrored_indicator_goes_by_what_is_shown_and_says_what_the_source_counts():
    tekst = made()["werkdruk"]
    assert tekst.startswith("# Werkdruk niet te hoog {#indicator}")
    assert "| Wat de bron telt | Werkdruk te hoog |" in tekst
    assert "**niet op koers**, op onafgeronde waarden" in tekst
    assert "monitoringsplan (MTO-1); synthese (nummer 1)" in tekst
    assert "(../herkomst/tabel_s_voortgang.html)" in tekst


def test_without_a_product_the_reason_stands_there():
    tekst = made()["caos"]
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
    voortgang = VOORTGANG.assign(oordeel="", basis="", reden="geen recente waarde")
    assert "Er is geen oordeel: geen recente waarde." in made(voortgang=voortgang)["werkdruk"]
