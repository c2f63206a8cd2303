"""Bring the CBS table on outflow with work to the institutions of today."""

import pandas as pd

from werkagenda.institutions.codes import to_today
from werkagenda.run.step import step
from werkagenda.surveys.outflow import add_up

SLEUTEL = ["studiejaar", "instelling", "leerweg", "niveau", "opleidingsrichting"]


def known_rows(tabel: pd.DataFrame) -> pd.DataFrame:
    """Return the rows with leavers and a share: CBS leaves the share of very few leavers empty."""
    return tabel[tabel["aandeel"].notna() & (tabel["uitstromers"] > 0)]


if __name__ == "__main__":
    with step(snakemake) as s:
        ruw = s.read("svo_werk")
        bekend = known_rows(ruw)
        verborgen = ruw.drop(bekend.index)["uitstromers"].sum()
        s.attrition("svo_werk", len(ruw), len(bekend), "aandeel leeg in de bron", studenten=verborgen)
        vandaag = to_today(bekend, bron="svo_werk", instellingen=s.read("instellingen"), fusies=s.read("fusies"))
        tabel = add_up(vandaag, SLEUTEL)
        s.attrition(
            "svo_werk",
            len(bekend),
            len(tabel),
            "fusie: rijen opgeteld bij de instelling van vandaag",
            studenten=vandaag.loc[vandaag["instelling"] != vandaag["eigen"], "uitstromers"].sum(),
        )
        s.write("tabel", tabel)
