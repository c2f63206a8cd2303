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
import zlib
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
KOLOMMEN = ("bestand", "sha256", "bytes", "rijen", "getoond", "onderdrukt", "run")
_RUNREGEL = "Run: "
# The largest manifest and the largest export that are read, in bytes; a real one is a hundred times smaller.
GROOTSTE_MANIFEST, GROOTSTE = 1_000_000, 100_000_000

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
    def released(self) -> tuple[str, ...]:
        """The products whose table is in the zip."""
        return tuple(naam.removesuffix(BESCHRIJVING) for naam in sorted(self.bestanden) if naam.endswith(BESCHRIJVING))

    @property
    def judged(self) -> tuple[str, ...]:
        """The products that were judged, released or not."""
        return tuple(sorted({rij["tabel"] for rij in _rows_of(self.bestanden[OORDEEL])}))

    @property
    def instellingen(self) -> dict[str, dict[str, Any]]:
        """The settings that the tables were made with, as in the configuration."""
        uit: dict[str, dict[str, Any]] = {}
        for rij in _rows_of(self.bestanden[INSTELLINGEN]):
            uit.setdefault(rij["deel"], {})[rij["sleutel"]] = json.loads(rij["waarde"])
        return uit

    def table(self, naam: str) -> pd.DataFrame:
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
        regel = {"bestand": naam, "sha256": hashlib.sha256(inhoud).hexdigest(), "bytes": str(len(inhoud)), "run": run}
        if naam.endswith(TABEL):
            regel["rijen"] = str(len(_rows_of(inhoud)))
        if (aantallen := bestanden.get(naam.removesuffix(TABEL) + AANTALLEN)) is not None:
            redenen = [rij["reden"] for rij in _rows_of(aantallen)]
            regel["getoond"] = str(redenen.count(""))
            regel["onderdrukt"] = str(len(redenen) - redenen.count(""))
        regels.append(regel)
    return csv_bytes(regels, KOLOMMEN)


def _rows_of(inhoud: bytes) -> list[Regel]:
    return list(csv.DictReader(io.StringIO(inhoud.decode(), newline="")))


def unpack(pad: Path, *, som: str = "") -> Archive:
    """Read an export and check every byte of it; names and sizes before anything is unpacked.

    Args:
        pad: the zip.
        som: its SHA-256 as the sender gave it: who makes a false zip makes all that is in it agree.

    Raises:
        InputError: one line with the file and what was expected, on a zip that is damaged or not the one that was
            sent, has a file too many or too few, a file with other content than at the export, or of another run.

    """
    inhoud, bytes_manifest, manifest = _contents(pad, eigen := _own_sum(pad, som))
    genoemd = {regel["bestand"]: regel for regel in manifest}
    for naam in sorted(inhoud):
        if (som := hashlib.sha256(inhoud[naam]).hexdigest()) != genoemd[naam]["sha256"]:
            raise _refusal(pad, naam, f"is veranderd, sha256 {som}", f"sha256 {genoemd[naam]['sha256']}")
    for naam in (OORDEEL, INSTELLINGEN):
        if naam not in genoemd:
            raise _refusal(pad, naam, "ontbreekt", "een zip die snakemake export maakte")
    run = genoemd[OORDEEL]["run"]
    _check_content(pad, inhoud)
    _check_run(pad, inhoud, genoemd, run)
    _check_complete(pad, inhoud)
    _check_counts(pad, inhoud)
    if bytes_manifest != manifest_of(inhoud, run=run):
        raise _refusal(pad, MANIFEST, "is veranderd", "wat uit de bestanden zelf volgt")
    return Archive(pad.name, eigen, run, tuple(manifest), inhoud)


def _refusal(pad: Path, bestand: str, melding: str, verwacht: str) -> InputError:
    return InputError(f"{BRON} {pad.name}", bestand, melding, verwacht=verwacht)


def _own_sum(pad: Path, som: str) -> str:
    if not pad.is_file():
        raise _refusal(pad, pad.name, "bestaat niet", "het zip-bestand van export.invoer of export.history")
    eigen = hashlib.sha256(pad.read_bytes()).hexdigest()
    if som and som != eigen:
        raise _refusal(pad, pad.name, f"is een ander bestand, sha256 {eigen}", f"sha256 {som}, zoals in export.sha256")
    return eigen


def _contents(pad: Path, eigen: str) -> tuple[dict[str, bytes], bytes, list[Regel]]:
    """Return the files of the zip without the manifest, its bytes and its lines.

    What zip itself finds wrong with a file is a change too.
    """
    inhoud: dict[str, bytes] = {}
    try:
        with zipfile.ZipFile(pad) as archief:
            vakken = _entries(pad, archief)
            bytes_manifest = _read(pad, archief, vakken.pop(MANIFEST))
            manifest = _read_manifest(pad, bytes_manifest)
            _check_entries(pad, vakken, manifest)
            for naam, vak in vakken.items():
                inhoud[naam] = _read(pad, archief, vak)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise _refusal(
            pad, pad.name, f"is geen zip of is beschadigd, sha256 {eigen}", "een zip die snakemake export maakte"
        ) from None
    return inhoud, bytes_manifest, manifest


