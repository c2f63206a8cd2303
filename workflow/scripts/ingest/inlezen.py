"""Read one raw file by its contract and keep it as a typed, sorted Parquet file.

The year comes from where the contract says it stands: a column, the file's name or the names of the columns. Where a
file names it twice, the two must agree.
"""

import re
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from werkagenda.contract.contracts import Contract
from werkagenda.errors import InputError
from werkagenda.ingest.delimited import read_raw
from werkagenda.ingest.workbook import WERKBOEKEN, read_workbook
from werkagenda.run.step import step


def ingest(contract: Contract, path: Path, *, andere: tuple[Contract, ...] = ()) -> pa.Table:
    """Return the rows of a raw file with our names and types, and its year where it has one.

    Raises InputError on anything the contract does not allow.
    """
    tabel = (
        read_workbook(contract, path) if path.suffix.lower() in WERKBOEKEN else read_raw(contract, path, andere=andere)
    )
    patroon = contract.jaar.get("patroon")
    if patroon is None:
        return tabel
    treffer = re.search(patroon, path.name)
    if treffer is None:
        raise InputError(contract.naam, path.name, "de bestandsnaam noemt geen jaar", verwacht=patroon)
    jaar = int(treffer.group(1))
    if "jaar" not in tabel.column_names:
        return tabel.add_column(0, "jaar", pa.array(np.full(tabel.num_rows, jaar, np.int16)))
    anders = int(pc.sum(pc.not_equal(tabel["jaar"], jaar)).as_py())
    if anders:
        raise InputError(
            contract.naam,
            path.name,
            f"{anders} rijen van een ander jaar",
            kolom=contract.column("jaar").raw,
            verwacht=str(jaar),
        )
    return tabel


if __name__ == "__main__":
    with step(snakemake) as s:
        ruw = s.path("raw")
        tabel = ingest(s.contract(), ruw, andere=tuple(s.contracts("andere")))
        pq.write_table(tabel, s.target("tabel"))
        s.rows_out("tabel", tabel.num_rows)
        s.source(s.wildcards["bron"], ruw, tabel.num_rows)
