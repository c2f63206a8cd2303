"""The page for the output checker: in Dutch and English as text for the zip, as csv, and as HTML for inside."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from werkagenda.export.archive import AANTALLEN, TABEL, WEGGELATEN, Archive, csv_bytes, unpack
from werkagenda.export.words import ExportFacts, facts
from werkagenda.report import pandoc
from werkagenda.report.pipe_table import pipe_table
from werkagenda.run.step import step

KOLOMMEN = (
    "tabel",
    "nummer",
    "bestand",
    "aantallen",
    "rijen",
    "getoond",
    "onderdrukt",
    "kleinste_aantal",
    "regel",
    "regel_cellen",
    "regel_onderdrukt",
    "oordeel",
)


def page(
    feiten: Sequence[ExportFacts],
    *,
    woorden: Mapping[str, Any],
    regels: Mapping[str, Any],
    eerder: Sequence[Archive],
    merk: str = "",
) -> str:
    """Return the page in one language, as Markdown that reads as plain text.

    Args:
        feiten: the tables, released or not.
        woorden: the words of the language, from `resources/uitvoer.yaml`.
        regels: value per rule of `config/disclosure.yaml`.
        eerder: the earlier exports.
        merk: what to say of the data, that they are synthetic; empty for real ones.

    """
    zinnen = "\n".join(f"- {regel.format(**regels)}" for regel in woorden["regels"])
    eerdere = "\n".join(f"- {uit.naam}, sha256 {uit.sha256}" for uit in eerder) or woorden["geen_eerdere"]
    delen = [
        f"# {woorden['titel']}",
        merk,
        f"## {woorden['alle']}",
        zinnen,
        f"## {woorden['eerder']}",
        eerdere,
        f"## {woorden['tabellen']}",
        *(_table(feit, woorden) for feit in feiten),
    ]
    return "\n\n".join(deel.strip() for deel in delen if deel) + "\n"


def _table(feit: ExportFacts, woorden: Mapping[str, Any]) -> str:
    """Return what there is to know of one table; a language without titles of its own takes those of the table."""
    bestand = f"{feit.product}{AANTALLEN if feit.released else WEGGELATEN}"
    eigen = {"titel": feit.contract.titel, "populatie": feit.populatie}
    tellingen = woorden["tellingen" if feit.released else "weggelaten"].format(
        rijen=len(feit.tabel),
        getoond=feit.displayed,
        onderdrukt=feit.suppressed,
        kleinste=feit.smallest,
        bestand=bestand,
    )
    titel, populatie = (woorden.get("producten", {}).get(feit.product, eigen)[naam] for naam in ("titel", "populatie"))
    rijen = [
        [woorden["namen"][rij["regel"]], rij["cellen"], rij["onderdrukt"], woorden["oordelen"][rij["oordeel"]]]
        for rij in feit.oordelen
    ]
    return "\n\n".join(
        [
            f"### {feit.product}: {titel}",
            f"{woorden['plek']}: {feit.plek}.",
            f"{woorden['populatie']}: {populatie}.",
            f"{woorden['aantallen']}: {tellingen}.",
            pipe_table(woorden["koppen"], rijen, rechts=(1, 2)),
        ]
    )


def rows(feiten: Sequence[ExportFacts]) -> list[dict[str, object]]:
    """Return the page as a table: a row per table and rule."""
    return [
        dict(
            zip(
                KOLOMMEN,
                (
                    feit.product,
                    feit.plek,
                    feit.product + (TABEL if feit.released else WEGGELATEN),
                    feit.product + AANTALLEN if feit.released else "",
                    len(feit.tabel),
                    feit.displayed if feit.released else "",
                    feit.suppressed if feit.released else "",
                    feit.smallest if feit.released else "",
                    oordeel["regel"],
                    oordeel["cellen"],
                    oordeel["onderdrukt"],
                    oordeel["oordeel"],
                ),
                strict=True,
            )
        )
        for feit in feiten
        for oordeel in feit.oordelen
    ]


def render(paginas: Mapping[str, str], uit: Path, *, sjabloon: Path, opmaak: str, titel: str) -> None:
    """Write the page in all languages as one HTML file that needs nothing beside it.

    Args:
        paginas: Markdown per language.
        uit: file to write.
        sjabloon: template of pandoc.
        opmaak: style sheet, put into the page.
        titel: title of the window.

    """
    tekst = "\n\n".join(f"::: {{lang={taal}}}\n\n{pagina}\n:::" for taal, pagina in paginas.items())
    opties = {
        "to": "html5",
        "standalone": True,
        "template": str(sjabloon.resolve()),
        "variables": {"lang": next(iter(paginas)), "opmaak": opmaak},
        "metadata": {"pagetitle": titel},
    }
    pandoc.convert(tekst, uit, opties=opties, map_=uit.parent)


if __name__ == "__main__":
    with step(snakemake) as s:
        feiten = facts(s)
        eerder = [unpack(pad) for pad in s.paths("raw")]
        teksten = s.read("teksten")
        merken = teksten["synthetisch"] if s.params["synthetisch"] else dict.fromkeys(teksten["pagina"], "")
        for product in teksten["pagina"]["en"]["producten"].values():
            product["populatie"] = product["populatie"].format(**s.params["woorden"])
        paginas = {
            taal: page(feiten, woorden=woorden, regels=s.params["regels"], eerder=eerder, merk=merken[taal])
            for taal, woorden in teksten["pagina"].items()
        }
        for taal, tekst in paginas.items():
            s.write(taal, tekst)
        s.target("csv").write_bytes(csv_bytes(rows(feiten), KOLOMMEN))
        render(
            paginas,
            s.target("html"),
            sjabloon=s.path("sjabloon"),
            opmaak=s.path("stijl").read_text(encoding="utf-8"),
            titel=teksten["pagina"]["nl"]["titel"],
        )
