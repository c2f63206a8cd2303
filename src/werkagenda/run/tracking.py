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

from werkagenda.contract.contracts import load_contract
from werkagenda.run.lineage import Fingerprints, Imports, code_files, content_digest, digest, is_person, keyed
from werkagenda.run.step import RAW, REGISTER

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

LOCK = "requirements.lock"
CONTRACTS = ("resources/contracts/raw/", "resources/contracts/tabellen/")
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
            hashes[naam] = _digest(root, naam)
        return naam

    for rule in workflow.rules:
        if rule.script is None:
            continue
        instellingen = dict(rule.params._allitems())  # noqa: SLF001 - only door
        # The rules of presentation share a text; which script of a family it is stands in their parameter `code`.
        naam_script = rule.script.replace("{params.code}", str(instellingen.get("code", "")))
        script = Path(rule.basedir.join(naam_script).get_path_or_uri(secret_free=True)).resolve()
        vast = [str(item) for _, item in rule.input._allitems() if isinstance(item, str)]  # noqa: SLF001 - only door
        paden = [*code_files(script, (src, script.parent), imports), root / LOCK]
        paden += [root / pad for pad in vast if not pad.startswith(RESULTS)]
        namen = sorted({short(pad) for pad in paden})
        ignore_dates(rule)
        ruw = _ruw(instellingen.get(RAW), fingerprints, workflow)
        register = _register(instellingen.get(REGISTER))
        bestanden = {naam: hashes[naam] for naam in namen}
        rule.set_params(
            *_met_naam(rule),
            *(f"{naam} {som[:_GETOOND]}" for naam, som in bestanden.items()),
            register,
            contracten := _contracts(rule, short, hashes),
            ruw,
            inhoud=_inhoud(script.relative_to(root).as_posix(), bestanden, (register, contracten, ruw)),
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


def _digest(root: Path, naam: str) -> str:
    """Return the hash of a project file; of a contract that of what it says, with what it shares with others."""
    if not (root / naam).is_file():
        return "ontbreekt"
    if not naam.startswith(CONTRACTS):
        return digest(root / naam)
    contract = load_contract(root / naam)
    # Python cuts off a long pattern where it shows one.
    return content_digest((contract, contract.breed and contract.breed.patroon.pattern))


def _register(register: Any) -> Callable[[Any], dict[str, str]]:  # noqa: ANN401
    """Return per part of a register that a job uses its hash: a word elsewhere in the register changes nothing here."""

    def delen(wildcards: Any) -> dict[str, str]:  # noqa: ANN401
        if register is None:
            return {}
        return {waarvan: content_digest(inhoud) for waarvan, inhoud in register(wildcards, None).values()}

    return delen


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


def ignore_dates(rule: Any) -> None:  # noqa: ANN401
    """Let Snakemake look at the dates of results alone: what no rule makes is compared by what it says, above."""
    from snakemake.io import flag  # noqa: PLC0415 - the module is also read without Snakemake

    for naam, item in rule.input._allitems():  # noqa: SLF001 - only door
        if _is_contract(naam, item):
            item.flags = {"ancient": True}
        elif isinstance(item, str) and not item.startswith(RESULTS):
            bestand: Any = item
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


def _inhoud(
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
