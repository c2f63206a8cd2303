"""Set the products beside those of an earlier delivery: every cell that changed, how much, and what caused it."""

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd

from werkagenda.compare.causes import NIEUW, VERVALLEN, Cause, causes
from werkagenda.compare.cells import Cell, changed_cells, difference, number, read_table
from werkagenda.compare.page import page
from werkagenda.compare.prose import Sentence, changed_prose, changed_sentences, changed_verdicts, unmentioned
from werkagenda.contract.contracts import Contract
from werkagenda.contract.product import headings
from werkagenda.formats import enumeration
from werkagenda.indicators.registry import registry
from werkagenda.run.step import step

KOLOMMEN = ["product", "sleutel", "kolom", "wijziging", "was", "is", "verschil", "verhouding", "oorzaak", "waardoor"]
OORZAAKKOLOMMEN = ["product", "oorzaak", "onderdeel", "was", "is"]
Rij = dict[str, Any]
PRODUCT_ERBIJ, PRODUCT_WEG = "product erbij", "product weg"
# Moves that no sentence mentions, at most.
_ZONDER_ZIN = 20
# Named beside each cell; all of them stand in the table of causes.
_HOOGSTENS = 3


def key_of(kolommen: Sequence[str], contracten: Sequence[Contract]) -> list[str]:
    """Return the key of a table: that of the contract with its columns, else the whole row."""
    for contract in contracten:
        if sorted(kolom.naam for kolom in contract.kolommen) == sorted(kolommen):
            return list(contract.sleutel)
    return list(kolommen)


def describe(product: str, cellen: Sequence[Cell], oorzaken: Sequence[Cause]) -> Iterator[Rij]:
    """Yield the rows of one product's differences.

    `verschil` is the new number less the old one, in the unit of the column; `verhouding` that as part of the old one.
    """
    soorten = enumeration(dict.fromkeys(deel.oorzaak for deel in oorzaken))
    namen = [deel.onderdeel for deel in oorzaken]
    meer = len(namen) - _HOOGSTENS
    waardoor = "; ".join(namen[:_HOOGSTENS]) + (f"; en {meer} andere" if meer > 0 else "")
    for cel in cellen:
        verschil, was = difference(cel.was, cel.wordt), number(cel.was)
        maat = None if verschil is None else float(verschil)
        deel = None if verschil is None or not was else float(verschil / abs(was))
        rij = (product, cel.sleutel, cel.kolom, cel.wijziging, cel.was, cel.wordt, maat, deel, soorten, waardoor)
        yield dict(zip(KOLOMMEN, rij, strict=True))


def compare_deliveries(
    was: Mapping[str, pd.DataFrame],
    wordt: Mapping[str, pd.DataFrame],
    *,
    sleutels: Mapping[str, Sequence[str]],
    herkomst: tuple[Mapping[str, Any], Mapping[str, Any]],
) -> tuple[list[Rij], list[Rij]]:
    """Return the rows of the differences and those of their causes, by product.

    Args:
        was: per product its table in the earlier delivery, every cell text.
        wordt: the same of this run.
        sleutels: per product of this run the columns that name a row.
        herkomst: per product its lineage, of the earlier delivery and of this run.

    """
    verschillen: list[Rij] = []
    oorzaken: list[Rij] = []
    for product in sorted({*was, *wordt}):
        if product not in wordt:
            cellen = [Cell("", "", PRODUCT_WEG, "", "")]
            reden = [Cause(VERVALLEN, "deze run maakt het product niet", "", "")]
        elif product not in was:
            cellen = [Cell("", "", PRODUCT_ERBIJ, "", "")]
            reden = [Cause(NIEUW, "de eerdere oplevering heeft het product niet", "", "")]
        else:
            cellen = changed_cells(was[product], wordt[product], sleutel=sleutels[product])
            if not cellen:
                continue
            reden = causes(*(kant.get(product) for kant in herkomst), f"results/data/{product}.csv")
        verschillen += describe(product, cellen, reden)
        oorzaken += [dict(zip(OORZAAKKOLOMMEN, (product, *deel), strict=True)) for deel in reden]
    return verschillen, oorzaken


