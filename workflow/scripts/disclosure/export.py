"""Put the export also where the researcher wants it."""

import shutil
import sys
from pathlib import Path

from werkagenda.errors import InputError
from werkagenda.export.history import check_copy, check_named
from werkagenda.run.step import step

if __name__ == "__main__":
    with step(snakemake) as s:
        zip_ = s.path("zip")
        # Also when nothing has to be made: a zip that was put there by hand.
        check_named(zip_.name, s.paths("raw"), mappen=[zip_.parent], log=zip_.parent / "log.csv")
        if doel := s.params["map"]:
            if not Path(doel).is_dir():
                raise InputError("instellingen", "export.map", "deze map bestaat niet", verwacht="een bestaande map")
            check_named(zip_.name, s.paths("raw"), mappen=[zip_.parent, Path(doel)], log=zip_.parent / "log.csv")
            check_copy(zip_, Path(doel))
            shutil.copyfile(zip_, Path(doel) / zip_.name)
        sys.stdout.write(f"De export is {zip_.as_posix()}; bekijk eerst {s.path('pagina').as_posix()}.\n")
