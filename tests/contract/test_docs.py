"""The tracked pages say what the configuration, the contracts and the rules say today."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from docs.contracten_pagina import contract_part, contracts_page
from docs.dag_pagina import ask_snakemake, dag_page, explain, rule_graph, without_detours
from docs.instellingen_pagina import allowed, leaves, settings_page
from docs.referentie import build_reference

from werkagenda.contracts import load_contract

ROOT = Path(__file__).parents[2]
ANEW = "run `snakemake documentatie`"


def tracked(name: str) -> str:
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


def rules() -> dict[str, dict[str, str]]:
    """Stage and message of each rule with a script, read from the text of the rule files."""
    found = {}
    for path in (ROOT / "workflow" / "rules").glob("*.smk"):
        for part in re.split(r"^(?:use )?rule ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
            name = re.match(r"\w+ as (\w+)|(\w+)", part)
            found[name[1] or name[2]] = path.stem
    return found


def test_settings_page_is_up_to_date():
    schema, config = (
        yaml.safe_load((ROOT / "config" / name).read_text(encoding="utf-8"))
        for name in ("schema/config.schema.yaml", "config.yaml")
    )
    assert settings_page(schema, config) == tracked("instellingen.md"), ANEW


def test_contracts_page_is_up_to_date():
    raw, own = (
        [load_contract(path) for path in sorted((ROOT / "resources" / "contracts" / folder).glob("*.yaml"))]
        for folder in ("raw", "tabellen")
    )
    assert contracts_page(raw, own) == tracked("contracten.md"), ANEW


def test_dag_page_is_up_to_date():
    page, edges = tracked("dag.md"), rule_graph(ask_snakemake())
    stages = rules()
    table = dict(re.findall(r"^\| \w+ \| `(\w+)` \| (.+) \|$", page, re.MULTILINE))
    assert set(table) <= set(stages), ANEW
    drawn = {rule for edge in edges for rule in edge} & set(table)
    for rule in drawn:
        assert re.search(rf"^    {rule}$", page, re.MULTILINE), f"{rule} is not drawn: {ANEW}"
    known = {name: {"stap": stages[name], "uitleg": text} for name, text in table.items()}
    assert dag_page_without_table(edges, known) in page.replace("\r\n", "\n"), ANEW
