"""Build the products again in a fresh folder and compare each, byte by byte, with the delivered one."""

import filecmp
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pandas as pd
import yaml

from werkagenda.compare.cells import changed_cells, read_table
from werkagenda.errors import InputError
from werkagenda.run.lineage import PERSOON
from werkagenda.run.step import step

# What the workflow is made of; results and the folder of real raw files stay where they are.
PROJECT = ("Snakefile", "config", "profiles", "report", "requirements.lock", "resources", "src", "workflow")
# Kept from the delivery when the rebuild starts from the files as read; the records say that they are up to date.
INGEST = (
    "results/ingest",
    "results/synthetic",
    "results/audit/stappen/ingest",
    "results/audit/stappen/synthetic",
    "results/persoon/ingest",
    "results/persoon/synthetic",
    "results/persoon/audit/stappen/ingest",
    "results/persoon/audit/stappen/synthetic",
    ".snakemake/metadata",
    ".snakemake/werkagenda",
)
_HOOGSTENS = 5


def with_absolute_paths(config: dict[str, Any]) -> dict[str, Any]:
    """Return the settings with the paths of files from elsewhere as they are read from any folder."""
    raw, export = config["raw"], config["export"]
    return {
        **config,
        "raw": {**raw, "root": _absolute(raw["root"])},
        "export": {
            **export,
            "history": [_absolute(pad) for pad in export["history"]],
            "invoer": export["invoer"] and _absolute(export["invoer"]),
        },
    }


def _absolute(pad: str) -> str:
    return Path(pad).absolute().as_posix()


def needed_space(mappen: list[Path]) -> int:
    """Return the bytes that the delivered results take: what a rebuild needs again."""
    return sum(pad.stat().st_size for map_ in mappen for pad in map_.rglob("*") if pad.is_file())


def differing_cells(oud: Path, nieuw: Path) -> list[str]:
    """Return where two text files differ, by line and for a csv by column, or a word on files that are no text."""
    if oud.suffix not in {".csv", ".md", ".json"}:
        return ["andere bytes"]
    return [
        f"regel {cel.sleutel.removeprefix('regel=')}, kolom {cel.kolom}: {cel.was!r} werd {cel.wordt!r}"
        for cel in changed_cells(read_lines(oud), read_lines(nieuw), sleutel=["regel"])
    ]


def read_lines(pad: Path) -> pd.DataFrame:
    """Read a text file with the numbers of its lines: the cells of a csv, of another file the line as a whole."""
    if pad.suffix == ".csv":
        tabel = read_table(pad)
        # Line 1 is the head.
        return tabel.assign(regel=[str(nummer + 2) for nummer in range(len(tabel))])
    regels = pad.read_text(encoding="utf-8").splitlines()
    return pd.DataFrame({"regel": [str(nummer + 1) for nummer in range(len(regels))], "tekst": regels}, dtype="str")


def compare(oud: Path, nieuw: Path, bestanden: list[str]) -> list[str]:
    """Return one line per file that differs or is missing; empty when all are the same bytes."""
    regels = []
    for naam in bestanden:
        if not (oud / naam).exists():
            regels.append(f"{naam}: ontbreekt in de oplevering")
        elif not (nieuw / naam).exists():
            regels.append(f"{naam}: niet opnieuw gemaakt")
        elif not filecmp.cmp(oud / naam, nieuw / naam, shallow=False):
            cellen = differing_cells(oud / naam, nieuw / naam)
            meer = f" en {len(cellen) - _HOOGSTENS} andere plekken" if len(cellen) > _HOOGSTENS else ""
            regels.append(f"{naam}: " + "; ".join(cellen[:_HOOGSTENS]) + meer)
    return regels


def rebuild(  # noqa: PLR0913 - the two folders, and the settings by keyword
    root: Path, doel: Path, *, config: dict[str, Any], vanaf: str, bestanden: list[str], cores: int
) -> None:
    """Copy the project to `doel` and make the files there.

    Raises InputError when the rebuild itself fails; its own messages say why.
    """
    for naam in PROJECT:
        if (root / naam).is_dir():
            shutil.copytree(root / naam, doel / naam, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy2(root / naam, doel / naam)
    if vanaf == "parquet":
        for naam in INGEST:
            if (root / naam).exists():
                shutil.copytree(root / naam, doel / naam)
    (doel / "audit.yaml").write_text(yaml.safe_dump(config, allow_unicode=True), encoding="utf-8")
    opdracht = [
        sys.executable,
        "-m",
        "snakemake",
        "--cores",
        str(cores),
        "--configfile",
        "audit.yaml",
        "--quiet",
        "progress",
    ]
    uitkomst = subprocess.run([*opdracht, "--", *bestanden], cwd=doel, check=False)  # noqa: S603
    if uitkomst.returncode != 0:
        raise InputError("audit", doel.name, "de herbouw is niet gelukt; zie de meldingen hierboven")


if __name__ == "__main__":
    with step(snakemake) as s:
        root = Path.cwd()
        bestanden = sorted(set(s.params["bestanden"]))
        ruimte = needed_space([root / "results"]) / 1e6
        sys.stdout.write(f"De herbouw heeft ongeveer {ruimte:.0f} MB schijfruimte nodig.\n")
        # Rows of persons come along: they stay in the room that is for them.
        PERSOON.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix="audit_", dir=PERSOON) as tijdelijk:
            instellingen = with_absolute_paths(s.params["alle"])
            rebuild(
                root,
                Path(tijdelijk),
                config=instellingen,
                vanaf=s.params["vanaf"],
                bestanden=bestanden,
                cores=s.params["cores"],
            )
            verschillen = compare(root, Path(tijdelijk), bestanden)
        if verschillen:
            raise InputError("audit", f"{len(verschillen)} bestanden", "verschillen\n" + "\n".join(verschillen))
        sys.stdout.write(f"Audit: {len(bestanden)} bestanden opnieuw gemaakt, alle byte voor byte gelijk.\n")
