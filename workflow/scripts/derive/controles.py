"""Put the checks of all years together: contradictions, suppression, and rows left out or moved."""

import pandas as pd

from werkagenda.lineage import trace
from werkagenda.step import step


def attrition_table(lineage: dict) -> pd.DataFrame:
    """Return the attrition that the steps noted: stap, bron, rijen_in, rijen_uit, studenten, reden."""
    rijen = [regel for stap in lineage["stappen"] for regel in stap["uitval"]]
    return pd.DataFrame(rijen, columns=["stap", "bron", "rijen_in", "rijen_uit", "studenten", "reden"])


if __name__ == "__main__":
    with step(snakemake) as s:
        s.write("instroom_a_b", pd.concat(s.read_all("strijdig").values()))
        s.write("onderdrukking", pd.concat(s.read_all("overzicht").values()))
        s.write("uitval", attrition_table(trace(s.paths("stroom"))))
