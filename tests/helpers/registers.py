"""The registers of products, labels and sentences, as a step gets them."""

import copy
import csv
import io
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pandas as pd
import yaml
from helpers.project import ROOT

from werkagenda.contract.contracts import Contract, load_contract
from werkagenda.contract.labels import Labels, parts, together
from werkagenda.contract.product import headings, load_products


def _yaml(pad: str) -> Any:
    return yaml.safe_load((ROOT / pad).read_text(encoding="utf-8"))


with (ROOT / "resources" / "nummering.csv").open(encoding="utf-8", newline="") as bestand:
    NUMMERING = list(csv.DictReader(bestand))
PRODUCTEN = load_products(ROOT, NUMMERING)
LABELS = _yaml("resources/labels.yaml")
# Settings that headings and notes name.
NAMED = {"startjaar": 2022, "streefjaar": 2027, "peiljaar": 2022, "leeftijd_vanaf": 25}
ALGEMEEN = _yaml("report/teksten/algemeen.yaml")


def sentences(familie: str) -> dict[str, Any]:
    """Return the sentences and notes of a family."""
    zinnen: dict[str, Any] = _yaml(f"report/teksten/{familie}.yaml")
    return zinnen


def label_parts(familie: str) -> dict[str, tuple[str, Any]]:
    """Return the parts of the labels that the texts and tables of a family get, and where they are from."""
    eigen = next(product["labels"] for product in PRODUCTEN.values() if product["familie"] == familie)
    return parts(LABELS, [*eigen, "leerweg", "tabelkop.leeg"])


def labels_of(familie: str) -> Labels:
    """Return the labels that the texts and tables of a family get: one that it does not name is an error."""
    uit: Labels = together(copy.deepcopy(label_parts(familie)))["labels"]
    return uit


def register_of(naam: str) -> dict[str, Any]:
    """Return what the text step of a product gets."""
    product = PRODUCTEN[naam]
    zinnen = sentences(product["familie"])
    return {"product": product, "labels": labels_of(product["familie"]), "zinnen": zinnen, "algemeen": ALGEMEEN}


def contract_of(naam: str) -> Contract:
    """Return the contract of a product's data file."""
    return load_contract(Path(ROOT, "resources", "contracts", "tabellen", f"{PRODUCTEN[naam]['contract']}.yaml"))


def koppen(naam: str) -> dict[str, str]:
    """Return the heading per column of a product."""
    return headings(contract_of(naam), PRODUCTEN[naam], NAMED)


_KOLOMMEN = [kolom for naam in PRODUCTEN for kolom in contract_of(naam).kolommen]
_TEKST = {kolom.naam for kolom in _KOLOMMEN if kolom.soort in {"code", "tekst"}}
# A level is a number, and a code where there is a total beside it.
_GETAL = {kolom.naam for kolom in _KOLOMMEN} - _TEKST | {"niveau"}


def lees(csv_regels: str) -> pd.DataFrame:
    """Read lines of a data file with the kinds that a step gets."""
    regels = "\n".join(regel.strip() for regel in csv_regels.strip().splitlines())
    ruw = pd.read_csv(io.StringIO(regels), keep_default_na=False, na_values={}, dtype="str")
    return pd.DataFrame({naam: _typed(kolom) for naam, kolom in ruw.items()})


def _typed(kolom: pd.Series) -> pd.Series:
    is_tekst = kolom.name not in _GETAL or kolom.eq("totaal").any()
    return kolom if is_tekst else pd.to_numeric(kolom.replace("", None))


def workbook_register(namen: Iterable[str]) -> dict[str, Any]:
    """Return the register of the workbook with these products, in the order of the report."""
    producten = {naam: product for naam, product in PRODUCTEN.items() if naam in set(namen)}
    return {"producten": producten, "labels": LABELS, "algemeen": ALGEMEEN}
