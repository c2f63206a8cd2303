"""Read one table of StatLine by its contract and keep it as a typed, sorted Parquet file."""

import pyarrow.parquet as pq

from werkagenda.ingest.statline import read_statline, rows_in
from werkagenda.run.step import step

if __name__ == "__main__":
    with step(snakemake) as s:
        ruw, bron = s.path("raw"), s.wildcards["bron"]
        tabel, rijen = read_statline(s.contract(), ruw), rows_in(s.contract(), ruw)
        pq.write_table(tabel, s.target("tabel"))
        s.rows_out("tabel", tabel.num_rows)
        s.source(bron, ruw, rijen)
        # Their students are in the rows of the totals.
        s.attrition(bron, rijen, tabel.num_rows, "rij van een deel van een dimensie: het totaal telt", studenten=0)
