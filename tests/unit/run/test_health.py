"""What the look at the results says of rights that no run could put back, and of what is as it was made."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from werkagenda.run import health
from werkagenda.run.lineage import PERSOON, RESULTS, content, record_path, sha256


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


def test_rows_that_are_read_anew_make_no_edit_of_what_was_made_of_the_old(tmp_path, monkeypatch):
    """A run that stopped after it read: hashes of persons outside their folder have another key since."""
    monkeypatch.chdir(tmp_path)
    rijen, tabel, open_ = (
        RESULTS / naam for naam in ("persoon/ingest/x.parquet", "persoon/checks/t.csv", "checks/o.csv")
    )

    def write(pad, inhoud, invoer, uitvoer):
        for plek, tekst in ((pad, inhoud), (record_path(pad), "")):
            plek.parent.mkdir(parents=True, exist_ok=True)
            plek.write_text(tekst, encoding="utf-8")
        kanten = (("invoer", invoer), ("uitvoer", uitvoer))
        sommen = {kant: {naam.as_posix(): "" for naam in namen} for kant, namen in kanten}
        record_path(pad).write_text(json.dumps({"id": pad.name, **sommen}), encoding="utf-8")

    def sign(pad):
        """Write into a record what its files have now, as the step that makes them does."""
        record = json.loads(record_path(pad).read_text(encoding="utf-8"))
        for kant in ("invoer", "uitvoer"):
            record[kant] = {naam: content(pad, Path(naam), sha256(Path(naam))) for naam in record[kant]}
        record_path(pad).write_text(json.dumps(record), encoding="utf-8")

    write(rijen, "rijen", [], [rijen])
    write(tabel, "tabel", [rijen], [tabel, open_])
    write(open_, "open", [rijen], [tabel, open_])
    for pad in (rijen, tabel, open_):
        sign(pad)
    if os.name != "nt":
        PERSOON.chmod(0o700)
        for pad in PERSOON.rglob("*.*"):
            pad.chmod(0o600)
    assert health.problems(sha256) == []
    eerder = record_path(open_).read_bytes()
    rijen.write_text("meer rijen", encoding="utf-8")
    sign(rijen)
    assert health.problems(sha256) == []
    sign(open_)
    assert record_path(open_).read_bytes() != eerder
    record_path(open_).write_bytes(eerder)
    tabel.write_text("met de hand", encoding="utf-8")
    assert {(een.soort, een.pad) for een in health.problems(sha256)} == {("gewijzigd", tabel.as_posix())}
