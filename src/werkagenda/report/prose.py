"""No number in the prose is typed by hand: it is a variable, or its sentence cites the source.

Digits and number words count alike. Allowed are section numbers at the start of a heading, and the names in
`report/namen_met_getallen.txt` ("Werkagenda mbo 2023-2027" is a name, not a finding).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_WOORDEN = (
    "twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien twintig dertig veertig vijftig "
    "zestig zeventig tachtig negentig honderd duizend miljoen helft derde kwart driekwart eenvijfde tweederde"
)
_GETAL = re.compile(rf"\d[\d.,%]*|\b(?:{'|'.join(_WOORDEN.split())})\b", re.IGNORECASE)
_BRON = re.compile(r"\[[^\[\]]*@\w[^\[\]]*\]")
_BRONTEKEN = "\N{REFERENCE MARK}"
_ZIN = re.compile(r"(?<=[.!?:;])\s+")
# Not prose: shortcodes, attributes, link targets, code, comments, fences.
_OMHULSEL = re.compile(r"\{\{<.*?>\}\}|\{[^}]*\}|\]\([^)]*\)|`[^`]*`|<!--.*?-->|^:::[^\n]*$", re.DOTALL | re.MULTILINE)
_KOPNUMMER = re.compile(r"^(#{1,6} )(?:(?:Hoofdstuk|Bijlage|Tabel|Figuur) )?[\dA-Z]?[\d.]*\s", re.MULTILINE)
_INSTELLINGEN = re.compile(r": '\d{2}[A-Z]{2}'(?:, '\d{2}[A-Z]{2}')*(?: en \d+ andere)?")


def unnamed(reden: str) -> str:
    """Return the reason of a step without the codes of institutions at its end: the report names none."""
    return _INSTELLINGEN.sub("", reden)


def typed_numbers(tekst: str, namen: Iterable[str]) -> list[str]:
    """Return each typed number with its sentence, `65: Van alle BC's is 65 procent genoemd`.

    Args:
        tekst: a chapter before its variables are filled in.
        namen: names that hold a number and are allowed everywhere, matched as whole phrases.

    """
    # A citation holds full stops ("p. 39") that end no sentence: it becomes one sign first.
    kaal = _OMHULSEL.sub(lambda treffer: "\n" * treffer[0].count("\n"), _BRON.sub(_BRONTEKEN, tekst))
    kaal = _KOPNUMMER.sub(r"\1", kaal)
    gevonden = []
    for alinea in re.split(r"\n\s*\n", kaal):
        # Within a paragraph a line break is a space; a list item or heading is a sentence of its own.
        blok = re.sub(r"\n(?!\s*(?:[-*#|]|\d+\.\s))", " ", alinea)
        for zin in (deel for regel in blok.split("\n") for deel in _ZIN.split(regel)):
            if _BRONTEKEN in zin:
                continue
            rest = zin
            for naam in sorted(namen, key=len, reverse=True):
                rest = re.sub(rf"(?<!\w){re.escape(naam)}(?!\w)", "", rest, flags=re.IGNORECASE)
            gevonden += [f"{getal}: {zin.strip()}" for getal in _GETAL.findall(rest)]
    return gevonden
