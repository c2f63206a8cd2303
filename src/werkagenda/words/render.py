"""Sentences of `report/teksten`: a Jinja string each, filled in with facts.

A fact is a number, a name or a case that Python worked out from the data; which case holds is decided there, how it is
said is decided here. An unknown fact stops the step, and white space is folded, so that a sentence may stand on several
lines. A piece that a sentence says of each row of a fact stands under `delen`: `{{ sectoren | elk(delen.sector) |
opsomming }}`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, StrictUndefined, Template, TemplateError, pass_context

from werkagenda import formats as f
from werkagenda.errors import InputError
from werkagenda.words.estimates import NIET_GETOOND, bounded
from werkagenda.words.labels import PROCENT, decimals_apart, p_waarde, range_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from jinja2.runtime import Context

# The keys of a family that are no sentences of their own.
NOTES = "noten"
PIECES = "delen"
PICTURE = "beeld"  # words that stand in the figure itself, by name


def _points(verschil: float, decimalen: int = f.PUBLICATIEDECIMALEN) -> str:
    """Return a difference of shares (0-1) without its sign: `0,8 procentpunt`."""
    return f"{f.getal(abs(f.exact(verschil) * 100), decimalen)} procentpunt"


def _signed_points(verschil: float, decimalen: int = f.PUBLICATIEDECIMALEN) -> str:
    """Return a difference of shares (0-1) with its sign: `+0,8 procentpunt`."""
    return f"{_signed_percentage(verschil, decimalen)} procentpunt"


def _list(woorden: Iterable[object], voegwoord: str = "en") -> str:
    delen = [str(woord) for woord in woorden]
    return f.enumeration(delen, voegwoord) if delen else ""


def _range(waarden: Iterable[float], vorm: str = "procent") -> str:
    """Return the lowest to the highest as printed: `40 tot 48 procent`; one where they print alike, a dash for none."""
    alle = list(waarden)
    return range_of(alle, FILTERS[vorm]) if alle else f.LEEG


def _bare_percentage(aandeel: float, decimalen: int = 0) -> str:
    """Return a share (0-1) as a percentage without the word: `30`, of `30 tot 40 procent`."""
    return f.getal(f.exact(aandeel) * 100, decimalen)


def _signed_percentage(verschil: float, decimalen: int = f.PUBLICATIEDECIMALEN) -> str:
    """Return a difference of shares (0-1) with its sign and without the word: `+0,8`."""
    return f.with_sign(f.exact(verschil) * 100, decimalen)


def _beside(aantal: int, totaal: int) -> str:
    """Return a count of a total as the total is written: `vier` of `tien`, `4` of `23`."""
    return f.number_word(aantal) if f.number_word(totaal) != f.aantal(totaal) else f.aantal(aantal)


def _number_form(aantal: float, enkelvoud: str, meervoud: str) -> str:
    """Return the form of a word that goes with a count: `toont` with one, `tonen` with any other."""
    return enkelvoud if aantal == 1 else meervoud


@pass_context
def _each(context: Context, rijen: Iterable[Mapping[str, Any]], deel: str) -> list[str]:
    """Return a piece of a sentence once for each row of facts; it knows the facts of its sentence too."""
    feiten = context.get_all()
    return [_fold(_template(deel).render({**feiten, **rij})) for rij in rijen]


@pass_context
def _say(context: Context, rij: Mapping[str, Any] | None, deel: str) -> str:
    """Return a piece of a sentence about one row of facts; nothing where there is none."""
    return "".join(_each(context, [rij] if rij else [], deel))


def _from_to(paar: Sequence[float]) -> str:
    """Return two shares (0-1), as precise as tells them apart: `van 64 naar 62 procent`; one where nothing does."""
    oud, nieuw = (f.percent_in_full(aandeel, decimals_apart(*paar)) for aandeel in paar)
    return nieuw if oud == nieuw else f"van {oud.removesuffix(PROCENT)} naar {nieuw}"


def _shown(tekst: str, reden: str = NIET_GETOOND) -> str:
    """Return what is printed; for a dash that it is held back, or the bound that is its reason (`> 90 %`)."""
    return bounded(reden) if tekst == f.LEEG else tekst


def _count(aantal: float, enkelvoud: str, meervoud: str) -> str:
    """Return a count with its noun: `vier instellingen`, `een instelling`, `geen enkele instelling`."""
    woord = f.number_word(int(aantal)) if aantal else "geen enkele"
    return f"{woord} {enkelvoud if aantal <= 1 else meervoud}"


def _quoted(naam: str) -> str:
    """Return a name between quotes: it is a title and no part of the sentence's grammar."""
    return f"\N{LEFT SINGLE QUOTATION MARK}{f.uncapitalised(naam)}\N{RIGHT SINGLE QUOTATION MARK}"


