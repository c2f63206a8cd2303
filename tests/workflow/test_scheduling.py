"""What Snakemake does between the steps: our settings of its inside are there, and are in force."""

import os
import subprocess
import sys
from types import SimpleNamespace

import pandas as pd
import pytest
import yaml
from bouw import ROOT
from snakemake.cli import get_argument_parser
from snakemake.persistence import PersistenceBase
from snakemake.settings.types import MaxJobsPerTimespan

from werkagenda.run.scheduling import lift_rate_limit, record_without_pandas

# Says at the end what the scheduler did with it.
SNAKEFILE = """\
import sys
from werkagenda.run.scheduling import lift_rate_limit, record_without_pandas

record_without_pandas()


rule klaar:
    output:
        touch("klaar"),
    params:
        getallen=[1, 2],
        niets=None,


onstart:
    lift_rate_limit(workflow)


onsuccess:
    limiet = workflow.scheduler.job_rate_limiter
    print("LIMIET", limiet and limiet.max_jobs, type(workflow.scheduler._scheduler).__module__)
    print("PANDAS", "pandas" in sys.modules)
"""


def test_the_limit_that_snakemake_sets_by_itself_is_lifted_and_a_users_own_stays():
    vanzelf = get_argument_parser([]).parse_args([]).max_jobs_per_timespan
    for limiet, blijft in ((vanzelf, False), (MaxJobsPerTimespan(100, "2s"), True), (MaxJobsPerTimespan(5), True)):
        scheduler = SimpleNamespace(job_rate_limiter=limiet)
        instelling = SimpleNamespace(max_jobs_per_timespan=limiet)
        lift_rate_limit(SimpleNamespace(scheduling_settings=instelling, scheduler=scheduler))
        assert scheduler.job_rate_limiter is (limiet if blijft else None)


@pytest.mark.parametrize(("keuze", "limiet"), [((), "None"), (("--max-jobs-per-timespan", "5/1s"), "5")])
def test_the_scheduler_has_no_limit_of_its_own_and_starts_no_solver(tmp_path, keuze, limiet):
    (tmp_path / "Snakefile").write_text(SNAKEFILE, encoding="utf-8")
    planner = yaml.safe_load((ROOT / "profiles" / "default" / "config.yaml").read_text(encoding="utf-8"))["scheduler"]
    gedaan = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "snakemake", "--cores", "1", "--scheduler", planner, *keuze],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert f"LIMIET {limiet} snakemake.scheduling.greedy" in gedaan.stdout, gedaan.stderr
    assert "PANDAS False" in gedaan.stdout


def test_what_is_recorded_of_a_parameter_is_what_snakemake_would():
    waarden = [None, 1, 0.1, "a", [1, "b"], {"c": 2}, object(), pd.DataFrame({"d": [3]}), pd.Series([4]), pd.Index([5])]
    zelf = SimpleNamespace(
        _serialize_param_builtin=lambda waarde: PersistenceBase._serialize_param_builtin(zelf, waarde),
        _serialize_param_pandas=lambda waarde: PersistenceBase._serialize_param_pandas(zelf, waarde),
    )
    vanzelf = [zelf._serialize_param_pandas(waarde) for waarde in waarden]
    eigen = PersistenceBase._serialize_param
    try:
        record_without_pandas()
        assert PersistenceBase._serialize_param is not eigen
        assert [PersistenceBase._serialize_param(zelf, waarde) for waarde in waarden] == vanzelf
    finally:
        PersistenceBase._serialize_param = eigen
