"""Look at the headers of all configured raw files and tell in one table what stands in the way of a run.

The table is no output of its rule: it must stay when the rule ends with an error.
"""

import csv
import sys
from pathlib import Path

from werkagenda.contract.contracts import load_contract
from werkagenda.errors import InputError
from werkagenda.ingest.preflight import passes, preflight, text_table
from werkagenda.ingest.sources import contract_name
from werkagenda.run.rights import warning
from werkagenda.run.step import step

if __name__ == "__main__":
    with step(snakemake) as s:
        contracten = {pad.stem: load_contract(pad) for pad in s.paths("contracten")}
        plan = s.params["plan"]
        rijen = preflight(
            plan,
            contracten={bron: contracten[contract_name(bron)] for bron in plan},
            bronnen=s.params["bronnen"],
            tempo=s.read("tempo"),
        )
        doel = Path(s.params["tabel"])
        doel.parent.mkdir(parents=True, exist_ok=True)
        with doel.open("w", encoding="utf-8", newline="") as bestand:
            schrijver = csv.DictWriter(bestand, list(rijen[0]), lineterminator="\n")
            schrijver.writeheader()
            schrijver.writerows(rijen)
        sys.stdout.write(text_table(rijen))
        if regel := warning():
            sys.stdout.write(f"{regel}\n")
        if tegen := sum(not passes(rij) for rij in rijen[:-1]):
            raise InputError(
                "voorvlucht",
                doel.name,
                f"{tegen} van {len(rijen) - 1} bestanden houden de run tegen",
                verwacht="status goed",
            )
