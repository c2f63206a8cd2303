"""Write docs/instellingen.md: every key of the configuration with meaning, unit, default and what it may be."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

INLEIDING = """# Instellingen

Elke sleutel van `config/config.yaml` en `config/disclosure.yaml`, met de waarde die geldt als u niets verandert. Zet
eigen waarden in een eigen bestand en geef dat mee: `python3 start.py --configfile mijn.yaml`; alleen wat afwijkt hoeft
daarin te staan. Een sleutel die hier niet staat, wordt geweigerd. Deze bladzijde komt uit
`config/schema/config.schema.yaml` (`snakemake documentatie`).
"""
SOORTEN = {"string": "tekst", "integer": "geheel getal", "number": "getal", "array": "lijst", "boolean": "ja of nee"}
ELK = "<naam>"  # a key that anyone may choose
GRENZEN = {"minimum": "vanaf {}", "exclusiveMinimum": "meer dan {}", "maximum": "tot en met {}"}


def resolve(node: Mapping[str, Any], schema: Mapping[str, Any]) -> dict[str, Any]:
    """Return a part of the schema with its `$ref` filled in; what stands beside the reference goes first."""
    if "$ref" not in node:
        return dict(node)
    target: Any = schema
    for part in node["$ref"].removeprefix("#/").split("/"):
        target = target[part]
    return resolve(target, schema) | {key: value for key, value in node.items() if key != "$ref"}


def leaves(
    node: Mapping[str, Any], schema: Mapping[str, Any], path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], dict[str, Any]]]:
    """Yield the path and the schema of every key that holds a value, in the schema's order."""
    for key, child in node["properties"].items():
        resolved = resolve(child, schema)
        if "properties" in resolved:
            yield from leaves(resolved, schema, (*path, key))
        elif isinstance(resolved.get("additionalProperties"), dict):
            yield (*path, key, ELK), resolve(resolved["additionalProperties"], schema)
        else:
            yield (*path, key), resolved


def allowed(node: Mapping[str, Any], schema: Mapping[str, Any]) -> str:
    """Return in Dutch what a value may be."""
    if "anyOf" in node:
        return " of ".join(allowed(resolve(choice, schema), schema) for choice in node["anyOf"])
    if "const" in node:
        return f"`{node['const']}`"
    if "enum" in node:
        return ", ".join(f"`{choice}`" for choice in node["enum"])
    if "items" in node:
        size = f" van {node['minItems']}" if "minItems" in node and node["minItems"] == node.get("maxItems") else ""
        return f"lijst{size}: {allowed(resolve(node['items'], schema), schema)}"
    bounds = (text.format(node[key]) for key, text in GRENZEN.items() if key in node)
    return " ".join([SOORTEN[node["type"]], *bounds])


def _value(path: tuple[str, ...], config: Mapping[str, Any]) -> str:
    if path[-1] == ELK:
        return "`config/config.yaml`"
    value: Any = config
    for key in path:
        value = value[key]
    text = (
        value if isinstance(value, str) else yaml.safe_dump(value, default_flow_style=True, width=10_000).split("\n")[0]
    )
    return f"`{text}`"


def settings_page(schema: Mapping[str, Any], config: Mapping[str, Any]) -> str:
    """Return the page as Markdown: a heading per part of the configuration, a row per key."""
    parts = [INLEIDING]
    for name, node in schema["properties"].items():
        parent = {"properties": {name: node}}
        rows = [
            f"| `{'.'.join(path)}` | {leaf['description']} | {leaf['x-eenheid']} "
            f"| {allowed(leaf, schema)} | {_value(path, config)} |"
            for path, leaf in leaves(parent, schema)
        ]
        meaning = node["description"]
        title = f"## {name}\n\n{meaning[0].upper()}{meaning[1:]}.\n"
        head = "| sleutel | betekenis | eenheid | mag zijn | standaard |\n|---|---|---|---|---|"
        parts.append("\n".join([title, head, *rows, ""]))
    return "\n".join(parts)


if __name__ == "__main__":
    schema, config, disclosure = (
        yaml.safe_load(Path(path).read_text(encoding="utf-8"))
        for path in (snakemake.input.schema, snakemake.input.config, snakemake.input.disclosure)
    )
    page = settings_page(schema, config | disclosure)
    Path(snakemake.output.pagina).write_text(page, encoding="utf-8", newline="\n")
