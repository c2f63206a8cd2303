"""Table S.J: an indicator by part of the country, with the interval that the differences within a part give."""

import pandas as pd

from werkagenda.indicators.progress import SOORTEN, mean_interval
from werkagenda.run.step import step


def by_region(waarden: pd.DataFrame, *, kenmerken: pd.DataFrame, indicator: str, minimum: int) -> pd.DataFrame:
    """Return per region and kind of value the unweighted mean over institutions with its 95 % t interval.

    Args:
        waarden: `instelling, indicator, soort, jaar, waarde`; one recent value per institution.
        kenmerken: `instelling, regio`.
        indicator: the indicator.
        minimum: institutions needed for a mean.

    Returns:
        `regio, soort, gemiddelde, gemiddelde_laag, gemiddelde_hoog, n, reden`.

    """
    eigen = waarden[(waarden["indicator"] == indicator) & waarden["soort"].isin(SOORTEN)].dropna(subset="waarde")
    met = eigen.merge(kenmerken[["instelling", "regio"]].astype({"regio": "str"}), on="instelling")
    rijen = []
    for (regio, soort), deel in met.groupby(["regio", "soort"], sort=True, observed=True):
        schatting = mean_interval(deel.sort_values("instelling")["waarde"])
        genoeg = len(deel) >= minimum
        waarde, laag, hoog = schatting if genoeg else (None, None, None)
        reden = "" if genoeg else f"minder dan {minimum} instellingen"
        rijen.append((regio, soort, waarde, laag, hoog, len(deel), reden))
    kolommen = ["regio", "soort", "gemiddelde", "gemiddelde_laag", "gemiddelde_hoog", "n", "reden"]
    uit = pd.DataFrame(rijen, columns=kolommen)
    uit[kolommen[2:5]] = uit[kolommen[2:5]].astype("float64").clip(lower=0, upper=1)
    return uit


if __name__ == "__main__":
    with step(snakemake) as s:
        s.write("data", by_region(s.read("waarden"), kenmerken=s.read("kenmerken"), **s.params))
