"""The zip that leaves the secure environment: the names in it, its manifest, and how it is read and checked.

Flat, only csv and txt. Of a released table `<id>.csv`, `<id>_aantallen.csv` (the persons behind every cell) and
`<id>_beschrijving.txt`; of a table that is not released only `<id>_niet_vrijgegeven.txt`. `oordeel.csv` names every
table; `manifest.csv` every other file with its hash and the run that made it.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from werkagenda.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    import pandas as pd

BRON = "export"
# What CBS takes and this workflow makes; disclosure.md.
SOORTEN = (".csv", ".txt")
MANIFEST = "manifest.csv"
OORDEEL = "oordeel.csv"
INSTELLINGEN = "instellingen.csv"
NIET_VRIJGEGEVEN = "niet vrijgegeven"
TABEL, AANTALLEN, BESCHRIJVING = ".csv", "_aantallen.csv", "_beschrijving.txt"
WEGGELATEN = "_niet_vrijgegeven.txt"
KOLOMMEN = ("bestand", "sha256", "rijen", "getoond", "onderdrukt", "run")
_RUNREGEL = "Run: "

Regel = dict[str, str]


@dataclass(frozen=True)
class Archive:
    """An export as it was read: the zip's name and hash, the run that made it, manifest and contents."""

    naam: str
    sha256: str
    run: str
    manifest: tuple[Regel, ...]
    bestanden: Mapping[str, bytes]

    @property
    def vrijgegeven(self) -> tuple[str, ...]:
        """The products whose table is in the zip."""
        return tuple(naam.removesuffix(BESCHRIJVING) for naam in sorted(self.bestanden) if naam.endswith(BESCHRIJVING))

    @property
    def beoordeeld(self) -> tuple[str, ...]:
        """The products that were judged, released or not."""
        return tuple(sorted({rij["tabel"] for rij in _rijen(self.bestanden[OORDEEL])}))

    @property
    def instellingen(self) -> dict[str, dict[str, Any]]:
        """The settings that the tables were made with, as in the configuration."""
        uit: dict[str, dict[str, Any]] = {}
        for rij in _rijen(self.bestanden[INSTELLINGEN]):
            uit.setdefault(rij["deel"], {})[rij["sleutel"]] = json.loads(rij["waarde"])
        return uit

    def tabel(self, naam: str) -> pd.DataFrame:
        """Return a csv of the zip with every cell as text: a contract gives it its types."""
        return text_table(self.bestanden[naam])


def zip_name(naam: str, nummer: int, *, licht: bool) -> str:
    """Return the file name of an export."""
    return f"{'LIGHT_' if licht else ''}{naam}_{nummer}.zip"


def check_new(naam: str, eerder: Iterable[Path]) -> None:
    """Check that an export does not take the place of an earlier one.

    Raises:
        InputError: `naam` is the file name of one of `eerder`.

    """
    if naam in {pad.name for pad in eerder}:
        raise InputError(
            "instellingen",
            "export.nummer",
            f"{naam} staat al in export.history",
            verwacht="een nummer dat nog niet is gebruikt",
        )


def run_line(run: str) -> str:
    """Return the line by which a description says which run it belongs to."""
    return f"{_RUNREGEL}{run}\n"


def text_table(inhoud: bytes) -> pd.DataFrame:
    """Read the bytes of a csv, every cell as text."""
    import pandas as pd  # noqa: PLC0415 - the workflow reads a manifest at every start; pandas costs seconds

    return pd.read_csv(io.BytesIO(inhoud), dtype=str, keep_default_na=False, encoding="utf-8")


def csv_bytes(rijen: Iterable[Mapping[str, object]], kolommen: Iterable[str]) -> bytes:
    """Write rows as csv with these columns, UTF-8 and one newline at the end of a line."""
    tekst = io.StringIO()
    schrijver = csv.DictWriter(tekst, list(kolommen), lineterminator="\n")
    schrijver.writeheader()
    schrijver.writerows(rijen)
    return tekst.getvalue().encode()


def manifest_of(bestanden: Mapping[str, bytes], *, run: str) -> bytes:
    """Return the manifest: per file its hash and rows, per table the cells that it shows and that are suppressed."""
    regels = []
    for naam, inhoud in sorted(bestanden.items()):
        regel = {"bestand": naam, "sha256": hashlib.sha256(inhoud).hexdigest(), "run": run}
        if naam.endswith(TABEL):
            regel["rijen"] = str(len(_rijen(inhoud)))
        if (aantallen := bestanden.get(naam.removesuffix(TABEL) + AANTALLEN)) is not None:
            redenen = [rij["reden"] for rij in _rijen(aantallen)]
            regel["getoond"] = str(redenen.count(""))
            regel["onderdrukt"] = str(len(redenen) - redenen.count(""))
        regels.append(regel)
    return csv_bytes(regels, KOLOMMEN)


def _rijen(inhoud: bytes) -> list[Regel]:
    return list(csv.DictReader(io.StringIO(inhoud.decode(), newline="")))


