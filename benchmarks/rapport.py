"""The whole report, nothing to do, and what one change costs: `python benchmarks/rapport.py [--klein]`.

Everything is measured in a copy of the project, on two cores, from a finished install; ratios are of medians within one
run. With `--klein` on the small configuration of the tests, to try this script.
"""

from __future__ import annotations

import json
import re
import shutil
import statistics
import string
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import psutil

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "workflow" / "scripts" / "ingest"), str(ROOT / "tests")]

import pandas as pd  # noqa: E402 - found by the line above
from helpers.project import KLEIN, Project, jobs, new_project  # noqa: E402
from inlezen import ingest  # noqa: E402
from meten import Rij, table  # noqa: E402
from schaal import BRONNEN  # noqa: E402
from workflow.test_factsheets import raise_a_target  # noqa: E402

from werkagenda.contract.contracts import load_contract  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable

KEER, HOOFDTAAK_KEER = 5, 3
CORES = 2
MB_PER_GB = 1000
# Below this, the growth of memory is noise.
KLEIN_MB = 100
# Times differ by this much from run to run.
RUIS = 1.1
# What Snakemake starts for a step is told by this in its command line; a copy of the warm process has that of its own.
STAPPEN = (".snakemake", "werkagenda.run.warm")
# Seconds that were promised, and steps after a comment in a register.
RAPPORT, NIETS, FIGUUR, ZIN, WAARDE, FACTSHEETS = 100, 2, 3, 20, 15, 90
WOORDEN = 15
# Registers of which a part is used by many steps.
REGISTERS = ("resources/labels.yaml", "resources/indicatoren.yaml", "resources/producten/hoofdstuk_3.yaml")
# Where the scripts stand that make no words, figures or pages.
DATA = ("synthetic", "ingest", "derive", "products", "disclosure")
STIJL = "resources/stijl/stijl.yaml"
MAAK = "Maak de factsheet van "
# Per kind of sentence a file, and words in it that can be others; the first are of figures 3.1 and 3.3.
ZINNEN = {
    "een andere zin": ("report/teksten/aantallen.yaml", "Een opleiding zonder"),
    "een andere zin in een hoofdstuk": ("report/hoofdstuk_3.qmd", "Ze laten zich dus niet optellen"),
}


def snakemake(map_: Path, *argumenten: str) -> tuple[float, str, float]:
    """Run Snakemake; return seconds, what it printed, and the most memory of one step (MB, its children included)."""
    begin, hoogste = time.perf_counter(), 0.0
    with tempfile.TemporaryFile("w+", encoding="utf-8") as gezegd:
        opdracht = [sys.executable, "-m", "snakemake", *argumenten, "--cores", str(CORES)]
        if (map_ / KLEIN).exists():
            opdracht += ["--configfile", KLEIN]
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


