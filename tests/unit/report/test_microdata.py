"""Without microdata the book has no chapter, block, figure or link about persons; with them it has all."""

from pathlib import Path

import pytest
import yaml
from helpers import book_example as voorbeeld
from voorbereiden import chapter_list

from werkagenda.report import book


def test_blocks_and_chapters_about_persons_fall_out() -> None:
    """A block with a block inside it, and a chapter that says so in its title."""
    weg = "::: {.microdata}\nWeg.\n\n:::: {.bron}\nOok weg.\n::::\n:::\n\n"
    tekst = f"# Een {{#een}}\n\nBlijft.\n\n{weg}::: {{.bron}}\nBlijft ook.\n:::\n"
    hoofdstukken = {"een": tekst, "vijf": "# Vijf {#vijf .microdata}\n\nWeg.\n"}
    over = book.kept(hoofdstukken, weg=["microdata"])
    assert over == {"een": "# Een {#een}\n\nBlijft.\n\n::: {.bron}\nBlijft ook.\n:::\n"}
    assert book.kept(hoofdstukken, weg=[]) == hoofdstukken
    assert book.kept(hoofdstukken, weg=["micro"]) == hoofdstukken


def test_the_list_of_chapters_loses_a_line_and_nothing_else() -> None:
    """The real file, read back."""
    quarto = (voorbeeld.BOEK / "_quarto.yml").read_text(encoding="utf-8")
    korter = yaml.safe_load(chapter_list(quarto, ["hoofdstuk_5"]))
    assert book.chapters(korter) == [naam for naam in book.chapters(yaml.safe_load(quarto)) if naam != "hoofdstuk_5"]
    assert len(chapter_list(quarto, ["hoofdstuk_5"]).splitlines()) == len(quarto.splitlines()) - 1


@pytest.mark.parametrize("weg", [[], ["svo"], ["factsheets", "microdata", "svo"]])
def test_the_real_book_holds_together_on_either_site(tmp_path: Path, *, weg: list[str]) -> None:
    """Staging resolves every include, variable and link; what is not there is not named."""
    hoofdstukken = book.kept(voorbeeld.chapters(), weg=weg)
    nummers = {naam: rij for naam, rij in voorbeeld.numbering().items() if rij["deel"] not in weg}
    bron = voorbeeld.staged(tmp_path, hoofdstukken=hoofdstukken, nummering=nummers)
    inhoud = "".join(pad.read_text(encoding="utf-8") for pad in sorted(bron.glob("*.qmd")))
    genoemd = {naam for naam in voorbeeld.numbering() if f"include _{naam}.md" in inhoud}
    assert genoemd == set(nummers)
    assert ("de microdata van het CBS" in inhoud) is ("microdata" not in weg)
    assert ("](factsheets/" in inhoud) is ("factsheets" not in weg)
