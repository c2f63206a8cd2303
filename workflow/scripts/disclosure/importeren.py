"""Take over the tables of an export: every byte checked, every table through its contract."""

from collections.abc import Mapping

import pandas as pd

from werkagenda.contract.contracts import Contract
from werkagenda.disclosure.descriptions import Descriptions, load_rules
from werkagenda.errors import InputError
from werkagenda.export.archive import AANTALLEN, BRON, TABEL, WEGGELATEN, Archive, text_table, unpack
from werkagenda.export.words import rows_without_values
from werkagenda.run.lineage import read_record
from werkagenda.run.step import step

# Of the three that a share leaves with.
HALVE_DECIMAAL = 0.00051
GETALLEN = ("geheel", "telling", "jaar", "getal", "aandeel")


def imported(uitvoer: Archive, contracten: Mapping[str, Contract]) -> dict[str, pd.DataFrame]:
    """Return the table of every product, typed by its contract; of one that was not released the rows without values.

    Raises InputError when the export says nothing of a product.
    """
    return {product: _typed(_cells(uitvoer, product), contract) for product, contract in contracten.items()}


def _cells(uitvoer: Archive, product: str) -> pd.DataFrame:
    if product in uitvoer.released:
        return uitvoer.table(product + TABEL)
    if product + WEGGELATEN not in uitvoer.bestanden:
        raise InputError(
            f"{BRON} {uitvoer.naam}", product + TABEL, "ontbreekt", verwacht="alle producten over personen"
        )
    return text_table(rows_without_values(uitvoer.bestanden[product + WEGGELATEN].decode()).encode())


def _typed(tabel: pd.DataFrame, contract: Contract) -> pd.DataFrame:
    """Turn the text of number columns into numbers, an empty text into no value; the contract checks the rest."""
    soorten = {kolom.naam: kolom for kolom in contract.kolommen}
    uit = {}
    for naam in tabel.columns:
        kolom = soorten.get(naam)
        cellen = tabel[naam]
        if kolom is not None and kolom.soort in GETALLEN:
            # By Python's own reading of a number, so that it prints as it was written.
            try:
                cellen = cellen.where(cellen != "", None).astype("object").map(float, na_action="ignore")
            except ValueError:
                raise InputError(BRON, contract.naam, "een getal is niet te lezen", kolom=str(naam)) from None
            cellen = cellen.astype("float64")
        elif kolom is not None and kolom.leeg_mag:
            cellen = cellen.where(cellen != "", None)
        uit[naam] = cellen
    return pd.DataFrame(uit)


def check_shares(uitvoer: Archive, regels: Descriptions) -> None:
    """Check the shares of an export against the counts beside them, as exact as they are printed.

    Raises InputError when one is not that of its counts.
    """
    for naam in set(uitvoer.released) & set(regels.producten):
        tabel, aantallen = (uitvoer.table(naam + deel) for deel in (TABEL, AANTALLEN))
        for blok in regels.producten[naam].blokken:
            # The first two are the outcomes; what stands behind them is their number.
            kolommen = [cel.kolom for cel in blok.cellen[:2]]
            if not blok.aandeel or not {*kolommen, blok.kolommen[0]} <= {*tabel, *aantallen}:
                continue
            aandeel, ja, nee = (
                pd.to_numeric(deel[kolom].replace("", None), errors="coerce")
                for deel, kolom in ((tabel, blok.kolommen[0]), *((aantallen, kolom) for kolom in kolommen))
            )
            if ((aandeel - ja / (ja + nee)).abs() > HALVE_DECIMAAL).any():
                raise InputError(
                    f"{BRON} {uitvoer.naam}",
                    naam + TABEL,
                    "een aandeel past niet bij de aantallen ernaast",
                    kolom=blok.kolommen[0],
                )


if __name__ == "__main__":
    with step(snakemake) as s:
        pad = s.path("raw")
        uitvoer = unpack(pad, som=s.params["som"])
        check_shares(uitvoer, load_rules(s.read("onthulling"), s.read("schema"), woorden=s.params["woorden"]))
        tabellen = imported(uitvoer, {product: s.contract(f"contract_{product}") for product in s.output})
        if read_record(pad) is None:
            # At an office the lineage ends at the zip; where it was made it goes on to the raw files.
            s.source(BRON, pad, sum(len(tabel) for tabel in tabellen.values()))
        for product, tabel in tabellen.items():
            s.write(product, tabel)
