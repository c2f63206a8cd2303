"""A name with signs that mean something elsewhere ends as that name in every form in which the book comes out."""

import csv
import html
import io
import re
import zipfile

import openpyxl
import pandas as pd
import pypandoc
import pytest
import renderen
import yaml
from helpers import book_example as voorbeeld
from helpers.figures_text import drawn
from helpers.odd_names import NAMEN, REGELEINDE
from helpers.project import ROOT
from helpers.registers import NAMED, contract_of, workbook_register
from tables import werkmap
from voorbereiden import product_include

from werkagenda.contract.tables import read_table, write_table
from werkagenda.report import pandoc
from werkagenda.report.pipe_table import as_text, pipe_rows


def text_of(bron: str, uit: str) -> list[str]:
    """Return the cells of a table of Markdown as one of the writers gives them, read back as plain text."""
    tussen = pypandoc.convert_text(bron, uit, format=pandoc.LEZER, extra_args=["--wrap=none"])
    if uit == "html":
        cellen = re.findall(r"<td[^>]*>(.*?)</td>", tussen, flags=re.DOTALL)
        assert not any("<" in cel for cel in cellen), "markup in a cell"
        return [html.unescape(cel) for cel in cellen]
    terug = pypandoc.convert_text(tussen, "json", format=uit)
    frame = pypandoc.convert_text(terug, "html", format="json", extra_args=["--wrap=none"])
    return [html.unescape(re.sub(r"</?p>", "", cel)) for cel in re.findall(r"<td[^>]*>(.*?)</td>", frame, re.DOTALL)]


@pytest.mark.parametrize("uit", ["html", "typst"])
def test_a_table_shows_the_names(uit):
    tabel = pipe_rows(pd.DataFrame({"naam": [*NAMEN, REGELEINDE]}))
    assert text_of(tabel, uit) == [*NAMEN, "eerste tweede"]


def test_a_star_may_stay_markup():
    assert as_text("(*@naam*)", behalve="*") == r"(*\@naam*)"


def include(tekst):
    return product_include(
        {"id": "figuur_3_1", "titel": tekst, "alt": tekst, "bron": tekst, "noten": [tekst], "variabelen": {}},
        rij={"nummer": "Figuur 3.1", "soort": "figuur", "gepubliceerd": "Figuur 3.1", "bron": "SEO"},
        tabel=pipe_rows(pd.DataFrame({"naam": [tekst]})),
        jsonld="{}",
        woorden=yaml.safe_load((ROOT / "report" / "paginas" / "boek.yaml").read_text(encoding="utf-8")),
    )


@pytest.fixture(scope="module")
def boek(tmp_path_factory):
    """The book with the names in a table, and in the title, source, note and alt text of a figure; that alone."""
    nummering = {"figuur_3_1": voorbeeld.numbering()["figuur_3_1"]}
    map_, erbij = tmp_path_factory.mktemp("tekens"), {"hoofdstuk_3": "{{< include _figuur_3_1.md >}}"}
    bron = voorbeeld.staged_small(map_, erbij, nummering=nummering)
    alles = " ; ".join(NAMEN)
    (bron / "_figuur_3_1.md").write_text(include(alles), encoding="utf-8")
    return bron, alles


@pytest.mark.parametrize("formaat", ["html", "docx", "pdf"])
def test_the_book_shows_the_names(boek, tmp_path, formaat):
    bron, alles = boek
    (tmp_path / formaat).mkdir()
    renderen.render(bron, tmp_path / formaat, formaat=formaat, merk="", quarto=None)
    if formaat == "html":
        tekst = html.unescape((tmp_path / "html" / "hoofdstuk_3.html").read_text(encoding="utf-8"))
    elif formaat == "docx":
        with zipfile.ZipFile(tmp_path / "docx" / "monitor.docx") as archief:
            tekst = html.unescape(re.sub(r"<[^>]*>", "", archief.read("word/document.xml").decode()))
    else:
        # That it is made says that typst read no sign as an order; the table above says what typst reads.
        assert (tmp_path / "pdf" / "monitor.pdf").stat().st_size > 0
        return
    zonder = re.sub(r"\s+", " ", tekst).replace("…", "...")
    # Title, source and note; a page has the numbers, and a description of either form of the figure.
    assert zonder.count(re.sub(r"\s+", " ", alles)) == (6 if formaat == "html" else 3)


def test_a_workbook_and_a_csv_hold_the_names(tmp_path):
    namen = [*NAMEN, REGELEINDE]
    data = {"tabel_b_0_1": pd.DataFrame({"bc": [f"bc{plek:03d}" for plek in range(len(namen))], "naam": namen})}
    teksten = {"tabel_b_0_1": {"titel": "=1+1", "merk": "", "noten": ["@noot"], "bron": "=bron"}}
    contracten = {"tabel_b_0_1": contract_of("tabel_b_0_1")}
    register = workbook_register(data)
    werkmap.workbook_of(
        tmp_path / "m.xlsx", data=data, teksten=teksten, contracten=contracten, register=register, woorden=NAMED
    )
    blad = openpyxl.load_workbook(tmp_path / "m.xlsx")["Tabel B.1"]
    cellen = {str(cel.value): cel.data_type for rij in blad.iter_rows() for cel in rij if cel.value is not None}
    assert set(namen) <= set(cellen)
    assert "f" not in cellen.values(), "a formula"
    write_table(data["tabel_b_0_1"], tmp_path / "t.csv")
    assert read_table(tmp_path / "t.csv")["naam"].tolist() == namen
    gelezen = list(csv.reader(io.StringIO((tmp_path / "t.csv").read_text(encoding="utf-8"), newline="")))
    assert [rij[1] for rij in gelezen[1:]] == namen


def test_a_figure_draws_the_names():
    assert drawn(NAMEN) == NAMEN
