"""Stops that no step foresees: the English of the machine or Snakemake, and the Dutch line that says what to do."""

from __future__ import annotations

import logging
import os
import re
import threading
import time
from typing import TYPE_CHECKING, Any, NamedTuple

from werkagenda.errors import FOUT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

# The process of the run that a step belongs to; set by the workflow, read by its steps.
RUN = "WERKAGENDA_RUN"
_PAUSE = 1.0


class Stop(NamedTuple):
    """A kind of stop: what it is recognised by, where it is, what happened, and what to do."""

    kenmerk: str
    plek: str
    melding: str
    verwacht: str

    def __str__(self) -> str:
        """Return the line."""
        return f"{self.plek}: {self.melding}; wat te doen: {self.verwacht}"


STOPS = (
    Stop(
        r"Directory cannot be locked",
        "map van het project",
        "een andere run is hier bezig, of een eerdere is afgebroken",
        "wacht tot de andere klaar is; is er geen andere run bezig, geef dan eerst `snakemake --unlock`",
    ),
    Stop(
        r"No space left on device|(Errno|os error) 28\b|WinError (39|112|1295)\b|[Dd]isk quota exceeded|os error 122\b",
        "schijf",
        "de schijf is vol",
        "maak ruimte vrij en start opnieuw; wat klaar was, blijft staan en wordt niet opnieuw gemaakt",
    ),
    Stop(
        r"MemoryError|Unable to allocate|[Oo]ut of memory|bad_alloc",
        "geheugen",
        "er is te weinig geheugen voor deze stap",
        "sluit andere programma's of start opnieuw met `--cores 1`",
    ),
    Stop(
        r"Permission denied|Operation not permitted|Read-only file system"
        r"|Errno (1|13|30)\b|os error (13|30)\b|WinError 5\b",
        "map van het project",
        "er is geen recht om hier te lezen of te schrijven",
        "zet het project in een map waarin u mag schrijven, of vraag het recht aan",
    ),
    Stop(
        r"ProtectedOutputException|Write-protected output",
        "map van het project",
        "een resultaat dat opnieuw moet, is alleen-lezen: er is geen recht om hier te schrijven",
        "haal in `results` die beveiliging weg, of zet het project in een map waarin u mag schrijven",
    ),
    Stop(
        r"WinError 32\b|os error 32\b",
        "bestand",
        "een bestand is open in een ander programma",
        "sluit het, bijvoorbeeld in Excel, en start opnieuw",
    ),
    Stop(
        r"File name too long|Errno 36\b|os error 36\b|WinError (3|206)\b",
        "map van het project",
        "een pad is te lang",
        "zet het project in een map met een kortere naam",
    ),
    Stop(
        r"MissingRuleException",
        "doel",
        "dit doel of bestand maakt geen enkele stap",
        "kijk met `snakemake help` welke doelen er zijn",
    ),
)
STILL = Stop(
    "",
    "stap",
    "is gestopt zonder eigen melding: het systeem brak hem af, meestal omdat het geheugen op was",
    "start opnieuw met `--cores 1`; staat hierboven een fout van Python, dan is dat de oorzaak",
)
# What SLURM says of a task on a node.
CLUSTER = (
    Stop(
        r"'OUT_OF_MEMORY'",
        "stap",
        "is door SLURM afgebroken: hij gebruikte meer geheugen dan gevraagd",
        "verhoog `geheugen.banen` of geef `--set-resources <stap>:mem_mb=8000`, en start opnieuw",
    ),
    Stop(
        r"'(TIMEOUT|DEADLINE)'",
        "stap",
        "is door SLURM afgebroken: hij duurde langer dan gevraagd",
        "geef `--set-resources <stap>:runtime=600` (minuten) en start opnieuw",
    ),
    Stop(
        r"'(NODE_FAIL|BOOT_FAIL)'|node failure",
        "stap",
        "is gestopt omdat de rekenknoop uitviel",
        "start opnieuw; wat klaar was, blijft staan en wordt niet opnieuw gemaakt",
    ),
    Stop(
        r"'(CANCELLED|PREEMPTED|REVOKED)'",
        "stap",
        "is door SLURM of door iemand anders afgebroken",
        "start opnieuw; wat klaar was, blijft staan en wordt niet opnieuw gemaakt",
    ),
    Stop(
        r"contact slurm controller|Socket timed out|submission failed|sbatch failed",
        "stap",
        "is niet begonnen: SLURM is niet bereikbaar of neemt de taak niet aan",
        "kijk met `sinfo` of SLURM er is en lees de regel van SLURM hierboven; start daarna opnieuw",
    ),
)
# Every line, for the page of messages.
LINES = (*STOPS, STILL, *CLUSTER)
# What plain Snakemake says of a file behind --configfile: it reads that before any line of this project, so that only
# `start.py` can be first. `kenmerk` is how it begins.
_SETTINGS = "`python3 start.py` in plaats van `snakemake` noemt de regel"
UNREAD = (
    Stop(
        "Config file must be given as JSON or YAML with keys at top level.",
        "instellingenbestand",
        "het is leeg, of er staan geen sleutels in",
        "zet er `sleutel: waarde` in, zoals in `config/config.yaml`",
    ),
    Stop(
        "Config file is not valid JSON or YAML.",
        "instellingenbestand",
        "het is geen geldige YAML: een tab, een haak die niet sluit, verkeerd ingesprongen",
        f"gebruik spaties en sluit elke haak; {_SETTINGS}",
    ),
    Stop(
        "UnicodeDecodeError",
        "instellingenbestand",
        "het is niet in UTF-8 opgeslagen",
        f"sla het op als UTF-8 (in Kladblok: Opslaan als, Codering UTF-8); {_SETTINGS}",
    ),
    Stop(
        "FileNotFoundError",
        "instellingenbestand",
        "het bestaat niet, of achter `--configfile` staat ook een doel",
        "zet het doel voor de opties: `snakemake figuur_3_1 --configfile mijn.yaml`",
    ),
)


