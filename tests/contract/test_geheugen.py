"""What a step asks of memory and time: who reads SPOLISBUS what the settings say, a task on a node a bound in time."""

from helpers.jobs_of_run import jobs_of_run
from helpers.project import INSTELLINGEN, KLEIN, new_project

DOELEN = ("results/persoon/derived/analyse.parquet", "results/persoon/derived/start/2021.parquet")
BANEN = 5000
OP_EEN_KNOOP = {"inlezen_cbs", "cohort", "werk", "start"}


def test_who_reads_the_jobs_of_a_year_says_so(tmp_path):
    project = new_project(tmp_path / "project", f"{INSTELLINGEN}geheugen: {{banen: {BANEN}}}\n")
    # More cores and memory than this machine has: what a step asks is cut off at what there is.
    opties = ["-n", "--cores", "8", "--resources", "mem_mb=100000", "--configfile", KLEIN]
    taken = jobs_of_run(project, *DOELEN, *opties)
    assert {regel for regel, *_ in taken} >= OP_EEN_KNOOP
    for regel, invoer, uitvoer, nodig in taken:
        leest = [pad for pad in [*invoer, *uitvoer] if "/ingest/banen/" in pad]
        assert nodig["mem_mb"] == BANEN if leest else nodig["mem_mb"] < BANEN, (regel, nodig)
        assert ("runtime" in nodig) == (regel in OP_EEN_KNOOP), (regel, nodig)
