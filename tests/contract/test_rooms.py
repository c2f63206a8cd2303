"""The house: which room of src/werkagenda imports which, against the list and the picture."""

import ast
import re
from collections import defaultdict
from functools import cache

import pytest
import yaml
from helpers.project import ROOT

SRC = ROOT / "src" / "werkagenda"
OPEN = {"errors", "formats"}
LIST = yaml.safe_load((SRC / "rooms.yaml").read_text(encoding="utf-8"))
ALLOWED = {room: set(others) | OPEN for room, others in LIST.items()}


def modules(tree):
    """Return the modules of the project that a parsed file imports, as parts of their names."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "werkagenda":
            own = node.module.split(".")[1:]
            for alias in node.names:
                parts = [*own, alias.name]
                yield parts if (SRC.joinpath(*parts).with_suffix(".py")).is_file() else own


@cache
def imported():
    """Return per room the other rooms that it imports."""
    found = defaultdict(set)
    for path in SRC.rglob("*.py"):
        room = path.relative_to(SRC).parts[0]
        if room.endswith(".py"):
            continue
        found[room] |= {parts[0] for parts in modules(ast.parse(path.read_text(encoding="utf-8")))} - {room}
    return dict(found)


def picture():
    """Return the house as the page draws it: an arrow from each room to those it stands on."""
    arrows = sorted((room, other) for room, others in imported().items() for other in others - OPEN)
    alone = sorted(set(imported()) - {room for arrow in arrows for room in arrow})
    return "\n".join(
        ["```mermaid", "flowchart TD", *(f"  {a} --> {b}" for a, b in arrows), *(f"  {room}" for room in alone), "```"]
    )


def test_every_room_is_in_the_list_and_says_what_it_is():
    assert set(ALLOWED) == set(imported())
    for room in ALLOWED:
        tree = ast.parse((SRC / room / "__init__.py").read_text(encoding="utf-8"))
        assert ast.get_docstring(tree), room
        assert len(tree.body) == 1, f"{room}: an __init__ holds its docstring alone"


@pytest.mark.parametrize("room", sorted(ALLOWED))
def test_a_room_imports_what_it_may(room):
    assert imported()[room] <= ALLOWED[room]


def test_nobody_walks_back():
    """A room stands on rooms that come before it in the list."""
    order = list(ALLOWED)
    stands_on = [(room, other) for room in order for other in ALLOWED[room] - OPEN]
    assert [pair for pair in stands_on if order.index(pair[1]) > order.index(pair[0])] == []


def test_nothing_is_flat_but_errors_and_formats():
    assert {path.stem for path in SRC.glob("[!_]*.py")} == OPEN


def test_the_page_draws_the_house_as_it_is():
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    drawn = re.search(r"```mermaid\nflowchart TD\n.*?```", page, flags=re.DOTALL)
    assert drawn, picture()
    assert drawn.group() == picture(), f"put this in docs/architecture.md:\n{picture()}"
