"""Which raw files there are, per source and year: from the configured globs, or as the synthetic world names them."""

from __future__ import annotations

import re
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from werkagenda.errors import InvoerFout

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

ALLE = "alle"
LEVERING = "levering_"
# Sources without which chapter 3 cannot be made; each group needs one of its members.
NODIG = (
    ("instroom_a", "instroom_b", "levering_instroom_a", "levering_instroom_b"),
    ("gediplomeerden", "levering_gediplomeerden"),
    ("instellingen",),
    ("crebo_bc",),
    ("fusies",),
    ("plan_instellingen",),
    ("plan_bc_genoemd",),
)
RawFiles = dict[str, dict[str, str]]


def contract_name(bron: str) -> str:
    """Return the contract of a source: a delivery has the same one as the open file."""
    return bron.removeprefix(LEVERING)


def arrange(bron: str, paden: Iterable[str], jaarpatroon: str | None) -> dict[str, str]:
    """Return the files of one source by part: its year, or 'alle' where there is one file.

    `jaarpatroon` is the contract's pattern of a file name whose first group is the year, None for a single file.
    Raises InvoerFout on a file name without a year, or on two files for one part: guessing would pick the wrong one.
    """
    delen: dict[str, str] = {}
    for pad in sorted(paden):
        naam = PurePath(pad).name
        treffer = re.search(jaarpatroon, naam) if jaarpatroon else None
        if jaarpatroon and not treffer:
            raise InvoerFout(bron, naam, "de bestandsnaam noemt geen jaar", verwacht=jaarpatroon)
        deel = treffer.group(1) if treffer else ALLE
        if deel in delen:
            raise InvoerFout(
                bron,
                naam,
                f"er zijn twee bestanden voor {deel}, ook {PurePath(delen[deel]).name}",
                verwacht="een bestand; maak het patroon onder raw.bronnen preciezer",
            )
        delen[deel] = pad
    return delen


def find_files(root: Path, bronnen: Mapping[str, str | list[str]], jaarpatronen: Mapping[str, str | None]) -> RawFiles:
    """Find the real raw files below `root` by the configured globs.

    Raises InvoerFout when the folder or a needed source is missing, or when a glob is ambiguous.
    """
    if not root.is_dir():
        raise InvoerFout("raw.root", root.as_posix(), "deze map bestaat niet", verwacht="de map met ruwe bestanden")
    gevonden = {}
    for bron, patronen in bronnen.items():
        lijst = [patronen] if isinstance(patronen, str) else patronen
        treffers = next((paden for patroon in lijst if (paden := _matches(root, patroon))), [])
        gevonden[bron] = arrange(bron, [pad.as_posix() for pad in treffers], jaarpatronen[bron])
    for groep in NODIG:
        if not any(gevonden[bron] for bron in groep):
            patroon = bronnen[groep[0]]
            raise InvoerFout(
                " of ".join(groep),
                patroon if isinstance(patroon, str) else " of ".join(patroon),
                "er is geen bestand van die naam onder raw.root",
                verwacht="een bestand, of een ander patroon onder raw.bronnen",
            )
    return gevonden


def _matches(root: Path, patroon: str) -> list[Path]:
    """Return the files that fit, without the lock file that Excel keeps beside an open workbook."""
    return sorted(pad for pad in root.glob(patroon) if pad.is_file() and not pad.name.startswith("~$"))


def years(files: RawFiles, bronnen: Iterable[str], gevraagd: Any) -> list[int]:  # noqa: ANN401 - 'auto' or two years
    """Return the years to make: all with a file when `gevraagd` is 'auto', else [first, last].

    Raises InvoerFout on a year without a file.
    """
    aanwezig = sorted({int(jaar) for bron in bronnen for jaar in files[bron]})
    eerste, laatste = (aanwezig[0], aanwezig[-1]) if gevraagd == "auto" else gevraagd
    if eerste > laatste:
        raise InvoerFout(
            "instellingen", "jaren.instroom", f"{eerste} ligt na {laatste}", verwacht="[eerste jaar, laatste jaar]"
        )
    jaren = list(range(eerste, laatste + 1))
    if ontbreekt := [jaar for jaar in jaren if jaar not in aanwezig]:
        raise InvoerFout(
            next(iter(bronnen)),
            f"jaar {ontbreekt[0]}",
            f"{len(ontbreekt)} jaar zonder bestand tussen {eerste} en {laatste}",
            verwacht="elk jaar een bestand, of andere jaren onder jaren.instroom",
        )
    return jaren
