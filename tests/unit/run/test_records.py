"""Results that no longer belong where they stand are taken away with their records, and nothing else is."""

from pathlib import Path

import pytest

from werkagenda.run.lineage import record_path
from werkagenda.run.records import withdraw

BLAD, BOEK = Path("results/report/html/factsheets/90BH.html"), Path("results/report/html/index.html")


@pytest.fixture
def map_(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for pad in (BLAD, BOEK, record_path(BLAD), record_path(BOEK)):
        pad.parent.mkdir(parents=True, exist_ok=True)
        pad.write_text("x", encoding="utf-8")


@pytest.mark.usefixtures("map_")
def test_a_folder_goes_with_its_records():
    assert withdraw(BLAD.parent)
    assert not BLAD.parent.exists()
    assert not record_path(BLAD).parent.exists()
    assert BOEK.is_file()
    assert record_path(BOEK).is_file()
    assert not withdraw(BLAD.parent)
