"""Write the tables of files that need not be delivered: a table per subject, its categories down, its years across."""

import re
from collections.abc import Mapping
from typing import Any

import pandas as pd

from werkagenda import formats as f
from werkagenda.contract.product import headings
from werkagenda.report.pipe_table import Tabellen, print_tables
from werkagenda.words.estimates import shown_or_reason
from werkagenda.words.labels import level_name

TOTAAL = "totaal"
# The number of a measure of the Werkagenda.
_MAATREGEL = re.compile(r"\d\.\d\.\d+")


def series(data: pd.DataFrame, *, labels: Mapping[str, Any], koppen: Mapping[str, str], decimalen: int = 0) -> Tabellen:
    """Print a table per onderdeel; a value that is not exact has its bounds, `2.810 (2.790-2.834)`.

    `decimalen` are those of a percentage.
    """
    tabellen: Tabellen = []
    for onderdeel, deel in data.groupby("onderdeel", sort=False):
        cellen = {
            (rij["jaar"], rij["uitsplitsing"], rij["categorie"]): _cell(rij, decimalen)
            for rij in deel.to_dict("records")
        }
        jaren = sorted(set(deel["jaar"]))
        rijen = [
            {koppen["categorie"]: category(labels, uitsplitsing, categorie)}
            | {str(jaar): cellen.get((jaar, uitsplitsing, categorie), f.LEEG) for jaar in jaren}
            for uitsplitsing, categorie in dict.fromkeys(zip(deel["uitsplitsing"], deel["categorie"], strict=True))
        ]
        tabellen.append((labels["onderdeel"][onderdeel], pd.DataFrame(rijen)))
    return tabellen


def category(labels: Mapping[str, Any], uitsplitsing: str, categorie: str) -> str:
    """Return the words of a category: `Totaal`, `Bol, niveau 2`, `Doelstelling 2.1`, or those of the register."""
    indicator, spatie, deel = categorie.rpartition(" ")
    if spatie and uitsplitsing in ("leerweg", "niveau"):
        # An indicator and a part of the students: the words of both.
        return (
            f"{labels['aanvullend'].get(indicator, indicator)}: {f.uncapitalised(category(labels, uitsplitsing, deel))}"
        )
    if uitsplitsing == "leerweg_niveau":
        return level_name(*categorie.split())
    if uitsplitsing == "doelstelling":
        return str(labels["doelstelling"][categorie]["kort"])
    naam = {
        TOTAAL: labels["categorie"][TOTAAL][TOTAAL]["kort"],
        "niveau": labels["niveau"]["overig"].format(categorie),
        "doel": labels["aanvullend"].get(categorie, labels["aanvullend"]["doelstelling"].format(categorie)),
    }.get(uitsplitsing)
    if naam is not None:
        return str(naam)
    if _MAATREGEL.fullmatch(categorie) and categorie not in labels["aanvullend"]:
        return str(labels["aanvullend"]["maatregel"].format(categorie))
    kamers = labels["categorie"]["sectorkamer"]
    return str(kamers[categorie]["kort"]) if categorie in kamers else labels["aanvullend"].get(
        categorie, f.capitalised(categorie)
    )  # fmt: skip


def _cell(rij: Mapping[str, Any], decimalen: int) -> str:
    def druk(waarde: float) -> str:
        if rij["eenheid"] == "procent":
            return f.procent(waarde, decimalen)
        return f.aantal(waarde) if rij["eenheid"] == "aantal" else f.getal(waarde, 1)

    onder, boven = (druk(rij[kant]) if pd.notna(rij[kant]) else "" for kant in ("waarde_min", "waarde_max"))
    tekst = shown_or_reason(rij["waarde"], druk)
    return tekst if onder == boven else f"{tekst} ({onder.removesuffix('%')}-{boven})"


if __name__ == "__main__":
    from werkagenda.run.step import step

    with step(snakemake) as s:
        product, labels = s.register["product"], s.register["labels"]
        tabellen = series(
            s.read("data"),
            labels=labels,
            koppen=headings(s.contract("contract_data"), product, {}),
            decimalen=product.get("decimalen", 0),
        )
        s.write("tabel", print_tables(tabellen, labels["tabelkop"]["leeg"]))
