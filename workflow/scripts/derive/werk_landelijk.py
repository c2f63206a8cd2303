"""Set the national shares of the table per institution beside those of StatLine."""

import pandas as pd

from werkagenda.run.step import step
from werkagenda.surveys.outflow import add_up

CEL = ["studiejaar", "leerweg", "niveau"]
# The classes of StatLine that together are 12 hours or more.
VANAF_12 = ["uur_12_20", "uur_20_35", "uur_35"]


def beside_statline(tabel: pd.DataFrame, *, statline: pd.DataFrame) -> pd.DataFrame:
    """Return per study year, leerweg and level both shares (0-1) and their difference in percentage points."""
    breed = statline.pivot_table(index=["jaar", "groep"], columns="arbeidsduur", values="uitstromers", observed=True)
    breed = breed.reindex(columns=["totaal", *VANAF_12]).reset_index()
    delen = breed["groep"].astype(str).str.split("_", expand=True).reindex(columns=[0, 1])
    breed = breed.assign(
        studiejaar=[f"{jaar}/{jaar + 1}" for jaar in breed["jaar"]],
        leerweg=delen[0],
        niveau=pd.to_numeric(delen[1]),
        statline_uitstromers=breed["totaal"],
        # Each class is rounded to tens, so together they may pass the total a little; a secret one leaves it unknown.
        statline_aandeel=(breed[VANAF_12].sum(axis=1, skipna=False) / breed["totaal"]).clip(upper=1),
    )
    kolommen = [*CEL, "statline_uitstromers", "statline_aandeel"]
    uit = add_up(tabel, CEL).merge(breed.dropna(subset="niveau")[kolommen], on=CEL, how="left", validate="1:1")
    return uit.assign(verschil_pp=100 * (uit["aandeel"] - uit["statline_aandeel"]))


if __name__ == "__main__":
    with step(snakemake) as s:
        s.write("tabel", beside_statline(s.read("tabel"), statline=s.read("statline")))
