"""The workbook, read back with another library."""

import openpyxl
import pandas as pd
import pytest
from helpers.registers import ALGEMEEN, LABELS, NAMED, PRODUCTEN, contract_of, workbook_register
from tables import werkmap

from werkagenda.report.zip_file import make_even


def maak(doel, merk="SYNTHETISCH", noot="Een noot."):
    data = {
        "tabel_b_0_1": pd.DataFrame(
            {
                "bc": ["bc008", "bc464", "bc999"],
                "naam": ["A", "B", "C"],
                "instellingen_genoemd": [15, 2, 1],
                "instellingen_met_gediplomeerden": [26, 1, 0],
                "procent": [57.69230769230769, 200.0, None],
                "sector": ["zorg", "", ""],
            }
        ),
        "figuur_3_2": pd.DataFrame({"jaar": [2021], "groep": ["regeling"], "aandeel": [0.3049], "teller": [52387]}),
        "figuur_3_2_scenario": pd.DataFrame({"jaar": [2021], "scenario": ["noot_10"], "aandeel": [0.1]}),
        "tabel_3_uitsplitsing": pd.DataFrame(
            {"uitsplitsing": ["totaal", "leerweg_niveau", "soort_instelling"], "leerweg": ["", "bol", ""]}
        ),
    }
    teksten = {naam: {"titel": f"Titel {naam}", "merk": merk, "noten": [noot], "bron": "DUO"} for naam in data}
    teksten["figuur_3_2"]["noten"] = [f"Geschat. {ALGEMEEN['grenswoorden']['figuur']} tussen welke waarden."]
    teksten["figuur_3_2_scenario"]["reeksen"] = [["noot_10", "Alleen klimaat, landbouw en zorg"]]
    contracten = {naam: contract_of(naam) for naam in data}
    werkmap.workbook_of(
        doel, data=data, teksten=teksten, contracten=contracten, register=workbook_register(data), woorden=NAMED
    )
    return openpyxl.load_workbook(doel)


@pytest.fixture
def boek(tmp_path):
    return maak(tmp_path / "monitor.xlsx")


def test_a_sheet_per_product_in_the_order_of_the_register(boek):
    assert boek.sheetnames == ["Inhoud", "Figuur 3.2", "Figuur 3.3", "Tabel 3.1", "Tabel B.1"]
    inhoud = boek["Inhoud"]
    assert [cel.value for cel in inhoud[3]] == ["Blad", "Titel", "Bestand"]
    assert [cel.value for cel in inhoud[4]] == ["Figuur 3.2", "Titel figuur_3_2", "figuur_3_2.csv"]
    assert inhoud["A4"].hyperlink.location == "'Figuur 3.2'!A1"
    assert inhoud["A6"].value == "Tabel 3.1"
    assert (inhoud.auto_filter.ref, inhoud.freeze_panes) == ("A3:C7", "A4")


def test_rows_can_be_filtered_below_a_header_that_stays(boek):
    blad = boek["Tabel B.1"]
    assert (blad.auto_filter.ref, blad.freeze_panes) == ("A6:F9", "A7")
    assert (blad["A5"].value, blad["A5"].hyperlink.location) == ("Inhoud", "'Inhoud'!A1")


def test_a_long_note_is_wrapped_in_a_row_that_is_high_enough(tmp_path):
    """250 characters over six columns of 16, which is 96: three lines of 15 points."""
    noot = "n" * 244
    blad = maak(tmp_path / "m.xlsx", noot=noot)["Tabel B.1"]
    assert blad["A3"].value == f"Noot: {noot}"
    assert "A3:F3" in [str(vak) for vak in blad.merged_cells.ranges]
    assert blad["A3"].alignment.wrap_text
    assert blad.row_dimensions[3].height == 45


def test_title_note_and_source_stand_above_the_header(boek):
    kolom = [boek["Figuur 3.2"].cell(rij, 1).value for rij in range(1, 7)]
    noot = "Noot: Geschat. De onder- en bovengrens in het werkboek geven aan tussen welke waarden."
    assert kolom == ["SYNTHETISCH", "Figuur 3.2 Titel figuur_3_2", noot, "Bron: DUO", "Inhoud", "Jaar"]
    assert boek["Tabel B.1"]["A2"].value == "Tabel B.1 Titel tabel_b_0_1"


