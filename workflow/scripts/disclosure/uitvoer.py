"""Pack what may leave the secure environment in one zip, and log it beside the earlier exports."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from werkagenda.export.archive import (
    AANTALLEN,
    BESCHRIJVING,
    INSTELLINGEN,
    OORDEEL,
    TABEL,
    WEGGELATEN,
    Archive,
    csv_bytes,
    unpack,
)
from werkagenda.export.pack import pack, run_identity, settings_file
from werkagenda.export.words import ExportFacts, describe, explain_absence, facts, sections, verdict
from werkagenda.run.lineage import PERSOON, trace
from werkagenda.run.step import step

FORMULIER = "uitvoerformulier.txt"
LOGKOLOMMEN = ("export", "export_sha256", "bestand", "sha256", "rijen", "getoond", "onderdrukt", "run")


def form(  # noqa: PLR0913 - one question of the form each, by keyword
    feiten: Sequence[ExportFacts],
    *,
    naam: str,
    teksten: Mapping[str, Any],
    regels: Mapping[str, Any],
    betekenis: Mapping[str, str],
    eerder: Sequence[Archive],
    merk: str = "",
) -> str:
    """Return the answers for CBS's output form, in Dutch.

    Args:
        feiten: the tables, released or not.
        naam: file name of the zip.
        teksten: `resources/uitvoer.yaml`.
        regels: value per rule of `config/disclosure.yaml`.
        betekenis: what each of those rules says, from the schema.
        eerder: the earlier exports.
        merk: what to say of the data, that they are synthetic; empty for real ones.

    """
    samen = [feit for feit in feiten if feit.vrijgegeven]
    pagina = teksten["pagina"]["nl"]
    delen = {
        "Let op": [merk] if merk else [],
        "In te vullen door de aanvrager": [f"{vraag}:" for vraag in teksten["in_te_vullen"]],
        "Naam van de uitvoer": [naam],
        "Doel": [teksten["doel"]],
        "Bestanden": [
            f"{feit.product}{TABEL} ({len(feit.tabel)} rijen): {feit.contract.titel}; {feit.plek}; aantallen in"
            f" {feit.product}{AANTALLEN}, uitleg in {feit.product}{BESCHRIJVING}"
            for feit in samen
        ],
        "Niet vrijgegeven": [f"{feit.product}: zie {feit.product}{WEGGELATEN}" for feit in feiten if feit not in samen]
        or ["geen"],
        "Populatie en weging": [f"{feit.product}: {feit.populatie}" for feit in samen],
        "Kleinste aantal personen achter een getoonde cel": [f"{feit.product}: {feit.kleinste}" for feit in samen],
        "Regels": [f"{betekenis[regel]}: {waarde}" for regel, waarde in regels.items()],
        "Hoe daaraan is voldaan": [regel.format(**regels) for regel in pagina["regels"]],
        "Oordeel per tabel en regel": [
            f"{feit.product}, {verdict(oordeel)}" for feit in feiten for oordeel in feit.oordelen
        ],
        pagina["eerder"]: [f"{export.naam}, sha256 {export.sha256}" for export in eerder] or [pagina["geen_eerdere"]],
    }
    return sections(delen)


def contents(
    feiten: Iterable[ExportFacts],
    *,
    tabellen: Mapping[str, bytes],
    run: str,
    herkomst: Mapping[str, Mapping[str, Any]],
    merk: str = "",
) -> dict[str, bytes]:
    """Return the files of the tables: of a released one table, counts and description, of another why it is not there.

    Args:
        feiten: the tables.
        tabellen: bytes per file name, `<id>.csv` and `<id>_aantallen.csv`.
        run: identity of the run.
        herkomst: steps and raw files behind each product.
        merk: what to say of the data; empty for real ones.

    """
    uit: dict[str, bytes] = {}
    for feit in feiten:
        if feit.vrijgegeven:
            uit |= {naam: tabellen[naam] for naam in (feit.product + TABEL, feit.product + AANTALLEN)}
            uit[feit.product + BESCHRIJVING] = describe(feit, herkomst[feit.product], run=run, merk=merk).encode()
        else:
            uit[feit.product + WEGGELATEN] = explain_absence(feit).encode()
    return uit


def log_of(exports: Iterable[Archive]) -> list[dict[str, str]]:
    """Return the manifests of all exports of this project, each row with its zip and that zip's hash."""
    return [{"export": uit.naam, "export_sha256": uit.sha256, **regel} for uit in exports for regel in uit.manifest]


if __name__ == "__main__":
    with step(snakemake) as s:
        eerder = [unpack(pad) for pad in s.paths("raw")]
        feiten = facts(s)
        bestanden = {pad.name: pad.read_bytes() for naam in ("tabellen", "aantallen") for pad in s.paths(naam)}
        schema = s.read("schema")["properties"]["disclosure"]["properties"]
        teksten = s.read("teksten")
        instellingen = s.params["instellingen"]
        merk = teksten["synthetisch"]["nl"] if instellingen["raw"]["mode"] == "synthetic" else ""
        formulier = form(
            feiten,
            naam=Path(s.output["zip"]).name,
            teksten=teksten,
            regels=instellingen["disclosure"],
            betekenis={regel: delen["description"] for regel, delen in schema.items()},
            eerder=eerder,
            merk=merk,
        )
        run = run_identity(trace([*s.paths("tabellen"), s.path("oordeel")]))
        # The step behind a product alone: the tables are protected together, so behind those stand all raw files.
        herkomst = {feit.product: trace([PERSOON / "data" / f"{feit.product}{TABEL}"]) for feit in feiten}
        alles = contents(feiten, tabellen=bestanden, run=run, herkomst=herkomst, merk=merk)
        alles |= {FORMULIER: formulier.encode(), OORDEEL: s.path("oordeel").read_bytes()}
        alles[INSTELLINGEN] = settings_file(instellingen)
        alles |= {pad.name: pad.read_bytes() for pad in s.paths("controle")}
        doel = s.target("zip")
        doel.write_bytes(pack(alles, run=run))
        # Read as an office will read it; the name is that of the place it gets when this step has succeeded.
        gemaakt = replace(unpack(doel), naam=Path(s.output["zip"]).name)
        s.target("log").write_bytes(csv_bytes(log_of([*eerder, gemaakt]), LOGKOLOMMEN))
