"""List the targets by chapter, in words."""

import sys
from collections.abc import Mapping, Sequence
from textwrap import shorten

from werkagenda.run.step import step

ALGEMEEN = (
    ("(geen doel)", "het hele rapport: HTML, PDF, Word, werkboek en herkomst"),
    ("hoofdstuk_3", "alleen dat hoofdstuk met zijn figuren en tabellen; ook hoofdstuk_5 en bijlage_b"),
    ("voorvlucht", "kijk of alle bestanden van het CBS er zijn en kloppen, zonder ze te lezen"),
    ("factsheets", "een bladzijde per instelling (HTML en PDF) en een per indicator"),
    ("--report report.zip", "elke figuur en tabel onder haar hoofdstuk in een zip-bestand, na een run"),
    ("catalogus", "beschrijf cijfers en run voor machines: Data Package, JSON-LD, DCAT, RO-Crate"),
    ("export", "maak het zip-bestand dat de beveiligde omgeving mag verlaten"),
    ("import_export", "controleer een zip-bestand uit de beveiligde omgeving en neem de tabellen over"),
    ("audit", "bouw alles opnieuw in een lege map en vergelijk byte voor byte"),
    ("gezondheid", "kijk of niets is gewijzigd, verouderd of zonder verslag, en of personen zijn afgeschermd"),
    ("oplevering", "bewaar deze run in oplevering/<vergelijk.naam>/"),
    ("vergelijk", "zet deze run naast een eerdere oplevering: welke cijfers verschillen, en waardoor"),
    ("documentatie", "maak de documentatie opnieuw"),
    ("help", "deze lijst"),
)


# As wide as the longest target, and as the screen of a terminal.
KOLOM, BREED = 28, 120


def overview(
    nummering: Sequence[Mapping[str, str]], *, hoofdstukken: Mapping[str, str], toont: Mapping[str, str]
) -> str:
    """Return the list: general targets, then the chapters in the order of the book, each with its figures and tables.

    Args:
        nummering: rows of `resources/nummering.csv`, in order.
        hoofdstukken: title per chapter, in the order of the book.
        toont: what each product shows.

    """
    regels = ["", "Doelen van de monitor: snakemake --cores 2 <doel>", ""]
    regels += [f"  {naam:<{KOLOM}} {uitleg}" for naam, uitleg in ALGEMEEN]
    for naam, titel in hoofdstukken.items():
        eigen = [rij for rij in nummering if rij["hoofdstuk"] == naam]
        if eigen:
            regels += ["", f"{naam:<{KOLOM}}   {titel}"]
        for rij in eigen:
            wat = f"{rij['nummer']}: {toont[rij['id']]}"
            regels.append(f"  {rij['id']:<{KOLOM}} {shorten(wat, BREED - KOLOM - 3, placeholder=' …')}")
    return "\n".join([*regels, "", ""])


if __name__ == "__main__":
    with step(snakemake) as s:
        nummering = s.read("nummering").astype(str).to_dict("records")
        sys.stdout.write(overview(nummering, hoofdstukken=s.params["hoofdstukken"], toont=s.params["toont"]))
