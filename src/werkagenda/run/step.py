"""The tail of every script: read inputs, write outputs, keep the lineage, say plainly what went wrong."""

from __future__ import annotations

import json
import logging
import os
import sys
import traceback
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from werkagenda.contract.contracts import load_contract
from werkagenda.contract.labels import together
from werkagenda.contract.yaml_file import read_yaml
from werkagenda.errors import FOUT, LET_OP, InputError
from werkagenda.run import lineage, rights
from werkagenda.run.trouble import end_with_run, explain_error

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

log = logging.getLogger("werkagenda")
NIEUW = ".nieuw"
# Marks a warning whose attrition has its numbers already.
_NOTED = "genoteerd"
# The parameter with the path of a raw file, of the rules that read one.
RAW = "raw"
# The parameter with the parts of the registers that a step uses, by name: what it is a part of, and its content.
REGISTER = "register"


class Step:
    """One job: its inputs, outputs and settings by name.

    Outputs are written beside their place and moved there when the whole step has succeeded: no partial output.
    """

    def __init__(self, smk: Any) -> None:  # noqa: ANN401 - Snakemake's own object has no type
        """Take over the job's files and settings; nothing is read yet."""
        self.input: dict[str, Any] = dict(smk.input.items())
        self.output: dict[str, Any] = dict(smk.output.items())
        self.wildcards: dict[str, str] = dict(smk.wildcards.items())
        self.params: dict[str, Any] = {naam: waarde for naam, waarde in smk.params.items() if naam != "inhoud"}
        # A path is no setting: it differs from machine to machine, and stays out of the record.
        if RAW in self.params:
            self.input[RAW] = self.params.pop(RAW)
        # Nor is a part of a register: the record keeps its hash.
        self.register: dict[str, Any] = together(self.params.pop(REGISTER, {}))
        self._content_of: dict[str, Any] = smk.params.inhoud
        self._naam = "/".join([smk.rule, *self.wildcards.values()])
        self._read_value: dict[str, str] = {}
        self._in: dict[str, dict[str, Any]] = {}
        self._uit: dict[str, dict[str, Any]] = {}
        self._uitval: list[dict[str, Any]] = []
        self._bronnen: list[dict[str, Any]] = []
        self._klaar: list[tuple[Path, Path]] = []
        self._delen: dict[str, str] = {}
        self._records: dict[Path, str] = {}

    def path(self, naam: str) -> Path:
        """Return the path of a single input by name; ValueError when there are several."""
        (pad,) = self.paths(naam)
        return pad

    def paths(self, naam: str) -> list[Path]:
        """Return the paths of an input that may be several, sorted."""
        waarde = self.input.get(naam, [])
        return sorted(Path(pad) for pad in ([waarde] if isinstance(waarde, str) else waarde))

    def read(self, naam: str) -> Any:  # noqa: ANN401 - a table, or what a YAML or JSON file holds
        """Read a single input by its extension: parquet and csv as a DataFrame, yaml and json as data, else text.

        A csv file comes typed through its contract when that is an input `contract_<naam>`.
        """
        sleutel = f"contract_{naam}"
        return self._read_part(self.path(naam), self.contract(sleutel) if sleutel in self.input else None)

    def read_all(self, naam: str) -> dict[str, Any]:
        """Read an input that may be several files; keys are the file names without extension."""
        return {pad.stem: self._read_part(pad) for pad in self.paths(naam)}

    def contract(self, naam: str = "contract") -> Any:  # noqa: ANN401 - werkagenda.contract.contracts.Contract
        """Load a contract that is an input."""
        return load_contract(self.path(naam))

    def contracts(self, naam: str) -> list[Any]:
        """Load the contracts of an input that may be several."""
        return [load_contract(pad) for pad in self.paths(naam)]

    def target(self, naam: str) -> Path:
        """Return where to write an output for now; it is moved to its place when the step has succeeded."""
        doel = Path(self.output[naam])
        return self.stage(doel)

    def stage(self, doel: Path) -> Path:
        """Return the temporary path beside `doel` (its extension kept) and remember to move it."""
        doel.parent.mkdir(parents=True, exist_ok=True)
        if lineage.is_person(doel):
            lineage.PERSOON.chmod(rights.MAP_EIGENAAR)
        tijdelijk = doel.with_name(f"{doel.stem}{NIEUW}{doel.suffix}")
        self._klaar.append((tijdelijk, doel))
        return tijdelijk

    def stays(self, doel: Path, van: Any) -> bool:  # noqa: ANN401 - whatever shows its content when printed
        """Tell whether an output is already what this step would make of `van`, the part of its inputs that it reads.

        For a step that makes many files, each of a part of what it reads: it need not make those again. True only for a
        file with the bytes of an earlier run, by the same code, packages and settings, of the same part.
        """
        som = self._delen[doel.as_posix()] = lineage.content_digest(van)
        record = lineage.read_record(doel)
        if record is None or record.get("delen", {}).get(doel.as_posix()) != som or not doel.is_file():
            return False
        nu = {"script": self._content_of["script"], "bestanden": self._content_of["bestanden"],
              "instellingen": json.loads(json.dumps(self.params)), "pakketten": lineage.packages()}  # fmt: skip
        if any(record[naam] != waarde for naam, waarde in nu.items()):
            return False
        if record["uitvoer"].get(doel.as_posix()) != lineage.content(doel, doel, lineage.sha256(doel)):
            return False
        # Snakemake goes by dates first: what stays is as new as what this step makes.
        doel.touch()
        return True

    def write(self, naam: str, data: Any) -> None:  # noqa: ANN401
        """Write an output: a DataFrame through its contract (input `contract_<naam>` or `contract`), else by kind."""
        doel = Path(self.output[naam])
        tijdelijk = self.target(naam)
        if isinstance(data, str):
            tijdelijk.write_text(data, encoding="utf-8", newline="\n")
        elif isinstance(data, (dict, list)):
            tijdelijk.write_text(_json(data), encoding="utf-8", newline="\n")
        else:
            from werkagenda.contract.tables import check_table, write_table  # noqa: PLC0415 - pandas costs seconds

            sleutel = f"contract_{naam}" if f"contract_{naam}" in self.input else "contract"
            gecontroleerd = check_table(data, self.contract(sleutel))
            write_table(gecontroleerd, tijdelijk)
            self.rows_out(naam, len(gecontroleerd))
        log.info("geschreven: %s", doel.as_posix())

    def rows_out(self, naam: str, rijen: int) -> None:
        """Note the number of rows of an output that the step wrote itself."""
        self._uit[naam] = {"rijen": rijen}

    def trace(self, bestanden: Iterable[Path]) -> dict[str, Any]:
        """Return the lineage of files (`lineage.trace`); the records it comes from are noted: they are inputs too."""
        return lineage.trace(bestanden, self._records)

    def attrition(  # noqa: PLR0913 - a column of the table each
        self, bron: str, rijen_in: int, rijen_uit: int, reden: str, *, studenten: float, let_op: bool = False
    ) -> None:
        """Note rows that a step left out or moved, the students in them, and why; nothing is dropped silently.

        `let_op`: it comes from a fault in what was delivered and not from a choice of ours, so it is a warning too.
        """
        if let_op:
            log.warning("%s | %s", bron, reden, extra={_NOTED: True})
            reden = f"{LET_OP.lower()}: {reden}"
        self._uitval.append(
            {
                "stap": self._naam,
                "bron": bron,
                "rijen_in": rijen_in,
                "rijen_uit": rijen_uit,
                "studenten": round(studenten),
                "reden": reden,
            }
        )

    def source(self, bron: str, path: Path, rijen: int) -> None:
        """Note a raw file that was read."""
        som = self._content_of["raw"].get(path.name, "")
        self._bronnen.append({"bron": bron, "bestand": path.name, "sha256": som, "rijen": rijen})

    def _read_part(self, pad: Path, contract: Any = None) -> Any:  # noqa: ANN401
        if pad.suffix in {".parquet", ".csv"}:
            from werkagenda.contract.tables import read_table  # noqa: PLC0415 - pandas costs seconds

            tabel = read_table(pad, contract)
            self._in[pad.as_posix()] = {"rijen": len(tabel)}
            return tabel
        if pad.suffix in {".yaml", ".yml"}:
            return read_yaml(pad, bron=pad.parent.as_posix())
        tekst = pad.read_text(encoding="utf-8")
        return json.loads(tekst) if pad.suffix == ".json" else tekst

    def check_inputs(self) -> None:
        """Hash the inputs that steps made, for the record; InputError when one has other bytes than its step wrote."""
        for pad in sorted({pad for naam in self.input for pad in self.paths(naam) if pad.is_file()}):
            if not lineage.is_result(pad):
                continue
            som = self._read_value[pad.as_posix()] = lineage.sha256(pad)
            record = lineage.read_record(pad)
            if record and record["uitvoer"].get(pad.as_posix()) != lineage.content(pad, pad, som):
                melding = "heeft andere bytes dan toen de workflow het maakte, en is niet gebruikt"
                verwacht = "een bestand dat niemand wijzigt; start opnieuw, dan wordt het opnieuw gemaakt"
                raise InputError("results", pad.as_posix(), melding, verwacht=verwacht)

    def finish(self) -> None:
        """Move the outputs to their places and write the lineage beside each, those that no rule names too."""
        for tijdelijk, doel in self._klaar:
            if lineage.is_person(doel):
                tijdelijk.chmod(rights.BESTAND_EIGENAAR)
            tijdelijk.replace(doel)
        gemaakt = {doel for _, doel in self._klaar if lineage.is_result(doel)}
        genoemd = ([waarde] if isinstance(waarde, str) else waarde for waarde in self.output.values())
        uitvoer = sorted(gemaakt | {Path(pad) for paden in genoemd for pad in paden})
        sommen = {pad: lineage.sha256(pad) for pad in uitvoer if pad.is_file()}
        # Those inside first: what a record outside says of persons follows from them.
        for binnen in (True, False):
            paden = [pad for pad in uitvoer if lineage.is_person(pad) is binnen]
            record = self._record(paden[0], sommen) if paden else ""
            for plek in map(lineage.record_path, paden):
                plek.parent.mkdir(parents=True, exist_ok=True)
                nieuw = plek.with_suffix(NIEUW)  # nobody reads half of it
                nieuw.write_text(record, encoding="utf-8", newline="\n")
                nieuw.replace(plek)

    def _record(self, uitvoer: Path, gemaakt: dict[Path, str]) -> str:
        """Return the record of an output; `gemaakt` has the hash of each file that the step made."""
        gelezen = {Path(naam): som for naam, som in self._read_value.items()}

        behind: dict[Path, frozenset[str]] = {}

        def told(sommen: dict[Path, str]) -> dict[str, str]:
            return {pad.as_posix(): lineage.content(uitvoer, pad, som, behind) for pad, som in sommen.items()}

        return _json(
            {
                "id": self._naam,
                "script": self._content_of["script"],
                "bestanden": self._content_of["bestanden"],
                "instellingen": self.params,
                "pakketten": lineage.packages(),
                # Files that no step made are in `bestanden` (reference data) or in `ruw`.
                "invoer": told(gelezen),
                "ruw": self._content_of["raw"],
                "uitvoer": told(gemaakt),
                # Of each file whose record the step told of: the content of that record.
                "verslagen": told(self._records),
                "delen": self._delen,
                "rijen_in": self._in,
                "rijen_uit": self._uit,
                "uitval": self._uitval,
                "bronnen": self._bronnen,
            }
        )

    def discard(self) -> None:
        """Remove what was written so far."""
        for tijdelijk, _ in self._klaar:
            tijdelijk.unlink(missing_ok=True)


