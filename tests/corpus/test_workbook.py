"""Odd workbooks: each gives the rows that its sheet holds, or one line with the cell or row, and what to do."""

import datetime as dt
import io
import zipfile
from dataclasses import replace

import pytest
from helpers.corpus_trial import CURIO, PROEF, Vreemd, check, parameters
from openpyxl import Workbook, load_workbook

from werkagenda.ingest.workbook import letter, read_workbook

KOP = ["instelling", "naam", "bedrag"]
RIJ = ["21CY", "Curio", 5]
BLAD = "xl/worksheets/sheet1.xml"
RIJN = [*CURIO, ("25LX", "Rijn", 6.0)]


def werkboek(*rijen, blad="proef", meer=(), kop=KOP):
    """Return the bytes of a workbook with a sheet of these rows, and of others behind it."""
    boek = Workbook()
    boek.active.title = blad
    for rij in (kop, *rijen):
        boek.active.append(list(rij))
    for naam in meer:
        boek.create_sheet(naam)
    return als_bytes(boek)


def als_bytes(boek):
    uit = io.BytesIO()
    boek.save(uit)
    return uit.getvalue()


def veranderd(inhoud, oud, nieuw, deel=BLAD):
    """Return a workbook with other bytes in one of its parts; the old ones must be there."""
    uit = io.BytesIO()
    assert deel in zipfile.ZipFile(io.BytesIO(inhoud)).namelist()
    with zipfile.ZipFile(io.BytesIO(inhoud)) as bron, zipfile.ZipFile(uit, "w") as doel:
        for naam in bron.namelist():
            data = bron.read(naam)
            if naam == deel:
                assert oud in data
                data = data.replace(oud, nieuw)
            doel.writestr(naam, data)
    return uit.getvalue()


def zonder_uitkomst():
    return werkboek(["21CY", "Curio", "=2+3"])


def met_uitkomst():
    return (
        veranderd(zonder_uitkomst(), b"<v></v>", b"<v>5</v>")
        if b"<v></v>" in deel(zonder_uitkomst())
        else veranderd(zonder_uitkomst(), b"<v />", b"<v>5</v>")
    )


def deel(inhoud):
    with zipfile.ZipFile(io.BytesIO(inhoud)) as bron:
        return bron.read(BLAD)


def ver_weg():
    """A sheet of which the last of 1,048,576 rows has a style and no value."""
    boek = load_workbook(io.BytesIO(werkboek(RIJ)))
    boek.active.cell(1_048_576, 1).number_format = "0.00"
    return als_bytes(boek)


def als_procent():
    """A sheet in which 0.673 is shown as 67.3%."""
    boek = load_workbook(io.BytesIO(werkboek(["21CY", "Curio", 0.673])))
    boek.active["C2"].number_format = "0.0%"
    return als_bytes(boek)


def twee_kleine_namen():
    boek = load_workbook(io.BytesIO(werkboek(RIJ)))
    boek.create_sheet("proef ")
    return als_bytes(boek)


