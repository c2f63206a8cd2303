"""Table 5.G: the national share of leavers with work, by leerweg, level and direction of study, per study year."""

from collections.abc import Mapping, Sequence

import pandas as pd

from werkagenda.models.proportions import wilson
from werkagenda.run.step import step
from werkagenda.surveys.outflow import add_up

KENMERKEN: Mapping[str, Sequence[str]] = {
    "totaal": [],
    "leerweg": ["leerweg"],
    "niveau": ["niveau"],
    "leerweg_niveau": ["leerweg", "niveau"],
    "opleidingsrichting": ["opleidingsrichting"],
}
LEEG = ("leerweg", "niveau", "opleidingsrichting")


def national(uitstroom: pd.DataFrame) -> pd.DataFrame:
    """Return `studiejaar, kenmerk, leerweg, niveau, opleidingsrichting, aandeel, aandeel_min, aandeel_max, n`.

    `uitstroom` has leavers with a known share per institution, leerweg, level and direction; they weigh by their
    number. What a row is not about is empty; the interval is Wilson's.
    """
    tekst = uitstroom.astype({"studiejaar": "str", "leerweg": "str", "niveau": "str", "opleidingsrichting": "str"})
    delen = [
        add_up(tekst, ["studiejaar", *kolommen]).assign(kenmerk=kenmerk) for kenmerk, kolommen in KENMERKEN.items()
    ]
    uit = pd.concat(delen, ignore_index=True).rename(columns={"uitstromers": "n"})
    uit[list(LEEG)] = uit[list(LEEG)].fillna("")
    uit["aandeel_min"], uit["aandeel_max"] = wilson(uit["aandeel"] * uit["n"], uit["n"])
    return uit


if __name__ == "__main__":
    with step(snakemake) as s:
        s.write("data", national(s.read("uitstroom")))
