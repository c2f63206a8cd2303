"""Lineage: which files, code and settings stand behind an output.

Of every output `results/x` a step keeps a record in `results/audit/stappen/x.json`: the step, its code, settings and
inputs. The lineage of a product is the walk from its files up through those records. A record holds no date, machine,
absolute path or renderer, so that the same content gives the same bytes.
"""

from __future__ import annotations

import ast
import hashlib
import hmac
import json
import os
from contextlib import suppress
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

RESULTS = Path("results")
# Everything with a row per person; never leaves the machine, nor does a count of rows behind it.
PERSOON = RESULTS / "persoon"
# What of it has a row per person from the start: read in, or made up.
_RIJEN = tuple(f"{PERSOON.as_posix()}/{map_}/" for map_ in ("ingest", "synthetic"))
_STAPPEN = Path("audit", "stappen")
_TELLINGEN = ("rijen_in", "rijen_uit", "uitval")
# What `st_ctime` is on Windows; up to this many bytes a file is then hashed each time.
_CREATION_DATE = os.name == "nt"
_SMALL = 1 << 16
# Beside the name of a file: what is remembered of it is what it says, not its bytes.
_GEZEGD = "(inhoud)"
# What is hashed at a time, files that are hashed beside each other, and seconds between two words on how far it is.
_BLOK = 1 << 20
_TEGELIJK = 8
_TUSSENPOOS = 5.0
# So many bytes of hashing are worth a write of the memory.
_UNSAVED = 1 << 26
# The packages whose version can change a number or a picture.
PAKKETTEN = (
    "highspy",
    "matplotlib",
    "numpy",
    "pandas",
    "polars",
    "polars-readstat",
    "pyarrow",
    "pyreadstat",
    "scipy",
    "seaborn",
)


def sha256(path: Path, read: Callable[[int], object] = bool) -> str:
    """Return the SHA-256 of a file's bytes, read in blocks so that memory stays bounded; `read` hears of each block."""
    som = hashlib.sha256()
    with path.open("rb", buffering=0) as bestand:
        ruimte = memoryview(bytearray(_BLOK))
        while aantal := bestand.readinto(ruimte):
            som.update(ruimte[:aantal])
            read(aantal)
    return som.hexdigest()


class Imports:
    """The names that Python files import, remembered by content: parsing them all costs a second per run."""

    def __init__(self, geheugen: Path | None = None) -> None:
        """Read the memory; a missing or damaged one is simply made anew, without a path nothing is remembered."""
        self._pad = geheugen
        self._known_value: dict[str, list[str]] = (_load(geheugen) if geheugen else None) or {}
        self._gezien: dict[str, list[str]] = {}
        self._namen: dict[Path, list[str]] = {}
        self._in: dict[Path, dict[str, list[Path]]] = {}
        self._modules: dict[tuple[Path, tuple[Path, ...]], tuple[Path, ...]] = {}

    def names(self, path: Path) -> list[str]:
        """Return the dotted names that a Python file imports, those inside functions too."""
        if path not in self._namen:
            som = digest(path)
            bekend = self._known_value.get(som)
            self._namen[path] = self._gezien[som] = _imports(path) if bekend is None else bekend
        return self._namen[path]

    def modules(self, path: Path, roots: tuple[Path, ...]) -> tuple[Path, ...]:
        """Return the project modules that a Python file imports."""
        if (path, roots) not in self._modules:
            self._modules[path, roots] = tuple(
                pad for naam in self.names(path) for root in roots for pad in self._modules_in(root).get(naam, ())
            )
        return self._modules[path, roots]

    def _modules_in(self, root: Path) -> dict[str, list[Path]]:
        """Return the files of a folder that Python imports, by dotted name: one walk instead of a look per name."""
        if root not in self._in:
            namen = self._in[root] = {}
            for map_, _, bestanden in os.walk(root, followlinks=True):
                delen = Path(map_).relative_to(root).parts
                for stam in (naam.removesuffix(".py") for naam in bestanden if naam.endswith(".py")):
                    module = ".".join(delen if stam == "__init__" else (*delen, stam))
                    namen.setdefault(module, []).append(Path(map_, f"{stam}.py"))
        return self._in[root]

    def keep(self) -> None:
        """Write what was seen, and no more, to the memory when that changed."""
        if self._pad and self._gezien != self._known_value:
            # Without the memory all works, only slower: a folder that may not be written is no reason to stop.
            with suppress(OSError):
                _save(self._pad, self._gezien)


