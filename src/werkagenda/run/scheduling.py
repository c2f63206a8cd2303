"""What Snakemake does around the steps otherwise than we want; `tests/workflow/test_scheduling.py` pins it."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

# The limit that Snakemake sets by itself: jobs, and seconds in which they may start.
_VANZELF = (100, 1)
_GEHEUGEN = "mem_mb"
# What the machine itself, the main process and the warm process need is not given out.
_DEEL = 0.9
# Most steps hold a few tables and their imports; those that need more say so in their rule.
_GEWONE_STAP = 500


def lift_rate_limit(workflow: Any) -> None:  # noqa: ANN401 - Snakemake has no types
    """Start jobs without Snakemake's own limit of 100 per second, which a machine never reaches; a user's own stays.

    With a limit, each pass of the scheduler starts a timer that causes another pass, so that they pile up: a sixth of
    the processor time of Snakemake's main process (9.27). Call it when the scheduler is there: from `onstart`.
    """
    limiet = workflow.scheduling_settings.max_jobs_per_timespan
    if limiet and (limiet.max_jobs, limiet.timespan) == _VANZELF:
        workflow.scheduler.job_rate_limiter = None


def record_without_pandas() -> None:
    """Let Snakemake record plain parameters without importing pandas: a tenth of a run with nothing to do.

    It looks for tables among them first; here a value that is no plain one is looked at so, with the same outcome.
    """
    from snakemake.persistence import UNREPRESENTABLE, PersistenceBase  # noqa: PLC0415 - steps do without

    def serialize(self: Any, value: Any) -> Any:  # noqa: ANN401
        plain = self._serialize_param_builtin(value)
        return self._serialize_param_pandas(value) if plain is UNREPRESENTABLE else plain

    PersistenceBase._serialize_param = serialize  # noqa: SLF001 - only door


def ask_sizes_once() -> None:
    """Ask the size of an input once: it stays as it is once a step that reads it can start.

    Of steps that can start, Snakemake asks it of all inputs at each pass of its scheduler (9.27): a sixth of the time
    that its main process was at work. The sizes decide which step goes first.
    """
    from snakemake.scheduling.job_scheduler import JobScheduler  # noqa: PLC0415 - steps do without

    async def update_input_sizes(scheduler: Any, jobs: Collection[Any]) -> None:  # noqa: ANN401
        known = scheduler._input_sizes  # noqa: SLF001 - only door
        for path in {path for job in jobs for path in job.input} - known.keys():
            known[path] = await path.size() if await path.exists() else None

    JobScheduler.update_input_sizes = update_input_sizes


def quote_python() -> None:
    """Start Python with its path between quotes: Snakemake starts no step when there is a space in it (9.27)."""
    from snakemake.script import PythonScript  # noqa: PLC0415 - the module is also read without Snakemake

    def execute_script(script: Any, fname: Any, edit: bool = False) -> None:  # noqa: ANN401, ARG001, FBT001, FBT002
        # Forward slashes, as Snakemake itself has them for a shell on Windows.
        python = sys.executable.replace("\\", "/") if sys.platform == "win32" else sys.executable
        script._execute_cmd("{python:q} {fname:q}", python=python, fname=fname, is_python_script=True)  # noqa: SLF001

    PythonScript.execute_script = execute_script


def memory(total: float, env: Mapping[str, str]) -> int:
    """Return the MB that steps may use together: of a machine with `total` MB, or of what SLURM gave this job."""
    gegeven = float(env.get("SLURM_MEM_PER_NODE") or 0)
    return int(_DEEL * (min(total, gegeven) if gegeven else total))


def machine_memory() -> int:
    """Return the MB that steps may use together here."""
    import psutil  # noqa: PLC0415 - the module is also read by processes that only want its names

    return memory(psutil.virtual_memory().total / 2**20, os.environ)


def share_memory(workflow: Any, mb: int) -> None:  # noqa: ANN401 - Snakemake has no types
    """Start no steps beside each other that need more than `mb` MB together; a user's own `--resources mem_mb` stays.

    A step that needs more than all of it runs alone. Where SLURM runs the steps, it keeps account of the memory of its
    nodes. Call it after all rules are defined.
    """
    for rule in workflow.rules:
        if _GEHEUGEN not in rule.resources:
            rule.resources[_GEHEUGEN] = _GEWONE_STAP
    # Which executor it will be Snakemake does not know yet, but for a cluster it knows the number of jobs in the queue.
    hier = workflow.is_main_process and workflow.global_resources["_nodes"].value is None
    if hier and _GEHEUGEN not in workflow.global_resources:
        workflow.register_resource(_GEHEUGEN, mb)


def keep_here(workflow: Any, elsewhere: Collection[str]) -> None:  # noqa: ANN401 - Snakemake has no types
    """Give a cluster the rules named in `elsewhere` alone: a job in a queue costs more than the other steps take.

    ValueError when one of them is no rule. Call it after all rules are defined.
    """
    namen = {rule.name for rule in workflow.rules}
    if vreemd := set(elsewhere) - namen:
        message = f"geen regel: {', '.join(sorted(vreemd))}"
        raise ValueError(message)
    workflow.localrules(*sorted(namen - set(elsewhere)))
