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

import yaml

from werkagenda.contract.contracts import load_contract
from werkagenda.errors import FOUT, InputError
from werkagenda.run import lineage

if TYPE_CHECKING:
    from collections.abc import Iterator

log = logging.getLogger("werkagenda")
_NIEUW = ".nieuw"
# Rows of persons are for the owner of the run alone: nobody else gets into the folder, or reads a file of it.
_MAP_EIGENAAR = 0o700
_BESTAND_EIGENAAR = 0o600
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
        self.register: dict[str, Any] = {naam: inhoud for naam, (_, inhoud) in self.params.pop(REGISTER, {}).items()}
        self._inhoud: dict[str, Any] = smk.params.inhoud
        self._naam = "/".join([smk.rule, *self.wildcards.values()])
        self._in: dict[str, dict[str, Any]] = {}
        self._uit: dict[str, dict[str, Any]] = {}
        self._uitval: list[dict[str, Any]] = []
        self._bronnen: list[dict[str, Any]] = []
        self._klaar: list[tuple[Path, Path]] = []

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
        return self._lees(self.path(naam), self.contract(sleutel) if sleutel in self.input else None)

    def read_all(self, naam: str) -> dict[str, Any]:
        """Read an input that may be several files; keys are the file names without extension."""
        return {pad.stem: self._lees(pad) for pad in self.paths(naam)}

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
            lineage.PERSOON.chmod(_MAP_EIGENAAR)
        tijdelijk = doel.with_name(f"{doel.stem}{_NIEUW}{doel.suffix}")
        self._klaar.append((tijdelijk, doel))
        return tijdelijk

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

    def attrition(self, bron: str, rijen_in: int, rijen_uit: int, reden: str, *, studenten: float) -> None:
        """Note rows that a step left out or moved, the students in them, and why; nothing is dropped silently."""
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
        som = self._inhoud["raw"].get(path.name, "")
        self._bronnen.append({"bron": bron, "bestand": path.name, "sha256": som, "rijen": rijen})

    def _lees(self, pad: Path, contract: Any = None) -> Any:  # noqa: ANN401
        if pad.suffix in {".parquet", ".csv"}:
            from werkagenda.contract.tables import read_table  # noqa: PLC0415 - pandas costs seconds

            tabel = read_table(pad, contract)
            self._in[pad.as_posix()] = {"rijen": len(tabel)}
            return tabel
        tekst = pad.read_text(encoding="utf-8")
        if pad.suffix in {".yaml", ".yml"}:
            return yaml.load(tekst, Loader=yaml.CSafeLoader)
        return json.loads(tekst) if pad.suffix == ".json" else tekst

    def finish(self) -> None:
        """Move the outputs to their places and write the lineage beside each."""
        for tijdelijk, doel in self._klaar:
            if lineage.is_person(doel):
                tijdelijk.chmod(_BESTAND_EIGENAAR)
            tijdelijk.replace(doel)
        invoer = sorted({pad for naam in self.input for pad in self.paths(naam) if pad.is_file()})
        uitvoer = sorted(
            Path(pad) for waarde in self.output.values() for pad in ([waarde] if isinstance(waarde, str) else waarde)
        )
        # Beside rows of persons alone a record tells the plain hash of their files.
        binnen = all(lineage.is_person(pad) for pad in uitvoer)

        def content(pad: Path) -> str:
            return lineage.sha256(pad) if binnen else lineage.keyed(pad, lineage.sha256(pad))

        record = _json(
            {
                "id": self._naam,
                "script": self._inhoud["script"],
                "bestanden": self._inhoud["bestanden"],
                "instellingen": self.params,
                "pakketten": lineage.packages(),
                # Files that no step made are in `bestanden` (reference data) or in `bronnen` (raw files).
                "invoer": {pad.as_posix(): content(pad) for pad in invoer if lineage.RESULTS in pad.parents},
                "uitvoer": {pad.as_posix(): content(pad) for pad in uitvoer if pad.is_file()},
                "rijen_in": self._in,
                "rijen_uit": self._uit,
                "uitval": self._uitval,
                "bronnen": self._bronnen,
            }
        )
        for pad in uitvoer:
            plek = lineage.record_path(pad)
            plek.parent.mkdir(parents=True, exist_ok=True)
            plek.write_text(record, encoding="utf-8", newline="\n")

    def discard(self) -> None:
        """Remove what was written so far."""
        for tijdelijk, _ in self._klaar:
            tijdelijk.unlink(missing_ok=True)


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
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(message)s", handlers=handlers, force=True)
    stap = Step(smk)
    if any(lineage.is_person(Path(pad)) for pad in smk.output):
        # From the first byte on, before the file has its place.
        os.umask(0o077)
    try:
        yield stap
        stap.finish()
    except InputError as fout:
        stap.discard()
        log.error("%s", fout)  # noqa: TRY400 - the line is the message; a traceback would bury it
        sys.exit(1)
    except Exception:  # noqa: BLE001 - whatever it is, its message may quote a row and must not be shown
        stap.discard()
        # The frames only: a message of pandas or pyarrow may quote a row.
        soort, _, spoor = sys.exc_info()
        regels = "".join(traceback.format_tb(spoor))
        waar = f"zie {smk.log[0]}" if smk.log else "zie hieronder"
        log.error("%s: onverwachte fout %s; %s\n%s", stap._naam, soort.__name__ if soort else "", waar, regels)  # noqa: SLF001, TRY400
        sys.exit(1)
