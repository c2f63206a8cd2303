"""What a rule depends on, seen on a rule without Snakemake; the workflow tests run the real one."""

from types import SimpleNamespace

import pytest

from werkagenda.run.tracking import check_profile, follow_records

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