# The filters that a sentence may use.
FILTERS: dict[str, Callable[..., Any]] = {
    "aantal": f.aantal,  # 12.345
    "getal": f.getal,  # 1,5
    "procent": f.percent_in_full,  # 30 procent
    "procentteken": f.procent,  # 30%
    "procentgetal": _bare_percentage,  # 30
    "naar_boven": f.percent_rounded_up,
    "bereik": _range,  # 40 tot 48 procent, or with "aantal" 31 tot 40
    "p_waarde": p_waarde,  # p = 0,03
    "punten": _points,
    "verschil": _signed_points,
    "verschilgetal": _signed_percentage,  # +0,8
    "teken": f.with_sign,  # +1.234
    "woord": f.number_word,  # twaalf
    "naast": _beside,  # vier van de tien, 4 van de 23
    "getalsvorm": _number_form,  # mikt, mikken
    "van_naar": _from_to,  # van 64 naar 62 procent
    "getoond": _shown,  # niet getoond, instead of a dash
    "elk": _each,  # the piece of each row
    "zeg": _say,  # the piece of one row, nothing without
    "stuks": _count,  # n | stuks("indicator", "indicatoren"): vier indicatoren
    "opsomming": _list,  # a, b en c
    "jaarreeks": f.years,  # 2018 tot en met 2023
    "voluit": f.date_in_full,  # 30 november 2026
    "aangehaald": _quoted,  # the name of an indicator
    "hoofdletter": f.capitalised,
    "kleine_letter": f.uncapitalised,
}


@cache
def _environment() -> Environment:
    omgeving = Environment(undefined=StrictUndefined, autoescape=False)  # noqa: S701 - Markdown, escaped where it is read
    omgeving.filters |= FILTERS
    return omgeving


def _fold(tekst: str) -> str:
    """Return the words of a text, one space apart; the end of a line or a case leaves none before a comma or a stop."""
    return re.sub(r" (?=[,;.:](\s|$))", "", " ".join(tekst.split()))


@cache
def _template(zin: str) -> Template:
    return _environment().from_string(zin)


def render(zin: str, facts: Mapping[str, Any], plek: str = "") -> str:
    """Return one sentence with its facts filled in; InputError names `plek` when a fact is missing."""
    try:
        return _fold(_template(zin).render(facts))
    except TemplateError as fout:
        raise InputError("teksten", plek or "zin", str(fout), verwacht="feiten die de familie kent") from fout


def render_all(zinnen: Mapping[str, Any], facts: Mapping[str, Any], familie: str = "") -> dict[str, str]:
    """Return every sentence of a family, in its order; a sentence may use those before it as a fact."""
    gereed: dict[str, str] = {}
    for naam, zin in zinnen.items():
        if naam not in (NOTES, PIECES, PICTURE):
            gereed[naam] = render(zin, _facts(zinnen, {**facts, **gereed}), f"report/teksten/{familie}.yaml, {naam}")
    return gereed


def picture_words(zinnen: Mapping[str, Any], facts: Mapping[str, Any], familie: str = "") -> dict[str, str]:
    """Return the words in the figure of a family by name, none for one without."""
    plek = f"report/teksten/{familie}.yaml, {PICTURE}"
    return {naam: render(zin, _facts(zinnen, facts), plek) for naam, zin in zinnen.get(PICTURE, {}).items()}


def notes(zinnen: Mapping[str, Any], facts: Mapping[str, Any], familie: str = "") -> list[str]:
    """Return the notes of a family that have something to say."""
    plek = f"report/teksten/{familie}.yaml, {NOTES}"
    gereed = [render(noot, _facts(zinnen, facts), plek) for noot in zinnen.get(NOTES, [])]
    return [noot for noot in gereed if noot]


def with_shared(zinnen: Mapping[str, Any], algemeen: Mapping[str, Any]) -> dict[str, Any]:
    """Return the sentences of a family, with the pieces that all families may use beside its own."""
    return {**zinnen, PIECES: {**algemeen.get(PIECES, {}), **zinnen.get(PIECES, {})}}


def _facts(zinnen: Mapping[str, Any], facts: Mapping[str, Any]) -> dict[str, Any]:
    """Return the facts with the pieces of the family beside them."""
    return {PIECES: zinnen.get(PIECES, {}), **facts}
