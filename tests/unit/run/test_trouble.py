"""The line that a stop ends with: what happened and what to do, never what the system says in English."""

from __future__ import annotations

import errno
import logging
import os
import subprocess
import sys
import time

import pytest
from helpers.project import ROOT
from snakemake.exceptions import LockException, WorkflowError
from snakemake.settings.types import ConfigSettings

from werkagenda.run.trouble import LINES, RUN, UNREAD, ClusterSaid, explain_error, in_dutch, silent


@pytest.mark.parametrize(
    ("fout", "woord"),
    [
        (OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)), "de schijf is vol"),
        (
            OSError("[Errno 28] Error writing bytes to file. Detail: [errno 28] No space left on device"),
            "de schijf is vol",
        ),
        (RuntimeError("No space left on device (os error 28)"), "de schijf is vol"),
        (OSError(errno.EDQUOT, "Disk quota exceeded"), "de schijf is vol"),
        (OSError("[WinError 1295] De opslagquota is overschreden: 'x.parquet'"), "de schijf is vol"),
        (OSError(errno.EACCES, os.strerror(errno.EACCES)), "geen recht"),
        (OSError(errno.EROFS, os.strerror(errno.EROFS)), "geen recht"),
        (OSError(errno.ENAMETOOLONG, os.strerror(errno.ENAMETOOLONG)), "te lang"),
        (MemoryError(), "te weinig geheugen"),
        (LockException(), "snakemake --unlock"),
    ],
)
def test_what_the_system_says_has_a_line(fout, woord):
    stop = explain_error(fout)
    assert woord in str(stop)
    assert "wat te doen: " in str(stop)


def test_another_error_has_none():
    assert explain_error(ValueError("kolom Errno 281 ontbreekt")) is None
    assert explain_error(KeyError("28")) is None


@pytest.mark.parametrize(
    ("inhoud", "woorden"),
    [
        (b"", "het is leeg"),
        (b"- raw\n", "er staan geen sleutels in"),
        (b"raw: [\n", "het is geen geldige YAML"),
        (b"raw:\n\tmode: files\n", "een tab"),
        ("site: café".encode("cp1252"), "niet in UTF-8"),
        ("site: office".encode("utf-16"), "niet in UTF-8"),
        (None, "het bestaat niet"),
    ],
)
def test_what_snakemake_says_of_a_file_with_settings_stands_on_the_page(tmp_path, inhoud, woorden):
    """Snakemake reads the file before any line of the project: the page is where its English is looked up."""
    pad = tmp_path / "mijn.yaml"
    if inhoud is not None:
        pad.write_bytes(inhoud)
    with pytest.raises(Exception) as fout:  # noqa: PT011 - what Snakemake raises is what is asked
        ConfigSettings(configfiles=[pad])
    gezegd = f"{type(fout.value).__name__}: {fout.value}"
    (stop,) = [stop for stop in UNREAD if stop.kenmerk in gezegd]
    assert woorden in stop.melding


def record(tekst, level=logging.ERROR):
    return logging.LogRecord("snakemake", level, "", 0, tekst, (), None)


def test_snakemakes_words_become_one_line():
    regel = record(f"LockException:\n{LockException()}")
    assert in_dutch(regel)
    assert regel.msg.startswith("FOUT map van het project: ")
    assert "\n" not in regel.msg
    ander = record(str(WorkflowError("iets anders")))
    tekst = ander.msg
    assert in_dutch(ander)
    assert ander.msg == tekst
    dicht = record("ProtectedOutputException in rule a in file b, line 20:\nWrite-protected output files for rule a:")
    assert in_dutch(dicht)
    assert "is alleen-lezen" in dicht.msg
    assert not in_dutch(record("Cannot restore x: no backup found.", logging.WARNING))
    assert not in_dutch(record('Provided resources: mem_mb=Resource("mem_mb", 14400)', logging.INFO))


def test_a_step_that_said_nothing_was_ended_by_the_system(tmp_path):
    (tmp_path / "een.log").write_text("INFO begonnen\n", encoding="utf-8")
    (tmp_path / "twee.log").write_text("FOUT bron | bestand: kapot\n", encoding="utf-8")
    paden = [("een", tmp_path / "een.log"), ("twee", tmp_path / "twee.log"), ("drie", tmp_path / "weg.log")]
    regels = silent(paden, {})
    assert [regel.split(":")[0] for regel in regels] == ["FOUT stap een", "FOUT stap drie"]
    assert all("--cores 1" in regel for regel in regels)


@pytest.mark.parametrize(
    ("gezegd", "woord"),
    [
        ("SLURM-job '6' failed, SLURM status is: 'OUT_OF_MEMORY'. Reason: Unknown.", "meer geheugen"),
        ("SLURM-job '6' failed, SLURM status is: 'TIMEOUT'. Detailed failure reason unavailable", "duurde langer"),
        ("SLURM-job '6' failed due to a node failure, SLURM status is: 'NODE_FAIL'.", "rekenknoop"),
        ("SLURM-job '6' failed, SLURM status is: 'CANCELLED'. Reason: Unknown.", "afgebroken"),
        (
            "Job submission failed with exception: Failed to run sinfo: Unable to contact slurm controller",
            "niet bereikbaar",
        ),
        ("SLURM-job '6' failed, SLURM status is: 'FAILED'. Reason: Unknown.", "zonder eigen melding"),
        (None, "zonder eigen melding"),
    ],
)
def test_what_a_cluster_says_of_a_task_is_its_line(tmp_path, gezegd, woord):
    gehoord = ClusterSaid()
    pad = tmp_path / "een.log"
    regel = record("Error in rule een, jobid: 1")
    regel.rule_msg, regel.log = gezegd, [pad.as_posix(), "slurm_logs/6.log"]
    assert gehoord(regel)
    assert gehoord(record("iets zonder stap"))
    (over,) = silent([("een", pad)], gehoord.stops)
    assert over.startswith("FOUT stap een: ")
    assert woord in over


@pytest.mark.parametrize("asked_after", [True, False])
def test_a_step_ends_when_its_run_is_gone(tmp_path, asked_after):
    """The run is a process that ends; the step would sleep a minute, and cleans up after itself.

    Who started the run may wait for the step itself to close the screen, before it asks how the run ended.
    """
    opgeruimd = tmp_path / "opgeruimd"
    code = (
        "import sys, time, pathlib\n"
        "from werkagenda.run.trouble import end_with_run\n"
        "end_with_run(lambda: pathlib.Path(sys.argv[1]).touch())\n"
        "time.sleep(60)\n"
    )
    run = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    env = os.environ | {RUN: str(run.pid), "PYTHONPATH": str(ROOT / "src")}
    stap = subprocess.Popen([sys.executable, "-c", code, str(opgeruimd)], env=env)  # noqa: S603 - our own command
    time.sleep(0.5)
    assert stap.poll() is None
    run.kill()
    if asked_after:
        run.wait()
    assert stap.wait(timeout=30) == 1
    assert opgeruimd.exists()
    run.wait()


def test_every_stop_says_what_to_do():
    assert all(stop.melding and stop.verwacht and stop.plek for stop in LINES)
