"""The numbers as a Data Package (version 2): a table schema per product, from its contract."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from werkagenda.catalogue.entry import Entry, as_json, entry, json_ld
from werkagenda.contract.contracts import Column
from werkagenda.contract.product import headings
from werkagenda.contract.tables import read_table
from werkagenda.run.step import step

PROFIEL = "https://datapackage.org/profiles/2.0/{}.json"
NAAM = "monitor-werkagenda-mbo"
# The kinds of a contract in the words of a table schema.
SOORTEN = {
    "code": "string",
    "tekst": "string",
    "geheel": "integer",
    "telling": "integer",
    "jaar": "year",
    "getal": "number",
    "aandeel": "number",
    "datum": "date",
}


def field(kolom: Column, kop: str) -> dict[str, Any]:
    """Return a column as a field of a table schema: kind, heading, meaning with unit, and what it may hold."""
    # An empty text says that there is nothing to say; an empty number is missing.
    regels: dict[str, Any] = {} if kolom.leeg_mag or SOORTEN[kolom.soort] == "string" else {"required": True}
    if kolom.soort == "aandeel":
        regels |= {"minimum": 0, "maximum": 1}
    if kolom.codes and kolom.soort == "code":
        regels["enum"] = list(kolom.codes)
    eenheid = kolom.eenheid or (f"zie {kolom.eenheid_uit}" if kolom.eenheid_uit else "")
    uit = {
        "name": kolom.naam,
        "title": kop,
        "description": f"{kolom.beschrijving} ({eenheid})" if eenheid else kolom.beschrijving,
        "type": SOORTEN[kolom.soort],
        "constraints": regels,
    }
    return {sleutel: waarde for sleutel, waarde in uit.items() if waarde}


def resource(een: Entry) -> dict[str, Any]:
    """Return a product as a resource beside the descriptor."""
    schema: dict[str, Any] = {
        "$schema": PROFIEL.format("tableschema"),
        "fields": [field(kolom, kop) for kolom, kop in een.kolommen],
        "missingValues": [""],
    }
    if een.sleutel:
        schema["primaryKey"] = list(een.sleutel)
    return {
        "$schema": PROFIEL.format("dataresource"),
        "name": een.naam,
        "path": f"{een.naam}.csv",
        "type": "table",
        "title": f"{een.nummer}. {een.titel}",
        "description": een.omschrijving,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "sources": [{"title": een.bron}],
        "schema": schema,
    }


def data_package(alle: Sequence[Entry], *, uitgave: Mapping[str, Any], titel: str, ondertitel: str) -> dict[str, Any]:
    """Return the descriptor of all products together."""
    makers = [{"title": naam, "roles": ["creator"]} for naam in uitgave["opstellers"]]
    uit = {
        "$schema": PROFIEL.format("datapackage"),
        "name": NAAM,
        "title": titel,
        "description": ondertitel,
        "version": uitgave["versie"],
        "created": f"{uitgave['datum']}T00:00:00Z",
        "homepage": uitgave["adres"],
        "licenses": [{"name": uitgave["licentie"], "path": uitgave["licentie_adres"]}],
        "contributors": [*makers, {"title": uitgave["uitgever"], "email": uitgave["contact"], "roles": ["publisher"]}],
        "resources": [resource(een) for een in alle],
    }
    return {sleutel: waarde for sleutel, waarde in uit.items() if waarde}


if __name__ == "__main__":
    with step(snakemake) as s:
        producten, boek = s.register["producten"], s.read("quarto")["book"]
        contracten = {contract.naam: contract for contract in s.contracts("contracten")}
        teksten, uitgave = s.read_all("teksten"), s.params["uitgave"]
        rijen = {rij["id"]: rij for rij in s.read("nummering").astype(str).to_dict("records")}
        alle = []
        for pad in s.paths("data"):
            contract = contracten[producten[pad.stem]["contract"]]
            alle.append(
                entry(
                    read_table(pad, contract),
                    contract=contract,
                    product=rijen[pad.stem],
                    tekst=teksten[pad.stem],
                    koppen=headings(contract, producten[pad.stem], s.params["woorden"]),
                )
            )
        pakket = data_package(alle, uitgave=uitgave, titel=boek["title"], ondertitel=boek["subtitle"])
        s.write("pakket", as_json(pakket))
        for een in alle:
            doel = Path(s.output["pakket"]).parent / f"{een.naam}.jsonld"
            s.stage(doel).write_text(
                as_json(json_ld(een, uitgave=uitgave, titel=boek["title"])), encoding="utf-8", newline="\n"
            )
