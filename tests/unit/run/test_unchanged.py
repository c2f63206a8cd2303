"""What need not be done: no plan where nothing changed, and no step whose outputs are what it would make."""

from __future__ import annotations

import os
from pathlib import Path
from types import SimpleNamespace

import pytest
from snakemake.jobs import Job
from snakemake.script import PythonScript

from werkagenda.run import lineage
from werkagenda.run.lineage import Fingerprints, record_path
from werkagenda.run.step import step
from werkagenda.run.unchanged import MEMORY, Standing, seems_changed, spare_steps

FILES = (
    "Snakefile",
    "config/config.yaml",
    "profiles/default/config.yaml",
    "report/index.qmd",
    "requirements.lock",
    "resources/labels.yaml",
    "src/werkagenda/x.py",
    "workflow/scripts/x.py",
    "levering/bron.csv",
    "results/data/x.csv",
    "results/audit/stappen/data/x.csv.json",
    "results/persoon/data/x.csv",
)
INPUTS = ("results/data/x.csv", "resources/labels.yaml", "levering/bron.csv")
PLAIN = {
    "targets": frozenset(),
    "target_jobs": frozenset(),
    "batch": None,
    "forceall": False,
    "forcetargets": False,
    "forcerun": frozenset(),
    "until": frozenset(),
    "omit_from": frozenset(),
    "rerun_triggers": frozenset({"mtime", "params", "input", "software-env"}),
    "max_checksum_file_size": 10**12,
    "force_incomplete": True,
}


class Items(dict):
    """Named values as Snakemake holds them: by name for who asks, else the values."""

    def _allitems(self):
        return list(self.items())

    def __iter__(self):
        return iter(self.values())


class Run:
    """A run of Snakemake as far as it is looked at; it keeps what was called."""

    def __init__(self, *, settings=None, raw=("levering/bron.csv",), quarto=False, inputs=INPUTS, **dag):
        self.called = []
        jobs = [SimpleNamespace(input=inputs)]
        self.workflow = SimpleNamespace(
            is_main_process=True,
            default_target="monitor",
            dag_settings=SimpleNamespace(**{**PLAIN, **dag}),
            rules=[SimpleNamespace(name="renderen", params=Items(quarto=quarto, van=lambda wildcards: wildcards))],
            dag=SimpleNamespace(jobs=jobs),
            execute=lambda **_: self.called.append("plan"),
        )
        self.standing = Standing(self.workflow, Fingerprints(Path("memory.json")), map(Path, raw), settings or {"a": 1})
        self.standing.spare_plan(lambda: self.called.append("say"), reading=print)

    def go(self, **soort):
        gewoon = {"touch_exec": False, "dryrun_exec": False} | soort
        self.workflow.execute(executor_plugin=SimpleNamespace(common_settings=SimpleNamespace(**gewoon)))
        return self.called


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for naam in FILES:
        Path(naam).parent.mkdir(parents=True, exist_ok=True)
        Path(naam).write_text(naam, encoding="utf-8")
    return tmp_path


@pytest.fixture
def done(here):
    """After a whole run."""
    first = Run()
    assert first.go() == ["plan"]
    first.standing.keep()
    return here


@pytest.mark.usefixtures("done")
def test_a_run_of_which_nothing_changed_makes_no_plan():
    assert Run().go() == ["say"]
    assert Run(targets={"monitor"}).go() == ["say"]
    assert Run().go(dryrun_exec=True) == ["say"]


@pytest.mark.usefixtures("here")
def test_before_the_first_whole_run_all_seems_changed():
    assert seems_changed()


@pytest.mark.usefixtures("done")
def test_a_newer_file_of_the_project_seems_a_change_and_no_result_does():
    assert not seems_changed()
    na = MEMORY.stat().st_mtime_ns + 1_000_000_000
    os.utime("results/data/x.csv", ns=(na, na))
    assert not seems_changed()
    os.utime("resources/labels.yaml", ns=(na, na))
    assert seems_changed()


@pytest.mark.usefixtures("done")
def test_dates_logs_and_compiled_modules_are_no_content():
    for naam in FILES:
        os.utime(naam, (1, 1))
    for naam in ("results/log/x.log", "results/benchmark/x.tsv", "src/werkagenda/__pycache__/x.pyc"):
        Path(naam).parent.mkdir(parents=True)
        Path(naam).write_text("van deze run", encoding="utf-8")
    assert Run().go() == ["say"]


