"""What need not be done: the plan of a run of which nothing changed, and a step whose inputs turned out the same.

Snakemake plans every step before it knows what the first of them will write. So it takes seconds to find that there is
nothing to do, and where a step writes the bytes that were there, all that follows runs for nothing. Both are settled
here by content: what the next run would not make again, this one need not make either.
`tests/workflow/test_unchanged.py` pins what this leans on.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from werkagenda.run.health import PASSING
from werkagenda.run.lineage import RESULTS, Fingerprints, content_digest
from werkagenda.run.records import judge
from werkagenda.run.tracking import check_profile, facts, is_named_result

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

# What the last whole run left, as one hash, and the inputs outside the folders below: a line each.
MEMORY = Path(".snakemake/werkagenda/stand.txt")
# Where the project's own files are.
PROJECT = ("Snakefile", "config", "profiles", "report", "requirements.lock", "resources", "src", "workflow")
# As long as there is something here, another run is busy or one was ended.
_BUSY = (Path(".snakemake/locks"), Path(".snakemake/incomplete"))
_COMPILED = "__pycache__"


class Standing:
    """What a whole run depends on and left, to tell whether the next one would make anything.

    It compares the content of every file of the project, of the raw files and of the results, their records among
    them, and the settings. Any difference, and Snakemake makes its plan.
    """

    def __init__(
        self,
        workflow: Any,  # noqa: ANN401 - Snakemake has no types
        fingerprints: Fingerprints,
        raw: Iterable[Path],
        settings: dict[str, Any],
    ) -> None:
        """Take what belongs to this run; nothing is read yet. `raw` are the files from outside the project."""
        self._workflow, self._fingerprints = workflow, fingerprints
        self._raw, self._settings = list(raw), settings
        # Whether this run was found to have nothing to do.
        self.nothing_to_do = False

    def spare_plan(self, say: Callable[[], None], first: Callable[[], None]) -> None:
        """Have Snakemake make no plan when nothing changed since a whole run; `say` tells it.

        `first` is called before the plan of a first whole run, of which it is sure beforehand that there is much to do.
        """
        own = self._workflow.execute

        def execute(*args: Any, **settings: Any) -> None:  # noqa: ANN401 - whatever Snakemake gives
            if self._workflow.is_main_process:
                check_profile(self._workflow)
                soort = settings["executor_plugin"].common_settings
                whole = self._is_whole() and not soort.touch_exec and not _busy()
                self.nothing_to_do = whole and self._is_same()
                if whole and not soort.dryrun_exec and not MEMORY.exists():
                    first()
            if self.nothing_to_do:
                # As Snakemake's own does first: it tells whether this is a dry run.
                self._workflow._executor_plugin = settings["executor_plugin"]  # noqa: SLF001 - only door
                say()
            else:
                own(*args, **settings)

        self._workflow.execute = execute

    def keep(self) -> None:
        """Remember what there is now, at the end of a run after which nothing is to be made."""
        if self.nothing_to_do or not self._is_whole():
            return
        buiten = {Path(pad) for job in self._workflow.dag.jobs for pad in job.input if not is_named_result(str(pad))}
        namen = sorted(pad.as_posix() for pad in buiten - set(_project()) if pad.is_file())
        # Without the memory all works, only slower: a folder that may not be written is no reason to stop.
        with suppress(OSError):
            MEMORY.parent.mkdir(parents=True, exist_ok=True)
            MEMORY.write_text("\n".join([self._now(namen), *namen]) + "\n", encoding="utf-8", newline="\n")

    def _is_whole(self) -> bool:
        """Tell whether this run is asked for all that a run without targets makes, and nothing in particular."""
        dag = self._workflow.dag_settings
        bijzonder = (dag.target_jobs, dag.batch, dag.forceall, dag.forcetargets, dag.forcerun, dag.until, dag.omit_from)
        return set(dag.targets) <= {self._workflow.default_target} and not any(bijzonder)

    def _is_same(self) -> bool:
        try:
            toen, *namen = MEMORY.read_text(encoding="utf-8").splitlines()
        except (OSError, ValueError):
            return False
        return self._now(namen) == toen

    def _now(self, namen: Iterable[str]) -> str:
        """Return the hash of all content: of one file it says nothing, also where few persons are behind it."""
        paden = {*_project(), *_results(), *self._raw, *map(Path, namen)}
        inhoud = sorted((pad.as_posix(), self._fingerprints.of(pad)) for pad in paden)
        # What the rules found when they were read: a program that is there, say.
        regels = [(rule.name, _fixed(rule)) for rule in self._workflow.rules]
        return content_digest((self._settings, regels, inhoud))


def _fixed(rule: Any) -> list[tuple[Any, Any]]:  # noqa: ANN401 - Snakemake's own
    return [(naam, waarde) for naam, waarde in rule.params._allitems() if not callable(waarde)]  # noqa: SLF001 - only door


def _busy() -> bool:
    return any(map_.is_dir() and any(map_.iterdir()) for map_ in _BUSY)


def _project() -> Iterator[Path]:
    for naam in PROJECT:
        yield from _files(naam) if Path(naam).is_dir() else [Path(naam)]


def _results() -> Iterator[Path]:
    return (pad for pad in _files(RESULTS.as_posix()) if not pad.as_posix().startswith(PASSING))


def _files(map_: str) -> Iterator[Path]:
    for plek, mappen, namen in os.walk(map_):
        mappen[:] = [naam for naam in mappen if naam != _COMPILED]
        yield from (Path(plek, naam) for naam in namen)


def spare_steps(workflow: Any, fingerprints: Fingerprints, spared: Callable[[str], None]) -> None:  # noqa: ANN401 - Snakemake has no types
    """Have no step run whose outputs are already what it would make; `spared` hears its rule.

    Its inputs then have the bytes of before, for the steps before it made the same again. A step with a benchmark runs:
    else its time would be lost. So does every step when the user names steps that must run. Call it from `onstart`.
    """
    dag = workflow.dag_settings
    if not workflow.is_main_process or dag.forceall or dag.forcetargets or dag.forcerun:
        return
    from snakemake.script import PythonScript  # noqa: PLC0415 - the module is also read without Snakemake

    gewoon = PythonScript.execute_script

    def execute_script(script: Any, fname: Any, edit: bool = False) -> None:  # noqa: ANN401, FBT001, FBT002
        if script.bench_record is not None or not _is_current(script, fingerprints):
            gewoon(script, fname, edit)
            return
        # Snakemake goes by dates first: what stays is as new as what this step would make.
        for pad in script.output:
            Path(pad).touch()
        spared(script.rulename)

    PythonScript.execute_script = execute_script


def _is_current(script: Any, fingerprints: Fingerprints) -> bool:  # noqa: ANN401 - Snakemake's own
    uitvoer = [str(pad) for pad in script.output]
    if not uitvoer or not all(is_named_result(naam) and Path(naam).is_file() for naam in uitvoer):
        return False
    return not judge(facts(script), fingerprints.of, {})
