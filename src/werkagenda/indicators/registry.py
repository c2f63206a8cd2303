"""The registry of indicators (`resources/indicatoren.yaml`): what each is, the lists it stands in, what computes it.

A product shows every indicator so that higher is better: one whose source counts what should fall is mirrored.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from jsonschema import Draft202012Validator

from werkagenda.contract.yaml_file import read_yaml
from werkagenda.errors import InputError, did_you_mean, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

BRON = "indicatoren"
BESTAND = "indicatoren.yaml"
# What a value of an institution can come from.
PER_INSTELLING = frozenset({"efile", "job", "stroom"})
PRODUCTEN, GEEN = "producten", "geen"
# Per unit the lowest and highest value in the e-file, and what it is divided by in the tables.
SCHALEN = {"procent": (0.0, 100.0, 100.0), "rapportcijfer": (1.0, 10.0, 1.0)}


@dataclass(frozen=True)
class Indicator:
    """One indicator; `naam` and `richting` are the source's, `korte_naam` that of what is shown.

    `uitsplitsingen` are the breakdowns of the monitoring plan, each with the product that gives it, None where none
    does. `plan` are its rows in the monitoring plan, `bijlage_a` its row in Bijlage A, `synthese` its rank in the
    synthesis; `eerste_waarde` is the year of the start value; `berekening` is the block of the registry.
    """

    id: str
    naam: str
    korte_naam: str
    doelstelling: str
    eenheid: str
    richting: str
    niveau: str
    uitsplitsingen: Mapping[str, str | None]
    bron: str
    frequentie: str
    eerste_waarde: int | None
    plan: tuple[str, ...]
    bijlage_a: int | None
    synthese: int | None
    berekening: Mapping[str, Any]
    naam_gespiegeld: str | None = None
    onderdeel: str | None = None

    @property
    def deel(self) -> str:
        """The part of the objective that institutions report on, or the whole objective."""
        return self.onderdeel or self.doelstelling

    @property
    def prioriteit(self) -> int:
        """The priority of the Werkagenda: the first digit of the objective."""
        return int(self.doelstelling[0])

    @property
    def mirrored(self) -> bool:
        """Whether products show the mirrored value: 1 minus the share, or 11 minus the mark."""
        return self.naam_gespiegeld is not None

    @property
    def display_name(self) -> str:
        """The name of what is shown: the mirrored one where there is one."""
        return self.naam_gespiegeld or self.naam

    @property
    def yearly(self) -> bool:
        """Whether there is a new value each year."""
        return "jaarlijks" in self.frequentie.split()

    @property
    def product(self) -> str:
        """What computes it: `efile`, `job`, `stroom`, `producten` (national only) or `geen`."""
        return str(self.berekening.get("product") or next(iter(self.berekening)))

    @property
    def per_institution(self) -> bool:
        """Whether every institution has a value of its own."""
        return self.product in PER_INSTELLING

    @property
    def controle(self) -> Mapping[str, Any]:
        """The product that the e-file is compared with though its values do not come from it; empty for most."""
        return dict(self.berekening.get("controle", {}))

    @property
    def producten(self) -> tuple[str, ...]:
        """The ids of the products with its national figures; empty where institutions have values."""
        return tuple(self.berekening.get(PRODUCTEN, ()))

    @property
    def rijen(self) -> Mapping[str, str]:
        """Which rows of a product are about it, a value per column; empty where a product is about it alone."""
        vraag = self.berekening.get("vraag")
        return {"item": str(vraag)} if vraag else dict(self.berekening.get("rijen", {}))

    @property
    def reason(self) -> str:
        """Why nothing computes it yet; empty when something does."""
        return str(self.berekening.get(GEEN, ""))


@dataclass(frozen=True)
class Register:
    """All indicators by id in the order of the file, and the names of objectives and of their parts by number."""

    indicatoren: Mapping[str, Indicator]
    doelstellingen: Mapping[str, str]
    onderdelen: Mapping[str, str]

    def synthese(self) -> list[Indicator]:
        """Return the indicators of the synthesis by rank."""
        eigen = [een for een in self.indicatoren.values() if een.synthese is not None]
        return sorted(eigen, key=lambda een: een.synthese or 0)

    def bijlage_a(self) -> list[Indicator]:
        """Return the indicators of Bijlage A by row; a row may be two indicators."""
        eigen = [een for een in self.indicatoren.values() if een.bijlage_a is not None]
        return sorted(eigen, key=lambda een: een.bijlage_a or 0)

    def per_institution(self) -> list[Indicator]:
        """Return the indicators with a value per institution, in the order of the file."""
        return [een for een in self.indicatoren.values() if een.per_institution]

    def require(self, ids: Iterable[str], *, bron: str, bestand: str) -> None:
        """Raise InputError when a source names an indicator that the registry lacks, with the nearest that it has."""
        bekend = sorted(self.indicatoren)
        vreemd = sorted(set(ids) - set(bekend))
        if vreemd:
            raise InputError(
                bron,
                bestand,
                f"indicator {quoted(vreemd)} staat niet in het register{did_you_mean(vreemd[0], bekend)}",
                kolom="indicator",
                verwacht=f"een indicator uit {BESTAND}",
            )


def load_registry(pad: Path, schema: Path) -> Register:
    """Read and check the registry; InputError names the indicator and the key of the first mistake."""
    inhoud = read_yaml(pad, bron="register")
    check_schema(inhoud, read_yaml(schema, bron="register"))
    return registry(inhoud)


def registry(inhoud: Mapping[str, Any]) -> Register:
    """Return the registry from what its file holds, as a step reads it.

    Raises InputError where entries contradict each other: a rank twice, an objective without a name, an indicator of
    institutions that should fall and is not mirrored, one without a year of its start value.
    """
    indicatoren = {naam: _indicator(naam, blok) for naam, blok in inhoud["indicatoren"].items()}
    register = Register(indicatoren, inhoud["doelstellingen"], inhoud["onderdelen"])
    rangen = [een.synthese for een in register.synthese()]
    if rangen != list(range(1, len(rangen) + 1)):
        raise _error("lijsten.synthese", "de rangen zijn niet 1, 2, 3 ... zonder gat of dubbel")
    for een in indicatoren.values():
        _check(een, register)
    return register


def check_schema(inhoud: Mapping[str, Any], schema: Mapping[str, Any]) -> None:
    """Raise InputError when the registry does not fit its closed schema."""
    fouten = sorted(Draft202012Validator(schema).iter_errors(inhoud), key=lambda fout: list(map(str, fout.path)))
    if not fouten:
        return
    fout = fouten[0]
    plek = ".".join(str(deel) for deel in fout.path)
    if fout.validator == "required":
        sleutels = sorted(set(fout.validator_value) - set(fout.instance))
        raise _error(plek, f"{', '.join(sleutels)} ontbreekt")
    if fout.validator == "additionalProperties":
        bekend = sorted(fout.schema["properties"])
        vreemd = sorted(set(fout.instance) - set(bekend))
        raise _error(plek, f"{vreemd[0]} bestaat niet{did_you_mean(vreemd[0], bekend)}")
    if fout.validator == "enum":
        raise _error(plek, f"{fout.instance!r} bestaat niet", ", ".join(map(str, fout.validator_value)))
    raise _error(plek, "past niet bij het schema", fout.schema.get("description"))


def _indicator(naam: str, blok: Mapping[str, Any]) -> Indicator:
    lijsten = blok["lijsten"]
    return Indicator(
        id=naam,
        plan=tuple(lijsten.get("monitoringsplan", ())),
        bijlage_a=lijsten.get("bijlage_a"),
        synthese=lijsten.get("synthese"),
        uitsplitsingen=dict(blok["uitsplitsingen"]),
        **{sleutel: waarde for sleutel, waarde in blok.items() if sleutel not in {"lijsten", "uitsplitsingen"}},
    )


def _check(een: Indicator, register: Register) -> None:
    if een.doelstelling not in register.doelstellingen:
        raise _error(f"{een.id}.doelstelling", f"{een.doelstelling!r} heeft geen naam onder doelstellingen")
    if een.onderdeel is not None and een.onderdeel not in register.onderdelen:
        raise _error(f"{een.id}.onderdeel", f"{een.onderdeel!r} heeft geen naam onder onderdelen")
    if een.mirrored and een.richting == "hoger":
        raise _error(f"{een.id}.naam_gespiegeld", "een indicator waarvan hoger beter is wordt niet gespiegeld")
    if not een.per_institution:
        if een.synthese is not None:
            raise _error(f"{een.id}.berekening", "een indicator van de synthese heeft een waarde per instelling")
        return
    if een.richting == "lager" and not een.mirrored:
        raise _error(f"{een.id}.naam_gespiegeld", "ontbreekt, en lager is beter", "de naam van de gespiegelde waarde")
    if een.eerste_waarde is None:
        raise _error(f"{een.id}.eerste_waarde", "is leeg", "het jaar van de startwaarde")
    if een.eenheid not in SCHALEN:
        raise _error(f"{een.id}.eenheid", f"{een.eenheid!r} kan niet per instelling", ", ".join(SCHALEN))


def _error(plek: str, melding: str, verwacht: str | None = None) -> InputError:
    return InputError(BRON, BESTAND, f"{plek} {melding}", verwacht=verwacht)
