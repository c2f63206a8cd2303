"""Content tracking: a step runs again when the content of something it depends on changed, and only then.

Snakemake compares dates first: an edit of an imported module, or a file replaced by one with an older date, goes
unnoticed. So every rule with a script gets parameters with the hashes of its code, of the lock file, of each input that
no rule makes and of its raw files. Snakemake compares parameters by value: that settles it, whatever the dates. It
compares them as a set without names, so each setting is recorded once more as `name=value`: otherwise two that swap
values, or one that takes the value of another, would rerun nothing.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from werkagenda.run.lineage import Fingerprints, Imports, code_files, digest, is_person, keyed
from werkagenda.run.step import RAW

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

LOCK = "requirements.lock"
RESULTS = "results/"
# What the scripts import, remembered from run to run; without it all is read again.
IMPORTS = Path(".snakemake/werkagenda/imports.json")
# How much of a hash Snakemake records and shows as the reason of a run, in characters.
_GETOOND = 16

# The profile's bound on files that are compared by checksum, in bytes; Snakemake's own is 1 MB.
_CHECKSUM_GRENS = 10**12
_TRIGGERS = frozenset({"mtime", "params", "input", "software-env"})


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


def track_content(workflow: Any, fingerprints: Fingerprints, root: Path) -> None:  # noqa: ANN401 - Snakemake has no types
    """Give every rule with a script its content as parameters, and keep its earlier outputs when it fails.

    One parameter per file, so that Snakemake's reason names the file that changed; `inhoud` is the same for the script.
    `root` is the project's folder; recorded paths are relative to it. Call it after all rules are defined.
    """
    key_checksums()
    src = root / "src"
    hashes: dict[str, str] = {}
    imports = Imports(IMPORTS)

    def short(path: Path) -> str:
        """Hash a project file once per run."""
        naam = path.relative_to(root).as_posix() if path.is_absolute() else path.as_posix()
        if naam not in hashes:
            hashes[naam] = digest(root / naam) if (root / naam).is_file() else "ontbreekt"
        return naam

    for rule in workflow.rules:
        if rule.script is None:
            continue
        script = Path(rule.basedir.join(rule.script).get_path_or_uri(secret_free=True)).resolve()
        vast = [str(item) for _, item in rule.input._allitems() if isinstance(item, str)]  # noqa: SLF001 - only door
        paden = [*code_files(script, (src, script.parent), imports), root / LOCK]
        paden += [root / pad for pad in vast if not pad.startswith(RESULTS)]
        namen = sorted({short(pad) for pad in paden})
        ruw = _ruw(next((item for naam, item in rule.params._allitems() if naam == RAW), None), fingerprints, workflow)  # noqa: SLF001
        bestanden = {naam: hashes[naam] for naam in namen}
        rule.set_params(
            *_met_naam(rule),
            *(f"{naam} {som[:_GETOOND]}" for naam, som in bestanden.items()),
            ruw,
            inhoud=_inhoud(script.relative_to(root).as_posix(), bestanden, ruw),
        )
        for item in rule.output:
            # A failed step must leave earlier results as they were: Snakemake keeps and restores "update" outputs. It
            # does so in its own folder, where rows of persons must not come; those are made again from the raw file.
            if not is_person(Path(item)):
                item.flags["update"] = True
    imports.keep()
    eerder = workflow._onerror  # noqa: SLF001 - what the Snakefile itself does on an error

    def bij_fout(log: str) -> None:
        mark_failed(workflow)
        eerder(log)

    workflow.onerror(bij_fout)


def key_checksums() -> None:
    """Let Snakemake record and compare the checksum of a file with rows of persons under a key (`lineage.keyed`)."""
    from snakemake.io import _IOFile  # noqa: PLC0415 - the module is also read without Snakemake

    eigen = _IOFile.checksum
    if hasattr(eigen, "onder_sleutel"):
        return

    async def _keyed_checksum(bestand: Any, *args: Any, **kwargs: Any) -> str | None:  # noqa: ANN401
        return _keyed(str(bestand), await eigen(bestand, *args, **kwargs))

    _keyed_checksum.onder_sleutel = True  # type: ignore[attr-defined]
    _IOFile.checksum = _keyed_checksum


def _keyed(pad: str, checksum: str | None) -> str | None:
    if checksum is None or not is_person(Path(pad)):
        return checksum
    soort, _, som = checksum.partition(":")
    # Without records there is no key, and so nothing to compare: Snakemake goes by dates.
    return f"{soort}:{geheim}" if (geheim := keyed(Path(pad), som)) else None


def mark_failed(workflow: Any) -> None:  # noqa: ANN401 - Snakemake has no types
    """Mark the outputs of the failed steps as unfinished, so that the next run makes them.

    Snakemake notes a failed step as done with its new parameters; with the earlier outputs put back, the next run
    would find nothing to do and keep results that are out of date.
    """
    for job in workflow.scheduler.failed:
        workflow.persistence.started(job)


def _met_naam(rule: Any) -> list[Callable[[Any], str]]:  # noqa: ANN401 - Snakemake has no types
    """Return per setting of a rule a parameter `name=value`; what is computed from the inputs is no setting."""
    return [
        _benoemd(str(naam), waarde)
        for naam, waarde in rule.params._allitems()  # noqa: SLF001 - only door
        if not rule._is_deriving_function(waarde)  # noqa: SLF001 - Snakemake records those neither
    ]


def _benoemd(naam: str, waarde: Any) -> Callable[[Any], str]:  # noqa: ANN401
    # A function, for Snakemake would read braces in a written-out value as wildcards.
    return lambda wildcards: f"{naam}={(waarde(wildcards) if callable(waarde) else waarde)!r}"


def _ruw(raw: Any, fingerprints: Fingerprints, workflow: Any) -> Callable[[Any], dict[str, str]]:  # noqa: ANN401
    def ruw(wildcards: Any) -> dict[str, str]:  # noqa: ANN401
        # The command line's settings are known only now, when Snakemake looks at the steps.
        check_profile(workflow)
        if raw is None:
            return {}
        gevonden = raw(wildcards, None)
        paden = [Path(pad) for pad in ([gevonden] if isinstance(gevonden, str) else gevonden)]
        # The name alone: a folder or drive that moves is no change of content.
        return {pad.name: fingerprints.of(pad) for pad in paden}

    return ruw


def _inhoud(
    script: str, bestanden: Mapping[str, str], ruw: Callable[[Any], dict[str, str]]
) -> Callable[[Any, Any], dict[str, Any]]:
    # Snakemake does not record a parameter that is computed with `input`: these facts are recorded once, above.
    def inhoud(wildcards: Any, input: Any) -> dict[str, Any]:  # noqa: A002, ANN401, ARG001
        return {"script": script, "bestanden": dict(bestanden), "raw": ruw(wildcards)}

    return inhoud