def columns_in_words(
    contract: Contract, product: Mapping[str, Any], woorden: Mapping[str, Any]
) -> dict[str, tuple[str, str]]:
    """Return per column of a product its heading and its kind."""
    koppen = headings(contract, product, woorden)
    return {kolom.naam: (koppen[kolom.naam], kolom.soort) for kolom in contract.kolommen}


def chapters_side_by_side(
    was: Sequence[Mapping[str, Any]], wordt: Sequence[Mapping[str, Any]]
) -> dict[str, list[Sentence]]:
    """Return per chapter, by its title, the sentences that changed; one that went comes last, under its old title."""
    oud = {deel["hoofdstuk"]: deel["zinnen"] for deel in was}
    nieuw = {deel["hoofdstuk"]: deel["zinnen"] for deel in wordt}
    titels = {
        deel["hoofdstuk"]: deel["titel"] for deel in [*wordt, *(een for een in was if een["hoofdstuk"] not in nieuw)]
    }
    return {titel: changed_prose(oud.get(naam, []), nieuw.get(naam, [])) for naam, titel in titels.items()}


def by_product(herkomsten: Sequence[Path]) -> dict[str, Any]:
    """Read the lineage of products, by product."""
    return {pad.stem: json.loads(pad.read_text(encoding="utf-8")) for pad in herkomsten}


if __name__ == "__main__":
    with step(snakemake) as s:
        wordt = {pad.stem: read_table(pad) for pad in s.paths("data")}
        contracten = s.contracts("contracten")
        verschillen, oorzaken = compare_deliveries(
            {pad.stem: read_table(pad) for pad in s.paths("eerder_data")},
            wordt,
            sleutels={product: key_of(list(tabel.columns), contracten) for product, tabel in wordt.items()},
            herkomst=(by_product(s.paths("eerder_herkomst")), by_product(s.paths("herkomst"))),
        )
        s.write("verschillen", pd.DataFrame(verschillen, columns=KOLOMMEN))
        s.write("oorzaken", pd.DataFrame(oorzaken, columns=OORZAAKKOLOMMEN))
        nummering = s.read("nummering")
        eerder, nu = (
            {pad.stem: json.loads(pad.read_text(encoding="utf-8")) for pad in s.paths(naam)}
            for naam in ("eerder_teksten", "teksten")
        )
        proza = [s.read_all(naam).get("proza") for naam in ("eerder_proza", "proza")]
        # An earlier delivery may be from before sentences were kept.
        zinnen = {product: changed_sentences(eerder[product], nu[product]) for product in nu if product in eerder}
        per_naam = {contract.naam: contract for contract in contracten}
        woorden = {code: label["kort"] for code, label in s.register["labels"]["oordeel_monitor"].items()}
        namen = {naam: een.display_name for naam, een in registry(s.read("indicatoren")).indicatoren.items()}
        blad = partial(
            page,
            verschillen,
            oorzaken,
            zinnen=zinnen,
            hoofdstukken=chapters_side_by_side(*proza) if all(proza) else None,
            oordelen=[
                (namen.get(wie, wie), woorden.get(was, was), woorden.get(wordt, wordt))
                for wie, was, wordt in changed_verdicts(verschillen)
            ],
            zonder_zin=unmentioned(verschillen, zinnen, hoogstens=_ZONDER_ZIN) if eerder else [],
            koppen={
                product: columns_in_words(per_naam[eigen["contract"]], eigen, s.params["woorden"])
                for product, eigen in s.register["producten"].items()
                if product in nu
            },
            titels={product: tekst["titel"] for product, tekst in nu.items()},
            nummers=dict(zip(nummering["id"], nummering["nummer"], strict=True)),
            oplevering=s.params["oplevering"],
            vergeleken=len(wordt),
            merk=s.params["merk"],
            tekst=s.read("tekst"),
        )
        s.write("pagina", blad())
        if "lezers" in s.output:
            s.write("lezers", blad(terug="index.html"))
