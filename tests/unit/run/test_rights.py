"""Rights on the folder with rows of persons: seen when they are loosened, put back, and said where they do nothing."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from types import SimpleNamespace

import pytest

from werkagenda.run import rights

has_modes = pytest.mark.skipif(os.name == "nt", reason="Windows has other rights")


@pytest.fixture
def folder(tmp_path):
    map_ = tmp_path / "persoon"
    (map_ / "derived").mkdir(parents=True)
    (map_ / "derived" / "werk.parquet").write_bytes(b"rij")
    map_.chmod(0o700)
    (map_ / "derived" / "werk.parquet").chmod(0o600)
    return map_


def mode(pad: Path) -> int:
    return stat.S_IMODE(pad.stat().st_mode)


def test_what_is_for_the_owner_alone_stays_as_it_is(folder):
    assert rights.loosened(folder) == []
    assert rights.restore(folder) == []
    assert rights.restore(folder / "bestaat niet") == []


@has_modes
def test_loosened_rights_are_told_and_put_back(folder):
    bestand = folder / "derived" / "werk.parquet"
    folder.chmod(0o755)
    bestand.chmod(0o640)
    assert rights.loosened(folder) == [folder, bestand]
    (regel,) = rights.restore(folder)
    assert "de rechten waren verruimd en zijn hersteld (2 keer)" in regel
    assert (mode(folder), mode(bestand)) == (0o700, 0o600)


@has_modes
def test_where_a_change_does_nothing_it_says_who_can_read(folder, monkeypatch):
    folder.chmod(0o755)
    monkeypatch.setattr(Path, "chmod", lambda *_, **__: None)
    (regel,) = rights.restore(folder)
    assert "1 keer leesbaar voor de eigenaar, groep " in regel
    assert regel.endswith("iedereen")
    assert not rights.works(folder)
    assert "niet door de workflow te zetten" in rights.warning(folder)


def test_on_windows_nothing_is_promised(folder, monkeypatch):
    zegt = f"{folder} BUILTIN\\Administrators:(OI)(CI)(F)\n         MONITOR\\onderzoekers:(R)\n\n1 bestand verwerkt\n"
    monkeypatch.setattr(rights, "_WINDOWS", os.name)
    monkeypatch.setattr(rights.subprocess, "run", lambda *_, **__: SimpleNamespace(stdout=zegt))
    assert not rights.works(folder)
    assert rights.loosened(folder) == []
    regel = rights.warning(folder)
    assert "BUILTIN\\Administrators:(OI)(CI)(F), MONITOR\\onderzoekers:(R)" in regel


@has_modes
def test_here_it_works(tmp_path):
    assert rights.works(tmp_path / "nog niet gemaakt")
    assert rights.warning(tmp_path / "nog niet gemaakt") == ""
