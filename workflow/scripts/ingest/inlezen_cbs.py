"""Read one CBS microdata file by its contract and keep it as a typed, sorted Parquet file."""

from werkagenda.ingest.sav import ingest_sav
from werkagenda.ingest.sources import ALLE
from werkagenda.run.step import step

if __name__ == "__main__":
    with step(snakemake) as s:
        deel = s.wildcards["deel"]
        ruw = s.path("raw")
        rijen = ingest_sav(
            s.contract(),
            ruw,
            s.target("tabel"),
            jaar=None if deel == ALLE else int(deel),
            motor=s.params["lezer"],
        )
        s.rows_out("tabel", rijen)
        s.source(s.wildcards["bron"], ruw, rijen)
