"""Write the jobs of a run to a file: `python taken.py <file> <arguments of snakemake>`, in the folder of a project.

Snakemake prints its plan for people only; here its own command line makes the plan, and the jobs are read from it.
"""

import json
import sys
from pathlib import Path

from snakemake import cli
from snakemake.workflow import Workflow

from werkagenda.contract.contracts import load_contract

uitvoeren = Workflow.execute
taken = []


def contract_of(invoer, naam):
    """Return the level in the contract that `Step.write` takes for an output; empty when there is none."""
    pad = invoer.get(f"contract_{naam}", invoer.get("contract"))
    return load_contract(Path(pad)).niveau if pad else ""


def met_taken(workflow, *argumenten, **opties):
    gelukt = uitvoeren(workflow, *argumenten, **opties)
    for taak in workflow.dag.jobs:
        invoer = dict(taak.input.items())
        benoemd = {naam: [pad] if isinstance(pad, str) else list(pad) for naam, pad in taak.output.items()}
        uitvoer = {pad: contract_of(invoer, naam) for naam, paden in benoemd.items() for pad in paden}
        nodig = {naam: waarde for naam, waarde in taak.resources.items() if isinstance(waarde, int)}
        taken.append([taak.rule.name, list(taak.input), dict.fromkeys(taak.output, "") | uitvoer, nodig])
    return gelukt


if __name__ == "__main__":
    Workflow.execute = met_taken
    try:
        cli.main(sys.argv[2:])
    finally:
        Path(sys.argv[1]).write_text(json.dumps(taken), encoding="utf-8")
