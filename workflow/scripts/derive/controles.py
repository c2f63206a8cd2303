"""Put the checks of all years together: contradictions, suppression, and how well intervals fit."""

import pandas as pd

from werkagenda.run.step import step

if __name__ == "__main__":
    with step(snakemake) as s:
        s.write("instroom_a_b", pd.concat(s.read_all("strijdig").values()))
        s.write("onderdrukking", pd.concat(s.read_all("overzicht").values()))
        s.write("terugtoets", pd.concat(s.read_all("terugtoets").values()))
