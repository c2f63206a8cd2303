"""Say whether results, records and Snakemake's memory agree, and whether persons are closed off."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import yaml

from werkagenda.errors import InputError
from werkagenda.run.health import problems
from werkagenda.run.lineage import sha256
from werkagenda.run.records import STALE, Finding
from werkagenda.run.step import step

_SETTINGS = Path(".snakemake/werkagenda/gezondheid.yaml")
# Of the table that `snakemake --summary` prints.
_STATUS, _PLAN = 4, 5
_PENDING, _MISSING = "update pending", "missing"


def planned(summary: str) -> tuple[list[Finding], int]:
    """Return what a run would make again, and how many results are not there yet, from Snakemake's summary."""
    rijen = [regel.split("\t") for regel in summary.splitlines() if regel.count("\t") == _PLAN]
    wacht = [rij for rij in rijen if rij[_PLAN] == _PENDING]
    bevindingen = [
        Finding(STALE, rij[0], "een run maakt het opnieuw") for rij in wacht if not rij[_STATUS].startswith(_MISSING)
    ]
    return bevindingen, len(wacht) - len(bevindingen)


def ask_snakemake(config: dict[str, Any]) -> str:
    """Return what a run with these settings would do, as Snakemake's own table; InputError when it does not say."""
    _SETTINGS.parent.mkdir(parents=True, exist_ok=True)
    _SETTINGS.write_text(yaml.safe_dump(config, allow_unicode=True), encoding="utf-8", newline="\n")
    opdracht = [sys.executable, "-m", "snakemake", "--summary", "--configfile", _SETTINGS.as_posix()]
    uit = subprocess.run(opdracht, capture_output=True, check=False, encoding="utf-8")  # noqa: S603 - our own command
    if uit.returncode != 0:
        raise InputError("gezondheid", "snakemake --summary", "is niet gelukt; een gewone run zegt waarom")
    return uit.stdout


if __name__ == "__main__":
    with step(snakemake) as s:
        verouderd, ontbreekt = planned(ask_snakemake(s.params["alle"]))
        # Every byte is read: what the cheap check at the end of a run takes for unchanged too.
        gevonden = problems(lambda pad: sha256(pad) if pad.is_file() else "ontbreekt")
        genoemd = {een.pad for een in gevonden}
        gevonden += [een for een in verouderd if een.pad not in genoemd]
        sys.stdout.writelines(f"{een.soort}: {een.pad} {een.waarom}\n" for een in gevonden)
        if ontbreekt:
            sys.stdout.write(f"{ontbreekt} resultaten zijn nog niet gemaakt\n")
        if gevonden:
            melding = f"bij {len(gevonden)} bestanden klopt iets niet, zie hierboven"
            raise InputError("gezondheid", "results", melding, verwacht="dat een gewone run ze opnieuw maakt")
        sys.stdout.write("Gezond: resultaten, verslagen en rechten kloppen.\n")
