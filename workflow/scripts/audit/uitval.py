"""Put together which rows the steps behind all products left out or moved: what stands in appendix C."""

import pandas as pd

from werkagenda.run.step import step


def attrition_table(lineage: dict) -> pd.DataFrame:
    """Return the attrition that the steps noted, each note once: stap, bron, rijen_in, rijen_uit, studenten, reden.

    Of a step that writes rows of persons `lineage` has none (`trace`): theirs is a product of its own.
    """
    rijen = [regel for stap in lineage["stappen"] for regel in stap.get("uitval", [])]
    kolommen = ["stap", "bron", "rijen_in", "rijen_uit", "studenten", "reden"]
    return pd.DataFrame(rijen, columns=kolommen).drop_duplicates(ignore_index=True)


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
            "reden": "leerweg hoort niet bij de noemer: telt in geen aantal of aandeel",
        }
    )


if __name__ == "__main__":
    with step(snakemake) as s:
        buiten = outside_denominator(pd.concat(s.read_all("stroom").values()), s.params["leerwegen"])
        s.write("uitval", pd.concat([attrition_table(s.trace(s.paths("producten"))), buiten]))
