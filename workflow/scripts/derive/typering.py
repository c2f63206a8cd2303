"""Place every institution in the sector: quarters, groups, ambition, type and movement over all indicators at once."""

from collections.abc import Mapping

import pandas as pd

from werkagenda.indicators.progress import SOORTEN
from werkagenda.indicators.registry import Register, registry
from werkagenda.indicators.typology import typology
from werkagenda.run.step import step


def place(waarden: pd.DataFrame, *, register: Register, omvang: Mapping[str, int]) -> pd.DataFrame:
    """Return the typology on the indicators of the synthesis.

    Args:
        waarden: `instelling, indicator, soort, jaar, waarde`, mirrored so that higher is better.
        register: the registry of indicators.
        omvang: institutions in the group `laag` and in the group `hoog`.

    """
    telt_mee = waarden["indicator"].isin([een.id for een in register.synthese()]) & waarden["soort"].isin(SOORTEN)
    return typology(waarden[telt_mee], omvang=omvang)


if __name__ == "__main__":
    with step(snakemake) as s:
        tabel = place(s.read("waarden"), register=registry(s.read("indicatoren")), **s.params)
        for kolom, reden in (("groep_recent", "recente waarde"), ("ambitie", "streefwaarde")):
            if zonder := int(tabel[kolom].isna().sum()):
                reden_voluit = f"{zonder} instellingen zonder {reden}"
                s.attrition("indicatorwaarden", len(tabel), len(tabel) - zonder, reden_voluit, studenten=0)
        s.write("typering", tabel)