def _entries(pad: Path, archief: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """Return what the zip says that is in it, by name; nothing is unpacked yet."""
    vakken: dict[str, zipfile.ZipInfo] = {}
    for vak in archief.infolist():
        naam = vak.filename
        if PurePosixPath(naam).name != naam or PurePosixPath(naam).suffix not in SOORTEN:
            raise _refusal(pad, naam, "hoort niet in een export", f"alleen {' en '.join(SOORTEN)}, zonder map")
        if naam in vakken:
            raise _refusal(pad, naam, "staat er twee keer in", "elk bestand een keer")
        vakken[naam] = vak
    if MANIFEST not in vakken:
        raise _refusal(pad, MANIFEST, "ontbreekt", "een zip die snakemake export maakte")
    if vakken[MANIFEST].file_size > GROOTSTE_MANIFEST:
        raise _refusal(pad, MANIFEST, "is te groot", f"hoogstens {GROOTSTE_MANIFEST} bytes")
    return vakken


def _check_entries(pad: Path, vakken: Mapping[str, zipfile.ZipInfo], manifest: Iterable[Regel]) -> None:
    """Every file of the manifest is there with its size, and no other."""
    genoemd = {regel["bestand"]: regel for regel in manifest}
    for naam in sorted({*genoemd, *vakken}):
        if naam not in vakken:
            raise _refusal(pad, naam, "ontbreekt", f"het bestand met sha256 {genoemd[naam]['sha256']}")
        if naam not in genoemd:
            raise _refusal(pad, naam, "hoort niet bij deze export", f"alleen de bestanden van {MANIFEST}")
        if str(vakken[naam].file_size) != genoemd[naam]["bytes"]:
            raise _refusal(
                pad, naam, f"is veranderd, {vakken[naam].file_size} bytes", f"{genoemd[naam]['bytes']} bytes"
            )
    if sum(vak.file_size for vak in vakken.values()) > GROOTSTE:
        raise _refusal(pad, pad.name, "is uitgepakt te groot", f"hoogstens {GROOTSTE} bytes")


def _read(pad: Path, archief: zipfile.ZipFile, vak: zipfile.ZipInfo) -> bytes:
    """Unpack one file; of a size that is not what the zip says nothing more is read."""
    try:
        with archief.open(vak) as bestand:
            return bestand.read(vak.file_size)
    # Refused, in one line: a checksum that fails, a compression or a password that our own zip never has.
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
        raise _refusal(pad, vak.filename, "is veranderd of beschadigd", "de bytes van de export") from None


def _check_content(pad: Path, inhoud: Mapping[str, bytes]) -> None:
    """Every file can be read: text, tables with the columns that are asked for and a cell in each of them."""
    nodig = {OORDEEL: ("tabel", "regel", "oordeel"), INSTELLINGEN: ("deel", "sleutel", "waarde")}
    for naam, bytes_ in inhoud.items():
        heel = True
        try:
            tekst = bytes_.decode()
            if naam.endswith(TABEL):
                kop, *rijen = csv.reader(io.StringIO(tekst, newline=""), strict=True)
                heel = len(set(kop)) == len(kop) and all(len(rij) == len(kop) for rij in rijen)
                heel &= {*nodig.get(naam, ()), *_own_columns(naam, inhoud)} <= set(kop)
            if naam == INSTELLINGEN:
                for rij in _rows_of(bytes_):
                    json.loads(rij["waarde"])
        except (ValueError, csv.Error):
            heel = False
        if not heel:
            raise _refusal(pad, naam, "is niet te lezen", "de inhoud van een export")


def _own_columns(naam: str, inhoud: Mapping[str, bytes]) -> tuple[str, ...]:
    product = naam.removesuffix(AANTALLEN).removesuffix(TABEL)
    return ("reden",) if f"{product}{BESCHRIJVING}" in inhoud else ()


def _check_counts(pad: Path, inhoud: Mapping[str, bytes]) -> None:
    """A table and the counts behind it agree: as many rows, and where both tell a number the same one."""
    for naam in inhoud:
        if not naam.endswith(BESCHRIJVING):
            continue
        tabel, aantallen = (_rows_of(inhoud[naam.removesuffix(BESCHRIJVING) + deel]) for deel in (TABEL, AANTALLEN))
        gelijk = len(tabel) == len(aantallen)
        for rij, telling in zip(tabel, aantallen, strict=False):
            samen = (rij.keys() & telling.keys()) - {"reden"}
            gelijk &= all(rij[kolom] == telling[kolom] for kolom in samen if telling[kolom])
        if not gelijk:
            raise _refusal(
                pad, naam.removesuffix(BESCHRIJVING) + AANTALLEN, "hoort niet bij de tabel", "dezelfde aantallen"
            )


def _read_manifest(pad: Path, inhoud: bytes) -> list[Regel]:
    try:
        regels = _rows_of(inhoud)
    except (ValueError, csv.Error):
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
    for rij in _rows_of(inhoud[OORDEEL]):
        weg = f"{rij['tabel']}{WEGGELATEN}" in inhoud
        nodig = [] if weg else [rij["tabel"] + deel for deel in (TABEL, AANTALLEN, BESCHRIJVING)]
        for naam in nodig:
            if naam not in inhoud:
                raise _refusal(pad, naam, "ontbreekt", f"een bestand bij elke tabel van {OORDEEL}")


def read_earlier(pad: Path) -> dict[str, pd.DataFrame]:
    """Return the tables of an earlier export, checked: `<id>` and `<id>_aantallen`, every cell as text."""
    uitvoer = unpack(pad)
    return {
        naam.removesuffix(TABEL): uitvoer.table(naam)
        for product in uitvoer.released
        for naam in (product + TABEL, product + AANTALLEN)
    }