def explain(text: str, stops: tuple[Stop, ...] = STOPS) -> Stop | None:
    """Return the kind of stop that an English message is about, None when it is another."""
    return next((stop for stop in stops if re.search(stop.kenmerk, text)), None)


def explain_error(fout: BaseException) -> Stop | None:
    """Return the kind of stop behind an exception; its own words may quote a row and are looked at alone."""
    return explain(f"{type(fout).__name__} {fout}")


def in_dutch(record: Any) -> bool:  # noqa: ANN401 - a record of Snakemake's log
    """Replace an English message of Snakemake by our line, and drop what is noise around it: a filter of a logger."""
    text = str(record.msg)
    if text.startswith(("Cannot restore ", "Restored previous version of ", "Provided resources: ")):
        return False
    if record.levelno >= logging.ERROR and (stop := explain(text)):
        record.msg, record.args = f"{FOUT} {stop}", ()
    return True


class ClusterSaid:
    """What SLURM said of the tasks that failed, by the log of the step: a filter of a logger that lets all through."""

    def __init__(self) -> None:
        """Nothing was said yet."""
        self.stops: dict[str, Stop] = {}

    def __call__(self, record: Any) -> bool:  # noqa: ANN401 - a record of Snakemake's log
        """Remember why a task failed."""
        logs = getattr(record, "log", None)
        if logs and (stop := explain(str(getattr(record, "rule_msg", "")), CLUSTER)):
            self.stops[str(logs[0])] = stop
        return True


def silent(failed: Iterable[tuple[str, Path]], cluster: Mapping[str, Stop]) -> list[str]:
    """Return a line per failed step that left no error in its log; `failed` are names of steps with their logs.

    `cluster` is what SLURM said of them, by log (`ClusterSaid.stops`): that it says of steps that said something too.
    """
    regels = []
    for naam, pad in failed:
        gezegd = pad.read_text(encoding="utf-8", errors="replace") if pad.is_file() else ""
        stop = cluster.get(pad.as_posix())
        if stop or f"{FOUT} " not in gezegd:
            regels.append(f"{FOUT} {(stop or STILL)._replace(plek=f'stap {naam}')}")
    return regels


def end_with_run(clean_up: Callable[[], None]) -> None:
    """End this step when the run that started it is gone: a step that goes on alone would write into the next run."""
    run = os.environ.get(RUN, "")
    if not run:
        return
    import psutil  # noqa: PLC0415 - a step outside a run does without

    def gone() -> bool:
        # A process that was killed and that nobody asks after yet still has its number.
        try:
            return bool(psutil.Process(int(run)).status() == psutil.STATUS_ZOMBIE)
        except psutil.NoSuchProcess:
            return True

    def watch() -> None:
        while not gone():
            time.sleep(_PAUSE)
        clean_up()
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
