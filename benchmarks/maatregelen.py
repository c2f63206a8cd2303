"""What each measure for speed brings: `python benchmarks/maatregelen.py [target]`; `run.py` does it too.

One figure from nothing, then once more with nothing to do, on the small configuration of the tests: with all measures,
and with each of them taken out of the copied project. What counts is processor time (user and system, of Snakemake and
all below it), in turns within one run, so that a busy machine matters little.
"""

from __future__ import annotations

import ctypes
import os
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from helpers.project import KLEIN, new_project  # noqa: E402

DOEL = "figuur_3_1"
KEER = 3
REGELS = "workflow/rules/common.smk"
# Per measure: the file and the line that is taken out.
MAATREGELEN = {
    "alle": (),
    "geen warm proces": ((REGELS, "    WARM.use()\n"), (REGELS, "    WARM.start()\n")),
    "met de limiet van Snakemake": ((REGELS, "    lift_rate_limit(workflow)\n"),),
    "met een solver per keuze": (("profiles/default/config.yaml", "scheduler: greedy\n"),),
    "met pandas in het hoofdproces": ((REGELS, "record_without_pandas()\n"),),
    "zonder geheugen voor imports": (("src/werkagenda/run/tracking.py", "    imports.keep()\n"),),
}
MAATREGELEN["geen van alle"] = tuple(stuk for stukken in MAATREGELEN.values() for stuk in stukken)
PR_SET_CHILD_SUBREAPER = 36


def processor(map_: Path, *argumenten: str) -> float:
    """Return the processor seconds of a run of Snakemake in a folder and of all that it started."""
    opdracht = [sys.executable, __file__, "--tel", "-m", "snakemake", *argumenten, "--cores", "2"]
    gezegd = subprocess.run(
        [*opdracht, "--configfile", KLEIN], cwd=map_, capture_output=True, text=True, encoding="utf-8", check=False
    )
    if gezegd.returncode != 0:
        sys.exit(gezegd.stderr[-4000:])
    return float(gezegd.stdout.split()[-1])


def count(argumenten: list[str]) -> int:
    """Run Python, wait for it and for whoever it leaves behind, and print their processor seconds."""
    if sys.platform == "linux":
        # The warm process outlives Snakemake for a moment; as its parent we see what it used.
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    code = subprocess.run([sys.executable, *argumenten], stdout=sys.stderr, check=False).returncode
    try:
        while True:
            os.wait()
    except ChildProcessError:
        gebruik = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(gebruik.ru_utime + gebruik.ru_stime)
    return code


def measure(map_: Path, weg: tuple[tuple[str, str], ...], doel: str) -> tuple[float, float]:
    """Return the processor seconds of a target from nothing and of the same with nothing to do, without some lines."""
    project = new_project(map_)
    for pad, regel in weg:
        project.edit(pad, regel, "    pass\n" if regel.startswith("    ") else "")
    return processor(map_, doel), processor(map_, doel)


def table(doel: str = DOEL) -> str:
    """Measure in turns and return the medians as a Markdown table, each with its ratio to all measures together."""
    tijden: dict[str, list[tuple[float, float]]] = {naam: [] for naam in MAATREGELEN}
    for _ in range(KEER):
        for naam, weg in MAATREGELEN.items():
            with tempfile.TemporaryDirectory() as map_:
                tijden[naam].append(measure(Path(map_) / "project", weg, doel))
    medianen = {
        naam: [statistics.median(kolom) for kolom in zip(*rijen, strict=True)] for naam, rijen in tijden.items()
    }
    alle = medianen["alle"]
    regels = [
        f"| {naam} | {vol:.1f} s | {vol / alle[0]:.2f} | {niets:.1f} s | {niets / alle[1]:.2f} |"
        for naam, (vol, niets) in medianen.items()
    ]
    kop = f"| maatregelen | {doel} vanaf niets, processortijd | keer | niets te doen | keer |"
    return "\n".join([kop, "|---|---|---|---|---|", *regels, ""])


if __name__ == "__main__":
    if sys.argv[1:2] == ["--tel"]:
        sys.exit(count(sys.argv[2:]))
    print(table(*sys.argv[1:2]))
