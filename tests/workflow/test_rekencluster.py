"""A real SLURM with two nodes on this machine: the same bytes as here, rights kept, stops in one Dutch line.

Minutes, so only when asked for: `python3 start.py test -m rekencluster`. It needs the programs of SLURM (on Debian, as
root, it installs them) and the two packages that `requirements.slurm.lock` has more; without them it is skipped.
"""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import socket
import subprocess
import sys
import sysconfig
import time
from contextlib import ExitStack
from pathlib import Path

import pytest
from docs.wielen import read_lock
from helpers.project import KLEIN, NIETS, ROOT, new_project

from werkagenda.run.health import PASSING

pytestmark = pytest.mark.rekencluster

PROGRAMS = ("munged", "slurmctld", "slurmd", "sbatch", "srun", "squeue", "sinfo", "scontrol")
# A cohort of a small world: each rule that goes to a node, two of the registers with two years.
TARGET = "results/persoon/derived/werk/2021.parquet"
SETTINGS = """\
microdata: {cohorten: [2021, 2021]}
synthetisch: {omvang: 0.03, microdata: {omvang: 0.02}}
"""
ON_A_NODE = {"inlezen_cbs", "cohort", "werk"}
CONF = """\
ClusterName=proef
SlurmctldHost={host}(127.0.0.1)
SlurmUser={user}
SlurmdUser={user}
AuthType=auth/munge
AuthInfo=socket={map}/munge.socket
CredType=cred/munge
CommunicationParameters=NoCtldInAddrAny,NoInAddrAny
SlurmctldPort={ports[0]}
StateSaveLocation={map}/state
SlurmdSpoolDir={map}/spool-%n
SlurmctldPidFile={map}/slurmctld.pid
SlurmdPidFile={map}/slurmd-%n.pid
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
ReturnToService=2
MpiDefault=none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core_Memory
AccountingStorageType=accounting_storage/none
JobAcctGatherType=jobacct_gather/linux
MinJobAge=600
SlurmdParameters=config_overrides
NodeName=n1 NodeHostname={host} NodeAddr=127.0.0.1 Port={ports[1]} CPUs=2 RealMemory=8000 State=UNKNOWN
NodeName=n2 NodeHostname={host} NodeAddr=127.0.0.1 Port={ports[2]} CPUs=2 RealMemory=8000 State=UNKNOWN
PartitionName=normaal Nodes=n[1-2] Default=YES MaxTime=INFINITE State=UP
"""


def free_ports(number: int) -> list[int]:
    with ExitStack() as stack:
        doors = [stack.enter_context(socket.create_server(("127.0.0.1", 0))) for _ in range(number)]
        return [door.getsockname()[1] for door in doors]


def find(program: str) -> str | None:
    return shutil.which(program, path=f"{os.environ['PATH']}:/usr/sbin")


def programs() -> None:
    """Have the programs of SLURM here, or skip."""
    if not all(map(find, PROGRAMS)) and shutil.which("apt-get") and os.geteuid() == 0:
        install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "slurm-wlm", "munge"]
        for command in (["apt-get", "update", "-qq"], install):
            subprocess.run(  # noqa: S603 - our own command
                command, env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"}, check=False, capture_output=True
            )
    if missing := [program for program in PROGRAMS if not find(program)]:
        pytest.skip(f"SLURM is not here and could not be installed: no {', '.join(missing)}")


