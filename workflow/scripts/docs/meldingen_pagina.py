"""Write docs/meldingen.md: every line that a run can stop with, from the code that says it."""

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from werkagenda.run.trouble import LINES, UNREAD, Stop

INLEIDING = """# Meldingen

Een run die stopt, eindigt met een regel die begint met `FOUT`: waar het is, wat er is, en wat er wordt verwacht of wat
u doet. Een regel met `LET OP` zegt iets dat de run niet tegenhoudt. Deze bladzijde komt uit de code
(`snakemake documentatie`); op de plek van … staat in de melding zelf een naam, een aantal of een code.
"""
ENGELS = """## Wat Snakemake zelf in het Engels zegt

Een bestand achter `--configfile` leest Snakemake voor alles van dit project. `python3 start.py` kijkt er eerst naar en
zegt in een regel wat eraan schort; wie zelf `snakemake` geeft, ziet bij zo'n bestand een van deze regels. Er is dan nog
niets gemaakt of veranderd.
"""
_LEEG = "…"


class Message(NamedTuple):
    """One message: what is wrong, what is expected, the column, and the file with the code."""

    melding: str
    verwacht: str
    kolom: str
    plek: str


def messages(paths: Iterable[Path], root: Path) -> list[Message]:
    """Return every message of InputError in Python files, each once, sorted."""
    return sorted({message for path in paths for message in _of_file(path, path.relative_to(root).as_posix())})


def _of_file(path: Path, plek: str) -> Iterator[Message]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    inside = {call for function in functions for call in _calls(function)}
    outside = _texts(node for node in tree.body if isinstance(node, ast.Assign))
    for function in functions:
        # A text that is put together on the line above and raised below, or named at the head of the file.
        known = outside | _texts(ast.walk(function))
        yield from (_message(call, known, plek) for call in _calls(function))
    yield from (_message(call, _texts(ast.walk(tree)), plek) for call in _calls(tree) if call not in inside)


def _calls(scope: ast.AST) -> list[ast.Call]:
    """Return the calls that make a message."""
    return [
        node
        for node in ast.walk(scope)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "InputError"
    ]


def _texts(nodes: Iterable[ast.AST]) -> dict[str, ast.expr]:
    """Return what names stand for."""
    return {
        target.id: node.value
        for node in nodes
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }


def _message(call: ast.Call, known: dict[str, ast.expr], plek: str) -> Message:
    named = {keyword.arg: keyword.value for keyword in call.keywords if keyword.arg}
    melding = call.args[2] if len(call.args) > 2 else named.get("melding")  # noqa: PLR2004 - source, file, message
    return Message(_text(melding, known), _text(named.get("verwacht"), known), _text(named.get("kolom"), known), plek)


def _text(node: ast.expr | None, known: dict[str, ast.expr]) -> str:
    """Return a string expression as a reader sees it, with an ellipsis where the program fills something in."""
    match node:
        case None:
            return ""
        case ast.Constant(value=value):
            return "" if value is None else str(value)
        case ast.JoinedStr(values=values):
            return "".join(_text(deel, known) if isinstance(deel, ast.Constant) else _LEEG for deel in values)
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            return _text(left, known) + _text(right, known)
        case ast.Name(id=name) if name in known and isinstance(known[name], ast.Constant | ast.JoinedStr | ast.BinOp):
            return _text(known[name], {other: value for other, value in known.items() if other != name})
        case _:
            return _LEEG


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _row(*cells: str) -> str:
    return f"| {' | '.join(map(_cell, cells))} |"


def messages_page(found: Iterable[Message], stops: Iterable[Stop], unread: Iterable[Stop]) -> str:
    """Return the page as Markdown: what the machine does first, then what is wrong with a file or a setting.

    `unread` are the stops that Snakemake tells in English, before the project is read.
    """
    return "\n".join(
        [
            INLEIDING,
            "## De computer en Snakemake",
            "",
            "| waar | wat | wat te doen |",
            "|---|---|---|",
            *(_row(stop.plek, stop.melding, stop.verwacht) for stop in stops),
            "",
            ENGELS,
            "| Snakemake zegt | wat | wat te doen |",
            "|---|---|---|",
            *(_row(f"`{stop.kenmerk}`", stop.melding, stop.verwacht) for stop in unread),
            "",
            "## Bestanden en instellingen",
            "",
            "| melding | verwacht | kolom | code |",
            "|---|---|---|---|",
            *(_row(een.melding, een.verwacht, een.kolom, f"`{een.plek}`") for een in found if een.melding.strip(_LEEG)),
            "",
        ]
    )


def code(root: Path) -> list[Path]:
    """Return the Python files that can say something."""
    return sorted([*(root / "src").rglob("*.py"), *(root / "workflow" / "scripts").rglob("*.py")])


if __name__ == "__main__":
    root = Path.cwd()
    page = messages_page(messages(code(root), root), LINES, UNREAD)
    Path(snakemake.output.pagina).write_text(page, encoding="utf-8", newline="\n")
