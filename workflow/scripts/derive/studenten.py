"""Count the students of each institution, leerweg and level on 1 October: TOTAAL MBO of inflow file A.

They weigh targets and surveys, and say who offers a leerweg and level. A suppressed cell counts at its expected value.
"""

from collections.abc import Sequence

import pandas as pd

from werkagenda.flow.groups import choose_edition, note_choice
from werkagenda.institutions.mergers import current_codes
from werkagenda.run.step import step

_MAAT = "totaal_mbo"
_SLEUTEL = ["jaar", "instelling", "leerweg", "niveau"]


def count_students(cellen: pd.DataFrame) -> pd.DataFrame:
    """Return `jaar, instelling, leerweg, niveau, aantal` (students) from inflow cells of one edition a year."""
    maat = cellen[cellen["maat"] == _MAAT]
    som = maat.sort_values([*_SLEUTEL, "bc"]).groupby(_SLEUTEL, as_index=False, observed=True)["aantal"].sum()
    return som[som["aantal"] > 0].reset_index(drop=True)


def national(cellen: pd.DataFrame, leerwegen: Sequence[str]) -> pd.DataFrame:
    """Return `jaar, leerweg, niveau, aantal_min, aantal, aantal_max` (students) from cells of one edition a year."""
    maat = cellen[(cellen["maat"] == _MAAT) & cellen["leerweg"].isin(list(leerwegen))]
    op_volgorde = maat.sort_values([*_SLEUTEL, "bc"])
    sleutel = ["jaar", "leerweg", "niveau"]
    return op_volgorde.groupby(sleutel, as_index=False, observed=True)[["aantal_min", "aantal", "aantal_max"]].sum()


if __name__ == "__main__":
    with step(snakemake) as s:
        alle, fusies = pd.concat(s.read_all("cellen").values()), s.read("fusies")
        alle = alle[alle["maat"] == _MAAT]
        gekozen = choose_edition(alle, s.params["voorrang"], alle["jaar"].unique())
        note_choice(s, "studenten", alle, gekozen, fusies)
        s.write("eigen", count_students(gekozen))
        s.write("landelijk", national(gekozen, s.params["leerwegen"]))
        vandaag = gekozen.assign(instelling=current_codes(gekozen["instelling"], fusies))
        s.write("studenten", count_students(vandaag))
