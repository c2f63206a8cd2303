"""List the file that each locked package installs from on Windows, by asking the registry through pip.

No rule runs this: it needs a network. Run it after every change of the lock: `python workflow/scripts/docs/wielen.py`.
A package without a wheel is listed with its source file; tests/contract/test_lock.py accepts that only of pure Python.
"""

import csv
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from packaging.requirements import Requirement

ROOT = Path(__file__).parents[3]
# The one with all packages in it.
LOCK = ROOT / "requirements.dev.lock"
WHEELS = ROOT / "requirements.wheels.csv"
PYTHONS = ("3.11", "3.12", "3.13")
COLUMNS = ("pakket", "versie", "python", "bestand", "sha256")


class Locked(NamedTuple):
    """One package of the lock with the hashes of its files (`sha256:...`)."""

    requirement: Requirement
    hashes: tuple[str, ...]

    @property
    def version(self) -> str:
        """The one version that the lock allows."""
        (pin,) = self.requirement.specifier
        return pin.version


def read_lock(text: str) -> list[Locked]:
    """Return the packages of a lock file in its order."""
    lines = (line.strip() for line in text.replace("\\\n", " ").splitlines())
    parts = (line.split("--hash=") for line in lines if line and not line.startswith("#"))
    return [Locked(Requirement(spec), tuple(item.strip() for item in hashes)) for spec, *hashes in parts]


def windows(python: str) -> dict[str, str]:
    """Return the values of the markers on 64-bit Windows with this version of CPython."""
    return {
        "implementation_name": "cpython",
        "os_name": "nt",
        "platform_machine": "AMD64",
        "platform_python_implementation": "CPython",
        "platform_system": "Windows",
        "python_full_version": f"{python}.0",
        "python_version": python,
        "sys_platform": "win32",
    }


def needed(lock: list[Locked], python: str) -> list[Locked]:
    """Return the packages whose marker holds on Windows with this version of Python."""
    return [
        item
        for item in lock
        if item.requirement.marker is None or item.requirement.marker.evaluate(dict(windows(python)))
    ]


def ask_pip(items: list[Locked], python: str) -> list[dict[str, Any]]:
    """Return what pip would install on Windows, from the registry's metadata; CalledProcessError when it cannot."""
    lines = [
        f"{item.requirement.name}=={item.version} " + " ".join(f"--hash={som}" for som in item.hashes) for item in items
    ]
    with tempfile.TemporaryDirectory() as folder:
        wanted, report = Path(folder) / "wanted.txt", Path(folder) / "report.json"
        # Without markers: pip would judge them by the machine it runs on.
        wanted.write_text("\n".join(lines), encoding="utf-8")
        # pip would hold the Python it runs on against each package, not the one that is asked for.
        options = (
            "--dry-run",
            "--quiet",
            "--ignore-installed",
            "--ignore-requires-python",
            "--no-deps",
            "--require-hashes",
        )
        target = ("--platform", "win_amd64", "--python-version", python, "--implementation", "cp", "--target", folder)
        files = ("--requirement", str(wanted), "--report", str(report))
        subprocess.run([sys.executable, "-m", "pip", "install", *options, *target, *files], check=True)  # noqa: S603 - no shell
        found: list[dict[str, Any]] = json.loads(report.read_text(encoding="utf-8"))["install"]
        return found


def rows(report: Iterable[Mapping[str, Any]], python: str) -> Iterator[dict[str, str]]:
    """Yield one row per package of pip's report; of an address only the file name is kept."""
    for item in report:
        file = item["download_info"]
        yield {
            "pakket": item["metadata"]["name"].lower().replace("_", "-").replace(".", "-"),
            "versie": item["metadata"]["version"],
            "python": python,
            "bestand": file["url"].rsplit("/", 1)[1],
            "sha256": file["archive_info"]["hashes"]["sha256"],
        }


def main() -> None:
    """Write requirements.wheels.csv beside the lock."""
    lock = read_lock(LOCK.read_text(encoding="utf-8"))
    found = [row for python in PYTHONS for row in rows(ask_pip(needed(lock, python), python), python)]
    with WHEELS.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(sorted(found, key=lambda row: (row["pakket"], row["python"])))


if __name__ == "__main__":
    main()
