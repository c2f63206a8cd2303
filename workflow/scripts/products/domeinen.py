"""Table B.0.3: how many institutions name a domain for their tailor-made programmes."""

from collections.abc import Sequence

import pandas as pd

from werkagenda.run.step import step

ALLE = "Alle domeinen"
LEERWEGEN = ("bol", "bbl", "derde leerweg")


def count_domains(maatwerk: pd.DataFrame, *, domeinen: Sequence[str]) -> pd.DataFrame:
    """Return `domein, aantal` (plans) for every domain; who names all domains counts in that row alone.

    `bol`, `bbl` and `derde_leerweg`: the plans that name the domain together with that leerweg.
    """
    paren = maatwerk[["instelling", "domein"]].astype("str").dropna().drop_duplicates()
    overal = paren.loc[paren["domein"] == ALLE, "instelling"]
    paren = paren[(paren["domein"] == ALLE) | ~paren["instelling"].isin(overal)]
    aantal = paren["domein"].value_counts().reindex(list(domeinen), fill_value=0)
    uit = aantal.rename_axis("domein").rename("aantal").reset_index()
    samen = maatwerk[["instelling", "domein", "leerweg"]].astype("str").dropna().drop_duplicates()
    samen = samen.merge(paren, on=["instelling", "domein"])
    for leerweg in LEERWEGEN:
        telling = samen.loc[samen["leerweg"] == leerweg, "domein"].value_counts()
        uit[leerweg.replace(" ", "_")] = uit["domein"].map(telling).fillna(0).astype("int64")
    return uit


if __name__ == "__main__":
    with step(snakemake) as s:
        s.write("data", count_domains(s.read("maatwerk"), domeinen=list(s.contract().column("domein").codes)))
