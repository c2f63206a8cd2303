"""Time the factsheets in a copy of a built project: `python benchmarks/factsheets.py <project met results>`.

All of them, HTML and PDF, on two cores; then again after one institution gave another target.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]

from helpers.project import Project  # noqa: E402 - found by the lines above
from run import snakemake  # noqa: E402
from workflow.test_factsheets import raise_a_target  # noqa: E402

ALLE_DOEL = 90  # seconds, for all institutions
MAAK = "Maak de factsheet van "


def main(gebouwd: Path) -> None:
    """Print seconds, pages made and the most memory of a step, for all factsheets and after one change."""
    with tempfile.TemporaryDirectory() as tijdelijk:
        map_ = Project(gebouwd).copy(Path(tijdelijk) / "project").map
        snakemake(map_, "factsheets")
        bladen = [pad for pad in (map_ / "results" / "factsheets").iterdir() if pad.stem != "index"]
        for pad in bladen:
            pad.unlink()
        seconden, gezegd, geheugen = snakemake(map_, "factsheets")
        print(
            f"{gezegd.count(MAAK)} factsheets: {seconden:.0f} s (doel < {ALLE_DOEL} s), {geheugen:.0f} MB",
            "gehaald" if seconden < ALLE_DOEL else "niet gehaald",
        )
        code = raise_a_target(map_, sorted({pad.stem for pad in bladen}))
        seconden, gezegd, _ = snakemake(map_, "factsheets")
        print(f"Na een andere streefwaarde van {code}: {gezegd.count(MAAK)} factsheet gemaakt, {seconden:.0f} s")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
