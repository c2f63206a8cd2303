"""What the look at the results says of rights that no run could put back."""

from __future__ import annotations

import os

import pytest

from werkagenda.run import health
from werkagenda.run.lineage import PERSOON


@pytest.mark.skipif(os.name == "nt", reason="Windows has other rights")
def test_open_files_and_folder_of_persons_are_named(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    PERSOON.mkdir(parents=True)
    PERSOON.chmod(0o755)
    for naam, rechten in (("open.parquet", 0o644), ("dicht.parquet", 0o600)):
        (PERSOON / naam).write_bytes(b"x")
        (PERSOON / naam).chmod(rechten)
    rechten = [een for een in health.problems(lambda _: "ontbreekt") if een.soort == health.OPEN]
    assert [(een.pad, een.waarom.partition(";")[0]) for een in rechten] == [
        ("results/persoon", "is ook voor anderen toegankelijk"),
        ("results/persoon/open.parquet", "is ook voor anderen leesbaar"),
    ]
