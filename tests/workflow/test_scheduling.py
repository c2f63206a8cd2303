"""What Snakemake does between the steps: our settings of its inside are there, and are in force."""

import os
import subprocess
import sys
from types import SimpleNamespace

import pytest
import yaml
from bouw import ROOT
from snakemake.cli import get_argument_parser
from snakemake.settings.types import MaxJobsPerTimespan

from werkagenda.run.scheduling import lift_rate_limit

# Says at the end what the scheduler did with it.
SNAKEFILE = """\
from werkagenda.run.scheduling import lift_rate_limit


rule klaar:
    output:
        touch("klaar"),


onstart:
    lift_rate_limit(workflow)


onsuccess:
    limiet = workflow.scheduler.job_rate_limiter
    print("LIMIET", limiet and limiet.max_jobs, type(workflow.scheduler._scheduler).__module__)
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
