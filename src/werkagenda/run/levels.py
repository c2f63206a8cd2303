"""Levels of disclosure: what a file of the workflow holds at most, and so where it may stand and who may read it.

The levels stand once, in `resources/niveaus.yaml`, by path; a table that is written through a contract has the level of
that contract.
"""

from __future__ import annotations

from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from werkagenda.contract.contracts import PERSOON
from werkagenda.contract.yaml_file import read_yaml
from werkagenda.run.lineage import is_person

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

# The level that never comes to the office, and the word for the level of a table's contract.
BINNEN = "persoon_cbs"
CONTRACT = "contract"


class Job(NamedTuple):
    """A job: the paths that it reads, and per path that it writes the level of its contract (empty without one)."""

    regel: str
    invoer: tuple[str, ...]
    uitvoer: Mapping[str, str]


class Levels:
    """The registry of levels."""

    def __init__(self, path: Path) -> None:
        """Read the registry; ValueError when a pattern has a level that it does not explain."""
        inhoud = read_yaml(path, bron="niveaus")
        self.niveaus: dict[str, str] = inhoud["niveaus"]
        self.patronen: dict[str, str] = inhoud["uitvoer"]
        self.uitgang: dict[str, str] = inhoud["uitgang"]
        if vreemd := set(self.patronen.values()) - {*self.niveaus, CONTRACT}:
            message = f"{path.name}: onbekend niveau {', '.join(sorted(vreemd))}; kies uit {', '.join(self.niveaus)}"
            raise ValueError(message)

    def pattern(self, pad: str) -> str:
        """Return the pattern that holds for a path relative to the project, empty when there is none."""
        return next((patroon for patroon in self.patronen if fnmatchcase(pad, patroon)), "")

    def level(self, pad: str, contract: str = "") -> str:
        """Return the level of a path, empty when it has none; `contract` is the level of its contract."""
        niveau = self.patronen.get(self.pattern(pad), "")
        return contract if niveau == CONTRACT else niveau


def check_levels(workflow: Any, root: Path) -> None:  # noqa: ANN401 - Snakemake has no types
    """Raise ValueError with a line per rule and output for which the registry has no level; `root` is the project's."""
    niveaus = Levels(root / "resources" / "niveaus.yaml")
    zonder = [
        f"regel {rule.name} schrijft {pad}: daarvan staat geen niveau in resources/niveaus.yaml"
        for rule in workflow.rules
        for pad in map(str, rule.output)
        if not niveaus.pattern(pad)
    ]
    if zonder:
        raise ValueError("\n".join(zonder))


def problems(taken: Iterable[Job], niveaus: Levels, *, kantoor: bool) -> list[str]:
    """Return a line per breach of the levels by the jobs of one run, sorted; `kantoor` when it runs at the office."""
    taken = list(taken)
    bekend = {pad: niveaus.level(pad, contract) for taak in taken for pad, contract in taak.uitvoer.items()}
    return sorted({regel for taak in taken for regel in _of_job(taak, niveaus, bekend, kantoor=kantoor)})


def _of_job(taak: Job, niveaus: Levels, bekend: Mapping[str, str], *, kantoor: bool) -> Iterator[str]:
    for pad, contract in taak.uitvoer.items():
        niveau = bekend[pad]
        if niveau not in niveaus.niveaus:
            yield f"{taak.regel}: {pad} heeft geen niveau"
        if contract and contract != niveau:
            yield f"{taak.regel}: {pad} is {niveau} en zijn contract zegt {contract}"
        if niveau in PERSOON and not is_person(Path(pad)):
            yield f"{taak.regel}: {pad} is {niveau} en staat niet onder results/persoon"
    binnen = [pad for pad in taak.invoer if bekend.get(pad, niveaus.level(pad)) == BINNEN]
    buiten = [pad for pad in taak.uitvoer if bekend[pad] != BINNEN]
    if kantoor and (binnen or BINNEN in map(bekend.__getitem__, taak.uitvoer)):
        yield f"{taak.regel}: heeft op kantoor {BINNEN} nodig: {', '.join(binnen) or 'een ruw bestand'}"
    if binnen and buiten and taak.regel not in niveaus.uitgang:
        yield f"{taak.regel}: leest {binnen[0]} ({BINNEN}) en schrijft {buiten[0]}"
