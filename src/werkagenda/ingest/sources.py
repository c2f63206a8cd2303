"""Which raw files there are, per source and year: from the configured globs, or as the synthetic world names them."""

from __future__ import annotations

import fnmatch
import re
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from werkagenda.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

ALLE = "alle"
LEVERING = "levering_"
# Sources without which a part of the monitor cannot be made; each group needs one of its members.
NODIG_DUO = (
    ("instroom_a", "instroom_b", "levering_instroom_a", "levering_instroom_b"),
    ("gediplomeerden", "levering_gediplomeerden"),
    ("instellingen",),
    ("crebo_bc",),
    ("fusies",),
    ("plan_instellingen",),
    ("plan_bc_genoemd",),
)
CBS = ("inschrijvingen", "diplomas", "personen", "kindouder", "hoogsteopl", "banen", "opleidingsnummers", "oplnr_bc")
NODIG_CBS = tuple((bron,) for bron in CBS)
# Persons of the Schoolverlatersonderzoek: read where the microdata are, in as far as they are there.
SVO = ("svo", "svo_vmbo")
# Without these chapter 3 can be made, and chapters 2, 4 and 5 and the synthesis can not.
ENQUETES = (
    "plan_maatregelen",
    "plan_streefwaarden",
    "plan_begroting",
    "plan_maatwerk",
    "plan_samenwerking",
    "job",
    "svo_werk",
    "statline_instroom",
    "statline_werk",
    "sbb_meldingen",
    "sbb_bpv",
    "efile_waarden",
    "efile_besteding",
    "efile_maatregelen",
)
RawFiles = dict[str, dict[str, str]]
# Of these contracts DUO gives the files names that differ in their middle alone, and cuts them off.
LIJKEN = {"instroom_a": "instroom_b", "instroom_b": "instroom_a"}


def never(_bron: str, _pad: str) -> bool:
    """Tell of no file that it is one of another source."""
    return False


def contract_name(bron: str) -> str:
    """Return the contract of a source: a delivery has the same one as the open file."""
    return bron.removeprefix(LEVERING)


def arrange(
    bron: str,
    paden: Iterable[str],
    jaarpatroon: str | None,
    *,
    telt: Callable[[str], bool] = lambda _: True,
    van_ander: Callable[[str, str], bool] = never,
) -> dict[str, str]:
    """Return the files of one source by part: its year, or 'alle' where there is one file.

    `jaarpatroon` is the contract's pattern of a file name whose first group is the year, None for a single file.
    Parts for which `telt` is false are passed by. Of two files for one part the one that is of another source, as
    `van_ander` sees in its columns, does not count.
    Raises InputError on a file name without a year, or on two files for one part: guessing would pick the wrong one.
    """
    delen: dict[str, str] = {}
    for pad in sorted(paden):
        naam = PurePath(pad).name
        treffer = re.search(jaarpatroon, naam) if jaarpatroon else None
        if jaarpatroon and not treffer:
            raise InputError(bron, naam, "de bestandsnaam noemt geen jaar", verwacht=jaarpatroon)
        deel = treffer.group(1) if treffer else ALLE
        if not telt(deel):
            continue
        if deel in delen and van_ander(bron, pad):
            continue
        if deel in delen and not van_ander(bron, delen[deel]):
            raise InputError(
                bron,
                naam,
                f"er zijn twee bestanden voor {deel}, ook {PurePath(delen[deel]).name}",
                verwacht="een bestand; maak het patroon onder raw.bronnen preciezer",
            )
        delen[deel] = pad
    return delen


