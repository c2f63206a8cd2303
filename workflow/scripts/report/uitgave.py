"""What an edition says of itself: what changed since the last one, who made it, how to cite it."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from werkagenda.report.pipe_table import in_region, pipe_table
from werkagenda.words.render import render

Words = Mapping[str, Any]
# What a change of a cell is not: a product that came or went as a whole.
HELE = ("product erbij", "product weg")


def changes(
    verschillen: pd.DataFrame | None, *, nummering: Sequence[Mapping[str, str]], oplevering: str, tekst: Words
) -> str:
    """Return a sentence on what changed since an earlier delivery: how many numbers, and where most.

    Args:
        verschillen: `results/vergelijk/verschillen.csv`; None when this run is compared with none.
        nummering: rows of `resources/nummering.csv`.
        oplevering: name of the earlier delivery.
        tekst: `report/paginas/uitgave.yaml`.

    """
    if verschillen is None:
        return render(tekst["eerste"], {})
    cellen = verschillen[~verschillen["wijziging"].isin(HELE)]
    if cellen.empty:
        return render(tekst["gelijk"], {"oplevering": oplevering})
    nummers = {rij["id"]: rij["nummer"] for rij in nummering}
    per_product = cellen["product"].value_counts()
    producten = [
        {"nummer": nummers[naam], "anker": naam.replace("_", "-"), "cellen": int(aantal)}
        for naam, aantal in sorted(per_product.items(), key=lambda rij: (-rij[1], rij[0]))
        if naam in nummers
    ]
    feiten = {"oplevering": oplevering, "cellen": len(cellen), "producten": producten, "delen": tekst["delen"]}
    return render(tekst["verschil"], feiten)


def notes(versie: str, tekst: Words) -> str:
    """Return the release notes of one edition as Markdown, nothing for one without notes."""
    uitgave = tekst["uitgaven"].get(versie)
    if not uitgave:
        return ""
    nieuw = "".join(f"- {regel}\n" for regel in uitgave["nieuw"])
    verbeterd = "".join(f"- {regel}\n" for regel in uitgave["verbeterd"])
    onder = f"{tekst['verbeteringen']}\n\n{verbeterd}" if verbeterd else f"{tekst['geen_verbeteringen']}\n"
    return f"{render(tekst['nieuws'], {'versie': versie})}\n\n{nieuw}\n{onder}"


def details(feiten: Mapping[str, Any], tekst: Words) -> str:
    """Return the table about the edition; a row without a value is left out."""
    rijen = [[naam, render(zin, feiten)] for naam, zin in tekst["gegevens"].items()]
    koppen = tekst["kop_gegevens"]
    return in_region(pipe_table(koppen, [rij for rij in rijen if rij[1]]), koppen[0])


if __name__ == "__main__":
    from werkagenda.run.step import step

    with step(snakemake) as s:
        tekst, uitgave = s.read("tekst"), s.params["uitgave"]
        boek = s.read("quarto")["book"]
        feiten = uitgave | {"titel": boek["title"], "ondertitel": boek["subtitle"]}
        verschil = changes(
            s.read("verschillen") if "verschillen" in s.input else None,
            nummering=s.read("nummering").astype(str).to_dict("records"),
            oplevering=s.params["oplevering"],
            tekst=tekst,
        )
        verder = f"::: {{.alleenweb}}\n{tekst['verder']}\n:::\n\n" if "verschillen" in s.input else ""
        s.write("veranderd", f"{verschil}\n\n{verder}{notes(uitgave['versie'], tekst)}")
        s.write("uitgave", details(feiten, tekst))
        s.write("aanhalen", f"{render(tekst['aanhalen'], feiten)}\n")
        oud = [notes(versie, tekst) for versie in tekst["uitgaven"] if versie != uitgave["versie"]]
        s.write("opmerkingen", "\n".join([notes(uitgave["versie"], tekst), *oud]))
