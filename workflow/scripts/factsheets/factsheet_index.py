"""The list of all factsheets, with a search by name or code that needs no network."""

import pandas as pd

from werkagenda.report.template import fill, plain
from werkagenda.run.step import step


def by_name(instellingen: pd.DataFrame) -> list[dict[str, str]]:
    """Return `instelling, naam, voorheen` per institution in the order of the alphabet, equal names by code."""
    return instellingen.sort_values(["naam", "instelling"], key=lambda reeks: reeks.str.lower()).to_dict("records")


if __name__ == "__main__":
    with step(snakemake) as s:
        gegevens = {
            "instellingen": by_name(s.read("lijst").fillna("")),
            "tekst": s.read("tekst"),
            "boek": s.read("quarto")["book"],
            "banner": plain(s.read("banner")),
            "boekmap": s.params["boekmap"],
            "css": s.read("css"),
            "script": s.read("script"),
        }
        s.write("html", fill(s.read("html"), gegevens))