@pytest.mark.usefixtures("done")
@pytest.mark.parametrize("naam", FILES)
@pytest.mark.parametrize("how", ["another text", "gone", "one beside it"])
def test_any_file_that_changes_asks_for_a_plan(naam, how):
    pad = Path(naam)
    if how == "gone":
        pad.unlink()
    elif how == "another text":
        staat = pad.stat()
        pad.write_text(naam[::-1], encoding="utf-8")
        os.utime(pad, ns=(staat.st_atime_ns, staat.st_mtime_ns))
    else:
        pad.with_name(f"nieuw{pad.suffix}").write_text("", encoding="utf-8")
    # A file beside one that is known by its name alone changes nothing.
    alone = how == "one beside it" and ("/" not in naam or naam.startswith("levering"))
    assert Run().go() == (["say"] if alone else ["plan"])


@pytest.mark.usefixtures("done")
@pytest.mark.parametrize(
    "anders",
    [
        {"settings": {"a": 2}},
        {"raw": ("levering/bron.csv", "report/index.qmd", "levering/nieuw.csv")},
        {"quarto": True},
        {"targets": {"figuur_3_1"}},
        {"target_jobs": {"x"}},
        {"batch": "monitor=1/2"},
        {"forceall": True},
        {"forcetargets": True},
        {"forcerun": {"renderen"}},
        {"until": {"renderen"}},
        {"omit_from": {"renderen"}},
    ],
)
def test_another_question_asks_for_a_plan(anders):
    Path("levering/nieuw.csv").write_text("", encoding="utf-8")
    assert Run(**anders).go() == ["plan"]


@pytest.mark.usefixtures("done")
def test_a_run_that_touches_is_busy_or_was_ended_is_planned():
    assert Run().go(touch_exec=True) == ["plan"]
    for naam in ("locks", "incomplete"):
        teken = Path(".snakemake", naam, "0.input.lock")
        teken.parent.mkdir()
        teken.touch()
        assert Run().go() == ["plan"]
        teken.unlink()
    assert Run().go() == ["say"]


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(("soort", "dag"), [({"dryrun_exec": True}, {}), ({}, {"targets": {"figuur_3_1"}})])
def test_a_run_that_may_be_short_begins_nothing_beforehand_and_part_of_the_work_is_not_remembered(soort, dag):
    run = Run(**dag)
    assert run.go(**soort) == ["plan"]
    if dag:
        run.standing.keep()
        assert not MEMORY.exists()


@pytest.mark.usefixtures("done")
def test_other_settings_than_the_profile_stop_also_when_nothing_changed():
    with pytest.raises(ValueError, match="profiles/default"):
        Run(rerun_triggers=frozenset({"mtime"})).go()


def test_what_is_remembered_tells_nothing_of_one_file(done):
    assert MEMORY.read_text(encoding="utf-8") not in {"", *(lineage.sha256(done / naam) for naam in FILES)}


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("naam", ["report/index.qmd", "levering/bron.csv"])
def test_a_file_that_changed_under_a_run_is_for_the_next(naam):
    """Its step may have read what it was; a result is what the run left."""
    run = Run()
    run.go()
    Path(naam).write_text("tijdens de run", encoding="utf-8")
    Path("results/data/x.csv").write_text("door de run", encoding="utf-8")
    run.standing.keep()
    volgende = Run()
    assert volgende.go() == ["plan"]
    volgende.standing.keep()
    assert Run().go() == ["say"]


@pytest.mark.usefixtures("here")
def test_a_raw_file_that_a_step_makes_is_a_result():
    made, raw = Path("results/synthetic/raw/x.csv"), ("results/synthetic/raw/x.csv",)
    run = Run(raw=raw, inputs=raw)
    run.go()
    made.parent.mkdir(parents=True)
    made.write_text("door de run", encoding="utf-8")
    run.standing.keep()
    assert Run(raw=raw).go() == ["say"]
    made.write_text("daarna", encoding="utf-8")
    assert Run(raw=raw).go() == ["plan"]


@pytest.mark.usefixtures("done")
def test_a_file_that_cannot_be_read_is_left_to_its_step(monkeypatch):
    def refuse(_, path):
        raise PermissionError(path)

    monkeypatch.setattr(Fingerprints, "of", refuse)
    assert Run().go() == ["plan"]


@pytest.mark.usefixtures("here")
def test_with_an_input_where_nobody_looks_every_run_plans():
    for _ in range(2):
        run = Run(inputs=("results/data/x.csv", "elders.csv"))
        assert run.go()[-1] == "plan"
        run.standing.keep()


