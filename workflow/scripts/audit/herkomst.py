"""The lineage of one product: sources, steps, code, settings and packages, and nothing that differs per run."""

from pathlib import Path
from typing import Any

from werkagenda.run.step import step


def lineage_of(product: str, bestanden: list[Path], herkomst: dict[str, Any]) -> dict[str, Any]:
    """Return `product`, `bestanden`, and the `stappen` and `bronnen` behind the files (`lineage.trace`)."""
    return {"product": product, "bestanden": [pad.as_posix() for pad in bestanden], **herkomst}


if __name__ == "__main__":
    with step(snakemake) as s:
        bestanden = s.paths("bestanden")
        s.write("herkomst", lineage_of(s.wildcards["product"], bestanden, s.trace(bestanden)))
