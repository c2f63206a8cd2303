"""Labels by part: a step gets those that it names, and another one is an error with its place."""

import pytest
from helpers.project import ROOT
from helpers.registers import PRODUCTEN

from werkagenda.contract.labels import WORDS, parts, together
from werkagenda.errors import InputError

WOORDEN = {"groep": {"totaal": "Alles"}, "tabelkop": {"leeg": "Niets", "nu": "Nu: {}"}, "kwart": {"laag": "Laag"}}


def test_a_step_gets_what_it_names_and_no_more():
    labels = together({"product": ("x", {"id": 1}), **parts(WOORDEN, ["groep", "tabelkop.nu"])})
    assert labels == {"product": {"id": 1}, "labels": {"groep": {"totaal": "Alles"}, "tabelkop": {"nu": "Nu: {}"}}}
    for keuze in (lambda deel: deel["kwart"], lambda deel: deel["tabelkop"]["leeg"]):
        with pytest.raises(InputError, match=r"resources/labels\.yaml: een stap gebruikt '(kwart|leeg)' en noemt"):
            keuze(labels["labels"])


@pytest.mark.parametrize(("naam", "bedoeld"), [("groepp", "groep"), ("tabelkop.leg", "leeg")])
def test_a_name_that_there_is_not_stops(naam, bedoeld):
    with pytest.raises(InputError, match=f"er is geen '{naam}' .bedoelde u '{bedoeld}'"):
        parts(WOORDEN, [naam])


def test_a_part_is_known_by_its_own_words():
    """Its place in the record is its own, so that each is compared by itself."""
    assert parts(WOORDEN, ["groep", "tabelkop.nu"]) == {
        "labels.groep": (f"{WORDS}#groep", {"totaal": "Alles"}),
        "labels.tabelkop.nu": (f"{WORDS}#tabelkop.nu", "Nu: {}"),
    }


def test_what_a_family_names_its_scripts_can_ask():
    """A name in no script or shared module of the family is one too many: it would make the texts anew for nothing."""
    gedeeld = "".join(pad.read_text(encoding="utf-8") for pad in (ROOT / "src/werkagenda/words").glob("*.py"))
    te_veel = set()
    for product in PRODUCTEN.values():
        tekst = gedeeld + "".join(
            (ROOT / f"workflow/scripts/{map_}/{product['scripts'][deel]}.py").read_text(encoding="utf-8")
            for deel, map_ in (("tekst", "text"), ("tabel", "tables"))
            if deel in product["scripts"]
        )
        te_veel |= {(product["familie"], naam) for naam in product["labels"] if f'"{naam.split(".")[-1]}"' not in tekst}
    assert te_veel == set()
