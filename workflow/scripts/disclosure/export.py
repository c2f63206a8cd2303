"""Put the export also where the researcher wants it."""

import shutil
import sys
from pathlib import Path

from werkagenda.errors import InputError
from werkagenda.run.step import step

if __name__ == "__main__":
    with step(snakemake) as s:
        zip_ = s.path("zip")
        if doel := s.params["map"]:
            if not Path(doel).is_dir():
                raise InputError("instellingen", "export.map", "deze map bestaat niet", verwacht="een bestaande map")
            shutil.copyfile(zip_, Path(doel) / zip_.name)
        sys.stdout.write(f"De export is {zip_.as_posix()}; bekijk eerst {s.path('pagina').as_posix()}.\n")
