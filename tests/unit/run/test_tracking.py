"""What a rule depends on, seen on a rule without Snakemake; the workflow tests run the real one."""

import asyncio
import hashlib
import json
from pathlib import Path
from types import SimpleNamespace

import pytest

from werkagenda.run.tracking import (
    _Memory,
    check_profile,
    follow_records,
    key_checksums,
    project_digest,
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
        ahead=lambda paths, say: ahead.append(([path.name for path in paths], say)), of=lambda path: f"hash {path.name}"
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


def memory(tmp_path, monkeypatch, outputs):
    """Return a memory of Snakemake with ours beside it, and what was hashed by path."""
    from snakemake.io import _IOFile  # noqa: PLC0415 - tests of the rest do without

    hashed = []

    async def checksum(file, *_):
        hashed.append(str(file))
        return f"sha256:{file}"

    monkeypatch.setattr(_IOFile, "checksum", checksum)
    key_checksums()

    async def finished(job):
        # As Snakemake records a step: every input, for every output.
        for _ in job.output:
            for item in job.input:
                await _IOFile.checksum(item, 10**12)

    names = (
        "has_metadata", "has_outdated_metadata", "params_changed", "input_changed", "software_stack_changed",
        "input_checksums", "deactivate_cache",
    )  # fmt: skip
    snakemake = SimpleNamespace(**dict.fromkeys(names), finished=finished)
    monkeypatch.chdir(tmp_path)
    said = []
    _Memory(snakemake, SimpleNamespace(of=lambda _: "nu"), said.append)
    record = json.dumps({"uitvoer": dict.fromkeys(outputs, "toen")})
    for output in outputs:
        path = tmp_path / "results" / "audit" / "stappen" / (Path(output).name + ".json")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(record, encoding="utf-8")
    return snakemake, hashed, said


def test_a_step_that_ends_has_each_input_hashed_once_whatever_its_outputs(tmp_path, monkeypatch):
    snakemake, hashed, _ = memory(tmp_path, monkeypatch, [])
    job = SimpleNamespace(input=["results/a", "results/b"], output=["results/x", "results/y", "results/z"])
    asyncio.run(snakemake.finished(job))
    assert hashed == ["results/a", "results/b"]
    # And again for the next step: the files may be others by then.
    asyncio.run(snakemake.finished(job))
    assert hashed == ["results/a", "results/b"] * 2


def test_an_edited_result_is_named_once_and_its_record_read_once(tmp_path, monkeypatch):
    outputs = ["results/x", "results/y"]
    snakemake, _, said = memory(tmp_path, monkeypatch, outputs)
    for output in outputs:
        snakemake.backup_output(Path(output))
    assert [line.split()[0] for line in said] == outputs
