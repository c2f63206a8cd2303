"""What a rule depends on, seen on a rule without Snakemake; the workflow tests run the real one."""

from types import SimpleNamespace

import pytest

from werkagenda.run.tracking import check_profile, follow_records, track_content

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