def job(uit="results/data/x.csv", **anders):
    params = Items(drempel=1, inhoud={"script": "x.py", "bestanden": {"x.py": "hash"}, "raw": {}})
    params.drempel, params.inhoud = params["drempel"], params["inhoud"]
    delen = {"input": Items(van="results/derived/van.csv"), "output": Items(uit=uit), "wildcards": Items()}
    return SimpleNamespace(**delen, params=params, log=[], rule="proef", rulename="proef", bench_record=None, **anders)


@pytest.fixture
def made(tmp_path, monkeypatch):
    """A step that ran: it copies its input; `ran` are those that run from now on."""
    monkeypatch.chdir(tmp_path)
    Path("results/derived").mkdir(parents=True)
    Path("results/derived/van.csv").write_text("a\n1\n", encoding="utf-8")
    with step(job()) as s:
        s.write("uit", s.path("van").read_text(encoding="utf-8"))
    os.utime("results/data/x.csv", (1, 1))
    ran = []
    monkeypatch.setattr(PythonScript, "execute_script", lambda script, *_: ran.append(script.rulename))
    return ran


def again(script, **dag):
    """Have Snakemake come to a step; return the rules of steps that were spared."""
    spared: list[str] = []
    workflow = SimpleNamespace(is_main_process=True, dag_settings=SimpleNamespace(**{**PLAIN, **dag}))
    spare_steps(workflow, Fingerprints(Path("memory.json")), spared.append)
    PythonScript.execute_script(script, "x.py", False)  # noqa: FBT003 - as Snakemake calls it
    return spared


def test_a_step_whose_outputs_are_what_it_would_make_does_not_run_and_looks_new(made):
    assert again(job()) == ["proef"]
    assert made == []
    assert Path("results/data/x.csv").stat().st_mtime > 1


async def nothing():
    pass


@pytest.mark.parametrize("stays", [True, False])
def test_the_log_of_a_step_that_does_not_run_stays(made, monkeypatch, stays):
    """Snakemake removes it before; with what it warned of it is as new as that of a step that ran."""

    def remove(job):
        for pad in job.log:
            Path(pad).unlink()
        return nothing()

    log = Path("results/log/x.log")
    log.parent.mkdir()
    log.write_text("LET OP duiding is van vorig jaar\n", encoding="utf-8")
    monkeypatch.setattr(Job, "remove_existing_output", remove)
    script = job()
    script.log = [log.as_posix()]
    if not stays:
        other_code(script)
    spare_steps(
        SimpleNamespace(is_main_process=True, dag_settings=SimpleNamespace(**PLAIN)),
        Fingerprints(Path("memory.json")),
        lambda _: None,
    )
    # By hand: in the process of these tests the browser's own loop may run.
    with pytest.raises(StopIteration):
        Job.remove_existing_output(script).send(None)
    assert not log.exists()
    PythonScript.execute_script(script, "x.py", False)  # noqa: FBT003 - as Snakemake calls it
    assert made == ([] if stays else ["proef"])
    assert log.exists() is stays
    assert not stays or log.read_text(encoding="utf-8") == "LET OP duiding is van vorig jaar\n"


def other_code(script):
    script.params.inhoud["bestanden"]["x.py"] = "other"


def other_setting(script):
    script.params["drempel"] = 2


def other_input(_):
    Path("results/derived/van.csv").write_text("a\n2\n", encoding="utf-8")


def edited_output(_):
    Path("results/data/x.csv").write_text("a\n3\n", encoding="utf-8")


def no_output(_):
    Path("results/data/x.csv").unlink()


def no_record(_):
    record_path(Path("results/data/x.csv")).unlink()


def timed(script):
    script.bench_record = object()


@pytest.mark.parametrize("change", [other_code, other_setting, other_input, edited_output, no_output, no_record, timed])
def test_any_other_step_runs(made, change):
    script = job()
    change(script)
    assert again(script) == []
    assert made == ["proef"]


@pytest.mark.parametrize("dag", [{"forceall": True}, {"forcetargets": True}, {"forcerun": {"proef"}}])
def test_who_names_a_step_that_must_run_gets_it(made, dag):
    assert again(job(), **dag) == []
    assert made == ["proef"]


def test_a_step_that_tells_of_records_runs_when_one_changed(made):
    """The lineage of a table changes with the code behind it, also where the table has the same bytes."""
    teller = job("results/audit/x.json")
    with step(teller) as s:
        s.write("uit", s.trace([Path("results/data/x.csv")]))
    assert again(teller) == ["proef"]
    pad = record_path(Path("results/data/x.csv"))
    pad.write_text(pad.read_text(encoding="utf-8").replace('"hash"', '"another"'), encoding="utf-8")
    assert again(teller) == []
    assert made == ["proef"]
