"""Write docs/dag.md: the rules of the workflow by stage, and what each stage needs."""

import re
import subprocess
import sys
from collections.abc import Mapping
from itertools import groupby
from pathlib import Path

INLEIDING = """# De workflow in beeld

Elk vak is een stap, elke pijl zegt welke stap de uitvoer van een andere nodig heeft. Een stap staat in
`workflow/rules/<naam>.smk`. Deze bladzijde komt uit de workflow zelf (`snakemake documentatie`).
"""
Edges = set[tuple[str, str]]


def rule_graph(dot: str) -> Edges:
    """Return the pairs (needed rule, rule) of the graph that Snakemake prints in the dot language."""
    names = dict(re.findall(r'^\s*(\d+)\[label = "([^"\\]+)', dot, re.MULTILINE))
    return {(names[source], names[target]) for source, target in re.findall(r"^\s*(\d+) -> (\d+)", dot, re.MULTILINE)}


def without_detours(edges: Edges) -> Edges:
    """Leave out each arrow that a longer way through other rules already shows, so that the picture can be read."""
    following: dict[str, set[str]] = {}
    for source, target in edges:
        following.setdefault(source, set()).add(target)

    def reached(start: str) -> set[str]:
        seen: set[str] = set()
        todo = [start]
        while todo:
            new = following.get(todo.pop(), set()) - seen
            seen |= new
            todo += new
        return seen

    return {
        (source, target)
        for source, target in edges
        if not any(target in reached(other) for other in following[source] - {target})
    }


def mermaid(edges: Edges, groups: Mapping[str, str] | None = None) -> str:
    """Return a Mermaid flow chart; `groups` (rule: stage) draws a box around the rules of each stage."""
    lines = ["```mermaid", "flowchart LR"]
    for stage, members in groupby(
        sorted((groups or {}).items(), key=lambda item: item[::-1]), key=lambda item: item[1]
    ):
        lines += [f"  subgraph {_node(stage)}", *(f"    {rule}" for rule, _ in members), "  end"]
    return "\n".join(
        [*lines, *(f"  {_node(source)} --> {_node(target)}" for source, target in sorted(edges)), "```", ""]
    )


def _node(stage: str) -> str:
    """Return the name of a stage as Mermaid allows it: `derive/cbs` is `derive.cbs`."""
    return stage.replace("/", ".")


def explain(message: str) -> str:
    """Return a rule's message with `{wildcards.jaar}` as *jaar*: what differs between the files of one rule."""
    return re.sub(r"{wildcards[.](\w+)}", r"*\1*", message)


def dag_page(dot: str, rules: Mapping[str, Mapping[str, str]]) -> str:
    """Return the page as Markdown: stages, rules by stage, and a table of what each rule does.

    Args:
        dot: what `snakemake --rulegraph` prints.
        rules: per rule `stap`, the name of its file, and `uitleg`, its message.

    """
    edges = {(source, target) for source, target in rule_graph(dot) if source in rules and target in rules}
    drawn = {rule for edge in edges for rule in edge}
    stages = {(rules[source]["stap"], rules[target]["stap"]) for source, target in edges}
    table = [
        f"| {rule['stap']} | `{name}` | {explain(rule['uitleg'])} |"
        for name, rule in sorted(rules.items(), key=lambda item: (item[1]["stap"], item[0]))
    ]
    parts = [
        INLEIDING,
        "## Per onderdeel\n",
        mermaid({(source, target) for source, target in stages if source != target}),
        "## Per stap\n",
        mermaid(without_detours(edges), {name: rules[name]["stap"] for name in drawn}),
        "## Wat elke stap doet\n",
        "| onderdeel | stap | wat |\n|---|---|---|",
        *table,
        "",
    ]
    return "\n".join(parts)


def ask_snakemake() -> str:
    """Return the graph of the rules behind the main job, with the default configuration."""
    command = [sys.executable, "-m", "snakemake", "--cores", "1", "--rulegraph"]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, encoding="utf-8").stdout  # noqa: S603 - no shell


if __name__ == "__main__":
    page = dag_page(ask_snakemake(), snakemake.params.regels)
    Path(snakemake.output.pagina).write_text(page, encoding="utf-8", newline="\n")