def find_files(  # noqa: PLR0913 - where to look, for what, and when two files are one
    root: Path,
    bronnen: Mapping[str, str | list[str]],
    jaarpatronen: Mapping[str, str | None],
    nodig: Iterable[tuple[str, ...]],
    jaren: Mapping[str, Iterable[int]] | None = None,
    *,
    van_ander: Callable[[str, str], bool] = never,
) -> RawFiles:
    """Find the real raw files below `root` by the configured globs; of each group in `nodig` one source must be there.

    Of a list of globs the first with a file of a year gives that year, so an exception stands before the rule. Of a
    source in `jaren` other years are passed by: an archive holds old years in more versions than one. `van_ander` as
    in `arrange`.
    Raises InputError when the folder or a needed source is missing, or when a glob is ambiguous.
    """
    if not root.is_dir():
        raise InputError("raw.root", root.as_posix(), "deze map bestaat niet", verwacht="de map met ruwe bestanden")
    gevonden: RawFiles = {}
    for bron, patronen in bronnen.items():
        delen = gevonden[bron] = {}
        gevraagd = {str(jaar) for jaar in jaren[bron]} if jaren and bron in jaren else None
        for glob in [patronen] if isinstance(patronen, str) else patronen:
            klaar = frozenset(delen)
            delen |= arrange(
                bron,
                [pad.as_posix() for pad in matches(root, glob)],
                jaarpatronen[bron],
                telt=lambda deel: deel not in klaar and (gevraagd is None or deel in gevraagd),  # noqa: B023 - called at once
                van_ander=van_ander,
            )
    for groep in nodig:
        if not any(gevonden[bron] for bron in groep):
            patroon = bronnen[groep[0]]
            raise InputError(
                " of ".join(groep),
                patroon if isinstance(patroon, str) else " of ".join(patroon),
                "er is geen bestand van die naam onder raw.root",
                verwacht="een bestand, of een ander patroon onder raw.bronnen",
            )
    return gevonden


def matches(root: Path, patroon: str) -> list[Path]:
    """Return the files that fit, without the lock file that Excel keeps beside an open workbook.

    Capitals do not count: they differ between deliveries, and Windows does not see the difference. A pattern with a
    drive of its own is not looked for below `root`. Raises InputError on a drive or folder that can't be read.
    """
    eigen = Path(patroon)
    start = Path(eigen.anchor) if eigen.is_absolute() else root
    try:
        gevonden = set(_find(start, list(eigen.relative_to(eigen.anchor).parts)))
    except OSError as fout:
        raise InputError("raw.bronnen", patroon, f"deze plek is niet te lezen ({type(fout).__name__})") from None
    return sorted(pad for pad in gevonden if not pad.name.startswith("~$"))


def _find(map_: Path, delen: list[str]) -> Iterator[Path]:
    """Yield the files below a folder that fit the parts of a pattern; `**` stands for any number of folders."""
    kop, *rest = delen
    if kop == "**":
        yield from _find(map_, rest)
    patroon = re.compile(fnmatch.translate(kop), re.IGNORECASE)
    for kind in map_.iterdir():
        if kop == "**" and kind.is_dir():
            yield from _find(kind, delen)
        elif rest and kind.is_dir() and patroon.fullmatch(kind.name):
            yield from _find(kind, rest)
        elif not rest and kind.is_file() and patroon.fullmatch(kind.name):
            yield kind


def require_years(files: RawFiles, nodig: Mapping[str, Iterable[int]], instelling: str) -> None:
    """Raise InputError when a source lacks a year that the setting (its name, for the message) asks for."""
    for bron, jaren in nodig.items():
        if ontbreekt := [jaar for jaar in jaren if str(jaar) not in files[bron]]:
            raise InputError(
                bron,
                f"jaar {ontbreekt[0]}",
                f"{len(ontbreekt)} jaar zonder bestand",
                verwacht=f"een bestand van elk jaar uit {min(jaren)}-{max(jaren)}, of minder jaren onder {instelling}",
            )


def years(files: RawFiles, bronnen: Iterable[str], gevraagd: Any) -> list[int]:  # noqa: ANN401 - 'auto' or two years
    """Return the years to make: all with a file when `gevraagd` is 'auto', else [first, last].

    Raises InputError on a year without a file.
    """
    aanwezig = sorted({int(jaar) for bron in bronnen for jaar in files[bron]})
    eerste, laatste = (aanwezig[0], aanwezig[-1]) if gevraagd == "auto" else gevraagd
    if eerste > laatste:
        raise InputError(
            "instellingen", "jaren.instroom", f"{eerste} ligt na {laatste}", verwacht="[eerste jaar, laatste jaar]"
        )
    jaren = list(range(eerste, laatste + 1))
    if ontbreekt := [jaar for jaar in jaren if jaar not in aanwezig]:
        raise InputError(
            next(iter(bronnen)),
            f"jaar {ontbreekt[0]}",
            f"{len(ontbreekt)} jaar zonder bestand tussen {eerste} en {laatste}",
            verwacht="elk jaar een bestand, of andere jaren onder jaren.instroom",
        )
    return jaren
