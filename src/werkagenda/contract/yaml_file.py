"""YAML as people type it: read strictly, with one plain line for what a parser lets pass or says in English."""

from __future__ import annotations

import pickle
import re
from functools import cache
from typing import TYPE_CHECKING, Any

import yaml

from werkagenda.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path

_MERGE = "tag:yaml.org,2002:merge"
# Below a space there are no characters that anyone types: `"D:\ruw"` has become a path with a line end in it. Words may
# be told to begin a new line; a setting never is.
_SPATIE = " "
_NIEUWE_REGEL = "\n"
# The source that an error about a file with settings names.
INSTELLINGEN = "instellingen"
_SOORTEN = frozenset({".yaml", ".yml", ".json"})
_UTF8 = "UTF-8 (in Kladblok: Opslaan als, Codering UTF-8)"


class _Strict(yaml.CSafeLoader):
    """The safe loader, for which each key stands once and a text holds no character that nobody types."""

    mag = _NIEUWE_REGEL

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:  # noqa: FBT001, FBT002 - PyYAML's
        """Return a mapping; raise on a key that stands in it twice."""
        regels: dict[str, int] = {}
        for sleutel, _ in node.value:
            naam = str(sleutel.value)
            if sleutel.tag != _MERGE and naam in regels:
                raise _DoubleKeyError(
                    problem=f"de sleutel {naam} staat ook in regel {regels[naam]}", problem_mark=sleutel.start_mark
                )
            regels[naam] = sleutel.start_mark.line + 1
        return super().construct_mapping(node, deep)

    def construct_scalar(self, node: Any) -> Any:  # noqa: ANN401 - PyYAML's
        """Return a scalar; raise on a control character in a text between double quotes."""
        if node.style == '"' and any(teken < _SPATIE and teken not in self.mag for teken in node.value):
            raise yaml.constructor.ConstructorError(problem_mark=node.start_mark)
        return super().construct_scalar(node)


class _Settings(_Strict):
    """What people type as settings: paths and names, of one line."""

    mag = ""


class _DoubleKeyError(yaml.constructor.ConstructorError):
    """A key stands twice; the last would win without a word."""


def read_yaml(pad: Path, *, bron: str = INSTELLINGEN) -> Any:  # noqa: ANN401 - what the file holds
    """Return what a YAML file holds; InputError names the file, the line and what to do.

    That is when it is missing, not UTF-8, not YAML, has a key twice, or a text with a backslash that became another
    character.
    """
    naam = pad.name if pad.is_absolute() else pad.as_posix()
    if not pad.is_file():
        hint = "" if pad.suffix in _SOORTEN else "; zet een doel voor de opties: `figuur_3_1 --configfile mijn.yaml`"
        raise InputError(bron, naam, "het bestand bestaat niet", verwacht=f"een bestand{hint}")
    inhoud = pad.read_bytes()
    try:
        tekst = inhoud.decode("utf-8-sig")
    except UnicodeDecodeError as fout:
        regel = inhoud[: fout.start].count(b"\n") + 1
        raise InputError(bron, naam, f"regel {regel} is niet in UTF-8 opgeslagen", verwacht=_UTF8) from None
    try:
        return pickle.loads(_parsed(tekst, _Settings if bron == INSTELLINGEN else _Strict))  # noqa: S301 - of this process
    except yaml.YAMLError as fout:
        raise _problem(fout, tekst, bron, naam) from None


@cache
def _parsed(tekst: str, lader: type[_Strict]) -> bytes:
    """Return what a text holds, kept so that each who asks gets values of his own: parsing is dear, and asked often."""
    return pickle.dumps(yaml.load(tekst, Loader=lader))  # noqa: S506 - both are safe


def _problem(fout: yaml.YAMLError, tekst: str, bron: str, naam: str) -> InputError:
    """Say where a file is no YAML, or not ours, and what to do."""
    plek = getattr(fout, "problem_mark", None) or getattr(fout, "context_mark", None)
    if plek is None:
        return InputError(bron, naam, "er staat een teken in dat geen tekst is", verwacht=_UTF8)
    regels = tekst.splitlines()
    nummer = min(plek.line + 1, len(regels))
    regel = regels[nummer - 1]
    if isinstance(fout, _DoubleKeyError):
        return InputError(bron, naam, f"regel {nummer}: {fout.problem}", verwacht="elke sleutel een keer")
    if re.match(r"\s*\t", regel):
        return InputError(bron, naam, f"regel {nummer} begint met een tab", verwacht="spaties om in te springen")
    if "\\" in regel:
        streep = f"regel {nummer}: een schuine streep naar achteren tussen dubbele aanhalingstekens"
        return InputError(bron, naam, streep, verwacht="een pad als 'D:/ruw', of enkele aanhalingstekens eromheen")
    hint = "sleutel: waarde, en spaties om in te springen"
    return InputError(bron, naam, f"regel {nummer}: dit is geen geldige YAML", verwacht=hint)
