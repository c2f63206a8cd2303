"""YAML as people type it: read strictly, with one plain line for what a parser lets pass or says in English."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import yaml

from werkagenda.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# A backslash between double quotes makes these: `"D:\ruw"` holds a carriage return.
_STUURTEKEN = re.compile(r"[\x00-\x08\x0b-\x1f]")
_MERGE = "tag:yaml.org,2002:merge"


class _Strict(yaml.CSafeLoader):
    """The safe loader, for which a key that stands twice is an error."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:  # noqa: FBT001, FBT002
        gezien = set()
        for sleutel, _ in node.value:
            if sleutel.tag == _MERGE:
                continue
            naam = str(sleutel.value)
            if naam in gezien:
                message = f"de sleutel {naam!r} staat er twee keer"
                raise yaml.constructor.ConstructorError(problem=message, problem_mark=sleutel.start_mark)
            gezien.add(naam)
        return super().construct_mapping(node, deep)


def read_yaml(pad: Path, *, bron: str = "instellingen") -> Any:  # noqa: ANN401 - what the file holds
    """Return what a YAML file holds; InputError names the file, the line and what to do.

    That is when it is missing, not UTF-8, not YAML, has a key twice, or a value with a control character in it.
    """
    naam = pad.as_posix()
    try:
        tekst = pad.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        hint = "een bestand; zet een doel voor de opties: `figuur_3_1 --configfile mijn.yaml`"
        raise InputError(bron, naam, "bestaat niet", verwacht=hint) from None
    except UnicodeDecodeError as fout:
        regel = pad.read_bytes()[: fout.start].count(b"\n") + 1
        raise InputError(bron, naam, f"regel {regel} is geen UTF-8", verwacht="opslaan als UTF-8") from None
    try:
        inhoud = yaml.load(tekst, Loader=_Strict)  # noqa: S506 - a safe loader
    except yaml.YAMLError as fout:
        raise InputError(bron, naam, _problem(fout, tekst), verwacht="YAML zoals in config/config.yaml") from None
    for plek, waarde in _strings(inhoud, ""):
        if _STUURTEKEN.search(waarde):
            melding = f"{plek} bevat een stuurteken: tussen dubbele aanhalingstekens is \\ bijzonder"
            raise InputError(bron, naam, melding, verwacht="een pad als D:/ruw")
    return inhoud


def _problem(fout: yaml.YAMLError, tekst: str) -> str:
    plek = getattr(fout, "problem_mark", None) or getattr(fout, "context_mark", None)
    regel = plek.line + 1 if plek else 1
    regels = tekst.splitlines()
    if regel <= len(regels) and re.match(r"\s*\t", regels[regel - 1]):
        return f"regel {regel} springt in met een tab; gebruik spaties"
    probleem = str(getattr(fout, "problem", ""))
    if probleem.startswith("de sleutel"):
        return f"regel {regel}: {probleem}"
    if "escape" in probleem:
        return f"regel {regel}: tussen dubbele aanhalingstekens is \\ bijzonder; schrijf een pad als D:/ruw"
    return f"is geen YAML vanaf regel {regel}"


def _strings(inhoud: Any, plek: str) -> Iterator[tuple[str, str]]:  # noqa: ANN401 - any data
    if isinstance(inhoud, str):
        yield plek, inhoud
    elif isinstance(inhoud, dict):
        for naam, deel in inhoud.items():
            yield from _strings(deel, f"{plek}.{naam}".lstrip("."))
    elif isinstance(inhoud, list):
        for nummer, deel in enumerate(inhoud):
            yield from _strings(deel, f"{plek}[{nummer}]")
