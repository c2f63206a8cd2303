"""Traps in files that need not be delivered, met by their contracts; a missing sheet or file is none."""

import pandas as pd
import pytest
from openpyxl import Workbook

from werkagenda.errors import InputError

VSV = b"JAAR,INSTELLINGSCODE,NIVEAU,LEERWEG,DEELNEMERS,VSV\r\n"


def test_suppressed_counts_of_early_leavers_are_missing(lees):
    tabel = lees("vsv", "vsv-2024.csv", VSV + b"2024,01AA,4,BOL,400,20\r\n2024,01AA,1,BBL,-1,<5\r\n")
    assert tabel["vsv"].tolist()[1] == 20 or tabel["vsv"].dropna().tolist() == [20]
    assert tabel[["deelnemers", "vsv"]].isna().sum().tolist() == [1, 1]
    assert set(tabel["leerweg"]) == {"bol", "bbl"}


@pytest.mark.parametrize(
    ("naam", "rij", "melding"),
    [
        ("vsv-2023.csv", b"2024,01AA,4,BOL,400,20", "1 rijen van een ander jaar"),
        ("vsv-2024.csv", b"2024,01AA,4,EX,400,20", "kolom LEERWEG: 1 rijen met een onbekende waarde 'EX'"),
        ("vsv-2024.csv", b"2024,01AA,5,BOL,400,20", "kolom NIVEAU: 1 rijen met een onbekende waarde '5'"),
        ("vsv-2024.csv", b"2024,01AA,4,BOL,400,2.5", "kolom VSV: 1 rijen met een waarde die geen telling is"),
        ("vsv-2024.csv", b"2024,01AA,4,BOL,4,1\r\n2024,01AA,4,BOL,4,1", "1 rijen herhalen een sleutel"),
    ],
)
def test_a_wrong_row_of_early_leavers_stops(lees, naam, rij, melding):
    with pytest.raises(InputError, match=melding):
        lees("vsv", naam, VSV + rij + b"\r\n")


def test_an_unknown_theme_category_or_chamber_stops(lees):
    kop = b"naam;thema;instelling;sinds\r\n"
    with pytest.raises(InputError, match="kolom thema: 1 rijen met een onbekende waarde 'ruimtevaart'"):
        lees("practoraten_lijst", "practoraten.csv", kop + b"Maan;Ruimtevaart;01AA;2020\r\n")
    with pytest.raises(InputError, match="kolom categorie: 1 rijen met een onbekende waarde 'onbevoegd'"):
        lees("bevoegdheid", "bevoegdheid.csv", b"instelling;jaar;categorie;waarde\r\n01AA;2024;onbevoegd;3\r\n")
    with pytest.raises(InputError, match="kolom sectorkamer: 1 rijen met een onbekende waarde 'landbouw'"):
        lees("sbb_tekorten", "stagetekorten.csv", b"jaar,sectorkamer,leerweg,tekort\r\n2024,Landbouw,bol,3\r\n")


def test_a_sector_chamber_comes_in_any_capitals(lees):
    tabel = lees("praktijkverklaringen", "v.csv", b"jaar,sectorkamer,aantal\r\n2024,ICT en Creatieve Industrie,12\r\n")
    assert tabel.to_dict("records") == [{"jaar": 2024, "categorie": "ict_creatief", "waarde": 12}]


def test_what_training_firms_say_comes_with_commas_capitals_and_a_row_for_all(lees):
    kop = b"jaar;vraag;sectorkamer;leerbedrijven;tevreden\r\n"
    tabel = lees(
        "sbb_tevredenheid", "t.csv", kop + b"2024;Taal_Rekenen;;900;0,61\r\n2024;taal_rekenen;HANDEL;40;0.7\r\n"
    )
    rijen = tabel.sort_values("n", ascending=False)
    assert rijen["categorie"].isna().tolist() == [True, False]
    assert rijen[["aandeel", "n"]].to_numpy().tolist() == [[0.61, 900], [0.7, 40]]
    for rij, melding in (
        (b"2024;houding;;900;0,61", "kolom vraag: 1 rijen met een onbekende waarde 'houding'"),
        (b"2024;taal_rekenen;;900;61", "kolom tevreden: 1 rijen"),
        (b"2024;taal_rekenen;;9;0,6\r\n2024;taal_rekenen;;9;0,6", "1 rijen herhalen een sleutel"),
    ):
        with pytest.raises(InputError, match=melding):
            lees("sbb_tevredenheid", "t.csv", kop + rij + b"\r\n")


def workbook(pad, bladen):
    boek = Workbook()
    boek.remove(boek.active)
    for blad, rijen in bladen.items():
        vel = boek.create_sheet(blad)
        for rij in rijen:
            vel.append(rij)
    boek.save(pad)


EIGEN = [["instelling", "doelstelling", "onderwerp", "richting"], ["01AA", "2.1", "Flexibiliteit", "hoger"]]


def test_a_workbook_may_lack_the_sheet_with_own_indicators(lees, tmp_path):
    workbook(tmp_path / "plannen.xlsx", {"instellingen": [["instelling"], ["01AA"]]})
    leeg = lees("plan_eigen_indicatoren", "plannen.xlsx", None)
    assert leeg.empty
    assert list(leeg) == ["instelling", "doelstelling", "onderwerp", "richting"]
    with pytest.raises(InputError, match="het blad 'maatregelen' ontbreekt"):
        lees("plan_maatregelen", "plannen.xlsx", None)


