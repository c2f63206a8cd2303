"""Products: what stands in the register of each, of its family and of its contract, brought together once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from werkagenda.contract.labels import LABELS, WORDS, parts
from werkagenda.contract.yaml_file import read_yaml
from werkagenda.errors import InputError, did_you_mean, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from werkagenda.contract.contracts import Contract

PRODUCTS = "resources/producten"
FAMILIES = "resources/families.yaml"
NUMBERING = "resources/nummering.csv"
CONTRACTS = "resources/contracts/tabellen"
SENTENCES = "report/teksten"
# A product without a number of its own: its sentences and numbers are used by others.
KEY_FIGURES = "kerncijfers"
_NEEDED = ("familie", "contract", "bron", "eenheid")


def load_products(root: Path, numbering: Iterable[Mapping[str, str]]) -> dict[str, dict[str, Any]]:
    """Return per product id its entry, with `soort`, `hoofdstuk`, `nummer`, and `scripts` and `labels` of its family.

    In the order of `numbering` (rows of `resources/nummering.csv`); products without a number come last. Raises
    InputError that names the place when a product has no entry, an entry no row, a family that is not in
    `resources/families.yaml`, no contract or no sentences, and when a family names labels that there are not.
    """
    families = _yaml(root / FAMILIES)
    words = _yaml(root / WORDS)
    for family in families.values():
        parts(words, family.get(LABELS, []))
    entries = {
        naam: {"hoofdstuk": pad.stem} | entry
        for pad in sorted((root / PRODUCTS).glob("*.yaml"))
        for naam, entry in _yaml(pad).items()
    }
    rows = {row["id"]: row for row in numbering}
    if missing := sorted(set(rows) - set(entries)):
        raise InputError("producten", PRODUCTS, f"geen regel voor {quoted(missing)}", verwacht="een regel per product")
    loose = [naam for naam, entry in entries.items() if naam not in rows]
    if unnumbered := [naam for naam in loose if entries[naam].get("soort") != KEY_FIGURES]:
        raise InputError("producten", NUMBERING, f"geen rij voor {quoted(unnumbered)}", verwacht="een rij per product")
    products = {}
    for naam in [*rows, *loose]:
        row = {sleutel: rows[naam][sleutel] for sleutel in ("soort", "hoofdstuk", "nummer")} if naam in rows else {}
        products[naam] = entries[naam] | row
        _check(naam, products[naam], families, root)
        of_family = dict(families[products[naam]["familie"]])
        products[naam]["labels"] = of_family.pop(LABELS, [])
        products[naam]["scripts"] = of_family
    return products


def _check(naam: str, product: Mapping[str, Any], families: Mapping[str, Any], root: Path) -> None:
    plek = f"{PRODUCTS}/{product['hoofdstuk']}.yaml"
    if missing := [sleutel for sleutel in _NEEDED if sleutel not in product]:
        raise InputError("producten", plek, f"{naam} mist {quoted(missing)}")
    familie = product["familie"]
    if familie not in families:
        hint = did_you_mean(familie, sorted(families))
        raise InputError(
            "producten", plek, f"{naam}: onbekende familie {familie!r}{hint}", verwacht=f"een uit {FAMILIES}"
        )
    for pad in (f"{CONTRACTS}/{product['contract']}.yaml", f"{SENTENCES}/{familie}.yaml"):
        if not (root / pad).is_file():
            raise InputError("producten", plek, f"{naam}: er is geen {pad}")


def headings(
    contract: Contract, product: Mapping[str, Any], woorden: Mapping[str, Any] | None = None
) -> dict[str, str]:
    """Return the heading per column: of the contract, or of the product where that has its own.

    A heading may name a setting of `woorden`: `JOB {startjaar}`. Raises InputError for one that the step does not get.
    """
    koppen = {kolom.naam: kolom.kop for kolom in contract.kolommen} | dict(product.get("koppen", {}))
    try:
        return {naam: kop.format_map(woorden or {}) for naam, kop in koppen.items()}
    except KeyError as fout:
        raise InputError("producten", contract.naam, f"onbekende instelling {fout} in een kop") from fout


def _yaml(path: Path) -> dict[str, Any]:
    inhoud: dict[str, Any] = read_yaml(path, bron="producten") or {}
    return inhoud
