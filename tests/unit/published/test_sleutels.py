"""The keys of the published numbers against the register of products."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import yaml

RESOURCES = Path(__file__).parents[3] / "resources"
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


def test_keys_name_columns_and_codes_of_the_register() -> None:
    """A key that no data file can have would be "not computed" for ever: its columns and coded values are known."""
    register = yaml.safe_load((RESOURCES / "producten.yaml").read_text(encoding="utf-8"))
    paden = sorted((RESOURCES / "published").glob("*.csv"))
    gepubliceerd = pd.concat([pd.read_csv(pad, dtype=str, keep_default_na=False, encoding="utf-8") for pad in paden])
    onbekend = set()
    for rij in gepubliceerd.itertuples():
        koppen = register["producten"][rij.product]["kolomkoppen"]
        paren = [tuple(deel.split("=")) for deel in rij.sleutel.split(";")]
        onbekend |= {(rij.product, kolom) for kolom in {rij.kolom, *dict(paren)} - koppen.keys()}
        for kolom, waarde in paren:
            if kolom in GECODEERD:
                onbekend |= {(kolom, code) for code in waarde.split(">") if code not in register["labels"][kolom]}
    assert onbekend == set()
