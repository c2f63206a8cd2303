"""What Snakemake does between the steps: our settings of its inside are there, and are in force."""

import os
import re
import sys
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest
import yaml
from helpers import snakemake_copy
from helpers.project import ROOT
from snakemake.cli import get_argument_parser
from snakemake.persistence import PersistenceBase
from snakemake.settings.types import MaxJobsPerTimespan

from werkagenda.run.scheduling import keep_here, lift_rate_limit, record_without_pandas

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
    woorden = ["--cores", "1", "--scheduler", planner, *keuze]
    # Not a copy: that has pandas already.
    _, gezegd = snakemake_copy.run_anew(woorden, folder=tmp_path, env=os.environ | {"PYTHONPATH": str(ROOT / "src")})
    assert f"LIMIET {limiet} snakemake.scheduling.greedy" in gezegd, gezegd
    assert "PANDAS False" in gezegd


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


# Three steps that read the same file and one of their own, one after the other.
MATEN = """\
from snakemake.io import _IOFile
from werkagenda.run.scheduling import ask_sizes_once

GEVRAAGD = []
size = _IOFile.size


async def gevraagd(pad):
    GEVRAAGD.append(str(pad))
    return await size(pad)


_IOFile.size = gevraagd


rule alles:
    input:
        expand("{n}.uit", n=range(3)),


rule kopie:
    input:
        "alle.in",
        "{n}.tussen",
    output:
        touch("{n}.uit"),


rule tussen:
    output:
        "{n}.tussen",
    shell:
        "head -c {wildcards.n} Snakefile > {output}"


onstart:
    if config["eens"]:
        ask_sizes_once()


onsuccess:
    maten = workflow.scheduler._input_sizes
    print("MATEN", sorted((str(pad), maat) for pad, maat in maten.items()))
    print("GEVRAAGD", len(GEVRAAGD), len(set(GEVRAAGD)))
"""


def sizes(map_: Path, *, eens: bool) -> tuple[str, int, int]:
    """Return the sizes that the scheduler knows at the end, how often it asked for one, and of how many files."""
    map_.mkdir()
    (map_ / "Snakefile").write_text(MATEN, encoding="utf-8")
    (map_ / "alle.in").write_text("van allen", encoding="utf-8")
    woorden = ["--cores", "1", "--scheduler", "greedy", "--config", f"eens={int(eens)}"]
    code, gezegd = snakemake_copy.run(woorden, folder=map_, env=os.environ | {"PYTHONPATH": str(ROOT / "src")})
    assert code == 0, gezegd
    maten = re.search("^MATEN (.*)$", gezegd, flags=re.MULTILINE)
    gevraagd = re.search(r"^GEVRAAGD (\d+) (\d+)$", gezegd, flags=re.MULTILINE)
    return maten[1], int(gevraagd[1]), int(gevraagd[2])


@pytest.mark.skipif(sys.platform == "win32", reason="the steps of this test are of a shell")
def test_the_size_of_an_input_is_asked_once_and_is_the_one_that_snakemake_has(tmp_path):
    vanzelf, vaak, bestanden = sizes(tmp_path / "vanzelf", eens=False)
    maten, gevraagd, _ = sizes(tmp_path / "eens", eens=True)
    assert maten == vanzelf
    assert "('2.tussen', 2)" in maten
    # The inputs of the target too; and after each of the three steps of both its inputs, for their checksums.
    assert bestanden == 3 + 3 + 1
    assert gevraagd == bestanden + 3 * 2 < vaak


# Steps that say when they began and ended, and one that says nothing of its memory.
GEHEUGEN = """\
from werkagenda.run.scheduling import keep_here, share_memory


rule alles:
    input:
        expand("{n}.txt", n=range(3)),
        "gewoon.txt",


rule groot:
    output:
        "{n}.txt",
    resources:
        mem_mb=int(config["stap"]),
    shell:
        "date +%s.%N > {output} && sleep {config[duur]} && date +%s.%N >> {output}"


rule gewoon:
    output:
        "gewoon.txt",
    resources:
        runtime=1,
    shell:
        "echo {resources.mem_mb} > {output}"


keep_here(workflow, ("groot",))
share_memory(workflow, 14400)
print("HIER", sorted(workflow._localrules), file=open("hier.txt", "w"))
"""


def at_once(map_: Path, *keuze: str) -> int:
    """Run the steps on eight cores and return how many ran at the same time at most."""
    (map_ / "Snakefile").write_text(GEHEUGEN, encoding="utf-8")
    woorden = ["--cores", "8", "--scheduler", "greedy", *keuze]
    code, gezegd = snakemake_copy.run(woorden, folder=map_, env=os.environ | {"PYTHONPATH": str(ROOT / "src")})
    assert code == 0, gezegd
    tijden = [[float(regel) for regel in (map_ / f"{n}.txt").read_text().split()] for n in range(3)]
    return max(sum(begin <= moment < einde for begin, einde in tijden) for moment, _ in tijden)


@pytest.mark.skipif(sys.platform == "win32", reason="the steps of this test are of a shell")
@pytest.mark.parametrize(
    ("stap", "keuze", "tegelijk"),
    [
        # Of 14400 MB: three of 4000 fit, one of 8000 does, and one of 20000 gets it all.
        (4000, (), 3),
        (8000, (), 1),
        (20000, (), 1),
        # What the user says goes first.
        (4000, ("--resources", "mem_mb=6000"), 1),
        (8000, ("--resources", "mem_mb=99000"), 3),
    ],
)
def test_steps_run_at_once_when_their_memory_fits(tmp_path, stap, keuze, tegelijk):
    # Long enough to be seen at once; shorter where they should not be, one after the other.
    duur = 0.7 if tegelijk > 1 else 0.3
    assert at_once(tmp_path, *keuze, "--config", f"stap={stap}", f"duur={duur}") == tegelijk
    assert (tmp_path / "gewoon.txt").read_text().strip() == "500"
    assert (tmp_path / "hier.txt").read_text() == "HIER ['alles', 'gewoon']\n"


def test_a_rule_for_the_cluster_that_is_not_there_stops():
    workflow = SimpleNamespace(rules=[SimpleNamespace(name="een")])
    with pytest.raises(ValueError, match="geen regel: twee"):
        keep_here(workflow, ("een", "twee"))
