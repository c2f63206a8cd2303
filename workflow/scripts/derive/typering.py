"""Place every institution in the sector: quarters, groups, ambition, type and movement over all indicators at once."""

from collections.abc import Mapping

import pandas as pd

from werkagenda.indicators.progress import SOORTEN
from werkagenda.indicators.registry import Register, registry
from werkagenda.indicators.typology import group_doubt, typology
from werkagenda.run.step import step


def place(waarden: pd.DataFrame, *, register: Register, omvang: Mapping[str, int]) -> pd.DataFrame:
    """Return the typology on the indicators of the synthesis, and how often a group changes within the margins.

    Args:
        waarden: `instelling, indicator, soort, jaar, waarde, n`, mirrored so that higher is better.
        register: the registry of indicators.
        omvang: institutions in the group `laag` and in the group `hoog`.

    """
    telt_mee = waarden["indicator"].isin([een.id for een in register.synthese()]) & waarden["soort"].isin(SOORTEN)
    start = waarden[telt_mee & (waarden["soort"] == "start")]
    # A mark is no share of persons: its margin is not known from their number.
    aandeel = {naam for naam, een in register.indicatoren.items() if een.eenheid == "procent"}
    twijfel = group_doubt(start.assign(n=start["n"].where(start["indicator"].isin(aandeel))), omvang=omvang)
    tabel = typology(waarden[telt_mee], omvang=omvang)
    return tabel.assign(wisselt_start=tabel["instelling"].map(twijfel).astype("float64"))


if __name__ == "__main__":
    with step(snakemake) as s:
        tabel = place(s.read("waarden"), register=registry(s.read("indicatoren")), **s.params)
        for kolom, reden in (("groep_recent", "recente waarde"), ("ambitie", "streefwaarde")):
            if zonder := int(tabel[kolom].isna().sum()):
                reden_voluit = f"{zonder} instellingen zonder {reden}"
                s.attrition("indicatorwaarden", len(tabel), len(tabel) - zonder, reden_voluit, studenten=0)
        s.write("typering", tabel)
