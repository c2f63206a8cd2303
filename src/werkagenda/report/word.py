"""The document that Word takes its page and styles from: pandoc's own, on A4, in Dutch, with page numbers."""

from __future__ import annotations

import re
import subprocess
import zipfile
from typing import TYPE_CHECKING

import pypandoc

from werkagenda.errors import InputError
from werkagenda.report.book import BRON

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
# A part of the file, what is there, what comes instead: each is found exactly once, or pandoc's document has changed.
WIJZIGINGEN = (
    ("word/document.xml", r"<w:sectPr>", rf'<w:sectPr><w:footerReference w:type="default" r:id="rIdVoet"/>{BLADZIJDE}'),
    ("word/_rels/document.xml.rels", r"</Relationships>", RELATIE),
    ("[Content_Types].xml", r"</Types>", SOORT),
    # Letters of 10 points and Dutch, for the spelling checker and for who has the text read aloud.
    ("word/styles.xml", r'<w:sz w:val="24" />\s*<w:szCs w:val="24" />\s*<w:lang w:val="en-US"',
     '<w:sz w:val="20"/><w:szCs w:val="20"/><w:lang w:val="nl-NL"'),
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
