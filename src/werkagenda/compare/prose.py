"""The sentences of two deliveries side by side, word by word, and the numbers that changed while no sentence did."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

# Part of its words that a sentence keeps when it is the same one in other words.
_ZELFDE = 0.5
GELIJK, WEG, ERBIJ = "gelijk", "weg", "erbij"
# The verdict of the monitor on each indicator.
VOORTGANG, OORDEEL, INDICATOR = "tabel_s_voortgang", "oordeel", "indicator"


class Sentence(NamedTuple):
    """A sentence then and now; empty where there was or is none."""

    was: str
    wordt: str


def sentences(tekst: Mapping[str, Any]) -> dict[str, str]:
    """Return the title, the notes and the whole sentences of a text (`results/text/<id>.json`), by name.

    What chapters set inside a sentence of their own (`van 31 tot 34 procent`) is none: it has no point at its end.
    """
    uit = {"titel": str(tekst.get("titel", ""))}
    uit |= {f"noten.{plek}": str(noot) for plek, noot in enumerate(tekst.get("noten", []))}
    uit |= {naam: zin for naam, zin in _flat(tekst.get("variabelen", {})) if zin.endswith(".")}
    return {naam: " ".join(zin.split()) for naam, zin in uit.items() if zin.strip()}


def _flat(variabelen: Mapping[str, Any], begin: str = "") -> Iterator[tuple[str, str]]:
    for naam, waarde in variabelen.items():
        if isinstance(waarde, dict):
            yield from _flat(waarde, f"{begin}{naam}.")
        else:
            yield f"{begin}{naam}", str(waarde)


def changed_sentences(was: Mapping[str, Any], wordt: Mapping[str, Any]) -> list[Sentence]:
    """Return the sentences of a product that are not what they were, each once: a title is often a sentence too."""
    oud, nieuw = sentences(was), sentences(wordt)
    gevonden: dict[tuple[str, str], Sentence] = {}
    for naam in dict.fromkeys([*nieuw, *oud]):
        paar = Sentence(oud.get(naam, ""), nieuw.get(naam, ""))
        if paar.was != paar.wordt:
            gevonden.setdefault((paar.was.rstrip("."), paar.wordt.rstrip(".")), paar)
    return list(gevonden.values())


def changed_prose(was: Sequence[str], wordt: Sequence[str]) -> list[Sentence]:
    """Return the sentences of a chapter that came, went or have other words; one that only moved is none.

    A new sentence stands beside the old one that it shares most words with; what went follows at the end.
    """
    oud, nieuw = set(was), set(wordt)
    weg = [zin for zin in dict.fromkeys(was) if zin not in nieuw]
    uit = []
    for zin in (zin for zin in dict.fromkeys(wordt) if zin not in oud):
        gelijkend = max(weg, key=lambda een: _likeness(een, zin), default="")
        if gelijkend and _likeness(gelijkend, zin) >= _ZELFDE:
            weg.remove(gelijkend)
        else:
            gelijkend = ""
        uit.append(Sentence(gelijkend, zin))
    return [*uit, *(Sentence(zin, "") for zin in weg)]


def _likeness(een: str, ander: str) -> float:
    """Return which part of their words two sentences share, in order (0-1)."""
    return SequenceMatcher(None, een.split(), ander.split(), autojunk=False).ratio()


def word_changes(zin: Sentence) -> list[tuple[str, str]]:
    """Return a sentence in pieces, each with what happened to it: words that stay, that went and that came."""
    oud, nieuw = zin.was.split(), zin.wordt.split()
    uit: list[tuple[str, str]] = []
    for soort, a, b, c, d in SequenceMatcher(None, oud, nieuw, autojunk=False).get_opcodes():
        if soort == "equal":
            uit.append((GELIJK, " ".join(nieuw[c:d])))
            continue
        uit += [(WEG, " ".join(oud[a:b]))] if a < b else []
        uit += [(ERBIJ, " ".join(nieuw[c:d]))] if c < d else []
    return uit


def key_parts(sleutel: object) -> dict[str, str]:
    """Return the columns of a key (`jaar=2025;groep=totaal`) with their values."""
    return {naam: waarde for naam, _, waarde in (deel.partition("=") for deel in str(sleutel).split(";"))}


def changed_verdicts(verschillen: Sequence[Mapping[str, Any]]) -> list[tuple[str, str, str]]:
    """Return per indicator whose verdict changed its id and both verdicts, as codes."""
    return [
        (key_parts(rij["sleutel"]).get(INDICATOR, str(rij["sleutel"])), str(rij["was"]), str(rij["is"]))
        for rij in verschillen
        if rij["product"] == VOORTGANG and rij["kolom"] == OORDEEL and rij["was"] and rij["is"]
    ]


def unmentioned(
    verschillen: Sequence[Mapping[str, Any]], zinnen: Mapping[str, Sequence[Sentence]], *, hoogstens: int
) -> list[Mapping[str, Any]]:
    """Return of each product with other numbers and the same sentences its largest change, the largest first."""
    grootste: dict[str, Mapping[str, Any]] = {}
    for rij in verschillen:
        product = str(rij["product"])
        if rij["verhouding"] is None or zinnen.get(product):
            continue
        if product not in grootste or abs(rij["verhouding"]) > abs(grootste[product]["verhouding"]):
            grootste[product] = rij
    volgorde = sorted(grootste.values(), key=lambda rij: (-abs(rij["verhouding"]), rij["product"]))
    return volgorde[:hoogstens]
