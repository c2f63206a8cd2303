"""Give each parameter of every rule the value of another one: `python ruil.py <file> <arguments of snakemake>`.

Run in the folder of a built project. Writes `{"rules": [...], "tried": n, "unnoticed": [...]}`: swaps after which
Snakemake itself would find that no parameter of the job changed.
"""

import json
import sys
from itertools import permutations
from pathlib import Path
from types import SimpleNamespace

from snakemake import cli
from snakemake.iocontainers import Params
from snakemake.workflow import Workflow

uitvoeren = Workflow.execute
found = {"rules": [], "tried": 0, "unnoticed": []}


def give(rule, settings):
    """Give a rule these settings, as its definition would."""
    rule._params = Params()
    rule.set_params(**settings)


def swaps(job, track, settings):
    """Try every pair of settings of one job's rule; yield the pair and whether Snakemake notices."""
    values = {name: value(job.wildcards) if callable(value) else value for name, value in settings.items()}
    for name, other in permutations(settings, 2):
        # `code` names the script: there is none by the name of another setting.
        if values[name] == values[other] or name == "code":
            continue
        give(job.rule, settings | {name: settings[other]})
        stub = SimpleNamespace(
            rules=[job.rule], _onerror=None, onerror=lambda _: None, dag_settings=job.dag.workflow.dag_settings
        )
        try:
            track(stub)
        except FileNotFoundError:
            # The parameter that names the script: another value stops the run.
            continue
        job._params = job._non_derived_params = None
        # What was found of this job before the swap is forgotten, by Snakemake and by our records.
        job.dag.workflow.persistence._params.cache_clear()
        job.dag.workflow.persistence.deactivate_cache()
        yield f"{job.rule.name}: {name} = {other}", bool(job.dag.workflow.persistence.params_changed(job))


def with_swaps(workflow, *arguments, **options):
    done = uitvoeren(workflow, *arguments, **options)
    for job in {job.rule.name: job for job in workflow.dag.jobs if job.rule.name in before}.values():
        settings = {
            name: value for name, value in before[job.rule.name].items() if not job.rule._is_deriving_function(value)
        }
        found["rules"].append(job.rule.name)
        for swap, noticed in swaps(job, tracked, settings):
            found["tried"] += 1
            if not noticed:
                found["unnoticed"].append(swap)
    return done


if __name__ == "__main__":
    # The workflow's own module, which the Snakefile imports by the same name.
    sys.path.insert(0, str(Path("src").absolute()))
    from werkagenda.run import tracking

    track_content = tracking.track_content
    before, rest = {}, []

    def remember(workflow, *arguments):
        before.update({rule.name: dict(rule.params._allitems()) for rule in workflow.rules if rule.script})
        rest[:] = arguments
        track_content(workflow, *arguments)

    def tracked(workflow):
        track_content(workflow, *rest)

    tracking.track_content = remember
    Workflow.execute = with_swaps
    try:
        cli.main(sys.argv[2:])
    finally:
        Path(sys.argv[1]).write_text(json.dumps(found), encoding="utf-8")
