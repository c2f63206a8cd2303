"""Pipe tables: the numbers of the data file, in Dutch, and nothing that pandoc reads otherwise."""

import xml.etree.ElementTree as ET

import pandas as pd
import pypandoc
from helpers.registers import PRODUCTEN, koppen, labels_of
from tables import markdown

from werkagenda.formats import LEEG
from werkagenda.report.pipe_table import print_tables

MIN = "\N{MINUS SIGN}"


def tabel(data, naam, **tekst):
    familie = PRODUCTEN[naam]["familie"]
    gereed = markdown.FAMILIES[familie](
        data, tekst=tekst, koppen=koppen(naam), labels=labels_of(familie), breuken={"instroom": 2021}
    )
    return print_tables(gereed, "Leeg.")


def cellen(tekst):
    """Read pipe tables with another reader: pandoc; a list of rows per table, header first."""
    pagina = ET.fromstring(f"<p>{pypandoc.convert_text(tekst, 'html', format='markdown')}</p>")  # noqa: S314 - our own
    return [
        [["".join(cel.itertext()) for cel in rij if cel.tag in {"th", "td"}] for rij in tabel.iter("tr")]
        for tabel in pagina.iter("table")
    ]


def test_series_side_by_side_with_their_bounds():
    kolommen = ["jaar", "groep", "aantal", "aantal_min", "aantal_max", "reeksbreuk"]
    rijen = [
        (2020, "totaal", 12345, 12345, 12345, "nee"),
        (2020, "regeling", 400, 400, 400, "nee"),
        (2021, "totaal", 13000, 12000, 14500, "ja"),
        (2021, "regeling", 500, 450, 600, "ja"),
    ]
    uit = tabel(
        pd.DataFrame(rijen, columns=kolommen), "figuur_3_1", reeksen=[["totaal", "Alle"], ["regeling", "Groep 3"]]
    )
    assert uit.splitlines() == [
        "| Jaar | Alle | Groep 3 |",
        "| ----------------- | ----------------------: | -------------: |",
        "| 2020 | 12.345 | 400 |",
        "| 2021 (reeksbreuk) | 13.000 (12.000-14.500) | 500 (450-600) |",
    ]


def test_table_b_0_1_as_the_report_prints_it():
    data = pd.DataFrame(
        {
            "bc": ["bc008", "bc464", "bc999"],
            "naam": ["Apothekersassistent", "Medewerker kinderopvang, onderwijs en bewegen", "Met | streep en *ster*"],
            "instellingen_genoemd": [15, 2, 1],
            "instellingen_met_gediplomeerden": [26, 1, 0],
            "procent": ["57.69230769230769", "200.0", ""],
            "sector": ["zorg", "kinderopvang", ""],
        }
    )
    (gelezen,) = cellen(tabel(data, "tabel_b_0_1"))
    assert gelezen[1:] == [
        ["bc008", "Apothekersassistent", "15", "26", "58%", "zorg"],
        ["bc464", "Medewerker kinderopvang, onderwijs en bewegen", "2", "1", "200%", "kinderopvang"],
        ["bc999", "Met | streep en *ster*", "1", "0", "\N{EN DASH}", ""],
    ]


def test_sectors_show_comparable_years_and_the_difference():
    rijen = [
        (jaar, maat, "zorg", aantal)
        for maat in ("instroom", "gediplomeerd")
        for jaar, aantal in ((2020, 5000), (2021, 1200), (2022, 1100))
    ]
    data = pd.DataFrame(rijen, columns=["jaar", "maat", "sector", "aantal"])
    data = data.assign(aantal_min=data["aantal"], aantal_max=data["aantal"])
    instroom, gediplomeerd = cellen(tabel(data, "tabel_3_sectoren"))
    assert instroom == [["Sector", "2021", "2022", "Verschil"], ["Zorg", "1.200", "1.100", f"{MIN}100"]]
    assert gediplomeerd == [["Sector", "2020", "2022", "Verschil"], ["Zorg", "5.000", "1.100", f"{MIN}3.900"]]


