"""Sentences of `report/teksten`: a Jinja string each, filled in with facts.

A fact is a number, a name or a case that Python worked out from the data; which case holds is decided there, how it is
said is decided here. An unknown fact stops the step, and white space is folded, so that a sentence may stand on several
lines.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, StrictUndefined, Template, TemplateError

from werkagenda import formats as f
from werkagenda.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# The keys of a family that are no sentences of their own.
NOTES = "noten"


def _points(verschil: float, decimalen: int = f.PUBLICATIEDECIMALEN) -> str:
    """Return a difference of shares (0-1) without its sign: `0,8 procentpunt`."""
    return f"{f.getal(abs(f.exact(verschil) * 100), decimalen)} procentpunt"


def _signed_points(verschil: float, decimalen: int = f.PUBLICATIEDECIMALEN) -> str:
    """Return a difference of shares (0-1) with its sign: `+0,8 procentpunt`."""
    return f"{f.met_teken(f.exact(verschil) * 100, decimalen)} procentpunt"


def _list(woorden: Iterable[object], voegwoord: str = "en") -> str:
    delen = [str(woord) for woord in woorden]
    return f.opsomming(delen, voegwoord) if delen else ""


# The filters that a sentence may use.
FILTERS = {
    "aantal": f.aantal,  # 12.345
    "getal": f.getal,  # 1,5
    "procent": f.procent_voluit,  # 30 procent
    "procentteken": f.procent,  # 30%
    "naar_boven": f.procent_naar_boven,
    "punten": _points,
    "verschil": _signed_points,
    "teken": f.met_teken,  # +1.234
    "woord": f.getalwoord,  # twaalf
    "opsomming": _list,  # a, b en c
    "hoofdletter": f.hoofdletter,
    "kleine_letter": f.kleine_letter,
}


@cache
def _environment() -> Environment:
    omgeving = Environment(undefined=StrictUndefined, autoescape=False)  # noqa: S701 - Markdown, escaped where it is read
    omgeving.filters |= FILTERS
    return omgeving


@cache
def _template(zin: str) -> Template:
    return _environment().from_string(zin)


def render(zin: str, facts: Mapping[str, Any], plek: str = "") -> str:
    """Return one sentence with its facts filled in; InputError names `plek` when a fact is missing."""
    try:
        return " ".join(_template(zin).render(facts).split())
    except TemplateError as fout:
        raise InputError("teksten", plek or "zin", str(fout), verwacht="feiten die de familie kent") from fout


def render_all(zinnen: Mapping[str, str], facts: Mapping[str, Any], familie: str = "") -> dict[str, str]:
    """Return every sentence of a family, in its order; a sentence may use those before it as a fact."""
    gereed: dict[str, str] = {}
    for naam, zin in zinnen.items():
        gereed[naam] = render(zin, {**facts, **gereed}, f"report/teksten/{familie}.yaml, {naam}")
    return gereed


def notes(zinnen: Mapping[str, Any], facts: Mapping[str, Any], familie: str = "") -> list[str]:
    """Return the notes of a family that have something to say."""
    gereed = [render(noot, facts, f"report/teksten/{familie}.yaml, {NOTES}") for noot in zinnen.get(NOTES, [])]
    return [noot for noot in gereed if noot]
