"""Content tracking: a step runs again when the content of something it depends on changed, and only then.

Snakemake compares dates first: an edit of an imported module, or a file replaced by one with an older date, goes
unnoticed. So every rule with a script gets parameters with the hashes of its code, of the lock file, of each input that
no rule makes and of its raw files. Snakemake compares parameters by value: that settles it, whatever the dates. It
compares them as a set without names, so each setting is recorded once more as `name=value`: otherwise two that swap
values, or one that takes the value of another, would rerun nothing.

What Snakemake remembers is not enough: its records may be gone, and a result edited by hand has none of its own. So
`follow_records` asks the records of the steps as well (`records`), and has Snakemake leave earlier outputs where they
are until a step replaces them.
"""

from __future__ import annotations

import os
from contextvars import ContextVar
from functools import cache, partial
from pathlib import Path
from stat import S_ISREG
from typing import TYPE_CHECKING, Any

from snakemake.persistence import NO_PARAMS_CHANGE, ParamsChange

from werkagenda.contract.contracts import load_contract, shared_files
from werkagenda.contract.yaml_file import read_yaml
from werkagenda.errors import InputError
from werkagenda.run.lineage import (
    Fingerprints,
    Imports,
    code_files,
    content_digest,
    digest,
    is_person,
    is_result,
    keyed,
    read_record,
)
from werkagenda.run.records import EDITED, Behind, Facts, Finding, edited, judge
from werkagenda.run.step import RAW, REGISTER

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

LOCK = "requirements.lock"
CONTRACTS = ("resources/contracts/raw/", "resources/contracts/tabellen/")
# What the scripts import, remembered from run to run; without it all is read again.
IMPORTS = Path(".snakemake/werkagenda/imports.json")
# How much of a hash Snakemake records and shows as the reason of a run, in characters.
_GETOOND = 16

# The profile's bound on files that are compared by checksum, in bytes; Snakemake's own is 1 MB.
_CHECKSUM_GRENS = 10**12
# How Snakemake names the algorithm of `fingerprints`.
_SHA256 = "sha256"
_TRIGGERS = frozenset({"mtime", "params", "input", "software-env"})
# While Snakemake notes a step whose record has the content of its inputs.
_HAS_RECORD: ContextVar[bool] = ContextVar("has_record", default=False)


def check_profile(workflow: Any) -> None:  # noqa: ANN401 - Snakemake has no types
    """Raise ValueError with a hint when the settings of `profiles/default` are not in force."""
    dag = workflow.dag_settings
    triggers = {str(trigger) for trigger in dag.rerun_triggers}
    if dag.max_checksum_file_size < _CHECKSUM_GRENS or triggers != _TRIGGERS or not dag.force_incomplete:
        message = (
            "de instellingen van profiles/default gelden niet, dus uitkomsten kunnen verouderd zijn: start in de map"
            " met het Snakefile, zonder --workflow-profile, --rerun-triggers of --max-checksum-file-size"
        )
        raise ValueError(message)


