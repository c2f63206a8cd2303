"""Check the configuration against its closed schema, with a hint for a mistyped key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml
from jsonschema import Draft202012Validator

from werkagenda.errors import bedoelde_u

if TYPE_CHECKING:
    from pathlib import Path


class ConfigError(ValueError):
    """The configuration has an unknown key or a value that its schema refuses; one line per mistake."""


def check_config(config: dict[str, Any], schema: Path) -> None:
    """Raise ConfigError with one Dutch line per mistake; return nothing when the configuration fits."""
    regels = yaml.load(schema.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    fouten = sorted(Draft202012Validator(regels).iter_errors(config), key=lambda fout: list(map(str, fout.path)))
    if fouten:
        raise ConfigError("\n".join(f"instelling {_uitleg(fout)}" for fout in fouten))


def _uitleg(fout: Any) -> str:  # noqa: ANN401 - jsonschema's own type is generic
    plek = ".".join(str(deel) for deel in fout.path)
    if fout.validator == "additionalProperties":
        bekend = sorted(fout.schema["properties"])
        vreemd = sorted(set(fout.instance) - set(bekend))
        return "; ".join(
            f"{'.'.join(filter(None, [plek, sleutel]))} bestaat niet{bedoelde_u(sleutel, bekend)}" for sleutel in vreemd
        )
    if fout.validator == "required":
        # One error per missing key, named in quotes in the library's message only.
        sleutel = fout.message.split("'")[1]
        return f"{'.'.join(filter(None, [plek, sleutel]))} ontbreekt"
    if fout.validator == "enum":
        keuzes = ", ".join(map(str, fout.validator_value))
        hint = bedoelde_u(str(fout.instance), list(map(str, fout.validator_value)))
        return f"{plek} is {fout.instance!r}{hint}; kies uit {keuzes}"
    return f"{plek} is {fout.instance!r}; verwacht: {fout.schema.get('description', fout.message)}"
