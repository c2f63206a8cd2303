"""Maak de omgeving en start de workflow; alleen Python 3.11, 3.12 of 3.13 is nodig.

python3 start.py               het hele rapport
python3 start.py figuur_3_1    een doel; opties van Snakemake kunnen erbij
python3 start.py test          de tests en de controles op de code
"""

from __future__ import annotations

import ast
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

# Not `resolve`: of a drive that stands for a folder on a network it makes the name of that folder (`run.place`).
ROOT = Path(os.path.abspath(__file__)).parent  # noqa: PTH100
# What running needs, and that with what tests and pages of docs need too.
LOCK, DEV_LOCK = ROOT / "requirements.lock", ROOT / "requirements.dev.lock"
# What installs them, where it is not on the path: several times as fast as pip.
UV_LOCK = ROOT / "requirements.uv.lock"
VENV = ROOT / ".venv"
WINDOWS = os.name == "nt"
BIN = VENV / ("Scripts" if WINDOWS else "bin")
PYTHON = BIN / ("python.exe" if WINDOWS else "python")
# Written after an install, a line per lock: a stopped install is done again, an unchanged lock is not.
STAMP = VENV / "geinstalleerd.txt"
# Snakemake needs immutables, which has no wheel for 3.14 yet: a C compiler would have to be there.
PYTHONS = ((3, 11), (3, 12), (3, 13))
# What pip is told of where packages come from, and the name that uv knows it by.
UV_NAMES = {
    "index-url": "UV_DEFAULT_INDEX",
    "extra-index-url": "UV_INDEX",
    "find-links": "UV_FIND_LINKS",
    "trusted-host": "UV_INSECURE_HOST",
    "cert": "SSL_CERT_FILE",
    "client-cert": "SSL_CLIENT_CERT",
    "proxy": "ALL_PROXY",
}
YES = {"1", "true", "yes", "on"}
CHECKED = ("--require-hashes", "--no-deps", "-r")
# These run the workflow too, with what only developers have.
DEVELOPERS = {"documentatie", "referentie"}
# The first is without what a screen needs: a tenth less work for the same pages.
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "chrome")
CHECKS = (
    ("stijl", ("ruff", "check", ".")),
    ("opmaak", ("ruff", "format", "--check", ".")),
    ("opmaak van de regels", ("snakefmt", "--check", "Snakefile", "workflow/rules")),
)
# A quarter of a minute of one core when it remembers nothing: beside the tests.
TYPES = ("typen", ("mypy",))
# On all cores, a file on one of them: what its tests share is made once. tests/conftest.py puts the long ones first.
SIDE_BY_SIDE = ("-n", "logical", "--dist", "loadfile", "--no-loadscope-reorder")


def say(line: str) -> None:
    """Print a line at once, also when the output goes to a file."""
    print(line, flush=True)  # noqa: T201 - the messages of this program


def run(
    *command: str | Path,
    cwd: Path | None = None,
    extra: Mapping[str, str] | None = None,
    quiet: bool = False,
    into: IO[str] | None = None,
) -> int:
    """Run a command with the environment's programs first on the path; return its exit code.

    `extra` is added to the environment; what the user has there stays. `quiet` keeps to itself what the command says,
    `into` takes it.
    """
    # PYTHONUTF8: Windows would read and print in the code page of the machine.
    env = {**(extra or {}), **os.environ} | {
        "PATH": f"{BIN}{os.pathsep}{os.environ.get('PATH', '')}",
        "PYTHONUTF8": "1",
    }
    words = [str(deel) for deel in command]
    where = subprocess.DEVNULL if quiet else into
    errors = subprocess.STDOUT if where else None
    return subprocess.run(words, cwd=cwd, env=env, check=False, stdout=where, stderr=errors).returncode  # noqa: S603 - no shell


def apt(package: str) -> bool:
    """Install a Debian package when this is Debian and we are root; return whether that succeeded."""
    if WINDOWS or os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    say(f"Installeer {package}")
    os.environ["DEBIAN_FRONTEND"] = "noninteractive"
    return run("apt-get", "update", "-qq") == 0 and run("apt-get", "install", "-y", "-qq", package) == 0


def fingerprint(lock: Path) -> str:
    """Return what the environment depends on: a lock and the Python that made it."""
    # Line ends are a setting of git on Windows, not a change of content.
    content = hashlib.sha256(lock.read_bytes().replace(b"\r\n", b"\n")).hexdigest()
    return f"{content} {sys.version_info.major}.{sys.version_info.minor}"


def make_environment(lock: Path) -> None:
    """Make .venv with exactly the packages of a lock, unless they are there; SystemExit with a hint when that fails."""
    there = STAMP.read_text(encoding="utf-8").splitlines() if STAMP.exists() else []
    if fingerprint(lock) in there:
        return
    # What developing needs is added to what running needs; anything else starts anew.
    if fingerprint(LOCK) not in there:
        # Debian keeps this part of Python in a package of its own.
        if not importlib.util.find_spec("ensurepip") and not apt("python3-venv"):
            sys.exit("Python mist venv. Voer eerst uit: sudo apt-get install python3-venv")
        say("Maak de omgeving .venv (eenmalig, een paar minuten)")
        if run(sys.executable, "-m", "venv", "--clear", VENV) != 0:
            sys.exit("De omgeving .venv kon niet worden gemaakt; zie de melding hierboven.")
    if not install(lock):
        sys.exit("Het installeren is niet gelukt. Zonder internet: zie 'Zonder internet' in README.md.")
    STAMP.write_text("".join(f"{fingerprint(file)}\n" for file in dict.fromkeys((LOCK, lock))), encoding="utf-8")


