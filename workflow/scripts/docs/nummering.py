"""Number figures and tables in the order in which the chapters show them, and write `resources/nummering.csv` anew.

No rule runs this: a number is printed, so it changes when somebody says so. From workflow/scripts, after a product
came, went or moved: `python -m docs.nummering`. A new product needs its row first, with any number.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[3]
TABLE = ROOT / "resources" / "nummering.csv"
SHOWN = re.compile(r"include _((?:figuur|tabel)_\w+)\.md")
# What stands before the point, where it is not the end of the chapter's name.
SIGNS = {"synthese": "S"}


def numbers(chapters: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """Return chapter and number (`Figuur 3.2`) per product, in the order of appearance; chapters by name, in order."""
    found = {}
    for chapter, text in chapters.items():
        sign = SIGNS.get(chapter, chapter.rpartition("_")[2].upper())
        count: Counter[str] = Counter()
        for product in SHOWN.findall(text):
            kind = product.partition("_")[0]
            count[kind] += 1
            found[product] = (chapter, f"{kind.capitalize()} {sign}.{count[kind]}")
    return found


def read_chapters(names: Iterable[str]) -> dict[str, str]:
    """Return the chapters of the book by name, in its order."""
    return {name.removesuffix(".qmd"): (ROOT / "report" / name).read_text(encoding="utf-8") for name in names}


def chapter_names() -> list[str]:
    """Return the files of the chapters, in order."""
    quarto = yaml.safe_load((ROOT / "report" / "_quarto.yml").read_text(encoding="utf-8"))
    return [str(name) for name in quarto["book"]["chapters"]]


if __name__ == "__main__":
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = {row["id"]: row for row in csv.DictReader(file)}
    order = numbers(read_chapters(chapter_names()))
    if missing := sorted(set(order) ^ set(rows)):
        raise SystemExit(f"in a chapter or in {TABLE.name}, not in both: {', '.join(missing)}")
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(next(iter(rows.values()))), lineterminator="\n")
        writer.writeheader()
        for product, (chapter, number) in order.items():
            writer.writerow(rows[product] | {"hoofdstuk": chapter, "nummer": number})
