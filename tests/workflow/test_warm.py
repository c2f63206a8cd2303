"""Steps as copies of one warm process: they do what a step that starts anew does, and know nothing of each other."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import polars as pl
import pytest
from helpers.project import ROOT

from werkagenda.run import warm as warm_module
from werkagenda.run.warm import WarmProcess

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Windows and macOS start each step anew")

SNAKEFILE = """\
from werkagenda.run.scheduling import quote_python
from werkagenda.run.warm import WarmProcess

quote_python()
WARM = WarmProcess()
NUMMERS = range({stappen})


rule alles:
    input:
        expand("{{n}}.json", n=NUMMERS),
        "twee.json",


rule stap:
    output:
        "{{n}}.json",
    params:
        n=lambda wildcards: int(wildcards.n),
    benchmark:
        "{{n}}.tsv"
    script:
        "stap.py"


rule twee:
    output:
        "twee.json",
    params:
        n=0,
    threads: 2
    script:
        "stap.py"


onstart:
    WARM.use()


onsuccess:
    print("PIEK", WARM.peak > 10)
"""
STAP = """\
import json
import os
import sys

import pandas as pd

eerder = getattr(pd, "van_een_ander", None)
pd.van_een_ander = snakemake.params.n
ouder = open(f"/proc/{os.getppid()}/cmdline").read()
if snakemake.params.n == 99:
    sys.exit("dat kan niet")
with open(snakemake.output[0], "w") as bestand:
    feiten = {
        "naam": __name__, "eerder": eerder, "warm": "werkagenda.run.warm" in ouder, "map": os.getcwd(),
        "bestand": __file__, "tmp": os.environ["TMPDIR"], "draden": os.environ["OPENBLAS_NUM_THREADS"],
    }
    json.dump(feiten, bestand)
"""
POLARS = """\
import polars as pl

