"""Write config/ra/pakketten.txt: the plain pins that CBS installs in the secure environment, from the lock.

No rule runs this. Run it after every change of the lock, in an environment made from it, from workflow/scripts:
`python -m docs.pakkettenlijst`. One list serves Windows with each version of Python in PYTHONS.
"""

from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, requires

from docs.wielen import LOCK, ROOT, Locked, needed, read_lock, windows
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

REQUIREMENTS = ROOT / "requirements.in"
LIST = ROOT / "config" / "ra" / "pakketten.txt"
# The versions that start.py takes; CBS offers one of them.
PYTHONS = ("3.11", "3.12", "3.13")
# What the secure environment has no use for: the report, StatLine and workbooks of plans are of the office.
OFFICE = {"cbsodata", "openpyxl", "pypandoc-binary", "typst", "pygments"}


def runtime(text: str) -> list[Requirement]:
    """Return the direct dependencies of a requirements file without the comments."""
    return [Requirement(spec) for line in text.splitlines() if (spec := line.partition("#")[0].strip())]


def inside(text: str) -> list[Requirement]:
    """Return those of them that the secure environment uses."""
    return [item for item in runtime(text) if canonicalize_name(item.name) not in OFFICE]


def needs(requirement: Requirement, python: str) -> list[Requirement]:
    """Return what an installed package needs on Windows with this version of Python, its extras included."""
    try:
        lines = requires(requirement.name) or []
    except PackageNotFoundError:
        # For Windows alone, so not installed where this runs; such a package is a small one without needs of its own.
        return []
    extras = requirement.extras or {""}
    found = [Requirement(line) for line in lines]
    return [
        item
        for item in found
        if item.marker is None or any(item.marker.evaluate({**windows(python), "extra": extra}) for extra in extras)
    ]


def closure(direct: Iterable[Requirement], python: str) -> set[str]:
    """Return the names of packages and all that they need, directly or not, on Windows with this version of Python."""
    seen: set[tuple[str, frozenset[str]]] = set()
    to_do = list(direct)
    while to_do:
        item = to_do.pop()
        # With an extra a package needs more than without.
        key = (canonicalize_name(item.name), frozenset(item.extras))
        if key not in seen:
            seen.add(key)
            to_do += needs(item, python)
    return {name for name, _ in seen}


def pins(direct: list[Requirement], lock: list[Locked]) -> list[str]:
    """Return `name==version` per package, sorted: the same list for each version in PYTHONS.

    Raises ValueError when the lock has another version of a package per version of Python.
    """
    found: dict[str, set[str]] = {}
    for python in PYTHONS:
        versions = {canonicalize_name(item.requirement.name): item.version for item in needed(lock, python)}
        for name in closure(direct, python):
            found.setdefault(name, set()).add(versions[name])
    if several := sorted(name for name, versions in found.items() if len(versions) > 1):
        raise ValueError(f"more than one version of {', '.join(several)}: make the lock with --fork-strategy fewest")
    return [f"{name}=={version}" for name, (version,) in sorted(found.items())]


def main() -> None:
    """Write the list beside the settings of the secure environment."""
    lines = pins(inside(REQUIREMENTS.read_text(encoding="utf-8")), read_lock(LOCK.read_text(encoding="utf-8")))
    LIST.write_text("\n".join([*lines, ""]), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