def track_content(
    workflow: Any,  # noqa: ANN401 - Snakemake has no types
    fingerprints: Fingerprints,
    root: Path,
    say: Callable[[int, int, int], None],
) -> None:
    """Give every rule with a script its content as parameters, and keep its earlier outputs when it fails.

    One parameter per file, so that Snakemake's reason names the file that changed; `inhoud` is the same for the script.
    `root` is the project's folder; recorded paths are relative to it. `say` hears how far the hashing of raw files is
    (`Fingerprints.ahead`). Call it after all rules are defined.
    """
    share_checksums(fingerprints)
    # Below `root` by name: a link, or a drive that stands for a folder on a network, stays what it is.
    root = Path(os.path.normpath(root))
    # By their place in the project: a folder that moves keeps what is remembered.
    thuis = root.samefile(".")
    src = root / "src"
    hashes: dict[str, str] = {}
    delen: dict[str, str] = {}
    imports = Imports(IMPORTS)
    van_regel: dict[str, Any] = {}

    @cache
    def all_raw() -> None:
        """Hash the raw files of all jobs of this run together, when the first of them is asked for."""
        paden = (pad for job in workflow.dag.jobs for pad in _raw_paths(van_regel.get(job.rule.name), job.wildcards))
        fingerprints.ahead(paden, say)

    @cache
    def short(path: Path) -> str:
        """Hash a project file once per run."""
        naam = path.relative_to(root).as_posix() if path.is_absolute() else path.as_posix()
        pad = Path(naam) if thuis else root / naam
        samen = shared_files(pad) if naam.startswith(CONTRACTS) else ()
        hashes[naam] = fingerprints.recall(pad, partial(project_digest, root, naam), samen)
        return naam

    for rule in workflow.rules:
        if rule.script is None:
            continue
        instellingen = dict(rule.params._allitems())  # noqa: SLF001 - only door
        # The rules of presentation share a text; which script of a family it is stands in their parameter `code`.
        naam_script = rule.script.replace("{params.code}", str(instellingen.get("code", "")))
        script = Path(os.path.normpath(rule.basedir.join(naam_script).get_path_or_uri(secret_free=True)))
        vast = [str(item) for _, items in rule.input._allitems() for item in _files(items)]  # noqa: SLF001 - only door
        paden = [*code_files(script, (src, script.parent), imports), root / LOCK]
        paden += [root / pad for pad in vast if not is_result(Path(pad))]
        namen = sorted({short(pad) for pad in paden})
        ignore_dates(rule)
        van_regel[rule.name] = instellingen.get(RAW)
        ruw = _raw(instellingen.get(RAW), fingerprints, all_raw)
        register = _register(instellingen.get(REGISTER), delen)
        bestanden = {naam: hashes[naam] for naam in namen}
        rule.set_params(
            *_by_name(rule),
            *(f"{naam} {som[:_GETOOND]}" for naam, som in bestanden.items()),
            register,
            contracten := _contracts(rule, short, hashes),
            ruw,
            inhoud=_content_of(script.relative_to(root).as_posix(), bestanden, (register, contracten, ruw)),
        )
        for item in rule.output:
            # Snakemake removes outputs before a step, except those that it is told the step updates.
            item.flags["update"] = True
    imports.keep()


def share_checksums(fingerprints: Fingerprints) -> None:
    """Let Snakemake take the checksum of a file from `fingerprints`, of rows of persons under a key (`lineage.keyed`).

    It would read every file again, raw files of gigabytes too. After a step it asks that of each input once per output;
    of a step of ours it need not know (`_Memory.finished`).
    """
    from snakemake.io import _IOFile  # noqa: PLC0415 - the module is also read without Snakemake

    eigen = getattr(_IOFile.checksum, "eigen", _IOFile.checksum)
    bekend: dict[tuple[str, int, int], str] = {}

    async def checksum(  # the parameters of Snakemake's own
        bestand: Any,  # noqa: ANN401
        threshold: int | None = None,
        force: bool = False,  # noqa: FBT001, FBT002
        algorithm: Any = None,  # noqa: ANN401
    ) -> str | None:
        if _HAS_RECORD.get():
            return None
        pad = str(bestand)
        try:
            staat = os.stat(pad)  # noqa: PTH116 - thousands of times in a run
        except OSError:
            staat = None
        # No file, one that is larger than asked for, or another algorithm: that is Snakemake's own.
        gewoon = staat and S_ISREG(staat.st_mode) and staat.st_size < (threshold or 0)
        if not staat or not gewoon or force or algorithm not in {None, _SHA256}:
            return _keyed(pad, await eigen(bestand, threshold, force=force, algorithm=algorithm))
        vraag = (pad, staat.st_mtime_ns, staat.st_size)
        if (som := bekend.get(vraag)) is None and (som := _keyed(pad, f"{_SHA256}:{fingerprints.of(Path(pad))}")):
            bekend[vraag] = som
        return som

    checksum.eigen = eigen  # type: ignore[attr-defined]
    _IOFile.checksum = checksum


def _keyed(pad: str, checksum: str | None) -> str | None:
    if checksum is None or not is_person(Path(pad)):
        return checksum
    soort, _, som = checksum.partition(":")
    # Without records there is no key, and so nothing to compare: Snakemake goes by dates.
    return f"{soort}:{geheim}" if (geheim := keyed(Path(pad), som)) else None