tabel = pl.scan_parquet("{map}/x.parquet").group_by("soort").agg(pl.col("n").sum()).collect(engine="streaming")
assert tabel["n"].sum() == 100_000 * 99_999 // 2
assert tabel.sort("soort")["soort"].to_list() == list(range(7))
"""


@pytest.fixture(scope="session")
def warm():
    proces = WarmProcess()
    os.environ["PYTHONPATH"] = str(ROOT / "src")
    proces.start()
    return proces


@pytest.fixture
def script(tmp_path):
    def schrijf(tekst):
        (tmp_path / "stap.py").write_text(tekst, encoding="utf-8")
        return str(tmp_path / "stap.py")

    return schrijf


def snakemake(map_, stappen, *doelen):
    (map_ / "Snakefile").write_text(SNAKEFILE.format(stappen=stappen), encoding="utf-8")
    (map_ / "stap.py").write_text(STAP, encoding="utf-8")
    return subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "snakemake", "--cores", "2", "--scheduler", "greedy", *doelen],
        cwd=map_,
        env=os.environ | {"PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("tekst", "code"),
    [
        ("", 0),
        ("import sys\nsys.exit()", 0),
        ("import sys\nsys.exit(3)", 3),
        ("import sys\nsys.exit('mis')", 1),
        ("1 / 0", 1),
        ("import os, signal\nos.kill(os.getpid(), signal.SIGKILL)", -signal.SIGKILL),
        # The status of what a step itself starts is its own to read.
        ("import subprocess, sys\nsys.exit(subprocess.run([sys.executable, '-c', 'exit(5)']).returncode)", 5),
    ],
)
def test_the_exit_code_is_that_of_the_script(warm, script, tekst, code):
    assert warm.run(script(tekst), {}) == code


def test_a_module_that_is_broken_is_left_to_the_step_that_needs_it(monkeypatch, tmp_path):
    """Else the warm process would end, and with it every step that is running."""
    (tmp_path / "gebroken.py").write_text("def (", encoding="utf-8")
    (tmp_path / "mist.py").write_text("import er_is_geen_zo_een", encoding="utf-8")
    (tmp_path / "heel.py").write_text("GELEZEN = []\ndef read_beforehand():\n    GELEZEN.append(1)\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(warm_module, "_own_modules", lambda: ["gebroken", "mist", "heel"])
    monkeypatch.setattr(warm_module, "_READ", ())
    assert len(list(warm_module._prepare())) == 4
    assert sys.modules.pop("heel").GELEZEN == [1]


def test_many_at_once_each_get_their_own_answer(warm, tmp_path):
    for code in range(20):
        (tmp_path / f"{code}.py").write_text(f"import sys\nsys.exit({code})", encoding="utf-8")
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda code: warm.run(str(tmp_path / f"{code}.py"), {}), range(20))) == list(range(20))


@pytest.mark.parametrize("ruis", [True, False])
def test_no_end_of_a_step_is_missed_or_told_twice(warm, script, ruis):
    """Ends that come together, or while another is dealt with; and without others that would wake who missed one."""
    stap, klaar = script(""), threading.Event()

    def ends_come_all_the_time():
        # Without a pause between them a process can't be copied at all.
        while ruis and not klaar.wait(0.0002):
            os.kill(warm._proces.pid, signal.SIGCHLD)

    with ThreadPoolExecutor(9) as pool:
        erbij = pool.submit(ends_come_all_the_time)
        antwoorden = [pool.submit(warm.run, stap, {}) for _ in range(100)]
        try:
            assert [antwoord.result(timeout=20) for antwoord in antwoorden] == [0] * 100
        except TimeoutError:
            # Else those who wait for an end that was missed would wait for ever.
            warm._proces.kill()
            raise
        finally:
            klaar.set()
        erbij.result()


def test_it_has_no_thread_that_a_copy_would_miss(warm, script):
    """A copy has the thread that asked for it alone.

    The allocators of Arrow and polars start theirs anew; the other is of what polars puts on disk when it is told to.
    """
    warm.run(script(""), {})
    draden = Path(f"/proc/{warm._proces.pid}/task")
    ernaast = {(pad / "comm").read_text().strip() for pad in draden.iterdir() if pad.name != str(warm._proces.pid)}
    assert ernaast <= {"jemalloc_bg_thd", "polars-ooc-clea"}


def test_polars_works_in_copies_as_in_a_process_of_its_own(warm, script, tmp_path):
    """Its own threads start with its first work: none is there to be missed, however many copies work at once."""
    pl.DataFrame({"soort": [n % 7 for n in range(100_000)], "n": range(100_000)}).write_parquet(tmp_path / "x.parquet")
    stap = script(POLARS.format(map=tmp_path.as_posix()))
    with ThreadPoolExecutor(4) as pool:
        antwoorden = [pool.submit(warm.run, stap, {}) for _ in range(60)]
        assert [antwoord.result(timeout=60) for antwoord in antwoorden] == [0] * 60


def test_without_its_warm_process_a_step_is_not_started(script):
    proces = WarmProcess()
    proces.start()
    proces._proces.kill()
    proces._proces.wait()
    assert proces.run(script(""), {}) is None


def test_snakemake_runs_its_steps_in_it_and_those_with_threads_of_their_own_elsewhere(tmp_path):
    gedaan = snakemake(tmp_path, 6)
    assert "PIEK True" in gedaan.stdout, gedaan.stderr
    for n in range(6):
        feiten = json.loads((tmp_path / f"{n}.json").read_text(encoding="utf-8"))
        assert feiten.pop("tmp")
        assert feiten == {
            "naam": "__main__",
            "eerder": None,
            "warm": True,
            "map": str(tmp_path),
            "bestand": str(tmp_path / "stap.py"),
            "draden": "1",
        }
        kop, regel = (tmp_path / f"{n}.tsv").read_text(encoding="utf-8").splitlines()
        assert len(kop.split("\t")) == len(regel.split("\t"))
    twee = json.loads((tmp_path / "twee.json").read_text(encoding="utf-8"))
    assert (twee["warm"], twee["draden"], twee["bestand"]) == (False, "2", str(tmp_path / "stap.py"))


def test_a_step_that_fails_stops_the_run_and_the_warm_process_ends_with_it(tmp_path):
    gedaan = snakemake(tmp_path, 8, "99.json", *(f"{n}.json" for n in range(8)))
    assert gedaan.returncode == 1
    assert "dat kan niet" in gedaan.stderr
    assert "exit status 1" in gedaan.stderr
    assert not (tmp_path / "99.json").exists()
    tot = time.monotonic() + 10
    while any("werkagenda.run.warm" in regel for regel in processes(tmp_path)) and time.monotonic() < tot:
        time.sleep(0.1)
    assert not any("werkagenda.run.warm" in regel for regel in processes(tmp_path))


def processes(map_):
    """Return the command lines of the processes that run in a folder."""
    uit = []
    for proces in (pad for pad in Path("/proc").iterdir() if pad.name.isdigit()):
        try:
            if (proces / "cwd").readlink() == map_:
                uit.append((proces / "cmdline").read_text())
        except OSError:
            continue
    return uit
