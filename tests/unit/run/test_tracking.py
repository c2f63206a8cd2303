"""What a rule depends on, seen on a rule without Snakemake; the workflow tests run the real one."""

import asyncio
import hashlib
import json
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace

import pytest
from snakemake.io import _IOFile

from werkagenda.run import lineage
from werkagenda.run.lineage import Fingerprints
from werkagenda.run.records import EDITED, Finding
from werkagenda.run.tracking import (
    _Memory,
    check_profile,
    follow_records,
    project_digest,
    share_checksums,
    track_content,
)

PROFIEL = {
    "rerun_triggers": frozenset({"mtime", "params", "input", "software-env"}),
    "max_checksum_file_size": 10**12,
    "force_incomplete": True,
}


def workflow(**anders):
    return SimpleNamespace(dag_settings=SimpleNamespace(**(PROFIEL | anders)))


def test_settings_of_the_profile_pass():
    check_profile(workflow())


@pytest.mark.parametrize(
    "anders",
    [
        {"rerun_triggers": PROFIEL["rerun_triggers"] | {"code"}},
        {"rerun_triggers": PROFIEL["rerun_triggers"] - {"params"}},
        {"rerun_triggers": frozenset({"mtime"})},
        {"max_checksum_file_size": 10**6},
        {"force_incomplete": False},
    ],
)
def test_other_settings_stop_with_a_hint(anders):
    with pytest.raises(ValueError, match="profiles/default"):
        check_profile(workflow(**anders))


def test_a_process_for_one_job_has_no_profile_and_records_all_that_it_read():
    settings = SimpleNamespace(max_checksum_file_size=10**6)
    seen = []
    process = SimpleNamespace(
        is_main_process=False,
        dag_settings=settings,
        _prepare_dag=lambda: seen.append(settings.max_checksum_file_size),
    )
    follow_records(process, None, print)
    process._prepare_dag()
    assert seen == [PROFIEL["max_checksum_file_size"]]


class Rule:
    """As much of a rule of Snakemake as is looked at."""

    def __init__(self, name, raw):
        self.name, self.script, self.input, self.output, self.set = name, name, Items(), [], {}
        self.params = Items({"raw": raw} if raw else {})
        self.basedir = SimpleNamespace(join=lambda script: SimpleNamespace(get_path_or_uri=lambda **_: script))

    def _is_deriving_function(self, _):
        return True

    def set_params(self, *_, inhoud):
        self.set = inhoud


class Items(dict):
    def _allitems(self):
        return list(self.items())


def test_raw_files_of_all_jobs_are_hashed_when_the_first_is_asked_for(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "src").mkdir()
    for name in ("read.py", "make.py"):
        (tmp_path / name).write_text("", encoding="utf-8")
    ahead = []
    fingerprints = SimpleNamespace(
        ahead=lambda paths, say: ahead.append(([path.name for path in paths], say)),
        of=lambda path: f"hash {path.name}",
        recall=lambda path, find, shared: find(),  # noqa: ARG005 - the parameters of the real one
    )
    read, make = (
        Rule(str(tmp_path / "read.py"), lambda wildcards, _: wildcards),
        Rule(str(tmp_path / "make.py"), None),
    )
    jobs = [SimpleNamespace(rule=rule, wildcards=raw) for rule, raw in ((read, "a.sav"), (make, ""), (read, ["b.sav"]))]
    workflow = SimpleNamespace(rules=[read, make], dag=SimpleNamespace(jobs=jobs))
    track_content(workflow, fingerprints, tmp_path, print)
    assert make.set("", None)["raw"] == {}
    assert ahead == []
    for raw in ("a.sav", ["b.sav"]):
        assert set(read.set(raw, None)["raw"].values()) == {
            f"hash {name}" for name in ([raw] if raw == "a.sav" else raw)
        }
    assert ahead == [(["a.sav", "b.sav"], print)]


class File(str):  # noqa: SLOT000 - Snakemake sets an attribute
    """A file as Snakemake holds it in a rule."""

    _file = "file"