def install(lock: Path) -> bool:
    """Install a lock into .venv, each file checked by its hash: by uv where it is there or can be got, else by pip."""
    if uv := get_uv():
        told = told_to_pip()
        extra = {UV_NAMES[name]: value for name, value in told.items() if name in UV_NAMES}
        # Each file has its hash: which of several places it comes from makes no difference, as for pip.
        extra["UV_INDEX_STRATEGY"] = "unsafe-best-match"
        here = ("--no-index",) if told.get("no-index", "").lower() in YES else ()
        # Compiled at once: where PYTHONDONTWRITEBYTECODE is set, every start would else compile all it imports.
        words = (uv, "pip", "install", "--compile-bytecode", *here, "--python", PYTHON, *CHECKED, lock)
        if run(*words, extra=extra, quiet=True) == 0:
            return True
    say("Met uv lukte het niet; nu met pip, dat duurt langer")
    # --use-pep517: one package has no wheel, and an old pip would install its source in a way of its own.
    return run(PYTHON, "-m", "pip", "install", "-qq", "--use-pep517", *CHECKED, lock) == 0


def get_uv() -> str:
    """Return the program uv: that of the machine, else the one that pip puts into .venv; nothing when pip cannot."""
    if uv := shutil.which("uv"):
        return uv
    # Not tried for long, nor an error: when it fails, pip does the rest.
    if run(PYTHON, "-m", "pip", "install", "--retries", "1", *CHECKED, UV_LOCK, quiet=True) != 0:
        return ""
    return str(BIN / ("uv.exe" if WINDOWS else "uv"))


def told_to_pip() -> dict[str, str]:
    """Return pip's settings for an install by name: of its files and of the environment, which stands over them."""
    command = [str(PYTHON), "-X", "utf8", "-m", "pip", "config", "list"]
    listed = subprocess.run(command, capture_output=True, encoding="utf-8", errors="replace", check=False)  # noqa: S603 - no shell
    lines = listed.stdout.splitlines()
    found = {}
    # Within the files a section for one command stands over that for all.
    for line in sorted(lines, key=lambda line: (line.startswith(":env:"), line)):
        name, _, value = line.partition("=")
        section, _, option = name.rpartition(".")
        if section in {"global", "install", ":env:"}:
            # One path after another; uv wants a comma between them where they are folders with packages.
            words = str(ast.literal_eval(value)).split()
            found[option] = ("," if option == "find-links" else " ").join(words)
    return found


def check_place() -> None:
    """Stop with one line when no step can start here: a folder's name, or a path that Windows finds too long."""
    sys.path.insert(0, str(ROOT / "src"))
    from werkagenda.run.place import problem  # noqa: PLC0415 - an old Python can't read it

    if why := problem(ROOT, PYTHON):
        sys.exit(f"FOUT {why}")


def settings_files(arguments: list[str]) -> list[str]:
    """Return the files with settings that Snakemake would read: all words after the option, up to the next one."""
    files: list[str] = []
    reading = False
    for word in arguments:
        option, _, value = word.partition("=")
        if word.startswith("-"):
            reading = option in {"--configfile", "--configfiles"}
            files += [value] if reading and value else []
        elif reading:
            files.append(word)
    return files


def workflow(arguments: list[str]) -> int:
    """Run Snakemake on all cores; `arguments` are targets and options of its own, paths from the current folder."""
    # Snakemake stops on such a file before it reads any line of the project, and says so in English or not at all.
    files = [Path(file).absolute() for file in settings_files(arguments)]
    if files and run(PYTHON, "-m", "werkagenda.run.config", *files, cwd=ROOT / "src") != 0:
        return 1
    # First, so that --cores of the user's own comes later and wins.
    fixed = ("--cores", "all", "--snakefile", ROOT / "Snakefile", "--directory", ROOT)
    return run(BIN / "snakemake", *fixed, *arguments)


def test(arguments: list[str]) -> int:
    """Run the checks on the code and the tests, all of them; return 1 when one failed."""
    if not any(map(shutil.which, BROWSERS)) and not (apt(BROWSERS[0]) or apt(BROWSERS[1])):
        sys.exit("De tests openen het rapport in Chromium. Voer eerst uit: sudo apt-get install chromium")
    failed = []
    # One file is quicker on one core: that need not be told what to do.
    shared = SIDE_BY_SIDE if all((ROOT / word).is_dir() for word in arguments) else ()
    name_of_types, (program, *words) = TYPES
    with tempfile.TemporaryFile("w+", encoding="utf-8") as said, ThreadPoolExecutor() as beside:
        types = beside.submit(run, BIN / program, *words, cwd=ROOT, into=said)
        for name, command in (*CHECKS, ("tests", ("pytest", *shared, *arguments))):
            say(f"== {name}: {' '.join(command)}")
            if run(BIN / command[0], *command[1:], cwd=ROOT) != 0:
                failed.append(name)
        say(f"== {name_of_types}: {program}")
        if types.result() != 0:
            failed.append(name_of_types)
        said.seek(0)
        say(said.read().rstrip())
    say(f"Niet in orde: {', '.join(failed)}" if failed else "Alles in orde")
    return 1 if failed else 0


def main(arguments: list[str]) -> int:
    """Do what the command line asks; return the exit code."""
    if sys.version_info[:2] not in PYTHONS:
        versie = ".".join(map(str, sys.version_info[:2]))
        sys.exit(
            f"FOUT Python {versie}: hiermee werkt het niet; wat te doen: installeer Python 3.11, 3.12 of 3.13"
            " (voor 3.14 is het pakket immutables er nog niet als kant-en-klaar bestand)"
        )
    check_place()
    testing = arguments[:1] == ["test"]
    make_environment(DEV_LOCK if testing or DEVELOPERS & set(arguments) else LOCK)
    return test(arguments[1:]) if testing else workflow(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
