"""The share of leavers with work in the whole sector, per year: the number of the front page."""

import pandas as pd

from werkagenda.persons.work_share import wilson
from werkagenda.run.step import step
from werkagenda.surveys.outflow import add_up


def national(uitstroom: pd.DataFrame) -> pd.DataFrame:
    """Return `jaar, aandeel, aandeel_laag, aandeel_hoog, uitstromers`: share with work (0-1) with Wilson's interval.

    Args:
        uitstroom: `studiejaar` (`2018/2019`), `uitstromers` (persons) and `aandeel` (0-1) per institution and more.

    """
    som = add_up(uitstroom, ["studiejaar"])
    laag, hoog = wilson(som["aandeel"] * som["uitstromers"], som["uitstromers"])
    jaar = som.pop("studiejaar").str[-4:].astype(int)
    return som.assign(jaar=jaar, aandeel_laag=laag, aandeel_hoog=hoog)


if __name__ == "__main__":
    with step(snakemake) as s:
        s.write("data", national(s.read("uitstroom")))