def main_job(project: Path, keer: int) -> list[Rij]:
    """Measure the whole main job from nothing, the report included."""
    metingen = []
    for _ in range(keer):
        for wat in ("results", ".snakemake"):
            shutil.rmtree(project / wat, ignore_errors=True)
        metingen.append(snakemake(project))
    taken = sum(jobs(metingen[0][1]).values())
    seconden = statistics.median(duur for duur, _, _ in metingen)
    geheugen = max(mb for _, _, mb in metingen)
    return [
        (f"Hele rapport, {CORES} kernen, {taken} stappen", f"{seconden:.0f} s", f"< {RAPPORT} s", seconden < RAPPORT),
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
    vergeleken = f"{met / kaal:.2f} keer snakemake -n zonder inhoud te volgen ({kaal:.1f} s)"
    return [(f"Niets te doen; {vergeleken}", f"{met:.1f} s", f"< {NIETS} s", met < NIETS)]


def after_each(project: Path, pad: str, regel: str, *doel: str) -> tuple[float, set[str]]:
    """Return the median seconds of a target after each of several lines behind a file, and the rules that ran."""
    tijden, gedraaid = [], set()
    for nummer in range(KEER):
        with (project / pad).open("a", encoding="utf-8", newline="\n") as bestand:
            bestand.write(regel.format(nummer))
        seconden, gezegd, _ = snakemake(project, *doel)
        tijden.append(seconden)
        gedraaid |= set(jobs(gezegd)) - set(doel)
    return statistics.median(tijden), gedraaid


def one_figure(project: Path) -> list[Rij]:
    """Measure one figure after a change of its style."""
    seconden, gedraaid = after_each(project, STIJL, "andere_stijl_{}: 1\n", "figuur_3_1")
    goed = seconden < FIGUUR and gedraaid == {"figuur_aantallen", "herkomst"}
    wat = f"Een figuur na een andere stijl; draaide: {', '.join(sorted(gedraaid))}"
    return [(wat, f"{seconden:.1f} s", f"< {FIGUUR} s", goed)]


def one_sentence(project: Path) -> list[Rij]:
    """Measure all after other words in a sentence: the report in its three forms, factsheets and data pages."""
    rijen = []
    for wat, (naam, woorden) in ZINNEN.items():
        pad = project / naam
        eerder, tijden, stappen = pad.read_text(encoding="utf-8"), [], 0
        if woorden not in eerder:
            sys.exit(f"{naam} heeft de woorden niet die anders worden: {woorden}")
        # A chapter takes no number that is typed.
        for letter in string.ascii_lowercase[:KEER]:
            pad.write_text(eerder.replace(woorden, f"{woorden} ({letter})"), encoding="utf-8", newline="\n")
            seconden, gezegd, _ = snakemake(project)
            tijden.append(seconden)
            stappen = sum(jobs(gezegd).values())
        seconden = statistics.median(tijden)
        zin = f"Het rapport, de factsheets en de data na {wat}, {stappen} stappen"
        rijen.append((zin, f"{seconden:.1f} s", f"< {ZIN} s", seconden < ZIN))
    return rijen


def comment(project: Path) -> list[Rij]:
    """Count the steps after a comment in each of some registers."""
    rijen = []
    for pad in REGISTERS:
        eerder = (project / pad).read_bytes()
        with (project / pad).open("a", encoding="utf-8", newline="\n") as bestand:
            bestand.write("# een opmerking\n")
        gevraagd = jobs(snakemake(project, "-n")[1])
        (project / pad).write_bytes(eerder)
        stappen = sum(aantal for regel, aantal in gevraagd.items() if regel != "monitor")
        van_data = [regel for regel in gevraagd if any(script_of(regel, map_) for map_ in DATA)]
        wat = f"Een opmerking in {pad}; stappen van de data: {len(van_data)}"
        goed = stappen <= WOORDEN and not van_data
        rijen.append((wat, f"{stappen} stappen", f"hoogstens {WOORDEN}, geen van de data", goed))
    return rijen


def script_of(regel: str, map_: str) -> bool:
    """Tell whether a rule is named after a script in a folder."""
    return (ROOT / "workflow" / "scripts" / map_ / f"{regel}.py").exists()


def one_value(project: Path) -> list[Rij]:
    """Measure all factsheets, and what another value of one institution costs: its factsheet, and then all the rest."""
    bladen = [pad for pad in (project / "results" / "factsheets").iterdir() if pad.stem != "index"]
    for pad in bladen:
        pad.unlink()
    seconden, gezegd, _ = snakemake(project, "factsheets")
    wat = f"{gezegd.count(MAAK)} factsheets"
    rijen = [(wat, f"{seconden:.0f} s", f"< {FACTSHEETS} s", seconden < FACTSHEETS)]
    code = raise_a_target(Project(project), sorted({pad.stem for pad in bladen}))
    seconden, gezegd, _ = snakemake(project, "factsheets")
    opnieuw = sorted(set(re.findall(rf"{MAAK}(\w+)", gezegd)))
    wat = f"Een andere streefwaarde van een instelling, de factsheets; gemaakt: {len(opnieuw)}"
    rijen.append((wat, f"{seconden:.1f} s", f"< {WAARDE} s", seconden < WAARDE and opnieuw == [code]))
    seconden, gezegd, _ = snakemake(project)
    wat = f"Daarna de rest van het rapport, {sum(jobs(gezegd).values())} stappen"
    return [*rijen, (wat, f"{seconden:.1f} s", f"< {WAARDE} s", seconden < WAARDE)]


def ingest_against_pandas(ruw: Path) -> list[Rij]:
    """Measure ingest of the ten open inflow files against a bare read of the same files."""
    paden = {bron: sorted(ruw.glob(patroon)) for bron, patroon in BRONNEN.items()}
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


def main(*, klein: bool) -> None:
    """Measure everything in a copy of the project and print the table."""
    with tempfile.TemporaryDirectory() as tijdelijk:
        project = new_project(Path(tijdelijk) / "project").map
        if not klein:
            (project / KLEIN).unlink()
        rijen = main_job(project, 1 if klein else HOOFDTAAK_KEER)
        rijen += nothing_to_do(project, Path(tijdelijk) / "zonder")
        rijen += one_figure(project)
        # What the other style left to do is not what is measured below.
        snakemake(project)
        rijen += one_sentence(project)
        rijen += comment(project)
        rijen += one_value(project)
        rijen += ingest_against_pandas(project / "results/synthetic/raw/duo")
        rijen += growth(project)
    print(table(rijen))


if __name__ == "__main__":
    main(klein="--klein" in sys.argv[1:])
