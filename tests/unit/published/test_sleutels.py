"""The keys of the published numbers against the register of products."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import yaml
from helpers import registers as register
from helpers.project import ROOT
from helpers.registers import LABELS

if TYPE_CHECKING:
    from collections.abc import Iterable

RESOURCES = ROOT / "resources"
# Key columns whose codes have words of their own in the register; `categorie` and `groep` differ per product.
GECODEERD = {
    "doelstelling",
    "herkomst",
    "item",
    "kenmerk",
    "leerweg",
    "maat",
    "onderdeel",
    "reeks",
    "sollicitaties",
    "toets",
    "variant",
    "vraag",
}


def traits(namen: Iterable[str], metingen: list[int]) -> set[str]:
    """Return the codes of traits in the data: the register names a question once, the data once per survey."""
    uit = set()
    for naam in namen:
        vraag, _, laatste = naam.rpartition("_")
        uit |= {f"{vraag}_{jaar}" for jaar in metingen} if laatste == "meting" else {naam}
    return uit


def test_keys_name_columns_and_codes_of_the_register() -> None:
    """A key that no data file can have would be "not computed" for ever: its columns and coded values are known."""
    paden = sorted((RESOURCES / "published").glob("*.csv"))
    gepubliceerd = pd.concat([pd.read_csv(pad, dtype=str, keep_default_na=False, encoding="utf-8") for pad in paden])
    indicatoren = yaml.safe_load((RESOURCES / "indicatoren.yaml").read_text(encoding="utf-8"))
    metingen = yaml.safe_load((ROOT / "config" / "config.yaml").read_text(encoding="utf-8"))["job"]["jaren"]
    bekend = LABELS | {
        "kenmerk": traits(LABELS["kenmerk"], metingen) | set(LABELS["instelling"]),
        "doelstelling": {
            **LABELS["doelstelling"],
            **indicatoren["doelstellingen"],
            **indicatoren["onderdelen"],
        },
    }
    onbekend = set()
    for rij in gepubliceerd.itertuples():
        koppen = register.koppen(rij.product)
        paren = [tuple(deel.split("=")) for deel in rij.sleutel.split(";")]
        onbekend |= {(rij.product, kolom) for kolom in {rij.kolom, *dict(paren)} - koppen.keys()}
        for kolom, waarde in paren:
            if kolom in GECODEERD:
                onbekend |= {(kolom, code) for code in waarde.split(">") if code not in bekend[kolom]}
    assert onbekend == set()
