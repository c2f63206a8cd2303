"""Figure S.4: the share of institutions that have a practoraat, per year of measurement."""

import pandas as pd

from werkagenda.run.step import step


def practoraten(waarden: pd.DataFrame, *, indicator: str) -> pd.DataFrame:
    """Return `jaar, aandeel, teller, n`: institutions with one, of those that reported; and `streef`, who aims at one.

    `waarden` has 1 for an institution with a practoraat and 0 for one without, and the same as its target.
    """
    eigen = waarden[waarden["indicator"] == indicator].dropna(subset="waarde")
    doel, gemeten = eigen[eigen["soort"] == "streef"], eigen[eigen["soort"] != "streef"]
    per_jaar = gemeten.groupby("jaar")["waarde"]
    uit = pd.DataFrame({"teller": per_jaar.sum().round().astype("int64"), "n": per_jaar.size()})
    return uit.assign(aandeel=uit["teller"] / uit["n"], streef=doel["waarde"].mean()).reset_index()


if __name__ == "__main__":
    with step(snakemake) as s:
        s.write("data", practoraten(s.read("waarden"), **s.params))