def python(folder: Path) -> Path:
    """Return a Python with the packages of this one and what the lock for SLURM has more, or skip."""
    locks = {name: (ROOT / f"requirements{name}.lock").read_text(encoding="utf-8") for name in ("", ".slurm")}
    run = {item.requirement.name for item in read_lock(locks[""])}
    more = [item for item in read_lock(locks[".slurm"]) if item.requirement.name not in run]
    lines = [
        " ".join([f"{item.requirement.name}=={item.version}", *(f"--hash={one}" for one in item.hashes)])
        for item in more
    ]
    wanted = folder / "meer.txt"
    wanted.write_text("\n".join(lines), encoding="utf-8")
    if not importlib.util.find_spec("ensurepip"):
        pytest.skip("this Python makes no environment")
    subprocess.run([sys.executable, "-m", "venv", folder / "omgeving"], check=True)  # noqa: S603 - our own command
    found = folder / "omgeving" / "bin" / "python"
    asked = subprocess.run(  # noqa: S603 - our own command
        [found, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        capture_output=True,
        check=True,
        text=True,
    )
    packages = Path(asked.stdout.strip()) / "project.pth"
    packages.write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    pip = subprocess.run(  # noqa: S603 - our own command
        [found, "-m", "pip", "install", "-q", "--require-hashes", "--no-deps", "-r", wanted],
        capture_output=True,
        check=False,
        text=True,
    )
    if pip.returncode:
        pytest.skip(f"the plugin for SLURM could not be installed: {pip.stderr[-300:]}")
    return found


class Cluster:
    """SLURM with two idle nodes, and a Snakemake that can hand it jobs."""

    def __init__(self, snakemake: Path, env: dict[str, str]) -> None:
        self.snakemake, self.env = snakemake, env

    def say(self, *command: object, folder: Path | None = None) -> subprocess.CompletedProcess[str]:
        return subprocess.run(  # noqa: S603 - our own command
            list(map(str, command)),
            cwd=folder,
            env=self.env,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            check=False,
        )

    def command(self, *words: str) -> list[str]:
        return [str(self.snakemake), "-m", "snakemake", TARGET, *words, "--configfile", KLEIN]

    def submission(self, *words: str) -> list[str]:
        """Return the command with the profile, looking at the queue more often than a real cluster allows."""
        often = ("--slurm-init-seconds-before-status-checks", "1", "--seconds-between-status-checks", "1")
        profile = ("--profile", "profiles/slurm", "--slurm-no-account", *often)
        return self.command(*profile, *words)

    def submit(self, project, *words: str) -> subprocess.CompletedProcess[str]:
        """Run the target with the profile."""
        return self.say(*self.submission(*words), folder=project.map)

    def submit_and_cancel(self, project) -> str:
        """Run the target with the profile, end one of its tasks from outside, and return what the run said."""
        with subprocess.Popen(  # noqa: S603 - our own command
            self.submission(),
            cwd=project.map,
            env=self.env,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        ) as run:
            while run.poll() is None and not (
                running := self.say("squeue", "-h", "-t", "R", "-o", "%i").stdout.split()
            ):
                time.sleep(0.2)
            self.say("scancel", running[0])
            said, _ = run.communicate()
        assert run.returncode == 1, said[-6000:]
        return said


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    programs()
    folder = tmp_path_factory.mktemp("cluster")
    snakemake = python(folder)
    for name in ("state", "spool-n1", "spool-n2"):
        (folder / name).mkdir()
    user = subprocess.run(["id", "-un"], capture_output=True, text=True, check=True).stdout.strip()  # noqa: S607
    (folder / "slurm.conf").write_text(
        CONF.format(host=socket.gethostname().split(".")[0], user=user, map=folder, ports=free_ports(3)),
        encoding="utf-8",
    )
    (folder / "cgroup.conf").write_text("CgroupPlugin=cgroup/v1\n", encoding="utf-8")
    (folder / "munge.key").write_bytes(os.urandom(1024))
    (folder / "munge.key").chmod(0o600)
    # The socket is for all users, as munge wants it.
    folder.chmod(0o755)
    munge = [
        f"--{what}={folder}/munge.{what.split('-')[0]}"
        for what in ("socket", "key-file", "pid-file", "log-file", "seed-file")
    ]
    env = {name: value for name, value in os.environ.items() if name != "PYTHONPATH" and not name.startswith("SLURM")}
    # A job takes what starts with SLURM_ out of the environment of its srun, so that one is told by a word on the path.
    srun = folder / "bin" / "srun"
    srun.parent.mkdir()
    srun.write_text(f'#!/bin/sh\nSLURM_CONF={folder}/slurm.conf exec {find("srun")} "$@"\n', encoding="utf-8")
    srun.chmod(0o755)
    env |= {"SLURM_CONF": str(folder / "slurm.conf"), "PATH": f"{srun.parent}:{env['PATH']}"}
    daemons = (
        ["munged", "-F", "--force", *munge],
        ["slurmctld", "-D", "-i"],
        ["slurmd", "-D", "-N", "n1"],
        ["slurmd", "-D", "-N", "n2"],
    )
    with ExitStack() as stack:
        for number, (program, *words) in enumerate(daemons):
            said = stack.enter_context((folder / f"{program}-{number}.log").open("wb"))
            daemon = subprocess.Popen([find(program), *words], env=env, stdout=said, stderr=said)  # noqa: S603 - our own command
            stack.callback(daemon.wait)
            stack.callback(daemon.terminate)
            time.sleep(1)
        made = Cluster(snakemake, env)
        for _ in range(30):
            if made.say("sinfo", "-h", "-o", "%D %T").stdout.strip() == "2 idle":
                break
            time.sleep(1)
        else:
            logs = "\n".join(path.read_text(errors="replace")[-1500:] for path in folder.glob("*.log"))
            pytest.fail(f"the nodes do not get idle: {logs}")
        yield made


@pytest.fixture(scope="module")
def here(tmp_path_factory):
    """The project with the target made on this machine alone."""
    project = new_project(tmp_path_factory.mktemp("hier") / "project", SETTINGS)
    project.run(TARGET)
    return project


def files(project) -> dict[str, bytes]:
    """Return every result but what belongs to one run: logs, timings, and what is remembered of files."""
    found = {path.relative_to(project.map).as_posix(): path for path in (project.map / "results").rglob("*")}
    return {name: path.read_bytes() for name, path in found.items() if path.is_file() and not name.startswith(PASSING)}


def check_same(project, here) -> None:
    made, expected = files(project), files(here)
    assert len(expected) > 40
    assert set(made) == set(expected)
    assert [name for name in expected if made[name] != expected[name]] == []
    persons = project.map / "results" / "persoon"
    assert persons.stat().st_mode & 0o777 == 0o700
    rights = {path.stat().st_mode & 0o777 for path in persons.rglob("*.parquet")}
    assert rights == {0o600}


def tasks(said: str) -> list[str]:
    """Return the rules of the tasks that a run handed to SLURM."""
    return re.findall(r"submitted with SLURM jobid \d+ \(log: \S*/rule_(\w+)/", said)


def test_jobs_on_nodes_make_the_same(cluster, here, tmp_path):
    project = new_project(tmp_path / "project", SETTINGS)
    done = cluster.submit(project)
    assert done.returncode == 0, done.stdout[-6000:]
    sent = tasks(done.stdout)
    assert set(sent) == ON_A_NODE
    # Nine files of registers and jobs, a cohort and its work.
    assert len(sent) == 11
    check_same(project, here)
    assert NIETS in cluster.submit(project, "-n").stdout
    assert project.pending(TARGET) == {}


def test_a_whole_node_makes_the_same(cluster, here, tmp_path):
    project = new_project(tmp_path / "project", SETTINGS)
    run = " ".join(cluster.command("--cores", "all", "--resources", "mem_mb=7000"))
    done = cluster.say("sbatch", "--wait", "--exclusive", "--output", "uit.txt", "--wrap", run, folder=project.map)
    assert done.returncode == 0, (project.map / "uit.txt").read_text(encoding="utf-8")[-6000:]
    check_same(project, here)
    assert project.pending(TARGET) == {}


def test_a_task_that_is_ended_says_so_and_the_next_run_goes_on(cluster, tmp_path):
    project = new_project(tmp_path / "project", SETTINGS)
    said = cluster.submit_and_cancel(project)
    (line,) = re.findall("^FOUT .*", said, re.MULTILINE)
    assert line.startswith("FOUT stap inlezen_cbs: is door SLURM of door iemand anders afgebroken; wat te doen: ")
    made = files(project)
    done = cluster.submit(project)
    assert done.returncode == 0, done.stdout[-6000:]
    assert 0 < len(tasks(done.stdout)) < 11
    after = files(project)
    assert [name for name in made if made[name] != after[name]] == []
