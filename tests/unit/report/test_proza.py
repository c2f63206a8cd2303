"""No number typed by hand, and no construct of one renderer only."""

from __future__ import annotations

import re

import pytest
import yaml
from helpers import book_example as voorbeeld
from helpers.registers import PRODUCTEN, contract_of

from werkagenda.report import book
from werkagenda.report.prose import typed_numbers

NAMEN = (voorbeeld.BOEK / "namen_met_getallen.txt").read_text(encoding="utf-8").splitlines()
# In notes stand definitions as well: what no setting and no data decide.
DEFINITIES = (voorbeeld.BOEK / "teksten" / "definities_met_getallen.txt").read_text(encoding="utf-8").splitlines()
TEKSTEN = {
    pad.relative_to(voorbeeld.BOEK).as_posix(): pad
    for map_ in ("teksten", "paginas")
    for pad in sorted((voorbeeld.BOEK / map_).glob("*.yaml"))
}


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


def sentences(inhoud: object) -> list[str]:
    """Return every text of a file, at any depth, without its Jinja."""
    if isinstance(inhoud, dict | list):
        return [zin for deel in (inhoud.values() if isinstance(inhoud, dict) else inhoud) for zin in sentences(deel)]
    return [re.sub(r"\{\{.*?\}\}|\{%.*?%\}", " | ", inhoud, flags=re.DOTALL)] if isinstance(inhoud, str) else []


@pytest.mark.parametrize("naam", TEKSTEN)
def test_no_sentence_or_note_types_a_number(naam: str) -> None:
    """A setting or a finding is a fact; a definition stands in the list."""
    zinnen = sentences(yaml.safe_load(TEKSTEN[naam].read_text(encoding="utf-8")))
    assert [getal for zin in zinnen for getal in typed_numbers(zin, [*NAMEN, *DEFINITIES])] == []


def test_every_definition_is_said_somewhere() -> None:
    gezegd = " ".join(pad.read_text(encoding="utf-8") for pad in TEKSTEN.values())
    gevouwen = " ".join(gezegd.split())
    assert [definitie for definitie in DEFINITIES if definitie.lower() not in gevouwen.lower()] == []


def test_no_heading_types_a_year() -> None:
    eigen = [kop for product in PRODUCTEN.values() for kop in product.get("koppen", {}).values()]
    koppen = [*eigen, *(kolom.kop for naam in PRODUCTEN for kolom in contract_of(naam).kolommen)]
    assert [kop for kop in koppen if re.search(r"\b(?:19|20)\d\d\b", kop)] == []
