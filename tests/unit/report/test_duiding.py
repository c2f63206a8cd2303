"""Texts of interpretation: when they stand, and when a researcher must judge them again."""

import pandas as pd
import pytest
import yaml
from duiding import GELDT, OPNIEUW, fact, review, same
from helpers.project import ROOT
from voorbereiden import check_shown

from werkagenda.errors import InputError

TABEL = pd.DataFrame(
    {
        "jaar": [2023, 2024, 2024],
        "groep": ["regeling", "regeling", "genoemd"],
        "aandeel": [0.25, 0.294, 0.97],
        "richting": ["", "gestegen", ""],
    }
)
DATA = {"figuur_3_2": TABEL}
NU = {"product": "figuur_3_2", "sleutel": {"jaar": "laatste", "groep": "regeling"}, "kolom": "aandeel"}
EENS = {
    "id": "een",
    "bij": "figuur_3_2",
    "tekst": "Het is {{ nu | procent }} [@synthese2025].",
    "feiten": {"nu": NU},
    "geldt_zolang": "nu < 0.4",
    "gezien": {"nu": 0.29},
    "door": "team",
    "datum": "2026-11",
    "bron": "synthese2025",
}
WOORDEN = yaml.safe_load((ROOT / "report" / "paginas" / "duiding.yaml").read_text(encoding="utf-8"))


def judged(data=DATA, **velden):
    teksten, lijst = review({"hoofdstuk_3": [EENS | velden]}, data, namen=["drie groepen"], woorden=WOORDEN)
    return teksten["een"], lijst.loc[0, "stand"], lijst.loc[0, "reden"]


def test_stands_and_quotes_the_number_of_the_last_year():
    assert judged() == ("Het is 29 procent [@synthese2025].", GELDT, "")


@pytest.mark.parametrize(
    ("velden", "reden"),
    [
        ({"geldt_zolang": "nu > 0.4"}, "voorwaarde geldt niet: nu > 0.4"),
        ({"gezien": {"nu": 0.28}}, "veranderd: nu"),
        ({"feiten": {"nu": NU | {"sleutel": {"jaar": 2030, "groep": "regeling"}}}}, "geen waarde: nu"),
        ({"feiten": {"nu": NU | {"product": "figuur_9_9"}}}, "geen waarde: nu"),
    ],
)
def test_is_left_out_with_its_reason(velden, reden):
    assert judged(**velden) == ("", OPNIEUW, reden)


def test_a_hidden_cell_and_an_empty_word_are_no_fact():
    leeg = {"figuur_3_2": TABEL.assign(aandeel=float("nan"))}
    assert judged(leeg)[2] == "geen waarde: nu"
    assert fact(NU | {"sleutel": {"jaar": 2023}, "kolom": "richting"}, DATA) is None
    assert fact(NU | {"kolom": "richting"}, DATA) == "gestegen"


@pytest.mark.parametrize(
    ("nu", "toen", "zelfde"),
    [
        (0.294, 0.29, True),
        (0.295, 0.29, False),
        (0.285, 0.29, True),
        (10.46, 10.5, True),
        (24, 24, True),
        (2024.0, 2024, True),
        ("gestegen", "gestegen", True),
        ("gedaald", "gestegen", False),
    ],
)
def test_as_precise_as_it_was_noted(nu, toen, zelfde):
    assert same(nu, toen) is zelfde


@pytest.mark.parametrize(
    ("velden", "melding"),
    [
        ({"tekst": "Het zijn er 12."}, "getal met de hand getypt"),
        ({"tekst": "Deze drie groepen."}, None),
        ({"gezien": {}}, "geen `gezien` van 'nu'"),
        ({"geldt_zolang": "toen < 1"}, "onbekend feit 'toen'"),
        ({"geldt_zolang": "nu <"}, "niet te lezen"),
        ({"geldt_zolang": "nu < 'a'"}, "voorwaarde is niet te berekenen"),
        ({"feiten": {"nu": NU | {"kolom": "aandel"}}}, "kolommen bestaan niet: 'aandel'"),
        ({"feiten": {"nu": NU | {"sleutel": {"jaar": 2024}}}}, "2 rijen bij"),
        ({"erbij": 1}, "velden missen of zijn onbekend: 'erbij'"),
    ],
)
def test_a_wrong_entry_stops_with_its_place(velden, melding):
    if melding is None:
        assert judged(**velden)[1] == GELDT
        return
    with pytest.raises(InputError, match="duiding") as fout:
        judged(**velden)
    assert melding in str(fout.value)


def test_an_id_is_used_once():
    with pytest.raises(InputError, match="staat er twee keer"):
        review({"hoofdstuk_2": [EENS], "hoofdstuk_3": [EENS]}, DATA, namen=[], woorden=WOORDEN)


def test_a_text_that_no_chapter_shows_stops_the_book():
    check_shown(["een"], {"hoofdstuk_3": "{{< include _duiding_een.md >}}"})
    with pytest.raises(InputError, match="een staat in geen hoofdstuk"):
        check_shown(["een"], {"hoofdstuk_3": "{{< include _duiding_twee.md >}}"})


def test_every_chapter_of_the_sources_that_explains_has_texts():
    aantal = {
        pad.stem: len(yaml.safe_load(pad.read_text(encoding="utf-8"))) for pad in ROOT.glob("report/duiding/*.yaml")
    }
    assert set(aantal) == {"hoofdstuk_2", "hoofdstuk_3", "hoofdstuk_4", "hoofdstuk_5", "synthese"}
    assert all(aantal.values())