def test_files_in_a_list_are_looked_at_like_those_that_stand_alone(tmp_path, monkeypatch):
    """A chapter among the chapters, a result among results; another text of one is another content."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "src").mkdir()
    for name in ("make.py", "a.qmd", "b.qmd", "c.yaml"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    seen = []
    for text in ("was", "is", "is"):
        (tmp_path / "b.qmd").write_text(text, encoding="utf-8")
        rule = Rule(str(tmp_path / "make.py"), None)
        chapters = [File("a.qmd"), File("b.qmd"), File("results/text/x.json")]
        rule.input = Items({"chapters": chapters, "one": File("c.yaml")})
        track_content(SimpleNamespace(rules=[rule]), Fingerprints(tmp_path / "memory.json"), tmp_path, print)
        seen.append(rule.set("", None)["bestanden"])
        assert [hasattr(file._file, "flags") for file in chapters] == [True, True, False]
    assert {"a.qmd", "b.qmd", "c.yaml"} <= set(seen[0])
    assert "results/text/x.json" not in seen[0]
    assert seen[0] != seen[1] == seen[2]


YAML = "kleuren: {blauw: 1.5, rood: ja}\nvolgorde: [b, a]\n"


def digest_of(folder, text, name="register.yaml"):
    (folder / name).write_bytes(text.encode())
    return project_digest(folder, name)


def test_yaml_has_the_hash_of_what_it_says(tmp_path):
    said = {"kleuren": {"blauw": 1.5, "rood": "ja"}, "volgorde": ["b", "a"]}
    assert digest_of(tmp_path, YAML) == hashlib.sha256(repr(said).encode()).hexdigest()


@pytest.mark.parametrize(
    "text",
    [
        f"# een opmerking\n{YAML}# en nog een\n",
        YAML.replace("\n", "\n\n"),
        YAML.replace("\n", "\r\n"),
        YAML.replace("ja", "'ja'").replace("blauw", '"blauw"'),
        "kleuren:\n  blauw: 1.50\n  rood: ja\nvolgorde:\n- b\n- a\n",
        f"\ufeff{YAML}",
    ],
)
def test_comment_layout_and_quotes_in_yaml_change_nothing(tmp_path, text):
    assert digest_of(tmp_path, text) == digest_of(tmp_path, YAML)


@pytest.mark.parametrize(
    "text",
    [
        YAML.replace("1.5", "1.6"),
        YAML.replace("1.5", "'1.5'"),
        YAML.replace("b, a", "a, b"),
        YAML.replace("blauw: 1.5, rood: ja", "rood: ja, blauw: 1.5"),
        YAML.replace("ja", "Ja"),
        YAML.replace("\nvolgorde", "\n# volgorde"),
        # What stops the step that reads it: a key twice, a tab.
        f"{YAML}kleuren: {{blauw: 1.5, rood: ja}}\n",
        f"{YAML}\tx: 1\n",
    ],
)
def test_value_type_order_and_what_is_no_yaml_change_the_hash(tmp_path, text):
    assert digest_of(tmp_path, text) != digest_of(tmp_path, YAML)


def test_other_files_have_the_hash_of_their_bytes(tmp_path):
    text = "a,b\n# 1,2\n"
    assert digest_of(tmp_path, text, "tabel.csv") == hashlib.sha256(text.encode()).hexdigest()
    assert project_digest(tmp_path, "weg.yaml") == "ontbreekt"


@pytest.fixture
def of_snakemake(monkeypatch):
    """Return Snakemake's own class of a file, for which nothing was changed by another test or will be by this one."""
    own = getattr(_IOFile.checksum, "eigen", _IOFile.checksum)
    monkeypatch.setattr(_IOFile, "checksum", own)
    return _IOFile


@pytest.fixture
def asked(tmp_path, monkeypatch, of_snakemake):
    """Return how to ask Snakemake for a checksum, and the files that were read for it."""
    monkeypatch.chdir(tmp_path)
    read = []
    own = lineage.sha256
    monkeypatch.setattr(lineage, "sha256", lambda path, *args: read.append(path.name) or own(path, *args))
    share_checksums(lineage.Fingerprints(Path("vingerafdrukken.json")))

    def ask(name, *args, **kwargs):
        rule = SimpleNamespace(workflow=SimpleNamespace(iocache=SimpleNamespace(active=False)))
        file = of_snakemake(name, rule=None)
        file.rule = rule
        # A thread of its own: in this one a browser of other tests may have a loop running.
        with ThreadPoolExecutor(1) as pool:
            return pool.submit(asyncio.run, file.checksum(*args, **kwargs)).result()

    return ask, read


def test_a_file_that_is_asked_for_often_is_read_once(asked, tmp_path):
    ask, read = asked
    (tmp_path / "a.csv").write_bytes(b"a;b\n1;2\n")
    expected = "sha256:" + hashlib.sha256(b"a;b\n1;2\n").hexdigest()
    assert [ask("a.csv", 10**12) for _ in range(5)] == [expected] * 5
    assert ask("a.csv", 10**12, algorithm="sha256") == expected
    assert read == ["a.csv"]


