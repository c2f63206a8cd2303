"""What the benchmarks share: a function in a process of its own with its time and memory, a table of outcomes."""

from __future__ import annotations

import multiprocessing
import statistics
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psutil

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

KOP = "| wat | gemeten | doel | gehaald |\n|---|---|---|---|"
# What was measured, its outcome, what was promised and whether it was kept.
Rij = tuple[str, str, str, bool]


@dataclass(frozen=True)
class Meting:
    """Seconds, processor seconds of all threads, the most memory of the process (MB), and what a function returned."""

    seconden: float
    cpu: float
    mb: float
    uitkomst: Any


def peak() -> float:
    """Return the most memory this process has held, in MB."""
    if sys.platform == "win32":
        return float(psutil.Process().memory_info().peak_wset) / 1e6
    import resource  # noqa: PLC0415 - not on Windows

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)


def forget_peak() -> None:
    """Have `peak` count from here on; outside Linux, where the system keeps what was, it counts from the start."""
    if sys.platform == "linux":
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


def _measured(functie: Callable[..., Any], args: Sequence[Any], kwargs: Mapping[str, Any]) -> Meting:
    begin, cpu = time.perf_counter(), time.process_time()
    uitkomst = functie(*args, **kwargs)
    return Meting(time.perf_counter() - begin, time.process_time() - cpu, peak(), uitkomst)


def apart(functie: Callable[..., Any], *args: object, **kwargs: object) -> Meting:
    """Run a function of a module in a process of its own; its imports count for memory alone."""
    with multiprocessing.get_context("spawn").Pool(1) as elders:
        return elders.apply(_measured, (functie, args, kwargs))


def in_turns(wegen: Mapping[str, Callable[[], Meting]], keer: int) -> dict[str, Meting]:
    """Return per way the medians of several runs, in turns, so that what else the machine does falls on all of them.

    Of memory it is the most, of what the functions returned the last.
    """
    metingen: dict[str, list[Meting]] = {naam: [] for naam in wegen}
    for _ in range(keer):
        for naam, doe in wegen.items():
            metingen[naam].append(doe())
    return {
        naam: Meting(
            statistics.median(een.seconden for een in keren),
            statistics.median(een.cpu for een in keren),
            max(een.mb for een in keren),
            keren[-1].uitkomst,
        )
        for naam, keren in metingen.items()
    }


def table(rijen: Iterable[Rij]) -> str:
    """Return outcomes as a Markdown table."""
    regels = (f"| {wat} | {nu} | {doel} | {'ja' if goed else 'nee'} |" for wat, nu, doel, goed in rijen)
    return "\n".join([KOP, *regels])
