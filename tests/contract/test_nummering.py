"""Figures and tables are numbered in the order in which the chapters show them."""

import csv
import re

import yaml
from helpers.project import ROOT

SHOWN = re.compile(r"include _((?:figuur|tabel)_\w+)\.md")
SIGNS = {"synthese": "S"}


def test_numbers_follow_the_order_of_appearance():
    quarto = yaml.safe_load((ROOT / "report" / "_quarto.yml").read_text(encoding="utf-8"))
    with (ROOT / "resources" / "nummering.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    expected = []
    for name in quarto["book"]["chapters"]:
        chapter = name.removesuffix(".qmd")
        sign = SIGNS.get(chapter, chapter.rpartition("_")[2].upper())
        count = {"figuur": 0, "tabel": 0}
        for product in SHOWN.findall((ROOT / "report" / name).read_text(encoding="utf-8")):
            kind = product.partition("_")[0]
            count[kind] += 1
            expected.append((product, chapter, f"{kind.capitalize()} {sign}.{count[kind]}"))
    assert [(row["id"], row["hoofdstuk"], row["nummer"]) for row in rows] == expected
