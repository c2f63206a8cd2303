"""What a run would make again, read from the table of Snakemake."""

from __future__ import annotations

import subprocess

import pytest
from audit.gezondheid import ask_snakemake, planned

from werkagenda.errors import InputError
from werkagenda.run.records import STALE, Finding

TABEL = (
    "output_file\tdate\trule\tlog-file(s)\tstatus\tplan\n"
    "a.csv\t-\tr\tl\tok\tno update\n"
    "b.csv\t-\tr\tl\tparams changed\tupdate pending\n"
    "c.csv\t-\tr\tl\tmissing\tupdate pending\n"
    "d.csv\t-\tr\tl\tmissing input files\tupdate pending\n"
    "een regel van een ander\n"
)


def test_what_is_stale_and_what_was_never_made():
    assert planned(TABEL) == ([Finding(STALE, "b.csv", "een run maakt het opnieuw")], 2)
    assert planned("") == ([], 0)


@pytest.mark.parametrize("code", [0, 1])
def test_snakemake_is_asked_with_the_settings_of_the_run(tmp_path, monkeypatch, code):
    monkeypatch.chdir(tmp_path)
    gegeven = []

    def run(opdracht, **_):
        gegeven.append(opdracht[1:])
        return subprocess.CompletedProcess(opdracht, code, TABEL, "")

    monkeypatch.setattr(subprocess, "run", run)
    if code:
        with pytest.raises(InputError, match="snakemake --summary: is niet gelukt"):
            ask_snakemake({"site": "office"})
    else:
        assert ask_snakemake({"site": "office"}) == TABEL
    (opdracht,) = gegeven
    assert opdracht[:2] == ["-m", "snakemake"]
    assert "--summary" in opdracht
    assert (tmp_path / opdracht[-1]).read_text(encoding="utf-8") == "site: office\n"