def test_a_changed_file_is_read_again_also_at_its_old_size(asked, tmp_path):
    ask, _ = asked
    file = tmp_path / "a.csv"
    for number, text in enumerate((b"1;2", b"2;1", b"2;1;3")):
        file.write_bytes(text)
        # Windows keeps a date to a ten-millionth of a second.
        os.utime(file, ns=(100 * number, 100 * number))
        assert ask("a.csv", 10**12) == "sha256:" + hashlib.sha256(text).hexdigest()


def test_what_snakemake_does_by_itself_stays(asked, tmp_path):
    ask, read = asked
    (tmp_path / "a.csv").write_bytes(b"1;2")
    assert ask("a.csv", 2) is None
    assert ask("weg.csv", 10**12) is None
    assert ask("a.csv", 10**12, algorithm="md5") == "md5:" + hashlib.md5(b"1;2", usedforsecurity=False).hexdigest()
    assert ask("a.csv", force=True) == "sha256:" + hashlib.sha256(b"1;2").hexdigest()
    assert read == []


def memory_of_snakemake(**own):
    """Return what Snakemake would answer: nothing that can be asked, but for what a test gives."""
    names = (
        "has_metadata", "has_outdated_metadata", "params_changed", "input_changed", "software_stack_changed",
        "input_checksums", "deactivate_cache", "finished",
    )  # fmt: skip
    return SimpleNamespace(**dict.fromkeys(names) | own)


def test_an_edited_result_is_named_once_and_its_record_read_once(tmp_path, monkeypatch):
    snakemake = memory_of_snakemake()
    monkeypatch.chdir(tmp_path)
    said, outputs = [], ["results/x", "results/y"]
    _Memory(snakemake, SimpleNamespace(of=lambda _: "nu"), said.append)
    for output in outputs:
        path = tmp_path / "results" / "audit" / "stappen" / (Path(output).name + ".json")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps({"uitvoer": dict.fromkeys(outputs, "toen")}), encoding="utf-8")
    for output in outputs:
        snakemake.backup_output(Path(output))
    assert [line.split()[0] for line in said] == outputs


class Job:
    """A job of Snakemake as far as its memory looks at it."""

    def __init__(self, *, script: str | None = "stap.py") -> None:
        self.rule, self.output = SimpleNamespace(script=script), ["results/data/x.csv"]


def test_what_a_step_of_ours_read_is_never_looked_up_per_output():
    # Of one chapter with another sentence it was asked for 283 inputs in the records of 280 outputs: 20 seconds.
    asked = []
    snakemake = memory_of_snakemake(input_checksums=lambda _, path: asked.append(path) or {"van Snakemake"})
    memory = _Memory(snakemake, SimpleNamespace(of=lambda _: "nu"), print)
    runs, stays, others = Job(), Job(), Job(script=None)
    memory._found = {runs: [Finding(EDITED, "results/data/x.csv", "is anders")], stays: []}
    for job in (runs, stays):
        assert snakemake.input_checksums(job, "results/derived/y.parquet") == {"sha256:nu"}
    assert asked == []
    # The reason is told once, and not again as an input that is newer.
    assert snakemake.params_changed(runs).only_new == {"results/data/x.csv: is anders"}
    assert not snakemake.params_changed(stays)
    assert snakemake.input_checksums(others, "a.csv") == {"van Snakemake"}
    assert asked == ["a.csv"]


def test_snakemake_notes_no_content_of_what_a_step_of_ours_read(asked, tmp_path):
    ask, read = asked
    (tmp_path / "a.csv").write_bytes(b"1;2")
    noted = []

    async def finished(job):
        noted.append((job, await _IOFile("a.csv", rule=None).checksum(10**12)))

    snakemake = memory_of_snakemake(finished=finished)
    _Memory(snakemake, SimpleNamespace(of=lambda _: "nu"), print)
    ours, others = Job(), Job(script=None)
    for job in (ours, others):
        with pytest.raises(StopIteration):
            snakemake.finished(job).send(None)
    som = "sha256:" + hashlib.sha256(b"1;2").hexdigest()
    assert noted == [(ours, None), (others, som)]
    assert read == ["a.csv"]
    assert ask("a.csv", 10**12) == som
