"""Which counts stand behind each column that leaves: `resources/onthulling.yaml`, checked against its closed schema."""

from __future__ import annotations

from dataclasses import dataclass
from fnmatch import fnmatch
from typing import TYPE_CHECKING, Any

from jsonschema import Draft202012Validator

from werkagenda.errors import InputError, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from werkagenda.contract.contracts import Contract

BRON = "onthulling"
BESTAND = "onthulling.yaml"
REDEN = "reden"


@dataclass(frozen=True)
class Cell:
    """A column with a count, and the characteristics that its persons have beside those of the row."""

    kolom: str
    dimensies: Mapping[str, str]


@dataclass(frozen=True)
class Block:
    """Columns that are hidden together, in the rows where they hold `als`, and what decides over them.

    Attributes:
        nummer: its place among the blocks of its product.
        kolommen: columns that leave.
        universum: population of its counts.
        cellen: counts that take part in secondary suppression; each must be at least the minimum.
        als: value per column of the rows it is about.
        minimum: further counts that must be at least the minimum.
        nul_mag: 0 is not too few.
        aandeel: the first three columns are the share of the first count in the sum of both, and its 95 % bounds.
        geen_personen: a whole number in its columns counts no persons.
        samen: name shared by rows that are hidden together, empty for each on its own.
        kwantiel: `n` (column) and `kans` (0-1).
        dominantie: columns `grootste`, `tweede` and `som`.
        vrijheidsgraden: column.
        groepsaandeel: `rij`, the characteristic that a group would be known by, and `kolom`, those of who has it.

    """

    nummer: int
    kolommen: tuple[str, ...]
    universum: str
    cellen: tuple[Cell, ...]
    als: Mapping[str, str]
    minimum: tuple[str, ...]
    nul_mag: bool
    aandeel: bool
    geen_personen: bool
    samen: str
    kwantiel: Mapping[str, Any] | None
    dominantie: Mapping[str, str] | None
    vrijheidsgraden: str | None
    groepsaandeel: Mapping[str, Any]


@dataclass(frozen=True)
class Product:
    """One product as `resources/onthulling.yaml` describes it; the names are those of its keys."""

    naam: str
    contract: str
    populatie: str
    universum: str
    dimensies: Mapping[str, str]
    per: Mapping[str, Any] | None
    constant: Mapping[str, str]
    onvolledig: tuple[str, ...]
    rest: tuple[str, ...]
    bekend: tuple[tuple[str, ...], ...]
    leeg: str | None
    gelijk: Mapping[str, str]
    stappen: Mapping[str, str] | None
    afgeleid: str | None
    blokken: tuple[Block, ...]

    @property
    def all_dimensions(self) -> tuple[str, ...]:
        """Every characteristic by which its counts are split."""
        namen = [*self.dimensies.values(), *self.constant, *(self.per["dimensies"].values() if self.per else ())]
        namen += [dim for blok in self.blokken for cel in blok.cellen for dim in cel.dimensies]
        return tuple(dict.fromkeys(namen))

    @property
    def tellingen(self) -> tuple[str, ...]:
        """The columns with the counts behind its cells."""
        if self.stappen:
            return (self.stappen["van"], self.stappen["tot"])
        return tuple(dict.fromkeys(cel.kolom for blok in self.blokken for cel in blok.cellen))


@dataclass(frozen=True)
class Universe:
    """A population.

    Attributes:
        deel_van: the one that it is part of.
        naast: one that it is comparable with.
        verschil_telt: whether a small difference with those is a cell.
        personen: the rows of persons that it is about.
        bekend_is: characteristics that all its persons have.
        reeks: what is left after a step of a series.

    """

    deel_van: str | None = None
    naast: str | None = None
    verschil_telt: bool = True
    personen: str | None = None
    bekend_is: tuple[str, ...] = ()
    reeks: bool = False


@dataclass(frozen=True)
class Descriptions:
    """The products that may leave, and their populations by name or pattern."""

    producten: Mapping[str, Product]
    universa: Mapping[str, Universe]
    decimalen: Mapping[str, int]

    def universum(self, naam: str) -> Universe:
        """Return the population of that name: the first whose name or pattern fits.

        Raises:
            InputError: there is none.

        """
        for patroon, universum in self.universa.items():
            if fnmatch(naam, patroon):
                return universum
        raise InputError(BRON, BESTAND, f"universum {naam} bestaat niet", verwacht=quoted(list(self.universa)))


