"""Put the checks of all years together: contradictions, suppression, and rows left out or moved."""

import pandas as pd

from werkagenda.run.lineage import trace
from werkagenda.run.step import step


def attrition_table(lineage: dict) -> pd.DataFrame:
    """Return the attrition that the steps noted: stap, bron, rijen_in, rijen_uit, studenten, reden."""
    rijen = [regel for stap in lineage["stappen"] for regel in stap["uitval"]]
    return pd.DataFrame(rijen, columns=["stap", "bron", "rijen_in", "rijen_uit", "studenten", "reden"])


def outside_denominator(stroom: pd.DataFrame, leerwegen: list[str]) -> pd.DataFrame:
    """Return per measure the rows of `totaal` (year, institution, leerweg, level) that no product counts."""
    totaal = stroom[stroom["groep"] == "totaal"]
    buiten = totaal[~totaal["leerweg"].isin(leerwegen)]
    rijen = totaal.groupby("maat").size()
    weg = buiten.groupby("maat")["aantal"].agg(["size", "sum"])
    return pd.DataFrame(
        {
            "stap": "producten",
            "bron": weg.index,
            "rijen_in": rijen[weg.index].to_numpy(),
            "rijen_uit": (rijen[weg.index] - weg["size"]).to_numpy(),
            "studenten": weg["sum"].round().to_numpy(),
            "reden": "leerweg buiten noemer.leerwegen: telt in geen aantal of aandeel",
        }
    )


if __name__ == "__main__":
    with step(snakemake) as s:
        s.write("instroom_a_b", pd.concat(s.read_all("strijdig").values()))
        s.write("onderdrukking", pd.concat(s.read_all("overzicht").values()))
        stroom = pd.concat(s.read_all("stroom").values())
        buiten = outside_denominator(stroom, s.params["leerwegen"])
        s.write("uitval", pd.concat([attrition_table(trace(s.paths("stroom"))), buiten]))
        s.write("terugtoets", pd.concat(s.read_all("terugtoets").values()))
