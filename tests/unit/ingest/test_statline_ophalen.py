"""Downloading from StatLine with a stand-in for the package: what is asked, what is kept, and what a failure says."""

import json
import sys
from pathlib import Path

import pytest
from ingest.statline import fetch_table, load_package, save_table
from unit.ingest.test_statline import CONTRACT, RIJ

from werkagenda.errors import InputError
from werkagenda.ingest.statline import read_statline

SLEUTELS = {
    "Geslacht": [("T001038", "Totaal mannen en vrouwen"), ("3000   ", "Mannen")],
    "Sectorkamer": [("T001", "Totaal "), ("A02", "Sectorkamer handel")],
    "BedrijfstakkenBranchesSBI2008": [("T001081", "A-U Alle economische activiteiten")],
    "Leerweg": [("A1", "Bbl totaal")],
    "Niveau": [("B1", "Mbo niveau 3")],
    "Leeftijd": [("70600  ", "25 tot 30 jaar"), ("10000", "Totaal leeftijd")],
}


class Cbsodata:
    """The two functions of the package that are used."""

    def __init__(self, *, fout=None):
        self.gevraagd = []
        self.fout = fout

    def get_meta(self, tabel, naam):
        if self.fout:
            raise self.fout
        assert tabel == CONTRACT.formaat["tabel"]
        return [{"Key": sleutel, "Title": titel} for sleutel, titel in SLEUTELS[naam]]

    def get_data(self, tabel, *, filters):
        self.gevraagd.append((tabel, filters))
        return [RIJ]


def test_totals_are_asked_for_by_key(tmp_path):
    pakket = Cbsodata()
    tabel = fetch_table(CONTRACT, pakket)
    assert pakket.gevraagd == [
        (
            "85574NED",
            "Geslacht eq 'T001038' and Sectorkamer eq 'T001' and BedrijfstakkenBranchesSBI2008 eq 'T001081'",
        )
    ]
    pad = tmp_path / "statline" / "85574NED.json"
    assert save_table(tabel, pad, CONTRACT) == 1
    inhoud = json.loads(pad.read_text(encoding="utf-8"))
    assert inhoud["value"] == [RIJ]
    # The keys are kept, so that a title that CBS rewrites is still known.
    assert inhoud["sleutels"]["Leeftijd"] == {"25 tot 30 jaar": "70600", "Totaal leeftijd": "10000"}
    assert read_statline(CONTRACT, pad).num_rows == 1


def test_without_a_network_it_says_what_to_do():
    with pytest.raises(
        InputError,
        match=r"statline_instroom \| tabel 85574NED: StatLine is niet te bereiken \(ConnectionError\); verwacht: een "
        r"netwerk; haal de tabel anders elders op met `snakemake statline` en zet haar onder raw.root",
    ):
        fetch_table(CONTRACT, Cbsodata(fout=ConnectionError("host")))


def test_without_the_package_it_says_what_to_do(monkeypatch):
    monkeypatch.setitem(sys.modules, "cbsodata", None)
    with pytest.raises(
        InputError, match=r"statline \| cbsodata: dit pakket is niet geïnstalleerd; verwacht: een computer"
    ):
        load_package()


def test_a_total_that_cbs_renamed(monkeypatch):
    monkeypatch.setitem(SLEUTELS, "Geslacht", [("T1", "Totaal"), ("3000", "Mannen")])
    with pytest.raises(
        InputError,
        match=r"kolom Geslacht: 0 categorieën heten 'Totaal mannen en vrouwen'; verwacht: een van 'Mannen', 'Totaal'",
    ):
        fetch_table(CONTRACT, Cbsodata())


def test_a_table_that_can_not_be_read_leaves_the_earlier_one(tmp_path):
    pad = tmp_path / "85574NED.json"
    pad.write_text("eerder", encoding="utf-8")
    with pytest.raises(InputError, match="sleutels van de tabel zijn veranderd"):
        save_table({"value": [{"Nieuw": 1}]}, pad, CONTRACT)
    assert [(kind.name, kind.read_text(encoding="utf-8")) for kind in Path(tmp_path).iterdir()] == [
        ("85574NED.json", "eerder")
    ]
