"""Check a file with settings and the configuration that comes of it, with a hint for a mistyped key.

`python -m werkagenda.run.config mijn.yaml` looks at files before Snakemake does, which has no Dutch word for a mistake.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from jsonschema import Draft202012Validator

from werkagenda.errors import FOUT, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Mapping

# Below a space there are no characters that anyone types: a path as "D:\ruw" has become one with a line end in it.
_SPATIE = " "
_UITSLUITEND_UTF8 = "sla het op als UTF-8 (in Kladblok: Opslaan als, Codering UTF-8)"
_SCHUINE_STREEP = "schrijf 'D:/ruw', of zet er enkele aanhalingstekens om"
_SOORTEN = frozenset({".yaml", ".yml", ".json"})


class ConfigError(ValueError):
    """The configuration has an unknown key or a value that its schema refuses; one line per mistake."""


def check_config(config: dict[str, Any], schema: Path) -> None:
    """Raise ConfigError with one Dutch line per mistake; return nothing when the configuration fits."""
    regels = yaml.load(schema.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    fouten = sorted(Draft202012Validator(regels).iter_errors(config), key=lambda fout: list(map(str, fout.path)))
    if fouten:
        raise ConfigError("\n".join(f"instelling {_explanation(fout)}" for fout in fouten))


def read_settings(path: Path) -> dict[str, Any]:
    """Return what a file with settings holds.

    Raises ConfigError with one Dutch line on a file that is missing, empty, not UTF-8 or no YAML, on a key that stands
    in it twice (the last would win without a word), and on a backslash that became another character.
    """
    waar = f"instellingen | {path.name}"
    if not path.is_file():
        doel = "" if path.suffix in _SOORTEN else f"; is {path.name} een doel, zet het dan voor --configfile"
        raise ConfigError(f"{waar}: het bestand bestaat niet{doel}")
    try:
        tekst = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ConfigError(f"{waar}: het bestand is niet in UTF-8 opgeslagen; {_UITSLUITEND_UTF8}") from None
    try:
        inhoud = _SettingsLoader(tekst).get_single_data()
    except yaml.MarkedYAMLError as fout:
        raise ConfigError(f"{waar}{_in_yaml(fout, tekst)}") from None
    except yaml.YAMLError:
        raise ConfigError(f"{waar}: er staat een teken in dat geen tekst is; {_UITSLUITEND_UTF8}") from None
    if not isinstance(inhoud, dict):
        wat = "is leeg" if inhoud is None else "heeft geen sleutels"
        raise ConfigError(f"{waar}: het bestand {wat}; verwacht: instellingen, zoals in config/config.yaml")
    return inhoud


def require_mode(eigen: Mapping[str, Any], config: Mapping[str, Any]) -> None:
    """Raise ConfigError when someone's own settings say where raw files are, and nobody said to read them."""
    raw = eigen.get("raw")
    if isinstance(raw, dict) and {"root", "bronnen"} & set(raw) and "mode" not in raw:
        gezet = " en ".join(f"raw.{naam}" for naam in ("root", "bronnen") if naam in raw)
        mode = config["raw"]["mode"]
        if mode != "files":
            raise ConfigError(f"instelling {gezet} is gezet en raw.mode niet: dat is {mode}; zet raw.mode op files")


class _SettingsLoader(yaml.SafeLoader):
    """YAML in which each key stands once, and a text holds no character that nobody types."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:  # noqa: FBT001, FBT002 - PyYAML's
        """Return a mapping; MarkedYAMLError on a key that stands in it twice."""
        regels: dict[str, int] = {}
        for sleutel, _ in node.value:
            if sleutel.value in regels:
                raise yaml.constructor.ConstructorError(
                    None,
                    None,
                    f"de sleutel {sleutel.value} staat ook in regel {regels[sleutel.value]}",
                    sleutel.start_mark,
                )
            regels[sleutel.value] = sleutel.start_mark.line + 1
        return super().construct_mapping(node, deep=deep)

    def construct_scalar(self, node: Any) -> Any:  # noqa: ANN401 - PyYAML's
        """Return a scalar; MarkedYAMLError on a control character in a text between double quotes."""
        if node.style == '"' and any(teken < _SPATIE for teken in node.value):
            raise yaml.constructor.ConstructorError(None, None, "een schuine streep naar achteren", node.start_mark)
        return super().construct_scalar(node)


def _in_yaml(fout: yaml.MarkedYAMLError, tekst: str) -> str:
    """Say in Dutch where a file is no YAML, or not ours, and what to do."""
    plek = fout.problem_mark or fout.context_mark
    nummer = plek.line + 1 if plek else 1
    regel = (tekst.splitlines() or [""])[min(nummer, len(tekst.splitlines())) - 1] if tekst else ""
    if isinstance(fout, yaml.constructor.ConstructorError) and fout.problem and fout.problem.startswith("de sleutel"):
        return f", regel {nummer}: {fout.problem}; verwacht: elke sleutel een keer"
    if "\t" in regel[: len(regel) - len(regel.lstrip())]:
        return f", regel {nummer}: de regel begint met een tab; gebruik spaties"
    if "\\" in regel:
        return f", regel {nummer}: een schuine streep naar achteren tussen dubbele aanhalingstekens; {_SCHUINE_STREEP}"
    return f", regel {nummer}: dit is geen geldige YAML; verwacht: sleutel: waarde, en spaties om in te springen"


def _explanation(fout: Any) -> str:  # noqa: ANN401 - jsonschema's own type is generic
    plek = ".".join(str(deel) for deel in fout.path)
    if fout.validator == "additionalProperties":
        bekend = sorted(fout.schema["properties"])
        vreemd = sorted(set(fout.instance) - set(bekend))
        return "; ".join(
            f"{'.'.join(filter(None, [plek, sleutel]))} bestaat niet{did_you_mean(sleutel, bekend)}"
            for sleutel in vreemd
        )
    if fout.validator == "required":
        # One error per missing key, named in quotes in the library's message only.
        sleutel = fout.message.split("'")[1]
        return f"{'.'.join(filter(None, [plek, sleutel]))} ontbreekt"
    if fout.validator == "enum":
        keuzes = ", ".join(map(str, fout.validator_value))
        hint = did_you_mean(str(fout.instance), list(map(str, fout.validator_value)))
        return f"{plek} is {fout.instance!r}{hint}; kies uit {keuzes}"
    return f"{plek} is {fout.instance!r}; verwacht: {fout.schema.get('description', fout.message)}"


if __name__ == "__main__":
    try:
        for argument in sys.argv[1:]:
            read_settings(Path(argument))
    except ConfigError as fout:
        sys.exit(f"{FOUT} {fout}")
