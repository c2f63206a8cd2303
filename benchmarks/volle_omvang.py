"""The persons at real size, and SPOLISBUS at the size of the whole country: time and peak memory per step.

    python benchmarks/volle_omvang.py [--keten SETTINGS] [--map FOLDER] [millions of rows a year ...]

Per size two years are made, the first in order and the second out of order, in files of 126 bytes a row that are
removed when they are read. Each step runs in a process of its own. The chain is the workflow
itself on `config/volle_omvang.yaml`: from the .sav files to the protected tables, steps started one by one as on
Windows, so that each shows its own memory.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "workflow" / "scripts" / "derive"), str(ROOT / "tests")]

import numpy as np  # noqa: E402 - found by the lines above
import pandas as pd  # noqa: E402
import polars as pl  # noqa: E402
import psutil  # noqa: E402
import yaml  # noqa: E402
from helpers.project import new_project  # noqa: E402
from meten import Meting, Rij, apart, table  # noqa: E402
from sav_rijen import person, persons_of, write_jobs  # noqa: E402
from werk import work  # noqa: E402

from start import start_position  # noqa: E402
from werkagenda.contract.contracts import load_contract  # noqa: E402
from werkagenda.ingest.sav import ingest_sav  # noqa: E402
from werkagenda.persons.cohorts import outcome_month  # noqa: E402
from werkagenda.run.lineage import Fingerprints  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterable

MILJOEN = 1_000_000
MILJOENEN = (2, 20, 60, 120)
CONFIG = yaml.safe_load((ROOT / "config" / "config.yaml").read_text(encoding="utf-8"))
CONTRACT = load_contract(ROOT / "resources" / "contracts" / "raw" / "banen.yaml")
JAREN = (2021, 2022)
# A cohort has so many persons; one in ten is not among the jobs.
PERSONEN, ZONDER = 64_000, 10
# Bytes of a row in a .sav, and that with two Parquets and what sorting takes; what is left free for others.
BYTES, PER_RIJ, VRIJ = 126, 330, 5e9
# Small files are hashed one by one; large ones are not in memory any more: then the disk is measured.
HASHEN_VANAF, HASHEN_TOT = 2e8, 6e9
HASHEN = "vingerafdruk van twee bestanden tegelijk"
TRAGER, HASH_GB = 2.0, 1.0
SCRIPT = re.compile(r"\.snakemake[/\\]scripts[/\\]tmp\w+\.(\w+)\.py$")
WARM = "    WARM.use(workflow)\n"
KETEN_MB = 1500
# The last step of the chain, and those that make its raw files.
DOEL = "results/export/oordeel.csv"
SYNTHETISCH = ("cbs_banen", "cbs_onderwijs", "cbs_registers", "cbs_oplnr", "synthetisch_svo")


@dataclass
class Stap:
    """What was seen of the steps of one script: their processes, seconds and processor seconds, most memory (MB)."""

    gezien: set[int] = field(default_factory=set)
    seconden: dict[int, float] = field(default_factory=dict)
    cpu: dict[int, float] = field(default_factory=dict)
    mb: float = 0.0


def read_jobs(pad: Path, doel: Path, jaar: int) -> int:
    """Read a .sav by its contract."""
    return ingest_sav(CONTRACT, pad, doel, jaar=jaar)


def hash_files(paden: list[Path]) -> None:
    """Hash files as the workflow does before its first step."""
    Fingerprints(paden[0].with_name("vingerafdrukken.json")).ahead(paden, lambda *_: None)


def cohort(rijen: int) -> pd.DataFrame:
    """Return persons spread over those of a file, one in ten unknown there, with a diploma of the first year."""
    aantal = persons_of(rijen)
    plek = np.linspace(0, aantal - 1, min(PERSONEN, aantal)).astype(np.int64)
    nummer = person(plek, aantal)
    # Between two persons of the file, where nobody is.
    nummer[::ZONDER] += np.where(np.isin(nummer[::ZONDER] + 1, nummer), 0, 1)
    tabel = pd.DataFrame({"rinpersoons": "R", "rinpersoon": [f"{een:09d}" for een in nummer]}).astype("str")
    return tabel.assign(cohort=JAREN[0] - 1, examendatum=pd.Timestamp(dt.date(JAREN[0], 5, 20)))


def count_work(banen: Path, jaar: int, rijen: int) -> tuple[int, float]:
    """Count who of the cohort works in October of a year, and their hours."""
    keuze = {naam: CONFIG["werk"][naam] for naam in ("klasse_vanaf", "uren_per_week")}
    uit = work(cohort(rijen), banen=pl.scan_parquet(banen), maand=outcome_month(jaar - 2), **keuze)
    return int(uit["werk_klasse"].sum()), float(uit["uren"].sum().round(3))


def find_start(banen: list[Path], rijen: int) -> tuple[int, float]:
    """Find the first job of the cohort in the files of both years; return who found one and their wages."""
    keuze = {naam: CONFIG["startpositie"][naam] for naam in ("maanden", "uren_per_week")}
    uit = start_position(cohort(rijen), banen=pl.scan_parquet(banen), **keuze)
    return int(uit["maanden"].notna().sum()), float(uit["loon"].sum().round(2))


def one_size(map_: Path, miljoenen: float) -> dict[str, Meting]:
    """Return what each step takes at one size; SystemExit when both orders do not give the same answer."""
    rijen = int(miljoenen * MILJOEN)
    metingen: dict[str, Meting] = {}
    parquets = []
    for jaar, hoe, op_volgorde in zip(JAREN, ("op volgorde", "door elkaar"), (True, False), strict=True):
        pad, doel = map_ / f"SPOLISBUS{jaar}V2.sav", map_ / f"{jaar}.parquet"
        metingen[f"bestand schrijven, {hoe}"] = apart(write_jobs, pad, rijen, in_volgorde=op_volgorde, jaar=jaar)
        if op_volgorde and HASHEN_VANAF <= 2 * pad.stat().st_size <= HASHEN_TOT:
            tweede = pad.with_suffix(".2.sav")
            os.link(pad, tweede)
            metingen[HASHEN] = apart(hash_files, [pad, tweede])
            tweede.unlink()
        metingen[f"inlezen, {hoe}"] = apart(read_jobs, pad, doel, jaar)
        pad.unlink()
        parquets.append(doel)
        metingen[f"werk, {hoe}"] = apart(count_work, doel, jaar, rijen)
    metingen["startpositie, beide jaren"] = apart(find_start, parquets, rijen)
    antwoorden = [metingen[f"werk, {hoe}"].uitkomst for hoe in ("op volgorde", "door elkaar")]
    if antwoorden[0] != antwoorden[1] or not all(antwoorden[0]):
        sys.exit(f"dezelfde rijen in een andere volgorde geven een ander antwoord: {antwoorden}")
    return metingen


def growth(alle: dict[float, dict[str, Meting]]) -> str:
    """Return the steps per size as a Markdown table; time per row is set against the smallest size."""
    regels = [
        "| miljoen rijen per jaar | stap | seconden | CPU-s | miljoen rijen/s | MB | tijd per rij tegen kleinste |",
        "|---:|---|---:|---:|---:|---:|---:|",
    ]
    klein = min(alle)
    for miljoenen, metingen in alle.items():
        for naam, gemeten in metingen.items():
            keer = gemeten.seconden / miljoenen / (alle[klein][naam].seconden / klein)
            regels.append(
                f"| {miljoenen:g} | {naam} | {gemeten.seconden:.1f} | {gemeten.cpu:.1f} |"
                f" {miljoenen / gemeten.seconden:.2f} | {gemeten.mb:.0f} | {keer:.2f} |"
            )
    return "\n".join(regels)


def promises(alle: dict[float, dict[str, Meting]]) -> Iterable[Rij]:
    """Yield what was promised of each size."""
    for miljoenen, metingen in alle.items():
        goed, los = (metingen[f"inlezen, {hoe}"] for hoe in ("op volgorde", "door elkaar"))
        keer = los.seconden / goed.seconden
        yield (
            f"{miljoenen:g} miljoen rijen door elkaar ({los.seconden:.1f} s) tegen op volgorde ({goed.seconden:.1f} s)",
            f"{keer:.2f} keer",
            f"hoogstens {TRAGER:.0f} keer",
            keer <= TRAGER,
        )
        if HASHEN in metingen:
            gb = 2 * miljoenen * BYTES / 1e3 / metingen[HASHEN].seconden
            yield f"{HASHEN}, {miljoenen:g} miljoen rijen elk", f"{gb:.2f} GB/s", f"> {HASH_GB:.0f} GB/s", gb > HASH_GB
        stappen = {naam: een.mb for naam, een in metingen.items() if "schrijven" not in naam}
        meest = max(stappen, key=lambda naam: stappen[naam])
        ruimte = CONFIG["geheugen"]["banen"]
        wat = f"{miljoenen:g} miljoen rijen, meeste geheugen van een stap ({meest})"
        yield (wat, f"{stappen[meest]:.0f} MB", f"< {ruimte} MB (geheugen.banen)", stappen[meest] < ruimte)


def watch(opdracht: list[str], map_: Path) -> tuple[float, dict[str, Stap]]:
    """Run Snakemake and look at its steps; return the seconds and what was seen per script."""
    stappen: dict[str, Stap] = defaultdict(Stap)
    begin = time.perf_counter()
    with tempfile.TemporaryFile("w+", encoding="utf-8") as gezegd:
        proces = psutil.Popen(opdracht, cwd=map_, stdout=gezegd, stderr=subprocess.STDOUT)
        while proces.poll() is None:
            for kind in proces.children(recursive=True):
                try:
                    look(kind, stappen)
                except psutil.Error:
                    continue
            time.sleep(0.05)
        seconden = time.perf_counter() - begin
        gezegd.seek(0)
        if proces.returncode != 0:
            sys.exit(gezegd.read()[-4000:])
    return seconden, stappen


def look(kind: psutil.Process, stappen: dict[str, Stap]) -> None:
    """Note what a process uses when it is a step."""
    woorden = kind.cmdline()
    treffer = SCRIPT.search(woorden[-1]) if woorden and "python" in woorden[0] else None
    if treffer:
        stap = stappen[treffer.group(1)]
        stap.gezien.add(kind.pid)
        stap.seconden[kind.pid] = time.time() - kind.create_time()
        tijden = kind.cpu_times()
        stap.cpu[kind.pid] = tijden.user + tijden.system
        stap.mb = max(stap.mb, kind.memory_info().rss / 1e6)


def chain(map_: Path, instellingen: str) -> tuple[str, list[Rij]]:
    """Return what each script of the person chain took as a Markdown table, and what was promised of the whole."""
    project = new_project(map_ / "project")
    # A step as a process of its own is known by its command line.
    project.edit("workflow/rules/common.smk", WARM, "    pass\n")
    snakemake = [sys.executable, "-m", "snakemake"]
    met = ["--cores", "2", "--configfile", instellingen]
    # First the raw files: making them is no part of the chain.
    watch([*snakemake, *SYNTHETISCH, *met], project.map)
    seconden, stappen = watch([*snakemake, DOEL, *met], project.map)
    regels = ["| script | stappen | seconden samen | CPU-seconden | hoogste MB |", "|---|---:|---:|---:|---:|"]
    for naam, stap in sorted(stappen.items(), key=lambda paar: -sum(paar[1].cpu.values())):
        regels.append(
            f"| {naam} | {len(stap.gezien)} | {sum(stap.seconden.values()):.1f} | {sum(stap.cpu.values()):.1f} |"
            f" {stap.mb:.0f} |"
        )
    rijen = pl.scan_parquet(project.map / "results/persoon/ingest/banen/*.parquet").select(pl.len()).collect().item()
    jaren = len(list((project.map / "results/persoon/ingest/banen").glob("*.parquet")))
    piek = max(stap.mb for stap in stappen.values())
    per_jaar = f"{rijen / jaren / MILJOEN:.1f} miljoen rijen van SPOLISBUS per jaar"
    wat = f"Personen op ware grootte, {per_jaar}, {jaren} jaren ({seconden:.0f} s)"
    return "\n".join(regels), [(f"{wat}, meeste geheugen", f"{piek:.0f} MB", f"< {KETEN_MB} MB", piek < KETEN_MB)]


def main() -> None:
    """Measure and print the tables."""
    woorden = argparse.ArgumentParser(description=__doc__)
    woorden.add_argument("miljoenen", nargs="*", type=float, default=MILJOENEN)
    woorden.add_argument("--map", type=Path, help="a folder on the disk that is measured")
    woorden.add_argument("--keten", default="config/volle_omvang.yaml", help="settings of the chain; '-' leaves it out")
    gevraagd = woorden.parse_args()
    alle: dict[float, dict[str, Meting]] = {}
    rijen: list[Rij] = []
    keten = ""
    with tempfile.TemporaryDirectory(dir=gevraagd.map) as tijdelijk:
        map_ = Path(tijdelijk)
        if gevraagd.keten != "-":
            keten, rijen = chain(map_, gevraagd.keten)
            shutil.rmtree(map_ / "project")
        for miljoenen in sorted(gevraagd.miljoenen):
            if shutil.disk_usage(map_).free < miljoenen * MILJOEN * PER_RIJ + VRIJ:
                print(f"Geen plaats op de schijf voor {miljoenen:g} miljoen rijen per jaar.", file=sys.stderr)
                continue
            alle[miljoenen] = one_size(map_, miljoenen)
            for pad in map_.iterdir():
                pad.unlink()
    if keten:
        print(keten, end="\n\n")
    if alle:
        print(growth(alle), end="\n\n")
    print(table([*rijen, *promises(alle)]))


if __name__ == "__main__":
    main()