def test_estimates_keep_their_decimals_and_their_categories_have_words(tmp_path):
    data = pd.DataFrame(
        {
            "kenmerk": ["leerweg", "afstudeerjaar", "model"],
            "categorie": ["bbl", "2013", "n"],
            "coefficient": [0.852, 0.096, None],
            "waarde": [None, None, 639170],
        }
    )
    tekst = {"titel": "T", "merk": "", "noten": [], "bron": "CBS"}
    doel = tmp_path / "een.xlsx"
    naam = "tabel_b_0_2"
    werkmap.workbook_of(
        doel,
        data={naam: data},
        teksten={naam: tekst},
        contracten={naam: contract_of(naam)},
        register=workbook_register([naam]),
        woorden=NAMED,
    )
    blad = openpyxl.load_workbook(doel)[PRODUCTEN[naam]["nummer"]]
    assert [[cel.value for cel in rij] for rij in blad["A5:D7"]] == [
        ["Leerweg", "Bbl", 0.852, None],
        ["Afstudeerjaar", "Studiejaar 2013", 0.096, None],
        ["Model", "N", None, 639170],
    ]
    assert {blad["C5"].number_format, blad["D7"].number_format} == {"General"}


def test_codes_stand_in_the_words_of_the_report(boek):
    assert boek["Figuur 3.2"]["B7"].value == "3. Sectoren van de Regeling"
    assert boek["Figuur 3.3"]["B7"].value == "Alleen klimaat, landbouw en zorg"
    uitsplitsing = [boek["Tabel 3.1"].cell(rij, 1).value for rij in (7, 8, 9)]
    assert uitsplitsing == ["Totaal", "Leerweg en niveau", "Soort instelling"]


def test_a_measure_and_a_chamber_have_their_words():
    """As in the tables of the report; what has no word keeps its code."""
    data = pd.DataFrame(
        {"onderdeel": "gekozen", "uitsplitsing": "categorie", "categorie": ["1.2.4", "ict_creatief", "x"]}
    )
    gezegd = werkmap._worded(data, {}, LABELS, {"categorie": "Categorie"})
    woorden = ["Maatregel 1.2.4: aansluiting bij de aanpak Gezonde school", "ICT en creatieve industrie", "x"]
    assert gezegd["categorie"].tolist() == woorden


def test_numbers_are_numbers_and_unrounded(boek):
    blad = boek["Figuur 3.2"]
    jaar, groep, aandeel, teller = (blad.cell(7, plek) for plek in range(1, 5))
    assert [jaar.value, groep.value, aandeel.value, teller.value] == [
        2021,
        "3. Sectoren van de Regeling",
        0.3049,
        52387,
    ]
    assert [jaar.number_format, aandeel.number_format, teller.number_format] == ["0", "0.0%", "#,##0"]


def test_a_column_with_an_empty_cell_keeps_its_numbers(boek):
    procent = [boek["Tabel B.1"].cell(rij, 5).value for rij in (7, 8, 9)]
    assert procent == [pytest.approx(57.6923, abs=1e-4), 200, None]
    assert boek["Tabel B.1"].cell(7, 1).value == "bc008"


def test_real_files_carry_no_mark(tmp_path):
    boek = maak(tmp_path / "echt.xlsx", merk="")
    assert boek["Inhoud"]["A1"].value == "Inhoud"
    assert boek["Figuur 3.2"]["A1"].value == "Figuur 3.2 Titel figuur_3_2"


def test_same_data_same_bytes(tmp_path):
    maak(tmp_path / "a.xlsx")
    maak(tmp_path / "b.xlsx")
    eerst = (tmp_path / "a.xlsx").read_bytes()
    assert eerst == (tmp_path / "b.xlsx").read_bytes()
    # Whatever system it was made on.
    make_even(tmp_path / "a.xlsx")
    assert (tmp_path / "a.xlsx").read_bytes() == eerst


def test_published_and_computed_numbers_are_numbers_and_other_verdicts_words():
    ruw = pd.DataFrame({"product": ["figuur_3_1"] * 2, "gepubliceerd": ["29.6", "gedaald"], "berekend": ["30", ""],
                        "verschil": ["0.4", ""], "breedte": ["", "0.5"]})  # fmt: skip
    uit = werkmap.with_numbers(ruw)
    assert uit.drop(columns="product").to_numpy().tolist() == [[29.6, 30.0, 0.4, ""], ["gedaald", "", "", 0.5]]
