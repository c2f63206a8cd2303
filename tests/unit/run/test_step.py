"""Files with rows of persons are for their owner alone, from the first byte on; other files are not touched."""

from __future__ import annotations

import json
import logging
import os
import stat
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest

from werkagenda.errors import LET_OP, error_lines
from werkagenda.run.step import step


class Named(dict):
    """Snakemake's named lists, as far as a step looks at them."""

    def __iter__(self):
        return iter(self.values())


def job(uitvoer: str) -> SimpleNamespace:
    params = Named()
    params.inhoud = {"script": "x.py", "bestanden": {}, "raw": {}}
    return SimpleNamespace(
        input=Named(), output=Named(uit=uitvoer), wildcards=Named(), params=params, log=[], rule="proef"
    )


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    masker = os.umask(0o022)
    yield tmp_path
    os.umask(masker)


def mode(pad) -> int:
    return stat.S_IMODE(pad.stat().st_mode)


def run(uitvoer: str, *, fout: bool = False) -> None:
    with step(job(uitvoer)) as s:
        doel = s.target("uit")
        pd.DataFrame({"a": [1]}).to_csv(doel, index=False)
        if fout:
            message = "een rij van een persoon"
            raise ValueError(message)


@pytest.mark.skipif(os.name == "nt", reason="Windows has other rights")
def test_rows_of_persons_are_for_the_owner(here):
    run("results/persoon/derived/werk.csv")
    assert mode(here / "results/persoon") == 0o700
    assert mode(here / "results/persoon/derived/werk.csv") == 0o600
    assert mode(here / "results/persoon/audit/stappen/derived/werk.csv.json") == 0o600
    assert not (here / "results/audit").exists()


def test_other_results_are_not_closed(here):
    run("results/data/x.csv")
    assert os.name == "nt" or mode(here / "results/data/x.csv") == 0o644
    assert (here / "results/audit/stappen/data/x.csv.json").exists()


def test_a_record_takes_its_place_whole(here):
    """Who read the one of before keeps it whole: a step does not write in a file that is there."""
    run("results/data/x.csv")
    record = here / "results/audit/stappen/data/x.csv.json"
    (here / "van_wie_las.json").hardlink_to(record)
    eerder = record.read_bytes()
    met_regel = job("results/data/x.csv")
    met_regel.rule = "een andere regel"
    with step(met_regel) as s:
        s.write("uit", "a\n2\n")
    assert record.read_bytes() != eerder
    assert (here / "van_wie_las.json").read_bytes() == eerder
    assert list(record.parent.iterdir()) == [record]


def test_failed_step_leaves_no_file_and_tells_no_row(here, capsys):
    with pytest.raises(SystemExit):
        run("results/persoon/derived/werk.csv", fout=True)
    assert list((here / "results/persoon/derived").iterdir()) == []
    assert "een rij van een persoon" not in capsys.readouterr().err


def test_a_warning_reaches_the_log_and_the_attrition(here):
    """Whoever reads appendix C sees it; what is said for information is in the log alone."""
    taak = job("results/data/x.csv")
    taak.log = ["results/log/x.log"]
    with step(taak) as s:
        logging.getLogger("werkagenda.ingest.delimited").warning("%s | %s: is het compleet?", "fusies", "fusies.csv")
        logging.getLogger("werkagenda").info("gewoon")
        pd.DataFrame({"a": [1]}).to_csv(s.target("uit"), index=False)
    (here / "results/log").mkdir(exist_ok=True)
    regels = (here / "results/log/x.log").read_text(encoding="utf-8").splitlines()
    assert "LET OP fusies | fusies.csv: is het compleet?" in regels
    verslag = json.loads((here / "results/audit/stappen/data/x.csv.json").read_text(encoding="utf-8"))
    assert [(rij["bron"], rij["reden"]) for rij in verslag["uitval"]] == [
        ("fusies", "let op: fusies.csv: is het compleet?")
    ]
    assert error_lines([here / "results/log/x.log"], soort=LET_OP) == [regels[0]]


def test_attrition_by_a_fault_in_a_file_is_a_warning_and_one_by_choice_is_not(here):
    """With its numbers, and once: the warning makes no row of its own."""
    taak = job("results/data/x.csv")
    taak.log = ["results/log/x.log"]
    with step(taak) as s:
        s.attrition("plan", 9, 7, "twee tellen niet op", studenten=0, let_op=True)
        s.attrition("plan", 7, 6, "een ander jaar", studenten=4.6)
        pd.DataFrame({"a": [1]}).to_csv(s.target("uit"), index=False)
    verslag = json.loads((here / "results/audit/stappen/data/x.csv.json").read_text(encoding="utf-8"))
    assert [(rij["rijen_in"], rij["rijen_uit"], rij["studenten"], rij["reden"]) for rij in verslag["uitval"]] == [
        (9, 7, 0, "let op: twee tellen niet op"),
        (7, 6, 5, "een ander jaar"),
    ]
    assert error_lines([here / "results/log/x.log"], soort=LET_OP) == ["LET OP plan | twee tellen niet op"]


def make(uitvoer: list[str], van: dict[str, str], *, code: str = "1") -> list[str]:
    """Run a step that makes each output of a part of its own; return those that it made."""
    proef = job("")
    proef.output = Named({str(plek): pad for plek, pad in enumerate(uitvoer)})
    proef.params.inhoud = {"script": "x.py", "bestanden": {"x.py": code}, "raw": {}}
    gemaakt = []
    with step(proef) as s:
        for pad in map(Path, uitvoer):
            if not s.stays(pad, van[pad.stem]):
                s.stage(pad).write_text(van[pad.stem], encoding="utf-8")
                gemaakt.append(pad.stem)
    return gemaakt


def test_what_is_made_of_the_same_part_stays(here):
    paden = ["results/a.txt", "results/b.txt"]
    assert make(paden, {"a": "1", "b": "2"}) == ["a", "b"]
    eerder = {pad: (here / pad).stat().st_mtime_ns for pad in paden}
    assert make(paden, {"a": "1", "b": "3"}) == ["b"]
    assert [(here / pad).read_text() for pad in paden] == ["1", "3"]
    # Dates are what Snakemake compares first.
    assert (here / paden[0]).stat().st_mtime_ns > eerder[paden[0]]
    assert make(paden, {"a": "1", "b": "3"}) == []


@pytest.mark.parametrize("wat", ["bytes", "code", "weg", "verslag"])
def test_what_may_differ_is_made_anew(here, wat):
    pad = here / "results/a.txt"
    assert make(["results/a.txt"], {"a": "1"}) == ["a"]
    if wat == "bytes":
        pad.write_text("met de hand")
    elif wat == "weg":
        pad.unlink()
    elif wat == "verslag":
        (here / "results/audit/stappen/a.txt.json").unlink()
    assert make(["results/a.txt"], {"a": "1"}, code="2" if wat == "code" else "1") == ["a"]
    assert pad.read_text() == "1"