def load_rules(inhoud: Mapping[str, Any], schema: Mapping[str, Any], *, woorden: Mapping[str, str]) -> Descriptions:
    """Return the rules per product.

    Args:
        inhoud: `resources/onthulling.yaml`.
        schema: its closed schema.
        woorden: what stands between braces in it, such as the work rule (`regel`).

    Raises:
        InputError: a key or value that the schema refuses.

    """
    fouten = sorted(Draft202012Validator(schema).iter_errors(inhoud), key=lambda fout: list(map(str, fout.path)))
    if fouten:
        plek = ".".join(map(str, fouten[0].path))
        raise InputError(BRON, BESTAND, f"{plek}: {fouten[0].message}")
    vol = _fill(inhoud, woorden)
    universa = {
        naam: Universe(**{**regel, "bekend_is": tuple(regel.get("bekend_is", ()))})
        for naam, regel in vol["universa"].items()
    }
    rijen = [universum.personen for universum in universa.values() if universum.personen and not universum.deel_van]
    if dubbel := sorted({naam for naam in rijen if rijen.count(naam) > 1}):
        # Two populations of the same persons overlap: what one has more than the other is a group of persons.
        raise InputError(
            BRON,
            BESTAND,
            f"twee universa hebben de personen {dubbel[0]}",
            verwacht="deel_van bij het kleinste van de twee",
        )
    return Descriptions(
        {naam: _product(naam, regel) for naam, regel in vol["producten"].items()}, universa, vol["decimalen"]
    )


def check_columns(
    product: Product, contract: Contract, afgeleid: Sequence[str], *, decimalen: Mapping[str, int]
) -> None:
    """Check that every column that leaves and may be empty belongs to a block, or follows from columns that do.

    Raises:
        InputError: a column without a rule, or a rule without a column; a number of persons that is no cell; a number
            of which nobody says how many decimals leave.

    """
    stappen = product.stappen or {}
    tellingen = {kolom.naam for kolom in contract.kolommen if kolom.soort == "telling"}
    if los := sorted(tellingen - {*product.tellingen, *stappen.values()}):
        raise InputError(BRON, BESTAND, f"{product.naam}: {quoted(los)} telt personen en is geen cel", kolom=los[0])
    getallen = {kolom.naam for kolom in contract.kolommen if kolom.soort in {"getal", "aandeel"}}
    if vaag := sorted(getallen - set(decimalen)):
        raise InputError(BRON, BESTAND, f"{product.naam}: geen decimalen voor {quoted(vaag)}", kolom=vaag[0])
    if stappen:
        return
    vrij = {kolom.naam for kolom in contract.kolommen if kolom.leeg_mag}
    geregeld = {kolom for blok in product.blokken for kolom in blok.kolommen} | set(afgeleid)
    bekend = {kolom.naam for kolom in contract.kolommen}
    if fout := sorted((vrij - geregeld) | (geregeld - bekend)):
        raise InputError(
            BRON,
            BESTAND,
            f"{product.naam}: kolom zonder regel of regel zonder kolom: {quoted(fout)}",
            kolom=fout[0],
        )


def _product(naam: str, regel: Mapping[str, Any]) -> Product:
    blokken = tuple(_block_of(nummer, blok, regel["universum"]) for nummer, blok in enumerate(regel["blokken"]))
    return Product(
        naam=naam,
        contract=regel["contract"],
        populatie=regel["populatie"],
        universum=regel["universum"],
        dimensies=regel.get("dimensies", {}),
        per=regel.get("per"),
        constant=regel.get("constant", {}),
        # A word may be empty: then all persons have the characteristic.
        onvolledig=tuple(filter(None, regel.get("onvolledig", ()))),
        rest=tuple(filter(None, regel.get("rest", ()))),
        bekend=tuple(tuple(marge) for marge in regel.get("bekend", ())),
        leeg=regel.get("leeg"),
        gelijk=regel.get("gelijk", {}),
        stappen=regel.get("stappen"),
        afgeleid=regel.get("afgeleid"),
        blokken=blokken,
    )


def _block_of(nummer: int, regel: Mapping[str, Any], universum: str) -> Block:
    return Block(
        nummer=nummer,
        kolommen=tuple(regel["kolommen"]),
        universum=regel.get("universum", universum),
        cellen=tuple(Cell(cel["kolom"], cel.get("dimensies", {})) for cel in regel.get("cellen", ())),
        als=regel.get("als", {}),
        minimum=tuple(regel.get("minimum", ())),
        nul_mag=regel.get("nul_mag", False),
        aandeel=regel.get("aandeel", False),
        geen_personen=regel.get("geen_personen", False),
        samen=regel.get("samen", ""),
        kwantiel=regel.get("kwantiel"),
        dominantie=regel.get("dominantie"),
        vrijheidsgraden=regel.get("vrijheidsgraden"),
        groepsaandeel=regel.get("groepsaandeel", {}),
    )


def _fill(waarde: Any, woorden: Mapping[str, str]) -> Any:  # noqa: ANN401 - what a YAML file holds
    if isinstance(waarde, dict):
        return {_fill(sleutel, woorden): _fill(deel, woorden) for sleutel, deel in waarde.items()}
    if isinstance(waarde, list):
        return [_fill(deel, woorden) for deel in waarde]
    if isinstance(waarde, str):
        for woord, tekst in woorden.items():
            waarde = waarde.replace(f"{{{woord}}}", tekst)
    return waarde


def rows_of(regels: Descriptions) -> Iterator[Product]:
    """Yield the products in the order of their names."""
    for naam in sorted(regels.producten):
        yield regels.producten[naam]