def follow_records(workflow: Any, fingerprints: Fingerprints, say: Callable[[str], None]) -> None:  # noqa: ANN401 - as above
    """Have Snakemake run the steps whose outputs are not what their records say, and keep outputs until replaced.

    `say` gets a line per result with other bytes than its step wrote, once. Call it after all rules are defined.
    """
    prepare = workflow._prepare_dag  # noqa: SLF001 - the one place where Snakemake makes its memory of earlier runs

    def prepared(*args: Any, **settings: Any) -> None:  # noqa: ANN401
        if not workflow.is_main_process:
            # What Snakemake starts for one job, here or on a node, gets no profile. It compares nothing, but it records
            # what the job read: all of it, whatever the size.
            workflow.dag_settings.max_checksum_file_size = _CHECKSUM_GRENS
        prepare(*args, **settings)
        if workflow.is_main_process:
            check_profile(workflow)
            _Memory(workflow.persistence, fingerprints, say)

    workflow._prepare_dag = prepared  # noqa: SLF001


class _Memory:
    """Snakemake's memory of earlier runs (`persistence`), with the verdict of our records beside it."""

    def __init__(self, snakemake: Any, fingerprints: Fingerprints, say: Callable[[str], None]) -> None:  # noqa: ANN401
        """Take the place of what Snakemake would answer."""
        self._fingerprints, self._say = fingerprints, say
        self._found: dict[Any, list[Finding]] = {}
        # While no step runs.
        self._behind: Behind | None = {}
        self._named: set[str] = set()
        self._looked_at: set[str] = set()
        namen = (
            "has_metadata",
            "has_outdated_metadata",
            "params_changed",
            "input_changed",
            "software_stack_changed",
            "input_checksums",
            "deactivate_cache",
            "finished",
        )
        self._snakemake = {naam: getattr(snakemake, naam) for naam in namen}
        # A step writes beside its outputs and replaces them at its end: there is nothing to copy or to put back, and
        # rows of persons stay where they are.
        for naam in (*namen, "backup_output", "restore_output", "cleanup_backup"):
            setattr(snakemake, naam, getattr(self, naam))

    def _findings(self, job: Any) -> list[Finding]:  # noqa: ANN401
        if job not in self._found:
            behind = {} if self._behind is None else self._behind
            self._found[job] = judge(facts(job), self._fingerprints.of, behind) if _has_records(job) else []
            self._name_edited(self._found[job])
        return self._found[job]

    def _name_edited(self, findings: list[Finding]) -> None:
        for een in findings:
            if een.soort == EDITED and een.pad not in self._named:
                self._named.add(een.pad)
                self._say(f"{een.pad} {een.waarom}; het wordt niet gebruikt en opnieuw gemaakt")

    def has_metadata(self, job: Any) -> bool:  # noqa: ANN401
        """Tell whether there is something to compare with."""
        return _has_records(job) or bool(self._snakemake["has_metadata"](job))

    def has_outdated_metadata(self, job: Any) -> bool:  # noqa: ANN401
        """Tell whether Snakemake's own record is of an earlier format: of no importance where there is one of ours."""
        return not _has_records(job) and bool(self._snakemake["has_outdated_metadata"](job))

    def software_stack_changed(self, job: Any, file: Any = None) -> Any:  # noqa: ANN401
        """Tell whether a step has another environment: of our steps the lock file is among the code."""
        return [] if _has_records(job) else self._snakemake["software_stack_changed"](job, file)

    def params_changed(self, job: Any, file: Any = None) -> Any:  # noqa: ANN401
        """Return why a step runs, by our records: Snakemake remembers a failed step as if it were done."""
        if not _has_records(job):
            return self._snakemake["params_changed"](job, file)
        waarom = {f"{een.pad}: {een.waarom}" for een in self._findings(job)}
        return ParamsChange(only_new=waarom, files=set(job.output)) if waarom else NO_PARAMS_CHANGE

    def input_changed(self, job: Any, file: Any = None) -> Any:  # noqa: ANN401
        """Tell whether a step has other inputs than before; for our records that is one of the reasons above."""
        return [] if _has_records(job) else self._snakemake["input_changed"](job, file)

    def input_checksums(self, job: Any, pad: Any) -> set[Any]:  # noqa: ANN401
        """Return the content that a step read, as it is now: a newer date alone is no reason to run a step of ours.

        Other content is one of the reasons above. Snakemake would look for it in its record of every output, for each
        input anew: 80,000 times for the step that puts the book together.
        """
        if not _has_records(job):
            bekend: set[Any] = self._snakemake["input_checksums"](job, pad)
            return bekend
        return {_keyed(str(pad), f"sha256:{self._fingerprints.of(Path(pad))}")}

    async def finished(self, job: Any) -> None:  # noqa: ANN401
        """Have Snakemake note what a step did, of ours without the content of its inputs: that is in our record.

        It would take that anew for each output, and write it down in each of their records.
        """
        noted = _HAS_RECORD.set(_has_records(job))
        try:
            await self._snakemake["finished"](job)
        finally:
            _HAS_RECORD.reset(noted)

    def deactivate_cache(self) -> None:
        """Forget what was found: the steps begin."""
        self._snakemake["deactivate_cache"]()
        self._found.clear()
        self._behind = None

    def backup_output(self, pad: Path) -> None:
        """Name an edited result that is about to be replaced because of something else."""
        # The record of one output names them all.
        if pad.as_posix() in self._looked_at or not (record := read_record(pad)):
            return
        self._looked_at |= set(record["uitvoer"])
        self._name_edited(edited(pad, record, self._fingerprints.of, {}))

    def restore_output(self, pad: Path) -> bool:
        """Tell Snakemake whether a failed step left the earlier output: it removes what is not."""
        return pad.exists()

    def cleanup_backup(self, pad: Path) -> None:
        """There is no backup."""


