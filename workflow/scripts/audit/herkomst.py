"""The lineage of one product: sources, steps, code, settings and packages, and nothing that differs per run."""

from pathlib import Path
from typing import Any

from werkagenda.run.lineage import trace
from werkagenda.run.step import step


def lineage_of(product: str, bestanden: list[Path]) -> dict[str, Any]:
    """Return `product`, `bestanden`, and the `stappen` and `bronnen` behind the files, each step and source once."""
    return {"product": product, "bestanden": [pad.as_posix() for pad in bestanden], **trace(bestanden)}


if __name__ == "__main__":
    with step(snakemake) as s:
        s.write("herkomst", lineage_of(s.wildcards["product"], s.paths("bestanden")))
