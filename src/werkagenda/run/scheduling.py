"""What Snakemake does around the steps otherwise than we want; `tests/workflow/test_scheduling.py` pins it."""

from __future__ import annotations

import sys
from typing import Any

# The limit that Snakemake sets by itself: jobs, and seconds in which they may start.
_VANZELF = (100, 1)


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


def quote_python() -> None:
    """Start Python with its path between quotes: Snakemake starts no step when there is a space in it (9.27)."""
    from snakemake.script import PythonScript  # noqa: PLC0415 - the module is also read without Snakemake

    def execute_script(script: Any, fname: Any, edit: bool = False) -> None:  # noqa: ANN401, ARG001, FBT001, FBT002
        # Forward slashes, as Snakemake itself has them for a shell on Windows.
        python = sys.executable.replace("\\", "/") if sys.platform == "win32" else sys.executable
        script._execute_cmd("{python:q} {fname:q}", python=python, fname=fname, is_python_script=True)  # noqa: SLF001

    PythonScript.execute_script = execute_script