def _has_records(job: Any) -> bool:  # noqa: ANN401
    """Tell whether a job leaves records: a script that writes results; the pages of docs are none."""
    return bool(job.rule.script and job.output) and all(is_named_result(str(pad)) for pad in job.output)


@cache
def is_named_result(naam: str) -> bool:
    """Tell of a path as Snakemake names it whether it is a result: asked of each output a dozen times."""
    return is_result(Path(naam))


def facts(job: Any) -> Facts:  # noqa: ANN401
    """Return what a job of Snakemake would run with now."""
    params = dict(job.params.items())
    inhoud = params.pop("inhoud")
    # Of a part of a register the hash is among the files.
    params.pop(REGISTER, None)
    ruw = params.pop(RAW, [])
    invoer = [*job.input.items(), (RAW, ruw)]
    paden = (Path(pad) for _, waarde in invoer for pad in ([waarde] if isinstance(waarde, str) else waarde))
    return Facts(
        uitvoer=tuple(Path(pad) for pad in job.output),
        invoer=frozenset(pad for pad in paden if is_result(pad) and pad.is_file()),
        instellingen=params,
        script=inhoud["script"],
        bestanden=inhoud["bestanden"],
        ruw=inhoud["raw"],
    )


def _by_name(rule: Any) -> list[Callable[[Any], str]]:  # noqa: ANN401 - Snakemake has no types
    """Return per setting of a rule a parameter `name=value`; what is computed from the inputs is no setting."""
    return [
        _named_values(str(naam), waarde)
        for naam, waarde in rule.params._allitems()  # noqa: SLF001 - only door
        if not rule._is_deriving_function(waarde)  # noqa: SLF001 - Snakemake records those neither
    ]


def _named_values(naam: str, waarde: Any) -> Callable[[Any], str]:  # noqa: ANN401
    # A function, for Snakemake would read braces in a written-out value as wildcards.
    return lambda wildcards: f"{naam}={(waarde(wildcards) if callable(waarde) else waarde)!r}"


def project_digest(root: Path, naam: str) -> str:
    """Return the hash of a project file, 'ontbreekt' when it is not there.

    Of YAML it is that of what it says; of a contract that with what it shares with others.

    Args:
        root: the project's folder.
        naam: the path in it, with forward slashes.

    """
    pad = root / naam
    if not pad.is_file():
        return "ontbreekt"
    if not naam.startswith(CONTRACTS):
        return _said(pad) if pad.suffix == ".yaml" else digest(pad)
    contract = load_contract(pad)
    # Python cuts off a long pattern where it shows one.
    return content_digest((contract, contract.breed and contract.breed.patroon.pattern))


