"""The tracked pages say what the configuration, the contracts and the rules say today."""

from __future__ import annotations

import csv
import re

import pytest
import yaml
from docs.contracten_pagina import contract_part, contracts_page
from docs.dag_pagina import ask_snakemake, dag_page, explain, rule_graph, without_detours
from docs.instellingen_pagina import allowed, leaves, settings_page
from docs.meldingen_pagina import code, messages, messages_page
from docs.referentie import build_reference
from helpers.project import ROOT

from werkagenda.contract.contracts import load_contract
from werkagenda.run.trouble import LINES, UNREAD

ANEW = "run `snakemake documentatie`"


def tracked(name: str) -> str:
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


def rules() -> dict[str, dict[str, str]]:
    """Stage and, where it is one plain text, message of each rule with a script: read from the rule files."""
    found = {}
    folder = ROOT / "workflow" / "rules"
    families = yaml.safe_load((ROOT / "resources" / "families.yaml").read_text(encoding="utf-8"))
    for path in folder.rglob("*.smk"):
        blocks = r"^ *(?=use rule |rule |rule:|checkpoint )"
        for part in re.split(blocks, path.read_text(encoding="utf-8"), flags=re.MULTILINE):
            name = re.match(r"(?:use rule \w+ as|rule|checkpoint) (\w+)", part)
            stage = path.relative_to(folder).with_suffix("").as_posix()
            message = re.search(r'message:\s+"([^"]*)"\n', part)
            text = {"stap": stage, "uitleg": message[1] if message else ""}
            # One rule per script of the families.
            if of_family := re.match(r'rule:\s+name:\s+f"(\w+)_\{naam\}"', part.strip()):
                kind = of_family[1]
                found |= {f"{kind}_{own[kind]}": text for own in families.values() if kind in own}
            elif name and ("\n    script:" in part or part.startswith("use")):
                found[name[1]] = text
    return found


def test_settings_page_is_up_to_date():
    schema, config, disclosure = (
        yaml.safe_load((ROOT / "config" / name).read_text(encoding="utf-8"))
        for name in ("schema/config.schema.yaml", "config.yaml", "disclosure.yaml")
    )
    assert settings_page(schema, config | disclosure) == tracked("instellingen.md"), ANEW


def test_messages_page_is_up_to_date():
    page = messages_page(messages(code(ROOT), ROOT), LINES, UNREAD)
    assert page == tracked("meldingen.md"), ANEW
    assert "`snakemake --unlock`" in page
    # A few by hand, each from another kind of code: a plain text, one with a name in it, one put together above.
    for part in (
        "| het bestand bestaat niet | een bestand… |",
        "| regel … is niet in UTF-8 opgeslagen | UTF-8 (in Kladblok: Opslaan als, Codering UTF-8) |",
        "| sleutel … wijst … rijen aan |",
    ):
        assert part in page, part


def test_messages_of_a_file_by_hand(tmp_path):
    path = tmp_path / "a.py"
    path.write_text(
        "def f(n):\n"
        "    tekst = f'{n} rijen' + ' weg'\n"
        "    raise InputError('b', 'f', tekst, kolom='k', verwacht='x')\n"
        "raise InputError('b', 'f', 'plat', verwacht=iets())\n",
        encoding="utf-8",
    )
    assert [tuple(een) for een in messages([path], tmp_path)] == [
        ("plat", "…", "", "a.py"),
        ("… rijen weg", "x", "k", "a.py"),
    ]


def test_contracts_page_is_up_to_date():
    raw, own = (
        [load_contract(path) for path in sorted((ROOT / "resources" / "contracts" / folder).glob("*.yaml"))]
        for folder in ("raw", "tabellen")
    )
    assert contracts_page(raw, own) == tracked("contracten.md"), ANEW


def test_dag_page_is_up_to_date(monkeypatch):
    monkeypatch.chdir(ROOT)
    page, known = tracked("dag.md"), rules()
    table = dict(re.findall(r"^\| [\w/]+ \| `(\w+)` \| (.+) \|$", page, re.MULTILINE))
    assert set(table) == set(known), ANEW
    for name, rule in known.items():
        assert not rule["uitleg"] or explain(rule["uitleg"]) == table[name], ANEW
        rule["uitleg"] = table[name]
    assert dag_page(ask_snakemake(), known) == page, ANEW


def test_every_module_has_its_reference_page(tmp_path):
    config = yaml.safe_load((ROOT / "docs" / "_quarto.yml").read_text(encoding="utf-8"))
    named = [name for section in config["quartodoc"]["sections"] for name in section["contents"]]
    src = ROOT / "src" / "werkagenda"
    modules = [".".join(path.relative_to(src).with_suffix("").parts) for path in src.rglob("[!_]*.py")]
    assert sorted(named) == sorted(modules)
    config["quartodoc"]["source_dir"] = str(ROOT / "src")
    (tmp_path / "_quarto.yml").write_text(yaml.safe_dump(config, sort_keys=False), encoding="utf-8")
    build_reference(tmp_path / "_quarto.yml")
    assert "did_you_mean" in (tmp_path / "reference" / "errors.qmd").read_text(encoding="utf-8")
    assert {path.stem for path in (tmp_path / "reference").glob("*.qmd")} == {*named, "index"}


