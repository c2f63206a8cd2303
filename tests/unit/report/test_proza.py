"""No number typed by hand, and no construct of one renderer only."""

from __future__ import annotations

import pytest
import voorbeeld

from werkagenda.report import book
from werkagenda.report.prose import typed_numbers

NAMEN = (voorbeeld.BOEK / "namen_met_getallen.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize(
    ("tekst", "getallen"),
    [
        ("Van alle BC's is 65 procent genoemd.", ["65"]),
        ("Zes instellingen zwijgen, drie zeggen nee.", ["Zes", "drie"]),
        ("Ruim de helft telt mee.", ["helft"]),
        ("Het is 65 procent [@seo2024najaar, p. 39]. Nu is het 64.", ["64."]),
        ("Zie [figuur](#figuur-3-1), zij toont 12,5 procent.", ["12,5"]),
        ("- een punt\n- nog 7 punten\n", ["7"]),
        ("## 3.2 Instroom van 2023\n", ["2023"]),
    ],
)
def test_a_typed_number_is_found(tekst: str, getallen: list[str]) -> None:
    """Digits and number words, in any sentence that does not cite its source itself."""
    assert [gevonden.split(":")[0] for gevonden in typed_numbers(tekst, [])] == getallen


@pytest.mark.parametrize(
    "tekst",
    [
        "Het is {{< var figuur_3_2.regeling_tot >}}.",
        "Volgens de bron was het 65 procent [@seo2024najaar, p. 38-39].",
        "## 3.2 Instroom {#instroom-3}",
        "# Hoofdstuk 3 Beroepsopleidingen {#hoofdstuk-3}",
        "De Werkagenda mbo 2023-2027 loopt door.",
        "Zie [hier](bijlage_c.html#c-2) en `results/data/figuur_3_1.csv`.",
        "::: {#figuur-3-1 .product}\nTekst.\n:::",
    ],
)
def test_what_is_not_a_finding_may_hold_a_number(tekst: str) -> None:
    """Variables, cited sentences, section numbers, names, code and link targets."""
    assert typed_numbers(tekst, ["Werkagenda mbo 2023-2027"]) == []


def test_a_name_is_matched_as_a_whole() -> None:
    """'mbo 2' does not excuse 'mbo 25'."""
    assert typed_numbers("Er zijn mbo 25 dingen.", ["mbo 2"]) != []


@pytest.mark.parametrize("hoofdstuk", voorbeeld.chapters())
def test_no_chapter_types_a_number_or_leaves_the_dialect(hoofdstuk: str) -> None:
    """The real chapters."""
    tekst = voorbeeld.chapters()[hoofdstuk]
    assert typed_numbers(tekst, NAMEN) == []
    assert book.foreign(tekst) == []


@pytest.mark.parametrize(
    ("tekst", "soort"),
    [
        ("```{python}\nprint(1)\n```", "codecel"),
        ("::: {.panel-tabset}\n:::", "tabbladen"),
        ("Zie @fig-instroom.", "kruisverwijzing van Quarto"),
        ("::: {#tbl-een}\n:::", "kruisverwijzing van Quarto"),
        ("<div>\n", "ruwe HTML"),
    ],
)
def test_what_only_one_renderer_knows_is_named(tekst: str, soort: str) -> None:
    """Each construct that Quarto and pandoc read differently."""
    assert book.foreign(tekst) == [soort]
