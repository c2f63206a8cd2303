"""Download the tables of StatLine that the monitor reads; only where there is a network.

Nothing of a table is kept until all of it is there, and earlier files stay when a download fails.
"""

import json
import logging
from pathlib import Path
from typing import Any

from werkagenda.contract.contracts import Contract
from werkagenda.errors import InputError, opsommen
from werkagenda.ingest.statline import read_statline
from werkagenda.run.step import step

log = logging.getLogger("werkagenda")
_NIEUW = ".nieuw.json"


def fetch_table(contract: Contract, cbsodata: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - a module, or its stand-in
    """Return the rows of the contract's table, of the totals alone: asked for by key, since titles are cut off.

    Raises InputError when there is no connection, or when a dimension has no such total.
    """
    tabel = contract.formaat["tabel"]
    try:
        delen = [
            f"{naam} eq '{_key(contract, naam, titel, cbsodata.get_meta(tabel, naam))}'"
            for naam, titel in contract.formaat["totalen"].items()
        ]
        return list(cbsodata.get_data(tabel, filters=" and ".join(delen)))
    except OSError as fout:
        # What requests raises without a network, or for an unknown table, is an OSError.
        raise InputError(
            contract.naam,
            f"tabel {tabel}",
            f"StatLine is niet te bereiken ({type(fout).__name__})",
            verwacht="een netwerk; haal de tabel anders elders op met `snakemake statline` en zet haar onder raw.root",
        ) from None


def _key(contract: Contract, dimensie: str, titel: str, categorieen: list[dict[str, Any]]) -> str:
    """Return the key of a category as CBS pads it, by its title."""
    sleutels = [rij["Key"] for rij in categorieen if rij["Title"].strip() == titel]
    if len(sleutels) != 1:
        raise InputError(
            contract.naam,
            f"tabel {contract.formaat['tabel']}",
            f"{len(sleutels)} categorieën heten {titel!r}",
            kolom=dimensie,
            verwacht="een van " + opsommen(sorted(rij["Title"].strip() for rij in categorieen)),
        )
    return str(sleutels[0])


def save_table(rijen: list[dict[str, Any]], path: Path, contract: Contract) -> int:
    """Write the rows as JSON when the ingest can read them; return their number."""
    path.parent.mkdir(parents=True, exist_ok=True)
    tijdelijk = path.with_suffix(_NIEUW)
    try:
        tekst = json.dumps({"value": rijen}, ensure_ascii=False, indent=1)
        tijdelijk.write_text(tekst + "\n", encoding="utf-8", newline="\n")
        read_statline(contract, tijdelijk)
        tijdelijk.replace(path)
    finally:
        tijdelijk.unlink(missing_ok=True)
    return len(rijen)


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