class _Warnings(logging.Handler):
    """Keep the warnings of a step with its attrition: they stand in appendix C too, and not in a log alone."""

    def __init__(self, stap: Step) -> None:
        super().__init__(logging.WARNING)
        self._stap = stap

    def emit(self, record: logging.LogRecord) -> None:
        """Note a warning; an error is the end of the step, and has a line of its own."""
        if record.levelno < logging.ERROR and not hasattr(record, _NOTED):
            bron, _, rest = record.getMessage().partition(" | ")
            plek = bron if rest else ""
            self._stap.attrition(plek, 0, 0, f"{LET_OP.lower()}: {rest or bron}", studenten=0)


def _json(data: Any) -> str:  # noqa: ANN401
    return json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


@contextmanager
def step(smk: Any) -> Iterator[Step]:  # noqa: ANN401 - Snakemake's own object has no type
    """Run a script's tail: log to the rule's log file, end with one plain line and exit code 1 on bad input."""
    handlers: list[logging.Handler] = [logging.StreamHandler(sys.stderr)]
    handlers[0].setLevel(logging.WARNING)
    if smk.log:
        # To the log alone: the workflow repeats the lines with an error at the end of the run, where they are seen.
        Path(smk.log[0]).parent.mkdir(parents=True, exist_ok=True)
        handlers = [logging.FileHandler(smk.log[0], mode="w", encoding="utf-8")]
    logging.addLevelName(logging.ERROR, FOUT)
    logging.addLevelName(logging.WARNING, LET_OP)
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(message)s", handlers=handlers, force=True)
    stap = Step(smk)
    if any(lineage.is_person(Path(pad)) for pad in smk.output):
        # From the first byte on, before the file has its place.
        os.umask(0o077)
    end_with_run(stap.discard)
    waarschuwingen = _Warnings(stap)
    log.addHandler(waarschuwingen)
    try:
        stap.check_inputs()
        yield stap
        stap.finish()
    except InputError as fout:
        stap.discard()
        log.error("%s", fout)  # noqa: TRY400 - the line is the message; a traceback would bury it
        sys.exit(1)
    except Exception as fout:  # noqa: BLE001 - whatever it is, its message may quote a row and must not be shown
        stap.discard()
        if stop := explain_error(fout):
            log.error("%s | %s", stap._naam, stop)  # noqa: SLF001, TRY400 - as above
            sys.exit(1)
        # The frames only: a message of pandas or pyarrow may quote a row.
        soort, _, spoor = sys.exc_info()
        regels = "".join(traceback.format_tb(spoor))
        waar = f"zie {smk.log[0]}" if smk.log else "zie hieronder"
        log.error("%s: onverwachte fout %s; %s\n%s", stap._naam, soort.__name__ if soort else "", waar, regels)  # noqa: SLF001, TRY400
        sys.exit(1)
    finally:
        log.removeHandler(waarschuwingen)
