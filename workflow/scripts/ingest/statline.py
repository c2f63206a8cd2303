"""Download the tables of StatLine that the monitor reads; only where there is a network.

Nothing of a table is kept until all of it is there, and earlier files stay when a download fails.
"""

import json
import logging
from pathlib import Path
from typing import Any

from werkagenda.contract.contracts import Contract
from werkagenda.errors import InputError, quoted
from werkagenda.ingest.statline import SLEUTELS, read_statline
from werkagenda.run.step import step

log = logging.getLogger("werkagenda")
_NIEUW = ".nieuw.json"


def fetch_table(contract: Contract, cbsodata: Any) -> dict[str, Any]:  # noqa: ANN401 - a module, or its stand-in
    """Return the contract's table as the ingest reads it: rows of the totals alone, and the key of each title.

    Totals are asked for by key, since titles are cut off. Raises InputError when there is no connection, or when a
    dimension has no such total.
    """
    tabel = contract.formaat["tabel"]
    totalen: dict[str, list[str]] = contract.formaat["totalen"]
    lijsten = [*totalen, *(kolom.raw for kolom in contract.kolommen if kolom.codes)]
    try:
        categorieen = {naam: cbsodata.get_meta(tabel, naam) for naam in lijsten}
        delen = [f"{naam} eq '{_key(contract, naam, titels, categorieen[naam])}'" for naam, titels in totalen.items()]
        rijen = list(cbsodata.get_data(tabel, filters=" and ".join(delen)))
    except OSError as fout:
        # What requests raises without a network, or for an unknown table, is an OSError.
        raise InputError(
            contract.naam,
            f"tabel {tabel}",
            f"StatLine is niet te bereiken ({type(fout).__name__})",
            verwacht="een netwerk; haal de tabel anders elders op met `snakemake statline` en zet haar onder raw.root",
        ) from None
    sleutels = {
        naam: {rij["Title"].strip(): rij["Key"].strip() for rij in lijst} for naam, lijst in categorieen.items()
    }
    return {"value": rijen, SLEUTELS: sleutels}


def _key(contract: Contract, dimensie: str, titels: list[str], categorieen: list[dict[str, Any]]) -> str:
    """Return the key of a total as CBS pads it, by one of its titles or keys."""
    sleutels = [rij["Key"] for rij in categorieen if {rij["Title"].strip(), rij["Key"].strip()} & set(titels)]
    if len(sleutels) != 1:
        raise InputError(
            contract.naam,
            f"tabel {contract.formaat['tabel']}",
            f"{len(sleutels)} categorieën heten {titels[0]!r}",
            kolom=dimensie,
            verwacht="een van " + quoted(sorted(rij["Title"].strip() for rij in categorieen)),
        )
    return str(sleutels[0])


def save_table(tabel: dict[str, Any], path: Path, contract: Contract) -> int:
    """Write a table as JSON when the ingest can read them; return their number."""
    path.parent.mkdir(parents=True, exist_ok=True)
    tijdelijk = path.with_suffix(_NIEUW)
    try:
        tekst = json.dumps(tabel, ensure_ascii=False, indent=1)
        tijdelijk.write_text(tekst + "\n", encoding="utf-8", newline="\n")
        read_statline(contract, tijdelijk)
        tijdelijk.replace(path)
    finally:
        tijdelijk.unlink(missing_ok=True)
    return len(tabel["value"])


def load_package() -> Any:  # noqa: ANN401 - a module without types
    """Return the package `cbsodata`; InputError where it is not installed, as on a computer without a network."""
    try:
        import cbsodata  # noqa: PLC0415 - may not be there
    except ImportError:
        raise InputError(
            "statline",
            "cbsodata",
            "dit pakket is niet geïnstalleerd",
            verwacht="een computer met netwerk; draai daar `snakemake statline` en neem de bestanden mee naar raw.root",
        ) from None
    return cbsodata


if __name__ == "__main__":
    with step(snakemake) as s:
        pakket = load_package()
        for contract in s.contracts("contracten"):
            doel = Path(s.params["bestanden"][contract.naam])
            log.info("%s: %d rijen", doel.name, save_table(fetch_table(contract, pakket), doel, contract))
