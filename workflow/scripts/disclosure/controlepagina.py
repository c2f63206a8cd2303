"""The page for the output checker: in Dutch and English as text for the zip, as csv, and as HTML for inside.

The page is a list of parts, each a dict with one key: `kop` (its level and words), `alinea`, `lijst` or `tabel`. Text
and HTML are both made of those parts, so that the secure environment needs no program that makes one of the other.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from werkagenda.export.archive import AANTALLEN, TABEL, WEGGELATEN, Archive, csv_bytes, unpack
from werkagenda.export.words import ExportFacts, facts
from werkagenda.formats import LEEG
from werkagenda.report.pipe_table import pipe_table
from werkagenda.report.template import fill
from werkagenda.run.step import step

Part = dict[str, Any]
# Columns of the table of rules that hold numbers.
_RECHTS = (1, 2)

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
) -> list[Part]:
    """Return the parts of the page in one language.

    Args:
        feiten: the tables, released or not.
        woorden: the words of the language, from `resources/uitvoer.yaml`.
        regels: value per rule of `config/disclosure.yaml`.
        eerder: the earlier exports.
        merk: what to say of the data, that they are synthetic; empty for real ones.

    """
    eerdere = [f"{uit.naam}, sha256 {uit.sha256}" for uit in eerder]
    return [
        {"kop": (1, woorden["titel"])},
        *([{"alinea": merk}] if merk else []),
        {"kop": (2, woorden["alle"])},
        {"lijst": [regel.format(**regels) for regel in woorden["regels"]]},
        {"kop": (2, woorden["eerder"])},
        {"lijst": eerdere} if eerdere else {"alinea": woorden["geen_eerdere"]},
        {"kop": (2, woorden["tabellen"])},
        *(deel for feit in feiten for deel in _table(feit, woorden)),
    ]


def _table(feit: ExportFacts, woorden: Mapping[str, Any]) -> list[Part]:
    """Return what there is to know of one table; a language without titles of its own takes those of the table."""
    bestand = f"{feit.product}{AANTALLEN if feit.released else WEGGELATEN}"
    eigen = {"titel": feit.contract.titel, "populatie": feit.populatie}
    tellingen = woorden["tellingen" if feit.released else "weggelaten"].format(
        rijen=len(feit.tabel),
        getoond=feit.displayed,
        onderdrukt=feit.suppressed,
        kleinste=LEEG if feit.smallest is None else feit.smallest,
        bestand=bestand,
    )
    titel, populatie = (woorden.get("producten", {}).get(feit.product, eigen)[naam] for naam in ("titel", "populatie"))
    rijen = [
        [woorden["namen"][rij["regel"]], rij["cellen"], rij["onderdrukt"], woorden["oordelen"][rij["oordeel"]]]
        for rij in feit.oordelen
    ]
    return [
        {"kop": (3, f"{feit.product}: {titel}")},
        {"alinea": f"{woorden['plek']}: {feit.plek}."},
        {"alinea": f"{woorden['populatie']}: {populatie}."},
        {"alinea": f"{woorden['aantallen']}: {tellingen}."},
        {"tabel": {"koppen": woorden["koppen"], "rijen": rijen, "rechts": _RECHTS}},
    ]


def as_text(delen: Sequence[Part]) -> str:
    """Return a page as text with the signs of Markdown, parts apart by an empty line."""
    return "\n\n".join(_as_text(deel).strip() for deel in delen) + "\n"


def _as_text(deel: Part) -> str:
    if "kop" in deel:
        diepte, woorden = deel["kop"]
        return f"{'#' * diepte} {woorden}"
    if "lijst" in deel:
        return "\n".join(f"- {punt}" for punt in deel["lijst"])
    return pipe_table(**deel["tabel"]) if "tabel" in deel else str(deel["alinea"])


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
        for taal, delen in paginas.items():
            s.write(taal, as_text(delen))
        s.target("csv").write_bytes(csv_bytes(rows(feiten), KOLOMMEN))
        opmaak = s.path("stijl").read_text(encoding="utf-8")
        s.write("html", fill(s.read("sjabloon"), {"paginas": paginas, "opmaak": opmaak}))