def _imports(path: Path) -> list[str]:
    namen: set[str] = set()
    for knoop in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(knoop, ast.Import):
            namen |= {alias.name for alias in knoop.names}
        elif isinstance(knoop, ast.ImportFrom) and knoop.module:
            namen |= {knoop.module} | {f"{knoop.module}.{alias.name}" for alias in knoop.names}
    return sorted(namen)


def code_files(script: Path, roots: tuple[Path, ...], imports: Imports | None = None) -> list[Path]:
    """Return the script and every project module below it, found by reading imports.

    `roots` are the folders that modules are imported from (`src` and the script's own folder).
    """
    imports = imports or Imports()
    gevonden: set[Path] = set()
    te_doen = [script]
    while te_doen:
        bestand = te_doen.pop()
        if bestand not in gevonden:
            gevonden.add(bestand)
            te_doen += imports.modules(bestand, roots)
    return sorted(gevonden)


def _load(geheugen: Path) -> dict[str, Any] | None:
    """Return what a memory holds, None when it is missing or damaged."""
    try:
        inhoud = json.loads(geheugen.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return inhoud if isinstance(inhoud, dict) else None


def _save(geheugen: Path, inhoud: dict[str, Any]) -> None:
    """Write a memory beside its place and move it there, so that a reader never sees half of it."""
    geheugen.parent.mkdir(parents=True, exist_ok=True)
    nieuw = geheugen.with_suffix(".nieuw")
    nieuw.write_text(json.dumps(inhoud, indent=0, sort_keys=True), encoding="utf-8", newline="\n")
    if is_person(geheugen):
        nieuw.chmod(0o600)
    nieuw.replace(geheugen)


def digest(path: Path) -> str:
    """Return the SHA-256 of a project file with line ends as on Linux: what `sha256sum` prints there."""
    # Line ends are a setting of git on Windows, not a change of content.
    return hashlib.sha256(path.read_bytes().replace(b"\r\n", b"\n")).hexdigest()


def content_digest(inhoud: Any) -> str:  # noqa: ANN401 - whatever YAML holds, or a contract
    """Return the SHA-256 of what a register or contract says: comments and layout change nothing."""
    return hashlib.sha256(repr(inhoud).encode()).hexdigest()


class Fingerprints:
    """SHA-256 of raw files and results, remembered by path, size, dates and place on the disk.

    An unchanged file is hashed once in its life. The date of the last change of state (`st_ctime`) can't be set by
    hand: an edit that puts the old date back is noticed. Windows has the date of creation there, so that small files
    are hashed each time; of a large one the step that reads it notices (`step`).
    """

    def __init__(self, geheugen: Path) -> None:
        """Read the memory; a missing or damaged one is simply made anew.

        What is remembered of rows of persons, and of tables of them, stays with them: a hash gives small counts away.
        """
        self._paden = {False: geheugen, True: PERSOON / geheugen.name}
        self._nieuw = 0
        self._known_value: dict[str, list[Any]] = {}
        for pad in self._paden.values():
            self._known_value |= _load(pad) or {}

    def of(self, path: Path) -> str:
        """Return the fingerprint of a file, or 'ontbreekt' when it is not there (yet)."""
        try:
            kenmerk = _state(path)
        except FileNotFoundError:
            return "ontbreekt"
        return self._known(path, kenmerk) or self._keep(path, kenmerk, sha256(path))

    def recall(self, path: Path, find: Callable[[], str], shared: Iterable[Path] = ()) -> str:
        """Return what `find` makes of a file, remembered as long as it and what it shares with others stay the same."""
        try:
            kenmerk = [getal for pad in (path, *shared) for getal in _state(pad)]
        except FileNotFoundError:
            return find()
        plek = path.with_name(f"{path.name} {_GEZEGD}")
        return self._known(plek, kenmerk) or self._keep(plek, kenmerk, find())

    def ahead(self, paths: Iterable[Path], say: Callable[[int, int, int], None]) -> None:
        """Hash the files that are not known yet beside each other, so that `of` knows them.

        Hashing is for one processor and reading waits for the disk: a hundred gigabytes one after another take minutes.
        `say` hears from time to time how many files it are, and how many bytes are done and in all.
        """
        nieuw = {}
        for pad in paths:
            with suppress(OSError):
                kenmerk = _state(pad)
                if not self._known(pad, kenmerk):
                    nieuw[pad] = kenmerk
        # The largest first: else one of them is left over at the end, alone.
        volgorde = sorted(nieuw, key=lambda pad: nieuw[pad][0], reverse=True)
        alles = sum(kenmerk[0] for kenmerk in nieuw.values())
        if alles < _UNSAVED:
            return
        from concurrent.futures import ThreadPoolExecutor, wait  # noqa: PLC0415 - most runs have nothing to hash

        gelezen: list[int] = []
        afgebroken = False

        def read(aantal: int) -> None:
            if afgebroken:
                raise InterruptedError
            gelezen.append(aantal)

        with ThreadPoolExecutor(min(os.cpu_count() or 1, _TEGELIJK)) as pool:
            bezig = {pool.submit(sha256, pad, read): pad for pad in volgorde}
            open_ = set(bezig)
            try:
                while open_:
                    klaar, open_ = wait(open_, timeout=_TUSSENPOOS)
                    for een in klaar:
                        # What can't be read, its own step says.
                        if not een.exception():
                            self._keep(bezig[een], nieuw[bezig[een]], een.result())
                    say(len(nieuw), sum(gelezen), alles)
            finally:
                # Ctrl-C: else the files that are being read are read to their end.
                afgebroken = True

    def _known(self, path: Path, kenmerk: list[int]) -> str:
        """Return what is remembered of a file in this state, nothing when that may be out of date."""
        # Relative to the project: a folder that moves keeps its memory.
        bekend = self._known_value.get(path.as_posix())
        goed = bekend and bekend[:-1] == kenmerk and (not _CREATION_DATE or kenmerk[0] > _SMALL)
        return str(bekend[-1]) if bekend and goed else ""

    def _keep(self, path: Path, kenmerk: list[int], som: str) -> str:
        """Remember the fingerprint of a file in this state, and return it."""
        if self._known_value.get(path.as_posix()) != [*kenmerk, som]:
            self._known_value[path.as_posix()] = [*kenmerk, som]
            self._nieuw += kenmerk[0]
        if self._nieuw > _UNSAVED:
            self.save()
        return som

    def save(self) -> None:
        """Write the memory, when something came in."""
        if self._nieuw:
            # Without the memory all works, only slower: a folder that may not be written is no reason to stop.
            for van_personen, pad in self._paden.items():
                deel = {
                    plek: staat for plek, staat in self._known_value.items() if is_person(Path(plek)) == van_personen
                }
                if deel:
                    with suppress(OSError):
                        _save(pad, deel)
            self._nieuw = 0


def _state(path: Path) -> list[int]:
    """Return what changes when a file does: size, dates and place on the disk."""
    staat = path.stat()
    return [staat.st_size, staat.st_mtime_ns, staat.st_ctime_ns, staat.st_ino]


@cache
def packages() -> dict[str, str]:
    """Return the versions of the packages that can change a result, of those that are here; looked up once."""
    aanwezig = {naam: list(metadata.distributions(name=naam)) for naam in PAKKETTEN}
    return {naam: gevonden[0].version for naam, gevonden in aanwezig.items() if gevonden}


def is_result(pad: Path) -> bool:
    """Tell whether a path, relative to the project, is a result."""
    # Asked tens of thousands of times per run: the parts are there, `parents` are made anew each time.
    return pad.parts[:1] == RESULTS.parts


def is_person(pad: Path) -> bool:
    """Tell whether a path of a result holds rows of persons."""
    return pad.parts[:2] == PERSOON.parts


def record_path(uitvoer: Path) -> Path:
    """Return where the record of an output under `results/` stands; beside rows of persons it stays with them."""
    kamer = PERSOON if is_person(uitvoer) else RESULTS
    # Asked thousands of times per run: each `/` would make a path of its own.
    return Path(f"{kamer.as_posix()}/{_STAPPEN.as_posix()}/{uitvoer.relative_to(kamer).as_posix()}.json")


def read_record(uitvoer: Path) -> dict[str, Any] | None:
    """Return the record of an output, or None for a file that no step made or whose record cannot be read."""
    if not is_result(uitvoer):
        return None
    try:
        inhoud: dict[str, Any] = json.loads(record_path(uitvoer).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return inhoud


def content(uitvoer: Path, pad: Path, som: str, behind: dict[Path, frozenset[str]] | None = None) -> str:
    """Return what the record of an output says of a file with this SHA-256: inside the plain hash, else `keyed`."""
    return som if is_person(uitvoer) else keyed(pad, som, behind)


def keyed(pad: Path, som: str, behind: dict[Path, frozenset[str]] | None = None) -> str:
    """Return what a record outside `results/persoon/` says of the content of a file: its hash, of persons under a key.

    A plain hash of a table with a few small counts gives them away: one tries them all. The key is made of the hashes
    of the files with rows of persons behind the table, which stand in the records in `results/persoon/` alone; so the
    same data give the same record everywhere. Without such records there is nothing to say.

    Args:
        pad: the file, relative to the project.
        som: its SHA-256.
        behind: what is known by now of files: who asks of many gives the same dict, and no record is read twice.

    """
    if not is_person(pad):
        return som
    geheim = sorted(_person_hashes(pad, {} if behind is None else behind))
    return (
        hmac.digest(json.dumps(geheim).encode(), f"{pad.as_posix()} {som}".encode(), "sha256").hex() if geheim else ""
    )


def _person_hashes(pad: Path, behind: dict[Path, frozenset[str]]) -> frozenset[str]:
    """Return the hashes of the files with rows of persons, as read in or made up, that a file is made of."""
    if pad not in behind:
        # Were a file behind itself, it would add nothing.
        behind[pad] = frozenset()
        if record := read_record(pad):
            # By name, not by path: asked of every file behind every table of persons.
            rijen = {som for naam, som in record["uitvoer"].items() if naam.startswith(_RIJEN)}
            verder = () if rijen else (_person_hashes(Path(naam), behind) for naam in record["invoer"])
            behind[pad] = frozenset(rijen).union(*verder)
    return behind[pad]


def _as_outside(stap: dict[str, Any], bestand: Path, behind: dict[Path, frozenset[str]]) -> dict[str, Any]:
    """Return the record of a file as it may be told outside `results/persoon/`."""
    uit = dict(stap)
    if is_person(bestand):
        # A record beside rows of persons holds the plain hashes; one outside has them keyed already.
        for kant in ("invoer", "uitvoer"):
            uit[kant] = {naam: keyed(Path(naam), som, behind) for naam, som in stap[kant].items()}
    return uit


def trace(bestanden: Iterable[Path], read: dict[Path, str] | None = None) -> dict[str, Any]:
    """Return `{"stappen": [...], "bronnen": [...]}` behind files: each step and raw file once, sorted by name.

    Of a step that writes rows of persons the counts are left out: the difference of two of them may be a few persons;
    the hashes of its files are keyed (`keyed`).

    Args:
        bestanden: the files, relative to the project.
        read: gets per file whose record was told the hash of that record: what was told changes when one of them does.

    """
    stappen: dict[str, dict[str, Any]] = {}
    bronnen: dict[tuple[str, str], dict[str, Any]] = {}
    behind: dict[Path, frozenset[str]] = {}
    te_doen = list(bestanden)
    while te_doen:
        bestand = te_doen.pop()
        record = read_record(bestand)
        if record is None or record["id"] in stappen:
            continue
        if read is not None:
            read[bestand] = sha256(record_path(bestand))
        bronnen |= {(bron["bron"], bron["bestand"]): bron for bron in record["bronnen"]}
        weg = {"bronnen", "ruw", *(_TELLINGEN if any(is_person(Path(pad)) for pad in record["uitvoer"]) else ())}
        stappen[record["id"]] = _as_outside(
            {naam: waarde for naam, waarde in record.items() if naam not in weg}, bestand, behind
        )
        te_doen += [Path(pad) for pad in record["invoer"]]
    return {
        "stappen": [stappen[naam] for naam in sorted(stappen)],
        "bronnen": [bronnen[sleutel] for sleutel in sorted(bronnen)],
    }
