"""Tables on plans and surveys as the report prints them, and the sheets of the workbook in words."""

import openpyxl
import pandas as pd
import pytest
from helpers.plans_tables import MAATREGELEN, banden, dozen
from helpers.plans_tables import streefwaarden as gepubliceerd
from helpers.registers import NAMED, PRODUCTEN, contract_of, koppen, labels_of, lees, workbook_register
from tables import enquetes, plannen, werkmap

from werkagenda.report.pipe_table import print_tables

MIN = "\N{MINUS SIGN}"
LEEG = "\N{EN DASH}"
STREEP = "\N{EN DASH}"


def rijen(data, naam):
    """Return the printed lines of a product as lists of cells, without the escapes of Markdown and the dashes."""
    product = PRODUCTEN[naam]
    extra = {"labels": labels_of(product["familie"]), "koppen": koppen(naam)}
    if product["familie"] in plannen.FAMILIES:
        gereed = plannen.FAMILIES[product["familie"]](data, maatregel=MAATREGELEN, **extra)
    else:
        gereed = enquetes.FAMILIES[product["familie"]](data, **extra)
    regels = print_tables(gereed, "Leeg.").replace("\\", "").splitlines()
    return [
        [cel.strip() for cel in regel.split("|")[1:-1]]
        for regel in regels
        if regel.startswith("|") and not regel.startswith("| --")
    ]


def test_table_2_1_prints_the_cells_of_the_report():
    """Report, table 2.1: `Bol-1 47% 33% 85% 31 (70%) 61%` and `Bbl-4 40% 27% 60% 34 (69%) 26%`."""
    tabel = rijen(gepubliceerd("tabel_2_1"), "tabel_2_1")
    assert tabel[0] == [
        "Leerweg en niveau",
        "Gemiddelde streefwaarde",
        "Laagste",
        "Hoogste",
        "N (% van totaal)",
        "JOB 2022",
        "Laatste streefwaarde",
        "Laatste JOB",
    ]
    assert tabel[1][:6] == ["Bol, niveau 1", "47%", "33%", "85%", "31 (70%)", "61%"]
    assert tabel[8][:6] == ["Bbl, niveau 4", "40%", "27%", "60%", "34 (69%)", "26%"]


def test_differences_are_whole_points_in_a_table_per_leerweg():
    data = lees("""leerweg,variant,minimum_pp,kwartiel_1_pp,mediaan_pp,gemiddelde_pp,kwartiel_3_pp,maximum_pp,n
        bol,gegeven,-22.4,0.2,2.5,3.2,6,18,33
        bbl,gegeven,-25,0,1,0.6,5,14,31""")
    tabel = rijen(data, "tabel_2_6")
    assert tabel[1] == ["Alleen gegeven streefwaarden", f"{MIN}22", "0", "3", "3", "6", "18", "33"]
    assert tabel[3][-3:] == ["5", "14", "31"]


def test_measures_carry_their_text_and_percentages():
    data = lees("maatregel,pas_toe,leg_uit,onduidelijk,n\n2.1.1,0.924528,0.018868,0.056604,53")
    assert rijen(data, "tabel_2_4b")[1] == [
        "2.1.1 Investeren in capaciteit en kwaliteit van LOB", "92%", "2%", "6%", "53",
    ]  # fmt: skip


def test_form_and_partners_are_counts_with_shares():
    data = lees("""onderdeel,sleutel,categorie,aantal,aandeel,n
        vorm,2.2.3,nieuw,26,0.553,47
        vorm,2.2.3,onduidelijk,2,0.04,47
        vorm,2.2.3,uitbreiding of voortzetting,19,0.4,47
        partner,2.2,po,0,0,53
        partner,2.2,bedrijfsleven,38,0.717,53
        bbl_aanbod,,nee,4,0.07,55""")
    tabel = rijen(data, "tabel_2_maatregelvorm")
    assert tabel[0][1:] == ["Nieuw", "Uitbreiding of voortzetting", "Onduidelijk"]
    assert tabel[1][1:] == ["26 (55%)", "19 (40%)", "2 (4%)"]
    assert tabel[3] == ["Bedrijfsleven", "38 (72%)"]
    assert tabel[-1] == ["Biedt bbl aan: nee", "", "4 (7%)"]


def test_traits_show_points_stars_p_and_small_groups():
    data = lees("""doelstelling,kenmerk,leerweg,niveau,laag,hoog,verschil,toets,p,sterren,n_laag,n_hoog,reden
        2.2,werk,bol,2,0.7331,0.8225,0.0894,welch,0.004,***,14,13,
        2.2,hulp_keuze_ambitie,alle,totaal,0.146,0.187,0.041,welch,0.26,,8,6,
        2.2,werk,bbl,1,0.61,,,welch,,,4,1,minder dan 2 instellingen in een groep""")
    tabel = rijen(data, "tabel_2_kenmerken")
    assert tabel[1] == [
        "Uitstromers met werk van 12 uur of meer per week: bol, niveau 2",
        "73,3%", "82,3%", "+8,9***", "< 0,01", "14, 13",
    ]  # fmt: skip
    assert tabel[2][1:5] == ["+14,6", "+18,7", "+4,1", "0,26"]
    assert tabel[3][1:] == ["61,0%", "niet getoond", "niet getoond", "niet getoond", "4, 1"]


def test_bands_set_the_series_side_by_side():
    lijnen = (
        "alle,2022,landelijk,0.3294,ja",
        "alle,2022,laag,0.3,ja",
        "alle,2022,p25,0.31,ja",
        "alle,2027,laag,0.4,nee",
    )
    tabel = rijen(banden(*lijnen, marge=0.01).assign(n=51), "figuur_5_1")
    assert tabel == [
        ["Jaar", "Landelijk gemiddelde", "Instellingen met de laagste besteding", "25e percentiel", "N"],
        ["2022", "32,9% (31,9-33,9%)", "30,0% (29,0-31,0%), n = 51", "31,0%", "51"],
        ["2027", LEEG, "40,0%", LEEG, "51"],
    ]


