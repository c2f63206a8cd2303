"""Check a file with settings and the configuration that comes of it, with a hint for a mistyped key.

`python -m werkagenda.run.config mijn.yaml` looks at files before Snakemake does, which has no Dutch word for a mistake.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from jsonschema import Draft202012Validator

from werkagenda.contract.yaml_file import INSTELLINGEN, read_yaml
from werkagenda.errors import FOUT, InputError, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Mapping


class ConfigError(ValueError):
    """The configuration has an unknown key or a value that its schema refuses; one line per mistake."""


def check_config(config: dict[str, Any], schema: Path) -> None:
    """Raise ConfigError with one Dutch line per mistake; return nothing when the configuration fits."""
    regels = yaml.load(schema.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    fouten = sorted(Draft202012Validator(regels).iter_errors(config), key=lambda fout: list(map(str, fout.path)))
    if fouten:
        raise ConfigError("\n".join(f"instelling {_explanation(fout)}" for fout in fouten))


def read_settings(path: Path) -> dict[str, Any]:
    """Return what a file with settings holds; InputError, one Dutch line, when it is no such file (`read_yaml`)."""
    inhoud = read_yaml(path)
    if not isinstance(inhoud, dict):
        wat = "het bestand is leeg" if inhoud is None else "het bestand heeft geen sleutels"
        raise InputError(INSTELLINGEN, path.name, wat, verwacht="instellingen, zoals in config/config.yaml")
    return inhoud


def require_mode(eigen: Mapping[str, Any], config: Mapping[str, Any]) -> None:
    """Raise ConfigError when someone's own settings say where raw files are, and nobody said to read them."""
    raw = eigen.get("raw")
    if isinstance(raw, dict) and {"root", "bronnen"} & set(raw) and "mode" not in raw:
        gezet = " en ".join(f"raw.{naam}" for naam in ("root", "bronnen") if naam in raw)
        mode = config["raw"]["mode"]
        if mode != "files":
            raise ConfigError(f"instelling {gezet} is gezet en raw.mode niet: dat is {mode}; zet raw.mode op files")


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
    except InputError as fout:
        sys.exit(f"{FOUT} {fout}")