def test_the_sheet_with_own_indicators_is_read_when_it_is_there(lees, tmp_path):
    workbook(tmp_path / "plannen.xlsx", {" Eigen_Indicatoren": EIGEN})
    tabel = lees("plan_eigen_indicatoren", "plannen.xlsx", None)
    assert isinstance(tabel, pd.DataFrame)
    assert tabel.astype(str).to_dict("records") == [
        {"instelling": "01AA", "doelstelling": "2.1", "onderwerp": "flexibiliteit", "richting": "hoger"}
    ]


@pytest.mark.parametrize(
    ("bron", "kop", "rij", "erbij"),
    [
        ("plan_maatregelen", "instelling;maatregel;oordeel;vorm", "01AA;2.1.1;leg uit;", ";reden|;geen bbl"),
        ("plan_maatwerk", "instelling;aanbod;domein;doelgroep;leerweg", "01AA;ja;;;", ";flexibiliteit|;tempo"),
        (
            "efile_maatregelen",
            "instelling;doelstelling;voortgang;effectiviteit",
            "01AA;1.2;voor;",
            ";maatregel;gekozen|;1.2.1;ja",
        ),
        ("efile_waarden", "instelling;indicator;soort;jaar;waarde;n", "01AA;lc_ld;start;2023;47,5;", ";niveau|;4"),
    ],
)
def test_a_file_may_lack_the_new_columns_and_may_not_have_unknown_codes(lees, bron, kop, rij, erbij):
    nieuw, cel = erbij.split("|")
    zonder = lees(bron, "a.csv", f"{kop}\r\n{rij}\r\n".encode())
    met = lees(bron, "b.csv", f"{kop}{nieuw}\r\n{rij}{cel}\r\n".encode())
    assert list(met)[: len(zonder.columns)] == list(zonder)
    assert met.iloc[0, len(zonder.columns) :].astype(str).tolist() == cel.split(";")[1:]
    with pytest.raises(InputError, match="1 rijen met een onbekende waarde 'misschien'"):
        lees(bron, "c.csv", f"{kop}{nieuw}\r\n{rij}{cel.rpartition(';')[0]};misschien\r\n".encode())


STUDENTEN_01 = (
    b"JAAR,PROVINCIE INSTELLING,BEVOEGD GEZAG NUMMER,INSTELLINGSCODE,INSTELLINGSNAAM,PLAATSNAAM INSTELLING,"
    b"GEMEENTENUMMER INSTELLING,GEMEENTE INSTELLING,BBL,BOLDT,BOLVT,EX\r\n"
)
STUDENTEN_08 = (
    b"PROVINCIE INSTELLING,SECTORKAMER NAAM,HOOFDGROEP NAAM,BEVOEGD GEZAG NUMMER,INSTELLINGSCODE,INSTELLINGSNAAM,"
    b"GEMEENTENUMMER INSTELLING,GEMEENTE INSTELLING,BEROEPSOPLEIDING CODE,BEROEPSOPLEIDING NAAM,LEERWEG,"
    b"VERBLIJFSJAAR IN MBO,JAAR_2023,JAAR_2024\r\n"
)


def test_students_by_leerweg_have_hidden_counts_and_a_row_per_place(lees):
    rijen = (
        b"2024,Utrecht,1,21CY,Curio,BREDA,0758,Breda,12,-1,300,<5\r\n2024,Utrecht,1,21CY,Curio,EDE,0228,Ede,0,0,9,0\r\n"
    )
    tabel = lees("studenten_leerweg", "01-studenten.csv", STUDENTEN_01 + rijen)
    assert tabel[["plaats", "bbl", "bol_voltijd"]].to_numpy().tolist() == [["BREDA", 12, 300], ["EDE", 0, 9]]
    assert tabel[["bol_deeltijd", "overig"]].isna().sum().tolist() == [1, 1]
    with pytest.raises(InputError, match="1 rijen herhalen een sleutel"):
        lees("studenten_leerweg", "01-studenten.csv", STUDENTEN_01 + 2 * rijen.splitlines(keepends=True)[1])


def test_students_by_programme_are_wide_and_two_forms_of_bol_are_two_rows(lees):
    rij = b"Utrecht,Handel,Handel,1,21CY,Curio,0758,Breda,BC008,Kok,%s,1,%s\r\n"
    twee = rij % (b"BOLVT", b"-1,7") + rij % (b"BOLDT", b"0,5")
    tabel = lees("studenten_opleiding", "08-studenten.csv", STUDENTEN_08 + twee).sort_values(["jaar", "aantal"])
    assert tabel[["jaar", "bc", "leerweg"]].drop_duplicates().to_numpy().tolist() == [
        [2023, "bc008", "bol"],
        [2024, "bc008", "bol"],
    ]
    assert tabel["aantal"].dropna().tolist() == [0, 5, 7]
    assert tabel["aantal"].isna().sum() == 1
    with pytest.raises(InputError, match="onbekende kolom: 'JAAR2025'"):
        lees("studenten_opleiding", "08.csv", STUDENTEN_08.replace(b"\r\n", b",JAAR2025\r\n") + rij % (b"EX", b"0,5,1"))
    with pytest.raises(InputError, match="kolom LEERWEG: 1 rijen met een onbekende waarde 'OVO'"):
        lees("studenten_opleiding", "08.csv", STUDENTEN_08 + rij % (b"OVO", b"0,5"))
