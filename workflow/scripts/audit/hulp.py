"""List the targets by chapter, in words."""

import sys

from werkagenda.run.step import step

ALGEMEEN = (
    ("(geen doel)", "het hele rapport: HTML, PDF, Word, werkboek en herkomst"),
    ("hoofdstuk_3", "alleen dat hoofdstuk met zijn figuren en tabellen; ook hoofdstuk_5 en bijlage_b"),
    ("voorvlucht", "kijk of alle bestanden van het CBS er zijn en kloppen, zonder ze te lezen"),
    ("factsheets", "een bladzijde per instelling (HTML en PDF) en een per indicator"),
    ("export", "maak het zip-bestand dat de beveiligde omgeving mag verlaten"),
    ("import_export", "controleer een zip-bestand uit de beveiligde omgeving en neem de tabellen over"),
    ("audit", "bouw alles opnieuw in een lege map en vergelijk byte voor byte"),
    ("gezondheid", "kijk of er niets is gewijzigd, verouderd of zonder verslag, en of personen afgeschermd staan"),
    ("oplevering", "bewaar deze run in oplevering/<vergelijk.naam>/"),
    ("vergelijk", "zet deze run naast een eerdere oplevering: welke cijfers verschillen, en waardoor"),
    ("documentatie", "maak de documentatie opnieuw"),
    ("help", "deze lijst"),
)


def overview(nummering: list[dict[str, str]]) -> str:
    """Return the list: general targets, then products by chapter."""
    regels = ["", "Doelen van de monitor: snakemake --cores 2 <doel>", ""]
    regels += [f"  {naam:<22} {uitleg}" for naam, uitleg in ALGEMEEN]
    for hoofdstuk in sorted({rij["hoofdstuk"] for rij in nummering}, reverse=True):
        regels += ["", hoofdstuk]
        regels += [f"  {rij['id']:<22} {rij['nummer']}" for rij in nummering if rij["hoofdstuk"] == hoofdstuk]
    return "\n".join([*regels, "", ""])


if __name__ == "__main__":
    with step(snakemake) as s:
        sys.stdout.write(overview(s.read("nummering").to_dict("records")))
