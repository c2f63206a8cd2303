"""The document that Word takes its page and styles from: pandoc's own, on A4, in Dutch, with page numbers."""

from __future__ import annotations

import re
import subprocess
import zipfile
from typing import TYPE_CHECKING

import pypandoc

from werkagenda.errors import InputError
from werkagenda.report.book import BRON
from werkagenda.report.zip_file import write_zip

if TYPE_CHECKING:
    from pathlib import Path

NAAM = "reference.docx"
# Twentieths of a point: A4, with margins of 2.5 cm beside and 2 cm above and below.
BLADZIJDE = (
    '<w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1134" w:right="1417" w:bottom="1134" w:left="1417" w:header="567" w:footer="567" w:gutter="0"/>'
)
VOET = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<w:ftr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    '<w:p><w:pPr><w:jc w:val="right"/></w:pPr>'
    '<w:r><w:t xml:space="preserve">{tekst}</w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    '<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    "</w:p></w:ftr>"
)
RELATIE = (
    '<Relationship Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer" '
    'Id="rIdVoet" Target="voet.xml"/></Relationships>'
)
SOORT = (
    '<Override PartName="/word/voet.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/></Types>'
)
INHOUDSSTIJL = (
    '<w:style w:styleId="TOC{diepte}" w:type="paragraph"><w:name w:val="toc {diepte}"/><w:basedOn w:val="Normal"/>'
    '<w:pPr><w:spacing w:before="{voor}" w:after="20"/><w:ind w:left="{in_}"/></w:pPr></w:style>'
)
# A caption stays with what it is about; source and notes are smaller than the text.
BIJSCHRIFT = (
    '<w:style w:customStyle="1" w:styleId="Bijschrift" w:type="paragraph"><w:name w:val="Bijschrift"/>'
    '<w:basedOn w:val="BodyText"/><w:pPr><w:keepNext/><w:keepLines/></w:pPr></w:style>'
    '<w:style w:customStyle="1" w:styleId="Noot" w:type="paragraph"><w:name w:val="Noot"/><w:basedOn w:val="BodyText"/>'
    '<w:pPr><w:spacing w:before="40" w:after="40"/></w:pPr><w:rPr><w:sz w:val="17"/><w:szCs w:val="17"/></w:rPr>'
    "</w:style>"
)
# A heading of the two levels that the contents show, after the bookmark that leads to it; and where the contents go.
KOP = re.compile(
    r'<w:bookmarkStart [^>]*w:name="([^"]+)" />\s*<w:p><w:pPr><w:pStyle w:val="Heading([12])" /></w:pPr>(.*?)</w:p>',
    re.DOTALL,
)
LEEG = '<w:fldChar w:fldCharType="separate" /><w:fldChar w:fldCharType="end" /></w:r></w:p>'
# A part of the file, what is there, what comes instead: each is found exactly once, or pandoc's document has changed.
WIJZIGINGEN = (
    ("word/document.xml", r"<w:sectPr>", rf'<w:sectPr><w:footerReference w:type="default" r:id="rIdVoet"/>{BLADZIJDE}'),
    ("word/_rels/document.xml.rels", r"</Relationships>", RELATIE),
    ("[Content_Types].xml", r"</Types>", SOORT),
    # Letters of 10 points and Dutch, for the spelling checker and for who has the text read aloud.
    ("word/styles.xml", r'<w:sz w:val="24" />\s*<w:szCs w:val="24" />\s*<w:lang w:val="en-US"',
     '<w:sz w:val="20"/><w:szCs w:val="20"/><w:lang w:val="nl-NL"'),
    # A table has many columns.
    ("word/styles.xml", r'(?s)(w:styleId="Table"(?: [^>]*)?>(?:(?!</w:style>).)*?<w:qFormat />)',
     r'\1<w:rPr><w:sz w:val="17"/><w:szCs w:val="17"/></w:rPr>'),
    # The name of a file is no larger than the words around it.
    ("word/styles.xml", r'(w:hAnsi="Consolas" />)\s*<w:sz w:val="22" />', r"\1"),
    # The entries of the contents, the lower ones further in.
    ("word/styles.xml", r"</w:styles>", INHOUDSSTIJL.format(diepte=1, voor=60, in_=0)
     + INHOUDSSTIJL.format(diepte=2, voor=0, in_=240) + BIJSCHRIFT + "</w:styles>"),
    # The contents and each chapter begin on a page of their own, so that the first page is the cover.
    ("word/styles.xml", r'(?s)(w:styleId="Heading1">.*?<w:keepLines />)', r"\1<w:pageBreakBefore/>"),
)  # fmt: skip


def write_reference(pad: Path, *, voet: str) -> None:
    """Write the reference document; `voet` stands before the page number at the foot of each page.

    Raises InputError when the program that makes it fails, or gives a document with other parts than this module knows.
    """
    programma = [pypandoc.get_pandoc_path(), "-o", str(pad), "--print-default-data-file", NAAM]
    if subprocess.run(programma, check=False, capture_output=True).returncode:  # noqa: S603 - fixed program, no shell
        raise InputError(BRON, NAAM, "het sjabloon voor Word is er niet", verwacht="pandoc zoals in requirements.lock")
    with zipfile.ZipFile(pad) as bestand:
        delen = {deel.filename: bestand.read(deel) for deel in bestand.infolist()}
    for naam, oud, nieuw in WIJZIGINGEN:
        tekst = delen[naam].decode("utf-8")
        if len(re.findall(oud, tekst)) != 1:
            raise InputError(BRON, NAAM, f"{naam} is anders dan verwacht", verwacht="pandoc zoals in requirements.lock")
        delen[naam] = re.sub(oud, nieuw, tekst).encode("utf-8")
    delen["word/voet.xml"] = VOET.format(tekst=voet).encode("utf-8")
    with zipfile.ZipFile(pad, "w") as bestand:
        for naam, inhoud in delen.items():
            bestand.writestr(zipfile.ZipInfo(naam), inhoud)


def fill_contents(pad: Path) -> None:
    """Fill the contents of a document with its headings: pandoc leaves them empty until Word is asked to make them.

    Each leads to its chapter or section; page numbers come when Word makes the list anew. InputError when the document
    is not as this module knows it.
    """
    with zipfile.ZipFile(pad) as bestand:
        delen = {deel.filename: bestand.read(deel) for deel in bestand.infolist()}
    tekst = delen["word/document.xml"].decode("utf-8")
    koppen = KOP.findall(tekst)
    if tekst.count(LEEG) != 1 or not koppen:
        raise InputError(
            BRON, NAAM, "de inhoudsopgave is anders dan verwacht", verwacht="pandoc zoals in requirements.lock"
        )
    regels = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="TOC{diepte}"/></w:pPr><w:hyperlink w:anchor="{anker}" w:history="1">'
        f"{''.join(re.findall(r'<w:r>.*?</w:r>', kop, re.DOTALL))}</w:hyperlink></w:p>"
        for anker, diepte, kop in koppen
    )
    begin, _, einde = LEEG.partition(" /><")
    gevuld = f"{begin} /></w:r></w:p>{regels}<w:p><w:r><{einde}"
    delen["word/document.xml"] = tekst.replace(LEEG, gevuld).encode("utf-8")
    write_zip(pad, delen)
