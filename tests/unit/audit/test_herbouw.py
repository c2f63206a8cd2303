"""A rebuild stands in another folder: what is read from elsewhere must be found from there."""

from __future__ import annotations

import subprocess
from types import SimpleNamespace

import pytest
import yaml
from audit import herbouw
from audit.herbouw import compare, needed_space, rebuild, with_absolute_paths

from werkagenda.errors import InputError


def test_paths_of_files_from_elsewhere_hold_in_any_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    config = {
        "site": "office",
        "raw": {"mode": "files", "root": "ruw"},
        "export": {"naam": "monitor", "map": "", "history": ["uit/monitor_1.zip"], "invoer": "in/monitor_2.zip"},
    }
    hier = tmp_path.as_posix()
    assert with_absolute_paths(config) == {
        "site": "office",
        "raw": {"mode": "files", "root": f"{hier}/ruw"},
        "export": {
            "naam": "monitor",
            "map": "",
            "history": [f"{hier}/uit/monitor_1.zip"],
            "invoer": f"{hier}/in/monitor_2.zip",
        },
    }


def test_no_export_to_import_stays_none():
    export = {"map": "", "history": [], "invoer": ""}
    assert with_absolute_paths({"raw": {"root": "x"}, "export": export})["export"] == export


def test_a_file_that_one_of_both_lacks_is_named(tmp_path):
    for map_, namen in (("oud", ("a.csv", "b.csv")), ("nieuw", ("a.csv", "c.csv"))):
        (tmp_path / map_).mkdir()
        for naam in namen:
            (tmp_path / map_ / naam).write_text("jaar\n2020\n", encoding="utf-8")
    assert compare(tmp_path / "oud", tmp_path / "nieuw", ["a.csv", "b.csv", "c.csv"]) == [
        "b.csv: niet opnieuw gemaakt",
        "c.csv: ontbreekt in de oplevering",
    ]


@pytest.fixture
def delivered(tmp_path, monkeypatch):
    """A project of a file and a folder, with what was read in and a product."""
    monkeypatch.setattr(herbouw, "PROJECT", ("Snakefile", "src"))
    for naam in ("Snakefile", "src/a/b.py", "src/__pycache__/b.pyc", "results/ingest/x.parquet", "results/data/y.csv"):
        pad = tmp_path / "oplevering" / naam
        pad.parent.mkdir(parents=True, exist_ok=True)
        pad.write_text(naam, encoding="utf-8")
    return tmp_path / "oplevering"


def made(map_):
    return sorted(pad.relative_to(map_).as_posix() for pad in map_.rglob("*") if pad.is_file())


@pytest.mark.parametrize(("vanaf", "erbij"), [("raw", []), ("parquet", ["results/ingest/x.parquet"])])
def test_a_rebuild_takes_the_project_and_what_it_starts_from(delivered, tmp_path, monkeypatch, vanaf, erbij):
    gegeven = []

    def run(opdracht, *, cwd, check):
        gegeven.append((opdracht[1:], cwd, check))
        return SimpleNamespace(returncode=0)

    monkeypatch.setattr(subprocess, "run", run)
    doel = tmp_path / "herbouw"
    doel.mkdir()
    rebuild(delivered, doel, config={"site": "office"}, vanaf=vanaf, bestanden=["results/data/y.csv"], cores=3)
    assert made(doel) == sorted(["Snakefile", "audit.yaml", "src/a/b.py", *erbij])
    assert (doel / "src/a/b.py").read_text(encoding="utf-8") == "src/a/b.py"
    assert yaml.safe_load((doel / "audit.yaml").read_text(encoding="utf-8")) == {"site": "office"}
    ((opdracht, waar, check),) = gegeven
    assert opdracht == [
        *("-m", "snakemake", "--cores", "3", "--configfile", "audit.yaml", "--quiet", "progress"),
        *("--", "results/data/y.csv"),
    ]
    assert (waar, check) == (doel, False)


def test_a_rebuild_that_fails_says_so(delivered, tmp_path, monkeypatch):
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: SimpleNamespace(returncode=1))
    (tmp_path / "nieuw").mkdir()
    with pytest.raises(InputError, match=r"audit \| nieuw: de herbouw is niet gelukt"):
        rebuild(delivered, tmp_path / "nieuw", config={}, vanaf="raw", bestanden=[], cores=1)


def test_the_space_that_a_rebuild_needs_is_that_of_the_files(delivered):
    assert needed_space([delivered / "results", delivered / "src"]) == sum(
        len(naam) for naam in made(delivered) if naam != "Snakefile"
    )


def test_more_cells_than_are_named_are_counted(tmp_path):
    for map_, waarden in (("oud", "abcdefgh"), ("nieuw", "ABCDEFgh")):
        (tmp_path / map_).mkdir()
        (tmp_path / map_ / "x.csv").write_text("n\n" + "".join(f"{een}\n" for een in waarden), encoding="utf-8")
        (tmp_path / map_ / "x.png").write_bytes(map_.encode())
    regel, beeld = compare(tmp_path / "oud", tmp_path / "nieuw", ["x.csv", "x.png"])
    assert regel.startswith("x.csv: regel 2, kolom n: 'a' werd 'A'; ")
    assert regel.endswith("regel 6, kolom n: 'e' werd 'E' en 1 andere plekken")
    assert beeld == "x.png: andere bytes"
