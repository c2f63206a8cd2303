"""The classification of table B.0.1 against counts and sums worked out apart from the transcription."""

from __future__ import annotations

import csv
import re
from collections import Counter

from helpers.project import ROOT

RESOURCES = ROOT / "resources"
# The sectors of the Regeling Kwaliteitsafspraken with the number of BCs the table puts in each.
PER_SECTOR = {
    "woningbouw": 18,
    "klimaat en energie": 6,
    "zorg": 5,
    "digitalisering": 3,
    "veiligheid": 3,
    "kinderopvang": 2,
}


def rows() -> list[dict[str, str]]:
    """Return the rows of bc_regeling.csv."""
    with (RESOURCES / "bc_regeling.csv").open(encoding="utf-8", newline="") as bestand:
        return list(csv.DictReader(bestand))


def test_every_named_bc_once_and_in_order() -> None:
    """137 codes; their numbers add up to 43,471 in the printed table."""
    codes = [rij["bc"] for rij in rows()]
    assert codes == sorted(set(codes))
    assert len(codes) == 137
    assert sum(int(code.removeprefix("bc")) for code in codes) == 43_471


def test_sectors_as_published() -> None:
    """37 in a sector; the code numbers per sector tell a shifted column from a right one."""
    assert Counter(rij["sector"] for rij in rows() if rij["sector"]) == PER_SECTOR
    som: Counter[str] = Counter()
    for rij in rows():
        som[rij["sector"]] += int(rij["bc"].removeprefix("bc"))
    assert som["woningbouw"] == 5_657
    assert som["klimaat en energie"] == 2_362
    assert som["zorg"] == 604
    assert som["digitalisering"] == 808
    assert som["veiligheid"] == 738
    assert som["kinderopvang"] == 801


def test_names_as_printed_add_up_to_the_printed_column() -> None:
    """The printed names together have 2,638 bytes; a corrected name keeps the printed one beside it."""
    gedrukt = [rij["naam_bron"] or rij["naam"] for rij in rows()]
    assert sum(len(naam.encode()) for naam in gedrukt) == 2_638
    hersteld = {rij["bc"]: rij["naam"] for rij in rows() if rij["naam_bron"]}
    assert hersteld == {
        "bc285": "Autoschadehersteltechniek",
        "bc392": "Dierverzorging",
        "bc405": "Werkvoorbereiden/uitvoeren",
    }
    assert all(rij["naam"] != rij["naam_bron"] for rij in rows())


def test_names_are_clean() -> None:
    """No name is empty, padded, double-spaced or given twice."""
    namen = [rij["naam"] for rij in rows()]
    assert len(set(namen)) == len(namen)
    assert [naam for naam in namen if not naam or naam != " ".join(naam.split())] == []


def test_numbering_is_unique_and_a_product_of_a_report_keeps_its_number_there_as_its_id() -> None:
    """Numbers follow the order of the book; what the najaarsrapportage has is found by the number it had there."""
    with (RESOURCES / "nummering.csv").open(encoding="utf-8", newline="") as bestand:
        nummers = list(csv.DictReader(bestand))
    assert len({rij["id"] for rij in nummers}) == len(nummers)
    assert len({rij["nummer"] for rij in nummers}) == len(nummers)
    for rij in nummers:
        assert re.fullmatch(r"(Figuur|Tabel) [A-Z\d](\.0)?\.[A-Z\d]+", rij["nummer"]), rij
        assert rij["deel"] in {"duo", "microdata", "svo"}, rij
        assert rij["nummer"].startswith(rij["soort"].capitalize()), rij
        if rij["bron"] == "SEO-rapport 2024-152":
            assert rij["id"] == rij["gepubliceerd"].lower().replace(" ", "_").replace(".", "_"), rij
            assert rij["pagina"], rij
