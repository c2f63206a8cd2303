"""Figure S.4: the share of institutions that have a practoraat, and how many there are per institution, per year."""

import pandas as pd

from werkagenda.run.step import step


def practoraten(waarden: pd.DataFrame, lijst: pd.DataFrame, *, indicator: str, doel: float) -> pd.DataFrame:
    """Return per year of measurement how many institutions have one, and the mean number of practorates.

    Args:
        waarden: values of institutions, of this indicator 1 for one with a practoraat and 0 for one without, and the
            same as its target.
        lijst: the numbers of table S.11; without rows nothing is known of how many there are.
        indicator: its name in `waarden`.
        doel: the target for the mean number.

    Returns:
        `jaar, aandeel, teller, n`: institutions with one, of those that reported; `streef`, the share that aims at one;
        `gemiddeld` practorates per institution and `gemiddeld_streef`, its target, where there is a list.

    """
    eigen = waarden[waarden["indicator"] == indicator].dropna(subset="waarde")
    streef, gemeten = eigen[eigen["soort"] == "streef"], eigen[eigen["soort"] != "streef"]
    per_jaar = gemeten.groupby("jaar")["waarde"]
    uit = pd.DataFrame({"teller": per_jaar.sum().round().astype("int64"), "n": per_jaar.size()})
    gemiddeld = lijst[lijst["onderdeel"] == "practoraten_per_instelling"].set_index("jaar")["waarde"].astype(float)
    return uit.assign(
        aandeel=uit["teller"] / uit["n"],
        streef=streef["waarde"].mean(),
        gemiddeld=gemiddeld.reindex(uit.index),
        gemiddeld_streef=doel if len(gemiddeld) else float("nan"),
    ).reset_index()


if __name__ == "__main__":
    with step(snakemake) as s:
        s.write("data", practoraten(s.read("waarden"), s.read("lijst"), **s.params))
