"""Includes, variables and links: what fails must fail before a renderer that would only warn."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from helpers import book_example as voorbeeld

from werkagenda.errors import InputError
from werkagenda.report import book

if TYPE_CHECKING:
    from pathlib import Path


def test_includes_and_variables_are_filled_in() -> None:
    """An include inside an include, and a variable inside it."""
    teksten = {
        "a.qmd": "Begin {{< include _b.md >}}",
        "_b.md": "{{< include _c.md >}} einde",
        "_c.md": "{{< var x.y >}}",
    }
    assert book.resolve("a.qmd", teksten, book.flatten({"x": {"y": "30 procent"}})) == "Begin 30 procent einde"


@pytest.mark.parametrize(
    ("tekst", "melding"),
    [
        ("{{< var figuur_3_1.regeling_tod >}}", "regeling_tod.*bedoelde u 'figuur_3_1.regeling_tot'"),
        ("{{< include _figuur_3_9.md >}}", "_figuur_3_9.md"),
        ("{{< video film.mp4 >}}", "onbekende opdracht"),
    ],
)
def test_what_does_not_resolve_stops_with_the_chapter_and_the_name(tekst: str, melding: str) -> None:
    """Quarto warns on these and exits 0."""
    with pytest.raises(InputError, match=rf"hoofdstuk_3.qmd: .*{melding}"):
        book.resolve("hoofdstuk_3.qmd", {"hoofdstuk_3.qmd": tekst}, {"figuur_3_1.regeling_tot": "1"})


def test_an_anchor_names_its_chapter_and_a_link_without_one_stops() -> None:
    """Two chapters, one anchor each, one link to nowhere."""
    hoofdstukken = {"een": "# Een {#een}\n[zie](#twee)", "twee": "# Twee {#twee}\n\n::: {#figuur-3-1 .product}\n:::"}
    plaats = book.anchors(hoofdstukken)
    assert plaats == {"een": "een", "twee": "twee", "figuur-3-1": "twee"}
    book.dead_links(hoofdstukken, plaats)
    with pytest.raises(InputError, match=r"een.qmd: verwijzing zonder doel: 'drie'"):
        book.dead_links(hoofdstukken | {"een": "[zie](#drie)"}, plaats)


def test_an_anchor_that_stands_twice_stops() -> None:
    """A link could not know which one is meant."""
    with pytest.raises(InputError, match=r"twee.qmd: anker #x staat ook in een.qmd"):
        book.anchors({"een": "# A {#x}", "twee": "# B {#x}"})


def test_an_unused_variable_name_in_a_real_chapter_stops_the_staging(tmp_path: Path) -> None:
    """The sample book without the variables of figure 3.1."""
    teksten = voorbeeld.chapters()
    fout = teksten | {
        "samenvatting": teksten["samenvatting"].replace("figuur_3_1.totaal_tot ", "figuur_3_1.totaal_tod ")
    }
    with pytest.raises(
        InputError, match=r"samenvatting.qmd: variabele 'figuur_3_1.totaal_tod' is door geen stap berekend"
    ):
        voorbeeld.staged(tmp_path, hoofdstukken=fout, variabelenbron=teksten)


def test_a_typed_number_stops_the_staging(tmp_path: Path) -> None:
    """A researcher types a number in the summary."""
    fout = voorbeeld.chapters() | {"samenvatting": "# Samenvatting {#samenvatting}\n\nHet is 30 procent.\n"}
    with pytest.raises(InputError, match=r"samenvatting.qmd: getal met de hand getypt in '30: Het is 30 procent.'"):
        voorbeeld.staged(tmp_path, hoofdstukken=fout)


def test_a_chapter_in_another_language_has_the_mark_in_its_language(tmp_path: Path) -> None:
    """The English summary says in English that the data are synthetic; it still carries the mark itself."""
    engels = (voorbeeld.BOEK / "invoegingen" / "banner_synthetisch_engels.md").read_text(encoding="utf-8")
    bron = voorbeeld.staged(tmp_path, banners={"summary": engels})
    gezegd = {naam: (bron / f"{naam}.qmd").read_text(encoding="utf-8") for naam in ("summary", "inleiding")}
    assert [engels in tekst for tekst in gezegd.values()] == [True, False]
    assert all("SYNTHETISCH" in tekst for tekst in gezegd.values())
