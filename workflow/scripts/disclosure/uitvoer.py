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
from werkagenda.export.history import check_log
from werkagenda.export.pack import pack, run_identity, settings_file
from werkagenda.export.words import ExportFacts, describe, explain_absence, facts, sections, verdict
from werkagenda.run.lineage import PERSOON
from werkagenda.run.step import step

FORMULIER = "uitvoerformulier.txt"
LOGKOLOMMEN = ("export", "export_sha256", "bestand", "sha256", "bytes", "rijen", "getoond", "onderdrukt", "run")


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
    samen = [feit for feit in feiten if feit.released]
    zinnen, oordelen = teksten["formulier"], teksten["beschrijving"]
    pagina = teksten["pagina"]["nl"]
    delen = {
        "let_op": [merk] if merk else [],
        "in_te_vullen": [f"{vraag}:" for vraag in teksten["in_te_vullen"]],
        "naam": [naam],
        "doel": [teksten["doel"]],
        "bestanden": [
            zinnen["bestand"].format(
                tabel=feit.product + TABEL,
                rijen=len(feit.tabel),
                titel=feit.contract.titel,
                plek=feit.plek,
                aantallen=feit.product + AANTALLEN,
                uitleg=feit.product + BESCHRIJVING,
            )
            for feit in samen
        ],
        "weggelaten": [
            zinnen["weggelaten"].format(product=feit.product, bestand=feit.product + WEGGELATEN)
            for feit in feiten
            if feit not in samen
        ]
        or [zinnen["geen"]],
        "populatie": [f"{feit.product}: {feit.populatie}" for feit in samen],
        "kleinste": [f"{feit.product}: {feit.smallest}" for feit in samen],
        "regels": [f"{betekenis[regel]}: {waarde}" for regel, waarde in regels.items()],
        "voldaan": [regel.format(**regels) for regel in pagina["regels"]],
        "oordelen": [f"{feit.product}, {verdict(oordeel, oordelen)}" for feit in feiten for oordeel in feit.oordelen],
    }
    eerdere = [f"{export.naam}, sha256 {export.sha256}" for export in eerder] or [pagina["geen_eerdere"]]
    return sections({zinnen["koppen"][naam]: regels for naam, regels in delen.items()} | {pagina["eerder"]: eerdere})


def contents(  # noqa: PLR0913 - what stands behind each file, by keyword
    feiten: Iterable[ExportFacts],
    *,
    tabellen: Mapping[str, bytes],
    run: str,
    herkomst: Mapping[str, Mapping[str, Any]],
    tekst: Mapping[str, Any],
    merk: str = "",
) -> dict[str, bytes]:
    """Return the files of the tables: of a released one table, counts and description, of another why it is not there.

    Args:
        feiten: the tables.
        tabellen: bytes per file name, `<id>.csv` and `<id>_aantallen.csv`.
        run: identity of the run.
        herkomst: steps and raw files behind each product.
        tekst: the words of a description.
        merk: what to say of the data; empty for real ones.

    """
    uit: dict[str, bytes] = {}
    for feit in feiten:
        if feit.released:
            uit |= {naam: tabellen[naam] for naam in (feit.product + TABEL, feit.product + AANTALLEN)}
            beschrijving = describe(feit, herkomst[feit.product], run=run, tekst=tekst, merk=merk)
            uit[feit.product + BESCHRIJVING] = beschrijving.encode()
        else:
            uit[feit.product + WEGGELATEN] = explain_absence(feit, tekst).encode()
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
        run = run_identity(s.trace([*s.paths("tabellen"), s.path("oordeel")]))
        # The step behind a product alone: the tables are protected together, so behind those stand all raw files.
        herkomst = {feit.product: s.trace([PERSOON / "data" / f"{feit.product}{TABEL}"]) for feit in feiten}
        alles = contents(
            feiten, tabellen=bestanden, run=run, herkomst=herkomst, tekst=teksten["beschrijving"], merk=merk
        )
        alles |= {FORMULIER: formulier.encode(), OORDEEL: s.path("oordeel").read_bytes()}
        alles[INSTELLINGEN] = settings_file(instellingen)
        alles |= {pad.name: pad.read_bytes() for pad in s.paths("controle")}
        doel = s.target("zip")
        doel.write_bytes(pack(alles, run=run))
        # Read as an office will read it; the name is that of the place it gets when this step has succeeded.
        gemaakt = replace(unpack(doel), naam=Path(s.output["zip"]).name)
        log = log_of([*eerder, gemaakt])
        check_log(log, Path(s.output["log"]), naam=gemaakt.naam)
        s.target("log").write_bytes(csv_bytes(log, LOGKOLOMMEN))