def unpack(pad: Path) -> Archive:
    """Read an export and check every byte of it.

    Raises:
        InputError: one line with the file and what was expected, on a zip that is damaged, has a file too many or too
            few, a file with other content than at the export, or a file of another run.

    """
    inhoud = _contents(pad)
    if MANIFEST not in inhoud:
        raise _refusal(pad, MANIFEST, "ontbreekt", "een zip die snakemake export maakte")
    bytes_manifest = inhoud.pop(MANIFEST)
    manifest = _read_manifest(pad, bytes_manifest)
    genoemd = {regel["bestand"]: regel for regel in manifest}
    for naam in sorted({*genoemd, *inhoud}):
        if naam not in inhoud:
            raise _refusal(pad, naam, "ontbreekt", f"het bestand met sha256 {genoemd[naam]['sha256']}")
        if naam not in genoemd:
            raise _refusal(pad, naam, "hoort niet bij deze export", f"alleen de bestanden van {MANIFEST}")
        if (som := hashlib.sha256(inhoud[naam]).hexdigest()) != genoemd[naam]["sha256"]:
            raise _refusal(pad, naam, f"is veranderd, sha256 {som}", f"sha256 {genoemd[naam]['sha256']}")
    for naam in (OORDEEL, INSTELLINGEN):
        if naam not in genoemd:
            raise _refusal(pad, naam, "ontbreekt", "een zip die snakemake export maakte")
    run = genoemd[OORDEEL]["run"]
    _check_run(pad, inhoud, genoemd, run)
    _check_complete(pad, inhoud)
    if bytes_manifest != manifest_of(inhoud, run=run):
        raise _refusal(pad, MANIFEST, "is veranderd", "wat uit de bestanden zelf volgt")
    return Archive(pad.name, hashlib.sha256(pad.read_bytes()).hexdigest(), run, tuple(manifest), inhoud)


def _refusal(pad: Path, bestand: str, melding: str, verwacht: str) -> InputError:
    return InputError(f"{BRON} {pad.name}", bestand, melding, verwacht=verwacht)


def _contents(pad: Path) -> dict[str, bytes]:
    """Return the files of the zip; what zip itself finds wrong with a file is a change too."""
    if not pad.is_file():
        raise _refusal(pad, pad.name, "bestaat niet", "het zip-bestand van export.invoer of export.history")
    inhoud: dict[str, bytes] = {}
    try:
        with zipfile.ZipFile(pad) as archief:
            for naam in archief.namelist():
                if PurePosixPath(naam).name != naam or PurePosixPath(naam).suffix not in SOORTEN:
                    raise _refusal(pad, naam, "hoort niet in een export", f"alleen {' en '.join(SOORTEN)}, zonder map")
                if naam in inhoud:
                    raise _refusal(pad, naam, "staat er twee keer in", "elk bestand een keer")
                try:
                    inhoud[naam] = archief.read(naam)
                # Refused, in one line: a checksum that fails, a compression or a password that our own zip never has.
                except (zipfile.BadZipFile, NotImplementedError, RuntimeError):
                    raise _refusal(pad, naam, "is veranderd of beschadigd", "de bytes van de export") from None
    except (zipfile.BadZipFile, OSError):
        raise _refusal(pad, pad.name, "is geen zip of is beschadigd", "een zip die snakemake export maakte") from None
    return inhoud


def _read_manifest(pad: Path, inhoud: bytes) -> list[Regel]:
    try:
        regels = _rijen(inhoud)
    except UnicodeDecodeError:
        regels = []
    if not regels or any(tuple(regel) != KOLOMMEN or None in regel.values() for regel in regels):
        raise _refusal(pad, MANIFEST, "is veranderd", f"de kolommen {', '.join(KOLOMMEN)}")
    return regels


def _check_run(pad: Path, inhoud: Mapping[str, bytes], genoemd: Mapping[str, Regel], run: str) -> None:
    """Every file was made by the run that judged the tables."""
    for naam, regel in genoemd.items():
        if regel["run"] != run or (naam.endswith(BESCHRIJVING) and run_line(run) not in inhoud[naam].decode()):
            raise _refusal(pad, naam, "is van een andere run", f"run {run}, zoals {OORDEEL}")


def _check_complete(pad: Path, inhoud: Mapping[str, bytes]) -> None:
    """Every table that was judged is there with its counts and description, or with the reason why it is not."""
    for rij in _rijen(inhoud[OORDEEL]):
        weg = f"{rij['tabel']}{WEGGELATEN}" in inhoud
        nodig = [] if weg else [rij["tabel"] + deel for deel in (TABEL, AANTALLEN, BESCHRIJVING)]
        for naam in nodig:
            if naam not in inhoud:
                raise _refusal(pad, naam, "ontbreekt", f"een bestand bij elke tabel van {OORDEEL}")


def read_earlier(pad: Path) -> dict[str, pd.DataFrame]:
    """Return the tables of an earlier export, checked: `<id>` and `<id>_aantallen`, every cell as text."""
    uitvoer = unpack(pad)
    return {
        naam.removesuffix(TABEL): uitvoer.tabel(naam)
        for product in uitvoer.vrijgegeven
        for naam in (product + TABEL, product + AANTALLEN)
    }
