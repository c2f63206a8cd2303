"""What need not be done: the plan of a run of which nothing changed, and a step whose inputs turned out the same.

Snakemake plans every step before it knows what the first of them will write. So it takes seconds to find that there is
nothing to do, and where a step writes the bytes that were there, all that follows runs for nothing. Both are settled
here by content: what the next run would not make again, this one need not make either.
`tests/workflow/test_unchanged.py` pins what this leans on.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from werkagenda.run.health import PASSING, files_below
from werkagenda.run.lineage import RESULTS, Fingerprints, content_digest, is_result
from werkagenda.run.records import judge
from werkagenda.run.tracking import check_profile, facts, is_named_result

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

# What the last whole run was made of and left, as one hash.
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
        """Take what belongs to this run; nothing is read yet. `raw`: the raw files, of which steps make some."""
        self._workflow, self._fingerprints = workflow, fingerprints
        self._raw, self._settings = [pad for pad in raw if not is_result(pad)], settings
        # What this run began with.
        self._begin = ""
        # Whether it was found to have nothing to do.
        self.nothing_to_do = False

    def spare_plan(self, say: Callable[[], None], *, reading: Callable[[int, int, int], None]) -> None:
        """Have Snakemake make no plan when nothing changed since a whole run.

        Args:
            say: tells it.
            reading: hears how far the hashing of raw files is (`Fingerprints.ahead`).

        """
        own = self._workflow.execute

        def execute(*args: Any, **settings: Any) -> None:  # noqa: ANN401 - whatever Snakemake gives
            if self._workflow.is_main_process:
                check_profile(self._workflow)
                soort = settings["executor_plugin"].common_settings
                whole = self._is_whole() and not soort.touch_exec and not _busy()
                if whole:
                    self._fingerprints.ahead(self._raw, reading)
                    self._begin = self._behind()
                self.nothing_to_do = bool(self._begin) and self._remembered() == self._now()
            if self.nothing_to_do:
                # As Snakemake's own does first: it tells whether this is a dry run.
                self._workflow._executor_plugin = settings["executor_plugin"]  # noqa: SLF001 - only door
                say()
            else:
                own(*args, **settings)

        self._workflow.execute = execute

    def keep(self) -> None:
        """Remember what there is now, at the end of a run after which nothing is to be made.

        Not when a file that a step may have read before changed while the run was busy, nor with an input that stands
        where nobody looks here: then the next run plans.
        """
        if self.nothing_to_do or not self._is_whole():
            return
        inputs = {Path(pad) for job in self._workflow.dag.jobs for pad in job.input if not is_named_result(str(pad))}
        sure = bool(self._begin) and self._begin == self._behind() and inputs <= {*_project(), *self._raw}
        # Without the memory all works, only slower: a folder that may not be written is no reason to stop.
        with suppress(OSError):
            MEMORY.parent.mkdir(parents=True, exist_ok=True)
            MEMORY.write_text(self._now() if sure else "", encoding="utf-8", newline="\n")

    def _is_whole(self) -> bool:
        """Tell whether this run is asked for all that a run without targets makes, and nothing in particular."""
        dag = self._workflow.dag_settings
        bijzonder = (dag.target_jobs, dag.batch, dag.forceall, dag.forcetargets, dag.forcerun, dag.until, dag.omit_from)
        return set(dag.targets) <= {self._workflow.default_target} and not any(bijzonder)

    def _remembered(self) -> str:
        try:
            return MEMORY.read_text(encoding="utf-8")
        except (OSError, ValueError):
            return ""

    def _now(self) -> str:
        """Return the hash of all there is: of one file it says nothing, also where few persons are behind it."""
        # What the rules found when they were read: a program that is there, say.
        regels = [(rule.name, _fixed(rule)) for rule in self._workflow.rules]
        return content_digest((self._settings, regels, self._begin, self._content(_results())))

    def _behind(self) -> str:
        """Return the hash of the files that no step makes, nothing where one can't be read: its step says so."""
        try:
            return content_digest(self._content({*_project(), *self._raw}))
        except OSError:
            return ""

    def _content(self, paden: Iterable[Path]) -> list[tuple[str, str]]:
        return sorted((pad.as_posix(), self._fingerprints.of(pad)) for pad in paden)


def seems_changed() -> bool:
    """Tell by the dates, which costs little, whether a file of the project is of after the last whole run.

    Enough to guess that there will be steps, not to know it.
    """
    try:
        then = MEMORY.stat().st_mtime_ns
        return any(pad.stat().st_mtime_ns > then for pad in _project())
    except OSError:
        return True


def _fixed(rule: Any) -> list[tuple[Any, Any]]:  # noqa: ANN401 - Snakemake's own
    return [(naam, waarde) for naam, waarde in rule.params._allitems() if not callable(waarde)]  # noqa: SLF001 - only door


def _busy() -> bool:
    return any(map_.is_dir() and any(map_.iterdir()) for map_ in _BUSY)


def _project() -> Iterator[Path]:
    for naam in PROJECT:
        yield from files_below(Path(naam), zonder=_COMPILED) if Path(naam).is_dir() else [Path(naam)]


def _results() -> Iterator[Path]:
    return (pad for pad in files_below(RESULTS) if not pad.as_posix().startswith(PASSING))


def spare_steps(workflow: Any, fingerprints: Fingerprints, spared: Callable[[str], None]) -> None:  # noqa: ANN401 - Snakemake has no types
    """Have no step run whose outputs are already what it would make; `spared` hears its rule.

    Its inputs then have the bytes of before, for the steps before it made the same again. Its log stays, so that this
    run tells too what it warned of. A step with a benchmark runs: else its time would be lost. So does every step when
    the user names steps that must run. Call it from `onstart`.
    """
    dag = workflow.dag_settings
    if not workflow.is_main_process or dag.forceall or dag.forcetargets or dag.forcerun:
        return
    from snakemake.jobs import Job  # noqa: PLC0415 - the module is also read without Snakemake
    from snakemake.script import PythonScript  # noqa: PLC0415 - as above

    weghalen, gewoon = Job.remove_existing_output, PythonScript.execute_script
    logs: dict[str, bytes] = {}

    def remove_existing_output(job: Any) -> Any:  # noqa: ANN401 - Snakemake's own
        # Snakemake removes a log before anybody knows whether the step runs.
        logs.update((str(pad), Path(pad).read_bytes()) for pad in job.log if Path(pad).is_file())
        return weghalen(job)

    def execute_script(script: Any, fname: Any, edit: bool = False) -> None:  # noqa: ANN401, FBT001, FBT002
        eerder = [(Path(pad), logs.pop(str(pad))) for pad in script.log if str(pad) in logs]
        if script.bench_record is not None or not _is_current(script, fingerprints):
            gewoon(script, fname, edit)
            return
        # Snakemake goes by dates first: what stays is as new as what this step would make.
        for pad in script.output:
            Path(pad).touch()
        for pad, inhoud in eerder:
            pad.write_bytes(inhoud)
        spared(script.rulename)

    Job.remove_existing_output, PythonScript.execute_script = remove_existing_output, execute_script


def _is_current(script: Any, fingerprints: Fingerprints) -> bool:  # noqa: ANN401 - Snakemake's own
    uitvoer = [str(pad) for pad in script.output]
    if not uitvoer or not all(is_named_result(naam) and Path(naam).is_file() for naam in uitvoer):
        return False
    return not judge(facts(script), fingerprints.of, {})
