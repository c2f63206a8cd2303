"""The jobs of a run: Snakemake prints its plan for people only; here its own command line makes it, and it is read.

`python jobs_of_run.py <file> <arguments of snakemake>`, in the folder of a project, writes them to a file. Where a
process can be copied, `jobs_of_run` starts no Python for that.
"""

import json
import os
import subprocess
import sys
from functools import partial
from pathlib import Path


def contract_of(invoer, naam):
    """Return the level in the contract that `Step.write` takes for an output; empty when there is none."""
    from werkagenda.contract.contracts import load_contract  # noqa: PLC0415 - that of the project whose run it is

    pad = invoer.get(f"contract_{naam}", invoer.get("contract"))
    return load_contract(Path(pad)).niveau if pad else ""


def write_jobs(bestand):
    """Have Snakemake write the jobs of its run to a file, in this process."""
    from snakemake.workflow import Workflow  # noqa: PLC0415 - a second, for who asks for a plan alone

    uitvoeren = Workflow.execute

    def met_taken(workflow, *argumenten, **opties):
        gelukt = uitvoeren(workflow, *argumenten, **opties)
        taken = []
        for taak in workflow.dag.jobs:
            invoer = dict(taak.input.items())
            benoemd = {naam: [pad] if isinstance(pad, str) else list(pad) for naam, pad in taak.output.items()}
            uitvoer = {pad: contract_of(invoer, naam) for naam, paden in benoemd.items() for pad in paden}
            nodig = {naam: waarde for naam, waarde in taak.resources.items() if isinstance(waarde, int)}
            taken.append([taak.rule.name, list(taak.input), dict.fromkeys(taak.output, "") | uitvoer, nodig])
        Path(bestand).write_text(json.dumps(taken), encoding="utf-8")
        return gelukt

    Workflow.execute = met_taken


def jobs_of_run(project, *argumenten):
    """Return rule, inputs, outputs (with the level in their contract) and resources of each job that a run takes."""
    from helpers import snakemake_copy  # noqa: PLC0415 - who runs this file has no helpers

    bestand, omgeving = project.map / "taken.json", os.environ | {"PYTHONPATH": str(project.map / "src")}
    if snakemake_copy.POSSIBLE:
        code, gezegd = snakemake_copy.run_copy(argumenten, project.map, omgeving, partial(write_jobs, str(bestand)))
        assert code == 0, gezegd
    else:
        opdracht = [sys.executable, __file__, str(bestand), *argumenten]
        subprocess.run(opdracht, cwd=project.map, env=omgeving, check=True)  # noqa: S603 - our own command
    return json.loads(bestand.read_text(encoding="utf-8"))


if __name__ == "__main__":
    from snakemake import cli

    write_jobs(sys.argv[1])
    cli.main(sys.argv[2:])