def test_breakdown_is_pivoted_and_bbl_stands_apart():
    rijen = []
    for maat in ("instroom", "gediplomeerd"):
        for jaar in (2021, 2022):
            for groep, aandeel in (("genoemd", 0.95), ("regeling", 0.30)):
                rijen += [
                    (jaar, maat, groep, "totaal", "", "", "", aandeel),
                    (jaar, maat, groep, "leerweg_niveau", "bol", "2", "", aandeel + (jaar - 2021) / 100),
                    (jaar, maat, groep, "soort_instelling", "", "", "roc", aandeel),
                ]
            rijen.append((jaar, maat, "bbl", "totaal", "", "", "", 0.125))
    kolommen = ["jaar", "maat", "groep", "uitsplitsing", "leerweg", "niveau", "soort_instelling", "aandeel"]
    data = pd.DataFrame(rijen, columns=kolommen).assign(hoofdgroep="")
    anders = [("gediplomeerd", "hoofdgroep", "hoofdgroep", "Zorg", 0.2),
              ("gediplomeerd", "bbl", "hoofdgroep", "Zorg", 0.3),
              ("studenten", "bbl", "totaal", "", 0.302), ("instroom", "nieuw", "totaal", "", 0.58),
              ("instroom", "switch", "totaal", "", 0.42), ("instroom", "bbl", "niveau", "", 0.4)]  # fmt: skip
    meer = pd.DataFrame(anders, columns=["maat", "groep", "uitsplitsing", "hoofdgroep", "aandeel"])
    meer = meer.assign(jaar=2022, leerweg="", soort_instelling="", niveau=["", "", "", "", "", "2"])
    data = pd.concat([data, meer], ignore_index=True)
    data = data.assign(aandeel_laag=data["aandeel"], aandeel_hoog=data["aandeel"])
    instroom, _, bbl, nieuw, hoofdgroepen = cellen(tabel(data, "tabel_3_uitsplitsing"))
    assert instroom == [
        ["Uitsplitsing", "Groep 1 2021", "Groep 1 2022", "Groep 3 2021", "Groep 3 2022"],
        ["Alle studenten", "95%", "95%", "30%", "30%"],
        ["Bol, niveau 2", "95%", "96%", "30%", "31%"],
        ["Roc", "95%", "95%", "30%", "30%"],
    ]
    assert bbl[1:] == [
        ["Instroom", "12,5% (2021)", "12,5% (2022)"],
        ["Instroom, niveau 2", f"{LEEG} (2021)", "40,0% (2022)"],
        ["Gediplomeerden", "12,5% (2021)", "12,5% (2022)"],
        ["Alle studenten", "30,2% (2022)", "30,2% (2022)"],
    ]
    assert nieuw[1:] == [["Alle studenten", "58,0%", "42,0%"]]
    assert hoofdgroepen[1:] == [["Zorg", LEEG, LEEG, "20,0%", "30,0%"]]


def test_spread_shows_comparable_years_of_each_maat():
    waarden = (0, 0.1, 0.205, 0.3, 0.9, 0.26, 55)
    rijen = [(jaar, maat, "regeling", *waarden) for maat in ("instroom", "gediplomeerd") for jaar in (2020, 2021, 2022)]
    kolommen = ["jaar", "maat", "groep", "p2_5", "p25", "mediaan", "p75", "p97_5", "gemiddelde", "instellingen"]
    data = pd.DataFrame(rijen, columns=kolommen)
    # The interval of an estimated year stands in brackets, that of a counted one is the number itself.
    for naam in kolommen[3:-1]:
        ruim = 0.02 * (data["maat"].eq("gediplomeerd") & data["jaar"].eq(2022))
        data[f"{naam}_laag"], data[f"{naam}_hoog"] = data[naam] - ruim, data[naam] + ruim
    (gelezen,) = cellen(tabel(data, "tabel_3_spreiding"))
    assert gelezen[4][4] == "10% (8-12%)"
    assert [rij[:3] for rij in gelezen[1:]] == [
        ["Instroom", "Groep 3", "2021"],
        ["Instroom", "Groep 3", "2022"],
        ["Gediplomeerden", "Groep 3", "2020"],
        ["Gediplomeerden", "Groep 3", "2022"],
    ]
    assert gelezen[1][3:] == ["0%", "10%", "21%", "30%", "90%", "26%", "55"]


def test_decomposition_shows_the_last_change():
    rijen = [
        ("instroom", "regeling", van, van + 1, deel, 10 * van - 20200 + plek)
        for van in (2021, 2022)
        for plek, deel in enumerate(("totaaleffect", "aandeeleffect", "som"))
    ]
    data = pd.DataFrame(rijen, columns=["maat", "groep", "van", "tot", "onderdeel", "aantal"])
    data = data.assign(aantal_laag=data["aantal"] - 30, aantal_hoog=data["aantal"] + 5)
    (gelezen,) = cellen(tabel(data, "tabel_3_ontleding"))
    waarden = ["+20 (\N{MINUS SIGN}10 tot +25)", "+21 (\N{MINUS SIGN}9 tot +26)", "+22 (\N{MINUS SIGN}8 tot +27)"]
    assert [rij[:6] for rij in gelezen[1:]] == [["Instroom", "Groep 3", "2022-2023", *waarden]]


def test_one_comparable_year_has_no_difference_and_is_named_once():
    data = pd.DataFrame(
        [(2021, "instroom", "zorg", 5, 5, 5, 0.0)],
        columns=["jaar", "maat", "sector", "aantal", "aantal_min", "aantal_max", "aandeel_onderdrukt"],
    )
    koppen = {"sector": "Sector", "verschil": "Verschil"}
    ((kop, tabel),) = markdown.sectoren(
        data, labels={"maat": {"instroom": {"kort": "Instroom"}}}, koppen=koppen, breuken={}
    )
    assert kop == "Instroom"
    assert list(tabel.columns) == ["Sector", "2021"]


def test_a_table_without_rows_says_so():
    data = pd.DataFrame(columns=["maat", "groep", "van", "tot", "onderdeel", "aantal"])
    labels = {"maat": {"instroom": {"kort": "Instroom"}}, "groep": {}, "onderdeel": {}}
    uit = markdown.FAMILIES["ontleding"](data, tekst={}, koppen={}, labels=labels, breuken={})
    assert print_tables(uit, "Leeg.") == "Leeg.\n"