def test_effects_have_a_column_per_category_and_a_dash_where_nobody_was_asked():
    data = lees("""item,kenmerk,categorie,effect,standaardfout,effect_min,effect_max,p,n,reden
        hulp_keuze,geslacht,man,0.0,,,,,50,
        hulp_keuze,geslacht,vrouw,-0.042,0.002,-0.046,-0.038,0,48,
        hulp_keuze,leerweg,bol,0.0,,,,,60,
        hulp_keuze,leerweg,bbl,,,,,,,minder dan 10 personen
        begeleiding_school_stage,geslacht,man,0.0,,,,,50,
        begeleiding_school_stage,geslacht,vrouw,-0.05,0.002,-0.054,-0.045,0,48,
        begeleiding_school_stage,leerweg,bol,,,,,,98,niet te schatten
        begeleiding_school_stage,leerweg,bbl,,,,,,0,geen personen""")
    tabel = rijen(data, "tabel_5_job_regressie")
    assert tabel[0] == ["Vraag", "Vrouw (ref. Man)", "Bbl (ref. Bol)", "Studenten"]
    assert tabel[1][1:] == [f"{MIN}4,2 ({MIN}4,6 tot {MIN}3,8)", "niet getoond", "60"]
    assert tabel[2][2] == STREEP


@pytest.mark.parametrize("naam", ["figuur_5_2", "figuur_b_0_5"])
def test_boxes_are_ranked_with_hidden_rows_last(naam):
    tabel = rijen(dozen("handel,", "zorg,0.4,0.5,0.6,0.7,0.8,20", "ICT,0.3,0.5,0.7,0.8,0.9,8"), naam)
    assert [rij[0] for rij in tabel[1:]] == ["ICT", "Zorg", "Handel"]
    assert tabel[3][1:] == ["niet getoond"] * 5 + ["3"]


def test_small_tables_of_surveys():
    sollicitaties = lees("jaar,herkomst,sollicitaties,aandeel,n,reden\n2024,met,1,0.305,90,\n2024,met,2-3,,90,weinig")
    assert rijen(sollicitaties, "figuur_5_6")[1] == [
        "Met migratieachtergrond", "2024", STREEP, "31%", "niet getoond", STREEP, STREEP, STREEP, "90",
    ]  # fmt: skip
    leeftijd = lees("jaar,niveau,aandeel,teller,n\n2023,1,0.125,1,8\n2023,totaal,0.0314,1,8")
    assert rijen(leeftijd, "figuur_5_8") == [["Jaar", "Alle niveaus", "Niveau 1"], ["2023", "3,1%", "12,5%"]]
    meldingen = lees("onderdeel,jaar,waarde,reden\nmeldingen,2023,56,\nmaximum,2023,,een instelling")
    assert [rij[1] for rij in rijen(meldingen, "tabel_5_meldingen")[1:]] == ["56", "niet getoond"]
    bpv = lees("onderdeel,groep,aandeel,jaar\ncontact_voldoende,student,0.88,2023")
    assert rijen(bpv, "tabel_5_bpv")[1] == ["Genoeg contactmomenten", "88%", STREEP]
    domeinen = lees("domein,aantal,bol,bbl,derde_leerweg\nGroen,5,0,1,0\nTechniek,18,1,2,3")
    assert [rij[0] for rij in rijen(domeinen, "tabel_b_0_3")[1:]] == ["Techniek", "Groen"]


def test_sheets_hold_words_for_codes_and_percentages_for_shares(tmp_path):
    data = {
        "tabel_2_maatregelvorm": pd.DataFrame({"onderdeel": ["vorm"], "sleutel": ["2.2.3"], "categorie": ["nieuw"]}),
        "tabel_4_aanbod": pd.DataFrame({"onderdeel": ["aanbod"], "categorie": ["ambitie"], "aantal": [4]}),
        "tabel_2_9": pd.DataFrame({"doelstelling": ["2.1"], "gemiddelde": [0.092]}),
        "tabel_2_2": pd.DataFrame({"variant": ["gegeven"], "gemiddelde_pp": [10.2]}),
        "tabel_5_bpv": pd.DataFrame({"onderdeel": ["contact"], "groep": ["student"], "aandeel": [0.9]}),
    }
    tekst = {"titel": "T", "merk": "", "noten": [], "bron": "B"}
    doel = tmp_path / "een.xlsx"
    werkmap.workbook_of(
        doel,
        data=data,
        teksten=dict.fromkeys(data, tekst),
        contracten={naam: contract_of(naam) for naam in data},
        register=workbook_register(data),
        woorden=NAMED,
    )
    boek = openpyxl.load_workbook(doel)
    bladen = {naam: boek[PRODUCTEN[naam]["nummer"]] for naam in data}
    assert [cel.value for cel in bladen["tabel_2_maatregelvorm"][5]] == ["Vorm", "2.2.3", "nieuw"]
    assert bladen["tabel_4_aanbod"]["B5"].value == "Wil maatwerkopleidingen"
    assert bladen["tabel_2_9"]["A5"].value == "Doelstelling 2.1: weloverwogen studiekeuze"
    assert bladen["tabel_2_9"]["B5"].number_format == "0.0%"
    assert bladen["tabel_2_2"]["B5"].number_format == "General"
    assert [cel.value for cel in bladen["tabel_5_bpv"][5]][:2] == [
        "Contact met de opleiding, op enig moment",
        "Studenten",
    ]
