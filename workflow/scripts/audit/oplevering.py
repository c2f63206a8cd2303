"""Keep the products of this run and where they came from in `oplevering/<naam>/`, for `snakemake vergelijk` later."""

import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from werkagenda.errors import InputError
from werkagenda.run.lineage import RESULTS
from werkagenda.run.step import step

MAP = Path("oplevering")


def deliver(bestanden: Sequence[Path], *, naam: str, map_: Path = MAP) -> Path:
    """Copy results to the folder of the delivery, laid out as they were, and return that folder.

    Raises InputError without a name, or when that delivery is there already: what was delivered stays as it was.
    """
    doel = map_ / naam
    if not naam:
        raise InputError("instellingen", "vergelijk.naam", "is leeg", verwacht="een naam voor deze oplevering")
    if doel.exists():
        raise InputError(
            "instellingen", "vergelijk.naam", f"de oplevering {naam!r} bestaat al", verwacht="een andere naam"
        )
    # Under another name until it is whole: a copy that breaks off is no delivery.
    half = map_ / f"{naam}.nieuw"
    shutil.rmtree(half, ignore_errors=True)
    for pad in bestanden:
        plek = half / pad.relative_to(RESULTS)
        plek.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(pad, plek)
    half.rename(doel)
    return doel


if __name__ == "__main__":
    with step(snakemake) as s:
        doel = deliver(s.paths("bestanden"), naam=s.params["naam"])
        sys.stdout.write(f"De oplevering staat in {doel.as_posix()}.\n")
