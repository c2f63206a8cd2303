"""A product as a machine finds it: its name, what it is about, its columns and where it lies."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

    from werkagenda.contract.contracts import Column, Contract

# Where the numbers of a product stand, below the address of the edition.
PLACE = "data/{}.csv"
LAND = "Nederland"
TAAL = "nl"


@dataclass(frozen=True)
class Entry:
    """One product.

    Attributes:
        naam: its id.
        nummer: of the figure or table.
        titel: the sentence above it.
        omschrijving: what it shows, with the mark on synthetic data.
        bron: of the numbers, in words.
        jaren: first and last year that it holds, if any.
        kolommen: its columns with their headings, in order.
        sleutel: columns that tell its rows apart.

    """

    naam: str
    nummer: str
    titel: str
    omschrijving: str
    bron: str
    jaren: tuple[int, int] | None
    kolommen: tuple[tuple[Column, str], ...]
    sleutel: tuple[str, ...]


def entry(
    data: pd.DataFrame,
    *,
    contract: Contract,
    product: Mapping[str, str],
    tekst: Mapping[str, Any],
    koppen: Mapping[str, str],
) -> Entry:
    """Return the entry of a product.

    Args:
        data: the numbers.
        contract: what the columns hold.
        product: its row of `resources/nummering.csv`.
        tekst: `titel`, `alt`, `bron` and `merk` of `results/text/<id>.json`.
        koppen: heading per column.

    """
    jaren: list[int] = data["jaar"].dropna().astype(int).tolist() if "jaar" in data else []
    merk = f"{tekst['merk']}. " if tekst["merk"] else ""
    return Entry(
        naam=product["id"],
        nummer=product["nummer"],
        titel=tekst["titel"],
        omschrijving=f"{merk}{tekst['alt']}",
        bron=tekst["bron"],
        jaren=(min(jaren), max(jaren)) if jaren else None,
        kolommen=tuple((kolom, koppen.get(kolom.naam, "")) for kolom in map(contract.column, data.columns)),
        sleutel=contract.sleutel,
    )


def json_ld(een: Entry, *, uitgave: Mapping[str, Any], titel: str) -> dict[str, Any]:
    """Return the description of a product for search engines: a Dataset of schema.org.

    Args:
        een: the product.
        uitgave: `uitgave` of the settings; without `adres` its places are relative to the pages.
        titel: of the book.

    """
    adres = uitgave["adres"]
    uit: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": een.titel,
        "alternateName": een.nummer,
        "identifier": een.naam,
        "description": een.omschrijving,
        "inLanguage": TAAL,
        "isAccessibleForFree": True,
        "license": uitgave["licentie_adres"],
        "version": uitgave["versie"],
        "datePublished": uitgave["datum"],
        "creator": [{"@type": "Organization", "name": naam} for naam in uitgave["opstellers"]],
        "publisher": {"@type": "Organization", "name": uitgave["uitgever"], "email": uitgave["contact"]},
        "isPartOf": {"@type": "DataCatalog", "name": titel},
        "isBasedOn": een.bron,
        "spatialCoverage": LAND,
        "variableMeasured": [
            {"@type": "PropertyValue", "name": kolom.naam, "description": kolom.beschrijving or kop}
            | ({"unitText": kolom.eenheid} if kolom.eenheid else {})
            for kolom, kop in een.kolommen
        ],
        "distribution": [
            {
                "@type": "DataDownload",
                "encodingFormat": "text/csv",
                "contentUrl": f"{adres}{PLACE.format(een.naam)}",
            }
        ],
    }
    if een.jaren:
        uit["temporalCoverage"] = f"{een.jaren[0]}/{een.jaren[1]}"
    return uit


def as_json(inhoud: Mapping[str, Any] | Sequence[Any]) -> str:
    """Return JSON, the same bytes for the same content."""
    return json.dumps(inhoud, ensure_ascii=False, indent=1) + "\n"
