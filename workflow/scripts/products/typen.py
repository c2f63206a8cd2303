"""Tables S.E and S.F: institutions per type, and how they moved between the groups."""

from itertools import product

import pandas as pd

from werkagenda.indicators.typology import BLIJVER, DALER, GROEPEN, STIJGER, TYPEN, ZELDEN
from werkagenda.run.step import step

TOTAAL = "totaal"
NAMEN = {DALER: "dalers", BLIJVER: "gelijk", STIJGER: "stijgers"}


def count_types(typering: pd.DataFrame) -> pd.DataFrame:
    """Return `type, groep, ambitie, aantal, dalers, gelijk, stijgers, onzeker`; those that nobody has too.

    `groep` is that on start values; the `onzeker` of it are in another one in `ZELDEN` or more of the redraws within
    their margins. Without recent values an institution counts in `aantal` and does not move.
    """
    rijen = []
    for (groep, ambitie), type_ in TYPEN.items():
        eigen = typering[(typering["groep_start"] == groep) & (typering["ambitie"] == ambitie)]
        telling = {naam: int((eigen["beweging"] == code).sum()) for code, naam in NAMEN.items()}
        telling["onzeker"] = int((eigen["wisselt_start"] >= ZELDEN).sum())
        rijen.append({"type": type_, "groep": groep, "ambitie": ambitie, "aantal": len(eigen)} | telling)
    return pd.DataFrame(rijen)


def count_moves(typering: pd.DataFrame) -> pd.DataFrame:
    """Return `van, naar, aantal`: institutions by group on start values and on recent values, with totals.

    Those that lack one of the two groups are left out.
    """
    bekend = typering.dropna(subset=["groep_start", "groep_recent"]).astype({"groep_start": str, "groep_recent": str})
    paren = pd.crosstab(bekend["groep_start"], bekend["groep_recent"], margins=True, margins_name=TOTAAL)
    paren = paren.reindex(index=[*GROEPEN, TOTAAL], columns=[*GROEPEN, TOTAAL], fill_value=0)
    return pd.DataFrame(
        [(van, naar, int(paren.loc[van, naar])) for van, naar in product(paren.index, paren.columns)],
        columns=["van", "naar", "aantal"],
    )


if __name__ == "__main__":
    with step(snakemake) as s:
        tabel = s.read("typering")
        s.write("typen", count_types(tabel))
        s.write("beweging", count_moves(tabel))