@pytest.mark.parametrize("page", ["README.md", "docs/architecture.md", "docs/development.md"])
def test_links_and_files_that_a_page_names_exist(page):
    text = (ROOT / page).read_text(encoding="utf-8")
    for link in re.findall(r"\]\(([^)#]+)", text):
        assert ((ROOT / page).parent / link).exists(), link
    for path in re.findall(r"`((?:config|docs|report|resources|src|tests|workflow)/[\w./-]+)`", text):
        assert path == "docs/reference/" or (ROOT / path).exists(), path


def test_targets_that_the_readme_names_exist():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    with (ROOT / "resources" / "nummering.csv").open(encoding="utf-8", newline="") as file:
        products = list(csv.DictReader(file))
    rules = {
        "help",
        "audit",
        "gezondheid",
        "export",
        "factsheets",
        "import_export",
        "oplevering",
        "vergelijk",
        "statline",
        "test",
    }
    known = {row["id"] for row in products} | {row["hoofdstuk"] for row in products} | rules
    named = set(re.findall(r"start\.py (\w+)", readme))
    assert {"figuur_3_1", "hoofdstuk_3", "audit", "test"} <= named <= known


def test_keys_are_found_through_references():
    schema = {
        "$defs": {"jaar": {"type": "integer", "minimum": 2000, "description": "jaar"}},
        "properties": {
            "a": {"properties": {"b": {"$ref": "#/$defs/jaar", "description": "eigen"}}},
            "c": {"enum": ["x", 1]},
        },
    }
    found = dict(leaves(schema, schema))
    assert list(found) == [("a", "b"), ("c",)]
    assert found["a", "b"]["description"] == "eigen"
    assert [allowed(leaf, schema) for leaf in found.values()] == ["geheel getal vanaf 2000", "`x`, `1`"]


@pytest.mark.parametrize(
    ("node", "words"),
    [
        ({"type": "array", "items": {"enum": ["p", "q"]}}, "lijst: `p`, `q`"),
        ({"type": "array", "items": {"type": "integer"}, "minItems": 2, "maxItems": 2}, "lijst van 2: geheel getal"),
        ({"anyOf": [{"const": "auto"}, {"type": "string"}]}, "`auto` of tekst"),
        ({"type": "number", "exclusiveMinimum": 0, "maximum": 1}, "getal meer dan 0 tot en met 1"),
    ],
)
def test_what_a_value_may_be(node, words):
    assert allowed(node, {}) == words


def test_a_contract_shows_codes_and_what_is_left_out(tmp_path):
    text = (
        "naam: t\ntitel: Titel\nsleutel: [leerweg]\nkolommen:\n"
        "  - {raw: LEERWEG, naam: leerweg, soort: code, codes: {BOLVT: bol, EX: EX}, beschrijving: weg}\n"
        "  - {raw: NAAM, naam: naam, soort: tekst, gebruik: false, patroon: 'a|b', beschrijving: niets}\n"
    )
    (tmp_path / "t.yaml").write_text(text, encoding="utf-8")
    part = contract_part(load_contract(tmp_path / "t.yaml"), raw=True)
    assert "| `LEERWEG` | `leerweg` | code | `BOLVT` wordt `bol`, `EX` | weg |" in part
    assert "| `NAAM` | niet gebruikt | tekst | `a\\|b` | niets |" in part


def test_a_graph_by_hand():
    dot = """digraph snakemake_dag {
    graph[bgcolor=white];
\t0[label = "c", color = "0 0 0"];
\t1[label = "b", color = "0 0 0"];
\t2[label = "a", color = "0 0 0"];
\t1 -> 0
\t2 -> 1
\t2 -> 0
}"""
    edges = rule_graph(dot)
    assert edges == {("b", "c"), ("a", "b"), ("a", "c")}
    assert without_detours(edges) == {("a", "b"), ("b", "c")}
    page = dag_page(
        dot,
        {name: {"stap": stage, "uitleg": "Maak {wildcards.jaar}"} for name, stage in zip("abc", "xyy", strict=True)},
    )
    assert "  x --> y\n" in page
    assert "  subgraph y\n    b\n    c\n  end\n" in page
    assert "| x | `a` | Maak *jaar* |" in page


def test_a_bound_says_whether_it_is_an_interval_or_certain() -> None:
    """`_min` and `_max` are outer bounds, or a 95 % interval where a table has no `_laag` and `_hoog` beside them."""
    zwijgt = []
    for pad in sorted((ROOT / "resources" / "contracts" / "tabellen").glob("*.yaml")):
        kolommen = {kolom.naam: kolom.beschrijving for kolom in load_contract(pad).kolommen}
        for naam, beschrijving in kolommen.items():
            stam, _, einde = naam.rpartition("_")
            soorten = ("uiterste",) if f"{stam}_laag" in kolommen else ("uiterste", "95%-interval")
            if einde in {"min", "max"} and not any(soort in beschrijving for soort in soorten):
                zwijgt.append(f"{pad.stem}.{naam}")
    assert zwijgt == []
