"""What of the five sources is computed: every item once, with the products that hold it or the source it would take."""

import csv
from collections import Counter

from helpers.project import ROOT

RESOURCES = ROOT / "resources"
# Items of the five sources: the report, the monitoring plan, the synthesis, the nota and the letter.
PER_BRON = {"000": 126, "001": 41, "002": 50, "003": 8, "004": 8}
# Policy and description: nothing to compute.
BELEID = 6


def rows(naam: str) -> list[dict[str, str]]:
    with (RESOURCES / naam).open(encoding="utf-8", newline="") as bestand:
        return list(csv.DictReader(bestand))


DEKKING = rows("dekking.csv")
NUMMERS = {rij["id"] for rij in rows("nummering.csv")} | {"kerncijfers_3"}


def test_every_item_once():
    plekken = [(rij["bron"], rij["plaats"], rij["onderdeel"]) for rij in DEKKING]
    assert len(set(plekken)) == len(plekken) == 233
    assert Counter(rij["bron"] for rij in DEKKING) == PER_BRON


def test_what_is_computed_names_products_that_exist():
    for rij in DEKKING:
        producten = rij["producten"].split()
        assert set(producten) <= NUMMERS, rij
        assert len(set(producten)) == len(producten), rij
        assert bool(producten) == (rij["stand"] == "ja"), rij


def test_what_is_not_says_which_source_it_takes():
    assert {rij["stand"] for rij in DEKKING} == {"ja", "kan niet", "beleid"}
    assert sum(rij["stand"] == "beleid" for rij in DEKKING) == BELEID
    for rij in DEKKING:
        if rij["stand"] == "kan niet":
            assert rij["toelichting"].startswith(("nodig: ", "de indicator is er nog niet")), rij
        elif rij["stand"] == "beleid":
            assert rij["toelichting"], rij


def test_every_numbered_table_and_figure_of_the_reports_is_an_item():
    gedekt = {product for rij in DEKKING for product in rij["producten"].split()}
    gepubliceerd = {rij["id"] for rij in rows("nummering.csv") if rij["gepubliceerd"]}
    assert gepubliceerd - gedekt == set()
