"""How suppression and its proof grow with a table, on drawn counts.

    python benchmarks/onthulling.py <keer> <instellingen> <richtingen> <niveaus> <leerwegen> <jaren> [<jaren> ...]

For instance `3 55 17 4 2 1 2 5 10`. Every size runs `keer` times, each in a process of its own, so that the peak of
memory is its own; the medians are printed as a table. Beside the table itself four margins of it are tables to publish,
and its totals per dimension are known: the tables are linked as those of a report are.
"""

from __future__ import annotations

import multiprocessing
import statistics
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "benchmarks")]

import numpy as np  # noqa: E402 - found by the line above
import pandas as pd  # noqa: E402
import yaml  # noqa: E402
from meten import peak  # noqa: E402

from werkagenda.disclosure.attack import attack, too_narrow  # noqa: E402
from werkagenda.disclosure.suppress import suppress  # noqa: E402
from werkagenda.disclosure.system import CellTable, build  # noqa: E402

REGELS = yaml.safe_load((ROOT / "config" / "disclosure.yaml").read_text(encoding="utf-8"))["disclosure"]
DIMENSIES = ("instelling", "richting", "niveau", "leerweg", "jaar")
MARGES = (
    ("instelling", "jaar"),
    ("niveau", "leerweg", "jaar"),
    ("richting", "niveau", "leerweg"),
    ("instelling", "niveau", "leerweg", "jaar"),
)
# Most institutions do not have most programmes; where they do, there are a few small groups for every large one.
ZONDER = 0.6
GEMIDDELD = 20
VORM = 0.6
SEED = 11
KOPPEN = (
    "jaren",
    "cellen",
    "rijen",
    "te beschermen",
    "ook verborgen",
    "hun studenten",
    "stelsel",
    "keuze",
    "aanval",
    "MB",
)


def tables(aantallen: tuple[int, ...]) -> list[CellTable]:
    """Return a drawn table of so many values per dimension, with its margins as further tables."""
    toeval = np.random.default_rng(SEED)
    cellen = pd.MultiIndex.from_product(
        [[f"{nummer:02d}" for nummer in range(aantal)] for aantal in aantallen], names=DIMENSIES
    ).to_frame(index=False)
    leeg = toeval.random(len(cellen)) < ZONDER
    cellen["waarde"] = np.where(leeg, 0, toeval.negative_binomial(VORM, VORM / (VORM + GEMIDDELD), len(cellen)))
    uit = []
    for dims in (DIMENSIES, *MARGES):
        deel = cellen.groupby(list(dims), as_index=False)["waarde"].sum()
        deel["rij"] = deel[list(dims)].agg(" ".join, axis=1)
        deel["primair"] = deel["waarde"].between(1, REGELS["minimum"] - 1)
        bekend = ((), *((dim,) for dim in DIMENSIES)) if dims == DIMENSIES else ()
        uit.append(CellTable(" ".join(dims), "u", dims, deel, bekend=bekend))
    return uit


def measure(aantallen: tuple[int, ...]) -> tuple[float, ...]:
    """Return a row of the table for one size: numbers, seconds and MB.

    Raises:
        SystemExit: a cell is not proven.

    """
    tabellen, momenten = tables(aantallen), [time.perf_counter()]
    stelsel = build(tabellen)
    momenten.append(time.perf_counter())
    ruimte = {naam: REGELS[naam] for naam in ("breedte", "afstand")}
    verborgen = suppress(stelsel, **ruimte)
    momenten.append(time.perf_counter())
    smal = too_narrow(attack(stelsel, verborgen, **ruimte), **ruimte)
    momenten.append(time.perf_counter())
    if len(smal):
        sys.exit(f"{len(smal)} cells are too narrow")
    rijen = stelsel.rijen.merge(verborgen)
    secundair = rijen[~rijen["primair"]]
    getallen = (aantallen[-1], len(stelsel.cellen), len(stelsel.rijen), int(stelsel.cellen["primair"].sum()))
    return (*getallen, len(secundair), int(secundair["studenten"].sum()), *np.diff(momenten).tolist(), peak())


if __name__ == "__main__":
    keer, *vorm = (int(woord) for woord in sys.argv[1:6])
    print("|", " | ".join(KOPPEN), "|")
    print("|", " | ".join("---:" for _ in KOPPEN), "|", flush=True)
    for jaren in sys.argv[6:]:
        runs = []
        for _ in range(keer):
            with multiprocessing.get_context("spawn").Pool(1) as elders:
                runs.append(elders.apply(measure, ((*vorm, int(jaren)),)))
        medianen = [statistics.median(waarden) for waarden in zip(*runs, strict=True)]
        # Seconds with a decimal, all else in whole numbers.
        print(
            "|",
            " | ".join(
                f"{m:.1f}" if kop in KOPPEN[-4:-1] else f"{m:.0f}" for kop, m in zip(KOPPEN, medianen, strict=True)
            ),
            "|",
            flush=True,
        )
