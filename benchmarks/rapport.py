"""Measure speed and memory and set the figures against what was promised: `python benchmarks/run.py`.

Everything is measured in a copy of the project, on two cores, from a finished install. Ratios are of medians within one
run, so that they hold on a machine that does other work too. The table is printed and written to
`benchmarks/uitkomsten.md`.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import psutil

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "workflow" / "scripts" / "ingest"), str(ROOT / "tests")]

import maatregelen  # noqa: E402
import pandas as pd  # noqa: E402
from helpers.project import PROJECT, jobs  # noqa: E402
from inlezen import ingest  # noqa: E402

from werkagenda.contract.contracts import load_contract  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable

KEER = 5
CORES = 2
MB_PER_GB = 1000
# Below this, the growth of memory is noise.
KLEIN_MB = 100
# Times differ by this much from run to run.
RUIS = 1.1
# What Snakemake starts for a step is told by this in its command line; a copy of the warm process has that of its own.
STAPPEN = (".snakemake", "werkagenda.run.warm")
Rij = tuple[str, str, str, bool]


def snakemake(map_: Path, *argumenten: str) -> tuple[float, str, float]:
    """Run Snakemake; return seconds, what it printed, and the most memory of one step (MB, its children included)."""
    begin, hoogste = time.perf_counter(), 0.0
    with tempfile.TemporaryFile("w+", encoding="utf-8") as gezegd:
        opdracht = [sys.executable, "-m", "snakemake", *argumenten, "--cores", str(CORES)]
        proces = psutil.Popen(opdracht, cwd=map_, stdout=gezegd, stderr=subprocess.STDOUT)
        while proces.poll() is None:
            hoogste = max(hoogste, largest_step(proces))
            time.sleep(0.1)
        seconden = time.perf_counter() - begin
        gezegd.seek(0)
        tekst = gezegd.read()
    if proces.returncode != 0:
        sys.exit(tekst[-4000:])
    return seconden, tekst, hoogste


def largest_step(proces: psutil.Process) -> float:
    """Return the memory of the largest step that runs now, with the programs that it started, in MB."""
    hoogste = 0
    for kind in proces.children(recursive=True):
        try:
            if is_step(kind):
                eronder = [deel for deel in kind.children(recursive=True) if not is_step(deel)]
                hoogste = max(hoogste, sum(deel.memory_info().rss for deel in (kind, *eronder)))
        except psutil.Error:
            continue
    return hoogste / 1e6


def is_step(proces: psutil.Process) -> bool:
    """Tell whether Snakemake started a process for a step."""
    return any(naam in deel for deel in proces.cmdline() for naam in STAPPEN)


def median(keer: int, doe: Callable[[], object]) -> float:
    """Return the median seconds of several times."""
    tijden = []
    for _ in range(keer):
        begin = time.perf_counter()
        doe()
        tijden.append(time.perf_counter() - begin)
    return statistics.median(tijden)


def main_job(project: Path) -> list[Rij]:
    """Measure the whole main job from nothing, the report included."""
    seconden, gezegd, geheugen = snakemake(project)
    taken = sum(jobs(gezegd).values())
    return [
        (f"Hele rapport, {CORES} kernen, {taken} stappen", f"{seconden:.0f} s", "< 100 s", seconden < 100),  # noqa: PLR2004
        ("Meeste geheugen van een stap", f"{geheugen:.0f} MB", "< 1500 MB", geheugen < 1.5 * MB_PER_GB),
    ]


def nothing_to_do(project: Path, zonder: Path) -> list[Rij]:
    """Measure a run with nothing to do, and the same without content tracking."""
    shutil.copytree(project, zonder)
    regels = (zonder / "Snakefile").read_text(encoding="utf-8")
    (zonder / "Snakefile").write_text(regels.partition("\ntrack_content(")[0], encoding="utf-8")
    # The records now have parameters too many: note the results as made by these rules.
    snakemake(zonder, "--touch", "--forceall")
    met = median(KEER, lambda: snakemake(project))
    kaal = median(KEER, lambda: snakemake(zonder, "-n"))
    return [
        (
            f"Niets te doen ({met:.1f} s) tegen snakemake -n zonder inhoud te volgen ({kaal:.1f} s)",
            f"{met / kaal:.2f} keer",
            "hoogstens 2 keer, < 2 s",
            met <= 2 * kaal and met < 2,  # noqa: PLR2004
        )
    ]


def one_figure(project: Path) -> list[Rij]:
    """Measure one figure after a change of its style."""
    with (project / "resources" / "stijl" / "stijl.yaml").open("a", encoding="utf-8") as stijl:
        stijl.write("# een andere stijl\n")
    seconden, gezegd, _ = snakemake(project, "figuur_3_1")
    gedraaid = ", ".join(sorted(set(jobs(gezegd)) - {"figuur_3_1"}))
    goed = seconden < 3 and gedraaid == "figuur_aantallen, herkomst"  # noqa: PLR2004
    return [(f"Een figuur na een andere stijl; draaide: {gedraaid}", f"{seconden:.1f} s", "< 3 s", goed)]


def ingest_against_pandas(ruw: Path) -> list[Rij]:
    """Measure ingest of the ten open inflow files against a bare read of the same files."""
    paden = {
        bron: sorted(ruw.glob(patroon))
        for bron, patroon in (("instroom_a", "*vooropleiding.csv"), ("instroom_b", "*soorten-instroom.csv"))
    }
    contracten = {bron: load_contract(ROOT / f"resources/contracts/raw/{bron}.yaml") for bron in paden}

    def ours() -> None:
        for bron, lijst in paden.items():
            for pad in lijst:
                ingest(contracten[bron], pad)

    def bare() -> None:
        for lijst in paden.values():
            for pad in lijst:
                pd.read_csv(pad, dtype=str, encoding="latin-1")

    aantal = sum(map(len, paden.values()))
    wij, kaal = median(KEER, ours), median(KEER, bare)
    naam = f"Inlezen van {aantal} instroombestanden ({wij:.1f} s) tegen pandas.read_csv ({kaal:.1f} s)"
    return [(naam, f"{wij / kaal:.2f} keer", "hoogstens 1,5 keer", wij <= 1.5 * kaal)]


def growth(project: Path) -> list[Rij]:
    """Measure ingest, derive and products on ten times the institutions and on ten times the years."""
    metingen = {}
    for keer in ((1, 1), (10, 1), (1, 10)):
        opdracht = [
            sys.executable, str(ROOT / "benchmarks" / "schaal.py"),
            str(project / "results/synthetic/raw/duo"), str(project / "results"), *map(str, keer),
        ]  # fmt: skip
        uit = subprocess.run(opdracht, check=True, capture_output=True, text=True, encoding="utf-8")
        metingen[keer] = json.loads(uit.stdout)
    rijen = []
    for naam, keer in (("instellingen", (10, 1)), ("jaren", (1, 10))):
        for fase, (seconden, geheugen) in metingen[keer].items():
            enkel, enkel_mb = metingen[(1, 1)][fase]
            van = f"{enkel:.2f} s en {enkel_mb:.0f} MB"
            rijen.append(
                (
                    f"Tien keer de {naam}, {fase}: {van} wordt {seconden:.2f} s en {geheugen:.0f} MB",
                    f"{seconden / enkel:.1f} keer",
                    "hoogstens 10 keer (tijd: 10% ruis)",
                    seconden <= 10 * enkel * RUIS and geheugen <= max(10 * enkel_mb, KLEIN_MB),
                )
            )
    return rijen


def table(rijen: list[Rij]) -> str:
    """Return the outcomes as a Markdown table."""
    regels = [f"| {wat} | {gemeten} | {doel} | {'ja' if goed else 'nee'} |" for wat, gemeten, doel, goed in rijen]
    return "\n".join(["| wat | gemeten | doel | gehaald |", "|---|---|---|---|", *regels, ""])


def main() -> None:
    """Measure everything in a copy of the project and write the table."""
    with tempfile.TemporaryDirectory() as tijdelijk:
        project = Path(tijdelijk) / "project"
        project.mkdir()
        for naam in PROJECT:
            kopieer = shutil.copytree if (ROOT / naam).is_dir() else shutil.copy
            kopieer(ROOT / naam, project / naam)
        rijen = main_job(project)
        rijen += nothing_to_do(project, Path(tijdelijk) / "zonder")
        rijen += one_figure(project)
        rijen += ingest_against_pandas(project / "results/synthetic/raw/duo")
        rijen += growth(project)
    per_maatregel = f"Wat elke maatregel voor de snelheid scheelt, op {os.cpu_count()} kernen:\n\n{maatregelen.table()}"
    tekst = f"{table(rijen)}\n{per_maatregel}"
    print(tekst)
    kop = "# Snelheid en geheugen\n\nGemaakt door `python benchmarks/run.py`; verhoudingen gelden binnen een run.\n\n"
    (ROOT / "benchmarks" / "uitkomsten.md").write_text(kop + tekst, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
