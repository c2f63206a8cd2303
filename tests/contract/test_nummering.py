"""Figures and tables are numbered in the order in which the chapters show them."""

import csv

from docs.nummering import TABLE, chapter_names, numbers, read_chapters


def test_numbers_count_per_chapter_and_kind():
    text = "{{< include _figuur_x.md >}} {{< include _tabel_a.md >}}\n{{< include _beeld_figuur_x.md >}}"
    book = {"hoofdstuk_3": f"{text}\n{{{{< include _figuur_b.md >}}}}", "synthese": "{{< include _tabel_c.md >}}"}
    assert numbers(book) == {
        "figuur_x": ("hoofdstuk_3", "Figuur 3.1"),
        "tabel_a": ("hoofdstuk_3", "Tabel 3.1"),
        "figuur_b": ("hoofdstuk_3", "Figuur 3.2"),
        "tabel_c": ("synthese", "Tabel S.1"),
    }


def test_numbers_follow_the_order_of_appearance():
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = [(row["id"], (row["hoofdstuk"], row["nummer"])) for row in csv.DictReader(file)]
    assert rows == list(numbers(read_chapters(chapter_names())).items()), "python -m docs.nummering (workflow/scripts)"