def _said(pad: Path) -> str:
    """Return the hash of what a YAML file says, in its order: that is all that a step gets of it."""
    try:
        return content_digest(read_yaml(pad, bron=pad.parent.name))
    except InputError:
        # The step that reads it says so, with its own name for the source.
        return digest(pad)


def _register(register: Any, bekend: dict[str, str]) -> Callable[[Any], dict[str, str]]:  # noqa: ANN401
    """Return per part of a register that a job uses its hash: a word elsewhere in the register changes nothing here.

    `bekend` keeps those of this run, for many jobs use the same part.
    """

    def delen(wildcards: Any) -> dict[str, str]:  # noqa: ANN401
        gevraagd = {} if register is None else dict(register(wildcards, None).values())
        for waarvan in gevraagd.keys() - bekend.keys():
            bekend[waarvan] = content_digest(gevraagd[waarvan])
        return {waarvan: bekend[waarvan] for waarvan in gevraagd}

    return delen


def _raw(raw: Any, fingerprints: Fingerprints, first: Callable[[], None]) -> Callable[[Any], dict[str, str]]:  # noqa: ANN401
    def raw_of(wildcards: Any) -> dict[str, str]:  # noqa: ANN401
        if raw is None:
            return {}
        first()
        # The name alone: a folder or drive that moves is no change of content.
        return {pad.name: fingerprints.of(pad) for pad in _raw_paths(raw, wildcards)}

    return raw_of


def _raw_paths(raw: Any, wildcards: Any) -> list[Path]:  # noqa: ANN401
    """Return the raw files of a job by the parameter of its rule that names them, None when there is none."""
    if raw is None:
        return []
    gevonden = raw(wildcards, None)
    return [Path(pad) for pad in ([gevonden] if isinstance(gevonden, str) else gevonden)]


def _files(item: Any) -> Iterator[Any]:  # noqa: ANN401
    """Yield the files that an input of a rule names by itself or in a list; a function names none yet."""
    if isinstance(item, str):
        yield item
    elif isinstance(item, list | tuple):
        for deel in item:
            yield from _files(deel)


def ignore_dates(rule: Any) -> None:  # noqa: ANN401
    """Let Snakemake look at the dates of results alone: what no rule makes is compared by what it says, above."""
    from snakemake.io import flag  # noqa: PLC0415 - the module is also read without Snakemake

    for naam, item in rule.input._allitems():  # noqa: SLF001 - only door
        if _is_contract(naam, item):
            item.flags = {"ancient": True}
        for bestand in _files(item):
            if not is_result(Path(bestand)):
                bestand._file = flag(bestand._file, "ancient")  # noqa: SLF001 - where Snakemake itself keeps the mark


def _is_contract(naam: str | None, item: Any) -> bool:  # noqa: ANN401
    """Tell whether an input is a contract that depends on the wildcards of the job."""
    return callable(item) and str(naam).startswith("contract")


def _contracts(
    rule: Any,  # noqa: ANN401
    short: Callable[[Path], str],
    hashes: Mapping[str, str],
) -> Callable[[Any], dict[str, str]]:
    """Return the hash of each contract that depends on the wildcards of the job."""
    functies = [item for naam, item in rule.input._allitems() if _is_contract(naam, item)]  # noqa: SLF001 - only door

    def contracten(wildcards: Any) -> dict[str, str]:  # noqa: ANN401
        return {pad: hashes[short(Path(pad))] for pad in (functie(wildcards) for functie in functies)}

    return contracten


def _content_of(
    script: str,
    bestanden: Mapping[str, str],
    van_taak: tuple[Callable[[Any], dict[str, str]], Callable[[Any], dict[str, str]], Callable[[Any], dict[str, str]]],
) -> Callable[[Any, Any], dict[str, Any]]:
    register, contracten, ruw = van_taak

    # Snakemake does not record a parameter that is computed with `input`: these facts are recorded once, above.
    def inhoud(wildcards: Any, input: Any) -> dict[str, Any]:  # noqa: A002, ANN401, ARG001
        gebruikt = {**bestanden, **register(wildcards), **contracten(wildcards)}
        return {"script": script, "bestanden": gebruikt, "raw": ruw(wildcards)}

    return inhoud
