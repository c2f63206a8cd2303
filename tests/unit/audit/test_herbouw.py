"""A rebuild stands in another folder: what is read from elsewhere must be found from there."""

from __future__ import annotations

from audit.herbouw import compare, with_absolute_paths


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