WERKBOEK = r"verwacht: een xlsx of xlsm zonder wachtwoord"
BESTANDEN = [
    Vreemd(
        "a.xlsx",
        "het blad zegt kleiner te zijn dan het is",
        veranderd(werkboek(RIJ, ["25LX", "Rijn", 6]), b'<dimension ref="A1:C3"', b'<dimension ref="A1:B2"'),
        RIJN,
    ),
    Vreemd(
        "a.xlsx",
        "het blad zegt groter te zijn dan het is",
        veranderd(werkboek(RIJ), b'<dimension ref="A1:C2"', b'<dimension ref="A1:XFD1048576"'),
        CURIO,
    ),
    Vreemd(
        "a.xlsx",
        "het blad zegt niet hoe groot het is",
        veranderd(
            werkboek(RIJ),
            b'<dimension ref="A1:C2"/>'
            if b'<dimension ref="A1:C2"/>' in deel(werkboek(RIJ))
            else b'<dimension ref="A1:C2" />',
            b"",
        ),
        CURIO,
    ),
    Vreemd("a.xlsx", "een miljoen lege rijen met opmaak op de laatste", ver_weg(), CURIO),
    Vreemd(
        "a.xlsx",
        "lege rijen ertussen en een fout erna",
        werkboek(RIJ, [], [], ["25LX", "Rijn", "veel"]),
        r"kolom bedrag: 1 rijen met een onbekende waarde 'veel', de eerste in rij 5",
    ),
    Vreemd("a.xlsx", "een lege kolom achteraan", werkboek([*RIJ, None], kop=[*KOP, None]), CURIO),
    Vreemd(
        "a.xlsx",
        "een cel in een kolom zonder naam",
        werkboek([*RIJ, "let op"]),
        r"kolom 'D' heeft cellen en geen naam; verwacht: een naam erboven",
    ),
    Vreemd(
        "a.xlsx",
        "een formule zonder uitkomst",
        zonder_uitkomst(),
        r"cel C2 heeft een formule zonder uitkomst; verwacht: een waarde; open",
    ),
    Vreemd("a.xlsx", "een formule met een uitkomst", met_uitkomst(), CURIO),
    Vreemd(
        "a.xlsx",
        "een formule zonder uitkomst in een kolom die niemand leest",
        werkboek([*RIJ, "=A2"], kop=[*KOP, "extra"]),
        r"cel D2 heeft een formule zonder uitkomst",
    ),
    Vreemd(
        "a.xlsx",
        "een tekst die met = begint",
        veranderd(werkboek(["21CY", "XX", 5]), b"XX", b"=1+1"),
        [("21CY", "=1+1", 5.0)],
    ),
    Vreemd(
        "a.xlsx",
        "#N/A als naam",
        werkboek(["21CY", "#N/A", 5]),
        r"kolom naam: 1 rijen met een onbekende waarde '#N/A', de eerste in rij 2",
    ),
    Vreemd(
        "a.xlsx",
        "#DIV/0! als bedrag",
        werkboek(["21CY", "Curio", "#DIV/0!"]),
        r"kolom bedrag: 1 rijen met een onbekende waarde '#DIV/0!'",
    ),
    Vreemd(
        "a.xlsx",
        "een getal met drie decimalen in een cel",
        werkboek(["21CY", "Curio", 125.125]),
        [("21CY", "Curio", 125.125)],
    ),
    Vreemd(
        "a.xlsx",
        "125.000 als tekst in een cel",
        werkboek(["21CY", "Curio", "125.000"]),
        r"waarde '125\.000'.* kan 125 en 125000 zijn",
    ),
    Vreemd(
        "a.xlsx",
        "een heel klein en een heel groot getal",
        werkboek(["21CY", "Curio", 1e-7], ["25LX", "Rijn", 1e17]),
        [("21CY", "Curio", 1e-7), ("25LX", "Rijn", 1e17)],
    ),
    Vreemd(
        "a.xlsx",
        "een datum waar een getal hoort",
        werkboek(["21CY", "Curio", dt.date(2024, 2, 1)]),
        r"kolom bedrag: 1 rijen met een onbekende waarde '2024-02-01",
    ),
    Vreemd(
        "a.xlsx",
        "een bedrag dat als procent getoond wordt",
        als_procent(),
        r"kolom bedrag: 1 rijen met een onbekende waarde '0\.6730%', de eerste in rij 2",
    ),
    Vreemd(
        "a.xlsx",
        "waar en onwaar als bedrag",
        werkboek(["21CY", "Curio", True]),
        r"kolom bedrag: 1 rijen met een onbekende waarde 'True'",
    ),
    Vreemd(
        "a.xlsx",
        "spaties om de waarden en de namen",
        werkboek([" 21CY", "Curio ", " 5 "], kop=[" instelling", "naam ", "bedrag"]),
        CURIO,
    ),
    Vreemd("a.xlsx", "een spatie in de naam van het blad", werkboek(RIJ, blad="proef "), CURIO),
    Vreemd("a.xlsx", "hoofdletters in de naam van het blad", werkboek(RIJ, blad="Proef"), CURIO),
    Vreemd(
        "a.xlsx",
        "twee bladen met bijna dezelfde naam",
        twee_kleine_namen(),
        r"2 bladen heten 'proef'; verwacht: een blad van die naam",
    ),
    Vreemd(
        "a.xlsx",
        "een ander blad",
        werkboek(RIJ, blad="proeven"),
        r"het blad 'proef' ontbreekt \(bedoelde u 'proeven'\?\)",
    ),
    Vreemd("A.XLSX", "een naam in hoofdletters", werkboek(RIJ), CURIO),
    Vreemd("a.xlsm", "een werkboek met macro's", werkboek(RIJ), CURIO),
    Vreemd(
        "a.xls",
        "een oud werkboek of een met een wachtwoord",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        rf"oud werkboek \(\.xls\) of het heeft een wachtwoord; {WERKBOEK}",
    ),
    Vreemd(
        "a.xlsb",
        "een binair werkboek",
        veranderd(werkboek(RIJ), b"", b"", "xl/workbook.xml").replace(b"xl/workbook.xml", b"xl/workbook.bin"),
        rf"binair werkboek \(\.xlsb\); {WERKBOEK}",
    ),
    Vreemd(
        "a.xlsx",
        "halverwege afgebroken",
        werkboek(RIJ)[:2000],
        r"leeg, beschadigd of geen werkboek; verwacht: een xlsx",
    ),
    Vreemd(
        "a.xlsx",
        "een blad dat halverwege afbreekt",
        veranderd(werkboek(RIJ), b"</row></sheetData>", b""),
        r"leeg, beschadigd of geen werkboek",
    ),
    Vreemd("a.xlsx", "leeg", b"", r"leeg, beschadigd of geen werkboek"),
    Vreemd(
        "a.xlsx",
        "een csv met de naam van een werkboek",
        b"instelling;naam;bedrag\n21CY;Curio;5\n",
        r"leeg, beschadigd of geen werkboek",
    ),
    Vreemd("a.xlsx", "alleen een kop", werkboek(), r"het blad 'proef' heeft geen rijen"),
    Vreemd(
        "a.xlsx",
        "twee kolommen van een naam",
        werkboek([*RIJ, 6], kop=[*KOP, "bedrag"]),
        r"kolommen staan er twee keer: 'bedrag'",
    ),
    Vreemd("a.xlsx", "een regeleinde in een cel", werkboek(["21CY", "Cu\nrio", 5]), [("21CY", "Cu\nrio", 5.0)]),
]


@parameters(BESTANDEN)
def test_odd_workbook(bestand, tmp_path):
    pad = tmp_path / bestand.naam
    pad.write_bytes(bestand.inhoud)

    def lees():
        return [tuple(rij.values()) for rij in read_workbook(PROEF, pad).to_pylist()]

    check(lees, bestand, tmp_path)


def test_every_file_is_odd_in_its_own_way():
    assert len({bestand.wat for bestand in BESTANDEN}) == len(BESTANDEN)


@pytest.mark.parametrize(("plek", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_columns_are_named_as_excel_does(plek, letters):
    assert letter(plek) == letters


def test_a_share_that_is_shown_as_a_percentage(tmp_path):
    contract = replace(PROEF, kolommen=(*PROEF.kolommen[:2], replace(PROEF.column("bedrag"), soort="aandeel")))
    (tmp_path / "a.xlsx").write_bytes(als_procent())
    assert read_workbook(contract, tmp_path / "a.xlsx")["bedrag"].to_pylist() == [0.673]
