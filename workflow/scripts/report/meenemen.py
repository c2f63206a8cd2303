"""What a reader takes along: per product its numbers and their description, and everything in one archive."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from werkagenda.contract.contracts import Contract
from werkagenda.contract.product import headings
from werkagenda.report.zip_file import write_zip
from werkagenda.words.render import render

Words = Mapping[str, Any]


def description(  # noqa: PLR0913 - one argument per kind of part, by name
    data: pd.DataFrame,
    *,
    contract: Contract,
    product: Mapping[str, Any],
    tekst: Words,
    koppen: Mapping[str, str],
    feiten: Mapping[str, Any],
    woorden: Words,
    aanhalen: str,
) -> dict[str, Any]:
    """Return what stands beside the csv of a product: title, columns with unit, source, years, licence, citation.

    Args:
        data: the numbers.
        contract: what the columns hold.
        product: its row of `resources/nummering.csv`.
        tekst: `titel`, `alt`, `bron`, `noten` and `merk` of `results/text/<id>.json`.
        koppen: heading per column.
        feiten: `uitgave` of the settings, with the `titel` of the book.
        woorden: `report/paginas/meenemen.yaml`.
        aanhalen: the sentence that cites a number.

    """
    jaren = sorted({int(jaar) for jaar in data["jaar"].dropna()}) if "jaar" in data else []
    return {
        "naam": product["id"],
        "nummer": product["nummer"],
        "nummer_gepubliceerd": product["gepubliceerd"],
        "titel": tekst["titel"],
        "omschrijving": tekst["alt"],
        "synthetisch": bool(tekst["merk"]),
        "bron": tekst["bron"],
        "noten": tekst["noten"],
        "jaren": jaren,
        "rijen": len(data),
        "sleutel": list(contract.sleutel),
        "kolommen": [
            {
                "naam": kolom.naam,
                "kop": koppen[kolom.naam],
                "omschrijving": kolom.beschrijving,
                "soort": kolom.soort,
                "eenheid": kolom.eenheid or (f"zie {kolom.eenheid_uit}" if kolom.eenheid_uit else ""),
                "waarden": sorted(kolom.codes) if kolom.codes else [],
                "leeg_mag": kolom.leeg_mag,
            }
            for kolom in map(contract.column, data.columns)
        ],
        "ontbreekt": woorden["leeg"],
        "schrijfwijze": woorden["getallen"],
        "licentie": {"naam": feiten["licentie"], "adres": feiten["licentie_adres"]},
        "versie": feiten["versie"],
        "datum": feiten["datum"],
        "aanhalen": render(aanhalen, feiten | {"nummer": product["nummer"], "kop": tekst["titel"]}),
    }


def as_json(inhoud: Mapping[str, Any]) -> str:
    """Return JSON with the keys in the order in which they are said."""
    return json.dumps(inhoud, ensure_ascii=False, indent=2) + "\n"


def readme(producten: Iterable[Mapping[str, Any]], feiten: Mapping[str, Any], woorden: Words) -> str:
    """Return the page that opens the archive: what is in it, how to read it, a row per product."""
    # The words stand on lines of their own: each is filled in by itself.
    kop = "\n".join(render(regel, {**woorden, **feiten}) for regel in woorden["leesmij"].rstrip("\n").split("\n"))
    rijen = [f"| {een['naam']} | {een['nummer']} | {een['titel'].replace('|', ' ')} |" for een in producten]
    return "\n".join([kop, *rijen]) + "\n"


def archive(doel: Path, bestanden: Mapping[str, bytes]) -> None:
    """Write the files by name into a zip with the same bytes every time."""
    write_zip(doel, dict(sorted(bestanden.items())))


if __name__ == "__main__":
    from werkagenda.contract.tables import read_table
    from werkagenda.run.step import step

    with step(snakemake) as s:
        producten, nummering = s.register["producten"], s.read("nummering").astype(str).to_dict("records")
        rijen = {rij["id"]: rij for rij in nummering}
        contracten = {contract.naam: contract for contract in s.contracts("contracten")}
        teksten, woorden, uitgave = s.read_all("teksten"), s.read("woorden"), s.read("uitgave")
        feiten = s.params["uitgave"] | {"titel": s.read("quarto")["book"]["title"]}
        synthetisch = any(tekst["merk"] for tekst in teksten.values())
        bestanden, beschreven = {}, []
        for pad in s.paths("data"):
            naam = pad.stem
            contract = contracten[producten[naam]["contract"]]
            beschrijving = description(
                read_table(pad, contract),
                contract=contract,
                product=rijen[naam],
                tekst=teksten[naam],
                koppen=headings(contract, producten[naam], s.params["woorden"]),
                feiten=feiten,
                woorden=woorden,
                aanhalen=uitgave["aanhalen_cijfer"],
            )
            beschreven.append(beschrijving)
            bestanden[f"data/{naam}.csv"] = pad.read_bytes()
            bestanden[f"data/{naam}.metadata.json"] = as_json(beschrijving).encode()
        map_ = Path(s.params["map"])
        erbij = [*s.paths("werkmappen"), *s.paths("figuren")]
        los = bestanden | {f"data/{pad.name}": pad.read_bytes() for pad in erbij}
        for naam, inhoud in los.items():
            s.stage(map_ / naam).write_bytes(inhoud)
        bestanden |= {f"figuren/{pad.name}": pad.read_bytes() for pad in s.paths("figuren")}
        bestanden["monitor.xlsx"] = s.path("werkmap").read_bytes()
        merk = woorden["merk_uitleg"] if synthetisch else ""
        bestanden["README.md"] = readme(beschreven, feiten | {"merk_uitleg": merk}, woorden).encode()
        archive(s.target("zip"), bestanden)
